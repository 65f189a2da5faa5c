"""The table of positions in a browser: as of any day, filtered, and shareable as an address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from bench.serving import EMPTY
from browser.accessible import faults
from browser.conftest import OpenPage
from browser.filters import counts, tick
from browser.positions_page import asked, cell, pairs, ready, said, shown


@pytest.fixture
def table(open_page: OpenPage, address: str) -> Page:
    """The table, after its scripts have taken over."""
    return ready(open_page(f"{address}positions/"))


def test_the_difference_between_two_days(table: Page) -> None:
    """Set to 12 October and to 20 November 2017, the table shows the Department's two words on Exampleton."""
    table.get_by_label("As of").fill("2017-10-12")
    expect(table.locator("[data-state]")).to_contain_text("What each holder had last said by 12 October 2017")
    expect(cell(table, "authority")).to_contain_text("Finds a possible violation")
    expect(cell(table, "authority")).to_contain_text("Department of Examples")
    expect(cell(table, "jurisdiction").locator("q")).to_have_text("we are in full compliance with 99 U.S.C. § 1234")
    table.get_by_label("As of").fill("2017-11-20")
    expect(cell(table, "authority")).to_contain_text("Finds no violation")
    expect(cell(table, "authority")).not_to_contain_text("Finds a possible violation")
    expect(said(table, "authority", "Finds no violation")).to_have_text("17 November 2017")
    expect(said(table, "jurisdiction", "Asserts compliance")).to_have_text("12 October 2017")
    expect(cell(table, "court")).to_have_text("nothing known")


def test_a_cell_leads_to_its_words(table: Page, address: str) -> None:
    """The date in a cell links to the passage that the stance rests on."""
    table.get_by_label("As of").fill("2017-10-12")
    cell(table, "jurisdiction").locator("li", has=table.locator("q")).get_by_role("link").click()
    expect(table).to_have_url(f"{address}statements/2017-10-12-sample-department-confirms-compliance/#p1")


def test_the_latest_is_what_the_page_came_with(open_page: OpenPage, address: str) -> None:
    """For the latest day the scripts show what the page says without them."""
    still = open_page(f"{address}positions/", java_script_enabled=False)
    moving = ready(open_page(f"{address}positions/"))
    said = [" ".join(page.locator(".standings tbody").all_inner_texts()).split() for page in (still, moving)]
    assert said[0] == said[1]
    assert len(said[0]) > 500


def test_a_view_can_be_sent(table: Page, open_page: OpenPage) -> None:
    """A date and filters are in the address, which shows the same in a fresh browser."""
    table.get_by_label("As of").fill("2017-10-12")
    tick(table, "Jurisdiction", "Exampleton, Example")
    table.keyboard.press("Escape")
    tick(table, "Statute", "99 U.S.C. § 1234")
    assert asked(table) == {"on": ["2017-10-12"], "jurisdiction": ["exampleton"], "statute": ["99-usc-1234"]}
    told = table.locator("[data-state]").inner_text()
    assert f"1 of {pairs(table)} pairs" in told
    fresh = ready(open_page(table.url))
    expect(fresh.locator("[data-state]")).to_have_text(told)
    expect(shown(fresh)).to_have_count(1)
    expect(cell(fresh, "authority")).to_contain_text("Finds a possible violation")


def test_back_and_forward(table: Page) -> None:
    """Each change is a step in the browser's history, back and forward."""
    table.get_by_label("As of").fill("2017-10-12")
    table.get_by_label("As of").fill("2017-11-20")
    table.go_back()
    expect(cell(table, "authority")).to_contain_text("Finds a possible violation")
    expect(table.get_by_label("As of")).to_have_value("2017-10-12")
    table.go_back()
    expect(table.locator("[data-state]")).to_contain_text("What each holder last said")
    table.go_forward()
    expect(cell(table, "authority")).to_contain_text("Finds a possible violation")


