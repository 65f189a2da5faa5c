"""The picture of the timeline in a browser: marks and list are linked, and every way to zoom sets the dates."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import OpenPage
from browser.filters import tick
from browser.timeline_page import asked, opened, shown

MARKS = ".picture svg.wide .marks > [data-key]"
DRAWN = """svg => {
  const of = (part, names) => [...svg.querySelectorAll(part)].map((one) =>
    [one.textContent, ...names.map((name) => one.getAttribute(name))].join(" ").trim());
  return {
    keys: of(".marks > [data-key]", ["data-key"]).map((one) => one.split(" ").at(-1)).sort(),
    marks: of(".marks .m", ["cx", "cy", "r"]).length,
    bars: of(".bars path", ["d", "fill"]).sort(),
    arcs: of(".arcs path", ["d"]).sort(),
    labels: of(".labels tspan", ["x", "y"]),
    ticks: of(".ticks text", ["x", "y"]),
    breaks: of(".breaks path", ["d"]),
  };
}"""
"""Returns everything that a picture shows, whoever drew it."""


@pytest.fixture
def timeline(page: Page, address: str) -> Page:
    """The timeline's own page, after its scripts have taken over, including the picture."""
    opened(page, address)
    expect(page.locator(".picture svg[role=group]:visible")).to_have_count(1)
    return page


def _rounded(drawn: Any) -> Any:
    """Write numbers the same that the two languages write differently."""
    if isinstance(drawn, dict):
        return {name: _rounded(one) for name, one in drawn.items()}
    if isinstance(drawn, list):
        return [_rounded(one) for one in drawn]
    return re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):g}", drawn) if isinstance(drawn, str) else drawn


def _single(page: Page) -> Locator:
    """Return the marks that represent one statement each."""
    return page.locator(f"{MARKS}:has(circle.m):not(:has(.spread))")


def _key(page: Page) -> str:
    """Return the key of the focused mark."""
    return str(page.evaluate("document.activeElement.dataset.key"))


def test_scripts_draw_the_same_picture_as_the_build(timeline: Page) -> None:
    """After a filter is set and removed, the scripts redraw the picture with everything in the same place."""
    svg = timeline.locator(".picture svg.wide")
    came = svg.evaluate(DRAWN)
    tick(timeline, "Text", "Catalogued")
    expect(timeline.locator(f"{MARKS}[role=button]").first).to_be_attached()
    tick(timeline, "Text", "Catalogued")
    expect(timeline.locator(".picture .labels tspan").first).to_be_attached()
    assert _rounded(svg.evaluate(DRAWN)) == _rounded(came)


def test_filters_apply_to_the_marks(timeline: Page) -> None:
    """Marks and counts add up to the statements that match the filters."""
    tick(timeline, "Side", "A court")
    expect(timeline.locator(f"{MARKS}[role=button]").first).to_be_attached()
    names = timeline.locator(MARKS).evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    counts = [int(found[1]) if (found := re.match(r"(\d+) statements", name)) else 1 for name in names]
    assert sum(counts) == int(shown(timeline).split(" of ")[0])


def test_pointing_shows_in_both(timeline: Page) -> None:
    """Pointing at a mark highlights its entry in the list and says what it is; an entry highlights its mark."""
    timeline.locator(".entry").first.hover()
    expect(timeline.locator(".picture svg.wide .pointed")).to_have_count(1)
    key = timeline.locator(".picture svg.wide .pointed").get_attribute("data-key")
    title = timeline.locator(".entry h4").first.inner_text()
    timeline.locator(f"{MARKS}[data-key='{key}'] .m").last.hover()
    expect(timeline.locator(".card")).to_contain_text(title)
    expect(timeline.locator(".entry.pointed h4")).to_have_text(title)


def test_a_mark_opens_its_statement(timeline: Page) -> None:
    """A click on a mark opens the statement in the list, with what the archive holds of it, and updates the address."""
    mark = _single(timeline).last
    mark.locator(".m").last.hover()
    title = timeline.locator(".card b").inner_text()
    mark.locator(".m").last.click()
    expect(timeline.locator(".entry.open h4")).to_have_text(title)
    expect(timeline.locator(".entry.open .opened")).to_be_in_viewport()
    assert list(asked(timeline)) == ["open"]


def test_a_count_opens(timeline: Page) -> None:
    """A count lists its statements, each with a button that opens it in the list; Escape goes back."""
    bar = timeline.locator(f"{MARKS}:has(text)").first
    count = int(bar.locator("text").text_content() or "")
    bar.press("Enter")  # which comes while the card that says what is focused still loads
    expect(timeline.locator(".card li")).to_have_count(min(count, 12))
    expect(timeline.locator(".card button").first).to_be_focused()
    timeline.keyboard.press("Escape")
    expect(timeline.locator(".card button")).to_have_count(0)
    expect(bar).to_be_focused()


