"""The top of the home page: a claim and what contradicts it, chosen by a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import home
from archive.pages.opening import opening
from archive.record.model import Statement, Withdrawal
from archive.site.site import Settings, Site

MAYOR = "2017-03-08-sample-says-exampleton-complies"
SPECIMEN = "2017-03-specimen-says-exampleton-violates"
FINDING = "2017-09-20-department-finds-exampleton-complies"
WELCOME = "2017-09-20-sample-instance-welcome-finding"
PARAGON = "2018-04-03-paragon-answers-notice"
DOUBT = "2017-06-12-department-finds-exampleton-may-violate"

Without = Callable[..., Site]


@pytest.fixture
def without(toy_links: Links) -> Without:
    """The made-up archive's site without some statements, and with others replaced."""

    def made(*ids: str, **changed: Statement) -> Site:
        known = {**toy_links.archive.statements, **{one.id: one for one in changed.values()}}
        kept = {name: one for name, one in known.items() if name not in ids}
        return Site(
            links=link(replace(toy_links.archive, statements=kept, threads={})), settings=Settings(site_name="Toy")
        )

    return made


def _pair(site: Site) -> tuple[str, str, bool] | None:
    found = opening(site)
    return (found.claim.entry.id, found.answer.entry.id if found.answer else "", found.contradicts) if found else None


def test_what_contradicts_a_claim_faces_it(without: Without) -> None:
    """A statement that the record says contradicts the claim is chosen before any that is only contrary."""
    assert _pair(without(FINDING)) == (MAYOR, SPECIMEN, True)


def test_another_holder_who_says_otherwise_faces_it(without: Without, toy_links: Links) -> None:
    """If nothing is said to contradict a claim, the nearest contrary word of another holder is chosen."""
    mute = replace(toy_links.archive.statements[SPECIMEN], relations={})
    assert _pair(without(FINDING, mute=mute)) == (MAYOR, SPECIMEN, False)
    assert _pair(without(FINDING, SPECIMEN)) == (MAYOR, DOUBT, False)


def test_what_the_record_says_comes_before_what_is_nearer(without: Without, toy_links: Links) -> None:
    """A statement said to contradict the claim is chosen even if another contrary one is nearer in time."""
    far = replace(toy_links.archive.statements[PARAGON], relations={"contradicts": (MAYOR,)})
    assert _pair(without(FINDING, SPECIMEN, far=far)) == (MAYOR, PARAGON, True)


def test_what_a_claim_replaces_does_not_face_it(without: Without, toy_links: Links) -> None:
    """A statement that the claim supersedes does not contradict it."""
    mute = replace(toy_links.archive.statements[SPECIMEN], relations={})
    mayor = replace(toy_links.archive.statements[MAYOR], relations={"supersedes": (SPECIMEN,)})
    assert _pair(without(FINDING, mute=mute, mayor=mayor)) == (MAYOR, DOUBT, False)


def test_a_holder_does_not_face_itself(without: Without, toy_links: Links) -> None:
    """A different word from the same holder on another day does not count as a contradiction."""
    later = toy_links.archive.statements[WELCOME]
    changed = replace(
        later, positions=tuple(replace(position, stance="alleges-violation") for position in later.positions)
    )
    found = _pair(without(FINDING, SPECIMEN, DOUBT, changed=changed))
    assert found
    assert found[1] == ""


def test_a_withdrawn_record_does_not_open_the_page(without: Without, toy_links: Links) -> None:
    """Neither the claim nor the statement beside it is a withdrawn record."""
    gone = Withdrawal(date=toy_links.archive.statements[MAYOR].date, reason="Misread.")
    specimen = replace(toy_links.archive.statements[SPECIMEN], withdrawn=gone)
    assert _pair(without(FINDING, specimen=specimen)) == (MAYOR, DOUBT, False)
    mayor = replace(toy_links.archive.statements[MAYOR], withdrawn=gone)
    found = _pair(without(FINDING, mayor=mayor))
    assert found
    assert found[0] != MAYOR


def test_a_claim_that_nothing_stands_against(without: Without, toy_links: Links) -> None:
    """Without such a pair a passage is shown alone with its whole caution; without any passage there is nothing."""
    mayor = replace(toy_links.archive.statements[MAYOR], caution="One thing. And another.")
    others = [identifier for identifier in toy_links.archive.statements if identifier != MAYOR]
    alone = without(*others, mayor=mayor)
    assert _pair(alone) == (MAYOR, "", False)
    page = LexborHTMLParser(home.slots(alone)["opening"](""))
    assert len(page.css(".opening.alone figure")) == 1
    assert "One thing. And another." in page.css(".opening")[0].text()
    assert _pair(without(*toy_links.archive.statements)) is None
    assert home.slots(without(*toy_links.archive.statements))["opening"]("") == ""


def test_both_stand_in_one_size_with_their_owners(without: Without, toy_links: Links) -> None:
    """Claim and answer have the same form: words, owner, date, link and the whole caution of each."""
    page = LexborHTMLParser(home.slots(without(FINDING))["opening"](""))
    claim, answer = page.css(".opening figure")
    assert [len(one.css(".words, figcaption b, figcaption time, figcaption a")) for one in (claim, answer)] == [4, 4]
    assert claim.css_first("blockquote") is not None
    assert answer.css_first("blockquote") is None  # no words are held: the summary is no quotation
    assert "in the archive’s own words" in answer.text()
    assert toy_links.archive.statements[SPECIMEN].caution in " ".join(answer.text().split())
