"""The timeline, the positions and a thread keep their promises with over a thousand statements."""

from __future__ import annotations

import datetime
import gzip
import re
from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Request, Response, expect
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import link
from archive.record import positions, threads
from archive.record.model import Archive, Statement
from archive.record.standing import side_of
from archive.record.vocabulary import label
from browser.accessible import faults
from browser.conftest import OpenPage
from browser.filters import tick, unfold
from browser.holding import hold
from browser.positions_page import ready
from browser.timeline_page import asked, opened, shown

MOST = 150_000
"""Bytes of data before a reader asks for anything."""

DATA = re.compile(r"/timeline/data/(\d+)\.json\.gz$")
STANDINGS = """rows => rows.flatMap(row => [...row.querySelectorAll('td[data-side]')].flatMap(cell => {
  const told = [...cell.querySelectorAll('.name a, .stance span')].map((one) => one.textContent);
  return told.length ? [[row.dataset.key, cell.dataset.side, told.join(' | ')]] : [];
}))"""

Wanted = Callable[[Statement], bool]


@pytest.fixture(scope="module")
def exchange(large: Archive) -> tuple[Statement, Statement]:
    """An answer, and the statement from the year before that it answers."""
    for statement in large.statements.values():
        for answered in statement.relations.get("responds-to", ()):
            if statement.kind == "press-statement" and answered[:4] < statement.id[:4]:
                return statement, large.statements[answered]
    raise AssertionError("the large archive must have an answer to what was said in another year")


@pytest.fixture(scope="module")
def city(exchange: tuple[Statement, Statement]) -> str:
    """The place of both."""
    return exchange[0].jurisdictions[0]


@pytest.fixture
def page(open_page: OpenPage, large_address: str) -> Page:
    """The opening page of the large site."""
    return open_page(large_address)


def count(archive: Archive, wanted: Wanted) -> int:
    """Count the matching statements."""
    return sum(wanted(statement) for statement in archive.statements.values())


def by(archive: Archive, side: str) -> Wanted:
    """Match what a side says."""
    return lambda statement: any(
        side_of(archive, archive.speakers[slug], statement, position) == side
        for slug in statement.speakers
        for position in statement.positions
    )


def loaded(page: Page) -> list[str]:
    """Return the years whose entries a page requests, as it requests them."""
    years: list[str] = []

    def note(request: Request) -> None:
        if found := DATA.search(request.url):
            years.append(found[1])

    page.on("request", note)
    return years


def told(archive: Archive, number: int) -> str:
    """Return the words for a number of all statements."""
    return f"{number:,} of {len(archive.statements):,} statements"


