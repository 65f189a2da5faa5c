"""The pages of the made-up archive, as they go into the frame, letter for letter.

Each page under ``tests/golden/`` is what a reader gets in one case. After a deliberate change to a template, pytest
rewrites them with ``--write-golden``, and the difference is read before it is committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive import outputs
from archive.cite.kinds import refer
from archive.link.linking import Links
from archive.pages import indexes
from archive.record.positions import takes_of
from archive.site.entry import entry, on_what
from archive.site.frame import Page
from archive.site.site import Site
from archive.site.templating import for_index
from building import pages_of

GOLDEN = Path(__file__).with_name("golden")

CASES = {
    "held-with-gaps": "statements/2017-03-08-sample-says-exampleton-complies/",
    "catalogued": "statements/2017-03-01-department-letter-asks-for-proof/",
    "superseded": "statements/2017-06-12-department-finds-exampleton-may-violate/",
    "superseding": "statements/2017-09-20-department-finds-exampleton-complies/",
    "caution": "statements/2017-03-specimen-says-exampleton-violates/",
    "withdrawn": "statements/2018-01-conference-of-mayors-on-order/",
    "two-speakers-in-spanish": "statements/2017-09-20-sample-instance-welcome-finding/",
    "moved": "statements/2017-03-09-mayor-answers-department/",
    "person": "speakers/ada-sample/",
    "organization": "speakers/exampleton-police-department/",
    "jurisdiction": "jurisdictions/exampleton/",
    "jurisdiction-without-statements": "jurisdictions/example/",
    "statute": "statutes/99-usc-1234/",
    "policy": "policies/police-manual-7/",
}
"""What each page shows, with its path."""

SETTINGS = outputs.Settings(
    site_name="Toy Archive",
    site_url="https://example.org/toy/",
    repo_url="https://example.org/repository",
    edit_uri="edit/main/docs/",
)


@pytest.fixture(scope="module")
def pages(toy_links: Links) -> Mapping[str, Page]:
    """Every page of the made-up archive by its path."""
    return {page.path: page for page in pages_of(Site(links=toy_links, settings=SETTINGS))}


def _body(page: Page) -> LexborNode:
    body = LexborHTMLParser(page.content).body
    assert body is not None
    return body


@pytest.mark.parametrize("case", CASES)
def test_page(case: str, pages: Mapping[str, Page], pytestconfig: pytest.Config) -> None:
    """A page of each kind is, letter for letter, the one that a person approved."""
    page = pages[CASES[case]]
    head = f"{page.head}\n" if page.head else ""
    indexed = f"<!-- For the search index: -->\n{page.indexed}\n" if page.indexed else ""
    content = for_index(page.content)
    written = f"<title>{page.title}</title>\n<!-- {page.description} -->\n{head}{indexed}\n{content}\n"
    golden = GOLDEN / f"{case}.html"
    if pytestconfig.getoption("--write-golden"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8")


def test_no_golden_page_is_left_over() -> None:
    """Every golden page is compared with a page of the site."""
    assert {path.stem for path in GOLDEN.iterdir()} == set(CASES)


def test_every_path_is_rendered_once(pages: Mapping[str, Page], toy_links: Links) -> None:
    """No two pages have the same path, and every record has a page under every name it ever had."""
    rendered = [page.path for page in pages_of(Site(links=toy_links, settings=SETTINGS))]
    assert len(rendered) == len(pages)
    archive = toy_links.archive
    expected = {f"statements/{one}/" for one in archive.permalinks}
    for group, entities in archive.entities.items():
        expected |= {f"{group}/{slug}/" for slug in entities}
    assert expected <= set(pages)


def test_the_words_of_a_statement_are_all_on_its_page(pages: Mapping[str, Page]) -> None:
    """Each passage is at its anchor, with its words whole, and each gap is described in words."""
    body = _body(pages[CASES["held-with-gaps"]])
    words = {node.id: " ".join(node.text().split()) for node in body.css("[id]") if (node.id or "")[1:].isdigit()}
    assert list(words) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert "Exampleton is in full compliance with 99 U.S.C. § 1234" in words["p1"].replace("\u00a0", " ")
    assert "give an example to “any agency that asks for one”." in words["p3"]
    assert "we have never kept an example from anybody" in words["p5"]
    assert "We’ll say the same next year." in words["p6"]


def test_a_bare_section_leads_to_its_part(pages: Mapping[str, Page]) -> None:
    """Citations in the words link to the statute's own page, a subsection to its place there."""
    links = {
        node.text().replace("\u00a0", " "): node.attributes["href"]
        for node in _body(pages[CASES["held-with-gaps"]]).css("a.citation")
    }
    assert links == {
        "99 U.S.C. § 1234": "../../statutes/99-usc-1234/",
        "Section 1234(a)": "../../statutes/99-usc-1234/#a",
        "§ 1234(b)(1)": "../../statutes/99-usc-1234/#b-1",
    }


def test_a_catalogued_statement_says_that_its_text_is_wanted(pages: Mapping[str, Page]) -> None:
    """A record without words has a complete page, which says so and where to send them."""
    body = _body(pages[CASES["catalogued"]])
    assert "text wanted" in body.text().lower()
    assert any((node.attributes["href"] or "").startswith("../../contribute/") for node in body.css("a[href]"))


def test_a_superseded_statement_leads_to_its_successor(pages: Mapping[str, Page]) -> None:
    """A superseded statement's page says so, and links to the newer one."""
    notices = _body(pages[CASES["superseded"]]).css(".notice a")
    assert [node.attributes["href"] for node in notices] == [f"../../{CASES['superseding']}"]


