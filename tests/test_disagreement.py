"""The order of places: how much the holders disagree, and which places are merged."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import positions_table
from archive.record.dates import Date
from archive.record.disagreement import disagreement
from archive.record.model import Position, Statement
from archive.record.positions import histories
from archive.site.site import Settings, Site

_CITED = "99 U.S.C. § 1234"
_HOLDERS = ("ada-sample", "ben-specimen", "department-of-examples", "conference-of-mayors")
_STANCES = ("asserts-compliance", "alleges-violation", "demands-proof", "disputes-validity")
_SAID = st.lists(st.tuples(st.integers(1, 28), st.sampled_from(_HOLDERS), st.sampled_from(_STANCES)), max_size=8)


def _said(links: Links, number: int, day: int, speaker: str, stance: str, *places: str) -> Statement:
    return replace(
        links.archive.statements["2017-03-08-sample-says-exampleton-complies"],
        id=f"2017-05-{day:02}-{number}",
        date=Date(2017, 5, day),
        speakers=(speaker,),
        jurisdictions=places or ("exampleton",),
        positions=tuple(
            Position(jurisdiction=place, statute=_CITED, stance=stance) for place in places or ("exampleton",)
        ),
        relations={},
    )


def _measured(links: Links, statements: list[Statement]) -> int:
    return disagreement(histories(links.archive, statements).values())


@given(said=_SAID, seed=st.integers())
def test_disagreement_is_of_those_who_last_said_the_contrary(
    said: list[tuple[int, str, str]], seed: int, toy_links: Links
) -> None:
    """The count is the pairs of holders where one last said yes and the other no, in whatever order they are read."""
    made = [_said(toy_links, number, *each) for number, each in enumerate(said)]
    last = {  # two from the same day both hold
        holder: {
            stance
            for day, speaker, stance in said
            if speaker == holder
            and stance in _STANCES[:2]
            and day == max(at for at, one, other in said if one == holder and other in _STANCES[:2])
        }
        for holder in _HOLDERS
    }
    expected = {
        (one, other)
        for one in _HOLDERS
        for other in _HOLDERS
        if one != other and _STANCES[0] in last[one] and _STANCES[1] in last[other]
    }
    shuffled = random.Random(seed).sample(made, len(made))
    assert _measured(toy_links, made) == _measured(toy_links, shuffled) == len(expected)


def test_a_pair_counts_once_on_however_many_laws(toy_links: Links) -> None:
    """Two holders who contradict each other on two laws are one pair."""
    made = []
    for number, (speaker, stance) in enumerate((("ada-sample", _STANCES[0]), ("ben-specimen", _STANCES[1]))):
        said = _said(toy_links, number, 3, speaker, stance)
        on_order = replace(said.positions[0], statute="Exec. Order No. 99,999")
        made.append(replace(said, positions=(*said.positions, on_order)))
    assert _measured(toy_links, made) == 1


def _page(links: Links, *statements: Statement) -> LexborHTMLParser:
    archive = replace(links.archive, statements={one.id: one for one in statements}, threads={})
    site = Site(links=link(archive), settings=Settings(site_name="Toy"))
    return LexborHTMLParser(positions_table.slots(site)["positions"]("../"))


def _order(page: LexborHTMLParser) -> list[str]:
    return [" ".join(one.text().split()) for one in page.css(".multiple h3")]


def test_most_disputed_first_then_latest(toy_links: Links) -> None:
    """The place on which most holders disagree comes first, then the place mentioned most recently."""
    page = _page(
        toy_links,
        _said(toy_links, 1, 1, "ada-sample", _STANCES[0]),
        _said(toy_links, 2, 2, "ben-specimen", _STANCES[1]),
        _said(toy_links, 3, 3, "ben-specimen", _STANCES[0], "us"),
        _said(toy_links, 4, 4, "ben-specimen", _STANCES[0], "sample-county"),
    )
    assert _order(page) == ["Exampleton, Example", "Sample County, Example", "United States"]


def test_places_of_which_the_same_was_said_are_one(toy_links: Links) -> None:
    """Places in one release share a row and a strip that name them all; a place with a different word is separate."""
    release = _said(toy_links, 1, 1, "ben-specimen", _STANCES[1], "exampleton", "us", "sample-county")
    page = _page(toy_links, release)
    assert _order(page) == ["3 places"]
    assert len(page.css("tr.held")) == 1
    assert {one.attributes["data-key"] for one in page.css("li[data-key]")} == {
        f"{place}/99-usc-1234" for place in ("exampleton", "us", "sample-county")
    }
    more = _page(toy_links, release, _said(toy_links, 2, 2, "ada-sample", _STANCES[0]))
    assert _order(more) == ["Exampleton, Example", "2 places"]


def test_places_on_several_laws_stand_apart(toy_links: Links) -> None:
    """Places with more than one law each have their own rows, whatever was said of them together."""
    release = _said(toy_links, 1, 1, "ben-specimen", _STANCES[1], "us", "sample-county")
    on_order = (replace(one, statute="Exec. Order No. 99,999") for one in release.positions)
    page = _page(toy_links, replace(release, positions=(*release.positions, *on_order)))
    assert _order(page) == ["Sample County, Example", "United States"]
    assert len(page.css("tr.held")) == 4
