"""Run a command to its end and measure wall time, processor time and peak memory; measure the size of a site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

_EVERY = 0.05
"""Seconds between two looks at the memory."""
_PROC = Path("/proc")
_SESSION, _PAGES = 3, 21
"""The positions of a process's session and resident pages in ``/proc/PID/stat``, counted after its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The resources that a command used."""

    code: int
    """Its exit code; below 0, the signal that ended it."""
    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time of it and of all that it started and waited for."""
    peak: int
    """Bytes: the largest sum of resident memory of its processes. A page that two share counts twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The size of a folder."""

    files: int
    size: int
    """Bytes, the sum of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSizes:
    """The sizes of pages, in bytes."""

    median: int
    largest: int
    median_compressed: int
    largest_compressed: int


def run(command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str] | None = None) -> Usage:
    """Run a command in a folder, with both of its streams sent to the file ``log``; an interruption ends it too.

    ``environment`` adds variables to those of this process.

    Raises OSError if it cannot be started.
    """
    with log.open("wb") as stream:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            peak = watch.end()
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Usage(code=process.returncode, wall=wall, cpu=used.ru_utime + used.ru_stime, peak=peak or largest)


class _Watch:
    """Samples the memory of all processes in a session from a thread of its own."""

    def __init__(self, session: int) -> None:
        self._session = str(session).encode()
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Stop sampling and return the peak in bytes, 0 if there is no /proc."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        # /proc exists on other systems too, without the numbers that Linux provides.
        while sys.platform == "linux" and _PROC.is_dir():
            self._peak = max(self._peak, self._now())
            if self._ended.wait(_EVERY):
                return

    def _now(self) -> int:
        pages = 0
        for process in _PROC.iterdir():
            if process.name.isdigit() and (fields := _fields(process)) and fields[_SESSION] == self._session:
                pages += int(fields[_PAGES])
        return pages * os.sysconf("SC_PAGE_SIZE")


def _fields(process: Path) -> list[bytes]:
    try:
        stat = (process / "stat").read_bytes()
    except OSError:  # it has ended in the meantime
        return []
    return stat.rpartition(b")")[2].split()


def weigh(folder: Path, pattern: str = "**/*") -> Weight:
    """Measure the files in a folder whose paths match; a folder that does not exist has no files."""
    sizes = [path.stat().st_size for path in folder.glob(pattern) if path.is_file()]
    return Weight(files=len(sizes), size=sum(sizes))


def page_sizes(pages: Iterable[Path]) -> PageSizes | None:
    """Measure pages as they are and as gzip would send them; None if there are none."""
    texts = [page.read_bytes() for page in pages]
    if not texts:
        return None
    raw = [len(text) for text in texts]
    compressed = [len(zlib.compress(text, wbits=31)) for text in texts]
    return PageSizes(
        median=median_low(raw),
        largest=max(raw),
        median_compressed=median_low(compressed),
        largest_compressed=max(compressed),
    )
