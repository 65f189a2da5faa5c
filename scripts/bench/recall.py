"""The command ``recall``: search a site for phrases from its texts, and report what both searches find."""

from __future__ import annotations

import argparse
import datetime
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import commands
from bench import corpus, program
from bench.asking import MODES, Answer, Asker, asker
from bench.phrases import CLASSES, Phrase, Truth, cut, texts
from bench.releases import CorpusError
from bench.serving import served
from bench.table import columns

OK, FAILED, USAGE_ERROR = 0, 1, 2
_TIMED = 5
"""Phrases with which time is measured."""
_TOLD = 20
"""Lines about phrases that were missed."""
_HEAD = ("", "phrases", "stand in", "exact: found", "without it", "words: found", "without it")
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The result of one search for one phrase."""

    phrase: Phrase
    mode: str
    having: frozenset[str]
    """The statements that have it."""
    found: frozenset[str]
    """The statements that the search found."""

    @property
    def missed(self) -> int:
        """Statements that have it and were not found."""
        return len(self.having - self.found)

    @property
    def without(self) -> int:
        """Statements that were found and do not have it."""
        return len(self.found - self.having)

    @property
    def breaks(self) -> bool:
        """Return whether it breaks the exact search's promise: all statements with the phrase, and no other."""
        whole = next(group.whole for group in CLASSES if group.name == self.phrase.name)
        return bool(self.missed or (whole and self.without))


def run(command: str, options: argparse.Namespace) -> int:
    """Measure; ``options`` has ``corpus``, ``count``, ``phrases`` and ``site``.

    Returns 0 if the exact search kept its promise, 1 if it did not or the site could not be built, 2 for wrong use.

    Raises LackingError if Chromium is missing.
    """
    del command  # there is only one
    try:
        with _site(options) as site:
            return _measured(site, options.phrases) if site else FAILED
    except CorpusError as error:
        sys.stderr.write(f"manage.py: {error}\n  hint: docs/benchmark.md lists what is needed\n")
        return USAGE_ERROR


def report(scores: Sequence[Score]) -> str:
    """Return the table of results, a row for each class of phrases."""
    rows = [_row(group.name, [score for score in scores if score.phrase.name == group.name]) for group in CLASSES]
    return columns(_HEAD, [*filter(None, rows), _row("all", scores)])


def times(answers: Mapping[str, Sequence[Answer]]) -> str:
    """Return the table of what a query takes, as medians."""
    head = ("", "first results s", "all searched s", "MB loaded", "MB in gzip")
    return columns(head, (_times_row(name, given) for name, given in answers.items()))


@contextmanager
def _site(options: argparse.Namespace) -> Iterator[Path | None]:
    """Yield the named site, or one built from the texts; None if the build failed."""
    if options.site:
        if not (options.site / "api/v1/statements").is_dir():
            raise CorpusError(f"{options.site} has no statements in api/v1/.")
        yield options.site
        return
    found = program.texts(options.corpus, options.count)
    with tempfile.TemporaryDirectory(prefix="archive-recall-", ignore_cleanup_errors=True) as name:
        root, site = Path(name, "archive"), Path(name, "site")
        corpus.write(found, root)
        today = datetime.datetime.now(datetime.UTC).date()
        code = commands.run("build", argparse.Namespace(root=root, site_dir=site, today=today, trust=False))
        yield site if code == commands.OK else None


def _measured(site: Path, count: int) -> int:
    found = texts(site)
    truth = Truth(found)
    phrases = cut(found, count)
    if not phrases:
        raise CorpusError("The texts are too few, or too short, to cut phrases out of them.")
    _say(f"{len(found):,} statements, {len(phrases)} phrases")
    with served(site) as host, asker(host) as browser:
        scores: list[Score] = []
        for name, group in groupby(phrases, key=lambda phrase: phrase.name):
            begun = time.perf_counter()
            scores += (score for phrase in group for score in _scores(browser, phrase, truth))
            _say(f"{name}: {time.perf_counter() - begun:.1f} s")
        print(f"\n{report(scores)}", flush=True)
        print(times(_timed(browser, phrases[:_TIMED])), end="", flush=True)
    broken = [score for score in scores if score.mode == "exact" and score.breaks]
    for score in broken[:_TOLD]:
        _say(f"exact: {score.missed} missed, {score.without} without it: {score.phrase.text} ({score.phrase.source})")
    return FAILED if broken else OK


def _scores(browser: Asker, phrase: Phrase, truth: Truth) -> Iterator[Score]:
    having = truth.having(phrase.text)
    for mode in MODES:
        yield Score(phrase=phrase, mode=mode, having=having, found=browser.ask(mode, f'"{phrase.text}"').found)


def _timed(browser: Asker, phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Answer]]:
    """Search for each phrase as a reader's first query, and again as a later one.

    Each search gets the queries that it is for: one in quotation marks, the other without them.
    """
    answers: dict[str, list[Answer]] = {f"{mode}, {when}": [] for mode in MODES for when in ("cold", "warm")}
    asked = [phrase.text for phrase in phrases]
    for mode in MODES:
        for first, second in zip(asked, asked[1:] + asked[:1], strict=True):
            browser.reset()
            for when, text in (("cold", first), ("warm", second)):
                query = f'"{text}"' if mode == "exact" else text
                answers[f"{mode}, {when}"].append(browser.ask(mode, query, whole=False))
    return answers


def _row(name: str, scores: Sequence[Score]) -> tuple[str, ...]:
    if not scores:
        return ()
    by_mode = [[score for score in scores if score.mode == mode] for mode in MODES]
    having = sum(len(score.having) for score in by_mode[0])
    cells = [f"{len(by_mode[0]):,}", f"{having:,}"]
    for own in by_mode:
        cells += [f"{having - sum(item.missed for item in own):,}", f"{sum(item.without for item in own):,}"]
    return (name, *cells)


def _times_row(name: str, given: Sequence[Answer]) -> tuple[str, ...]:
    def middle(values: Iterable[float], per: int) -> str:
        return f"{statistics.median(values) / per:.2f}"

    return (
        name,
        middle((result.first for result in given), 1000),
        middle((result.whole for result in given), 1000),
        middle((result.loaded.size for result in given), _MEGA),
        middle((result.loaded.compressed for result in given), _MEGA),
    )


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
