"""Read hostile bytes in another process, within limits of time and memory.

A PDF of two kilobytes can keep its reader busy for years, and a page of 100 KB can fill the memory. Neither reader can
be told to stop; a process can.
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
GIGABYTES = 2
"""Memory that reading may take, where the system can limit it."""

_SCRIPTS = Path(__file__).parents[2]
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from archive.prove.apart import answer; answer(*sys.argv[2:])"
_REFUSED = 10


class ApartError(Exception):
    """There is no text; says why, as far as it is known."""


def apart(work: Callable[..., str], data: bytes, *arguments: str, seconds: int = SECONDS) -> str:
    """Return what a function of a module makes of some bytes, in another process; raises ApartError.

    The function gets the bytes and the arguments. Of a ``ValueError`` that it raises the words are kept.
    """
    name = [work.__module__, work.__qualname__, str(seconds)]
    command = [sys.executable, "-c", _CHILD, str(_SCRIPTS), *name, *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=10 * seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ApartError(f"it takes more than {seconds} seconds") from None
    said = done.stdout.decode("utf-8", "surrogatepass")
    if done.returncode == _REFUSED:
        raise ApartError(said)
    if done.returncode != 0:
        limits = f"{seconds} seconds or {GIGABYTES} GB of memory"
        raise ApartError(f"it takes more than {limits}, or breaks the program that reads it")
    return said


def answer(module: str, function: str, seconds: str, *arguments: str) -> None:
    """Be the other process: read bytes, do the work within its limits, and write the text."""
    with suppress(ImportError, ValueError, OSError):  # where the system has no such limit, the caller's timeout holds
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
    work = getattr(import_module(module), function)
    try:
        said, code = work(sys.stdin.buffer.read(), *arguments), 0
    except ValueError as error:
        said, code = str(error), _REFUSED
    sys.stdout.buffer.write(said.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    sys.exit(code)