def test_the_arrow_keys_walk(timeline: Page) -> None:
    """The picture is one tab stop; arrow keys move along a lane and across lanes."""
    assert timeline.locator(f"{MARKS}[tabindex='0']").count() == 1
    lanes = timeline.locator(MARKS).evaluate_all("all => all.map((one) => one.dataset.key.split('-')[0])")
    lane = next(one for one in lanes if lanes.count(one) > 1 and one != max(lanes))
    timeline.locator(f"{MARKS}[data-key^='{lane}-']").first.focus()
    first = _key(timeline)
    timeline.keyboard.press("ArrowRight")
    second = _key(timeline)
    assert second != first
    assert second.split("-")[0] == first.split("-")[0]
    assert int(second.split("-")[1]) >= int(first.split("-")[1])
    timeline.keyboard.press("ArrowLeft")
    assert _key(timeline) == first
    timeline.keyboard.press("ArrowDown")
    assert int(_key(timeline).split("-")[0]) == int(first.split("-")[0]) + 1
    assert timeline.locator(f"{MARKS}[tabindex='0']").count() == 1


def test_a_key_follows_a_reply(page: Page, address: str) -> None:
    """One key moves to what a statement answers, and another back to an answer."""
    opened(page, address, "from=2017-10-11&to=2017-10-12&jurisdiction=exampleton")
    answering = page.locator(f"{MARKS}[role=button]")
    expect(answering.first).to_be_attached()
    page.wait_for_function("document.querySelectorAll('.picture svg.wide .arcs path').length > 0")
    for at in range(answering.count()):
        answering.nth(at).focus()
        before = _key(page)
        page.keyboard.press("[")
        if _key(page) != before:
            page.keyboard.press("]")
            page.wait_for_function("key => document.activeElement.dataset.key !== key", arg=_key(page) + "?")
            return
    raise AssertionError("a statement must answer another one")


def test_dragging_chooses_a_time(timeline: Page) -> None:
    """Dragging over the picture narrows the dates, and a key restores all dates."""
    box = timeline.locator(".picture svg.wide").bounding_box()
    assert box
    timeline.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 100)
    timeline.mouse.down()
    timeline.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 100, steps=4)
    timeline.mouse.up()
    expect(timeline.locator(".chips")).to_contain_text("Dates")
    assert set(asked(timeline)) == {"from", "to"}
    timeline.locator(f"{MARKS}[tabindex='0']").focus()
    timeline.keyboard.press("0")
    expect(timeline.locator(".chips")).to_be_hidden()
    assert asked(timeline) == {}


def test_the_wheel_zooms_with_a_key(timeline: Page) -> None:
    """The wheel scrolls the page; with Ctrl it zooms, and the dates follow once it stops."""
    timeline.locator(".picture svg.wide").hover(position={"x": 800, "y": 100})
    timeline.mouse.wheel(0, 40)
    assert asked(timeline) == {}
    timeline.keyboard.down("Control")
    for _ in range(3):
        timeline.mouse.wheel(0, -100)
    timeline.keyboard.up("Control")
    expect(timeline.locator(".chips")).to_contain_text("Dates")
    assert set(asked(timeline)) == {"from", "to"}


def test_keys_zoom(timeline: Page) -> None:
    """The plus key zooms in on the focused mark, which keeps the focus, so that it can be pressed again."""
    timeline.locator(f"{MARKS}").nth(3).focus()
    timeline.keyboard.press("+")
    once = timeline.locator(".picture svg.wide .ticks").inner_html()
    expect(timeline.locator(f"{MARKS}:focus")).to_have_count(1)
    timeline.keyboard.press("+")
    assert timeline.locator(".picture svg.wide .ticks").inner_html() != once
    expect(timeline.locator(".chips")).to_contain_text("Dates")


def test_statements_are_on_the_first_screen(open_page: OpenPage, address: str) -> None:
    """On a screen of 1280 x 900 the picture takes at most 260 pixels, and three statements are visible."""
    page = opened(open_page(address), address)
    page.set_viewport_size({"width": 1280, "height": 900})
    box = page.locator(".picture").bounding_box()
    assert box
    assert box["height"] <= 260
    bottoms = page.locator(".entry").evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    assert sum(bottom <= 900 for bottom in bottoms) >= 3


