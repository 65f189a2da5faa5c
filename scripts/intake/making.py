"""From a candidate to a draft: what the source says exactly is taken; all else is left open, with the reason."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from archive.read.fields import Record
from archive.read.files import MAX_STEM
from archive.read.frontmatter import FENCE
from archive.read.schema import SOURCE, STATEMENT_RECORD
from archive.record import law
from archive.record.characters import refused
from archive.record.dates import Date
from archive.record.model import Archive, Speaker
from archive.record.nodes import Scalar
from archive.record.text import fold
from intake.candidate import Candidate
from intake.dates import exact
from intake.drafts import OPEN, Found, Passage
from intake.scalars import quoted

_BETWEEN = re.compile(r"[^a-z0-9]+")
_SUGGESTED = 5
_LONGEST_LIST = 50
"""Citations that a draft lists; a text with more is a table of laws."""

_EDITORS = {
    "title": "who says what, in the archive's own words",
    "summary": "one to three sentences in the archive's own words",
    "jurisdiction": "whose compliance it is about",
    "kind": "what kind of document it is",
    "speaker": "who speaks",
    "date": "when the words were given",
}
"""Keys that a draft always shows: a source can at most suggest them."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Makes drafts for one archive on one day."""

    archive: Archive
    today: datetime.date
    form: str = ""
    """How dates are written, as ``strptime`` names it; empty for the exact forms."""

    def draft(self, candidate: Candidate, origin: str, passages: Sequence[Passage] = (), caution: str = "") -> Made:
        """Make a draft of a candidate; ``passages`` take the place of its own paragraphs.

        ``caution`` is what a person must look at before accepting it.
        """
        proposed = tuple(passages) or tuple(Passage(text=fold(text)) for text in candidate.paragraphs)
        sheet = _Sheet()
        date = self._date(candidate, sheet)
        sheet.set("speaker", self._speakers(candidate, proposed, date, sheet))
        sheet.set("kind", candidate.kind)
        sheet.set("statutes", self._statutes(proposed, sheet))
        sheet.set("added", self.today.isoformat())
        numbers = [{"scheme": scheme, "value": fold(value)} for scheme, value in candidate.identifiers if value.strip()]
        sheet.set("identifiers", numbers)
        for key, value in (
            ("title", candidate.title),
            ("publisher", candidate.publisher),
            ("url", candidate.url),
            ("copy", candidate.copy),
            ("seen", candidate.seen),
        ):
            sheet.set(f"source.{key}", fold(value))
        if date:
            sheet.set("source.published", str(date))
        if caution:
            sheet.open["caution"] = caution
        for key, reason in _EDITORS.items():
            if key not in sheet.values:
                sheet.open.setdefault(key, reason)
        for field in SOURCE.fields:
            if field.required and f"source.{field.name}" not in sheet.values:
                sheet.open.setdefault(f"source.{field.name}", field.description.rstrip(".").lower())
        if candidate.title:
            sheet.open["title"] = f"{_EDITORS['title']}; the document's own is under source"
        known = Found(
            key=key_of(candidate),
            origin=origin,
            open=dict(sheet.open),
            passages=proposed,
            speakers=candidate.speakers,
        )
        return Made(stem=_stem(date, candidate), text=sheet.text(), found=known)

    def _date(self, candidate: Candidate, sheet: _Sheet) -> Date | None:
        if not candidate.date.strip():
            return None
        try:
            date = exact(candidate.date, self.form)
        except ValueError as error:
            sheet.open["date"] = str(error)
            return None
        if date.earliest > self.today:
            sheet.open["date"] = f"A date must not be in the future, and {date.display} is."
            return None
        sheet.set("date", str(date))
        if candidate.copy != "document":
            sheet.set("date_basis", candidate.date_basis)
        return date

    def _speakers(
        self, candidate: Candidate, proposed: Sequence[Passage], date: Date | None, sheet: _Sheet
    ) -> list[str]:
        """Return the slugs, where every name is exactly that of one speaker who held an office on the date."""
        slugs: list[str] = []
        if not candidate.speakers and (named := self._mentioned(proposed)):
            sheet.open["speaker"] = f"{_EDITORS['speaker']}; the text names {', '.join(named)}"
        for name in candidate.speakers:
            known = self._named.get(fold(name), ())
            if len(known) != 1:
                why = f"the name of {len(known)} speakers" if known else "no name in statements/speakers/"
                sheet.open["speaker"] = f"the source says “{fold(name)}”, which is {why}"
                return []
            (speaker,) = known
            if date is None:
                sheet.open["speaker"] = f"`{speaker.slug}`, if an office was held on the date, which is open"
                return []
            if speaker.is_person and not any(office.held_on(date) for office in speaker.offices):
                sheet.open["speaker"] = f"`{speaker.slug}` held no office known to the record on {date.display}"
                return []
            slugs.append(speaker.slug)
        return list(dict.fromkeys(slugs))

    def _mentioned(self, passages: Sequence[Passage]) -> list[str]:
        """Return the slugs of the people, a few at most, whose names the passages hold."""
        words = "\n".join(passage.text for passage in passages if passage.proposed)
        people = (speaker for speaker in self.archive.speakers.values() if speaker.is_person)
        return [f"`{speaker.slug}`" for speaker in people if speaker.name in words][:_SUGGESTED]

    def _statutes(self, passages: Sequence[Passage], sheet: _Sheet) -> list[str]:
        """Return the citations that the record knows; the others are told."""
        cited = [
            citation.canonical
            for passage in passages
            if law.likely(passage.text)
            for citation in law.find(passage.text, self.archive, frozenset())
        ]
        known = [citation for citation in dict.fromkeys(cited) if citation in self.archive.citations]
        if others := [citation for citation in dict.fromkeys(cited) if citation not in self.archive.citations]:
            sheet.notes["statutes"] = f"also cited, without a file in statements/statutes/: {'; '.join(others[:20])}"
        return known[:_LONGEST_LIST]

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Speaker]]:
        found: dict[str, list[Speaker]] = defaultdict(list)
        for speaker in self.archive.speakers.values():
            for name in {speaker.name, speaker.sort_name} - {""}:
                found[name].append(speaker)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A draft that is not written yet."""

    stem: str
    """The id that it should have."""
    text: str
    found: Found


def named(made: Iterable[Made], taken: Callable[[str, Made], bool]) -> Iterator[tuple[str, str, Found]]:
    """Yield drafts with ids that nobody else has: one that is taken gets a few letters of its key's hash."""
    used: Counter[str] = Counter()
    for draft in made:
        name = draft.stem
        if used[name] or taken(name, draft):
            digest = hashlib.sha256(draft.found.key.encode()).hexdigest()[:8]
            name = f"{name[: MAX_STEM - 9].rstrip('-')}-{digest}"
        used[name] += 1
        yield name, draft.text, draft.found


