"""The command ``test``: every check of the code, or only pytest with the given arguments."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_TOP = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One check: its name, and the module and arguments with which this Python runs it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of a check."""

    step: Step
    passed: bool
    output: str
    seconds: float


STEPS = (
    Step(name="ruff check", words=("ruff", "check")),
    Step(name="ruff format", words=("ruff", "format", "--check")),
)
"""The checks before pytest, in their order."""

BESIDE = Step(name="mypy", words=("mypy",))
"""The check that takes long and one processor: it runs while pytest does."""

INSTALL = "--install"
"""Lets a test install the program that it needs and that is absent; ``tests/conftest.py`` declares it."""

ALL = ("--numprocesses=auto", "--dist=worksteal")
"""How pytest runs every test: in as many processes as ``tests/conftest.py`` says; idle ones help the busy ones."""


def run(command: str, options: argparse.Namespace) -> int:
    """Run pytest with ``options.arguments``; without any, run every check, even if one fails.

    Return 0 if all went well, otherwise 1.
    """
    del command  # there is only one
    if options.arguments:
        return int(_python("pytest", INSTALL, *options.arguments).returncode != 0)
    failed = [step.name for step in STEPS if not _told(_checked(step), passes=True)]
    print(f"{BESIDE.name}: runs beside pytest", flush=True)
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(_checked, BESIDE)
        tested = _python("pytest", INSTALL, *ALL).returncode == 0
    # Whoever reads the output looks for pytest's own closing line at its end, so nothing follows a good run.
    failed += [] if _told(checked.result(), passes=False) else [BESIDE.name]
    failed += [] if tested else ["pytest"]
    if failed[:1] not in ([], ["pytest"]):
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _checked(step: Step) -> Checked:
    begun = time.monotonic()
    done = _python(*step.words, quiet=True)
    return Checked(step=step, passed=done.returncode == 0, output=done.stdout, seconds=time.monotonic() - begun)


def _told(checked: Checked, *, passes: bool) -> bool:
    """Print what a check found, and with ``passes`` that it found nothing; return whether it passed."""
    if not checked.passed:
        print(checked.output.rstrip())
    if passes or not checked.passed:
        word = "passed" if checked.passed else "failed"
        print(f"{checked.step.name}: {word} ({checked.seconds:.1f} s)", flush=True)
    return checked.passed


def _python(*words: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    # Without its cache, pytest rewrites every file of tests at each start, which takes seconds.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    stdout, stderr = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=_TOP, env=environ, text=True, check=False, stdout=stdout, stderr=stderr)
