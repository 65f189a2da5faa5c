"""Check the whole record: the problems of single files, and those that only the whole archive shows."""

from __future__ import annotations

import datetime

from archive.check.rules import ARCHIVE_RULES
from archive.check.rules.rule import Context, Finding, Rule
from archive.read.reading import Reading
from archive.record.problem import Problem


def check(reading: Reading, today: datetime.date) -> tuple[Problem, ...]:
    """Return every problem of the record, without repeats, sorted by place and then by rule.

    ``today`` decides what is in the future.
    """
    context = Context(archive=reading.archive, unread=reading.unread, today=today)
    found = {_problem(rule, finding) for rule in ARCHIVE_RULES for finding in rule.find(context)}
    return tuple(sorted(found.union(reading.problems)))


def _problem(rule: Rule, finding: Finding) -> Problem:
    return Problem(
        place=finding.place, rule=rule.id, sentence=finding.sentence, hint=finding.hint, severity=rule.severity
    )
