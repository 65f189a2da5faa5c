"""The answers at the top of a page, and what changed from one day to another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.link.linking import Links, link
from archive.pages import answers as pages
from archive.pages import changes as change_pages
from archive.record import answers, changes
from archive.record.dates import Date
from archive.record.model import Archive, Position, Statement, Withdrawal
from archive.record.positions import Take, as_of, histories, takes_of
from archive.site.site import Settings, Site

_CITED = "99 U.S.C. § 1234"
_STANCES = ("asserts-compliance", "finds-compliance", "alleges-violation", "demands-proof")
_DAYS = st.dates(datetime.date(2016, 1, 1), datetime.date(2018, 12, 31))


def _said(links: Links, number: int, date: str, stance: str, speaker: str = "ada-sample", **more: object) -> Statement:
    pattern = links.archive.statements["2017-03-08-sample-says-exampleton-complies"]
    return replace(
        pattern,
        id=f"{date}-{number}",
        date=Date.parse(date),
        speakers=(speaker,),
        positions=(Position(jurisdiction="exampleton", statute=_CITED, stance=stance),),
        relations={},
        **more,  # type: ignore[arg-type]
    )


def _takes(archive: Archive, statements: Sequence[Statement]) -> list[Take]:
    return [take for one in statements for take in takes_of(archive, one)]


def _ids(takes: Iterable[Take]) -> list[str]:
    return sorted(take.statement.id for take in takes)


@st.composite
def _statements(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """Draw when, what and who for some statements; some dates are known only to the month."""
    dates = st.builds(lambda day, size: day.isoformat()[:size], _DAYS, st.sampled_from((10, 7)))
    speakers = st.sampled_from(("ada-sample", "ben-specimen", "department-of-examples"))
    return draw(st.lists(st.tuples(dates, st.sampled_from(_STANCES), speakers), max_size=7))


def _made(links: Links, drawn: Sequence[tuple[str, str, str]]) -> list[Statement]:
    return [_said(links, at, date, stance, speaker) for at, (date, stance, speaker) in enumerate(drawn)]


@given(drawn=_statements())
def test_nothing_is_certainly_before_the_first(drawn: list[tuple[str, str, str]], toy_links: Links) -> None:
    """The first claims are exactly those that no other claim certainly precedes."""
    claims = [take for take in _takes(toy_links.archive, _made(toy_links, drawn)) if answers.claims(take)]
    first = answers.first_to_claim(claims)
    assert _ids(first) == _ids(
        one for one in claims if not any(other.statement.date.latest < one.statement.date.earliest for other in claims)
    )
    assert bool(first) == bool(claims)


@given(drawn=_statements())
def test_nothing_is_certainly_after_the_last(drawn: list[tuple[str, str, str]], toy_links: Links) -> None:
    """The latest claims of a stance are exactly those that no other certainly follows, the stance taken last first."""
    takes = _takes(toy_links.archive, _made(toy_links, drawn))
    latest = answers.latest_of_each_stance(takes)
    ends = [max(take.statement.date.latest for take in group) for _, group in groupby(latest, lambda take: take.stance)]
    assert ends == sorted(ends, reverse=True)
    assert _ids(latest) == _ids(
        one
        for one in takes
        if not any(
            other.stance == one.stance and other.statement.date.earliest > one.statement.date.latest for other in takes
        )
    )


@given(drawn=_statements(), one=_DAYS, other=_DAYS, third=_DAYS)
def test_changes_add_up(
    drawn: list[tuple[str, str, str]],
    one: datetime.date,
    other: datetime.date,
    third: datetime.date,
    toy_links: Links,
) -> None:
    """Between two days only the changes are reported; a day has no changes from itself."""
    begin, middle, end = sorted((one, other, third))
    found = histories(toy_links.archive, _made(toy_links, drawn))
    assert changes.between(found, begin, begin) == ()
    told = {(each.holder, each.matter): each.stances for each in changes.between(found, begin, end)}
    for history in found.values():
        for track in history:
            before, after = (step.stances if step else () for step in (as_of(track.steps, day) for day in (begin, end)))
            assert told.get((track.holder, track.matter), (before, before)) == (before, after)
    parts = [changes.between(found, *days) for days in pairwise((begin, middle, end))]
    assert set(told) <= {(each.holder, each.matter) for part in parts for each in part}


@given(drawn=_statements())
def test_to_say_it_again_is_no_change(drawn: list[tuple[str, str, str]], toy_links: Links) -> None:
    """Every step reported as a change leads to other stances, and follows from the step before it."""
    found = histories(toy_links.archive, _made(toy_links, drawn))
    for change in changes.steps(found):
        before, after = change.stances
        assert before != after
        day = change.after.since
        assert change in changes.between(found, day - datetime.timedelta(days=1), day)


def test_what_was_demanded_stands_before_a_finding(toy_links: Links) -> None:
    """A first word on compliance shows the holder's earlier demand; a later one shows only the word before it."""
    department = "department-of-examples"
    made = [
        _said(toy_links, 1, "2017-01-01", "demands-proof", department),
        _said(toy_links, 2, "2017-02-01", "alleges-violation", department),
        _said(toy_links, 3, "2017-03-01", "finds-compliance", department),
        _said(toy_links, 4, "2017-03-01", "asserts-compliance"),
    ]
    found = histories(toy_links.archive, made)

    def told(begin: str, end: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        changed = changes.between(found, datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end))
        return [(one.holder, one.demanded.stances if one.demanded else (), one.after.stances) for one in changed]

    mayor = ("city-of-exampleton", (), ("asserts-compliance",))
    assert told("2017-01-15", "2017-04-01") == [mayor, (department, ("demands-proof",), ("finds-compliance",))]
    assert told("2017-02-15", "2017-04-01") == [mayor, (department, (), ("finds-compliance",))]
    assert (department, (), ("finds-compliance",)) in told("2016-12-01", "2017-04-01")