def test_a_withdrawn_statement_keeps_its_page(pages: Mapping[str, Page]) -> None:
    """A withdrawn record stays at its permalink, with the day and the reason."""
    notice = _body(pages[CASES["withdrawn"]]).css_first(".notice.withdrawn")
    assert notice is not None
    assert "1 June 2018: The station says that the words were those of a listener." in notice.text()


def test_a_former_address_leads_on(pages: Mapping[str, Page]) -> None:
    """The page at a former id redirects to the statement, also has a link, and is in no index."""
    moved = pages[CASES["moved"]]
    assert f"url=../../{CASES['held-with-gaps']}" in moved.head
    assert "noindex" in moved.head
    assert [node.attributes["href"] for node in _body(moved).css("a")] == [f"../../{CASES['held-with-gaps']}"]


def test_words_in_another_language_say_so(pages: Mapping[str, Page]) -> None:
    """The words of a statement that is not in English are marked with their language, for screen readers."""
    spanish = _body(pages[CASES["two-speakers-in-spanish"]]).css('[lang="es"]')
    assert any("Exampleton cumple la ley, como siempre." in node.text() for node in spanish)


def test_a_claim_has_an_owner(pages: Mapping[str, Page]) -> None:
    """Each stance on a page is beside the name of a holder who takes it."""
    for case in ("held-with-gaps", "superseding", "caution", "withdrawn"):
        stands = _body(pages[CASES[case]]).css(".stand")
        assert stands, case
        for node in stands:
            assert node.css_first('a[href*="speakers/"]'), case


@pytest.mark.parametrize(
    ("page", "shown"), [("jurisdictions/exampleton/", ["Asserts compliance"]), ("jurisdictions/sample-county/", [])]
)
def test_a_list_shows_the_stance_on_its_own_place(pages: Mapping[str, Page], page: str, shown: list[str]) -> None:
    """A statement about two places that takes a stance on one shows it on that place's page alone."""
    (row,) = (row for row in _body(pages[page]).css("li.row") if "Sample and Instance" in row.text())
    assert [node.text() for node in row.css(".stances")] == shown


def test_a_list_shows_the_stance_on_its_own_law(toy_links: Links) -> None:
    """A statement about two laws shows on each law's page the stance that it takes on that law."""
    (mayor,) = (
        statement for statement in toy_links.statements if statement.id == "2017-03-08-sample-says-exampleton-complies"
    )
    disputed = replace(mayor.positions[0], statute="Exec. Order No. 99,999", stance="disputes-validity", quote="")
    both = replace(mayor, positions=(mayor.positions[0], disputed))
    takes = takes_of(toy_links.archive, both)
    shown = entry(toy_links.archive, both, refer(toy_links.archive, both, "Toy", ""))
    assert shown.stances == ("Asserts compliance", "Disputes validity")
    laws = toy_links.archive.statutes
    assert on_what(shown, takes, laws["99-usc-1234"]).stances == ("Asserts compliance",)
    assert on_what(shown, takes, laws["exec-order-no-99999"]).stances == ("Disputes validity",)


def test_an_authority_is_put_as_a_grouping(pages: Mapping[str, Page]) -> None:
    """A body's status as an authority on a law is presented as the archive's grouping, with its explanation."""
    facts = {
        path: {
            node.css("dt")[0].text(): [a.attributes["href"] for a in node.css("a")]
            for node in _body(pages[path]).css("dl > div")
        }
        for path in ("statutes/99-usc-1234/", "speakers/department-of-examples/")
    }
    assert facts["statutes/99-usc-1234/"]["Grouped as authorities"] == [
        "../../speakers/department-of-examples/",
        "../../about/#sides",
    ]
    assert "../../about/#sides" in facts["speakers/department-of-examples/"]["Grouped as an authority on"]
    assert not any("enforce" in page.content.lower() for page in pages.values() if page.path.startswith("statutes/"))


def test_an_index_says_what_it_counts(toy_links: Links) -> None:
    """Each index separates those who speak, or are spoken of, from those only named."""
    slots = indexes.slots(Site(links=toy_links, settings=SETTINGS))
    notes = {
        name: [note.text() for note in LexborHTMLParser(slots[name]("")).css(".index > .note")]
        for name in ("speakers", "jurisdictions", "statutes", "policies")
    }
    assert notes == {
        "speakers": ["5 who speak", "6 who speak, 2 for whom others speak"],
        "jurisdictions": ["3 spoken of, 1 only named"],
        "statutes": ["2 cited"],
        "policies": ["1 spoken of"],
    }


def test_a_policy_page_says_what_is_known_of_each_version(pages: Mapping[str, Page]) -> None:
    """Each version is at its anchor with its date, and if its text was not found the page says so."""
    first, revised = _body(pages["policies/police-manual-7/"]).css(".versions > ol > li")
    assert (first.id, revised.id) == ("first", "revised")
    assert "https://example.org/manual/7" in [link.attributes["href"] for link in first.css("a")]
    assert "1 statement on this version" in first.text()
    assert "Known by March 2017" in " ".join(revised.text().split())
    assert "Replaces: As set in 2015." in revised.text()
    assert "No text was found." in revised.text()


def test_a_policy_is_linked_from_where_it_is_spoken_of(pages: Mapping[str, Page]) -> None:
    """A statement links to the policy, at its version if that is known; a thread links to those of its places."""
    leads = {
        path: [link.attributes["href"] for link in _body(page).css("a[href*='policies/police-manual-7/']")]
        for path, page in pages.items()
    }
    assert leads["statements/2015-police-department-sets-policy-7/"] == ["../../policies/police-manual-7/#first"]
    assert leads["statements/2017-03-08-sample-says-exampleton-complies/"] == ["../../policies/police-manual-7/"]
    assert leads["threads/exampleton-and-1234/"] == ["../../policies/police-manual-7/"]
