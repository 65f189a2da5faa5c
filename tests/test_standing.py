"""Offices and sides are derived from the dated offices, never typed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.record.dates import Date
from archive.record.model import Archive, Office, Position, Speaker, Statement
from archive.record.positions import takes_of
from archive.record.standing import (
    holder_of,
    holders_of,
    lineage,
    office_of,
    offices_on,
    organizations_of,
    place_of,
    side_of,
)


def _statement(toy: Archive, date: str, *jurisdictions: str) -> Statement:
    """Return a statement with a different date and places."""
    statement = toy.statements["2017-03-08-sample-says-exampleton-complies"]
    return replace(statement, date=Date.parse(date), jurisdictions=jurisdictions or ("exampleton",))


def _with(toy: Archive, speaker: Speaker) -> Archive:
    """Return the archive with a speaker added, or replaced under the same name."""
    return replace(toy, speakers={**toy.speakers, speaker.slug: speaker})


@pytest.mark.parametrize(
    ("speaker", "jurisdiction", "statute", "side"),
    [
        ("ada-sample", "exampleton", "99 U.S.C. § 1234", "jurisdiction"),
        ("ada-sample", "exampleton", None, "jurisdiction"),
        ("ada-sample", "sample-county", "99 U.S.C. § 1234", "other"),
        ("ada-sample", "example", "99 U.S.C. § 1234", "other"),
        ("clara-instance", "exampleton", "99 U.S.C. § 1234", "jurisdiction"),
        ("city-of-exampleton", "exampleton", "99 U.S.C. § 1234", "jurisdiction"),
        ("exampleton-police-department", "exampleton", "99 U.S.C. § 1234(a)", "jurisdiction"),
        ("ben-specimen", "exampleton", "99 U.S.C. § 1234", "other"),
        ("ben-specimen", "example", "99 U.S.C. § 1234", "jurisdiction"),
        ("department-of-examples", "exampleton", "99 U.S.C. § 1234", "authority"),
        ("department-of-examples", "exampleton", "99 U.S.C. § 1234(b)(1)", "authority"),
        ("department-of-examples", "us", "99 U.S.C. § 1234", "authority"),
        ("department-of-examples", "us", None, "authority"),
        ("department-of-examples", "exampleton", None, "authority"),
        ("office-of-instances", "exampleton", "99 U.S.C. § 1234", "authority"),
        ("dora-model", "exampleton", "Exec. Order No. 99,999", "court"),
        ("district-court-of-example", "us", "Exec. Order No. 99,999", "court"),
        ("conference-of-mayors", "example", "99 U.S.C. § 1234", "other"),
    ],
)
def test_side(toy: Archive, speaker: str, jurisdiction: str, statute: str | None, side: str) -> None:
    """The side is the first of court, authority, jurisdiction and other that applies to a speaker's bodies."""
    position = Position(jurisdiction=jurisdiction, statute=statute, stance="asserts-compliance")
    assert side_of(toy, toy.speakers[speaker], _statement(toy, "2017-03-08"), position) == side


def test_side_ends_with_the_office(toy: Archive) -> None:
    """A person who no longer holds the city's office, or does not yet, is another official."""
    position = Position(jurisdiction="exampleton", stance="asserts-compliance")
    sides = {
        date: side_of(toy, toy.speakers["ada-sample"], _statement(toy, date), position)
        for date in ("2015-01-04", "2015-01-05", "2015", "2019-01-07", "2019", "2019-01-08", "2020")
    }
    assert [date for date, side in sides.items() if side == "jurisdiction"] == [
        "2015-01-05",
        "2015",
        "2019-01-07",
        "2019",
    ]


def test_every_stance_of_the_toy_fits_its_side(toy: Archive) -> None:
    """The sides derived for the made-up archive match its story."""
    told = {
        statement.id: [
            side_of(toy, toy.speakers[slug], statement, position)
            for slug in statement.speakers
            for position in statement.positions
        ]
        for statement in toy.statements.values()
    }
    assert told == {
        "2015-police-department-sets-policy-7": ["jurisdiction"],
        "2017-03-01-department-letter-asks-for-proof": ["authority", "authority"],
        "2017-03-08-sample-says-exampleton-complies": ["jurisdiction", "jurisdiction"],
        "2017-03-specimen-says-exampleton-violates": ["other"],
        "2017-04-03-model-rules-for-exampleton": ["court", "court"],
        "2017-06-12-department-finds-exampleton-may-violate": ["authority"],
        "2017-09-20-department-finds-exampleton-complies": ["authority"],
        "2017-09-20-sample-instance-welcome-finding": ["jurisdiction", "jurisdiction"],
        "2018-01-conference-of-mayors-on-order": ["other"],
        "2018-03-department-and-bureau-issue-notice": [],
        "2018-04-03-paragon-answers-notice": [],
    }


def test_offices_on_a_date(toy: Archive) -> None:
    """A person has the offices whose term may include the date, in file order."""
    ada = toy.speakers["ada-sample"]
    titles = {
        date: [office.title for office in offices_on(ada, _statement(toy, date))]
        for date in ("2014", "2016-06", "2017-01-01", "2018-12", "2019-01", "2019-02")
    }
    assert titles == {
        "2014": [],
        "2016-06": ["Mayor"],
        "2017-01-01": ["Mayor", "President"],
        "2018-12": ["Mayor", "President"],
        "2019-01": ["Mayor"],
        "2019-02": [],
    }


def test_office_is_the_one_of_the_place(toy: Archive) -> None:
    """Of two offices, the one of a place in the statement counts; without such an office, the first in the file."""
    ada = toy.speakers["ada-sample"]

    def title(*places: str) -> str | None:
        office = office_of(toy, ada, _statement(toy, "2017-03", *places))
        return office.title if office else None

    assert (title("exampleton"), title("example"), title("us")) == ("Mayor", "President", "Mayor")
    assert office_of(toy, ada, _statement(toy, "1999")) is None


