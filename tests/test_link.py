"""Every reference is followed in both directions, and every list is in chronological order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.check.rules.relations import OF_COURTS
from archive.link.counts import counts
from archive.link.linking import Links, link
from archive.record.model import Archive
from archive.record.vocabulary import vocabulary

MAYOR = "2017-03-08-sample-says-exampleton-complies"
REVIEW = "2017-06-12-department-finds-exampleton-may-violate"
FINDING = "2017-09-20-department-finds-exampleton-complies"
POLICY = "2015-police-department-sets-policy-7"
RULING = "2017-04-03-model-rules-for-exampleton"
NOTICE = "2018-03-department-and-bureau-issue-notice"
MAYORS = "2018-01-conference-of-mayors-on-order"


def _ids(links: Links, group: str, key: str) -> list[str]:
    return [one.id for one in getattr(links, group)[key]]


def test_each_relation_in_both_directions(toy_links: Links) -> None:
    """The target of a statement's reference points back to it, under the same relation."""
    assert toy_links.incoming == {
        POLICY: {"quotes": (MAYOR,)},
        "2017-03-01-department-letter-asks-for-proof": {
            "responds-to": (MAYOR,),
            "retracts": ("2018-03-department-and-bureau-issue-notice",),
        },
        MAYOR: {"contradicts": ("2017-03-specimen-says-exampleton-violates",), "responds-to": (REVIEW,)},
        REVIEW: {"supersedes": (FINDING,)},
        FINDING: {"same-event": ("2017-09-20-sample-instance-welcome-finding",)},
    }
    assert {relation for relations in toy_links.incoming.values() for relation in relations} == set(
        vocabulary("relation")
    ) - set(OF_COURTS)


@pytest.mark.parametrize("relation", OF_COURTS)
def test_a_ruling_knows_what_became_of_it(toy: Archive, relation: str) -> None:
    """A ruling shows the later ruling that affirms, reverses or stays it."""
    later = replace(toy.statements[RULING], id="2017-05-higher-court-rules", relations={relation: (RULING,)})
    links = link(replace(toy, statements={**toy.statements, later.id: later}))
    assert links.incoming[RULING] == {relation: (later.id,)}


def test_the_inverse_of_the_inverse(toy: Archive, toy_links: Links) -> None:
    """Reversed twice, the relations are those in the files: none is lost and none is made up."""
    back: dict[str, dict[str, set[str]]] = {}
    for target, relations in toy_links.incoming.items():
        for relation, sources in relations.items():
            for source in sources:
                back.setdefault(source, {}).setdefault(relation, set()).add(target)
    told = {
        statement.id: {relation: set(targets) for relation, targets in statement.relations.items()}
        for statement in toy.statements.values()
        if statement.relations
    }
    assert back == told


def test_the_order_of_time(toy_links: Links) -> None:
    """Statements are sorted by the earliest day they can mean, the less precise first, then by id."""
    assert [statement.id for statement in toy_links.statements] == [
        POLICY,
        "2017-03-specimen-says-exampleton-violates",
        "2017-03-01-department-letter-asks-for-proof",
        MAYOR,
        RULING,
        REVIEW,
        FINDING,
        "2017-09-20-sample-instance-welcome-finding",
        MAYORS,
        NOTICE,
        "2018-04-03-paragon-answers-notice",
    ]
    places = {statement.id: at for at, statement in enumerate(toy_links.statements)}
    for group in (toy_links.speakers, toy_links.offices, toy_links.jurisdictions, toy_links.statutes):
        for sequence in group.values():
            assert [places[statement.id] for statement in sequence] == sorted(
                places[statement.id] for statement in sequence
            )


def test_the_order_does_not_depend_on_the_files(toy: Archive, toy_links: Links) -> None:
    """An archive read in another order is linked in the same order."""
    turned = replace(toy, statements=dict(reversed(list(toy.statements.items()))))
    assert link(turned) == replace(toy_links, archive=turned)


def test_an_organization_has_what_its_people_and_parts_say(toy_links: Links) -> None:
    """An officer's statement counts for the office's body, and for the bodies that it is part of."""
    assert _ids(toy_links, "offices", "exampleton-police-department") == ["2017-09-20-sample-instance-welcome-finding"]
    assert _ids(toy_links, "offices", "city-of-exampleton") == [
        POLICY,
        MAYOR,
        "2017-09-20-sample-instance-welcome-finding",
    ]
    assert _ids(toy_links, "offices", "department-of-examples") == [FINDING, NOTICE]
    assert _ids(toy_links, "speakers", "department-of-examples") == [
        "2017-03-01-department-letter-asks-for-proof",
        REVIEW,
        NOTICE,
    ]


def test_citations_roll_up_to_the_section(toy_links: Links) -> None:
    """A statute lists the statements that cite any part of it; a part lists only those that cite exactly that part."""
    assert _ids(toy_links, "statutes", "exec-order-no-99999") == [RULING, MAYORS]
    assert _ids(toy_links, "citations", "Exec. Order No. 99,999, § 2(a)") == [RULING]
    assert _ids(toy_links, "citations", "99 U.S.C. § 1234(b)(1)") == [MAYOR]
    assert "99 U.S.C. § 1234(b)" not in toy_links.citations
    assert len(_ids(toy_links, "statutes", "99-usc-1234")) == len(set(_ids(toy_links, "statutes", "99-usc-1234"))) == 6


def test_a_position_s_statute_is_cited(toy: Archive, toy_links: Links) -> None:
    """A statute named only in a position counts as cited too."""
    assert "Exec. Order No. 99,999" not in toy.statements[RULING].statutes
    assert RULING in _ids(toy_links, "citations", "Exec. Order No. 99,999")


def test_an_empty_archive_links() -> None:
    """An archive without records has empty lists."""
    links = link(Archive(statements={}, speakers={}, jurisdictions={}, statutes={}))
    assert (links.statements, links.speakers, links.incoming) == ((), {}, {})


def test_counts_say_who_speaks_and_what_is_only_named(toy_links: Links) -> None:
    """A body that others speak for is neither a speaker nor only named; a place that just contains another is named."""
    found = counts(toy_links)
    spoken = {slug for statement in toy_links.statements for slug in statement.speakers}
    assert found.speakers == len(spoken) < len(toy_links.archive.speakers)
    assert found.places == len({slug for statement in toy_links.statements for slug in statement.jurisdictions})
    assert "city-of-exampleton" not in spoken
    assert "city-of-exampleton" in toy_links.offices
    assert "example" not in toy_links.jurisdictions
    assert found.named == 1
