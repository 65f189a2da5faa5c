"""Caveats go wherever a record goes."""

from __future__ import annotations

from archive.record.caveats import Caveat, caveats
from archive.record.model import Archive


def _caveat(text: str) -> Caveat:
    return Caveat(kind="caution", heading="Caution", text=text)


def test_every_caveat_of_a_record_is_given(toy: Archive) -> None:
    """A withdrawal comes first, then a caution, then the corrections, latest first."""
    notice = caveats(toy.statements["2018-03-department-and-bureau-issue-notice"])
    assert [one.heading for one in notice] == ["Caution", "Corrected 3 May 2018", "Corrected 1 May 2018"]
    (withdrawn,) = caveats(toy.statements["2018-01-conference-of-mayors-on-order"])
    assert withdrawn.whole == "Withdrawn 1 June 2018: The station says that the words were those of a listener."
    assert caveats(toy.statements["2017-06-12-department-finds-exampleton-may-violate"]) == ()


def test_an_opening_has_whole_sentences() -> None:
    """A short text is kept whole; a long one keeps as many sentences as fit, at least one, and an ellipsis."""
    assert (
        _caveat("One. Two, under 8 U.S.C. § 1373. Three.").brief == "Caution: One. Two, under 8 U.S.C. § 1373. Three."
    )
    sentence = f"Word {'word ' * 20}end."
    assert _caveat(" ".join([sentence] * 9)).brief == f"Caution: {sentence} {sentence} …"
    long = f"Word {'word ' * 200}end."
    assert _caveat(f"{long} More.").brief == f"Caution: {long} …"
