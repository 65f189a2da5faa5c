"""Taking turns: of several runs that start at once, one makes the environment and the others wait for it.

The turn is an operating system lock on a file, released when the last process that holds it ends, in any way. Child
processes inherit it: one that outlives its parent is still working in the environment.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDEADLK, ENOLCK, ENOSYS, ENOTSUP
from pathlib import Path

PAUSE = 0.2
"""Seconds between two attempts to take the turn."""

_BUSY = (EACCES, EAGAIN, EDEADLK)
_NO_LOCKS = (ENOLCK, ENOSYS, ENOTSUP)
"""Errors of file systems without locks, such as some network folders; there, runs do not wait for each other."""


@contextmanager
def turn(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the turn while the block runs; calls ``waiting`` once if another run has it.

    Yields the file descriptor, to pass on to child processes. Raises OSError if the file cannot be created.
    """
    waited = False
    while (descriptor := _locked(file)) is None:
        if not waited:
            waiting()
            waited = True
        time.sleep(PAUSE)
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # a waiting run creates a missing file again; Windows cannot delete an open one
            file.unlink()
        os.close(descriptor)


def _locked(file: Path) -> int | None:
    """Open the file and lock it; None if another run holds the lock."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(descriptor)
        if os.fstat(descriptor).st_nlink:
            return descriptor
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return descriptor
        if error.errno not in _BUSY:
            os.close(descriptor)
            raise
    os.close(descriptor)
    return None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