def test_from_change_to_change(open_page: OpenPage, address: str) -> None:
    """The buttons step from one shown change to the next, and stop at the ends."""
    page = ready(open_page(f"{address}positions/?jurisdiction=exampleton&side=authority&on=2017-10-12"))
    page.get_by_role("button", name="Change after").click()
    expect(page.get_by_label("As of")).to_have_value("2017-11-17")
    expect(page.get_by_role("button", name="Change after")).to_be_disabled()
    page.get_by_role("button", name="Change before").click()
    expect(page.get_by_label("As of")).to_have_value("2017-10-12")
    expect(page.locator("th[data-side]:visible")).to_have_text([re.compile("An authority")])


def test_nothing_matches_says_what_to_drop(open_page: OpenPage, address: str) -> None:
    """If no row is left, the page names the filters without which there would be some; one click drops a filter."""
    page = ready(open_page(f"{address}positions/?jurisdiction=modelburg&stance=threatens-penalty"))
    expect(page.locator("[data-empty]")).to_have_text(
        "Nothing matches. It would without Modelburg, Example, or without Threatens a penalty."
    )
    page.get_by_role("button", name="Remove Stance: Threatens a penalty").click()
    expect(shown(page)).to_have_count(1)
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_an_odd_address_is_passed_over(open_page: OpenPage, address: str) -> None:
    """An invalid day or value in an address is ignored or reported to match nothing."""
    page = ready(open_page(f"{address}positions/?on=2017-02-31&side=%3Cscript%3E&statute="))
    expect(page.locator("[data-state]")).to_contain_text("What each holder last said")


def test_without_its_data_the_table_stays(open_page: OpenPage, address: str) -> None:
    """If the data does not load, the page says so and keeps its original content."""
    page = open_page(address + EMPTY, allowed="data.json|ERR_FAILED")
    page.route("**/positions/data.json", lambda route: route.abort())
    page.goto(f"{address}positions/")
    expect(page.get_by_text("Other dates are unavailable")).to_be_visible()
    expect(cell(page, "authority")).to_contain_text("Finds no violation")


@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_narrowed(width: int, open_page: OpenPage, address: str) -> None:
    """axe finds nothing with a date set, filters in use and a list of values open."""
    page = ready(open_page(f"{address}positions/?on=2017-10-12&jurisdiction=exampleton", width=width))
    page.locator("summary", has_text="Stance").click()
    assert faults(page) == []


def test_from_home_to_the_dispute(open_page: OpenPage, address: str) -> None:
    """The home page links to the Exampleton thread, and the thread to the mayor's words."""
    page = open_page(address)
    page.get_by_role("link", name="Exampleton and § 1234, 2015 to 2017").click()
    expect(page.locator("h1")).to_have_text("Exampleton and § 1234, 2015 to 2017")
    page.locator(".takes blockquote a", has_text="we are in full compliance").click()
    expect(page).to_have_url(f"{address}statements/2017-10-12-sample-department-confirms-compliance/#p1")


def test_a_state_with_its_cities(open_page: OpenPage, address: str) -> None:
    """A place can include those inside it; each choice shows how many rows it would leave."""
    page = ready(open_page(f"{address}positions/?jurisdiction=example"))
    expect(shown(page)).to_have_count(1)
    page.locator("summary", has_text="Jurisdiction").click()
    page.get_by_label("Include the places inside").check()
    within = page.locator("[data-within~=example]")
    expect(shown(page)).to_have_count(within.count())
    assert within.count() > 1
    assert asked(page) == {"jurisdiction": ["example"], "inside": ["1"]}
    of_the_city = page.locator('[data-key^="exampleton/"]').count()
    assert counts(page, "Jurisdiction")["Exampleton, Example"] == of_the_city
    page.keyboard.press("Escape")
    expect(page.locator("details[open] fieldset")).to_have_count(0)


def test_a_list_of_choices_keeps_within_a_phone(open_page: OpenPage, address: str) -> None:
    """An open list of choices makes no page wider than the screen."""
    page = ready(open_page(f"{address}positions/", width=390))
    for name in ("Jurisdiction", "Statute", "Stance", "Side", "Holder"):
        page.locator(".filters summary", has_text=name).click()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
        page.keyboard.press("Escape")


