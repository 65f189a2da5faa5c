"""The timeline in a browser: its filters, its zoom, its address, and that everybody can use it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.link.linking import link
from archive.record.model import Archive, Entity
from archive.site.site import Settings, Site
from bench.serving import EMPTY, served
from browser.accessible import faults
from browser.conftest import OpenPage
from browser.filters import tick, unfold
from browser.holding import hold
from browser.timeline_page import asked, opened, shown, titles
from building import TOP

AUTUMN = "jurisdiction=exampleton&side=authority&from=2017-10-01&to=2017-11-30"
MAYOR = "2017-10-12-sample-department-confirms-compliance"
PLACE = "jurisdictions/exampleton"
"""A page whose timeline has a histogram instead of the picture."""
LETTER = "2017-10-11-department-gives-a-last-chance"


@pytest.fixture
def timeline(page: Page, address: str) -> Page:
    """The timeline's own page, after its scripts have taken over."""
    return opened(page, address)


def test_the_page_is_complete_before_anything_is_asked(timeline: Page, archive: Archive) -> None:
    """The page's original list stays until a reader asks for something else."""
    expect(timeline.locator(".timeline-view .entry")).to_have_count(len(archive.statements))
    expect(timeline.locator(".made")).to_be_hidden()
    assert shown(timeline) == f"{len(archive.statements)} statements"


def test_filters_add_up(timeline: Page, archive: Archive) -> None:
    """Several values of a facet mean either, several facets mean both, and the counts say what remains."""
    tick(timeline, "Jurisdiction", "Exampleton, Example")
    first = int(shown(timeline).split(" of ")[0])
    tick(timeline, "Jurisdiction", "Sample County, Example")
    both = int(shown(timeline).split(" of ")[0])
    assert both > first
    timeline.keyboard.press("Escape")
    timeline.locator("summary", has_text="Kind").click()
    letters = timeline.locator("details.filter[open] li", has_text="Letter").locator(".count").inner_text()
    timeline.locator("details.filter[open]").get_by_label("Letter").click()
    assert shown(timeline) == f"{letters} of {len(archive.statements)} statements"
    assert asked(timeline)["kind"] == ["letter"]
    assert asked(timeline)["jurisdiction"] == ["exampleton", "sample-county"]


def test_a_state_includes_its_places_if_wished(timeline: Page) -> None:
    """A place means only itself until those inside it are included."""
    tick(timeline, "Jurisdiction", "State of Example")
    opened(timeline, timeline.url.split("timeline/")[0], "jurisdiction=example")
    alone = int(shown(timeline).split(" of ")[0])
    unfold(timeline)
    timeline.locator("summary", has_text="Jurisdiction").click()
    timeline.get_by_label("Include the places inside").check()
    assert int(shown(timeline).split(" of ")[0]) > alone
    assert asked(timeline)["inside"] == ["1"]


def test_a_filter_is_removed_with_one_click(page: Page, address: str) -> None:
    """Each filter in use has a button that removes it, and the focus stays in their row."""
    opened(page, address, AUTUMN)
    expect(page.locator(".chips li:not(:has(.all))")).to_have_count(3)
    page.get_by_role("button", name="Remove Side: An authority").click()
    assert "side" not in asked(page)
    expect(page.locator(".chips li:not(:has(.all))")).to_have_count(2)
    assert page.evaluate("document.activeElement.closest('.chips') !== null")


def test_nothing_says_which_filter_to_drop(page: Page, address: str, archive: Archive) -> None:
    """If nothing matches, each filter in the way can be dropped, and shows the resulting count."""
    opened(page, address, "kind=letter&stance=rules-for-jurisdiction")
    choice = page.locator(".nothing li", has_text="Without Stance")
    (count,) = map(int, re.findall(r"(\d+) statement", choice.inner_text()))
    choice.get_by_role("button").click()
    assert shown(page) == f"{count} of {len(archive.statements)} statements"
    expect(page.locator(".nothing")).to_be_hidden()


def test_a_view_can_be_sent(open_page: OpenPage, address: str) -> None:
    """The dispute narrowed to authorities in the autumn of 2017 opens in a fresh browser as it was sent."""
    page = open_page(address)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Timeline").click()
    tick(page, "Jurisdiction", "Exampleton, Example")
    tick(page, "Side", "An authority")
    page.get_by_label("From").fill("2017-10-01")
    page.get_by_label("to", exact=True).fill("2017-11-30")
    page.keyboard.press("Enter")
    expect(page.locator(".made .entry").first).to_be_visible()
    other = open_page(page.url)
    expect(other.locator(".made .entry h4")).to_have_count(len(titles(page)))
    assert titles(other) == titles(page)
    assert any("last chance" in title for title in titles(page))
    assert not any(title.startswith("Sample") for title in titles(page))


