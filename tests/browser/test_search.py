"""The search page finds what it must, filters, and keeps its whole state in the address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from archive.link.linking import link
from archive.record.model import Archive
from browser.conftest import OpenPage
from browser.filters import counts, panel, tick, value
from browser.kinds import HELD, PHRASE
from browser.search_page import ask, found, searched, status

WORDS = "Words in any form"
FORMS = (
    "99 USC 1234",
    "99 U.S.C. § 1234",
    "99 u.s.c. §1234",
    "99 U.S. Code section 1234",
    "section 1234 of title 99, US Code",
)
PINNED = ("section 1234(a)", "1234(a)", "§ 1234(a)", "Sec. 1234(a)")


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Page:
    """The search page before any query."""
    return searched(open_page(address + "search/"))


def test_a_phrase_finds_the_statement(search: Page, subtests: pytest.Subtests) -> None:
    """A phrase with a section sign finds the statement that has it, in any quotation marks."""
    for marks in ('"{}"', "“{}”", "„{}“", "«{}»"):
        with subtests.test(marks):
            ask(search, marks.format(PHRASE), WORDS)
            assert found(search) == [HELD]
            expect(search.locator(".hit .match")).to_have_text("exact")
            expect(search.locator(".hit .spoken")).to_contain_text(PHRASE)


def test_other_forms_of_a_phrase_are_labelled(search: Page) -> None:
    """A phrase that occurs only in other forms is not passed off as exact."""
    ask(search, '"example forces"', WORDS)
    assert found(search) == [HELD]
    expect(search.locator(".hit .match")).to_have_text("other word forms")


def test_apostrophes_are_equal(search: Page, subtests: pytest.Subtests) -> None:
    """A straight apostrophe finds a curly one."""
    for query in ("Department’s example force", "Department's example force"):
        with subtests.test(query):
            ask(search, f'"{query}"', WORDS)
            assert found(search) == [HELD]
            expect(search.locator(".hit .match")).to_have_text("exact")


def test_forms_of_a_citation_find_the_same(search: Page, archive: Archive) -> None:
    """However a statute is cited, all statements about it are found, and its page is offered."""
    about = {f"statements/{one.id}/" for one in link(archive).statutes["99-usc-1234"]}
    answers = []
    for form in FORMS:
        ask(search, form)
        expect(search.locator(".pages")).to_contain_text("Statute 99 U.S.C. § 1234")
        answers.append(found(search))
    assert about <= set(answers[0])
    assert all(answer == answers[0] for answer in answers[1:])


def test_forms_of_a_subsection_find_the_same(search: Page, archive: Archive) -> None:
    """A subsection is found without its title, and links to its statute."""
    about = {f"statements/{one.id}/" for one in link(archive).citations["99 U.S.C. § 1234(a)"]}
    answers = []
    for form in PINNED:
        ask(search, form)
        expect(search.locator(".pages")).to_contain_text("Statute 99 U.S.C. § 1234")
        answers.append(found(search))
    assert about <= set(answers[0])
    assert HELD in answers[0]
    assert all(answer == answers[0] for answer in answers[1:])


def test_a_name_leads_to_its_page(search: Page) -> None:
    """Typing a name offers the page of the person or place."""
    ask(search, "Ada Sample")
    expect(search.locator(".pages")).to_contain_text("Speaker Ada Sample")
    search.locator(".pages").get_by_role("link", name="Ada Sample", exact=True).click()
    expect(search).to_have_url(re.compile("/speakers/ada-sample/$"))


def test_a_result_says_who_and_when(search: Page) -> None:
    """A result has the date, the speaker, the place, the kind, the position taken, and any warning."""
    ask(search, f'"{PHRASE}"')
    hit = search.locator(".hit")
    for words in (
        "12 October 2017",
        "Ada Sample",
        "Exampleton, Example",
        "Press statement",
        "Asserts compliance",
    ):
        expect(hit).to_contain_text(words)
    expect(hit.locator(".flag")).to_have_text("Caution")
    assert hit.locator("mark").all_inner_texts() == [PHRASE]


def test_facets_narrow(search: Page) -> None:
    """Each choice narrows to the number beside it; a second value in a facet widens again; both can be undone."""
    ask(search, "compliance")
    everything = status(search).inner_text()
    count = counts(search, "Year")["2018"]
    tick(search, "Year", "2018")
    expect(status(search)).to_contain_text(re.compile(f"^{count} result"))
    further = counts(search, "Year")["2016"]
    assert further > 0
    tick(search, "Year", "2016")
    expect(status(search)).to_contain_text(f"{count + further} results")
    expect(search).to_have_url(re.compile("q=compliance&year=2018&year=2016$"))
    search.get_by_role("button", name="Remove Year: 2018").click()
    expect(status(search)).to_contain_text(f"{further} result")
    search.get_by_role("button", name="Remove Year: 2016").click()
    expect(status(search)).to_have_text(everything)


def test_a_section_includes_its_subsections(search: Page) -> None:
    """Filtering to a section of law also finds statements that cite only a part of it."""
    tick(search, "Statute", "99 U.S.C. § 1234")
    assert "statements/2015-police-department-sets-policy-7/" in found(search)


def test_order_of_time(search: Page) -> None:
    """Results can be sorted by date in both directions; the page says that undated pages are left out."""
    ask(search, "compliance")
    order = search.get_by_label("Order", exact=True)
    order.select_option("Oldest first")
    expect(search).to_have_url(re.compile("sort=oldest"))
    oldest = found(search)
    order.select_option("Newest first")
    expect(search).to_have_url(re.compile("sort=newest"))
    newest = found(search)
    assert oldest == newest[::-1]
    assert [address.split("/")[1][:4] for address in oldest] == sorted(address.split("/")[1][:4] for address in oldest)
    assert all(address.startswith("statements/") for address in oldest)


def test_the_address_holds_everything(search: Page, open_page: OpenPage) -> None:
    """A shared address shows the same: words, filters, order, and how much was expanded."""
    ask(search, "compliance")
    tick(search, "Kind", "Letter")
    searched(search).get_by_label("Order", exact=True).select_option("Oldest first")
    searched(search).locator("[data-search=more]").click()
    expect(search.locator(".hit").nth(10)).to_be_visible()
    other = searched(open_page(search.url))
    assert status(other).inner_text() == status(search).inner_text()
    assert other.locator(".hit h2").all_inner_texts() == search.locator(".hit h2").all_inner_texts()
    expect(value(other, "Kind", "Letter").get_by_role("checkbox")).to_be_checked()
    assert other.get_by_label("Order", exact=True).input_value() == "oldest"


def test_back_and_forward(search: Page) -> None:
    """The browser's own buttons step through the queries."""
    ask(search, "Sample")
    first = status(search).inner_text()
    ask(search, "Specimen")
    second = status(search).inner_text()
    assert first != second
    search.go_back()
    expect(status(search)).to_have_text(first)
    expect(search.get_by_role("combobox", name="Words, a phrase")).to_have_value("Sample")
    search.go_back()
    expect(search.get_by_role("combobox", name="Words, a phrase")).to_have_value("")
    search.go_forward()
    expect(status(search)).to_have_text(first)