def test_little_is_loaded_before_anything_is_asked(page: Page, large_address: str, large: Archive) -> None:
    """Compressed as a host sends them, the page and its data are small in any archive, without any year's entries."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    years = loaded(page)
    opened(page, large_address)
    page.wait_for_load_state("networkidle")
    assert years == []
    data = [answer for answer in answers if "/assets/" not in answer.url]
    assert {answer.url for answer in data} == {f"{large_address}timeline/", f"{large_address}timeline/data/index.json"}
    assert sum(len(gzip.compress(answer.body())) for answer in data) <= MOST
    assert shown(page) == f"{len(large.statements):,} statements"
    expect(page.locator(".timeline-view .entry")).to_have_count(60)


STILL = """() => [...document.querySelectorAll(".made .waiting")].every((waiting) => {
  const { top, bottom } = waiting.getBoundingClientRect();
  return bottom < -600 || top > innerHeight + 600;
})"""
"""Whether nothing that is near the window, and therefore loads by itself, is still to come."""


def test_a_year_is_loaded_once_it_is_needed(page: Page, large_address: str) -> None:
    """Entries load by year, no year twice, and a filter that needs no other year loads nothing."""
    years = loaded(page)
    opened(page, large_address, "from=2001&to=2006")
    expect(page.locator(".made .entry").first).to_be_visible()
    assert years == ["2006"]
    page.get_by_role("button", name=re.compile(r"^Show \d+ statements of 2001$")).press("Enter")
    page.get_by_role("button", name=re.compile(r"^Show \d+ statements? of January 2001$")).press("Enter")
    expect(page.locator(".made .entry time", has_text="January 2001").first).to_be_attached()
    expect(page.locator(".made :focus")).to_contain_text("January 2001")
    page.wait_for_function(STILL)
    before = set(years)
    tick(page, "Text", "Transcribed")
    expect(page.locator(".made .entry").first).to_be_visible()
    expect(page.locator(".made .entry .wanted")).to_have_count(0)
    assert set(years) == before
    assert max(Counter(years).values()) == 1


def test_filters_add_up(page: Page, large_address: str, large: Archive, city: str) -> None:
    """Each filter step leaves exactly the record's matches, and so do the counts beside the values."""
    opened(page, large_address)
    place, other = (
        large.jurisdictions[city],
        next(jurisdiction for jurisdiction in large.jurisdictions.values() if jurisdiction.level == "state"),
    )

    def about(statement: Statement) -> bool:
        return bool({place.slug, other.slug} & set(statement.jurisdictions))

    tick(page, "Jurisdiction", place.name)
    assert shown(page) == told(large, count(large, about))
    page.keyboard.press("Escape")
    page.locator(".filters summary", has_text="Kind").click()
    beside = page.locator("details.filter[open] li", has_text="Letter").locator(".count")
    expect(beside).to_have_text(str(count(large, lambda statement: about(statement) and statement.kind == "letter")))
    page.keyboard.press("Escape")
    tick(page, "Side", "An authority")
    ours = by(large, "authority")
    assert shown(page) == told(large, count(large, lambda statement: about(statement) and ours(statement)))
    page.keyboard.press("Escape")
    tick(page, "Side", "A court")
    court = by(large, "court")
    assert shown(page) == told(
        large, count(large, lambda statement: about(statement) and (ours(statement) or court(statement)))
    )


@pytest.mark.parametrize("side", ["jurisdiction", "authority", "court", "other"])
def test_each_side_is_as_the_record_says(page: Page, large_address: str, large: Archive, side: str) -> None:
    """The timeline has as many statements for each side as the rule of sides yields."""
    expected = count(large, by(large, side))
    assert expected
    assert shown(opened(page, large_address, f"side={side}")) == told(large, expected)


def test_a_part_of_a_law_and_the_texts_that_are_held(page: Page, large_address: str, large: Archive) -> None:
    """A subsection has statements that cite it or its parts, a law those of all its parts; texts are held or wanted."""
    law = next(iter(large.statutes.values())).citation
    part = count(large, lambda statement: any(cited.startswith(f"{law}(b)") for cited in statement.statutes))
    assert shown(opened(page, large_address, "statute=99-usc-1000.b")) == told(large, part)
    whole = count(large, lambda statement: law in statement.statutes and not statement.held)
    assert shown(opened(page, large_address, "statute=99-usc-1000&text=catalogued")) == told(large, whole)


def test_a_state_includes_its_cities_if_wished(page: Page, large_address: str, large: Archive, city: str) -> None:
    """A state that nobody mentions has nothing by itself, and with its cities everything that they have."""
    state = large.jurisdictions[large.jurisdictions[city].parent]
    within = {jurisdiction.slug for jurisdiction in large.jurisdictions.values() if jurisdiction.parent == state.slug}
    opened(page, large_address, f"jurisdiction={state.slug}")
    expect(page.locator(".nothing")).to_be_visible()
    unfold(page)
    page.locator(".filters summary", has_text="Jurisdiction").click()
    page.get_by_label("Include the places inside").check()
    assert len(within) > 1
    assert shown(page) == told(large, count(large, lambda statement: bool(within & set(statement.jurisdictions))))
    assert asked(page) == {"jurisdiction": [state.slug], "inside": ["1"]}


def test_clicks_lead_to_one_day(
    page: Page, large_address: str, exchange: tuple[Statement, Statement], city: str
) -> None:
    """From a year, clicks on the rows of bars lead to a week and to the only day with a statement."""
    day = exchange[0].date.earliest
    monday = day - datetime.timedelta(days=day.weekday())
    opened(page, large_address, f"from={day.year}&to={day.year}", at=f"jurisdictions/{city}")
    page.locator(".figures summary").click()
    rows = page.locator(".figures tbody")
    rows.get_by_role("button", name=f"week of {monday.day} {monday:%B %Y}").click()
    rows.get_by_role("button", name=f"{day.day} {day:%B %Y}").click()
    assert asked(page) == {"from": [day.isoformat()], "to": [day.isoformat()]}
    expect(page.locator(f"#s-{exchange[0].id}")).to_be_visible()
    expect(page.locator(".histogram figcaption")).to_contain_text("by day")
    expect(rows.get_by_role("button")).to_have_count(0)


