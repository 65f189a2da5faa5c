"""Work spread over the processors: parts that do not depend on each other, each done by the process that is free."""

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
"""PR_SET_PDEATHSIG of prctl(2): the signal that the system sends a process when its parent has ended."""

_inherited: list[Callable[[int], Any]] = []
"""What a child does. It comes with the fork: a function with its values cannot be sent to another process."""


def processors() -> int:
    """Return how many processes can share work: one where this process cannot be forked safely.

    A fork shares all that was read without copying it. Beside other threads it can take over a lock that nobody
    releases, and the libraries of other systems than Linux do not stand it.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def spread(do: Callable[[int], T], parts: int, processes: int) -> list[T]:
    """Call ``do`` with the number of each part, in any order, and return what it returned, in the parts' order.

    Raises the first error of a part, and OSError where the system ends a process.
    """
    if processes == 1:
        return [do(part) for part in range(parts)]
    gc.freeze()  # a child whose collector looks through all that it shares would copy it
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (do, os.getpid()))
    try:
        return [done.result() for done in [pool.submit(_do, part) for part in range(parts)]]
    except BrokenProcessPool:
        raise OSError("the system ended a process of the build; is there enough memory?") from None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(do: Callable[[int], Any], parent: int) -> None:
    _inherited.append(do)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's affair
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)  # a child that waits for work would wait for ever
    if os.getppid() != parent:  # it ended before it could be asked for
        os._exit(1)


def _do(part: int) -> Any:
    return _inherited[0](part)
