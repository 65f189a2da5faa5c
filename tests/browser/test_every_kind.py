"""Every kind of page is accessible, fits the width of a phone, and is complete without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect
from playwright.sync_api import TimeoutError as TimedOutError

from bench.serving import EMPTY
from browser.accessible import faults_in_every_variant
from browser.conftest import OpenPage
from browser.kinds import HELD, KINDS, MADE_UP

MOVING = (
    "home",
    "timeline",
    "positions",
    "then and now",
    "map",
    "jurisdiction",
    "thread",
    "statements",
    "statement held",
    "search for a phrase",
    "search for lines",
    "a quotation checked",
)
"""Kinds of page that load something after themselves, or whose lines are many."""
LATENCY = 150
"""Milliseconds of each request on a slow line, as Lighthouse has it."""
SLOW = 200_000
"""Bytes a second on that line."""
SHIFT = 0.05
"""The most that a page may shift while it loads, as web.dev/cls scores it: half of what counts as good."""
SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""
WIDTHS = (1280, 768, 390, 320)


def settled(page: Page) -> Page:
    """Wait for what a page loads later, such as search results."""
    expect(page.locator("[aria-busy]")).to_have_count(0)
    return page


@pytest.mark.parametrize(("kind", "path"), KINDS.items(), ids=KINDS.keys())
def test_a_kind_of_page(kind: str, path: str, open_page: OpenPage, address: str, subtests: pytest.Subtests) -> None:
    """Everybody can use a page of each kind: on a desktop, a phone and the smallest phone, and without scripts."""
    page = settled(open_page(address + path))
    with subtests.test("nothing runs over its side"):
        assert {width: _over(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)
    if kind not in MADE_UP:
        with subtests.test("axe finds nothing"):
            assert faults_in_every_variant(page) == []
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    with subtests.test("without scripts it shows what it is about, and no button that would do nothing"):
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main")).to_contain_text(" ")
        dead = page.locator("button:visible:not(form button), select:visible, input:visible:not(form input)")
        expect(dead).to_have_count(0)
        if path.startswith("search/"):
            expect(page.get_by_text(re.compile("^(Searching|Comparing) needs JavaScript"))).to_be_visible()
    session.detach()


def _over(page: Page, width: int) -> int:
    """Return by how many pixels a page overflows a window of a given width."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", MADE_UP.values(), ids=MADE_UP.keys())
def test_accessible_where_lists_are_short(path: str, open_page: OpenPage, toy_address: str) -> None:
    """axe finds nothing on the toy archive's pages of the kinds that would take minutes elsewhere."""
    assert faults_in_every_variant(settled(open_page(toy_address + path))) == []


def test_the_page_for_what_is_not_there(open_page: OpenPage, root_address: str) -> None:
    """The error page is accessible, and links from the site's root because it does not know how deep it is shown."""
    page = settled(open_page(root_address + "404.html"))
    expect(page.locator("h1")).to_be_visible()
    assert faults_in_every_variant(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="The timeline").click()
    expect(page).to_have_url(root_address + "timeline/")


@pytest.mark.parametrize("kind", MOVING)
def test_nothing_moves(kind: str, open_page: OpenPage, address: str) -> None:
    """The content of a page does not move while the rest loads over a slow connection, on a desktop and on a phone."""
    pages = {width: open_page(address + EMPTY, width=width, fresh=True) for width in (1280, 390)}
    lines = {width: _slow(page) for width, page in pages.items()}
    for page in pages.values():  # both load at once: most of the time, neither needs a processor
        page.add_init_script(SHIFTS)
        page.goto(address + KINDS[kind], wait_until="commit")
    for width, page in pages.items():
        try:
            page.wait_for_load_state("networkidle")
        except TimedOutError:  # rare, on a busy machine; the cause is not known
            lines[width].send("Network.clearBrowserCache")
            page.reload(wait_until="networkidle")
        settled(page)
    shifts = {width: page.evaluate("shifted") for width, page in pages.items()}
    assert shifts == pytest.approx(dict.fromkeys(pages, 0), abs=SHIFT)


def _slow(page: Page) -> CDPSession:
    """Slow a page's connection down, through the session that is returned."""
    line = page.context.new_cdp_session(page)
    rate = {"offline": False, "latency": LATENCY, "downloadThroughput": SLOW, "uploadThroughput": SLOW}
    line.send("Network.emulateNetworkConditions", rate)
    return line


@pytest.mark.parametrize("path", ["", HELD, "timeline/", "search/?q=compliance"])
def test_the_keyboard_reaches_the_content(path: str, open_page: OpenPage, address: str) -> None:
    """The first tab stop skips the masthead to the content."""
    page = settled(open_page(address + path))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def test_the_keyboard_reaches_the_results(open_page: OpenPage, address: str) -> None:
    """A second link on the search page skips the filters to the results."""
    page = settled(open_page(address + "search/?q=compliance"))
    skip = page.get_by_role("link", name="Skip to the results")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".results a").first).to_be_focused()


def test_held_words_without_scripts(open_page: OpenPage, address: str) -> None:
    """The words, their source and their citation need no script, and the search box leads to the search page."""
    page = open_page(address + HELD, java_script_enabled=False)
    expect(page.locator(".words .passage")).to_have_count(5)
    expect(page.locator("#p1")).to_contain_text("in full compliance with 99 U.S.C. § 1234")
    expect(page.locator("#cite")).to_contain_text("Ada Sample, Mayor, City of Exampleton.")
    page.get_by_role("search", name="Site search").get_by_role("searchbox").fill("full compliance")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}search/?q=full+compliance")


def test_a_citation_and_a_permalink_are_copied(open_page: OpenPage, address: str) -> None:
    """The buttons copy the citation as shown, and the page's address."""
    page = open_page(address + HELD, permissions=["clipboard-read", "clipboard-write"])
    shown = " ".join(page.locator("#cite").inner_text().split())
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == shown
    page.locator("[data-copy=permalink]").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == address + HELD


def test_the_chosen_scheme_holds(page: Page, address: str) -> None:
    """A reader's color scheme outlives the page, and nothing is painted in the other scheme first."""
    page.goto(address)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Use dark colors").click()
    dark = page.evaluate(background)
    assert light != dark
    page.goto(address + "about/", wait_until="commit")
    page.locator("body").wait_for(state="attached")
    assert page.evaluate(background) == dark
    page.get_by_role("button", name="Use light colors").click()
    assert page.evaluate(background) == light


def test_the_menu_of_a_phone(open_page: OpenPage, address: str) -> None:
    """On a phone the sections and the search box are in a menu, which opens, navigates, and closes with Escape."""
    page = open_page(address, width=390, has_touch=True)
    menu = page.locator(".masthead .menu")
    summary = menu.locator("summary")
    link = menu.get_by_role("link", name="Timeline")
    expect(link).to_be_hidden()
    summary.tap()
    expect(link).to_be_visible()
    expect(menu.get_by_role("searchbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    link.tap()
    expect(page).to_have_url(address + "timeline/")


def test_the_site_at_the_root_of_a_host(open_page: OpenPage, root_address: str) -> None:
    """Everything that works under a prefix works without one."""
    for path in ("", HELD, "search/?q=compliance"):
        expect(settled(open_page(root_address + path)).locator("h1")).to_be_visible()