def test_back_from_a_result(search: Page) -> None:
    """Going back from a result shows the list as it was: expanded, and at the same place."""
    ask(search, "compliance")
    search.locator("[data-search=more]").click()
    expect(search.locator(".hit")).to_have_count(20)
    last = search.locator(".hit h2 a").last
    last.scroll_into_view_if_needed()
    scrolled = search.evaluate("scrollY")
    assert scrolled > 1000
    last.click()
    expect(search).to_have_url(re.compile("/statements/|/speakers/|/jurisdictions/|/statutes/"))
    search.go_back()
    expect(search.locator(".hit")).to_have_count(20)
    assert abs(search.evaluate("scrollY") - scrolled) < 50


def test_a_result_leads_to_its_marked_words(search: Page) -> None:
    """A result leads to its passage, where the words are marked; Escape clears the marks, also from the address."""
    ask(search, '"Department\'s example force"')
    search.locator(".hit h2 a").click()
    expect(search).to_have_url(re.compile(r"#p2$"))
    mark = search.locator("#p2 mark")
    expect(mark).to_have_text("Department’s example force")
    expect(mark).to_be_in_viewport()
    words = search.locator(".words").inner_text()
    search.keyboard.press("Escape")
    expect(search.locator("mark")).to_have_count(0)
    expect(search).to_have_url(re.compile(f"/{HELD}#p2$"))
    assert search.locator(".words").inner_text() == words


