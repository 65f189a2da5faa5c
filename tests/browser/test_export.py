"""The exports of a view: the code that embeds it, pictures and tables, each with the filters in use."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.record.model import Archive
from browser.accessible import faults
from browser.conftest import OpenPage

THREAD = "threads/exampleton-and-1234/"
VIEWS = {
    "timeline": "timeline/?jurisdiction=exampleton&from=2017",
    "lanes": "timeline/?jurisdiction=exampleton&lanes=side",
    "place": "jurisdictions/exampleton/",
    "thread": THREAD,
    "positions": "positions/?jurisdiction=exampleton",
    "then and now": "positions/changes/?from=2017-06-30&to=2017-12-01",
    "map": "positions/map/",
    "facing quotations": "",
}
PER_VIEW = pytest.mark.parametrize("path", VIEWS.values(), ids=VIEWS.keys())
HOST = "<!doctype html><title>Host</title><main style='width:{width}px'>{code}</main>"


def taken(page: Page, form: str) -> bytes:
    """Choose one of the menu's files and return it."""
    menu = page.locator(".export:has(button)").first
    menu.locator("summary").click()
    with page.expect_download(timeout=30_000) as waiting:
        menu.get_by_role("button", name=form).click()
    return Path(waiting.value.path()).read_bytes()


def rows(page: Page) -> list[dict[str, str]]:
    """Download the table of a page."""
    return list(csv.DictReader(io.StringIO(taken(page, "CSV").decode("utf-8-sig"))))


@PER_VIEW
def test_a_picture_opens_alone(open_page: OpenPage, address: str, browser: Browser, path: str, tmp_path: Path) -> None:
    """Each view's SVG opens without the site: on white, in the site's fonts, with its source, loading nothing."""
    page = open_page(address + path, scheme="dark")
    svg = taken(page, "SVG")
    file = tmp_path / "view.svg"
    file.write_bytes(svg)
    alone = browser.new_context(color_scheme="dark").new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    alone.evaluate("document.fonts.ready")
    assert {urlsplit(one).scheme for one in asked} <= {"file", "data"}
    assert alone.evaluate("[...document.fonts].map(({ status }) => status)") != []
    assert alone.evaluate("[...document.fonts].every(({ status }) => status !== 'error')")
    assert alone.locator("rect").first.get_attribute("fill") == "#fff"
    text = alone.locator("svg").first.text_content() or ""
    assert "Source:" in text
    assert "Compliance Statement Archive" in text
    assert re.search(r"Downloaded \d+ [A-Z][a-z]+ 20\d\d", text)
    width = alone.locator("svg").first.evaluate("svg => svg.viewBox.baseVal.width")
    ends = alone.locator("text").evaluate_all("all => all.map(one => one.getBBox().x + one.getBBox().width)")
    assert max(ends) <= width
    alone.context.close()


def test_a_picture_of_lanes_has_every_statement(open_page: OpenPage, address: str) -> None:
    """However many statements the lanes hold, the picture includes all of them."""
    page = open_page(f"{address}timeline/?jurisdiction=exampleton&lanes=side")
    expect(page.locator(".made .entry").first).to_be_visible()
    titles = {row["title"] for row in rows(page)}
    drawn = re.sub(r"<[^>]+>|\s+", "", taken(page, "SVG").decode())
    assert titles
    assert [title for title in titles if re.sub(r"\s+", "", title) not in drawn] == []


def test_embedded_lanes_have_the_marks_of_the_page(open_page: OpenPage, address: str) -> None:
    """Embedded, and so in a picture, a statement in a lane has the same mark as on the page: that of its stance."""
    path = "timeline/?jurisdiction=exampleton&lanes=side"
    page, embedded = open_page(address + path), open_page(f"{address}embed/{path}")
    page.locator(".made .glyph").first.wait_for()
    drawn = page.locator(".made .glyph").evaluate_all("all => all.map(one => one.innerHTML)")
    expect(embedded.locator(".made .glyph")).to_have_count(len(drawn))
    assert embedded.locator(".made .glyph").evaluate_all("all => all.map(one => one.innerHTML)") == drawn
    assert len(set(drawn)) > 1