def test_back_and_forward_work(timeline: Page, archive: Archive) -> None:
    """Each choice is a step of the browser's history."""
    tick(timeline, "Kind", "Letter")
    tick(timeline, "Kind", "Testimony")
    both = shown(timeline)
    timeline.go_back()
    expect(timeline.locator(".toolbar .shown")).not_to_have_text(both)
    assert asked(timeline)["kind"] == ["letter"]
    timeline.go_back()
    expect(timeline.locator(".toolbar .shown")).to_have_text(f"{len(archive.statements)} statements")
    timeline.go_forward()
    timeline.go_forward()
    expect(timeline.locator(".toolbar .shown")).to_have_text(both)


def test_a_change_is_announced(page: Page, address: str, archive: Archive) -> None:
    """The live region says how many statements remain and from what time, and nothing from the list."""
    opened(page, address, AUTUMN)
    status = page.get_by_role("status")
    expect(status).to_have_text(
        re.compile(rf"^\d of {len(archive.statements)} statements, 1 October 2017 to 30 November 2017$")
    )


def test_the_histogram_is_zoomed_by_dragging(page: Page, address: str) -> None:
    """Dragging over bars narrows the dates to them, and the bars become finer, down to days."""
    opened(page, address, at=PLACE)
    box = page.locator(".plot svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 3, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40, steps=4)
    page.mouse.up()
    assert set(asked(page)) == {"from", "to"}
    for _ in range(8):
        page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(".histogram figcaption")).to_contain_text("by day")
    page.get_by_role("button", name="All dates").click()
    assert asked(page) == {}


def test_a_bar_is_zoomed_by_a_click(page: Page, address: str) -> None:
    """A click on a bar shows its time, and so does its row in the table."""
    opened(page, address, at=PLACE)
    box = page.locator(".plot svg").bounding_box()
    assert box
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] - 10)
    assert set(asked(page)) == {"from", "to"}
    opened(page, address, "from=2017-10&to=2017-10", at=PLACE)
    page.locator(".figures summary").click()
    page.get_by_role("button", name="11 October 2017", exact=True).click()
    assert (asked(page)["from"], asked(page)["to"]) == (["2017-10-11"], ["2017-10-11"])


def test_the_dates_move_with_the_arrow_keys(timeline: Page, archive: Archive) -> None:
    """Each end of the strip is a slider: arrow keys move it by bars, Home to the very first day."""
    years = {one.date.year for one in archive.statements.values()}
    moved = min(years) + 11
    first = timeline.get_by_role("slider", name="First date")
    first.focus()
    timeline.keyboard.press("PageUp")
    timeline.keyboard.press("ArrowRight")
    assert asked(timeline) == {"from": [f"{moved}-01-01"]}
    assert first.get_attribute("aria-valuetext") == f"1 January {moved}"
    timeline.get_by_role("slider", name="Last date").press("ArrowLeft")
    assert asked(timeline)["to"] == [f"{max(years) - 1}-12-31"]
    first.press("Home")
    assert "from" not in asked(timeline)


def test_a_date_that_is_none_is_refused(timeline: Page) -> None:
    """A typed date that does not exist changes nothing and shows what a date must look like."""
    timeline.get_by_label("From").fill("2017-02-30")
    timeline.keyboard.press("Enter")
    expect(timeline.get_by_role("alert").first).to_contain_text("A date must be")
    assert asked(timeline) == {}


def test_a_date_may_be_typed_as_it_is_read(timeline: Page) -> None:
    """A date typed as the page shows it is accepted; a date that does not exist is refused in words."""
    timeline.get_by_label("From", exact=True).fill("1 October 2017")
    timeline.get_by_label("to", exact=True).fill("november 2017")
    timeline.keyboard.press("Enter")
    expect(timeline.get_by_label("From", exact=True)).to_have_value("2017-10-01")
    assert asked(timeline) == {"from": ["2017-10-01"], "to": ["2017-11"]}
    timeline.get_by_label("to", exact=True).fill("31 November 2017")
    timeline.keyboard.press("Enter")
    expect(timeline.get_by_role("alert").first).to_contain_text("A date must be")
    assert asked(timeline) == {"from": ["2017-10-01"], "to": ["2017-11"]}


