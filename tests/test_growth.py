"""No contributed record costs more time than its size justifies: twice the input takes about twice the work.

Times are processor times, the best of three, and a bound of three leaves room for a busy machine: quadratic work would
take four times as long.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.check import checking
from archive.check.checking import check
from archive.link.linking import link
from archive.pages import quoting, words
from archive.read.reading import Reading, read
from archive.record.problem import Problem, report
from archive.record.text import passages
from archive.site.citing import LONGEST
from archive.site.site import Settings, Site

TOY = Path(__file__).parent / "toy" / "statements"
TODAY = datetime.date(2026, 11, 24)
SLUG = "2016-05-02-long-words"
MOST = 3.0
STATEMENT = """---
title: Long words
date: 2016-05-02
kind: press-statement
summary: Words that go on and on.
speaker: ada-sample
jurisdiction: exampleton
statutes: [99 U.S.C. § 1234]
{keys}source:
  publisher: Example Times
  url: https://example.org/long
  copy: report
  seen: whole
added: 2026-01-05
---

{body}
"""


def _positions(count: int) -> str:
    position = (
        "  - {jurisdiction: exampleton, statute: 99 U.S.C. § 1234, stance: asserts-compliance, quote: no such words"
    )
    return "positions:\n" + "".join(f"{position} {number}}}\n" for number in range(count))


BODIES: dict[str, tuple[Callable[[int], str], int]] = {
    "points": (lambda count: "See 99 U.S.C. § 1234(a)" + "." * count, 4_000),
    "marks and quotation marks": (lambda count: "See 99 U.S.C. § 1234(a)" + ".'" * count, 4_000),
    "sentences": (lambda count: "99 U.S.C. § 1234(a). And so. " * count, 1_000),
    "one sentence": (lambda count: "99 U.S.C. § 1234(a), and " * count, 1_000),
    "bare sections": (lambda count: "Section 1234(a) and so on. " * count, 1_000),
    "lists of sections": (lambda count: "Sections 1" + ", 2" * count, 3_000),
    "emphasis": (lambda count: "*Section 1234(a)* " * count, 500),
}
CHECKED: dict[str, tuple[Callable[[int], tuple[str, str]], int]] = {
    "unlisted citations": (
        lambda n: ("", "".join(f"99 U.S.C. § {at} {'and words ' * 20}\n" for at in range(2000, 2000 + n))),
        1_500,
    ),
    "gaps": (lambda n: ("", "Words.\n\n" + "[...]\n\n" * n + "Words."), 4_000),
    "shapes of gaps": (lambda n: ("", "Words.\n\n" + "[…]\n\n" * n + "Words."), 4_000),
    "words under quotations": (lambda n: (_positions(n // 40), "Other words stand here.\n\n" * n), 3_000),
    "unknown keys": (lambda n: ("".join(f"unknown{at}: words\n" for at in range(n)), "Words."), 1_000),
    "unseen characters": (lambda n: ("", "word\u200b " * n), 4_000),
}


def _archive(root: Path, keys: str = "", body: str = "Words.") -> Path:
    if not (root / "statements").exists():
        shutil.copytree(TOY, root / "statements")
    (root / "statements" / "2016").mkdir(exist_ok=True)
    (root / "statements" / "2016" / f"{SLUG}.md").write_text(STATEMENT.format(keys=keys, body=body.strip()))
    return root


def _checked(root: Path) -> tuple[Problem, ...]:
    return check(read(root), TODAY)


def _cost(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes at best."""
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


def _paged(reading: Reading) -> Callable[[], object]:
    def work() -> None:
        site = Site(links=link(reading.archive), settings=Settings(site_name="Toy"))
        statement = reading.archive.statements[SLUG]
        words.shown(reading.archive, statement, passages(statement.body), "")
        for statute in reading.archive.statutes.values():
            quoting.cited(site, statute)

    return work


