"""Evidence proposed from a capture: the source's words for its title, its date and the laws it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.prove.canonical import Canonical
from archive.prove.evidence import places
from archive.record.characters import refused
from archive.record.dates import Date
from archive.record.model import Evidence
from archive.record.text import fold
from archive.record.written_dates import dates_in


def evidence(source: Canonical, title: str, date: Date | None, cited: Mapping[str, str]) -> Sequence[Evidence]:
    """Return a source's words for a draft's keys; ``cited`` maps each law to the words that cite it."""
    words = [("title", title)] if title else []
    if date and (dated := next((words for words, day in dates_in(source.text) if day == date), "")):
        words.append(("date", dated))
    words += [("statutes", citation) for citation in cited.values()]
    return tuple(_placed(source, words))


def _placed(source: Canonical, words: Sequence[tuple[str, str]]) -> Iterator[Evidence]:
    for field, said in words:
        found = places(source, said)
        if found and not refused(said):
            yield Evidence(field=field, words=fold(said), at=found[0])