def test_a_month_is_never_a_day(page: Page, address: str) -> None:
    """A statement dated to a month is in no bar of days, but under them, and its date says no day."""
    opened(page, address, "from=2017-03&to=2017-03&speaker=ben-specimen", at=PLACE)
    expect(page.locator(".plot .vague")).to_have_count(1)
    opened(page, address, "from=2017-03&to=2017-03&speaker=ben-specimen")
    entry = page.locator(".made .entry", has=page.locator("time[datetime='2017-03']"))
    expect(entry.locator("time")).to_have_text("March 2017, day not known")


def test_a_month_belongs_to_each_of_its_days(page: Page, address: str) -> None:
    """A range of days shows what may be from one of them, and nothing that certainly is not."""
    opened(page, address, "from=2017-03-24&to=2017-03-25&speaker=ben-specimen")
    expect(page.locator(".made .entry time").first).to_have_attribute("datetime", "2017-03")
    assert set(page.locator(".made .entry time").evaluate_all("all => all.map(one => one.dateTime)")) == {"2017-03"}


def test_a_year_is_never_a_month(open_page: OpenPage, toy_address: str) -> None:
    """A statement dated to a year is under a heading that says so."""
    page = opened(open_page(toy_address), toy_address, "from=2015-03&to=2015-12")
    expect(page.locator(".made h3")).to_have_text("2015, month not known")
    expect(page.locator(".made time")).to_have_text("2015 (approximate), month not known")


def test_no_filter_joins_two_positions(page: Page, address: str) -> None:
    """A place and a stance leave the statements with that stance on that place, and an entry shows that stance."""
    opened(page, address, "jurisdiction=sample-county&stance=finds-possible-violation")
    expect(page.locator(".made .entry")).to_have_count(0)
    opened(page, address, "jurisdiction=sample-county&stance=finds-compliance&from=2017-10-12&to=2017-10-12")
    expect(page.locator(".made .entry .facts .stances").first).to_have_text("Finds no violation")


def test_an_entry_opens_in_place(page: Page, address: str) -> None:
    """An entry opens in place, with its holder and what it answers, and updates the address."""
    opened(page, address, "jurisdiction=exampleton&from=2017-10-11&to=2017-10-12")
    entry = page.locator(f"#s-{MAYOR}")
    entry.get_by_role("button", name="Open here").click()
    expect(entry.locator(".opened")).to_contain_text(
        "Asserts compliance (City of Exampleton; the jurisdiction): Exampleton, Example"
    )
    assert asked(page)["open"] == [MAYOR]
    expect(page.locator(".lines path").first).to_be_attached()
    entry.locator(".relation", has_text="Responds to").get_by_role("button", name="Show it here").click()
    expect(page.locator(f"#s-{LETTER} .opened")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == f"s-{LETTER}"


def test_the_address_opens_an_entry(page: Page, address: str) -> None:
    """An address that names an entry brings it into view, open."""
    opened(page, address, f"{AUTUMN.replace('side=authority&', '')}&open={MAYOR}")
    expect(page.locator(f"#s-{MAYOR} .opened")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == f"s-{MAYOR}"


def test_an_entry_that_opens_late_leaves_the_reader_alone(page: Page, address: str) -> None:
    """A reader who moved on to a filter while an entry was loading is not pulled away from it."""
    held = hold(page, "**/2017.json.gz")
    opened(page, address, f"{AUTUMN.replace('side=authority&', '')}&open={MAYOR}")
    unfold(page)
    filter_ = page.locator("summary", has_text="Jurisdiction")
    filter_.click()
    held[0].continue_()
    expect(page.locator(f"#s-{MAYOR} .opened")).to_be_attached()
    expect(filter_).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".filters [open]")).to_have_count(0)


def test_claim_and_answer_stand_across_from_one_another(page: Page, address: str) -> None:
    """In lanes by side, statements of the same date share a row, each side has a column, and lines tie related ones."""
    opened(page, address, "jurisdiction=exampleton&from=2017-10-11&to=2017-10-12&lanes=side")
    expect(page.locator(".lanes p")).to_have_text(["The jurisdiction", "An authority", "Another official"])
    mayor, letter = page.locator(f"#s-{MAYOR}"), page.locator(f"#s-{LETTER}")
    mayor.scroll_into_view_if_needed()
    left, right = mayor.bounding_box(), letter.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    mayor.locator("a:not(.lane-mark)").focus()
    expect(page.locator(".lines text").first).to_be_attached()
    expect(letter).to_have_class(re.compile("tied"))


