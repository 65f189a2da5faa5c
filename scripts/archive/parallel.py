"""Spread independent parts of a job over the processors; each part goes to the next free process."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2): the signal that the system sends a process when its parent ends."""

_inherited: list[Callable[[int], Any]] = []
"""The function that a child calls, inherited by the fork: a closure cannot be sent to another process."""


def processors() -> int:
    """Return how many processes can share work: one if this process cannot be forked safely.

    A fork shares everything in memory without copying it. With other threads, it can inherit a lock that nobody
    releases, and system libraries outside Linux do not support it.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def spread(do: Callable[[int], T], parts: int, processes: int) -> list[T]:
    """Call ``do`` with the number of each part, in any order, and return the results in the order of the parts.

    Raises the first error of a part, and OSError if the system kills a process.
    """
    if processes == 1:
        return [do(part) for part in range(parts)]
    gc.freeze()  # a child's garbage collector would copy everything that it shares
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (do, os.getpid()))
    try:
        return [done.result() for done in [pool.submit(_do, part) for part in range(parts)]]
    except BrokenProcessPool:
        raise OSError("the system killed a process of the build; is there enough memory?") from None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(do: Callable[[int], Any], parent: int) -> None:
    _inherited.append(do)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl+C
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)  # a child that waits for work would wait forever
    if os.getppid() != parent:  # the parent ended before prctl took effect
        os._exit(1)


def _do(part: int) -> Any:
    return _inherited[0](part)
