"""The exact search: complete and precise, with conditions, lines, years and files."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archive.record.model import Archive, Statement
from archive.record.normalized import normalized
from archive.record.text import passages
from bench.generate import word
from bench.places import places
from bench.serving import EMPTY
from browser.conftest import OpenPage
from browser.filters import tick
from browser.holding import hold
from browser.kinds import CLAIM, HELD, PHRASE
from browser.search_page import ask, found, searched, status

EXACT = "Exact words"
COMMON = word(0)
"""The commonest word of the texts that are made up."""


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Page:
    """The search page."""
    return searched(open_page(address + "search/"))


def stretches(statement: Statement) -> list[str]:
    """Return the words between two gaps, as they are compared."""
    made = [""]
    for passage in passages(statement.body):
        made = [*made, ""] if passage.is_gap else [*made[:-1], f"{made[-1]} {passage.plain}"]
    return [normalized(stretch) for stretch in made]


def count(statement: Statement, phrase: str) -> int:
    """Count the occurrences of a phrase in a statement's words, the slow and certain way."""
    return sum(len(places(normalized(phrase), stretch)) for stretch in stretches(statement))


def test_any_phrase_is_found_and_nothing_else(open_page: OpenPage, address: str, archive: Archive) -> None:
    """A random phrase from the texts is found in every statement that has it, at every place."""
    chance = random.Random(8)
    page = searched(open_page(address + "search/"))
    held = [one for one in archive.statements.values() if one.held]
    for _ in range(25):
        words = chance.choice(stretches(chance.choice(held))).split(" ")
        at = chance.randrange(len(words))
        phrase = " ".join(words[at : at + chance.choice((1, 1, 2, 3, 5))])
        typed = phrase.upper() if chance.random() < 0.3 else phrase.replace("'", "’")
        expected = {
            statement.id: count(statement, phrase)
            for statement in archive.statements.values()
            if count(statement, phrase)
        }
        ask(page, f'"{typed}"', EXACT)
        total = sum(expected.values())
        words_said = f"{len(expected)} statement{'s' * (len(expected) != 1)} with exactly these words, in "
        expect(status(page)).to_contain_text(f"{words_said}{total} place{'s' * (total != 1)}")
        expect(status(page)).to_contain_text(f"All {len(archive.statements)} statements searched")
        said = found(page)[: len(expected)]  # matches in the archive's own words follow
        assert sorted(said) == sorted(f"statements/{id}/" for id in expected), phrase


QUOTED: dict[str, list[str]] = {
    '"in full compliance"': ["in full compliance"],
    '"one" "two words" three': ["one", "two words", "three"],
    '"he said “we comply” today"': ['he said "we comply" today'],
    '"he said "we comply" today" police': ['he said "we comply" today', "police"],
    '"“We comply,” he said"': ['"We comply," he said'],
    '"he said: "we comply.""': ['he said: "we comply."'],
    '"comply," he said. "We"': ['comply," he said. "We'],
    '"We comply," he said. “Always.”': ['We comply," he said. "Always.'],
    '"in full" compliance "with it"': ["in full", "compliance", "with it"],
    '"policy, "the letter"': ['policy, "the letter'],
    '"comply" and left"': ['comply" and left'],
    "„in Kraft“ »getan«": ["in Kraft", "getan"],
    '"not closed': ["not closed"],
    '"a (“b”) c"': ['a ("b") c'],
}


def test_a_phrase_may_have_marks_of_its_own(open_page: OpenPage, address: str) -> None:
    """Quotation marks inside a phrase belong to it if they are paired, or if the phrase is the whole query."""
    page = open_page(address + EMPTY)
    code = """([url, cases]) => import(url).then(({ parse }) =>
      cases.map((text) => parse(text).terms.map((term) => term.text)))"""
    given = page.evaluate(code, [f"{address}assets/js/search/query.js", list(QUOTED)])
    assert dict(zip(QUOTED, given, strict=True)) == QUOTED


def test_small_words_are_passed_over(open_page: OpenPage, address: str) -> None:
    """The index is not consulted for words that nearly every text has, unless they are the whole query."""
    page = open_page(address + EMPTY)
    code = """([url, cases]) => import(url).then(({ parse, forIndex }) =>
      cases.map((text) => forIndex(parse(text), { plain: (words) => words })))"""
    asked = {
        "the chief of the police": "chief police",
        "to be on the": "be",
        "of the": "of the",
        '"of the police"': '"of the police"',
        '"he said “no” to it"': '"he said  no  to it"',
    }
    given = page.evaluate(code, [f"{address}assets/js/search/query.js", list(asked)])
    assert dict(zip(asked, given, strict=True)) == asked


