"""Who held what, and since when."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.export import api, data
from archive.export.data.table import Row
from archive.export.data.tables import TABLES
from archive.link.linking import Links, link
from archive.pages import positions_table
from archive.pages.band import bands_of
from archive.record.dates import Date
from archive.record.model import Archive, Position, Statement, Withdrawal
from archive.record.positions import History, Question, Track, as_of, histories
from archive.record.standing import holders_of
from archive.record.vocabulary import vocabulary
from archive.site.site import Settings, Site

_CITY = "exampleton"
_LAW = "99-usc-1234"
_CITED = "99 U.S.C. § 1234"
_STANCES = ("asserts-compliance", "finds-compliance", "alleges-violation")


def _history(links: Links, statute: str = _LAW) -> History:
    return histories(links.archive, links.statements)[Question(_CITY, statute)]


def _track(history: History, holder: str, matter: str) -> Track:
    (found,) = [track for track in history if (track.holder, track.matter) == (holder, matter)]
    return found


def _held(track: Track, day: str) -> tuple[str, ...]:
    step = as_of(track.steps, datetime.date.fromisoformat(day))
    return step.stances if step else ()


def test_each_holder_holds_what_it_said_last(toy_links: Links) -> None:
    """On any day a holder holds what it last said on a matter by then, and nothing before it first spoke."""
    history = _history(toy_links)
    demand = _track(history, "department-of-examples", "demand")
    assert _held(demand, "2017-02-28") == ()
    assert _held(demand, "2017-03-01") == ("demands-proof", "threatens-penalty")
    finding = _track(history, "department-of-examples", "compliance")
    assert _held(finding, "2017-06-11") == ()
    assert _held(finding, "2017-06-12") == ("finds-possible-violation",)
    assert _held(finding, "2026-01-01") == ("finds-compliance",)
    assert _held(_track(history, "city-of-exampleton", "compliance"), "2017-03-08") == ("asserts-compliance",)


def test_matters_stand_side_by_side(toy_links: Links) -> None:
    """The department's finding does not displace its demand, which is another matter."""
    history = _history(toy_links)
    assert _held(_track(history, "department-of-examples", "demand"), "2026-01-01") == (
        "demands-proof",
        "threatens-penalty",
    )


def test_holders_of_one_side_stand_side_by_side(toy: Archive, city_statement: Statement) -> None:
    """One official's statement displaces nothing that another says, whatever their sides."""
    first = _said(city_statement, "2017-04-01", "alleges-violation", speakers=("ben-specimen",))
    second = _said(city_statement, "2017-04-05", "asserts-compliance", speakers=("conference-of-mayors",))
    (history,) = histories(toy, [first, second]).values()
    assert [(track.side, track.holder) for track in history] == [
        ("other", "ben-specimen"),
        ("other", "conference-of-mayors"),
    ]
    assert all(len(track.steps) == 1 for track in history)


def test_a_month_is_known_when_it_is_over(toy_links: Links) -> None:
    """A statement dated only to a month counts from the month's last day, not before."""
    alleged = _track(_history(toy_links), "ben-specimen", "compliance")
    assert _held(alleged, "2017-03-30") == ()
    assert _held(alleged, "2017-03-31") == ("alleges-violation",)


def test_a_month_displaces_no_day_of_it(toy: Archive, city_statement: Statement) -> None:
    """A statement dated to a month holds beside those dated to its days; it may have come before or after them."""
    made = [
        _said(city_statement, "2017-04-03", "asserts-compliance"),
        _said(city_statement, "2017-04-20", "certifies-compliance"),
        _said(city_statement, "2017-04", "finds-compliance"),
        _said(city_statement, "2017-05-02", "alleges-violation"),
    ]
    assert _told(toy, made) == [
        ("2017-04-03", ("asserts-compliance",)),
        ("2017-04-20", ("certifies-compliance",)),
        ("2017-04-30", ("certifies-compliance", "finds-compliance")),
        ("2017-05-02", ("alleges-violation",)),
    ]


def test_a_part_counts_as_its_statute(toy_links: Links) -> None:
    """A position on a subsection is grouped with those on its statute, and keeps its own citation."""
    step = _track(_history(toy_links), "city-of-exampleton", "compliance").steps[0]
    assert {"99 U.S.C. § 1234", "99 U.S.C. § 1234(a)"} <= {take.citation for take in step.takes}


