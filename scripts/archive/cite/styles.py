"""The four citation styles, each as its official CSL style cites a web page by an author.

They are implemented here because the only maintained CSL processor for Python takes about 45 ms per statement; the
tests compare them with it, character by character (decision 0015). Where the styles have no rule, all do the same:
a date keeps its precision and doubts, the copy that the words came from is in brackets, and so are the record's
caveats. A title that the archive devised is in brackets without quotation marks, as all four styles require.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.cite.reference import Author, Reference
from archive.record.dates import MONTHS, Date

_MONTHS = ("", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_ENDS = ("!", "?", ".")
_APA_LIMIT = 20
"""APA names up to this many authors; beyond it, the first nineteen and the last."""
_BLUEBOOK_LIMIT = 3
_CHICAGO_LIMIT = 6
_CHICAGO_SHOWN = 3


def bluebook(reference: Reference) -> str:
    """Return a citation as in a law review."""
    names = [author.name for author in reference.authors]
    *most, last = names
    who = f"{', '.join(most)} & {last}" if most else last
    if len(names) > _BLUEBOOK_LIMIT:
        who = f"{names[0]} et al."
    when = _doubted(reference.date, _joined(_MONTHS[reference.date.month], _comma_year(reference.date)))
    return _warned(
        reference,
        f"{_series(who, reference.shown, *reference.numbers, reference.archive)} ({when}), {_where(reference)}.",
    )


def chicago(reference: Reference) -> str:
    """Return a citation as in a bibliography (notes and bibliography)."""
    first, *others = [reference.authors[0].inverted, *(author.name for author in reference.authors[1:])]
    if len(reference.authors) > _CHICAGO_LIMIT:
        who = ", ".join([first, *others[: _CHICAGO_SHOWN - 1], "et al."])
    else:
        who = _and([first, *others])
    when = _doubted(reference.date, _joined(MONTHS[reference.date.month], _comma_year(reference.date)))
    held_by = _series(reference.archive, reference.publisher, when)
    return _warned(reference, f"{_ended(who)} {_quoted(reference)} {held_by}. {_where(reference)}.")


def mla(reference: Reference) -> str:
    """Return a citation as in a list of works cited."""
    first, *others = [reference.authors[0].inverted, *(author.name for author in reference.authors[1:])]
    who = f"{first}, et al." if len(reference.authors) > 2 else _and([first, *others])
    day = str(reference.date.day or "")
    when = _doubted(reference.date, _joined(day, _MONTHS[reference.date.month], str(reference.date.year)))
    held_by = _series(reference.archive, reference.publisher, when, _where(reference))
    return _warned(reference, f"{_ended(who)} {_quoted(reference)} {held_by}.")


def apa(reference: Reference) -> str:
    """Return a citation as in an APA reference list."""
    day = _joined(MONTHS[reference.date.month], str(reference.date.day or ""))
    when = _doubted(reference.date, ", ".join(part for part in (str(reference.date.year), day) if part))
    publisher = f"{reference.publisher}. " if reference.publisher else ""
    who = _ended(_apa_names(reference.authors))
    title = (
        f"[{reference.described}: {reference.title}]"
        if reference.is_devised
        else f"{reference.title} [{reference.described}]"
    )
    return _warned(reference, f"{who} ({when}). {title}. {publisher}{reference.archive}. {_where(reference)}")


def _apa_names(authors: Sequence[Author]) -> str:
    names = [f"{author.family}, {_initials(author.given)}" if author.given else author.name for author in authors]
    if len(names) > _APA_LIMIT:
        return ", ".join(names[: _APA_LIMIT - 1]) + f", … {names[-1]}"
    *most, last = names
    return f"{', '.join(most)}, & {last}" if most else last


def _initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def _and(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)}, and {last}" if most else last


def _comma_year(date: Date) -> str:
    """Return the day and year after a month: ``12, 2017``, or the year alone."""
    return f"{date.day}, {date.year}" if date.day else str(date.year)


def _doubted(date: Date, words: str) -> str:
    """Mark an approximate or uncertain date."""
    return ("ca. " if date.mark in ("~", "%") else "") + words + ("?" if date.mark in ("?", "%") else "")


def _warned(reference: Reference, citation: str) -> str:
    """Append the record's caveats to a citation, each in brackets and shortened if it is long."""
    return " ".join([citation, *(f"[{caveat.brief}]" for caveat in reference.caveats)])


def _where(reference: Reference) -> str:
    return f"{reference.url} [{reference.origin}]"


def _series(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _ended(text: str) -> str:
    """End a sentence with a period, unless it has an end mark."""
    return text if text.endswith(_ENDS) else f"{text}."


def _quoted(reference: Reference) -> str:
    """Return title and genre: the title in quotation marks, with single ones inside, or in brackets if devised."""
    if reference.is_devised:
        return f"{reference.shown}. {reference.described}."
    title = reference.title.replace("“", "‘").replace("”", "’")
    return f"“{_ended(title)}” {reference.described}."
