"""Annotations of problems, which GitHub shows beside the lines of a pull request that they concern."""

from __future__ import annotations

from collections.abc import Iterable

from archive.record.problem import Problem, visible

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def annotate(problems: Iterable[Problem]) -> str:
    """Return one workflow command per problem, sorted, each on a line of its own.

    The format and its escapes are those of https://docs.github.com/actions/reference/workflow-commands. GitHub shows
    the first ten errors and the first ten warnings of a step, so the report in the log stays the full list.
    """
    return "".join(f"{_annotation(problem)}\n" for problem in sorted(set(problems)))


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    where = ",".join(f"{name}={visible(str(value)).translate(_PROPERTY)}" for name, value in properties.items())
    hint = f"\nhint: {visible(problem.hint)}" if problem.hint else ""
    return f"::{problem.severity} {where}::{f'{visible(problem.sentence)}{hint}'.translate(_MESSAGE)}"
