"""Turn a candidate into a draft: take what the source states exactly; leave the rest open, with the reason."""

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

from archive.prove.canonical import Canonical
from archive.prove.verifying import evidence_lines
from archive.read.fields import Field, Record
from archive.read.files import MAX_STEM
from archive.read.frontmatter import FENCE
from archive.read.kinds import TermOf
from archive.read.schema import SOURCE, STATEMENT_RECORD
from archive.record import law
from archive.record.characters import refused
from archive.record.dates import Date
from archive.record.model import Archive, Evidence, Speaker
from archive.record.nodes import Scalar
from archive.record.text import fold
from archive.record.vocabulary import vocabulary
from archive.record.written_dates import dates_in, exact
from intake.candidate import Candidate
from intake.drafts import OPEN, Found, Passage
from intake.evidence import evidence
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

    def draft(
        self,
        candidate: Candidate,
        origin: str,
        passages: Sequence[Passage] = (),
        *,
        caution: str = "",
        source: Canonical | None = None,
    ) -> Made:
        """Make a draft from a candidate; ``passages`` replace its own paragraphs.

        ``caution`` is what a person must check before accepting it. ``source`` is the text of a capture, searched for
        evidence.
        """
        proposed = tuple(passages) or tuple(Passage(text=fold(text)) for text in candidate.paragraphs)
        sheet = _Sheet()
        date = self._date(candidate, sheet)
        sheet.set("speaker", self._speakers(candidate, proposed, date, sheet))
        sheet.set("kind", candidate.kind)
        cited = self._cited(proposed)
        sheet.set("statutes", self._statutes(cited, sheet))
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
        if source:
            _look_up(source, date, cited, sheet)
        if caution:
            sheet.open["caution"] = caution
        for field in STATEMENT_RECORD.fields:
            if field.name in _EDITORS and field.name not in sheet.values:
                sheet.open.setdefault(field.name, _EDITORS[field.name] + _terms(field))
        for field in SOURCE.fields:
            if field.required and f"source.{field.name}" not in sheet.values:
                sheet.open.setdefault(f"source.{field.name}", field.description.rstrip(".").lower() + _terms(field))
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
        """Return the slugs if every name matches exactly one speaker who held an office on the date."""
        slugs: list[str] = []
        words = "\n".join(passage.text for passage in proposed if passage.proposed)
        if places := self._places(words):
            sheet.open["jurisdiction"] = f"{_EDITORS['jurisdiction']}; the text names {', '.join(places)}"
        if not candidate.speakers and (named := self._mentioned(words, date)):
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

    def _mentioned(self, words: str, date: Date | None) -> list[str]:
        """Return the slugs of at most a few people named in the words, with their offices that day."""
        people = (speaker for speaker in self.archive.speakers.values() if speaker.is_person)
        return [f"`{person.slug}`{_offices(person, date)}" for person in people if _names(words, person.name)][
            :_SUGGESTED
        ]

    def _places(self, words: str) -> list[str]:
        """Return the slugs of at most a few jurisdictions named in the words."""
        places = self.archive.jurisdictions.values()
        return [f"`{place.slug}`" for place in places if _names(words, place.name.partition(",")[0])][:_SUGGESTED]

    def _cited(self, passages: Sequence[Passage]) -> Mapping[str, str]:
        """Return the words of each law's first citation, by law."""
        text = "\n\n".join(passage.text for passage in passages)
        cited: dict[str, str] = {}
        for citation in law.find_in(text, (), self.archive):
            cited.setdefault(citation.canonical, text[citation.start : citation.end])
        return cited

    def _statutes(self, cited: Iterable[str], sheet: _Sheet) -> list[str]:
        """Return the citations that the record knows; report the others."""
        known = [citation for citation in cited if citation in self.archive.citations]
        if others := [citation for citation in cited if citation not in self.archive.citations]:
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
    """A draft not written yet."""

    stem: str
    """The id that it should have."""
    text: str
    found: Found


