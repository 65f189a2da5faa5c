"""A page that is open during edits follows the record, and shows what is wrong with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import expect

from browser.accessible import faults
from browser.conftest import OpenPage
from serving import MAYOR, change, serving


def test_an_open_page_follows_the_record(open_page: OpenPage, toy_root: Path, tmp_path: Path) -> None:
    """A mistake shows below the page with its place and a hint; the page stays, and reloads once it is fixed."""
    root = shutil.copytree(toy_root, tmp_path / "archive")
    with serving(root, tmp_path / "site") as running:
        page = open_page(f"{running.address}statements/{MAYOR}/")
        heading = page.get_by_role("heading", level=1)
        before = heading.inner_text()
        change(root, "title:", "titel:")
        problems = page.get_by_role("status")
        expect(problems).to_contain_text(f"statements/2017/{MAYOR}.md:2:1")
        expect(problems).to_contain_text("Hint: did you mean `title`?")
        expect(heading).to_have_text(before)
        assert faults(page) == []
        change(root, "titel:", "title: Mended,")
        expect(heading).to_have_text(f"Mended, {before}")
        expect(problems).to_have_count(0)
        page.goto("about:blank")