def test_a_bar_of_one_day_is_clicked(
    page: Page, large_address: str, exchange: tuple[Statement, Statement], city: str
) -> None:
    """A click on a day's bar shows that day."""
    day = exchange[0].date.earliest
    monday, sunday = (day + datetime.timedelta(days=by - day.weekday()) for by in (0, 6))
    opened(page, large_address, f"from={monday}&to={sunday}", at=f"jurisdictions/{city}")
    page.locator(".plot svg").scroll_into_view_if_needed()
    box = page.locator(".plot svg").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * (day.weekday() + 0.5) / 7, box["y"] + box["height"] - 10)
    assert asked(page) == {"from": [day.isoformat()], "to": [day.isoformat()]}


def test_the_keyboard_narrows_and_opens(page: Page, large_address: str, large: Archive, city: str) -> None:
    """With the keyboard alone, a place is found by typing and checked, and an entry is opened."""
    opened(page, large_address)
    page.locator(".fold").focus()
    page.keyboard.press("Enter")
    page.locator(".filters summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Find: Jurisdiction")).to_be_focused()
    page.keyboard.type(large.jurisdictions[city].name[:4])
    expect(page.locator("details.filter[open] li")).to_have_count(1)
    page.keyboard.press("Tab")  # the places inside
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == told(large, count(large, lambda statement: city in statement.jurisdictions))
    page.keyboard.press("Escape")
    button = page.locator(".made .entry [aria-expanded]").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".made .opened")).to_be_visible()
    expect(button).to_be_focused()


def test_claim_and_answer_stand_in_their_lanes(
    page: Page, large_address: str, city: str, exchange: tuple[Statement, Statement]
) -> None:
    """In lanes by side the city's answer and the department's letter are in separate columns, tied by a line."""
    answer, letter = (page.locator(f"#s-{statement.id}") for statement in exchange)
    dates = f"from={exchange[1].date}&to={exchange[0].date}"
    opened(page, large_address, f"jurisdiction={city}&{dates}&lanes=side")
    expect(page.locator(".lanes p")).to_have_text(["The jurisdiction", "An authority", "Another official"])
    expect(answer.locator(".in-lane")).to_have_text("The jurisdiction")
    page.locator(".made h3").last.scroll_into_view_if_needed()
    expect(letter.locator(".in-lane")).to_have_text("An authority")
    answer.locator("h4 a").focus()
    expect(letter).to_have_class(re.compile("tied"))


def test_an_answer_leads_to_another_year(
    page: Page, large_address: str, city: str, exchange: tuple[Statement, Statement]
) -> None:
    """An entry opens where it is, and what it answers is shown in its own place, its year loaded for it alone."""
    years = loaded(page)
    answer, letter = exchange
    opened(page, large_address, f"jurisdiction={city}&order=oldest&open={answer.id}")
    entry = page.locator(f"#s-{answer.id}")
    expect(entry.locator(".opened")).to_contain_text(re.compile(r"Asserts compliance \(City of .+; the jurisdiction\)"))
    expect(entry).to_be_focused()
    expect(entry.locator(".opened")).to_be_in_viewport()
    entry.locator(".relation", has_text="Responds to").get_by_role("button", name="Show it here").click()
    expect(page.locator(f"#s-{letter.id} .opened")).to_be_in_viewport()
    expect(page.locator(f"#s-{letter.id}")).to_be_focused()
    expect(entry.locator(".opened")).to_have_count(0)
    assert asked(page)["open"] == [letter.id]
    assert {answer.id[:4], letter.id[:4]} <= set(years)
    assert max(Counter(years).values()) == 1