def test_few_stops_lead_to_the_first_statement(timeline: Page) -> None:
    """From the skip link, the first statement is at most 15 tab stops away."""
    timeline.keyboard.press("Tab")
    timeline.keyboard.press("Enter")
    for _ in range(15):
        timeline.keyboard.press("Tab")
        if timeline.evaluate("document.activeElement.closest('.entry') !== null"):
            return
    raise AssertionError("the first statement must be reached with 15 stops")


@pytest.fixture
def phone(open_page: OpenPage, address: str) -> Page:
    """The timeline on a phone, after its scripts have taken over."""
    return opened(open_page(address, width=390), address, "order=oldest")


def test_on_a_phone_each_mark_is_beside_its_entry(open_page: OpenPage, address: str) -> None:
    """On a phone the picture is the list's margin, with and without scripts: every entry has its mark at its height."""
    for scripts in (True, False):
        page = open_page(address, width=390, java_script_enabled=scripts)
        page.goto(f"{address}timeline/")
        expect(page.locator(".picture > svg:not(.patterns):visible")).to_have_count(0)
        apart = page.locator(".entry").evaluate_all(
            """all => all.filter((one) => one.checkVisibility()).map((one) => {
              const [entry, mark, words] = [one, one.querySelector(".lane-mark svg"), one.querySelector("time")]
                .map((each) => each.getBoundingClientRect());
              return [mark.top - entry.top, words.left - mark.right, mark.left];
            })"""
        )
        assert apart
        assert all(0 <= down < 20 and right >= 0 and left >= 0 for down, right, left in apart)


def test_a_mark_on_a_phone_says_what_the_picture_says(page: Page, address: str) -> None:
    """A mark beside the list has the form that the same statement has in the picture of a screen."""
    opened(page, address)
    forms = """all => Object.fromEntries(all.map((one) => [
      one.getAttribute("href").split("statements/")[1],
      [...one.querySelectorAll(".m")].map((form) => form.classList.value),
    ]))"""
    beside = page.locator(".lane-mark").evaluate_all(forms)
    drawn = page.locator(".picture svg.wide .marks > a[href*='statements/']").evaluate_all(forms)
    assert drawn
    assert drawn.items() <= beside.items()


def test_a_tap_on_a_mark_opens_its_statement(phone: Page) -> None:
    """On a phone, a tap on a mark opens the statement that it is beside."""
    entry = phone.locator(".entry").nth(1)
    entry.locator(".lane-mark").click()
    expect(entry.locator(".opened")).to_be_visible()


def test_the_arrow_keys_walk_on_a_phone(phone: Page) -> None:
    """Beside the list, down and up move along a lane, right and left across lanes, and Enter opens."""
    first = phone.locator(".lane-mark").first
    expect(first).to_be_visible()  # the list is hidden while it fills, and takes no focus
    first.focus()
    expect(first).to_have_role("button")
    lanes = phone.locator(".lane-mark").evaluate_all("all => all.map((one) => one.dataset.lane)")
    at = "[...document.querySelectorAll('.lane-mark')].indexOf(document.activeElement)"
    phone.keyboard.press("ArrowDown")
    assert phone.evaluate(at) == lanes.index(lanes[0], 1)
    phone.keyboard.press("ArrowUp")
    assert phone.evaluate(at) == 0
    phone.keyboard.press("ArrowRight")
    assert lanes[phone.evaluate(at)] != lanes[0]
    assert phone.locator(".lane-mark[tabindex='0']").count() == 1
    phone.keyboard.press("Enter")
    expect(phone.locator(".entry.open")).to_have_count(1)


def test_the_picture_is_printed(open_page: OpenPage, address: str) -> None:
    """On paper the picture has the shape for paper, with every mark of it."""
    for path in ("timeline/", "threads/exampleton-and-1234/"):
        page = open_page(f"{address}{path}")
        page.set_viewport_size({"width": 740, "height": 1000})
        page.emulate_media(media="print")
        expect(page.locator(".picture > svg.middle")).to_be_visible()
        marks = page.locator(".picture > svg.middle .marks > *")
        assert marks.count() > 5
        for mark in (marks.first, marks.last):
            expect(mark).to_be_visible()


def test_lanes_are_printed_with_whole_titles(open_page: OpenPage, address: str) -> None:
    """On paper no title of a lane is cut."""
    page = open_page(f"{address}timeline/?lanes=side")
    page.locator(".made .glyph").first.wait_for()
    page.set_viewport_size({"width": 740, "height": 1000})
    page.emulate_media(media="print")
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    expect(page.locator(".laned .entry h4").nth(2)).to_be_visible()
    assert page.locator(".laned .entry h4").evaluate_all(cut) == 0
