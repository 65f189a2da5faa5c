"""Turn the rows of a list into drafts: nothing is written unless every row is good or its refusal was accepted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.record.dates import NO_DATE
from archive.record.model import Archive
from archive.record.text import passages
from intake.candidate import Refusal, Row
from intake.drafts import Found, all_found
from intake.making import Made, Maker, key_of, named
from intake.near_duplicates import Text, near_duplicates


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The result of importing a list; nothing is written yet."""

    drafts: Sequence[tuple[str, str, Found]]
    """Each an id, its text and what was found."""
    known: Sequence[tuple[str, str]]
    """The places of rows whose source is known already, each with the draft or the statement."""
    refused: Sequence[Refusal]


def imported(rows: Iterable[Row], origin: str, maker: Maker, folder: Path) -> Import:
    """Make drafts from the rows whose source is new to the record and to the drafts in ``folder``.

    Raises DraftError if earlier findings cannot be read.
    """
    before = dict(all_found(folder))
    sources = _sources(maker.archive, before)
    made: list[Made] = []
    known: list[tuple[str, str]] = []
    refused: list[Refusal] = []
    for row in rows:
        if isinstance(row, Refusal):
            refused.append(row)
            continue
        key = key_of(row)
        if key in sources:
            known.append((row.place, sources[key]))
            continue
        draft = maker.draft(row, f"{origin}, {row.place}")
        sources[key] = draft.stem
        made.append(draft)
    return Import(drafts=finished(made, maker.archive, before, folder), known=known, refused=refused)


def finished(
    made: Iterable[Made], archive: Archive, before: Mapping[str, Found], folder: Path
) -> tuple[tuple[str, str, Found], ...]:
    """Assign drafts their ids, and their near duplicates among themselves, earlier drafts and the record."""

    def is_used(name: str, draft: Made) -> bool:
        if name in archive.permalinks or name in before:
            return True
        file = folder / f"{name}.md"  # without its .json it is from an interrupted run, or a person wrote it
        return file.is_file() and file.read_text(encoding="utf-8", errors="replace") != draft.text

    drafts = tuple(named(made, is_used))
    fresh = {name: found for name, _, found in drafts}
    texts = [*_record(archive), *(_text(name, found) for name, found in ({**before, **fresh}).items())]
    near = near_duplicates(texts, frozenset(fresh))
    return tuple((name, text, replace(found, near_duplicates=near.get(name, ()))) for name, text, found in drafts)


def _sources(archive: Archive, before: Mapping[str, Found]) -> dict[str, str]:
    """Return everything known about sources, by key: those of all drafts there ever were, and the record's own."""
    sources = {statement.source.url: id for id, statement in archive.statements.items()}
    return sources | {found.key: name for name, found in before.items()}


def _record(archive: Archive) -> Iterable[Text]:
    for id, statement in archive.statements.items():
        yield Text(
            name=id,
            words="\n".join(passage.plain for passage in passages(statement.body) if not passage.is_gap),
            url=statement.source.url,
            speakers=tuple(archive.speakers[slug].name for slug in statement.speakers if slug in archive.speakers),
            date=None if statement.date == NO_DATE else statement.date.earliest,
        )


def _text(name: str, found: Found) -> Text:
    return Text(
        name=name,
        words="\n".join(passage.text for passage in found.passages),
        url=str(found.source.get("url", "")) or ("" if found.key.startswith("sha256:") else found.key),
        speakers=found.speakers,
        date=_dated(name),
    )


def _dated(name: str) -> datetime.date | None:
    """Return the day at the start of a draft's id."""
    try:
        return datetime.date.fromisoformat(name[:10])
    except ValueError:
        return None
