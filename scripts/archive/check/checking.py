"""Check the whole record: the problems of single files, and those across files."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.check.rules import ARCHIVE_RULES
from archive.check.rules.rule import Context, Finding, Rule
from archive.read.reading import NOTHING, Reading
from archive.record.problem import Problem, counted

SHOWN = 100
"""The most problems reported for one rule in one file, to keep a report readable."""


def check(reading: Reading, today: datetime.date, base: Reading = NOTHING) -> tuple[Problem, ...]:
    """Return the problems of the record, without repeats, sorted by location and rule.

    ``today`` decides what is in the future. ``base`` is the previously published record, to compare with.
    """
    context = Context(archive=reading.archive, unread=reading.unread, today=today, base=base, holdings=reading.holdings)
    found = {_problem(rule, finding) for rule in ARCHIVE_RULES for finding in rule.find(context)}
    return tuple(sorted(_few(sorted(found.union(reading.problems)))))


def _few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each rule in each file, and one that counts the others."""
    shown: Counter[tuple[str, str]] = Counter()
    further: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        group = problem.place.path, problem.rule
        if shown[group] < SHOWN:
            shown[group] += 1
            yield problem
        else:
            further[group].append(problem)
    for first, *others in further.values():
        sentence = f"And {counted(len(others) + 1, 'more problem')} of this rule in this file."
        yield replace(first, sentence=sentence, hint="fix those that are shown, then check again")


def _problem(rule: Rule, finding: Finding) -> Problem:
    return Problem(
        place=finding.place, rule=rule.id, sentence=finding.sentence, hint=finding.hint, severity=rule.severity
    )
