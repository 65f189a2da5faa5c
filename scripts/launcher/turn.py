"""Taking turns: of several runs that start at once, one makes the environment and the others wait for it.

The turn is a folder, since making one is a single step on every file system. In it lies a token of the run
that holds it, touched while the work goes on. A token that nobody touches was left by a run that was killed;
who renames it to a token of his own takes the turn over, and such a rename succeeds for one run alone.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from launcher.lacking import LackingError

ABANDONED = 60.0
"""Seconds without a touch after which a turn counts as left behind."""

PAUSE = 0.2
"""Seconds between two looks at a turn that somebody else has."""


@contextmanager
def turn(folder: Path, waiting: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Hold the turn while the block runs; calls ``waiting`` once if another run has it.

    Gives a function to call every few seconds, which keeps the turn and raises LackingError if it was lost.
    Raises OSError where the folder cannot be made.
    """
    token = folder / uuid.uuid4().hex
    told = False
    while not _take(folder, token):
        if not told:
            waiting()
            told = True
        time.sleep(PAUSE)
    try:
        yield lambda: _keep(token)
    finally:
        with suppress(OSError):
            token.unlink()
            folder.rmdir()


def _take(folder: Path, token: Path) -> bool:
    try:
        folder.mkdir()
    except FileExistsError:
        return _take_over(folder, token)
    with suppress(FileNotFoundError):  # the new folder was taken for an abandoned one, which needs a long sleep
        token.touch(exist_ok=False)
    return token.exists()


def _take_over(folder: Path, token: Path) -> bool:
    with suppress(OSError):  # any of this can fail because another run was faster
        if _age(folder) > ABANDONED:
            folder.rmdir()  # succeeds only if no token is in it
    with suppress(OSError):
        for left in folder.iterdir():
            if _age(left) > ABANDONED:
                os.utime(left)  # before the rename, so that the new token is never seen with the old time
                left.rename(token)
                return True
    return False


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _keep(token: Path) -> None:
    try:
        os.utime(token)
    except FileNotFoundError:
        raise LackingError(
            "Another run took over the making of the environment, since this one stood still for too long.",
            "run the command again",
        ) from None
