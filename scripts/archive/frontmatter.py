"""From the text of a file to its front matter, a tree of nodes with places, and its body."""

from __future__ import annotations

from dataclasses import dataclass

from archive.nodes import Mapping
from archive.problem import Place, Problem
from archive.strict_yaml import parse

FENCE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file taken apart: its front matter (None where a problem kept it from being read) and its body."""

    front: Mapping | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def split_statement(path: str, text: str) -> Document:
    """Take apart a statement's file: front matter between two lines ``---``, then the body."""
    lines = text.split("\n")
    if lines[0] != FENCE:
        return _unread(path, 1, "front-matter-open", "A statement must begin with a line of three hyphens.")
    try:
        end = lines.index(FENCE, 1)
    except ValueError:
        sentence = "The front matter must end with a line of three hyphens."
        return _unread(path, len(lines), "front-matter-close", sentence)
    front, problems = parse(path, "\n".join(lines[1:end]) + "\n", first_line=2)
    rest = lines[end + 1 :]
    blank = next((number for number, line in enumerate(rest) if line.strip()), len(rest))
    return Document(front=front, body="\n".join(rest[blank:]).rstrip(), body_line=end + 2 + blank, problems=problems)


def _unread(path: str, line: int, rule: str, sentence: str) -> Document:
    problem = Problem(place=Place(path=path, line=line), rule=rule, sentence=sentence, hint=FENCE)
    return Document(front=None, body="", body_line=1, problems=(problem,))


def split_authority(path: str, text: str) -> Document:
    """Take apart an authority file, which is front matter alone."""
    front, problems = parse(path, text, first_line=1)
    return Document(front=front, body="", body_line=1, problems=problems)
