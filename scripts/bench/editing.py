"""Measure the time from saving a record to seeing its page, on ``serve`` itself, over HTTP."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SERVING = re.compile(r"^Serving (\S+)", re.MULTILINE)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_PATIENCE = 120.0
_PAUSE = 0.05
"""Seconds between two requests for the page, each of which takes time from what is measured."""


class EditingError(Exception):
    """The page of a changed record never appeared; says what the command printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """How long the edits took, in seconds."""

    start: float
    """From the command to the first page that can be read."""
    median: float
    longest: float


def edits(serve: Sequence[str], folder: Path, record: Path, count: int) -> Edits:
    """Serve the archive in ``folder`` and change a record's title ``count`` times; raises EditingError."""
    text = record.read_text(encoding="utf-8")
    began = time.perf_counter()
    with _serving(serve, folder) as address:
        page = f"{address}statements/{record.stem}/"
        _await(page, record.stem)
        start = time.perf_counter() - began
        took = [_edit(record, text, page, number) for number in range(count)]
    record.write_text(text, encoding="utf-8")
    return Edits(start=start, median=statistics.median(took), longest=max(took))


def _edit(record: Path, text: str, page: str, number: int) -> float:
    mark = f"Edited {number}"
    changed = _TITLE.sub(f"title: {mark}", text, count=1)
    began = time.perf_counter()
    record.write_text(changed, encoding="utf-8")
    _await(page, mark)
    return time.perf_counter() - began


def _await(page: str, words: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(page, timeout=_PATIENCE) as answer:
                if words.encode() in answer.read():
                    return
        except urllib.error.HTTPError as error:
            error.close()
        time.sleep(_PAUSE)
    raise EditingError(f"{page} never had the words {words!r}.")


@contextmanager
def _serving(command: Sequence[str], folder: Path) -> Iterator[str]:
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    while process.poll() is None:
        found = _SERVING.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(_PAUSE)
    raise EditingError(log.read_text(encoding="utf-8", errors="replace").strip())