def test_before_anybody_spoke(open_page: OpenPage, address: str) -> None:
    """On a day before any position, the table says so; on any other it shows only what was known then."""
    page = ready(open_page(f"{address}positions/?on=1980-01-01"))
    expect(page.locator("[data-empty]")).to_have_text("Nothing of this was known by 1 January 1980.")
    page.get_by_role("button", name="Change after").click()
    expect(shown(page)).to_have_count(1)
    expect(page.locator("[data-state]")).to_contain_text(f"1 of {pairs(page)} pairs")


def test_no_filter_joins_two_positions(open_page: OpenPage, address: str) -> None:
    """A place and a stance leave a row only if one holder takes that stance on that place."""
    asked_for = "jurisdiction=sample-county&stance=finds-possible-violation"
    page = ready(open_page(f"{address}positions/?{asked_for}"))
    expect(shown(page)).to_have_count(0)


def test_a_holder_is_picked(open_page: OpenPage, address: str) -> None:
    """Filtered to a holder, every row has that holder's words and nobody else's."""
    page = ready(open_page(f"{address}positions/?holder=ben-specimen"))
    rows = shown(page)
    expect(rows.first).to_be_visible()
    assert set(page.locator("tr.held:visible .name").all_inner_texts()) == {"Ben Specimen"}


def test_the_pictures_show_what_the_table_shows(open_page: OpenPage, address: str) -> None:
    """Filtered to a place, only its strip is left; filtered to a side, its lines; a day is drawn on each lane."""
    page = ready(open_page(f"{address}positions/"))
    strips = page.locator("[data-strip]:visible")
    assert strips.count() > 1
    tick(page, "Jurisdiction", "Exampleton, Example")
    page.keyboard.press("Escape")
    expect(strips).to_have_count(1)
    expect(strips.locator("h3")).to_have_text("Exampleton, Example")
    tick(page, "Side", "An authority")
    page.keyboard.press("Escape")
    lines = strips.locator(".line[data-holder]:visible")
    expect(lines.first).to_be_visible()
    assert {line.get_attribute("data-side") for line in lines.all()} == {"authority"}
    page.get_by_label("As of").fill("2017-10-12")
    assert strips.locator("line.now").count() == strips.locator("svg.lane").count()


def test_places_of_one_release_are_one_row(open_page: OpenPage, address: str) -> None:
    """Places with exactly the same statements share a row and a strip, and a filter keeps only the matching ones."""
    page = ready(open_page(f"{address}positions/"))
    folded = page.locator("tbody:has([data-counted])").first
    names = folded.locator("li[data-key]")
    several = names.count()
    assert several > 1
    expect(folded.locator("[data-counted]")).to_have_text(f"{several} places")
    expect(folded.locator("tr.held")).to_have_count(1)
    one = (names.first.get_attribute("data-key") or "").partition("/")[0]
    page.goto(f"{address}positions/?jurisdiction={one}")
    ready(page)
    expect(page.locator("tbody:visible li[data-key]:visible")).to_have_count(1)
    expect(page.locator("tbody:visible [data-counted]")).to_have_text("1 place")
    expect(page.locator("[data-strip]:visible li:visible")).to_have_count(1)


def test_who_first_said_so_in_two_steps(open_page: OpenPage, toy_address: str) -> None:
    """One step from the home page is the place, whose first screen says who first said that it complies."""
    page = open_page(toy_address)
    page.locator(".disputes").get_by_role("link", name="Exampleton, Example").click()
    first = page.locator(".answers .given > div").first
    expect(first.locator("h3")).to_have_text("Who first said it complies?")
    expect(first.locator(".say").first).to_be_in_viewport()
    expect(first.locator(".say")).to_have_count(1)
    expect(first.locator(".say")).to_contain_text("Ada Sample, Mayor, City of Exampleton asserts compliance")
    expect(first.locator(".say")).to_contain_text("8 March 2017")