def test_a_lane_has_a_line_for_each_statement(page: Page, address: str) -> None:
    """In lanes a statement is one line with its day, its stance's mark and its title; opened, it shows the rest."""
    opened(page, address, "jurisdiction=exampleton&from=2017&to=2017&lanes=side")
    first = page.locator(".made .entry").first
    expect(first.locator(".glyph .m").first).to_be_visible()
    heights = page.locator(".made .entry").evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert max(heights) < 32
    first.get_by_role("button").click()
    expect(first.locator(".opened")).to_be_visible()
    expect(first.locator(".who")).to_be_visible()


def test_changes_to_the_law_have_a_lane(page: Page, address: str) -> None:
    """Laws and orders are shown apart from statements about them."""
    opened(page, address, "lanes=jurisdiction&from=2017-01&to=2017-04&order=oldest")
    assert page.locator(".lanes p").first.inner_text() == "Changes to the law"
    entry = page.locator(".made .entry", has_text="Executive Order 99,999, section 2")
    assert entry.first.locator(".in-lane").text_content() == "Changes to the law"


def test_a_ruling_stands_in_the_lane_of_courts(page: Page, address: str) -> None:
    """In lanes by side, a ruling is among the courts and not among changes to the law."""
    opened(page, address, "lanes=side&kind=court-ruling&kind=executive-order")
    expect(page.locator(".made .entry").first).to_be_visible()
    lanes = page.locator(".made .entry", has_text="Court ruling").locator(".in-lane").all_text_contents()
    assert set(lanes) == {"A court"}


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("jurisdictions/exampleton", "Press statement"),
        ("speakers/department-of-examples", "Press release"),
        ("statutes/99-usc-1234", "Press statement"),
    ],
)
def test_each_page_has_its_own_timeline(page: Page, address: str, place: str, kind: str) -> None:
    """The page of a place, a speaker or a law has the timeline of its list, and filters nothing else."""
    page.goto(f"{address}{place}/")
    listed = page.locator("[data-timeline-list] .row").count()
    page.get_by_role("button", name="Filter, zoom and compare").click()
    expect(page.locator(".toolbar .shown")).to_have_text(f"{listed} statements")
    tick(page, "Kind", kind)
    expect(page.locator(".made .entry").first).to_be_visible()
    assert int(shown(page).split(" of ")[0]) < listed
    page.reload()
    expect(page.locator(".made .entry").first).to_be_visible()


def test_the_table_that_is_taken_away(page: Page, address: str) -> None:
    """The CSV has a row for each statement of the view, with its permalink, and dates no more precise than they are."""
    opened(page, address, "jurisdiction=exampleton&from=2017-03&to=2017-04")
    page.locator(".export > summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) == int(shown(page).split(" of ")[0])
    assert {row["date"] for row in rows} >= {"2017-03"}
    assert all(row["permalink"] == f"{address}statements/{row['id']}/" for row in rows)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_picture_that_is_taken_away(page: Page, address: str, form: str) -> None:
    """The view as a picture says what it shows, where it comes from and when it was made."""
    opened(page, address, AUTUMN)
    page.locator(".export > summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=form.upper()).click()
    data = Path(waiting.value.path()).read_bytes()
    if form == "png":
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20], "big") == 2400
    else:
        text = re.sub(r"<[^>]+>", "", data.decode())  # a long address is on two lines
        assert "Exampleton, Example; An authority; 1 October 2017 to 30 November 2017" in text
        assert "Compliance Statement Archive" in text
        assert page.url.replace("&", "&amp;") in text
        assert re.search(r"Downloaded \d+ [A-Z][a-z]+ 20\d\d", text)
        assert "complies, no violation" in text


def test_what_cannot_be_loaded_is_said(open_page: OpenPage, address: str) -> None:
    """Entries that fail to load are reported with a way to retry, and the page's own list needs none."""
    page = open_page(f"{address}timeline/", allowed="2017.json|ERR_FAILED|failed")
    page.route("**/2017.json.gz", lambda route: route.abort())
    tick(page, "Jurisdiction", "Exampleton, Example")
    expect(page.locator(".fault")).to_be_visible()
    page.unroute("**/2017.json.gz")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".made .entry").first).to_be_visible()
    expect(page.locator(".fault")).to_be_hidden()


