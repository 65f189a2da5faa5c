"""Taking turns: of several runs that start at once, one makes the environment and the others wait for it.

The turn is a lock of the operating system on a file, which ends with the last process that holds it, however that
ends. The programs that its holder starts inherit it: one that outlives the holder still works in the environment.
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
"""Seconds between two checks of a turn that somebody else has."""

_TAKEN = (EACCES, EAGAIN, EDEADLK)
_NO_LOCKS = (ENOLCK, ENOSYS, ENOTSUP)
"""What a file system answers that has no locks, as some network folders do; there, runs do not wait for each other."""


@contextmanager
def turn(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the turn while the block runs; calls ``waiting`` once if another run has it.

    Yields the file's descriptor, to be passed on to the programs that are started. Raises OSError where the file
    cannot be made.
    """
    told = False
    while (held := _taken(file)) is None:
        if not told:
            waiting()
            told = True
        time.sleep(PAUSE)
    try:
        yield held
    finally:
        with suppress(OSError):  # whoever waits for a file that has gone makes it anew; Windows keeps an open one
            file.unlink()
        os.close(held)


def _taken(file: Path) -> int | None:
    """Open the file and lock it; None where another run has it."""
    opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(opened)
        if os.fstat(opened).st_nlink:
            return opened
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return opened
        if error.errno not in _TAKEN:
            os.close(opened)
            raise
    os.close(opened)
    return None


def _lock(opened: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