def test_a_phrase_runs_over_paragraphs_but_not_over_a_gap(open_page: OpenPage, toy_address: str) -> None:
    """A phrase can span two consecutive paragraphs, but not a gap."""
    page = searched(open_page(toy_address + "search/"))
    ask(page, '"for years. Our manual"')
    expect(status(page)).to_contain_text("Nothing found")
    ask(page, '"one sentence: Officers shall give"')
    expect(status(page)).to_contain_text("1 statement with exactly these words, in 1 place.")


def test_exact_words_have_no_other_forms(search: Page) -> None:
    """Similar words are not found, and the page offers to look for other forms."""
    ask(search, '"example forces"')
    expect(status(search)).to_contain_text(
        re.compile(r"^Nothing found with exactly these words. All \d+ statements searched")
    )
    search.get_by_label("Words in any form").check()
    expect(status(search)).to_contain_text("in any of their forms")
    assert found(search) == [HELD]


def test_the_archives_words_are_not_the_speakers(search: Page) -> None:
    """A phrase only in the archive's own summary is found, and is labeled as the archive's."""
    ask(search, f'"{CLAIM}"')
    words, archives = search.locator(".hit").all()
    expect(words.locator(".spoken")).to_contain_text("we are in full compliance with")
    expect(words.locator(".whose")).to_have_text("Words said")
    expect(archives.locator(".whose")).to_have_text("Archive’s summary")
    tick(search, "Found in", "The words said")
    assert found(search) == [HELD]


def test_what_was_said_is_counted_and_stands_apart(search: Page, archive: Archive) -> None:
    """Statements with the words are counted apart from, and listed before, those that only the archive describes so."""
    ask(search, "manual", EXACT)
    ((said, told),) = re.findall(r"^(\d+) statements? .*\. (\d+) more have them only in", status(search).inner_text())
    texts = [statement for statement in archive.statements.values() if count(statement, "manual")]
    assert int(said) == len(texts)
    search.get_by_label("Order", exact=True).select_option("Newest first")
    groups = search.locator(".results > .group > h2")
    expect(groups.nth(0)).to_contain_text(f"The words said {said} statement")
    expect(groups.nth(1)).to_contain_text(f"The archive’s own words {told} statement")
    expect(search.locator(".results > .group").nth(0).locator(".hit")).to_have_count(min(len(texts), 10))
    search.get_by_label("One line per match").check()
    first, second = search.locator(".concordance tbody").all()
    expect(first.locator("tr.told")).to_have_count(0)
    expect(second.locator("tr.spoken")).to_have_count(0)
    tick(search, "Found in", "The words said")
    expect(status(search)).not_to_contain_text("only in")
    expect(search.locator(".concordance tr.told")).to_have_count(0)


def test_words_of_the_archive_alone(search: Page) -> None:
    """If only the archive uses the words, no statement is said to have them."""
    ask(search, '"Claims that the Department has confirmed"')
    expect(status(search)).to_contain_text(
        "No text in the archive has exactly these words. 1 statement has them only in the archive’s title"
    )


def test_a_file_says_whose_words_they_are(search: Page, archive: Archive) -> None:
    """Each row of a saved file says whether the words are the speaker's or the archive's, in both searches."""
    said = {f"statements/{one.id}/" for one in archive.statements.values() if count(one, "manual")}
    for mode in (EXACT, "Words in any form"):
        ask(search, "manual", mode)
        with search.expect_download() as download:
            search.get_by_role("button", name="JSON", exact=True).click()
        rows = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["results"]
        spoken = {path for row in rows for path in said if row["whose"] == "speaker" and path in row["address"]}
        assert spoken == said
        assert all(any(path in row["address"] for path in said) for row in rows if row["whose"] == "speaker")
        assert {row["whose"] for row in rows} >= {"speaker", "archive"}


def test_nothing_found_under_conditions_helps(search: Page) -> None:
    """If nothing is found, the page shows what the filters and conditions exclude, and how much that is."""
    ask(search, "kind:press-statement speaker:ada")
    search.goto(search.url + "&year=2018&text=Text+held")
    expect(status(search)).to_contain_text("Nothing found under these conditions")
    every = search.locator(".empty li").filter(has=search.get_by_role("button", name="Without any filter"))
    number = re.findall(r"(\d+) results", every.inner_text())[0]
    every.get_by_role("button").click()
    expect(status(search)).to_contain_text(f"{number} statements under these conditions")
    ask(search, "has:text sanctuary-free compliance")
    search.get_by_role("button", name="Without conditions").click()
    expect(status(search)).to_contain_text("in any of their forms")


def test_a_choice_that_only_one_search_knows_ends_with_it(search: Page) -> None:
    """Only the exact search knows where the words are; the other one drops that filter, rather than keep it unused."""
    ask(search, f'"{CLAIM}"')
    tick(search, "Found in", "The words said")
    expect(search.get_by_role("button", name="Remove Found in")).to_be_visible()
    search.get_by_label("Words in any form").check()
    expect(status(search)).to_contain_text("2 results")
    expect(search.get_by_role("button", name="Remove Found in")).to_be_hidden()


