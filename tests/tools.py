"""The programs that tests run beside Python: which tests need them, and those of ``tests/node/`` run on a value."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from launcher import chromium, javascript, programs
from launcher.lacking import LackingError
from launcher.making import say

NODE = Path(__file__).resolve().parent / "node"
PACKAGES = NODE / "node_modules"
CHROMIUM = "chromium"
RUNS_PACKAGES = ("node", "java")
"""The programs that run npm packages."""
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def needs(*programs: str) -> pytest.MarkDecorator:
    """Return the mark of a test that runs programs: Chromium or those of ``launcher.programs``."""
    return pytest.mark.needs(*programs)


@cache
def available(program: str, *, install: bool) -> bool:
    """Return whether a program can be run, with the npm packages that it runs; install what is absent if allowed.

    Raises LackingError where npm or Playwright is there and cannot install.
    """
    if install and (failure := _failure(program)):
        raise failure
    if program == CHROMIUM:
        return chromium.find(os.environ) is not None
    return shutil.which(program) is not None and (program not in RUNS_PACKAGES or PACKAGES.is_dir())


@cache
def _failure(program: str) -> LackingError | None:
    """Install what is absent, once in a run; return why it cannot be, which an installer may take a minute to find."""
    with FileLock(Path(sys.prefix) / "installing.lock"):  # several processes run the tests
        try:
            _install(program)
        except LackingError as error:
            return error
    return None


def _install(program: str) -> None:
    if program == CHROMIUM:
        chromium.ensure(os.environ, say)
    elif program in RUNS_PACKAGES:
        programs.ensure((program, "npm"), os.environ, say)
        javascript.ensure(NODE, os.environ, say)
    else:
        programs.ensure((program,), os.environ, say)


def node(script: str, *arguments: str, given: Any = None) -> Any:
    """Run a script of the folder with a value as JSON on its standard input; return the value that it prints."""
    command = ["node", str(NODE / script), *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
