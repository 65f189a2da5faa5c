"""The command ``storm``: make hostile records, conditions and sources from a seed, and report what broke."""

from __future__ import annotations

import argparse
import datetime
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from bench.table import columns
from storm import attacks, pages
from storm.attacks import Attack, Ground, Tally
from storm.judging import Judge, Verdict
from storm.mutating import mutations, sources
from storm.trials.attacks import honest_sources, tampered

FINE, FAILED = 0, 1
MUTATIONS = "mutations"
ATTACKS: Mapping[str, tuple[Attack, int]] = {
    "nasty": (pages.nasty, 10),
    "written": (pages.written, 100),
    "kills": (attacks.kills, 40),
    "pairs": (attacks.pairs, 50),
    "full": (attacks.full, 15),
    "locked": (attacks.locked, 3),
    "readers": (attacks.readers, 200),
    "places": (attacks.places, 22),
    "honest": (honest_sources, 3_000),
    "tampered": (tampered, 300),
}
"""The attacks on whole builds, each with how often the long form tries it."""
_TOLD = 40
"""The most faults reported in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """All mutations of one kind."""

    attack: str
    tried: int
    refused: int
    slowest: float
    """Seconds of the processor."""
    faults: int


def run(command: str, options: argparse.Namespace) -> int:
    """Attack the archive in ``options.root``, as ``only``, ``seed`` and ``mutations`` say.

    Returns 0 if every promise was kept, otherwise 1. Raises LackingError if Chromium is missing.
    """
    del command  # there is only one
    chosen = options.only or [MUTATIONS, *ATTACKS]
    today = datetime.datetime.now(datetime.UTC).date()
    faults: list[str] = []
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="archive-storm-", ignore_cleanup_errors=True) as name:
        if MUTATIONS in chosen:
            verdicts = judged(options.root, Path(name, MUTATIONS), today, options.seed, options.mutations)
            print(f"\n{table(verdicts)}\n", flush=True)
            faults += (line(verdict, fault) for verdict in verdicts for fault in verdict.faults)
        for attack in (attack for attack in ATTACKS if attack in chosen):
            begun = time.perf_counter()
            tally = attacked(attack, options.root, Path(name, attack), today, options.seed)
            took = time.perf_counter() - begun
            print(f"{tally.attack}: {tally.tried:,} tried, {len(tally.faults):,} faults, {took:.0f} s", flush=True)
            faults += (f"{tally.attack}: {fault}" for fault in tally.faults)
    for fault, often in Counter(faults).most_common(_TOLD):
        print(f"{often} x {fault}")
    return FAILED if faults else FINE


def judged(root: Path, scratch: Path, today: datetime.date, seed: int, count: int) -> list[Verdict]:
    """Judge a number of mutations of an archive."""
    judge = Judge(root, scratch, today)
    return [judge.judge(mutation) for mutation in islice(mutations(sources(root), seed), count)]


def attacked(name: str, root: Path, scratch: Path, today: datetime.date, seed: int, count: int | None = None) -> Tally:
    """Run one attack on whole builds, as often as the long form does or ``count`` times."""
    attack, often = ATTACKS[name]
    scratch.mkdir()
    ground = Ground(root=root, scratch=scratch, today=today, random=Random(f"{seed} {name}"), count=count or often)
    return attack(ground)


def line(verdict: Verdict, fault: str) -> str:
    """Return a line that says what broke, and where."""
    mutation = verdict.mutation
    return f"{mutation.attack}, {', '.join(map(repr, mutation.files))} {mutation.at}: {fault}"


def table(verdicts: Sequence[Verdict]) -> str:
    """Return the table of mutations, a row for each kind and one for all."""
    kinds = sorted({verdict.mutation.attack for verdict in verdicts})
    rows = [row(kind, [verdict for verdict in verdicts if verdict.mutation.attack == kind]) for kind in kinds]
    head = ("", "tried", "refused", "slowest s", "faults")
    return columns(head, (_cells(each) for each in (*rows, row("all", verdicts))))


def row(attack: str, verdicts: Sequence[Verdict]) -> Row:
    """Count the outcomes of some mutations."""
    return Row(
        attack=attack,
        tried=len(verdicts),
        refused=sum(not verdict.accepted for verdict in verdicts),
        slowest=max((verdict.seconds for verdict in verdicts), default=0.0),
        faults=sum(bool(verdict.faults) for verdict in verdicts),
    )


def _cells(row: Row) -> Sequence[str]:
    return row.attack, f"{row.tried:,}", f"{row.refused:,}", f"{row.slowest:.2f}", f"{row.faults:,}"
