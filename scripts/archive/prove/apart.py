"""Read what is hostile in a process of its own, which is ended where it takes too long.

A PDF of two kilobytes can keep its reader busy for years, and a page that nests without end nearly so. Neither reader
can be told to stop; a process can.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

SECONDS = 30
"""Seconds of the processor that reading may take; a busy machine may take ten times as long."""

_SCRIPTS = Path(__file__).parents[2]
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from archive.prove.apart import answer; answer(*sys.argv[2:])"
_REFUSED = 10


class ApartError(Exception):
    """There is no text; says why, as far as it is known."""


def apart(work: Callable[[bytes], str], data: bytes, seconds: int = SECONDS) -> str:
    """Return what a function of a module makes of some bytes, in another process; raises ApartError.

    Of a ``ValueError`` of the function the words are kept.
    """
    command = [sys.executable, "-c", _CHILD, str(_SCRIPTS), work.__module__, work.__qualname__, str(seconds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=10 * seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ApartError(f"it takes more than {seconds} seconds") from None
    said = done.stdout.decode("utf-8", "surrogatepass")
    if done.returncode == _REFUSED:
        raise ApartError(said)
    if done.returncode != 0:
        raise ApartError(f"it takes more than {seconds} seconds, or breaks the program that reads it")
    return said


def answer(module: str, function: str, seconds: str) -> None:
    """Be the other process: read bytes, do the work within its time, and write the text."""
    with suppress(ImportError):  # where the system has no such limit, whoever asked ends the process
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    work = getattr(import_module(module), function)
    try:
        said, code = work(sys.stdin.buffer.read()), 0
    except ValueError as error:
        said, code = str(error), _REFUSED
    sys.stdout.buffer.write(said.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    sys.exit(code)