def named(made: Iterable[Made], is_used: Callable[[str, Made], bool]) -> Iterator[tuple[str, str, Found]]:
    """Yield drafts with unique ids: if an id is in use, a few letters of the key's hash are added."""
    used: Counter[str] = Counter()
    for draft in made:
        name = draft.stem
        if used[name] or is_used(name, draft):
            digest = hashlib.sha256(draft.found.key.encode()).hexdigest()[:8]
            name = f"{name[: MAX_STEM - 9].rstrip('-')}-{digest}"
        used[name] += 1
        yield name, draft.text, draft.found


def key_of(candidate: Candidate) -> str:
    """Return what identifies a source: its address, or the hash of everything known about it."""
    if candidate.url.strip():
        return fold(candidate.url)
    placeless = replace(candidate, place="")
    content = json.dumps([getattr(placeless, name) for name in placeless.__slots__], ensure_ascii=False)
    return "sha256:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class _Sheet:
    """The front matter as it is filled in: a value that the schema refuses is left open, with the schema's message."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.open: dict[str, str] = {}
        self.notes: dict[str, str] = {}

    def set(self, key: str, value: Any) -> None:
        """Set a key, or one within ``source``, unless the value is empty."""
        if not value:
            return
        if why := fault(key, value):
            self.open[key] = why
        else:
            self.values[key] = value

    def set_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Set the source's words for the other keys."""
        if evidence:
            self.values["evidence"] = tuple(evidence_lines(evidence))

    def text(self) -> str:
        """Write the draft's file, in schema order."""
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
            case tuple(lines):
                yield from lines
            case list(values):
                yield f"{indent}{name}:"
                for value in values:
                    yield f"{indent}  - {_item(value)}"


def _look_up(source: Canonical, date: Date | None, cited: Mapping[str, str], sheet: _Sheet) -> None:
    """Set the evidence found in a source; if the date is open, list the dates that it gives in words."""
    laws = {law: cited[law] for law in sheet.values.get("statutes", ())}
    sheet.set_evidence(evidence(source, sheet.values.get("source.title", ""), date, laws))
    dates = dict.fromkeys(words for words, _ in dates_in(source.text))
    if dates and "date" not in sheet.values:
        quoted = ", ".join(f"“{words}”" for words in list(dates)[:_SUGGESTED])
        sheet.open["date"] = f"{sheet.open.get('date', _EDITORS['date'])}; the source says {quoted}"


def _terms(field: Field) -> str:
    """Return the terms that a key can have, for a note; nothing if it has no vocabulary."""
    return f": {', '.join(vocabulary(field.kind.vocabulary))}" if isinstance(field.kind, TermOf) else ""


def _names(words: str, name: str) -> bool:
    return name in words and bool(re.search(rf"\b{re.escape(name)}\b", words))


def _offices(speaker: Speaker, date: Date | None) -> str:
    """List the offices somebody held on a date, as far as the record knows."""
    held = [office.title for office in speaker.offices if date and office.held_on(date)]
    return f" ({', '.join(held)} on that day)" if held else ""


def _item(value: str | Mapping[str, str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "{" + ", ".join(f"{key}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in value.items()) + "}"


def fault(key: str, value: Any) -> str:
    """Return why a record cannot hold a value, in the schema's own words; empty if it can."""
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
    """Write a note on one line, without anything that a record must not hold."""
    line = fold(text)[:400]
    return "".join(character if character.isprintable() and not refused(character) else "?" for character in line)


def _stem(date: Date | None, candidate: Candidate) -> str:
    title = candidate.title or candidate.url.rstrip("/").rpartition("/")[2] or candidate.place
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = _BETWEEN.sub("-", re.sub(r"['’]", "", plain)).strip("-") or "untitled"
    stem = f"{date.stem if date else 'undated'}-{words}"
    return stem if len(stem) <= MAX_STEM else stem[: MAX_STEM + 1].rpartition("-")[0].strip("-")
