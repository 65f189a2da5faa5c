"""The programs that tests run besides Python: mark the tests that need them, and run those in ``tests/node/``."""

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
    """Return the mark for a test that runs programs: Chromium or those in ``launcher.programs``."""
    return pytest.mark.needs(*programs)


@cache
def available(program: str, *, install: bool) -> bool:
    """Return whether a program and its npm packages can run, after installing what is missing if allowed.

    Raises LackingError if npm or Playwright is present but cannot install.
    """
    if install and (failure := _failure(program)):
        raise failure
    if program == CHROMIUM:
        return chromium.find(os.environ) is not None
    return shutil.which(program) is not None and (program not in RUNS_PACKAGES or PACKAGES.is_dir())


@cache
def _failure(program: str) -> LackingError | None:
    """Install what is missing, once per run; return why it failed, which an installer may take a minute to find."""
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
    """Run a script from the folder with a value as JSON on stdin; return the value that it prints."""
    command = ["node", str(NODE / script), *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