@pytest.mark.parametrize("name", BODIES)
def test_pages_cost_what_the_words_measure(name: str, tmp_path: Path) -> None:
    """Twice the words take no more than about twice the time on the pages of a statement and its laws."""
    make, count = BODIES[name]
    once, twice = (_cost(_paged(read(_archive(tmp_path, body=make(size))))) for size in (count, 2 * count))
    assert twice <= MOST * once


@pytest.mark.parametrize("name", CHECKED)
def test_checks_cost_what_the_record_measures(name: str, tmp_path: Path) -> None:
    """Twice the faults take no more than about twice the time to find."""
    make, count = CHECKED[name]

    def cost(size: int) -> float:
        keys, body = make(size)
        _archive(tmp_path, keys, body)
        return _cost(lambda: _checked(tmp_path))

    assert cost(2 * count) <= MOST * cost(count)


def test_citations_have_a_longest_form(tmp_path: Path) -> None:
    """A citation with hundreds of parts, each of which could have its own anchor, is refused for its length."""
    root = _archive(tmp_path)
    statute = root / "statements" / "statutes" / "99-usc-1234.yml"
    statute.write_text(
        statute.read_text().replace("subsections:\n", f"subsections:\n  - 99 U.S.C. § 1234{'(a)' * 600}\n")
    )
    (found,) = (problem for problem in _checked(root) if problem.rule == "value-length")
    assert found.sentence == "A citation must have at most 100 characters; this one has 1,816."


def test_many_faults_of_one_kind_are_counted(tmp_path: Path) -> None:
    """For each rule in a file the first faults are reported, and the others are counted."""
    count = checking.SHOWN + 50
    found = _checked(_archive(tmp_path, body="Words.\n\n" + "[...]\n\n" * count + "Words."))
    gaps = [problem for problem in found if problem.rule == "gap-edge"]
    assert len(gaps) == checking.SHOWN + 1
    assert gaps == sorted(gaps)
    assert gaps[-1].sentence == "And 49 more problems of this rule in this file."
    assert gaps[-1].place.line > gaps[-2].place.line
    assert report(found).count("\n") < 3 * checking.SHOWN


def test_long_sentences_are_cut_around_the_citation(tmp_path: Path) -> None:
    """For a very long sentence, a law's page shows the words near the citation, and marks what it leaves out."""
    body = f"{'before ' * LONGEST}99 U.S.C. § 1234 {'after ' * LONGEST}end."
    archive = read(_archive(tmp_path, body=body)).archive
    site = Site(links=link(archive), settings=Settings(site_name="Toy"))
    (sentence,) = (
        each.words
        for each in quoting.cited(site, archive.statutes["99-usc-1234"])[0].sentences
        if each.entry.id == SLUG
    )
    assert sentence.before.startswith("…before ")
    assert sentence.after.endswith(" after…")
    assert len(sentence.before) <= LONGEST + 1
    assert len(sentence.after) <= LONGEST + 1


_TICK = 10_000
"""Microseconds that the clock of the processor may count at once."""

_QUERY = """
const { tokens } = await import(process.argv[1]);
const cost = (count) => {
  const before = process.cpuUsage();
  if ([...tokens('"a" '.repeat(count))].length !== count) throw new Error("each is a phrase");
  return process.cpuUsage(before).user;
};
const best = (count) => Math.min(...Array.from({ length: 9 }, () => cost(count)));
cost(500);
console.log(best(250), best(1000));
"""


@pytest.mark.needs("node")
def test_marks_in_the_search_box_cost_what_they_measure() -> None:
    """Four times the phrases in quotation marks take no more than about four times as long to read, and not sixteen."""
    script = (TOY.parents[2] / "docs/assets/js/search/query.js").as_uri()
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _QUERY, script], capture_output=True, text=True, check=True
    )
    once, four = map(int, done.stdout.split())
    assert four <= 3 * MOST * max(once, _TICK)
