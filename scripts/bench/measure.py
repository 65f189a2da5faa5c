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

_EVERY = 0.5
"""Seconds between two looks at the memory; a look takes some hundredths of a second from what is measured."""
_PROC = Path("/proc")
_SESSION = 3
"""The position of a process's session in ``/proc/PID/stat``, counted after its name."""
_SHARE = b"Pss:"
"""The line in ``/proc/PID/smaps_rollup`` for a process's resident memory, in KiB: of what n processes share, 1/n."""


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
    """Bytes: the most memory that its processes had together. What several share counts once."""


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
        return 1024 * sum(_share(process) for process in _PROC.iterdir() if self._is_own(process))

    def _is_own(self, process: Path) -> bool:
        if not process.name.isdigit():
            return False
        fields = _read(process / "stat").rpartition(b")")[2].split()
        return bool(fields) and fields[_SESSION] == self._session


def _share(process: Path) -> int:
    lines = (line.split() for line in _read(process / "smaps_rollup").splitlines())
    return next((int(line[1]) for line in lines if line[0] == _SHARE), 0)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # the process has ended in the meantime
        return b""


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