CONDITIONS: dict[str, Callable[[Statement], bool]] = {
    "speaker:ada": lambda one: "ada-sample" in one.speakers,
    'speaker:"Ada Sample" kind:social-post': lambda one: "ada-sample" in one.speakers and one.kind == "social-post",
    'jurisdiction:"Exampleton" -kind:letter': lambda one: "exampleton" in one.jurisdictions and one.kind != "letter",
    'statute:"99 USC 1234(a)"': lambda one: "99 U.S.C. § 1234(a)" in one.statutes,
    "policy:manual": lambda one: any(cited.policy == "police-manual-7" for cited in one.policies),
    "statute:1234(a)": lambda one: "99 U.S.C. § 1234(a)" in one.statutes,
    'statute:"EO 99999"': lambda one: any("99,999" in cited for cited in one.statutes),
    "stance:finds-compliance": lambda one: any(it.stance == "finds-compliance" for it in one.positions),
    "before:2017": lambda one: one.date.year < 2017,
    "before:2017-04-21": lambda one: one.date.latest.isoformat() < "2017-04-21",
    "after:2018-02": lambda one: one.date.earliest.isoformat() > "2018-02-28",
    "year:2017 has:caution": lambda one: one.date.year == 2017 and bool(one.caution),
    "has:text": lambda one: one.held,
    "text:proved": lambda one: one.proof is not None,
    "text:catalogued": lambda one: not one.held,
    "text:transcribed -kind:letter": lambda one: one.held and one.proof is None and one.kind != "letter",
}


def test_conditions(search: Page, archive: Archive) -> None:
    """Each condition finds the statements that meet it."""
    statements = archive.statements.values()
    for query, meets in CONDITIONS.items():
        ask(search, query)
        expected = sorted(f"statements/{statement.id}/" for statement in statements if meets(statement))
        assert (query, sorted(found(search))) == (query, expected)
        assert expected


def test_what_must_not_be_there(search: Page) -> None:
    """A minus sign excludes every statement with the word or the phrase, wherever it is."""
    ask(search, "compliance -exampleton", EXACT)
    without = set(found(search))
    ask(search, "compliance", EXACT)
    every = set(found(search))
    ask(search, "compliance exampleton", EXACT)
    assert every - without == set(found(search)) != set()


WRONG = {
    "sample foo:bar": ("foo:bar", "must be one of speaker:"),
    "before:2017-13 x": ("before:2017-13", "a day, a month or a year"),
    "kind:leter": ("kind:leter", "must be one of certification"),
    "a speaker:“nobody at all”": ("speaker:“nobody at all”", "No speaker of the archive is called nobody at all"),
    'statute:"9 USC 9"': ('statute:"9 USC 9"', "must be followed by a citation that the archive has"),
    "year:17": ("year:17", "four digits"),
    "has:words": ("has:words", "text or caution"),
    "text:held": ("text:held", "must be one of catalogued, exact, transcribed, typographic"),
}


def test_a_mistake_is_pointed_at(search: Page, subtests: pytest.Subtests) -> None:
    """An error is marked in the query as typed, and the page says what would work."""
    box = search.get_by_role("search", name="Search the archive").get_by_role("combobox")
    alert = search.get_by_role("alert", name="Error in the query")
    for query, (part, sentence) in WRONG.items():
        with subtests.test(query):
            box.fill(query)
            box.press("Enter")
            expect(alert.locator(".typed")).to_have_text(query)
            expect(alert.locator("mark")).to_have_text(part)
            expect(alert).to_contain_text(sentence)
            expect(search.locator(".hit:visible")).to_have_count(0)


def test_an_id_leads_to_its_page(search: Page) -> None:
    """Typing an id offers the statement."""
    ask(search, "2017-10-12-sample-department-confirms-compliance")
    link = search.locator(".pages").get_by_role("link")
    expect(link).to_have_attribute("href", re.compile(f"/{HELD}$"))


def test_a_former_id_leads_to_its_page(open_page: OpenPage, toy_address: str) -> None:
    """Typing a former id of a statement offers it too."""
    page = ask(searched(open_page(toy_address + "search/")), "2017-03-09-mayor-answers-department")
    link = page.locator(".pages").get_by_role("link")
    expect(link).to_have_attribute("href", re.compile("/2017-03-08-sample-says-exampleton-complies/$"))