def test_back_and_forward(page: Page, large_address: str, large: Archive, city: str) -> None:
    """Each choice works with back and forward, and the last address alone shows the same in a fresh list."""
    opened(page, large_address)
    tick(page, "Jurisdiction", large.jurisdictions[city].name)
    page.keyboard.press("Escape")
    place = shown(page)
    page.get_by_label("Lanes").select_option("side")
    page.get_by_label("From", exact=True).fill("2003")
    page.keyboard.press("Enter")
    narrowest = shown(page)
    assert len({place, narrowest}) == 2
    page.go_back()
    expect(page.locator(".toolbar .shown")).to_have_text(place)
    expect(page.get_by_label("Lanes")).to_have_value("side")
    page.go_back()
    expect(page.get_by_label("Lanes")).to_have_value("")
    page.go_back()
    expect(page.locator(".toolbar .shown")).to_have_text(f"{len(large.statements):,} statements")
    for _ in range(3):
        page.go_forward()
    expect(page.locator(".toolbar .shown")).to_have_text(narrowest)


def test_an_address_alone_restores_a_view(
    page: Page, open_page: OpenPage, large_address: str, city: str, exchange: tuple[Statement, Statement]
) -> None:
    """Filters, dates, order, lanes and the open entry come back in a fresh browser."""
    year = exchange[0].id[:4]
    query = f"jurisdiction={city}&from={int(year) - 1}&to={year}&order=oldest&lanes=side&open={exchange[0].id}"
    opened(page, large_address, query)
    expect(page.locator(".opened")).to_be_in_viewport()
    fresh = open_page(page.url)
    expect(fresh.locator(f"#s-{exchange[0].id} .opened")).to_be_in_viewport()
    expect(fresh.locator(".made .entry h4")).to_have_text(page.locator(".made .entry h4").all_text_contents())
    expect(fresh.locator(".chips li:not(:has(.all))")).to_have_count(2)
    expect(fresh.get_by_label("Order")).to_have_value("oldest")
    expect(fresh.get_by_label("Lanes")).to_have_value("side")
    expect(fresh.locator(".made .in-lane").first).to_be_attached()
    assert fresh.url == page.url


def test_nothing_says_which_filter_to_drop(page: Page, large_address: str, large: Archive, city: str) -> None:
    """If nothing matches, each filter in the way is named, with what remains without it."""
    opened(page, large_address, f"jurisdiction={city}&kind=letter&side=court")
    letters = count(large, lambda statement: city in statement.jurisdictions and statement.kind == "letter")
    court = by(large, "court")
    ruled = count(large, lambda statement: city in statement.jurisdictions and court(statement))
    choices = page.locator(".nothing li")
    expect(choices).to_have_count(3)
    expect(choices.filter(has_text="Without Side: A court")).to_contain_text(f" {letters} statement")
    expect(choices.filter(has_text="Without Kind: Letter")).to_contain_text(f" {ruled} statement")
    choices.get_by_role("button", name="Without Kind: Letter").click()
    assert shown(page) == told(large, ruled)


def test_the_end_of_the_opening_list_is_not_the_end(page: Page, large_address: str, large: Archive) -> None:
    """Reaching the end of the newest statements loads earlier ones, and the content in view stays in place."""
    opened(page, large_address)
    expected = [statement.id for statement in link(large).statements][::-1]
    last = page.locator("[data-timeline-list] .entry").last
    last.get_by_role("link").focus()
    title = last.get_by_role("link").inner_text()
    page.evaluate("document.querySelector('[data-timeline-more]').scrollIntoView({block: 'end'})")
    expect(page.locator(f"#s-{expected[60]}")).to_be_attached()
    expect(page.locator("[data-timeline-list]")).to_have_count(0)
    made = page.locator(f"#s-{expected[59]}")
    expect(made).to_be_in_viewport()
    expect(made.get_by_role("link", name=title)).to_be_focused()
    ids = page.locator(".made .entry").evaluate_all("entries => entries.map(one => one.id.slice(2))")
    assert ids[:61] == expected[:61]


def test_more_that_comes_late_leaves_the_reader_alone(page: Page, large_address: str) -> None:
    """A reader who asked for a year and moved on to a filter before it loaded is not pulled away."""
    held = hold(page, "**/2003.json.gz")
    opened(page, large_address, "from=2003-02&to=2003-06")
    waiting = page.locator(".made .waiting").first
    waiting.click()
    page.get_by_role("button", name="Filters").click()
    filter_ = page.locator(".filters summary", has_text="Kind")
    filter_.focus()
    held[0].continue_()
    expect(page.locator(".made .entry").first).to_be_attached()
    expect(filter_).to_be_focused()


