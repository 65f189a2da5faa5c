"""The command ``compare``: change quotations on purpose, check them, and report how often the answer is right."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from archive.export import exact
from archive.link.linking import link
from archive.read.reading import read
from archive.record.text import each
from archive.site.site import Settings, Site
from bench import addresses, corpus
from bench.asking import asker
from bench.pairs import ANSWERS, DIFFERS, KINDS, NONE, Kind, Pair, make
from bench.phrases import Text
from bench.releases import CorpusError, Release, releases
from bench.releases import read as read_releases
from bench.serving import served
from bench.table import columns

OK, USAGE_ERROR = 0, 2
_APART = 8
"""One text of so many is kept out of the archive: what it says, nobody in the archive said."""
_ASSETS = Path(__file__).resolve().parents[2] / "docs/assets/js"
_HEAD = ("", "pairs", *ANSWERS, "right answer", "right statement", "pointed out")
_ANSWER_HEAD = ("", "given", "right", "precision", "wanted", "found", "recall")

SCRIPT = """async ([root, questions]) => {
  const { ask } = await import(`${root}assets/js/check/client.js`);
  const answers = [];
  for (const quotation of questions) {
    const begun = performance.now();
    let first = null;
    const answer = await new Promise((resolve, reject) => ask({ quotation }, (told) => {
      if (told.failed) reject(new Error(told.failed));
      if (told.found?.length) first ??= performance.now() - begun;
      if (told.done) resolve(told);
    }));
    const whole = performance.now() - begun;
    answers.push({
      answer: answer.found[0]?.answer ?? "none",
      statements: answer.found.map(({ statement }) => statement.id),
      notes: answer.found[0]?.notes.map(({ kind }) => kind) ?? [],
      counts: answer.found[0]?.counts ?? {},
      first: first ?? whole,
      whole,
    });
  }
  return answers;
}"""
"""The work of the quotation page, without the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pair and the answer to it."""

    pair: Pair
    kind: Kind
    answer: str
    statements: tuple[str, ...]
    """The ids of the statements that were shown, the closest first."""
    notes: frozenset[str]
    """The kinds of notes on the closest."""
    counts: Mapping[str, int]
    """Words that are in the quotation alone, left out in silence, and left out as it says."""
    first: float
    """Milliseconds until the first statement, or until it was certain that there is none."""
    whole: float

    @property
    def right(self) -> bool:
        """Return whether the answer is right for the kind."""
        return self.answer in self.kind.answers

    @property
    def placed(self) -> bool:
        """Return whether the answer is right and names the right statement first, or none if there is none."""
        return self.right and (
            self.answer == NONE or not self.pair.source or self.statements[:1] == (self.pair.source,)
        )

    @property
    def pointed(self) -> bool:
        """Return whether the answer also states the difference in words."""
        return self.placed and (self.answer != DIFFERS or not self.kind.notes or bool(self.kind.notes & self.notes))


def run(command: str, options: argparse.Namespace) -> int:
    """Measure; ``options`` has ``corpus``, ``count`` and ``pairs``.

    Returns 0, or 2 for a corpus that cannot be used. Raises LackingError if Chromium is missing.
    """
    del command  # there is only one
    try:
        found = releases(addresses.lines()) if options.corpus is None else read_releases(options.corpus)
        texts = tuple(islice(found, options.count))
        if len(texts) <= _APART:
            raise CorpusError(f"To compare quotations takes more than {_APART} texts.")
    except CorpusError as error:
        sys.stderr.write(f"manage.py: {error}\n  hint: docs/benchmark.md lists what is needed\n")
        return USAGE_ERROR
    with prepared(texts) as (folder, held, apart):
        pairs = make(held, apart, options.pairs)
        sys.stderr.write(f"{len(held):,} statements, {len(pairs)} quotations\n")
        with served(folder) as host, asker(host) as browser:
            judged = judge(pairs, browser.run(SCRIPT, [pair.quotation for pair in pairs]))
    print(f"\n{report(judged)}\n{by_answer(judged)}\n{times(judged)}", end="", flush=True)
    return OK


@contextmanager
def prepared(texts: Sequence[Release]) -> Iterator[tuple[Path, list[Text], list[Text]]]:
    """Write the parts of a site that the comparison needs; yield its folder, the texts it holds, and those it lacks."""
    with tempfile.TemporaryDirectory(prefix="archive-compare-", ignore_cleanup_errors=True) as name:
        folder = Path(name, "site")
        held = [one for at, one in enumerate(texts) if at % _APART != _APART // 2]
        apart = [one for at, one in enumerate(texts) if at % _APART == _APART // 2]
        corpus.write(tuple(held), Path(name, "archive"))
        site = Site(links=link(read(Path(name, "archive")).archive), settings=Settings(site_name="Quotations"))
        for output in exact.outputs(site):
            path = folder / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.make())
        shutil.copytree(_ASSETS, folder / "assets/js")
        yield folder, [_text(one) for one in held], [_text(release) for release in apart]


def judge(pairs: Sequence[Pair], answers: Sequence[Mapping[str, Any]]) -> tuple[Judged, ...]:
    """Match each pair with its answer, as ``SCRIPT`` returns it."""
    kinds = {kind.name: kind for kind in KINDS}
    return tuple(
        Judged(
            pair=pair,
            kind=kinds[pair.kind],
            answer=str(answer["answer"]),
            statements=tuple(answer["statements"]),
            notes=frozenset(answer["notes"]),
            counts=answer["counts"],
            first=answer["first"],
            whole=answer["whole"],
        )
        for pair, answer in zip(pairs, answers, strict=True)
    )


def report(judged: Sequence[Judged]) -> str:
    """Return the table of answers, a row for each kind of change."""
    rows = ((kind.name, [verdict for verdict in judged if verdict.kind is kind]) for kind in KINDS)
    return columns(_HEAD, [_row(name, own) for name, own in (*rows, ("all", judged)) if own])


def by_answer(judged: Sequence[Judged]) -> str:
    """Return the precision and the recall of each answer.

    An answer is correct if the kind allows it, and expected if the kind allows no other.
    """
    rows = []
    for answer in ANSWERS:
        given = [verdict for verdict in judged if verdict.answer == answer]
        wanted = [verdict for verdict in judged if verdict.kind.answers == {answer}]
        right, found = sum(one.right for one in given), sum(one.answer == answer for one in wanted)
        rows.append(
            (
                answer,
                str(len(given)),
                str(right),
                _share(right, len(given)),
                str(len(wanted)),
                str(found),
                _share(found, len(wanted)),
            )
        )
    return columns(_ANSWER_HEAD, rows)


def times(judged: Sequence[Judged]) -> str:
    """Return the table of response times in seconds."""
    rows = []
    for name, values in (
        ("first statement", [verdict.first for verdict in judged]),
        ("whole answer", [verdict.whole for verdict in judged]),
    ):
        cells = (statistics.median(values), statistics.quantiles(values, n=20)[-1], max(values))
        rows.append((name, *(f"{value / 1000:.2f}" for value in cells)))
    return columns(("", "median s", "19 of 20 s", "longest s"), rows)


def _row(name: str, own: Sequence[Judged]) -> tuple[str, ...]:
    answers = (str(sum(item.answer == answer for item in own)) for answer in ANSWERS)
    right = (sum(item.right for item in own), sum(item.placed for item in own), sum(item.pointed for item in own))
    return (name, str(len(own)), *answers, *(_share(count, len(own)) for count in right))


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of else "-"


def _text(release: Release) -> Text:
    return Text(
        id=release.id, stretches=("\n".join(passage.plain for passage in each(release.body) if not passage.is_gap),)
    )