def test_a_withdrawn_record_stays_and_never_stands(toy: Archive, city_statement: Statement) -> None:
    """A withdrawn record is kept beside the history, holds on no day and displaces nothing."""
    first = _said(city_statement, "2017-04-01", "asserts-compliance")
    gone = replace(
        _said(city_statement, "2017-04-02", "alleges-violation"),
        withdrawn=Withdrawal(date=Date.parse("2018"), reason="A hoax."),
    )
    ((track,),) = histories(toy, [first, gone]).values()
    assert [step.stances for step in track.steps] == [("asserts-compliance",)]
    assert [take.statement.id for take in track.aside] == [gone.id]


@pytest.mark.parametrize("relation", ["supersedes", "retracts"])
def test_what_is_taken_back_stands_no_longer(toy: Archive, city_statement: Statement, relation: str) -> None:
    """A holder's stance ends, on whatever matter, when its own later statement supersedes or retracts it."""
    first = _said(city_statement, "2017-04-01", "asserts-compliance")
    later = replace(_said(city_statement, "2017-04-09", "disputes-validity"), relations={relation: (first.id,)})
    (history,) = histories(_with(toy, [first, later]), [first, later]).values()
    compliance = _track(history, "city-of-exampleton", "compliance")
    assert [(step.since.day, step.stances) for step in compliance.steps] == [(1, ("asserts-compliance",)), (9, ())]
    assert [one.id for one in compliance.steps[-1].ended_by] == [later.id]


def test_what_is_said_on_behalf_of_a_body_stands_on_its_side(toy: Archive, city_statement: Statement) -> None:
    """A mayor who speaks for the department speaks as an authority."""
    made = replace(_said(city_statement, "2017-04-01", "demands-proof"), on_behalf_of=("department-of-examples",))
    ((track,),) = histories(toy, [made]).values()
    assert (track.holder, track.side) == ("department-of-examples", "authority")


def test_nobody_takes_back_for_another(toy: Archive, city_statement: Statement) -> None:
    """A stance holds even if another holder's statement claims to supersede it."""
    first = _said(city_statement, "2017-04-01", "asserts-compliance")
    other = _said(city_statement, "2017-04-09", "alleges-violation", speakers=("ben-specimen",))
    made = [first, replace(other, relations={"supersedes": (first.id,)})]
    (history,) = histories(_with(toy, made), made).values()
    assert len(_track(history, "city-of-exampleton", "compliance").steps) == 1


def test_what_is_taken_back_for_one_place_stands_for_others(toy: Archive, city_statement: Statement) -> None:
    """A later statement about one place ends what was said about that place, but not about another."""
    both = ("exampleton", "sample-county")
    first = replace(
        _said(city_statement, "2017-04-01", "asserts-compliance"),
        jurisdictions=both,
        positions=tuple(Position(jurisdiction=place, statute=_CITED, stance="asserts-compliance") for place in both),
    )
    later = replace(_said(city_statement, "2017-04-09", "sets-policy"), relations={"supersedes": (first.id,)})
    found = histories(_with(toy, [first, later]), [first, later])
    ended = {
        question.jurisdiction: _track(history, "city-of-exampleton", "compliance").steps[-1].takes == ()
        for question, history in found.items()
    }
    assert ended == {"exampleton": True, "sample-county": False}


def test_a_body_that_reverses_itself_holds_what_it_said_last(toy: Archive, city_statement: Statement) -> None:
    """A displaced stance does not come back when the one that displaced it is retracted."""
    first = _said(city_statement, "2017-04-01", "asserts-compliance")
    second = _said(city_statement, "2017-04-05", "alleges-violation")
    third = replace(_said(city_statement, "2017-04-09", "sets-policy"), relations={"retracts": (second.id,)})
    (history,) = histories(_with(toy, [first, second, third]), [first, second, third]).values()
    steps = _track(history, "city-of-exampleton", "compliance").steps
    assert [step.stances for step in steps] == [("asserts-compliance",), ("alleges-violation",), ()]


def test_a_claim_without_a_law_stands_with_every_law_in_question(toy: Archive, city_statement: Statement) -> None:
    """A statement about the law that names no statute is in each history of the place, without a citation."""
    general = _said(city_statement, "2016-09-01", "asserts-compliance", statute=None)
    named = _said(city_statement, "2017-04-05", "certifies-compliance")
    alone = histories(toy, [general])
    assert list(alone) == [Question(_CITY, "")]
    ((track,),) = histories(toy, [general, named]).values()
    assert [(step.stances, {take.citation for take in step.takes}) for step in track.steps] == [
        (("asserts-compliance",), {""}),
        (("certifies-compliance",), {_CITED}),
    ]