def test_marks_run_over_links(open_page: OpenPage, address: str) -> None:
    """A phrase is marked even if a link begins within it, and the marks can be stepped through in order."""
    page = open_page(
        f"{address}{HELD}?highlight=compliance+with+99+USC&highlight=follow+SECTION+1234(a)&highlight=manual"
    )
    expect(page.locator("#p3 a mark")).to_have_text("Section 1234(a)")
    marks = page.get_by_role("group", name="Words marked by the search")
    first = marks.get_by_role("status").inner_text()
    marks.get_by_role("button", name="Next").click()
    assert marks.get_by_role("status").inner_text() != first
    marks.get_by_role("button", name="Remove marks").click()
    expect(page.locator("mark")).to_have_count(0)
    page.goto(f"{address}{HELD}?highlight=in+full+compliance+with+99+U.S.C.+%C2%A7+1234#p1")
    expect(page.locator("mark[data-current]")).to_have_text(["in full compliance with ", "99 U.S.C. § 1234"])
    expect(marks.get_by_role("status")).to_have_text("Mark 1 of 1")


def test_nothing_found_helps(search: Page) -> None:
    """If nothing is found, the page shows which filter or word to drop, and how much that would find."""
    ask(search, "example force")
    search.goto(search.url + "&year=2018&speaker=ben-specimen")
    expect(status(search)).to_contain_text("Nothing found")
    ways = search.locator(".empty")
    ways.get_by_role("button", name="Without any filter").click()
    expect(status(search)).to_contain_text("result")
    search.go_back()
    search.goto(search.url.replace("&speaker=ben-specimen", ""))
    ways.get_by_role("button", name="Without Year: 2018").click()
    expect(status(search)).to_contain_text("result")
    ask(search, '"compliance full"')
    expect(status(search)).to_contain_text("Nothing found")
    search.get_by_role("button", name="Without the quotation marks").click()
    expect(status(search)).to_contain_text("results")


def test_a_word_that_is_nowhere_is_named(search: Page) -> None:
    """The index ignores words that it does not know; the page says so."""
    ask(search, "Sample qqqq")
    expect(status(search)).to_contain_text("“qqqq” is nowhere in the archive.")


def test_any_query_is_answered(search: Page, subtests: pytest.Subtests) -> None:
    """Whatever is typed gets an answer, and never markup."""
    for query in ("<img src=x onerror=alert(1)>", '"', '""', "§", "%", "\\", "a" * 3000, "'", "﷽"):
        with subtests.test(query[:30]):
            ask(search, query)
            expect(status(search)).to_contain_text(re.compile("result|Nothing found"))
            expect(search.locator("#content img")).to_have_count(0)


def test_a_query_has_a_limit(search: Page, subtests: pytest.Subtests) -> None:
    """An overlong text is refused with the limit, stays in the box, and is kept out of the address."""
    box = search.get_by_role("search", name="Search the archive").get_by_role("combobox")
    for query in ('"' * 16_000, "speaker:x " * 40_000):
        with subtests.test(query[:10]):
            box.fill(query)
            box.press("Enter")
            said = f"at most 4,000 characters; this one has {len(query.strip()):,}"
            expect(search.locator("[data-search=error]")).to_contain_text(said)
            assert box.input_value() == query.strip()
            assert "q=" not in search.url


def test_a_missing_index_is_said(open_page: OpenPage, address: str) -> None:
    """If the index cannot be loaded, the page says so and offers a way on, instead of finding nothing."""
    page = open_page(address, allowed="pagefind|ERR_FAILED")
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(address + "search/?q=compliance")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The search index could not be loaded.")
    expect(alert.get_by_role("link", name="timeline")).to_be_visible()
    expect(page.get_by_text("Nothing found")).to_have_count(0)


def test_on_a_phone_the_choices_are_folded(open_page: OpenPage, address: str) -> None:
    """On a phone the results come first; the filters are behind one button, which says how many are set."""
    page = searched(open_page(address + "search/?q=compliance&year=2017", width=390))
    year = page.locator("details.filter summary", has_text="Year")
    expect(year).to_have_text("Year 1")
    expect(page.locator("details.filter li").first).to_be_hidden()
    expect(value(page, "Year", "2017").get_by_role("checkbox")).to_be_checked()


def test_the_masthead_leads_to_the_results(page: Page, address: str) -> None:
    """The search box on every page sends its words to the search page."""
    page.goto(address)
    page.get_by_role("search", name="Site search").get_by_role("searchbox").fill("full compliance")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}search/?q=full+compliance")
    expect(status(page)).to_contain_text("result")