def test_place_of_an_office(toy: Archive) -> None:
    """An office represents its own area, otherwise its organization's, otherwise no known place."""
    assert place_of(toy, Office(title="Mayor", organization="city-of-exampleton")) == "exampleton"
    assert place_of(toy, Office(title="Liaison", organization="city-of-exampleton", area="us")) == "us"
    assert place_of(toy, Office(title="Mayor", organization="nobody-knows")) == ""


def test_bodies_of_a_speaker_reach_up(toy: Archive) -> None:
    """A speaker speaks for the body of each office and for all that contain it, the nearest first."""
    found = organizations_of(toy, toy.speakers["clara-instance"], _statement(toy, "2017"))
    assert [speaker.slug for speaker in found] == ["exampleton-police-department", "city-of-exampleton"]
    found = organizations_of(toy, toy.speakers["office-of-instances"], _statement(toy, "2017"))
    assert [speaker.slug for speaker in found] == ["office-of-instances", "department-of-examples"]


def test_lineage_ends_where_it_turns_back(toy: Archive) -> None:
    """A circular chain of parents ends, so that the rule against it can report it."""
    circle = _with(toy, replace(toy.speakers["city-of-exampleton"], parent="exampleton-police-department"))
    assert [speaker.slug for speaker in lineage(circle, "city-of-exampleton")] == [
        "city-of-exampleton",
        "exampleton-police-department",
    ]
    assert list(lineage(toy, "nobody-knows")) == []


@pytest.mark.parametrize(
    ("speaker", "holder"),
    [
        ("ada-sample", "city-of-exampleton"),
        ("clara-instance", "city-of-exampleton"),
        ("exampleton-police-department", "city-of-exampleton"),
        ("office-of-instances", "department-of-examples"),
        ("dora-model", "district-court-of-example"),
        ("ben-specimen", "ben-specimen"),
        ("conference-of-mayors", "conference-of-mayors"),
    ],
)
def test_holder(toy: Archive, speaker: str, holder: str) -> None:
    """An official's words belong to the outermost body, unless the office speaks for itself."""
    assert holder_of(toy, toy.speakers[speaker], _statement(toy, "2017-03-08")) == holder


def test_who_holds_no_office_speaks_for_nobody_else(toy: Archive) -> None:
    """Before and after holding an office, a person's words are their own."""
    holders = [
        holder_of(toy, toy.speakers["ada-sample"], _statement(toy, date))
        for date in ("2015-01-04", "2015-01-05", "2019-01-07", "2019-01-08")
    ]
    assert holders == ["ada-sample", "city-of-exampleton", "city-of-exampleton", "ada-sample"]


def test_a_successor_speaks_for_the_same_holder(toy: Archive) -> None:
    """A successor in an office continues its body's position."""
    office = Office(title="Mayor", organization="city-of-exampleton", begin=Date.parse("2019-01-07"))
    next_mayor = replace(toy.speakers["ada-sample"], slug="next-mayor", offices=(office,))
    archive = _with(toy, next_mayor)
    assert holder_of(archive, next_mayor, _statement(toy, "2019-02-01")) == "city-of-exampleton"


def test_a_legislator_speaks_for_himself(toy: Archive) -> None:
    """An office in a legislature speaks for its holder, unless the record says that it speaks for the body."""
    senate = replace(toy.speakers["department-of-examples"], slug="senate", classification="legislature")
    archive = _with(toy, senate)
    for speaks_for, holder in (("", "senator"), ("itself", "senator"), ("body", "senate")):
        office = Office(title="Member", organization="senate", speaks_for=speaks_for)
        senator = replace(toy.speakers["ada-sample"], slug="senator", offices=(office,))
        assert holder_of(_with(archive, senator), senator, _statement(toy, "2017")) == holder


def test_a_part_can_speak_for_itself(toy: Archive) -> None:
    """A part of a body that the record keeps separate is its own holder, also of its officials' words."""
    police = replace(toy.speakers["exampleton-police-department"], speaks_for="itself")
    archive = _with(toy, police)
    statement = _statement(toy, "2017-03-08")
    assert holder_of(archive, police, statement) == police.slug
    assert holder_of(archive, toy.speakers["clara-instance"], statement) == police.slug


def test_a_statement_can_be_made_on_behalf_of_a_body(toy: Archive) -> None:
    """A position taken on behalf of a body is held by it, or by the outermost body that it is part of."""
    said = replace(_statement(toy, "2017-03-08"), on_behalf_of=("office-of-instances",))
    assert holders_of(toy, said) == {"department-of-examples": ("ada-sample",)}


def test_what_is_said_on_behalf_of_bodies_stands_on_the_side_of_each(toy: Archive) -> None:
    """A coalition's position counts once for each body that it is taken for, on that body's side."""
    bodies = ("exampleton-police-department", "department-of-examples")
    signed = replace(_statement(toy, "2017-03-08"), speakers=("finn-paragon",), on_behalf_of=bodies)
    assert {(take.holder, take.side) for take in takes_of(toy, signed)} == {
        ("city-of-exampleton", "jurisdiction"),
        ("department-of-examples", "authority"),
    }


def test_joint_signers_are_one_holder_where_they_speak_for_one_body(toy: Archive) -> None:
    """A mayor and her chief of police hold one position for the city; a signer for another body holds it separately."""
    signed = replace(_statement(toy, "2017-03-08"), speakers=("ada-sample", "clara-instance", "ben-specimen"))
    assert holders_of(toy, signed) == {
        "city-of-exampleton": ("ada-sample", "clara-instance"),
        "ben-specimen": ("ben-specimen",),
    }
