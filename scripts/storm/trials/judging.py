"""Test every tool on honest sources and tampered archives, and report what was refused or missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from archive.read.reading import NOTHING, Reading
from archive.record.proofs import state
from storm.trials import ground, tampering
from storm.trials.ground import Files, Said
from storm.trials.honest import Written, plainly
from storm.trials.speeches import speech
from storm.trials.tampering import BASE, CHECK, SINCE, VERIFY, Tampering


def refused(written: Iterable[Written], scratch: Path) -> Iterator[str]:
    """Prove sources and check the proofs; yield what is refused, and what is proved at the wrong level."""
    sources = list(written)
    files = ground.proved(ground.unproved(sources), scratch / "proved")
    found = ground.reading(files, scratch / "checked")
    said = {tool: each(found) for tool, each in _TOOLS.items()}
    ways = {make(each.speech.number): each.way for each in sources for make in (ground.path, ground.source_path)}
    for tool, lines in said.items():
        yield from (f"{ways.get(path, '')}: {tool} says of {path}: {line}" for path, line in lines.items())
    for each in sources:
        level = state(found.archive, found.archive.statements[ground.name(each.speech.number)])
        if level != each.level:
            yield f"{each.way}: the words are {level}, and must be {each.level}"


def _check(found: Reading) -> Said:
    return ground.of_check(found, NOTHING)


_TOOLS = {CHECK: _check, VERIFY: ground.of_verify}


class Trial:
    """A proved and sealed archive, and the tests run on it."""

    def __init__(self, count: int, random: Random, scratch: Path) -> None:
        """Make up an archive with a number of statements; ``scratch`` is an empty folder."""
        self._scratch, self._random, self._runs = scratch, random, 0
        kinds = tuple(tampering.WORDS)
        self.written = [plainly(speech(number, random), random) for number in range(count)]
        self.others = [
            tampering.worded(each, kinds[number % len(kinds)], random) for number, each in enumerate(self.written)
        ]
        self.files = ground.proved(ground.unproved(self.written), scratch / "proved")
        self._others = ground.proved(ground.unproved(self.others), scratch / "others")
        self._base = ground.reading(self.files, scratch / "base")
        self._kept = ground.kept_of(self._base)

    def together(self) -> Iterator[list[Tampering]]:
        """Yield tamperings that can be tested together, each on a different statement."""
        pairs = list(zip(self.written, self.others, strict=True))
        for place in tampering.PLACES:
            yield [tampering.in_words(self.files, self._others, *pair, place) for pair in pairs]
        edits, wholes = tuple(tampering.EDITS), tampering.WHOLES
        for turn in range(2):
            yield [
                tampering.edited(self.files, number, edits[(number + turn) % len(edits)])
                for number in range(len(pairs))
            ]
        yield [
            wholes[number % len(wholes)](self.files, each, self.written[number - 1])
            for number, each in enumerate(self.written)
        ]
        for each in tampering.seals(self.files):
            yield [each]

    def words_alone(self) -> Files:
        """Return the archive with different words in each record, and nothing else changed."""
        return {
            **self.files,
            **{path: data for each in next(self.together()) for path, data in each.files.items() if data},
        }

    def missed(self, tamperings: list[Tampering]) -> Iterator[str]:
        """Apply tamperings, each to different files, and yield what a tool misses or does not say."""
        files = dict(self.files)
        for each in tamperings:
            for path, data in each.files.items():
                files.pop(path, None)
                files |= {path: data} if data is not None else {}
        self._runs += 1
        said = self._said(files, self._scratch / str(self._runs))
        for each in tamperings:
            for tool, (path, words) in each.said.items():
                if not re.search(words, said[tool].get(path, "")):
                    yield f"{each.kind}: {tool} must say “{words}” of {path}, and says “{said[tool].get(path, '')}”"

    def _said(self, files: Files, root: Path) -> Mapping[str, Said]:
        found = ground.reading(files, root)
        return {
            CHECK: ground.of_check(found, NOTHING),
            BASE: ground.of_check(found, self._base),
            VERIFY: ground.of_verify(found),
            SINCE: ground.of_since(found, self._kept),
        }
