"""The command ``test``: every check of the code, or only pytest with the given arguments."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_TOP = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One check: its name, and the module and arguments with which this Python runs it."""

    name: str
    words: tuple[str, ...]


STEPS = (
    Step(name="ruff check", words=("ruff", "check")),
    Step(name="ruff format", words=("ruff", "format", "--check")),
    Step(name="mypy", words=("mypy",)),
)
"""The checks before pytest, in their order."""

INSTALL = "--install"
"""Lets a test install the program that it needs and that is absent; ``tests/conftest.py`` declares it."""

ALL = ("--numprocesses=auto", "--dist=worksteal")
"""How pytest runs every test: one process per processor, the idle ones taking over from the busy ones."""


def run(command: str, options: argparse.Namespace) -> int:
    """Run pytest with ``options.arguments``; without any, run every check, all of them even where one fails.

    Return 0 if all went well, otherwise 1.
    """
    del command  # there is only one
    if options.arguments:
        return int(_python("pytest", INSTALL, *options.arguments).returncode != 0)
    failed = [step.name for step in STEPS if not _passes(step)]
    # Whoever reads the output looks for pytest's own closing line at its end, so nothing follows a good run.
    if _python("pytest", INSTALL, *ALL).returncode != 0:
        failed.append("pytest")
    if failed[:1] not in ([], ["pytest"]):
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _passes(step: Step) -> bool:
    begun = time.monotonic()
    done = _python(*step.words, quiet=True)
    passed = done.returncode == 0
    if not passed:
        print(done.stdout.rstrip())
    print(f"{step.name}: {'passed' if passed else 'failed'} ({time.monotonic() - begun:.1f} s)", flush=True)
    return passed


def _python(*words: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    # Without its cache, pytest rewrites every file of tests at each start, which takes seconds.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    stdout, stderr = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=_TOP, env=environ, text=True, check=False, stdout=stdout, stderr=stderr)
