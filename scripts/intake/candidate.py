"""The output of every importer: candidates for the record as a source lists them, and refusals with their reasons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document as a source describes it. A text is empty if the source does not state it; none is trusted yet."""

    place: str
    """Its place in the file: ``line 3``, ``item 2``, ``notes/first.md``."""
    title: str = ""
    """The document's own title."""
    date: str = ""
    """As the source writes it."""
    date_basis: str = "The date under which the source lists it."
    """How the date is known, where the copy is not the document itself."""
    url: str = ""
    publisher: str = ""
    speakers: tuple[str, ...] = ()
    """Names as the source writes them."""
    kind: str = ""
    """A term of the vocabulary ``kind``, only where the source itself says what the document is."""
    copy: str = ""
    """A term of the vocabulary ``copy``, only where it follows from whose list this is."""
    seen: str = ""
    """A term of the vocabulary ``seen``."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of a term of the vocabulary ``scheme`` and a number."""
    paragraphs: tuple[str, ...] = ()
    """The words, where the source has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that cannot become a draft."""

    place: str
    sentence: str
    """The requirement it fails, with a period."""


Row = Candidate | Refusal


def row(candidate: Candidate) -> Row:
    """Return a candidate, or a refusal if the row has nothing to start a draft from."""
    if any(text.strip() for text in (candidate.title, candidate.url, *candidate.paragraphs)):
        return candidate
    return Refusal(place=candidate.place, sentence="A row must have a title, an address or words.")


class InputError(Exception):
    """A file cannot be read in the expected format; says why in a sentence."""
