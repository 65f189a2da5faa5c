"""Phrases taken from texts at random, by what they contain, and the statements that have each.

The true answers are computed here from the texts that the site publishes, by the rule of ``normalized``, independently
of the browser's code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from archive.record.normalized import normalized
from archive.record.text import each
from bench.places import places

_SEED = 1373
_SHORTEST, _LONGEST = 3, 8
"""Words of a phrase."""
_BREAK = "\n"
"""Separates two paragraphs until a phrase is searched for."""
_TYPED = str.maketrans({"‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})
_QUOTES = re.compile('["“”„‟″«»]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a search can find in one statement."""

    id: str
    stretches: tuple[str, ...]
    """The words spoken, from one gap to the next; paragraphs are lines."""
    archives: tuple[str, ...] = ()
    """The archive's own: title, summary, caution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A kind of phrase."""

    name: str
    mark: re.Pattern[str]
    """A pattern that a phrase of this class must contain."""
    only: re.Pattern[str] | None = None
    """A pattern that the whole phrase must match."""
    typed: Callable[[str], str] = str
    """How somebody types it."""
    whole: bool = True
    """Whether it can be searched as one phrase; a quotation mark in it ends the phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase to search for."""

    name: str
    """Of its class."""
    text: str
    """As it is typed, without the quotation marks around it."""
    source: str
    """The statement that it was cut out of."""


CLASSES = (
    Class(name="plain words", mark=re.compile("[a-z]"), only=re.compile("[A-Za-z ]+")),
    Class(name="with punctuation", mark=re.compile(r"[.,;:()?!]")),
    Class(name="with an apostrophe", mark=re.compile("['’]")),
    Class(name="with a dash", mark=re.compile("[‐‑‒–—―]|--")),  # noqa: RUF001 - dashes are meant
    Class(name="with $", mark=re.compile(r"\$")),
    Class(name="with &", mark=re.compile("&")),
    Class(name="with §", mark=re.compile("§")),
    Class(name="across paragraphs", mark=re.compile(_BREAK)),
    Class(name="typed plainly", mark=re.compile("[’–—]"), typed=lambda text: text.translate(_TYPED).lower()),
    Class(name="with quotation marks", mark=_QUOTES, whole=False),
)


def texts(site: Path) -> tuple[Text, ...]:
    """Read the texts of a built site from the data that it publishes for programs."""
    records = (json.loads(path.read_bytes()) for path in sorted((site / "api/v1/statements").glob("*.json")))
    return tuple(_text(record) for record in records if "moved_to" not in record)


def cut(found: Sequence[Text], count: int) -> tuple[Phrase, ...]:
    """Take about ``count`` phrases, evenly by class; from a rare class, as many as there are.

    The same texts give the same phrases.
    """
    share = max(1, count // len(CLASSES))
    return tuple(phrase for group in CLASSES for phrase in _of_class(group, found, share))


class Truth:
    """The texts, normalized for comparison."""

    def __init__(self, found: Sequence[Text]) -> None:
        self._texts = [(one.id, [normalized(part) for part in (*one.stretches, *one.archives)]) for one in found]

    def having(self, phrase: str) -> frozenset[str]:
        """Return the statements that contain a phrase."""
        wanted = normalized(phrase)
        return frozenset(name for name, parts in self._texts if any(places(wanted, part) for part in parts))


def _text(record: dict[str, object]) -> Text:
    stretches = [""]
    for passage in each(str(record["text"] or "")):
        if passage.is_gap:
            stretches.append("")
        else:
            stretches[-1] += (_BREAK if stretches[-1] else "") + passage.plain
    archives = tuple(str(record[name]) for name in ("title", "summary", "caution") if record[name])
    return Text(id=str(record["id"]), stretches=tuple(filter(None, stretches)), archives=archives)


def _of_class(wanted: Class, found: Sequence[Text], count: int) -> Iterator[Phrase]:
    random = Random(f"{_SEED} {wanted.name}")
    stretches = [(one.id, part) for one in found for part in one.stretches if wanted.mark.search(part)]
    random.shuffle(stretches)
    known: set[str] = set()
    for source, part in stretches:
        if len(known) == count:
            return
        text = _stretch(wanted, part, random)
        typed = wanted.typed(" ".join(text.split()))
        if text and typed not in known:
            known.add(typed)
            yield Phrase(name=wanted.name, text=typed, source=source)


def _stretch(wanted: Class, part: str, random: Random) -> str:
    """Take whole words around one of the class's marks; empty if they do not belong to the class."""
    mark = random.choice(list(wanted.mark.finditer(part)))
    words = list(re.finditer(r"\S+", part))
    at = sum(word.end() <= mark.start() for word in words)
    size = random.randint(_SHORTEST, _LONGEST)
    first = max(0, at - random.randint(0 if wanted.mark.pattern != _BREAK else 1, size - 1))
    chosen = words[first : first + size]
    text = part[chosen[0].start() : chosen[-1].end()] if len(chosen) == size else ""
    fits = wanted.mark.search(text) and (wanted.only is None or wanted.only.fullmatch(text))
    held = _QUOTES.search(text) and wanted.mark is not _QUOTES  # these cannot be in a phrase, and are their own class
    return text if fits and not held and re.search("[A-Za-z]", text) else ""
