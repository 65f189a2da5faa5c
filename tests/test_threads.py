"""Threads: what they include, in which order, on which side, and what their pages show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.link.linking import Links, link
from archive.pages import exchange
from archive.record.dates import Date
from archive.record.model import Archive, Statement, Thread
from archive.record.threads import gathered, in_sequence, side_in, tied
from archive.site.site import Settings, Site

_SLUG = "exampleton-and-1234"
_LETTER = "2017-03-01-department-letter-asks-for-proof"
_ANSWER = "2017-03-08-sample-says-exampleton-complies"
_RULING = "2017-04-03-model-rules-for-exampleton"
_POLICY = "2015-police-department-sets-policy-7"
_POST = "2017-09-20-sample-instance-welcome-finding"


@pytest.fixture(scope="module")
def thread(toy: Archive) -> Thread:
    return toy.threads[_SLUG]


def test_a_thread_gathers_by_place_and_law(toy: Archive, thread: Thread) -> None:
    """A place and a law must both match, a part of a law counting as the law; named statements belong too."""
    own = gathered(toy, thread)
    assert {_LETTER, _ANSWER, _POLICY, _RULING} <= own
    assert _POST not in own  # it names no law
    parts = replace(toy.statements[_ANSWER], statutes=("99 U.S.C. § 1234(b)(1)",))
    assert _ANSWER in gathered(replace(toy, statements={**toy.statements, _ANSWER: parts}), thread)


def test_a_thread_on_a_part_gathers_the_parts_of_that_part(toy: Archive, thread: Thread) -> None:
    """A statement that cites (b)(1) belongs to a thread on (b); one that cites the whole law or (c) does not."""
    narrowed = replace(thread, statutes=("99 U.S.C. § 1234(b)",), statements=(), begin=None, end=None)
    answer = toy.statements[_ANSWER]
    expected = {"99 U.S.C. § 1234": False, "99 U.S.C. § 1234(b)(1)": True, "99 U.S.C. § 1234(b)": True}
    for citation, belongs in {**expected, "99 U.S.C. § 1234(c)": False}.items():
        statements = {**toy.statements, _ANSWER: replace(answer, statutes=(citation,))}
        assert (_ANSWER in gathered(replace(toy, statements=statements), narrowed)) is belongs


def test_a_thread_keeps_to_its_dates(toy: Archive, thread: Thread) -> None:
    """Statements before or after a thread's dates are not included; those that may fall within them are."""
    later = replace(thread, begin=Date(2017, 3, 8), statements=())
    own = gathered(toy, later)
    assert _LETTER not in own
    assert _ANSWER in own
    assert "2017-03-specimen-says-exampleton-violates" in own  # it may be of the 31st
    assert gathered(toy, replace(thread, end=Date(2014), statements=())) == frozenset()


def test_a_thread_that_names_nothing_gathers_nothing(toy: Archive, thread: Thread) -> None:
    """Without a place and a law, a thread has only the statements that it names."""
    assert gathered(toy, replace(thread, jurisdictions=(), statutes=())) == {_RULING}


def test_relations_tie_in_what_is_answered(toy_links: Links, thread: Thread) -> None:
    """What a thread's statement answers or quotes belongs, even if earlier than its dates; one occasion does not."""
    narrow = replace(thread, begin=Date(2017, 3, 8), end=Date(2017, 3, 8), statements=())
    found = tied(toy_links.archive, toy_links.incoming, narrow)
    assert {_ANSWER, _LETTER, _POLICY} <= found
    assert _POST not in tied(toy_links.archive, toy_links.incoming, thread)


def test_answers_to_the_threads_own_tie_in(toy_links: Links, thread: Thread) -> None:
    """An answer to a statement about only the thread's places belongs; an answer to one also about others does not."""
    narrow = replace(thread, begin=Date(2017, 3, 8), end=Date(2017, 3, 8), statements=())
    answer = "2017-06-12-department-finds-exampleton-may-violate"
    assert answer in tied(toy_links.archive, toy_links.incoming, narrow)
    wide = replace(toy_links.archive.statements[_ANSWER], jurisdictions=("exampleton", "sample-county"))
    archive = replace(toy_links.archive, statements={**toy_links.archive.statements, _ANSWER: wide})
    assert answer not in tied(archive, toy_links.incoming, narrow)