def test_a_withdrawn_record_answers_nothing(toy_links: Links) -> None:
    """A withdrawn record is neither anybody's first claim nor anybody's last word."""
    gone = Withdrawal(date=Date.parse("2018"), reason="Misread.")
    made = [
        _said(toy_links, 1, "2017-01-01", "asserts-compliance", withdrawn=gone),
        _said(toy_links, 2, "2017-02-01", "alleges-violation", "ben-specimen", withdrawn=gone),
        _said(toy_links, 3, "2017-03-01", "asserts-compliance"),
    ]
    takes = _takes(toy_links.archive, made)
    assert [take.statement.id for take in answers.first_to_claim(takes)] == [made[2].id]
    assert answers.disputing(histories(toy_links.archive, made).values()) == ()


def test_who_has_come_round_disputes_no_more(toy_links: Links) -> None:
    """A holder that alleged a violation and now says that the place complies is not among those who dispute it."""
    made = [
        _said(toy_links, 1, "2017-01-01", "alleges-violation"),
        _said(toy_links, 2, "2017-02-01", "asserts-compliance"),
        _said(toy_links, 3, "2017-01-15", "alleges-violation", "ben-specimen"),
    ]
    found = answers.disputing(histories(toy_links.archive, made).values())
    assert [take.statement.id for take in found] == [made[2].id]


@pytest.fixture
def site(toy_links: Links) -> Site:
    """The made-up archive's site."""
    return Site(links=toy_links, settings=Settings(site_name="Toy"))


def test_the_answers_on_a_place(site: Site) -> None:
    """Each question about a place is answered by the right statement, with its owner, date, words and caution."""
    first, disputed, authority, court = pages.of_place(site, site.links.archive.jurisdictions["exampleton"])
    assert [one.entry.id for one in first.said] == ["2017-03-08-sample-says-exampleton-complies"]
    assert first.said[0].who.startswith("Ada Sample, Mayor")
    assert first.said[0].quote in " ".join(site.links.archive.statements[first.said[0].entry.id].body.split())
    assert first.said[0].path.endswith("/#p1")
    assert [one.relation for one in first.said[0].replies] == ["Contradicted by"]
    assert [one.entry.id for one in disputed.said] == ["2017-03-specimen-says-exampleton-violates"]
    assert [caveat.kind for caveat in disputed.said[0].caveats] == ["caution"]
    assert [one.entry.id for one in authority.said] == ["2017-09-20-department-finds-exampleton-complies"]
    assert [one.entry.id for one in court.said] == ["2017-04-03-model-rules-for-exampleton"]