@pytest.fixture(scope="module")
def city_statement(toy_links: Links) -> Statement:
    return toy_links.archive.statements["2017-03-08-sample-says-exampleton-complies"]


def _said(
    pattern: Statement,
    date: str,
    stance: str,
    *,
    speakers: tuple[str, ...] = ("ada-sample",),
    statute: str | None = _CITED,
    number: int = 0,
) -> Statement:
    """Return a statement about the city that takes one position and answers nothing."""
    parsed = Date.parse(date)
    return replace(
        pattern,
        id=f"{parsed.stem}-{stance}-{number}",
        date=parsed,
        speakers=speakers,
        relations={},
        positions=(Position(jurisdiction=_CITY, statute=statute, stance=stance),),
    )


def _told(archive: Archive, made: list[Statement]) -> list[tuple[str, tuple[str, ...]]]:
    ((track,),) = histories(_with(archive, made), made).values()
    return [(step.since.isoformat(), step.stances) for step in track.steps]


def _with(archive: Archive, made: list[Statement]) -> Archive:
    return replace(archive, statements={**archive.statements, **{one.id: one for one in made}})


@st.composite
def _dates(draw: st.DrawFn) -> str:
    month = draw(st.sampled_from([0, 3, 4]))
    day = draw(st.integers(0, 30)) if month else 0
    return str(Date(2017, month, day, draw(st.sampled_from(["", "?", "~"]))))


_SAID = st.lists(st.tuples(_dates(), st.sampled_from(_STANCES)), min_size=1, max_size=12)


def _made(pattern: Statement, said: list[tuple[str, str]]) -> list[Statement]:
    return [_said(pattern, date, stance, number=number) for number, (date, stance) in enumerate(said)]


@given(said=_SAID, seed=st.integers())
def test_order_of_reading_changes_nothing(
    toy: Archive, city_statement: Statement, said: list[tuple[str, str]], seed: int
) -> None:
    """The same statements in any order make the same histories."""
    made = _made(city_statement, said)
    shuffled = random.Random(seed).sample(made, len(made))
    assert histories(toy, made) == histories(toy, shuffled)


@given(said=_SAID)
def test_what_stands_is_what_nothing_known_is_certainly_later_than(
    toy: Archive, city_statement: Statement, said: list[tuple[str, str]]
) -> None:
    """On every day exactly the known statements hold that no other known statement certainly follows."""
    made = _made(city_statement, said)
    ((track,),) = histories(toy, made).values()
    for offset in range(-1, 366):
        day = datetime.date(2017, 1, 1) + datetime.timedelta(days=offset)
        known = [one for one in made if one.date.latest <= day]
        standing = {one.id for one in known if not any(other.date.earliest > one.date.latest for other in known)}
        step = as_of(track.steps, day)
        assert ({take.statement.id for take in step.takes} if step else set()) == standing


@given(said=_SAID)
def test_every_position_is_in_its_history(toy: Archive, city_statement: Statement, said: list[tuple[str, str]]) -> None:
    """Every statement holds on some day."""
    made = _made(city_statement, said)
    ((track,),) = histories(toy, made).values()
    assert {take.statement.id for step in track.steps for take in step.takes} == {one.id for one in made}
    assert track.aside == ()


def _every(found: Mapping[Question, History]) -> set[tuple[str, int, str]]:
    return {
        (take.statement.id, take.number, take.holder)
        for history in found.values()
        for track in history
        for take in (*track.aside, *(take for step in track.steps for take in step.takes))
    }


def test_no_position_is_missing(archive: Archive) -> None:
    """Every position in an archive is in a history for each of its holders, and nothing else is."""
    links = link(archive)
    written = {
        (statement.id, number, holder)
        for statement in links.statements
        for number, _ in enumerate(statement.positions, 1)
        for holder in holders_of(links.archive, statement)
    }
    assert len(written) > 5
    assert _every(histories(links.archive, links.statements)) == written


def test_table_bands_data_and_api_show_every_position(archive: Archive) -> None:
    """Every position is the same in the table and its data, the bands, the data tables and the API."""
    links = link(archive)
    site = Site(links=links, settings=Settings(site_name="The archive"))
    written = {(take.jurisdiction, take.holder, take.statement.id) for takes in links.takes.values() for take in takes}
    assert _in_bands(site) == written
    assert _in_table_data(site) == written
    assert {(one[6], one[2], one[0]) for one in _rows(site, "positions")} == written
    stood = {(one[0], one[2], one[5]) for one in _rows(site, "holdings")}
    assert stood == {
        (place, holder, one) for place, holder, one in written if not links.archive.statements[one].withdrawn
    }
    assert _in_api(site) == stood


