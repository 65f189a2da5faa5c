"""Who held what, and since when."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.dates import Date
from archive.link import Links
from archive.model import Archive, Position, Statement
from archive.positions import History, Question, as_of, histories
from archive.vocabulary import vocabulary

_CITY = "exampleton"
_LAW = "99-usc-1234"
_STANCES = ("asserts-compliance", "disputes-validity", "sets-policy")


def _history(links: Links, statute: str = _LAW) -> History:
    return histories(links.archive, links.statements)[Question(_CITY, statute)]


def _held(history: History, side: str, day: str) -> tuple[str, ...]:
    step = as_of(history[side], datetime.date.fromisoformat(day))
    return step.stances if step else ()


def test_each_side_holds_what_it_said_last(toy_links: Links) -> None:
    """On any day each side holds what it had said last by then, and nothing before it first spoke."""
    history = _history(toy_links)
    assert _held(history, "authority", "2017-02-28") == ()
    assert _held(history, "authority", "2017-03-01") == ("demands-proof", "threatens-penalty")
    assert _held(history, "authority", "2017-06-12") == ("finds-possible-violation",)
    assert _held(history, "authority", "2017-09-19") == ("finds-possible-violation",)
    assert _held(history, "authority", "2026-01-01") == ("finds-compliance",)
    assert _held(history, "jurisdiction", "2017-03-08") == ("asserts-compliance",)
    assert "court" not in history


def test_a_month_is_known_when_it_is_over(toy_links: Links) -> None:
    """A statement of a month of which the day is not known counts from the month's last day, not before."""
    history = _history(toy_links)
    assert _held(history, "other", "2017-03-30") == ()
    assert _held(history, "other", "2017-03-31") == ("alleges-violation",)


def test_a_part_counts_as_its_statute(toy_links: Links) -> None:
    """A position on a subsection stands with those on its statute, and keeps its own citation."""
    step = _history(toy_links)["jurisdiction"][-1]
    assert {take.citation for take in step.takes} == {"99 U.S.C. § 1234", "99 U.S.C. § 1234(a)"}


def test_what_was_withdrawn_never_counts(toy_links: Links) -> None:
    """A withdrawn statement takes no part, although its record stays."""
    order = histories(toy_links.archive, toy_links.statements)[Question(_CITY, "exec-order-no-99999")]
    assert set(order) == {"court"}


def test_no_statute_is_a_question_of_its_own(toy_links: Links) -> None:
    """Who speaks of the law without naming a statute answers no question about a statute."""
    assert _held(_history(toy_links, ""), "jurisdiction", "2017-09-20") == ("asserts-compliance",)


@pytest.fixture(scope="module")
def city_statement(toy_links: Links) -> Statement:
    return toy_links.archive.statements["2017-03-08-sample-says-exampleton-complies"]


@st.composite
def _dates(draw: st.DrawFn) -> Date:
    month = draw(st.sampled_from([0, 3, 4]))
    day = draw(st.integers(0, 30)) if month else 0
    return Date(2017, month, day, draw(st.sampled_from(["", "?", "~"])))


def _made(pattern: Statement, dates: list[Date], stances: list[str]) -> list[Statement]:
    return [
        replace(
            pattern,
            id=f"{date.stem}-{number}",
            date=date,
            positions=(Position(jurisdiction=_CITY, statute="99 U.S.C. § 1234", stance=stance),),
        )
        for number, (date, stance) in enumerate(zip(dates, stances, strict=True))
    ]


_SAID = st.lists(st.tuples(_dates(), st.sampled_from(_STANCES)), min_size=1, max_size=12)


@given(said=_SAID, seed=st.integers())
def test_order_of_reading_changes_nothing(
    toy: Archive, city_statement: Statement, said: list[tuple[Date, str]], seed: int
) -> None:
    """The same statements in any order give the same histories."""
    made = _made(city_statement, [date for date, _ in said], [stance for _, stance in said])
    shuffled = random.Random(seed).sample(made, len(made))
    assert histories(toy, made) == histories(toy, shuffled)


@given(said=_SAID)
def test_as_of_moves_on_and_ends_at_the_latest(
    toy: Archive, city_statement: Statement, said: list[tuple[Date, str]]
) -> None:
    """As the days go by the last known date never moves back, and in the end it is the latest of all."""
    made = _made(city_statement, [date for date, _ in said], [stance for _, stance in said])
    (history,) = histories(toy, made).values()
    (steps,) = history.values()
    last = (0, 0, 0)
    for offset in range(-1, 366):
        day = datetime.date(2017, 1, 1) + datetime.timedelta(days=offset)
        known = [(one.date.year, one.date.month, one.date.day) for one in made if one.date.latest <= day]
        step = as_of(steps, day)
        assert (step is None) == (not known)
        if step:
            dates = {(one.date.year, one.date.month, one.date.day) for one in step.statements}
            assert dates == {max(known)}
            assert max(known) >= last
            last = max(known)
    latest = max((one.date.year, one.date.month, one.date.day) for one in made)
    assert {one.id for one in steps[-1].statements} == {
        one.id for one in made if (one.date.year, one.date.month, one.date.day) == latest
    }


def test_every_stance_has_a_mark() -> None:
    """Every stance is drawn in a pattern that the legend explains, and every pattern is used."""
    assert {term.mark for term in vocabulary("stance").values()} == set(vocabulary("mark"))


@pytest.fixture(scope="module")
def bands(toy_site: Path) -> list[LexborNode]:
    """The bands on the page of the city: § 1234, then the order, then where no law was named."""
    return LexborHTMLParser((toy_site / "jurisdictions" / _CITY / "index.html").read_bytes()).css(".bands .band")


def _plain(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_a_place_has_a_band_for_each_law(bands: list[LexborNode]) -> None:
    """A band has a row for the jurisdiction, for authorities and for courts, spoken or not, and others who spoke."""
    assert [_plain(band.css("h3")[0]) for band in bands] == [
        "99 U.S.C. § 1234",
        "Exec. Order No. 99,999",
        "No statute named",
    ]
    rows = [[_plain(row) for row in band.css("h4")] for band in bands]
    assert rows[0] == ["The jurisdiction", "An authority", "A court", "Another official"]
    assert rows[1] == rows[2] == ["The jurisdiction", "An authority", "A court"]
    assert [_plain(item) for item in bands[1].css("li")][:2] == ["nothing known", "nothing known"]


def test_words_stand_beside_the_marks(bands: list[LexborNode]) -> None:
    """Each change of a band stands beside it in words that lead to the statement, in the pattern of its stance."""
    changes = bands[0].css("section")[1].css("li")
    assert [_plain(item) for item in changes] == [
        "Demands proof; Threatens a penalty 1 March 2017 Department of Examples",
        "Finds a possible violation 12 June 2017 Department of Examples",
        "Finds no violation 20 September 2017 Office of Instances",
    ]
    assert [item.css("svg")[0].attributes["data-mark"] for item in changes] == ["dotted", "hatched", "solid"]
    assert [item.css("a")[0].attributes["href"] for item in changes][1] == (
        "../../statements/2017-06-12-department-finds-exampleton-may-violate/"
    )