def key_of(candidate: Candidate) -> str:
    """Return what tells a source apart: its address, or the hash of all that is known of it."""
    if candidate.url.strip():
        return fold(candidate.url)
    told = replace(candidate, place="")
    content = json.dumps([getattr(told, name) for name in told.__slots__], ensure_ascii=False)
    return "sha256:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class _Sheet:
    """The front matter as it is filled in: a value that the schema refuses is left open, with what it says."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.open: dict[str, str] = {}
        self.notes: dict[str, str] = {}

    def set(self, key: str, value: Any) -> None:
        """Set a key, or one of ``source``, unless there is nothing to say."""
        if not value:
            return
        if why := fault(key, value):
            self.open[key] = why
        else:
            self.values[key] = value

    def text(self) -> str:
        """Write the draft's file, in the order of the schema."""
        lines = [FENCE]
        for field in STATEMENT_RECORD.fields:
            if field.name == "source":
                inner = tuple(self._lines("source.", SOURCE, "  "))
                lines += ["source:"] * any(line.startswith(" ") for line in inner) + [*inner]
            else:
                lines += self._line(field.name, field.name, "")
        return "\n".join((*lines, FENCE, ""))

    def _lines(self, prefix: str, record: Record, indent: str) -> Iterator[str]:
        for field in record.fields:
            yield from self._line(prefix + field.name, field.name, indent)

    def _line(self, key: str, name: str, indent: str) -> Iterator[str]:
        for notes in (self.open, self.notes):
            if key in notes:
                yield f"{OPEN} {key}: {_shown(notes[key])}"
        match self.values.get(key):
            case None:
                return
            case str(value):
                yield f"{indent}{name}: {quoted(value)}"
            case [str(value)] if name == "speaker":
                yield f"{indent}{name}: {quoted(value)}"
            case list(values):
                yield f"{indent}{name}:"
                for value in values:
                    yield f"{indent}  - {_item(value)}"


def _item(value: str | Mapping[str, str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "{" + ", ".join(f"{key}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in value.items()) + "}"


def fault(key: str, value: Any) -> str:
    """Return why a value cannot stand in a record, by the schema's own word; empty if it can."""
    texts = (
        [value]
        if isinstance(value, str)
        else [v for item in value for v in (item.values() if isinstance(item, dict) else (item,))]
    )
    for text in texts:
        if found := refused(text):
            return found.sentence
    outer, _, inner = key.partition(".")
    record = SOURCE if inner else STATEMENT_RECORD
    field = next(field for field in record.fields if field.name == (inner or outer))
    said: list[str] = []
    if isinstance(value, str):
        field.kind.read(Scalar(value, 1, 1, False), lambda node, rule, sentence, hint="": said.append(sentence))
    return said[0] if said else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _shown(text: str) -> str:
    """Write a note on one line, without what a record must not hold."""
    line = fold(text)[:400]
    return "".join(character if character.isprintable() and not refused(character) else "?" for character in line)


def _stem(date: Date | None, candidate: Candidate) -> str:
    told = candidate.title or candidate.url.rstrip("/").rpartition("/")[2] or candidate.place
    plain = unicodedata.normalize("NFKD", told).encode("ascii", "ignore").decode().lower()
    words = _BETWEEN.sub("-", re.sub(r"['’]", "", plain)).strip("-") or "untitled"
    stem = f"{date.stem if date else 'undated'}-{words}"
    return stem if len(stem) <= MAX_STEM else stem[: MAX_STEM + 1].rpartition("-")[0].strip("-")
