"""Press releases from JSON Lines, cleaned once so that every builder gets the same words.

A line is an object with the texts ``date`` (as in 2017-10-12), ``speaker``, ``title``, ``url`` and ``text``, and, where
they are known, ``office`` and ``state`` (a short code). A release without a speaker, or with the words of an earlier
one, is skipped, since no archive would hold it.
"""

from __future__ import annotations

import datetime
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archive.record.characters import refused

_WORD = re.compile(r"[^\W_]+")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_MARKS = re.compile(r"([\\*_`\[\]])")
_LEADING = re.compile(r"^([#+\-=~])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_FOREIGN = str.maketrans("<>", "\u2039\u203a")
"""Python-Markdown has no escape for these and would read HTML; they become single angle quotation marks."""
_SHORTCODE = re.compile(r"\{(?=\{)")
"""Two of these together open a template for Hugo."""
_NAME_LENGTH, _TITLE_LENGTH = 66, 400
_REQUIRED = ("date", "speaker", "title", "url", "text")
_OPTIONAL = ("office", "state")


class CorpusError(Exception):
    """A line of the corpus cannot be used; says which, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A press release, cleaned of what no record may hold."""

    id: str
    """A name for its file and its page, which no other release has."""
    date: str
    speaker: str
    office: str
    state: str
    """A slug; empty if it is not known."""
    title: str
    url: str
    body: str
    """One paragraph for each line of the text, characters that Markdown would read as marks escaped."""

    @property
    def summary(self) -> str:
        """Describe it in one sentence."""
        return f"Press release of {self.speaker}."


def read(path: Path) -> Iterator[Release]:
    """Read the releases of a file of JSON Lines, compressed if its name ends in ``.gz``; raises CorpusError."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from releases(lines)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from None


def releases(lines: Iterable[str]) -> Iterator[Release]:
    """Read the releases that name a speaker, without repeated texts; raises CorpusError."""
    ids: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, start=1):
        row = _row(line, number)
        words = tuple(_WORD.findall(row["text"].casefold()))
        if slug(row["speaker"]) and words and words not in seen:
            seen.add(words)
            yield _release(row, ids)


def slug(text: str) -> str:
    """Return a text as a file name; letters that ASCII lacks are left out."""
    return _NOT_IN_A_NAME.sub("-", text.lower()).strip("-")


def _row(line: str, number: int) -> Mapping[str, str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"Line {number} must be a JSON object: {error}.") from None
    if not isinstance(found, dict):
        raise CorpusError(f"Line {number} must be a JSON object.")
    row = {key: found.get(key) or "" for key in (*_REQUIRED, *_OPTIONAL)}
    wrong = [key for key, value in row.items() if not isinstance(value, str)]
    missing = [key for key in _REQUIRED if key not in found]
    if wrong or missing:
        raise CorpusError(f"Line {number} must have a text under {(*missing, *wrong)[0]}.")
    if not _is_date(row["date"]):
        raise CorpusError(f"Line {number} must have a date as in 2017-10-12, not {row['date'][:40]!r}.")
    if not row["url"].startswith(("http://", "https://")):
        raise CorpusError(f"Line {number} must have a url of http or https, not {row['url'][:40]!r}.")
    return row


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _release(row: Mapping[str, str], ids: set[str]) -> Release:
    title = _line(row["title"])[:_TITLE_LENGTH].strip() or "Untitled"
    office, state = _line(row["office"]) or "Member of Congress", _line(row["state"])
    return Release(
        id=_unique(f"{row['date']}-{slug(title) or 'release'}"[:_NAME_LENGTH].rstrip("-"), ids),
        date=row["date"],
        speaker=_line(row["speaker"]),
        office=f"{office} for {state}" if state else office,
        state=slug(state),
        title=title,
        url=quote(row["url"], safe="/:?&=#%+,;@~!$'()*-._"),
        body=_body(row["text"]),
    )


def _unique(wanted: str, ids: set[str]) -> str:
    name, number = wanted, 1
    while name in ids:
        number += 1
        name = f"{wanted}-{number}"
    ids.add(name)
    return name


def _line(text: str) -> str:
    while found := refused(text):
        text = text[: found.offset] + text[found.offset + 1 :]
    cleaned = " ".join(text.split())
    return _SHORTCODE.sub("{ ", cleaned.translate(_FOREIGN))


def _body(text: str) -> str:
    paragraphs = (_line(line) for line in text.replace("\r", "\n").split("\n"))
    return "\n\n".join(_plain(line) for line in paragraphs if line)


def _plain(line: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _LEADING.sub(r"\\\1", _MARKS.sub(r"\\\1", line)))
