"""A reader checks the words of a page against the copy of the source that the archive publishes."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, Route, expect

from archive.read.reading import read
from archive.site import paths
from bench.serving import served
from browser.conftest import PREFIX, OpenPage
from building import TOP, Once, built

ANSWER = "2017-03-08-sample-says-exampleton-complies"
SHA256 = "4811c9e809fe21002832cfe55429bc7fbd4fbf032790eb7e564264bfff9d0708"


@pytest.fixture(scope="module")
def archive(toy_root: Path, once: Once) -> Path:
    """The toy archive, with the mayor's answer proved against the kept page."""

    def prove(root: Path) -> None:
        shutil.copytree(toy_root, root)
        broken = TOP / f"tests/rules/proof-stands/statements/2017/{ANSWER}.md"
        text = broken.read_text(encoding="utf-8").replace("150-178", "149-178")
        (root / f"statements/2017/{ANSWER}.md").write_text(text, encoding="utf-8")

    return once("proved-toy", prove)


@pytest.fixture(scope="module")
def address(archive: Path, once: Once) -> Iterator[str]:
    """The address of its site."""
    with served(once("proved-toy-site", lambda site: built(archive, site)), PREFIX) as host:
        yield host.address


@pytest.fixture
def page(open_page: OpenPage, address: str) -> Page:
    """The page of the proved statement, with the form open."""
    page = open_page(f"{address}statements/{ANSWER}/")
    page.get_by_text("Check these words against a copy of the source").click()
    return page


def checked(page: Page) -> Locator:
    """Check the archive's copy, and return the place of the verdict."""
    page.get_by_role("button", name="Check the archive’s copy").click()
    return page.locator(".proving").get_by_role("status")


def answered(page: Page, data: bytes, **headers: str) -> None:
    """Make the site send other bytes for the copy."""

    def answer(route: Route) -> None:
        route.fulfill(body=data, content_type="application/gzip", headers=headers)

    page.route(f"**/{paths.shipped(SHA256)}", answer)


def packed(archive: Path) -> bytes:
    return read(archive).archive.shipped[SHA256].read_bytes()


def test_one_click_runs_the_proof(page: Page, archive: Path) -> None:
    """The copy is fetched, its hash matches the record, and its text is shown with every passage marked."""
    expect(checked(page)).to_have_text(re.compile("are in the archive’s copy, in this order, character for character"))
    expect(page.get_by_text("the very copy that the archive proved these words against")).to_be_visible()
    expect(page.locator(".proving")).to_contain_text(SHA256)
    proof = read(archive).archive.statements[ANSWER].proof
    assert proof
    expect(page.locator(".proving mark")).to_have_count(len(proof.passages))
    expect(page.locator(".proving .copy")).to_contain_text("She read from a paper:")
    expect(page.locator(".proving .copy")).not_to_contain_text("is not in compliance")  # within a script
    expect(page.locator(".proving .shipped")).to_contain_text("823 bytes")
    expect(page.locator(".proving .shipped")).to_contain_text("public domain")


def test_the_link_saves_the_copy(page: Page, archive: Path) -> None:
    """The link beside it saves the same bytes, compressed, and never shows them as a page."""
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download the archive’s copy").click()
    assert Path(saved.value.path()).read_bytes() == packed(archive)


@pytest.mark.parametrize(
    "change", [(b"full compliance", b"gull compliance"), (b"nobody", b"nobodY"), (b"</html>", b"")]
)
def test_another_copy_is_no_proof(change: tuple[bytes, bytes], page: Page, archive: Path) -> None:
    """If the site sends other bytes, however similar, the page says that they are not the source, and marks nothing."""
    data = gzip.decompress(packed(archive))
    assert change[0] in data
    answered(page, gzip.compress(data.replace(*change)))
    expect(checked(page)).to_have_text(re.compile("^This is not the source that the record names: its SHA-256 is "))
    expect(page.locator(".proving mark")).to_have_count(0)


def test_a_host_that_unpacks(page: Page, archive: Path) -> None:
    """A copy that a host decompressed on the way is the same copy."""
    answered(page, gzip.decompress(packed(archive)))
    expect(checked(page)).to_contain_text("character for character")
    expect(page.get_by_text("the very copy")).to_be_visible()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x1f\x8b\x08nothing", "is damaged"),
        (gzip.compress(bytes(30_000_000)), "too large to be checked here"),
    ],
)
def test_what_cannot_be_unpacked(data: bytes, said: str, page: Page) -> None:
    """A damaged copy, or a decompression bomb, is refused in a sentence."""
    answered(page, data)
    expect(checked(page)).to_contain_text(said)


def test_a_copy_that_is_gone(open_page: OpenPage, address: str) -> None:
    """If the site no longer has the file, the page says so."""
    page = open_page(f"{address}statements/{ANSWER}/", allowed="404")
    page.route(f"**/{paths.shipped(SHA256)}", lambda route: route.fulfill(status=404))
    page.get_by_text("Check these words against a copy of the source").click()
    expect(checked(page)).to_have_text("The archive’s copy could not be loaded. Try again later.")


def test_a_statement_without_a_shipped_source(open_page: OpenPage, address: str) -> None:
    """If the rights forbid a copy, the page offers none."""
    page = open_page(f"{address}statements/2017-09-20-department-finds-exampleton-complies/")
    page.get_by_text("Check these words against a copy of the source").click()
    expect(page.get_by_label("The saved page or text file")).to_be_enabled()
    expect(page.locator(".shipped")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_answer_is_accessible(width: int, scheme: str, page: Page) -> None:
    """axe finds nothing on the answer, which keeps within the window."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    expect(checked(page)).to_contain_text("in the archive’s copy")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("axe.run('.proving').then((found) => found.violations.map((each) => each.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_works_with_the_keyboard(page: Page) -> None:
    """The button is reached and pressed by keyboard, and the marked copy can be scrolled by keyboard."""
    button = page.get_by_role("button", name="Check the archive’s copy")
    expect(button).to_be_enabled()  # before that, it takes no focus, and Enter would close the form
    button.focus()
    button.press("Enter")
    expect(page.locator(".proving").get_by_role("status")).to_contain_text("in the archive’s copy")
    expect(page.locator(".proving .copy")).to_have_attribute("tabindex", "0")