def _id(path: str) -> str:
    return path.split("/")[1]


def _in_bands(site: Site) -> set[tuple[str, str, str]]:
    return {
        (place.slug, lane.holder.slug, _id(ground.path))
        for place in site.links.archive.jurisdictions.values()
        for band in bands_of(site, place)[0]
        for lane in band.lanes
        if lane.holder
        for strip in lane.strips
        for ground in (
            *(one.ground for one in strip.aside),
            *(ground for run in strip.runs for ground in (*run.held.grounds, *run.again)),
        )
    }


def _in_table_data(site: Site) -> set[tuple[str, str, str]]:
    (output,) = [one for one in positions_table.outputs(site) if one.path == positions_table.DATA]
    return {
        (key.partition("/")[0], track["holder"], _id(ground[3]))
        for key, tracks in json.loads(output.make())["cells"].items()
        for track in tracks
        for ground in (
            *(one["ground"] for one in track["aside"]),
            *(ground for step in track["steps"] for ground in step["grounds"]),
        )
    }


def _rows(site: Site, name: str) -> list[Row]:
    (table,) = [one for one in TABLES if one.name == name]
    return list(table.rows(site))


def _in_api(site: Site) -> set[tuple[str, str, str]]:
    found = set()
    for output in api.outputs(site, data.lines(site)):
        if output.path.startswith("api/v1/jurisdictions/"):
            place = json.loads(output.make())
            found |= {(place["id"], one["holder"], one["statement"]) for one in place["holdings"]}
    return found


def test_every_stance_is_about_a_matter() -> None:
    """Every stance has a matter, and every matter has a stance."""
    assert {term.matter for term in vocabulary("stance").values()} == set(vocabulary("matter"))


def test_every_stance_has_a_mark() -> None:
    """Every stance is drawn in a pattern that the legend explains, and every pattern is used."""
    assert {term.mark for term in vocabulary("stance").values()} == set(vocabulary("mark"))


@pytest.fixture(scope="module")
def bands(toy_site: Path) -> list[LexborNode]:
    """The city's page has bands for § 1234, then the order, then statements that name no law."""
    return LexborHTMLParser((toy_site / "jurisdictions" / _CITY / "index.html").read_bytes()).css(".bands .band")


def _plain(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_a_place_has_a_band_for_each_law(bands: list[LexborNode]) -> None:
    """A band has a section for each holder, and says if no jurisdiction, authority or court spoke."""
    assert [_plain(band.css("h3")[0]) for band in bands] == ["99 U.S.C. § 1234", "Exec. Order No. 99,999"]
    rows = [[_plain(row) for row in band.css("h4")] for band in bands]
    assert rows[0] == [
        "City of Exampleton The jurisdiction",
        "Department of Examples An authority",
        "A court",
        "Ben Specimen Another official",
    ]


def test_words_stand_beside_the_marks(bands: list[LexborNode]) -> None:
    """Each change in a band is described beside it in words that link to the statement, in its stance's pattern."""
    changes = bands[0].css("section")[1].css("li")
    assert [_plain(item) for item in changes] == [
        "Finds a possible violation 12 June 2017",
        "Finds no violation 20 September 2017 Office of Instances",
        "Demands proof; Threatens a penalty 1 March 2017",
    ]
    assert [item.css("svg")[0].attributes["data-mark"] for item in changes] == ["hatched", "solid", "dotted"]
    assert changes[0].css("a")[0].attributes["href"] == (
        "../../statements/2017-06-12-department-finds-exampleton-may-violate/"
    )


def test_a_withdrawn_record_is_marked_in_its_band(bands: list[LexborNode]) -> None:
    """A withdrawn record's position is in the band and says so."""
    assert "record withdrawn" in _plain(bands[1])


def test_said_again_counts_the_holders_own(archive: Archive) -> None:
    """Every run of a band rests on its holder's own statements."""
    site = Site(links=link(archive), settings=Settings(site_name="The archive"))
    for place in archive.jurisdictions.values():
        for band in bands_of(site, place)[0]:
            for lane in band.lanes:
                for run in (run for strip in lane.strips for run in strip.runs):
                    assert lane.holder is not None
                    for ground in (*run.held.grounds, *run.again):
                        said = archive.statements[ground.path.split("/")[1]]
                        assert lane.holder.slug in holders_of(archive, said)