def test_interfaces_that_are_not_used_are_not_published(site: Path) -> None:
    """Pagefind's ready-made interfaces are not part of the site."""
    assert sorted(path.name for path in (site / "pagefind").glob("*.js")) == ["pagefind-worker.js", "pagefind.js"]


@pytest.mark.parametrize("mode", ["words", "exact"])
def test_no_facet_joins_two_positions(mode: str, open_page: OpenPage, address: str) -> None:
    """A place and a stance find what takes that stance on that place, and the counts beside the values agree."""
    typed = "chance" if mode == "words" else '"chance"'
    place, law = "Sample County, Example", "99 U.S.C. § 1234"
    asked = urlencode({"q": typed, "mode": mode, "jurisdiction": place, "statute": law, "sort": "newest"})
    page = searched(open_page(f"{address}search/?{asked}"))
    counted = counts(page, "Stance")
    assert counted.get("Finds a possible violation", 0) == 0
    assert counted["Finds no violation"] > 0
    tick(page, "Stance", "Finds no violation")
    expect(status(page)).to_contain_text(re.compile(rf"\b{counted['Finds no violation']} "))
    narrowed = urlencode({"stance": "Finds a possible violation"})
    none = searched(open_page(f"{address}search/?{asked}&{narrowed}"))
    assert found(none) == []


@pytest.mark.parametrize("mode", ["words", "exact"])
def test_a_policy_narrows_a_search(mode: str, open_page: OpenPage, address: str, archive: Archive) -> None:
    """With a policy chosen, either search finds only statements about it."""
    links = link(archive)
    policy = archive.policies["police-manual-7"]
    typed = "manual" if mode == "words" else '"manual"'
    asked = urlencode({"q": typed, "mode": mode, "policy": policy.name, "shown": len(links.statements)})
    page = searched(open_page(f"{address}search/?{asked}"))
    of_policy = {f"statements/{one.id}/" for one in links.policies[policy.slug]}
    assert found(page)
    assert set(found(page)) <= of_policy
    expect(page.get_by_role("button", name=f"Remove Policy: {policy.name}")).to_be_visible()


def test_conditions_of_one_position(open_page: OpenPage, address: str) -> None:
    """Typed conditions also apply within a single position."""
    for stance, some in (("finds-compliance", True), ("finds-possible-violation", False)):
        query = f"jurisdiction:sample-county stance:{stance}"
        page = searched(open_page(f"{address}search/?{urlencode({'q': query})}"))
        assert bool(found(page)) is some


FORMER = {
    "jurisdiction=Exampleton%2C+Example": "jurisdiction=exampleton",
    "statute=99+U.S.C.+%C2%A7+1234%28a%29": "statute=99-usc-1234.a",
    "stance=Finds+a+possible+violation&kind=Letter": "kind=letter&stance=finds-possible-violation",
    "type=Statement&text=Text+wanted": "text=catalogued&type=statement",
    "text=held": "text=exact&text=typographic&text=transcribed",
}
"""Filters as the search wrote them into addresses in 2026, with labels or other keys, and as it does now."""


@pytest.mark.parametrize(("former", "now"), FORMER.items())
def test_former_addresses_still_work(former: str, now: str, open_page: OpenPage, address: str) -> None:
    """An old address finds what its keys find, and is rewritten without a step in the history."""
    page = searched(open_page(f"{address}search/?q=exampleton&{now}"))
    expected = status(page).inner_text()
    page = searched(open_page(f"{address}search/?q=exampleton&{former}", fresh=True))
    expect(page).to_have_url(f"{address}search/?q=exampleton&{now}")
    expect(status(page)).to_have_text(expected)
    assert page.evaluate("history.length") == 2


@pytest.mark.parametrize("mode", ["words", "exact"])
def test_a_state_includes_its_places_if_wished(mode: str, open_page: OpenPage, address: str) -> None:
    """In either search a place means only itself until those inside it are included, as on the timeline."""
    page = searched(open_page(f"{address}search/?q=exampleton&mode={mode}&jurisdiction=example"))
    alone = set(found(page))
    page = searched(open_page(f"{address}search/?q=exampleton&mode={mode}&jurisdiction=example&inside=1"))
    assert panel(page, "Jurisdiction").get_by_label("Include the places inside").is_checked()
    assert alone < set(found(page))