def test_a_picture_keeps_the_filters(open_page: OpenPage, address: str) -> None:
    """Filtered statements are in neither the picture nor the table, and the printed address leads back to the view."""
    page = open_page(f"{address}positions/?jurisdiction=exampleton&side=court")
    text = taken(page, "SVG").decode()
    assert "Exampleton, Example" in text
    assert "Ramo" not in text
    assert "positions/?jurisdiction=exampleton&amp;side=court" in text
    assert {row["place"] for row in rows(page)} == {"Exampleton, Example"}
    assert {row["side"] for row in rows(page)} == {"A court"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_everybody_can_use_the_menu_and_the_dialog(open_page: OpenPage, address: str, width: int, scheme: str) -> None:
    """axe finds no fault in the opened menu, nor in the dialog that it opens."""
    page = open_page(address + THREAD, width=width, scheme=scheme)
    menu = page.locator(".export:has(button)")
    menu.locator("summary").click()
    embedding = menu.get_by_role("button", name="Embed")
    expect(embedding).to_be_visible()
    assert faults(page) == []
    embedding.click()
    expect(page.get_by_role("dialog").frame_locator("iframe").locator("[data-back]")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("path", [THREAD, "positions/map/", "positions/", "positions/changes/"])
def test_dates_in_tables_are_iso(open_page: OpenPage, address: str, path: str) -> None:
    """A table has dates like 2017-10-12, or as much of that as is known."""
    found = rows(open_page(address + path))
    assert found
    for row in found:
        assert re.fullmatch(r"[12]\d{3}(-\d{2}){0,2}", row.get("date") or row["since"])


def test_pixels_are_twice_as_many(open_page: OpenPage, address: str) -> None:
    """The PNG of a view is 2,400 pixels wide, even from a phone."""
    png = taken(open_page(address + THREAD, width=390), "PNG")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2400


@PER_VIEW
def test_the_dialog_shows_what_is_embedded(open_page: OpenPage, address: str, path: str) -> None:
    """The dialog previews the view with its filters and offers code with the same address and its height."""
    page = open_page(address + path)
    menu = page.locator(".export:has(button)").first
    menu.locator("summary").click()
    menu.get_by_role("button", name="Embed").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.frame_locator("iframe").locator("[data-back]")).to_be_visible()
    source = dialog.locator("iframe").get_attribute("src") or ""
    code = dialog.get_by_label("Code to embed")
    expect(code).to_have_value(re.compile(re.escape(source.replace("&", "&amp;"))))
    expect(code).to_have_value(re.compile(r'height="(?!200")\d+"'))
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("width", [300, 640])
def test_a_frame_takes_the_height_of_its_view(open_page: OpenPage, address: str, width: int) -> None:
    """With the snippet's script a frame is as high as its view, and grows when a list in it is expanded."""
    page = open_page(address)
    code = (
        f'<iframe src="{address}embed/jurisdictions/exampleton/" width="100%" height="200" title="View"></iframe>'
        f'<script async src="{address}assets/js/embed/host.js"></script>'
    )
    page.route(
        "**/host", lambda route: route.fulfill(content_type="text/html", body=HOST.format(width=width, code=code))
    )
    page.goto(f"{address}host")
    view = page.frame_locator("iframe").locator(".framed")
    fits = "frame => Math.abs(frame.clientHeight - frame.contentDocument.querySelector('.framed').offsetHeight) < 3"
    page.wait_for_function(
        f"({fits})(document.querySelector('iframe')) && document.querySelector('iframe').clientHeight > 210"
    )
    before = page.locator("iframe").evaluate("frame => frame.clientHeight")
    view.locator(".as-list summary").click()
    page.wait_for_function(f"document.querySelector('iframe').clientHeight !== {before}")
    page.wait_for_function(f"({fits})(document.querySelector('iframe'))")
    assert view.evaluate("view => view.ownerDocument.documentElement.scrollWidth") <= width


def test_a_frame_follows_its_filters_and_has_their_cautions(
    open_page: OpenPage, address: str, archive: Archive
) -> None:
    """A view shows only what its address asks for, with only those cautions, and links back to the same view."""
    page = open_page(f"{address}embed/timeline/?jurisdiction=exampleton&kind=interview")
    expect(page.locator("[data-title]")).to_contain_text("Exampleton, Example; Interview")
    ids = {
        one.id for one in archive.statements.values() if "exampleton" in one.jurisdictions and one.kind == "interview"
    }
    expect(page.locator("[data-total]")).to_have_text(f"{len(ids)} statement{'s' if len(ids) > 1 else ''}")
    shown = page.locator("[data-of]:not([hidden])").evaluate_all("all => all.map(one => one.dataset.of)")
    assert set(shown) == {
        each for each in ids if archive.statements[each].caution or archive.statements[each].corrections
    }
    expect(page.locator("[data-back]")).to_have_attribute(
        "href", re.compile(r"/timeline/\?jurisdiction=exampleton&kind=interview$")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_can_keep_to_one_scheme(open_page: OpenPage, address: str, scheme: str) -> None:
    """A site that is always light, or dark, can ask for that whatever the reader's device prefers."""
    other = "dark" if scheme == "light" else "light"
    page = open_page(f"{address}embed/{THREAD}?scheme={scheme}", scheme=other)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme


def test_without_scripts_there_are_still_files(open_page: OpenPage, address: str) -> None:
    """Without JavaScript the menu leads to the view for frames, which is complete, and to the table."""
    page = open_page(address + THREAD, java_script_enabled=False)
    page.locator(".export summary").click()
    expect(page.get_by_role("link", name="Table (CSV)")).to_be_visible()
    page.get_by_role("link", name="The view for embedding").click()
    expect(page.locator(".as-list .row").first).to_be_visible()


def test_an_embedded_comparison_shows_what_the_page_shows(open_page: OpenPage, address: str, archive: Archive) -> None:
    """Embedded, two days have the sentences of the page, only the cautions of their statements, and a link back."""
    path = "positions/changes/?from=2017-06-30&to=2017-12-01"
    page, embedded = open_page(address + path), open_page(f"{address}embed/{path}")
    page.locator("[data-between] > li").first.wait_for()
    told = page.locator("[data-between] > li").all_inner_texts()
    expect(embedded.locator("[data-between] > li")).to_have_text(told)
    linked = embedded.locator("[data-between] a[href*='statements/']").evaluate_all(
        "all => all.map((one) => new URL(one.href).pathname.split('/').at(-2))"
    )
    cautioned = embedded.locator("[data-of]:not([hidden])").evaluate_all("all => all.map((one) => one.dataset.of)")
    warned = {each for each in linked if archive.statements[each].caution or archive.statements[each].corrections}
    assert linked
    assert set(cautioned) == warned
    assert len(cautioned) < embedded.locator("[data-of]").count()
    expect(embedded.locator("[data-back]")).to_have_attribute("href", re.compile(re.escape(path) + "$"))


def test_embedded_positions_are_short_and_whole(open_page: OpenPage, address: str) -> None:
    """In a column of 640 pixels the positions take two screens; the rest is folded, and a filter or a file opens it."""
    page = open_page(f"{address}embed/positions/", width=640)
    expect(page.locator("[data-more]")).not_to_have_attribute("open", "")
    assert page.locator(".framed").evaluate("view => view.getBoundingClientRect().height") < 1800
    folded = page.locator("[data-more] [data-strip] h3").first.text_content() or ""
    text = re.sub(r"<[^>]+>|\s+", "", taken(open_page(f"{address}positions/"), "SVG").decode())
    assert re.sub(r"\s+", "", folded) in text
    place = (page.locator("[data-more] [data-strip] h3 a").first.get_attribute("href") or "").split("/")[-2]
    few = open_page(f"{address}embed/positions/?jurisdiction={place}", width=640)
    expect(few.locator("[data-strip]:visible")).to_have_count(1)