def test_what_was_asked_last_is_open(page: Page, large_address: str, city: str, large: Archive) -> None:
    """An entry that loads late does not close what a reader has opened meanwhile."""
    old, new = (
        next(
            statement.id
            for statement in large.statements.values()
            if city in statement.jurisdictions
            and statement.kind == "court-ruling"
            and first <= statement.date.year < first + 5
        )
        for first in (2000, 2010)
    )
    held = hold(page, f"**/{old[:4]}.json.gz")
    opened(page, large_address, f"jurisdiction={city}&from={new[:4]}&to={new[:4]}&open={old}")
    page.locator(f"#s-{new}").get_by_role("button", name="Open here").click()
    expect(page.locator(f"#s-{new} .opened")).to_be_visible()
    held[0].continue_()
    page.unroute_all()
    expect(page.locator("html:not([data-loading])")).to_be_attached()  # the page has read the year
    page.evaluate("new Promise((done) => setTimeout(done))")
    expect(page.locator(f"#s-{new} .opened")).to_be_visible()
    assert asked(page)["open"] == [new]


def test_the_years_without_scripts(open_page: OpenPage, large_address: str, large: Archive) -> None:
    """Each year links to its own page, and these pages together have every statement once."""
    page = open_page(f"{large_address}timeline/", java_script_enabled=False)
    links = page.locator(".jumps a").evaluate_all("links => links.map((one) => one.getAttribute('href'))")
    years = [urljoin(page.url, path).partition("#")[0] for path in links]
    assert len(set(years)) == len({statement.date.year for statement in large.statements.values()})
    found = [identifier for year in years for identifier in _listed(page, year)]
    assert sorted(found) == sorted(large.statements)
    page.locator(".jumps a", has_text="2003").click()
    expect(page.get_by_role("heading", name="2003", exact=True)).to_be_in_viewport()
    expect(page.locator(".entry")).to_have_count(count(large, lambda statement: statement.date.year == 2003))
    expect(page.locator("button:visible:not(form button)")).to_have_count(0)


def _listed(page: Page, address: str) -> list[str]:
    """Return the ids on a page of a list, in its order."""
    links = LexborHTMLParser(page.request.get(address).text()).css(".entry h4 a")
    return [urlsplit(link.attributes["href"] or "").path.split("/")[-2] for link in links]