def test_the_list_stands_without_the_data(open_page: OpenPage, address: str, archive: Archive) -> None:
    """If the index cannot be loaded, the page says so, and its own list is as complete as ever."""
    page = open_page(address + EMPTY, allowed="index.json|ERR_FAILED")
    page.route("**/index.json", lambda route: route.abort())
    page.goto(f"{address}timeline/")
    expect(page.get_by_role("alert")).to_contain_text("cannot be filtered now")
    expect(page.locator(".entry")).to_have_count(len(archive.statements))


STATES = {
    "as it came": "",
    "filtered": AUTUMN,
    "zoomed": "from=2017-10-11&to=2017-10-12",
    "lanes": "jurisdiction=exampleton&lanes=side",
    "open": f"jurisdiction=exampleton&open={MAYOR}",
    "empty": "kind=letter&stance=rules-for-jurisdiction",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", STATES.values(), ids=STATES.keys())
def test_everybody_can_use_it(open_page: OpenPage, address: str, query: str, width: int) -> None:
    """In no state does axe find a fault on the timeline, and none is wider than the window."""
    scheme = "light" if width > 600 else "dark"
    page = opened(open_page(address, width=width, scheme=scheme), address, query)
    if query:
        expect(page.locator(".made .entry, .nothing:not([hidden])").first).to_be_visible()
    if "open=" in query:
        expect(page.locator(".opened")).to_be_in_viewport()
    unfold(page)
    page.locator("summary", has_text="Jurisdiction").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('summary')")


def test_touch_drags_over_the_bars(open_page: OpenPage, address: str) -> None:
    """Dates can be chosen by touch, and the page still scrolls."""
    page = opened(open_page(address, width=390, has_touch=True, is_mobile=True), address, at=PLACE)
    box = page.locator(".plot svg").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 0.92, box["y"] + box["height"] - 10)
    expect(page.locator(".chips li:not(:has(.all))")).to_have_count(1)
    assert page.locator(".plot").evaluate("plot => getComputedStyle(plot).touchAction") == "pan-y"


def test_without_scripts_the_years_are_linked(open_page: OpenPage, address: str, archive: Archive) -> None:
    """Without JavaScript the picture and the years link into a complete list."""
    page = open_page(f"{address}timeline/", java_script_enabled=False)
    expect(page.locator(".entry")).to_have_count(len(archive.statements))
    years = {one.date.year for one in archive.statements.values()}
    expect(page.locator(".picture .wide .marks a").first).to_be_visible()
    expect(page.locator(".jumps a")).to_have_count(len(years))
    page.locator(".jumps a", has_text="2017").click()
    expect(page).to_have_url(re.compile("#y2017$"))
    expect(page.locator(".filters")).to_have_count(0)


def test_scripts_and_templates_make_the_same_entry(timeline: Page) -> None:
    """An entry made by the scripts says the same, in the same elements, as the page's original entry."""
    said = """entries => entries.map(one => [
      one.querySelector('time').outerHTML,
      ...[...one.querySelectorAll('.who, h4, blockquote, .gist, .facts > *')]
        .map(part => [part.tagName, part.className, part.textContent].join())])"""
    came = timeline.locator("[data-timeline-list] .entry").evaluate_all(said)
    timeline.evaluate("print = () => {}")
    timeline.locator(".export > summary").click()
    timeline.get_by_role("button", name="Print").click()
    expect(timeline.locator(".made .entry")).to_have_count(len(came))
    assert timeline.locator(".made .entry").evaluate_all(said) == came


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """An empty page beside the scripts, for calling their page-independent modules directly."""
    with served(TOP / "docs" / "assets" / "js") as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.address}{EMPTY}")
        yield page


def test_the_timeline_finds_what_the_pages_list(scripts: Page, site: Path, archive: Archive) -> None:
    """For each place, speaker, law and policy, the timeline keeps exactly the statements of its page."""
    links = link(archive)
    record = Site(links=links, settings=Settings(site_name=""))
    entities: list[tuple[str, Entity]] = [
        *(("speaker", speaker) for speaker in archive.speakers.values()),
        *(("jurisdiction", jurisdiction) for jurisdiction in archive.jurisdictions.values()),
        *(("statute", statute) for statute in archive.statutes.values()),
        *(("policy", policy) for policy in archive.policies.values()),
    ]
    expected = {f"{name}={entity.slug}": len(record.statements_of(entity)) for name, entity in entities}
    program = """async ([data, queries]) => {
      const { read } = await import('/timeline/columns.js');
      const { parse } = await import('/timeline/state.js');
      const { select } = await import('/timeline/filter.js');
      const table = read(data);
      return Object.fromEntries(queries.map(query => [query, select(table, parse(query)).positions.length]));
    }"""
    index = json.loads((site / "timeline" / "data" / "index.json").read_bytes())
    assert scripts.evaluate(program, [index, list(expected)]) == expected


