"""The words of a statement, passage by passage, with citations of law that lead to the statute's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.record import law, text
from archive.record.model import Archive, Statement
from archive.record.text import Linker, Passage
from archive.site import paths

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage on the page."""

    anchor: str
    """Empty for a gap."""
    number: str
    html: Markup
    opens: bool
    """Whether a quotation mark is drawn before it, because it begins the text or follows a gap."""
    closes: bool
    """Whether a quotation mark is drawn after it, because it ends the text or a gap follows."""


def shown(archive: Archive, statement: Statement, body: Sequence[Passage], root: str) -> tuple[Shown, ...]:
    """Render the passages of a statement; ``root`` is the relative path to the site's root."""
    cites = law.likely("\n\n".join(passage.plain for passage in body))
    linker = _linker(archive, statement, root) if cites else _no_links
    gaps = [True, *(passage.is_gap for passage in body), True]
    return tuple(
        Shown(
            anchor=passage.anchor,
            number=passage.anchor.removeprefix("p"),
            html=Markup() if passage.is_gap else text.html(passage, linker),
            opens=gaps[at] and not _opened(passage.plain),
            closes=gaps[at + 2] and not _closed(passage.plain),
        )
        for at, passage in enumerate(body)
    )


def _opened(words: str) -> bool:
    """Return whether words begin with their own quotation mark. A single one belongs to a quotation within."""
    return words[:1] in {*_OPENING, _STRAIGHT}


def _closed(words: str) -> bool:
    """Return whether words end with their own quotation mark, not one that closes a quotation within."""
    last, inner = words[-1:], words[1:-1]
    if last == _STRAIGHT:
        return inner.count(_STRAIGHT) % 2 == 0
    return bool(last) and last in _CLOSING and _count(inner, _OPENING) <= _count(inner, _CLOSING)


def _count(words: str, marks: str) -> int:
    return sum(map(words.count, marks))


def _no_links(words: str) -> Iterator[text.Link]:
    del words
    yield from ()


def _linker(archive: Archive, statement: Statement, root: str) -> Linker:
    context = law.spoken_of(statement.body, statement.statutes, archive)

    def link(words: str) -> Iterator[tuple[int, int, str]]:
        for found in law.find(words, archive, context):
            if found.statute:
                yield found.start, found.end, root + paths.citation(archive, found.canonical)

    return link