def test_many_changes_have_a_page_for_each_year(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there are too many changes for one page, each year has its own page, and together the pages have them all."""
    whole = change_pages.slots(site)["changes"]("../../")
    assert list(change_pages.outputs(site)) == []
    monkeypatch.setattr(change_pages, "LIMIT", 1)
    made = [(output.path, output.make()) for output in change_pages.outputs(site)]
    assert [path for path, _ in made] == ["positions/changes/2017/index.html", "positions/changes/2015/index.html"]
    assert sum(_sentences(page.content) for _, page in made) == _sentences(whole)
    first = change_pages.slots(site)["changes"]("../../")
    assert _sentences(first) == _sentences(made[0][1].content)
    assert all(path.removesuffix("index.html") in first for path, _ in made)


def _sentences(html: str) -> int:
    return html.count('class="say"')


def test_where_nobody_spoke_nothing_is_asked(site: Site) -> None:
    """The page of a place on which nobody took a position has no answers at the top."""
    assert pages.of_place(site, site.links.archive.jurisdictions["example"]) == ()


def test_what_a_speaker_changed(site: Site) -> None:
    """A department's page says how it changed its position, on which place, and by which statements."""
    turn, demand = pages.turns_of(site, site.links.archive.speakers["department-of-examples"])
    assert (demand.before, demand.after) == ("demands proof and threatens a penalty", "finds a possible violation")
    assert (turn.before, turn.after) == ("finds a possible violation", "finds no violation")
    assert [place.name for place in turn.places] == ["Exampleton, Example"]
    assert [one.id for one in turn.before_entries] == ["2017-06-12-department-finds-exampleton-may-violate"]
    assert [one.id for one in turn.entries] == ["2017-09-20-department-finds-exampleton-complies"]


def test_no_clause_joins_two_positions(toy_links: Links) -> None:
    """What a statement says about one place and law is not reported for another place or law in it."""
    held = (
        Position(jurisdiction="exampleton", statute=_CITED, stance="asserts-compliance"),
        Position(jurisdiction="sample-county", statute=_CITED, stance="asserts-compliance"),
        Position(jurisdiction="sample-county", statute="Exec. Order No. 99,999", stance="disputes-validity"),
    )
    made = replace(_said(toy_links, 1, "2019-01-01", "sets-policy"), positions=held)
    archive = replace(toy_links.archive, statements={**toy_links.archive.statements, made.id: made}, threads={})
    mixed = Site(links=link(archive), settings=Settings(site_name="Toy"))
    (answer,) = pages.of_speaker(mixed, archive.speakers["ada-sample"])
    (said,) = [one for one in answer.said if one.entry.id == made.id]
    assert [
        (clause.stances, [place.path for place in clause.places], [law.name for law in clause.laws])
        for clause in said.clauses
    ] == [
        ("asserts compliance", ["jurisdictions/exampleton/", "jurisdictions/sample-county/"], [_CITED]),
        ("disputes validity", ["jurisdictions/sample-county/"], ["Exec. Order No. 99,999"]),
    ]


def test_who_invokes_a_law_against_whom(site: Site) -> None:
    """A law's page lists each holder who invokes it with the places, and beside it those who say that they comply."""
    invoking, complying, _, _ = pages.of_statute(site, site.links.archive.statutes["99-usc-1234"])
    department = next(one for one in invoking.invoked if one.holder.name == "Department of Examples")
    assert [place.name for place in department.places] == ["Exampleton, Example"]
    assert department.stance == "finds a possible violation, demands proof and threatens a penalty"
    assert "City of Exampleton" in {one.holder.name for one in complying.invoked}


@given(drawn=_statements())
def test_what_was_said_before_is_told_once(drawn: list[tuple[str, str, str]], toy_links: Links) -> None:
    """The earlier statements and the last ones do not overlap, and together they are complete."""
    takes = _takes(toy_links.archive, _made(toy_links, drawn))
    last = answers.last_of_each(takes)
    assert {*_ids(last), *_ids(answers.earlier(takes, last))} == set(_ids(takes))
    assert not {*_ids(last)} & {*_ids(answers.earlier(takes, last))}


def test_what_an_authority_said_is_listed_with_its_dates(site: Site) -> None:
    """The page of a place has an authority's last statement, and its earlier ones, one line each, latest first."""
    (answer,) = (one for one in pages.of_place(site, site.links.archive.jurisdictions["exampleton"]) if one.earlier)
    assert answer.question == "What has the authority said?"
    days = [one.entry.when.iso for one in (*answer.said, *answer.earlier)]
    assert days == sorted(days, reverse=True)
    assert len(answer.earlier) > 1
