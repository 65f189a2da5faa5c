"""Run the command ``serve`` in a test, started as a person starts it."""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building import TOP

MAYOR = "2017-03-08-sample-says-exampleton-complies"
PATIENCE = 60.0
"""Seconds after which what was not said never will be."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A running command, and the lines that it has printed."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str]

    def awaited(self, words: str) -> str:
        """Return everything printed up to a line with the given words."""
        told = ""
        deadline = time.monotonic() + PATIENCE
        while words not in told.rpartition("\n")[2]:
            try:
                told += "\n" + self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"never said {words!r}, but:{told}") from None
        return told

    @property
    def address(self) -> str:
        """Return the address that it prints."""
        found = re.search(r"Serving (http://\S+/) ", self.awaited("Serving "))
        assert found
        return found[1]


def _put(output: Iterable[str], lines: queue.Queue[str]) -> None:
    for line in output:
        lines.put(line.rstrip())


@contextmanager
def serving(root: Path, site: Path, *words: str) -> Iterator[Serving]:
    command = [sys.executable, str(TOP / "scripts" / "manage.py"), "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--root", str(root), "--site-dir", str(site), *words],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=_put, args=(process.stdout, lines))
    reader.start()
    try:
        yield Serving(process, lines)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        process.stdout.close()


def change(root: Path, old: str, new: str) -> None:
    record = root / "statements" / "2017" / f"{MAYOR}.md"
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")
