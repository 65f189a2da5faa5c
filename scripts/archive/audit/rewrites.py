"""Compare the record of a site with an earlier manifest: what was lost, rewritten or backdated since."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.audit.difference import Difference
from archive.export.data.manifest import digest, proof, words
from archive.read.files import SEALS
from archive.record.model import Archive, Statement

_LISTS = ("aliases", "corrections", "speakers")
_TEXTS = ("added", "words", "withdrawn", "date", "source", "proof")


class ManifestError(Exception):
    """A file is not a manifest; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement in a manifest: checksums of what must not change silently."""

    added: str
    words: str
    date: str = ""
    """Empty in older manifests, as are all fields below."""
    speakers: tuple[str, ...] = ()
    source: str = ""
    """The source of its proof; empty if it had none."""
    proof: str = ""
    aliases: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    withdrawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """An earlier manifest of the archive."""

    seals: Mapping[int, str]
    """The SHA-256 of each head, by number."""
    day: datetime.date | None
    """The day of the last seal."""
    paths: tuple[str, ...]
    statements: Mapping[str, Entry] = field(default_factory=dict)
    """By path."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each source's bytes, by the path of its file."""


def read(data: bytes) -> Manifest:
    """Read a manifest; raises ManifestError."""
    try:
        values = json.loads(data)
        seals = {_is(int, seal["number"]): _is(str, seal["sha256"]) for seal in values["seals"]}
        days = [datetime.date.fromisoformat(seal["date"]) for seal in values["seals"]]
        files = {_is(str, file["path"]): file for file in values["files"]}
        kept = {path: _entry(file) for path, file in files.items() if path.endswith(".md")}
        sources = {path: _is(str, file["bytes"]) for path, file in files.items() if "bytes" in file}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ManifestError("The file must be a manifest, such as a site's data/manifest.json.") from None
    return Manifest(seals=seals, day=max(days, default=None), paths=tuple(files), statements=kept, sources=sources)


def _entry(file: Mapping[str, Any]) -> Entry:
    lists = {key: tuple(_is(str, item) for item in file.get(key, [])) for key in _LISTS}
    texts = {key: _is(str, file.get(key, "")) for key in _TEXTS}
    return Entry(**{**lists, **texts})


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


def differences(archive: Archive, kept: Manifest) -> Iterator[Difference]:
    """Yield what was lost, rewritten or backdated since a manifest, except changes that a correction reports."""
    yield from _seals(archive, kept)
    now = {file.path for file in archive.files}
    for path in kept.paths:
        if path not in now and path not in kept.statements:
            yield Difference(path=path, sentence="The file was there and is gone.")
    yield from _sources(archive, kept)
    owners: dict[str, str] = {}
    for path, old in kept.statements.items():
        yield from _statement(archive, path, old, kept.day)
        leads = archive.permalinks.get(_stem(path), "")
        if leads and owners.setdefault(leads, path) != path:
            yield Difference(path=path, sentence=f"It was a separate record and now leads to `{leads}`.")
    if kept.day:
        yield from _backdated(archive, kept, kept.day)


def _seals(archive: Archive, kept: Manifest) -> Iterator[Difference]:
    now = {seal.head.number: seal.head.sha256 for seal in archive.seals}
    for number, wanted in kept.seals.items():
        if now.get(number) != wanted:
            sentence = "The seal is not the one that was there." if number in now else "The seal was there and is gone."
            yield Difference(path=f"{SEALS}/{number:04}.json", sentence=sentence)


def _sources(archive: Archive, kept: Manifest) -> Iterator[Difference]:
    for capture in archive.sources.values():
        if kept.sources.get(capture.origin.path, capture.sha256) != capture.sha256:
            sentence = "The source has another SHA-256 than the one that was published."
            yield Difference(path=capture.origin.path, sentence=sentence)


def _statement(archive: Archive, path: str, old: Entry, day: datetime.date | None) -> Iterator[Difference]:
    for name in (_stem(path), *old.aliases):
        if name not in archive.permalinks:
            yield Difference(path=path, sentence=f"The permalink `{name}` was there and now leads nowhere.")
    leads = {archive.permalinks.get(name) for name in (_stem(path), *old.aliases)} - {None}
    if len(leads) > 1:
        yield Difference(path=path, sentence="Its id and its aliases lead to different records.")
    statement = archive.statements.get(archive.permalinks.get(_stem(path), ""))
    if statement is None:
        return
    now = {digest(str(each.date), each.note): each for each in statement.corrections}
    new = [each for sum, each in now.items() if sum not in old.corrections]
    if set(old.corrections) - now.keys():
        yield Difference(path=path, sentence="A published correction is gone or was changed.")
    for each in new:
        if day and each.date.latest < day:
            yield Difference(
                path=path, sentence=f"The correction of {each.date} is backdated; it was not there on {day}."
            )
    yield from () if new else _rewritten(path, old, statement)


def _rewritten(path: str, old: Entry, statement: Statement) -> Iterator[Difference]:
    """Yield what changed in a statement without a correction."""
    rewritten = bool(old.words) and old.words != words(statement)
    if rewritten:
        yield Difference(path=path, sentence="The words were rewritten, and no correction says so.")
    if old.proof and not rewritten and _proof_changed(old, statement):
        yield Difference(path=path, sentence="Its proof was changed or removed, and no correction says so.")
    if old.date and old.date != str(statement.date):
        sentence = f"It was dated {old.date} and now says {statement.date}, and no correction says so."
        yield Difference(path=path, sentence=sentence)
    if old.speakers and old.speakers != statement.speakers:
        was, now = (" and ".join(speakers) for speakers in (old.speakers, statement.speakers))
        sentence = f"It was by {was} and is now by {now}, and no correction says so."
        yield Difference(path=path, sentence=sentence)
    if old.added != str(statement.added):
        sentence = f"It was added on {old.added} and now says {statement.added}, and no correction says so."
        yield Difference(path=path, sentence=sentence)
    withdrawn = statement.withdrawn
    if old.withdrawn and old.withdrawn != (digest(str(withdrawn.date), withdrawn.reason) if withdrawn else ""):
        yield Difference(path=path, sentence="Its withdrawal was changed or removed, and no correction says so.")


def _proof_changed(old: Entry, statement: Statement) -> bool:
    """Return whether a proof is gone, or differs for the same source."""
    now = statement.proof
    return now is None or not now.level or (now.source == old.source and proof(now) != old.proof)


def _backdated(archive: Archive, kept: Manifest, day: datetime.date) -> Iterator[Difference]:
    names = {name for path, old in kept.statements.items() for name in (_stem(path), *old.aliases)}
    for statement in archive.statements.values():
        if names.isdisjoint((statement.id, *statement.aliases)) and statement.added.latest < day:
            sentence = f"It says that it was added on {statement.added}, and was not there on {day}."
            yield Difference(path=statement.origin.path, sentence=sentence)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