def test_counts_are_what_a_filter_leaves(scripts: Page, site: Path) -> None:
    """The count beside each value is the number of statements if it is the only one chosen in its facet."""
    program = """async data => {
      const { read } = await import('/timeline/columns.js');
      const { FACETS, change, parse } = await import('/timeline/state.js');
      const { select } = await import('/timeline/filter.js');
      const table = read(data);
      const wrong = [];
      const queries = ['', 'side=authority', 'jurisdiction=example&inside=1&from=2017-03&to=2017-10', 'kind=letter'];
      for (const query of queries) {
        const state = parse(query);
        const { counts } = select(table, state);
        for (const name of FACETS) {
          table.facets.get(name).values.forEach(({ key }, value) => {
            const left = select(table, change(state, { [name]: [key] })).positions.length;
            if (left !== counts.get(name)[value]) wrong.push([query, name, key, left, counts.get(name)[value]]);
          });
        }
      }
      return wrong;
    }"""
    assert scripts.evaluate(program, json.loads((site / "timeline" / "data" / "index.json").read_bytes())) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017", ["2017-01-01", "2017-12-31"]),
        ("2016-02", ["2016-02-01", "2016-02-29"]),
        (" 2017-10-12 ", ["2017-10-12", "2017-10-12"]),
        ("2017-02-30", None),
        ("2017-13", None),
        ("0217", None),
        ("12 October", None),
    ],
)
def test_dates_mean_days(scripts: Page, written: str, meant: list[str] | None) -> None:
    """A written date means its first to its last day, and anything else means no date."""
    program = """async text => {
      const { bounds, written } = await import('/shared/dates.js');
      return bounds(text)?.map(day => written(day)) ?? null;
    }"""
    assert scripts.evaluate(program, written) == meant


def test_a_stretch_has_its_unit(scripts: Page) -> None:
    """A stretch of time is drawn in the finest unit that makes no more bars than fit, from decades to days."""
    program = """async (cases) => {
      const { bars } = await import('/timeline/scale.js');
      const { span } = await import('/shared/dates.js');
      return cases.map(([first, last]) => {
        const found = bars(span(first)[0], span(last)[1]);
        return [first, last, found.unit.name, found.bars.length];
      });
    }"""
    cases = json.loads((TOP / "tests/vectors/histogram.json").read_text(encoding="utf-8"))["cases"]
    assert scripts.evaluate(program, cases) == cases


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?jurisdiction=a&jurisdiction=b&speaker=c&inside=1&from=2017&to=2017-10&order=oldest&lanes=side&open=x",
        "?statute=99-usc-1234.a&text=held",
        "?from=2017-10-12",
    ],
)
def test_a_state_is_its_address(scripts: Page, query: str) -> None:
    """A state reads back the same as it was written."""
    program = (
        "async query => { const { parse, format } = await import('/timeline/state.js'); return format(parse(query)); }"
    )
    assert scripts.evaluate(program, query) == query


def test_two_dates_in_the_wrong_order_are_turned(scripts: Page) -> None:
    """Two dates in reverse order mean the time between them."""
    program = (
        "async query => { const { parse, format } = await import('/timeline/state.js'); return format(parse(query)); }"
    )
    assert scripts.evaluate(program, "?from=2018&to=2017-03-01") == "?from=2017-03-01&to=2018"


def test_an_address_cannot_do_harm(scripts: Page) -> None:
    """Unknown or impossible values in an address are ignored."""
    program = (
        "async query => { const { parse, format } = await import('/timeline/state.js'); return format(parse(query)); }"
    )
    assert scripts.evaluate(program, "?from=2017-99&lanes=x&order=y&inside=maybe&__proto__=z&kind=&other=1") == ""


def test_a_cell_is_no_formula(scripts: Page) -> None:
    """A table written by a script has the same cells as the build's: quoted, with no formula for a spreadsheet."""
    cases = json.loads((TOP / "tests/vectors/csv.json").read_text(encoding="utf-8"))["cases"]
    program = "async rows => { const { csv } = await import('/shared/csv.js'); return csv(rows); }"
    made = scripts.evaluate(program, [[text] for text, _ in cases])
    assert made == "\ufeff" + "".join(f"{cell}\r\n" for _, cell in cases)