STATES = {
    "as it came": "timeline/",
    "lanes": "timeline/?jurisdiction={city}&from={year}&lanes=side",
    "open": "timeline/?jurisdiction={city}&from={year}&to={year}&open={open}",
    "a year's page": "timeline/{year}/",
}
"""The states that differ if the list is cut by year; ``test_timeline.py`` has the others."""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("path", STATES.values(), ids=STATES.keys())
def test_everybody_can_use_the_timeline(
    open_page: OpenPage,
    large_address: str,
    city: str,
    exchange: tuple[Statement, Statement],
    path: str,
    width: int,
    scheme: str,
) -> None:
    """In no state does axe find a fault on the timeline, and none is wider than the window."""
    answer = exchange[0]
    path = path.format(city=city, year=answer.id[:4], open=answer.id)
    page = open_page(large_address + path, width=width, scheme=scheme)
    made = ".made .entry" if "?" in path else ".entry"
    expect(page.locator(made).first).to_be_visible()
    if "open=" in path:
        expect(page.locator(".opened")).to_be_in_viewport()
    if path.endswith("timeline/") or "?" in path:
        unfold(page)
        page.locator(".filters summary", has_text="Jurisdiction").click()
        expect(page.get_by_role("searchbox", name="Find: Jurisdiction")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("day", ["1991-02-02", "1991-02-03", "1999-12-31", "2005-06-30", "2014-02-28", "2030-01-01"])
def test_positions_are_those_of_the_record(open_page: OpenPage, large_address: str, large: Archive, day: str) -> None:
    """As of any day each cell has the stances that the rule yields for that side, and no other cell has any."""
    page = ready(open_page(f"{large_address}positions/?on={day}"))
    rows = page.locator("[data-key]:not([hidden])")
    assert {(key, side): words for key, side, words in rows.evaluate_all(STANDINGS)} == _held(large, day)


def _held(archive: Archive, day: str) -> Mapping[tuple[str, str], str]:
    """Return the positions held, in words, by pair and side: each holder with its stances, matter by matter."""
    found: dict[tuple[str, str], list[str]] = {}
    for question, history in positions.histories(archive, archive.statements.values()).items():
        holder = ""
        for track in history:
            step = positions.as_of(track.steps, datetime.date.fromisoformat(day))
            if step:
                words = found.setdefault((f"{question.jurisdiction}/{question.statute}", track.side), [])
                words += [archive.speakers[track.holder].name] if track.holder != holder or not words else []
                words.append("; ".join(label("stance", stance) for stance in step.stances))
                holder = track.holder
    return {key: " | ".join(words) for key, words in found.items()}


def test_positions_are_narrowed(open_page: OpenPage, large_address: str, large: Archive, city: str) -> None:
    """A place leaves its own pairs, a state with its cities theirs, and a side and a stance those that have them."""
    pairs = list(positions.histories(large, large.statements.values()))
    page = ready(open_page(f"{large_address}positions/"))
    expect(page.locator("[data-state]")).to_contain_text(f"{len(pairs)} pairs")
    unfold(page)
    page.locator(".filters summary", has_text="Jurisdiction").click()
    box = page.get_by_role("checkbox", name=large.jurisdictions[city].name)
    box.check()
    own = sum(pair.jurisdiction == city for pair in pairs)
    expect(page.locator("[data-state]")).to_contain_text(f"{own} of {len(pairs)} pairs")
    box.uncheck()
    state = large.jurisdictions[large.jurisdictions[city].parent]
    page.get_by_label("Include the places inside").check()
    page.get_by_role("checkbox", name=re.compile(f"^{re.escape(state.name)} ")).check()
    inside = sum(large.jurisdictions[pair.jurisdiction].parent == state.slug for pair in pairs)
    expect(page.locator("[data-key]:visible")).to_have_count(inside)
    page.go_back()
    expect(page.locator("[data-key]:visible")).to_have_count(len(pairs))


def test_a_day_is_typed(open_page: OpenPage, large_address: str) -> None:
    """A day that is typed digit by digit arrives as it was typed."""
    page = ready(open_page(f"{large_address}positions/", locale="en-US"))
    page.get_by_label("As of").focus()
    page.keyboard.type("06302005")
    expect(page.get_by_label("As of")).to_have_value("2005-06-30")
    expect(page.locator("[data-state]")).to_contain_text("What each holder had last said by 30 June 2005")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_everybody_can_use_the_positions(
    open_page: OpenPage, large_address: str, city: str, width: int, scheme: str
) -> None:
    """axe finds no fault in a place's positions on a day; on a phone each cell says whose it is."""
    path = f"positions/?on=2005-06-30&jurisdiction={city}"
    page = ready(open_page(large_address + path, width=width, scheme=scheme))
    page.locator(".filters summary", has_text="Stance").click()
    assert faults(page) == []
    if width < 600:
        cell = page.locator("tr.held:visible td[data-side=authority]").first
        assert "An authority" in cell.evaluate("(cell) => getComputedStyle(cell, '::before').content")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_thread_of_thirty_years(
    open_page: OpenPage, large_address: str, large: Archive, width: int, scheme: str
) -> None:
    """A thread has everything that belongs to it, in its own order, is usable by everybody, and needs no scripts."""
    (thread,) = large.threads.values()
    links = link(large)
    belonging = threads.tied(large, links.incoming, thread)
    page = open_page(f"{large_address}threads/{thread.slug}/", width=width, scheme=scheme)
    ids = page.locator(".said:not(.missing)").evaluate_all("entries => entries.map((one) => one.id)")
    assert len(ids) > 50
    assert ids == [statement.id for statement in threads.in_sequence(large.statements[id] for id in belonging)]
    assert faults(page) == []
    still = open_page(page.url, java_script_enabled=False)
    expect(still.locator(".said:not(.missing)")).to_have_count(len(ids))