def _made(pattern: Statement, name: str, date: Date, *answered: str) -> Statement:
    return replace(pattern, id=name, date=date, relations={"responds-to": answered} if answered else {})


def test_an_answer_stands_after_what_it_answers(toy: Archive) -> None:
    """An answer comes after what it answers wherever its date allows it, on the same day and in the same month."""
    statement = toy.statements[_ANSWER]
    made = [
        _made(statement, "b-order", Date(2017, 1, 25)),
        _made(statement, "a-answer", Date(2017, 1, 25), "b-order"),
        _made(statement, "c-answer-to-the-answer", Date(2017, 1, 25), "a-answer"),
        _made(statement, "d-in-april", Date(2017, 4), "e-letter"),
        _made(statement, "e-letter", Date(2017, 4, 21)),
        _made(statement, "f-also-in-april", Date(2017, 4)),
        _made(statement, "g-answer-of-that-day", Date(2017, 4, 21), "e-letter"),
    ]
    order = [each.id for each in in_sequence(reversed(made))]
    assert order[:3] == ["b-order", "a-answer", "c-answer-to-the-answer"]
    assert order[3:] == ["f-also-in-april", "e-letter", "g-answer-of-that-day", "d-in-april"]


def test_answers_that_go_round_have_an_order_all_the_same(toy: Archive) -> None:
    """Two statements of the same day that answer each other are always in the same order."""
    statement = toy.statements[_ANSWER]
    made = [_made(statement, "a", Date(2017, 1, 1), "b"), _made(statement, "b", Date(2017, 1, 1), "a")]
    assert in_sequence(made) == in_sequence(reversed(made))


def test_side_of_a_statement(toy: Archive, thread: Thread) -> None:
    """A statement is on the side of its speakers, with a position or without one."""
    sides = {name: side_in(toy, thread, toy.statements[name]) for name in (_LETTER, _ANSWER, _RULING)}
    assert sides == {_LETTER: "authority", _ANSWER: "jurisdiction", _RULING: "court"}
    silent = replace(toy.statements[_LETTER], positions=())
    assert side_in(toy, thread, silent) == "authority"


def test_no_thread_no_sequence(toy: Archive) -> None:
    """An archive without threads still links."""
    assert link(replace(toy, threads={})).threads == {}


def test_an_exchange_leads_nowhere_outside_itself(toy: Archive, thread: Thread) -> None:
    """The statement that another answers is named only if it is in the same exchange."""
    day = Date(2017, 6, 12)
    narrow = replace(thread, begin=day, end=day, statements=(), turns=(), accounts=(), missing=())
    site = Site(links=link(replace(toy, threads={_SLUG: narrow})), settings=Settings(site_name="Archive"))
    said = {turn.entry.id: turn for moment in exchange.moments(site, narrow) for turn in moment.said}
    assert said[_ANSWER].tied
    assert said[_ANSWER].answered == ()
    assert [turn.entry.id for turn in said["2017-06-12-department-finds-exampleton-may-violate"].answered] == [_ANSWER]


@pytest.fixture(scope="module")
def page(toy_site: Path) -> LexborHTMLParser:
    return LexborHTMLParser((toy_site / "threads" / _SLUG / "index.html").read_bytes())


