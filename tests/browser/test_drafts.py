"""A draft beside its source in a browser: paragraphs go in and out, the file follows, and outside edits show."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.accessible import faults_in_every_variant
from browser.conftest import OpenPage
from drafting import NAME, with_draft
from serving import serving


@pytest.fixture
def root(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the toy archive with one draft."""
    return with_draft(toy_root, tmp_path)


def _taken(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator(".paragraphs input:checked").all()]


def test_paragraphs_go_in_and_out(open_page: OpenPage, root: Path, tmp_path: Path) -> None:
    """The file follows mouse and keyboard, an edit in an editor shows at once, and none of it is lost."""
    file = root / "drafts" / f"{NAME}.md"

    def body() -> str:
        return file.read_text(encoding="utf-8").partition("\n---\n")[2].strip()

    with serving(root, tmp_path / "site") as running:
        page = open_page(f"{running.address}drafts/", allowed="409|404")
        assert faults_in_every_variant(page) == []
        page.get_by_role("link", name=NAME).click()
        boxes = page.locator(".paragraphs input")
        expect(boxes.first).to_be_enabled()
        assert faults_in_every_variant(page) == []

        page.get_by_text("We comply.", exact=True).click()
        expect(page.locator(".file-lines")).to_contain_text("We comply.")
        assert body() == "We comply."
        page.keyboard.press("Shift+ArrowDown")
        expect(page.locator(".file-lines")).to_contain_text("We always did.")
        assert body() == "We comply.\n\nWe always did."
        expect(boxes.nth(2)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page.locator(".file-lines")).not_to_contain_text("We comply.")
        assert (body(), _taken(page)) == ("We always did.", ["3"])
        expect(boxes.nth(1)).to_be_focused()

        file.write_text(file.read_text(encoding="utf-8").replace("#? title: who says what", "title: Done"), "utf-8")
        expect(page.get_by_text("1 open question")).to_have_count(0)
        page.get_by_role("button", name="Take the 4 proposed").click()
        expect(page.locator(".file-lines")).to_contain_text("All rights reserved.")
        assert "title: Done" in file.read_text(encoding="utf-8")
        assert _taken(page) == ["2", "3", "4", "6"]

        mine = file.read_text(encoding="utf-8").replace("We comply.", "We [the city] comply.")
        file.write_text(mine, encoding="utf-8")
        expect(page.get_by_text("were edited by hand")).to_be_visible()
        assert faults_in_every_variant(page) == []
        boxes.nth(0).click()
        expect(page.get_by_role("status")).to_contain_text("edited by hand, so nothing was written")
        assert file.read_text(encoding="utf-8") == mine
        expect(boxes.nth(0)).not_to_be_checked()
        file.unlink()
        expect(page.get_by_role("status").first).to_contain_text("not there any more")
        page.goto("about:blank")


def test_it_reads_without_scripts(open_page: OpenPage, root: Path, tmp_path: Path) -> None:
    """Without scripts the page has the passages and the command that takes them, and no dead controls."""
    with serving(root, tmp_path / "site") as running:
        page = open_page(f"{running.address}drafts/{NAME}/", java_script_enabled=False)
        expect(page.get_by_text("We always did.")).to_be_visible()
        expect(page.get_by_text("--take 2-4,7")).to_be_visible()
        expect(page.get_by_role("button", name="Take all")).to_be_hidden()
        expect(page.locator(".paragraphs input").first).to_be_disabled()
