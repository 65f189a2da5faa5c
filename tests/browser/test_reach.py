"""How few tab stops lead to a statement, and what readers with forced colors see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.kinds import KINDS
from browser.test_every_kind import settled
from browser.timeline_page import opened

MOST = 15
"""Stops of the keyboard from the top of a page to the first statement on it."""
WITHOUT = {
    "about",
    "data",
    "contribute",
    "architecture",
    "benchmark",
    "decisions",
    "a decision",
    "speakers",
    "jurisdictions",
    "statutes",
    "policies",
    "threads",
    "receipts",
    "search without results",
    "search without words",
    "search with a mistake",
    "a quotation to check",
    "corrections",
    "statement catalogued",
    "statement with a caution",
    "statement on many places",
}
"""Kinds of page that lead to no statement, are one without its words, or whose lists are of something else."""
WITH = {kind: path for kind, path in KINDS.items() if kind not in WITHOUT}
STOP = """() => {
  const { activeElement: at } = document;
  const opens = at.matches(".skip, .as-list:not([open]) > summary");
  const isStatement = at.closest("main") !== null
    && at.matches("a[href*='statements/1'], a[href*='statements/2'], .marks [data-key], .words a, .words button");
  return opens ? "opens" : isStatement ? "statement" : "other";
}"""
FILLS = """all => all.map((one) => {
  const { fill, stroke } = getComputedStyle(one);
  return { fill, stroke, paper: getComputedStyle(document.documentElement).backgroundColor };
})"""


@pytest.mark.parametrize("path", WITH.values(), ids=WITH.keys())
def test_few_stops_lead_to_a_statement(path: str, open_page: OpenPage, address: str) -> None:
    """With skip links followed and folded lists of embeds opened, few tab stops lead to the first statement."""
    page = settled(open_page(address + path))
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop == "statement":
            return
        if stop == "opens":
            page.keyboard.press("Enter")
    raise AssertionError(f"after {MOST} stops: {page.evaluate('document.activeElement.outerHTML')[:200]}")


def _colors(page: Page, selector: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.locator(selector).evaluate_all(FILLS)
    return found


def test_marks_survive_forced_colors(open_page: OpenPage, address: str) -> None:
    """In forced colors open marks stay open and full ones full, and no label has a halo in its own ink."""
    page = opened(open_page(address, forced_colors="active"), address)
    for one in _colors(page, ".picture:visible svg.wide .m.open"):
        assert one["fill"] == one["paper"] != one["stroke"]
    for one in _colors(page, ".picture:visible svg.wide circle.m:not(.open)"):
        assert one["fill"] != one["paper"]
    for one in _colors(page, ".picture:visible svg.wide .labels text"):
        assert one["stroke"] == one["paper"] != one["fill"]
    for one in _colors(page, ".picture:visible svg.wide .breaks .gap"):
        assert one["fill"] == one["paper"]


@pytest.mark.parametrize("path", ["positions/", "positions/map/", "positions/changes/"])
def test_patterns_survive_forced_colors(path: str, open_page: OpenPage, address: str) -> None:
    """In forced colors the patterns of positions stay distinct, in the legend and in links."""
    page = settled(open_page(address + path, forced_colors="active"))
    expect(page.locator(".swatch").first).to_be_attached()
    marks = page.locator(".legend [data-mark]")
    fills = marks.locator(".mark").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert len(set(fills)) == marks.count() > 1
    linked = _colors(page, "a .swatch .mark, .lane rect.mark")
    assert all(one["stroke"] != one["paper"] for one in linked)