def _plain(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def test_the_exchange_has_two_columns(page: LexborHTMLParser, toy_links: Links) -> None:
    """Each statement of the thread is in the exchange once, the place's own on one side and all others opposite."""
    said = {node.id: node for node in page.css(".said[id]")}
    assert list(said) == [statement.id for statement in toy_links.threads[_SLUG]]
    assert {name for name, node in said.items() if "ours" in (node.attributes["class"] or "")} == {_POLICY, _ANSWER}


def test_the_exchange_shows_words_and_what_they_answer(page: LexborHTMLParser) -> None:
    """Words that a stance rests on link to their passage, and an answer links to what it answers."""
    answer = page.css_first(f'[id="{_ANSWER}"]')
    assert answer is not None
    quote = answer.css_first("blockquote a")
    assert quote is not None
    assert _plain(quote) == "Exampleton is in full compliance with 99 U.S.C. § 1234"
    assert (quote.attributes["href"] or "").endswith(f"{_ANSWER}/#p1")
    assert [node.attributes["href"] for node in answer.css(".answers a")] == [f"#{_LETTER}", f"#{_POLICY}"]


def test_a_gap_is_shown_as_a_gap(page: LexborHTMLParser) -> None:
    """A statement without words says so with its date; a document without a record is shown in its place."""
    assert "Letter of 1 March 2017: text wanted" in _plain(page.css_first(f'[id="{_LETTER}"]'))
    assert page.css_first(f'[id="{_ANSWER}"] .lack') is None
    missing = page.css_first(".missing")
    assert "The legal opinion that the Department asked for" in _plain(missing)
    dates = [_plain(node) for node in page.css(".moment h3")]
    assert dates.index("March 2017, day not known") < dates.index("3 April 2017")


def test_a_thread_opens_with_its_short_account(page: LexborHTMLParser) -> None:
    """The turning points link to their places in the exchange, and differing accounts with owners are side by side."""
    assert [node.attributes["href"] for node in page.css(".turns .who a")] == [f"#{_LETTER}", f"#{_ANSWER}"]
    owners = [_plain(node) for node in page.css(".accounts h3")]
    assert owners == ["Exampleton Courier", "Ada Sample"]
    assert "no record" in _plain(page.css_first(".accounts li"))


def test_a_thread_leads_to_its_stretch_of_the_timeline(page: LexborHTMLParser) -> None:
    """The page links to the timeline filtered to the thread's statements, and to the positions on its places."""
    links = [node.attributes["href"] for node in page.css(".follow a")]
    assert links == [
        f"../../threads/{_SLUG}/feed.xml",
        f"../../threads/{_SLUG}/events.ics",
        "../../timeline/?jurisdiction=exampleton&statute=99-usc-1234&from=2015&to=2017",
        "../../positions/?jurisdiction=exampleton",
    ]


def test_a_statement_shows_its_place(toy_site: Path) -> None:
    """A statement's page links to its place in its thread and to its neighbors there, and to no second sequence."""
    own = LexborHTMLParser((toy_site / "statements" / _ANSWER / "index.html").read_bytes())
    sequences = own.css(".sequence section")
    assert [_plain(node.css_first("h2")) for node in sequences] == [
        "3 of 7 in the thread Exampleton and § 1234, 2015 to 2017"
    ]
    link = sequences[0].css_first("h2 a")
    assert link is not None
    assert link.attributes["href"] == f"../../threads/{_SLUG}/#{_ANSWER}"
    without = LexborHTMLParser((toy_site / "statements" / _POST / "index.html").read_bytes())
    assert [_plain(node.css_first("h2")) for node in without.css(".sequence section")] == [
        "8 of 9 about Exampleton, Example",
        "1 of 3 about Sample County, Example",
    ]


def test_each_thread_shows_all_it_tells(site: Path, archive: Archive) -> None:
    """Each thread's page has every account with its owner, and exactly the statements of the thread."""
    links = link(archive)
    assert archive.threads
    for slug, thread in archive.threads.items():
        page = LexborHTMLParser((site / "threads" / slug / "index.html").read_bytes())
        accounts = [_plain(node) for node in page.css(".accounts li")]
        assert len(accounts) == len(thread.accounts), slug
        assert all(own.owner in shown for own, shown in zip(thread.accounts, accounts, strict=True)), slug
        assert all(
            ("no record" in shown) == (own.statement == "")
            for own, shown in zip(thread.accounts, accounts, strict=True)
        )
        said = {node.attributes["id"] for node in page.css(".said[id]")}
        assert said == tied(archive, links.incoming, thread), slug
