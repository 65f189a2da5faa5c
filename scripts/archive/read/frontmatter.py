"""Split the text of a file into its front matter, a tree of nodes with line and column, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.read.strict_yaml import parse
from archive.record.nodes import Mapping
from archive.record.problem import Place, Problem

FENCE = "---"
_CLOSE = re.compile(rf"\n{FENCE}(?:\n|\Z)")
_BLANK = re.compile(r"(?:\s*\n)?")
"""The empty lines before a body; the body's first line keeps its indent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file: its front matter (None if it could not be read) and its body."""

    front: Mapping | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def split_statement(path: str, text: str) -> Document:
    """Split a statement's file: front matter between two lines ``---``, then the body."""
    if text.partition("\n")[0] != FENCE:
        return _unread(path, 1, "front-matter-open", "A statement must begin with a line of three hyphens.")
    end = _CLOSE.search(text, len(FENCE))
    if end is None:
        sentence = "The front matter must end with a line of three hyphens."
        return _unread(path, text.count("\n") + 1, "front-matter-close", sentence)
    front, problems = parse(path, text[len(FENCE) + 1 : end.start() + 1], first_line=2)
    body = _BLANK.match(text, end.end())
    start = body.end() if body else end.end()
    body_line = text.count("\n", 0, start) + 1
    return Document(front=front, body=text[start:].rstrip(), body_line=body_line, problems=problems)


def _unread(path: str, line: int, rule: str, sentence: str) -> Document:
    problem = Problem(place=Place(path=path, line=line), rule=rule, sentence=sentence, hint=FENCE)
    return Document(front=None, body="", body_line=1, problems=(problem,))


def split_authority(path: str, text: str) -> Document:
    """Split an authority file, which is only front matter."""
    front, problems = parse(path, text, first_line=1)
    return Document(front=front, body="", body_line=1, problems=problems)
