"""The short form of the storm: hostile records, and hostile conditions to build them in, with a fixed seed."""

from __future__ import annotations

import argparse
import datetime
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from launcher.arguments import ATTACKS
from storm import attacks, judging, program
from storm.judging import Judge
from storm.mutating import Mutation, mutations, sources

SEED = 20170421
TODAY = datetime.date(2026, 11, 24)
MAYOR = "statements/2017/2017-03-08-sample-says-exampleton-complies.md"


@pytest.fixture
def judge(toy_root: Path, tmp_path: Path) -> Judge:
    """A judge with a copy of the made-up archive."""
    return Judge(toy_root, tmp_path / "judged", TODAY)


def test_no_mutation_is_taken_wrongly(toy_root: Path, tmp_path: Path) -> None:
    """Each of about a hundred mutations yields a record, or problems with place, rule and hint, never a traceback."""
    verdicts = program.judged(toy_root, tmp_path / "judged", TODAY, SEED, 600)
    faults = [program.line(verdict, fault) for verdict in verdicts for fault in verdict.faults]
    assert faults == []
    assert 0 < sum(verdict.accepted for verdict in verdicts) < len(verdicts)


def test_mutations_come_from_their_seed(toy_root: Path) -> None:
    """The same seed makes the same mutations, and a different seed makes different ones."""
    found = sources(toy_root)
    first, again, other = (list(islice(mutations(found, seed), 50)) for seed in (SEED, SEED, SEED + 1))
    assert first == again != other


def test_every_key_of_the_archive_is_mutated(toy_root: Path) -> None:
    """One round of mutations changes a value under every key that a record can have."""
    found = sources(toy_root)
    keys = {key for source in found for key in source.value}
    changed = {mutation.at.split(".")[0] for mutation in islice(mutations(found, SEED), 1_000)}
    assert keys - changed == set()


def test_the_archive_is_put_back(judge: Judge, toy_root: Path) -> None:
    """A mutation's files are gone before the next one is judged."""
    before = {path: path.read_bytes() for path in sorted(judge.root.rglob("*")) if path.is_file()}
    for mutation in islice(mutations(sources(toy_root), SEED), 100):
        judge.judge(mutation)
    assert {path: path.read_bytes() for path in sorted(judge.root.rglob("*")) if path.is_file()} == before


def _crash(*_: object) -> None:
    raise KeyError("no such key")


def _unheld(reading: object, mutation: Mutation) -> list[str]:
    return []


@pytest.mark.parametrize(
    ("patched", "value", "data", "refused", "said"),
    [
        ("check", _crash, None, False, "KeyError"),
        ("BOUND", -1.0, None, False, "it took"),
        ("_of_accepted", _unheld, None, True, "it was accepted"),
        ("_IDS", frozenset(), b"---\n", True, "the rule is none"),
        ("_LONGEST_REPORT", 3, b"---\n", True, "the report has"),
    ],
)
def test_the_judge_sees_a_fault(
    judge: Judge,
    toy_root: Path,
    monkeypatch: pytest.MonkeyPatch,
    patched: str,
    value: object,
    data: bytes | None,
    refused: bool,
    said: str,
) -> None:
    """A crash, a timeout, a wrong acceptance and a report that says too little are all reported."""
    monkeypatch.setattr(judging, patched, value)
    files = {MAYOR: (toy_root / MAYOR).read_bytes() if data is None else data}
    verdict = judge.judge(Mutation(attack="none", files=files, refused=refused))
    assert any(said in fault for fault in verdict.faults)


def test_attacks_are_those_of_the_command() -> None:
    """The command offers every existing attack."""
    assert (program.MUTATIONS, *program.ATTACKS) == ATTACKS


@pytest.mark.xfail(sys.platform != "linux", reason="only Linux tells of groups of processes", run=False)
@pytest.mark.parametrize("attack", ["kills", "pairs"])
def test_builds_stand_hostile_moments(attack: str, toy_root: Path, tmp_path: Path) -> None:
    """A build that is killed, or runs beside another, leaves a whole site."""
    assert program.attacked(attack, toy_root, tmp_path / attack, TODAY, SEED, 1).faults == ()


@pytest.mark.parametrize(("ignored", "code"), [("SIGINT", -signal.SIGTERM), ("SIGTERM", -signal.SIGKILL)])
def test_a_server_is_stopped_whatever_it_ignores(ignored: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server ends with its attack, also where a shell has started the storm in the background."""
    monkeypatch.setattr(attacks, "_ENDING", 2)
    script = f"import signal, time; signal.signal(signal.{ignored}, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert attacks._stopped(process) == code


def test_faults_are_told(toy_root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The command counts mutations by kind, reports the faults and exits with 1 if there are any."""
    options = argparse.Namespace(root=toy_root, seed=SEED, mutations=5, only=[program.MUTATIONS])
    assert program.run("storm", options) == program.FINE
    monkeypatch.setattr(judging, "BOUND", -1.0)
    assert program.run("storm", options) == program.FAILED
    out = capsys.readouterr().out
    assert f"seed {SEED}" in out
    assert ": it took" in out
