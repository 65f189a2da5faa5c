"""What a holder last said about each place, on any matter and law."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from archive.record.positions import History, Question, Step, Track, as_of

ITSELF = ""
"""Used in place of a holder: each place's own holders."""
_OWN = "jurisdiction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last known word of a holder on a place."""

    question: Question
    track: Track
    step: Step


def last_words(histories: Mapping[Question, History], holder: str, day: datetime.date) -> Mapping[str, Last]:
    """Return, by place, what a holder had last said about it at the end of a day; other places are left out.

    Of several matters and laws the most recent counts, and among those of the same day the first in the order of the
    histories. ``ITSELF`` means the holders on each place's own side.
    """
    found: dict[str, Last] = {}
    for question, history in histories.items():
        for track in history:
            if track.side != _OWN if holder == ITSELF else track.holder != holder:
                continue
            step = as_of(track.steps, day)
            known = found.get(question.jurisdiction)
            if step and (known is None or step.since > known.step.since):
                found[question.jurisdiction] = Last(question=question, track=track, step=step)
    return found