def test_lines(open_page: OpenPage, address: str) -> None:
    """Each occurrence is on a line, and the lines can be sorted by the word before or after."""
    page = ask(searched(open_page(address + "search/")), COMMON, EXACT)
    tick(page, "Found in", "The words said")
    hits = int(re.findall(r"([\d,]+) places?", status(page).inner_text())[0])
    page.get_by_label("One line per match").check()
    expect(page).to_have_url(re.compile("view=lines"))
    rows = page.locator(".concordance tbody tr")
    while (more := page.get_by_role("button", name="Show")).filter(has_text="more of").is_visible():
        more.filter(has_text="more of").click()
    expect(rows).to_have_count(hits)
    assert {normalized(word) for word in rows.locator("mark").all_inner_texts()} == {COMMON}
    page.get_by_label("Lines", exact=True).select_option("By the word after")
    after = [normalized(text) for text in page.locator(".concordance td.after").all_inner_texts()]
    firsts = [re.sub(r"^[^\w]+", "", text).split(" ")[0] for text in after]
    words = [re.sub(r"[^\w]+$", "", word) for word in firsts]
    assert words == sorted(words)
    assert len(set(words)) > 5


def test_a_line_leads_to_its_place(search: Page) -> None:
    """A line leads to the passage, with the words marked."""
    ask(search, f'"{PHRASE}"')
    search.get_by_label("One line per match").check()
    search.locator(".concordance").get_by_role("link").click()
    expect(search).to_have_url(re.compile("#p1$"))
    expect(search.locator("#p1 mark").first).to_be_visible()


def test_years_narrow(search: Page) -> None:
    """Pressing a year filters to it, and pressing it again removes the filter."""
    ask(search, "compliance")
    everything = status(search).inner_text()
    bar = search.get_by_role("list", name="Results by year").get_by_role("button", name="2018")
    number = int(bar.inner_text().split()[0])
    bar.click()
    expect(status(search)).to_contain_text(re.compile(f"^{number} result"))
    expect(bar).to_have_attribute("aria-pressed", "true")
    expect(bar).to_be_focused()
    bar.click()
    expect(status(search)).to_have_text(everything)


def _saved(page: Page, kind: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    assert download.value.suggested_filename == f"search.{kind.lower()}"
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_results_as_a_file(search: Page, address: str, archive: Archive) -> None:
    """Results can be exported: one row for each occurrence, with its context, owner and address."""
    ask(search, f'"{CLAIM}"')
    rows = list(csv.DictReader(io.StringIO(_saved(search, "CSV"))))
    given: dict[str, Any] = json.loads(_saved(search, "JSON"))
    assert rows == given["results"]
    assert given["query"] == f'"{CLAIM}"'
    held = next(row for row in rows if row["in"] == "words")
    assert held["speaker"] == "Ada Sample, Mayor"
    assert held["passage"] == "p1"
    assert held["address"] == address + HELD
    assert held["before"] + held["words"] + held["after"] in (
        passage.plain
        for statement in archive.statements.values()
        if statement.held
        for passage in passages(statement.body)
    )
    ask(search, "compliance", "Words in any form")
    total = int(re.findall(r"^(\d+) results", status(search).inner_text())[0])
    assert len(json.loads(_saved(search, "JSON"))["results"]) == total


def test_a_search_can_be_stopped(open_page: OpenPage, address: str, archive: Archive) -> None:
    """A long search shows its results so far; stopped, it says how far it got, and can be restarted."""
    page = open_page(address + EMPTY)
    held = hold(page, "**/search/exact/2017-1.json.gz")
    page.goto(f"{address}search/?q=%22{COMMON}%22")
    stop = page.get_by_role("button", name="Stop")
    expect(page.get_by_role("status")).to_contain_text("so far")
    expect(page.locator(".hit").first).to_be_visible()
    stop.click()
    expect(page.get_by_role("status")).to_contain_text(
        re.compile(rf"The search was stopped after \d+ of {len(archive.statements)}")
    )
    expect(stop).to_be_hidden()
    held[0].continue_()
    page.unroute("**/search/exact/2017-1.json.gz")
    page.get_by_role("button", name="Search", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text(f"All {len(archive.statements)} statements searched")


def test_texts_that_are_missing_are_said(open_page: OpenPage, address: str) -> None:
    """If the texts cannot be loaded, the page does not pretend to have searched them."""
    page = open_page(address, allowed="search/exact|ERR_FAILED")
    page.route("**/search/exact/2017-1.json.gz", lambda route: route.abort())
    page.goto(address + "search/?q=%22full+compliance%22")
    expect(page.get_by_role("alert").first).to_contain_text("could not be loaded")
    expect(page.get_by_text("statements searched")).to_have_count(0)


def test_the_latest_years_are_seen_first(open_page: OpenPage, address: str) -> None:
    """If there are more bars than fit, the latest years are in view."""
    page = searched(open_page(address + "search/", width=390))
    expect(page.get_by_role("list", name="Results by year").get_by_role("button").last).to_be_in_viewport(ratio=1)
