"""Then and now in a browser: what changed between two days, shareable as an address."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import link
from archive.pages.answers import turns
from archive.record.changes import between
from archive.record.model import Archive
from archive.site.site import Settings, Site
from archive.site.templating import environment
from browser.conftest import OpenPage

SENTENCES = "[data-between] > li"


def _ready(page: Page) -> Page:
    expect(page.locator("[data-form]")).to_be_visible()
    return page


def _folded(texts: list[str]) -> list[str]:
    return sorted(" ".join(text.split()) for text in texts)


def test_only_what_changed_is_told(open_page: OpenPage, address: str) -> None:
    """For two days the page shows who changed position, from what to what, and by which statements."""
    page = _ready(open_page(f"{address}positions/changes/"))
    page.get_by_label("From").fill("2017-10-20")
    page.get_by_label("to", exact=True).fill("2017-12-01")
    told = page.locator(SENTENCES, has_text="Exampleton")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("Department of Examples on Exampleton, Example")
    expect(told).to_contain_text("finds a possible violation (12 October 2017")
    expect(told).to_contain_text("then finds no violation (17 November 2017")
    expect(page.locator("[data-every]")).to_be_hidden()
    told.get_by_role("link", name="17 November 2017").click()
    expect(page).to_have_url(f"{address}statements/2017-11-17-department-finds-no-evidence/")


def test_two_days_can_be_sent(open_page: OpenPage, address: str) -> None:
    """The days are in the address, in either order; going back shows every change again."""
    page = _ready(open_page(f"{address}positions/changes/"))
    page.get_by_label("From").fill("2017-10-20")
    page.get_by_label("to", exact=True).fill("2017-12-01")
    expect(page).to_have_url(f"{address}positions/changes/?from=2017-10-20&to=2017-12-01")
    told = page.locator(SENTENCES).all_inner_texts()
    fresh = _ready(open_page(f"{address}positions/changes/?from=2017-12-01&to=2017-10-20"))
    assert fresh.locator(SENTENCES).all_inner_texts() == told
    page.get_by_role("button", name="All months").click()
    expect(page.locator("[data-every]")).to_be_visible()
    page.go_back()
    expect(page.locator(SENTENCES)).to_have_count(len(told))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("1991-06-01", "1992-02-01"),
        ("2017-03-05", "2017-10-12"),
        ("2017-06-01", "2018-12-31"),
        ("2017-05-05", "2017-05-05"),
    ],
)
def test_two_writings_of_the_rule_agree(
    open_page: OpenPage, address: str, archive: Archive, begin: str, end: str
) -> None:
    """For two days the browser shows what the build's own rule yields, sentence by sentence."""
    site = Site(links=link(archive), settings=Settings(site_name="The archive"))
    days = (datetime.date.fromisoformat(day) for day in (begin, end))
    macro = environment().from_string('{% from "answers.html" import turned %}{{ turned(turn, "") }}')
    expected = [
        (LexborHTMLParser(macro.render(turn=turn)).body or pytest.fail("no sentence")).text()
        for turn in turns(site, between(site.histories, *days))
    ]
    page = _ready(open_page(f"{address}positions/changes/?from={begin}&to={end}"))
    assert _folded(page.locator(SENTENCES).evaluate_all("all => all.map((one) => one.textContent)")) == _folded(
        expected
    )


def test_an_odd_day_is_passed_over(open_page: OpenPage, address: str) -> None:
    """An invalid day in the address is ignored: every change stays."""
    page = _ready(open_page(f"{address}positions/changes/?from=2017-02-31&to=%3Cb%3E"))
    expect(page.locator("[data-every]")).to_be_visible()
    expect(page.locator(SENTENCES)).to_have_count(0)


def test_complete_without_scripts(open_page: OpenPage, address: str) -> None:
    """Without scripts every change is there, month by month, latest first."""
    page = open_page(f"{address}positions/changes/", java_script_enabled=False)
    months = page.locator("[data-every] h2").all_inner_texts()
    assert "November 2017" in months
    assert months.index("November 2017") < months.index("October 2017")
    finding = page.locator("section", has=page.locator("#m2017-11")).locator("li", has_text="finds no violation")
    expect(finding).to_contain_text("Department of Examples on Exampleton, Example")


def test_without_its_data_the_list_stays(open_page: OpenPage, address: str) -> None:
    """If the data does not load, the page says so and keeps every change."""
    page = open_page(f"{address}about/", allowed="data.json|ERR_FAILED")
    page.route("**/positions/data.json", lambda route: route.abort())
    page.goto(f"{address}positions/changes/")
    expect(page.get_by_text("Two days cannot be compared")).to_be_visible()
    expect(page.locator("[data-every]")).to_be_visible()


def test_a_drag_across_months_compares_them(open_page: OpenPage, address: str) -> None:
    """Dragging from one month to another shows what changed from before the first to the end of the last."""
    page = open_page(f"{address}positions/changes/")
    expect(page.locator("[data-form]")).to_be_visible()
    months = page.locator("[data-months] a")
    first, last = months.nth(0), months.last
    first.hover()
    page.mouse.down()
    last.hover()
    expect(page.locator("[data-months] .chosen")).to_have_count(months.count())
    page.mouse.up()
    expect(page.locator("[data-between] li").first).to_be_visible()
    begin, end = first.get_attribute("data-month"), last.get_attribute("data-month")
    assert page.get_by_label("From").input_value() < f"{begin}-01"
    assert page.get_by_label("to", exact=True).input_value().startswith(str(end))
    assert page.get_by_label("From").input_value() in page.url


@pytest.mark.parametrize(("day", "is_chosen"), [("01", True), ("29", True), ("31", False)])
def test_the_months_of_the_days_are_marked(day: str, is_chosen: bool, open_page: OpenPage, address: str) -> None:
    """The first month is marked if any day in it counts, which are those after the first day asked for."""
    page = open_page(f"{address}positions/changes/?from=2017-10-{day}&to=2017-11-30")
    expect(page.locator("[data-months] [data-month='2017-11']")).to_have_class("chosen")
    expect(page.locator("[data-months] [data-month='2017-10']")).to_have_class("chosen" if is_chosen else "")
