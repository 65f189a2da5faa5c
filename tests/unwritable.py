"""Cases that the golden folders in tests/rules/ cannot hold, because git or an editor would not keep them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HELD = "2017-03-08-sample-says-exampleton-complies.md"
"""A record of the toy archive."""


def _bytes(**files: bytes) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return a function that writes records from 2017, each named by a day in May and a word."""

    def make(statements: Path, _: pytest.MonkeyPatch) -> None:
        for name, data in files.items():
            (statements / "2017" / f"2017-05-{name.removeprefix('_').replace('_', '-')}.md").write_bytes(data)

    return make


def _characters(statements: Path, _: pytest.MonkeyPatch) -> None:
    """Write a record for each kind of forbidden character, and one with everything that scripts and emoji need."""
    refused = {
        "control": "\x0c",
        "next-line": "\x85",
        "turned": "\u202e",
        "isolated": "\u2066",
        "spaceless": "\u200b",
        "joined": "\u200d",
        "marked-right": "\u200f",
        "tagged": "\U000e0041",
        "private": "\ue000",
        "lost": "\ufffd",
        "filled": "\u3164",
        "selected": "\ufe0f",
        "stacked": "e" + "\u0301" * 400,
        "no-character": "\U0001ffff",
    }
    for name, character in refused.items():
        path = statements / "2017" / f"2017-05-06-{name}.md"
        path.write_bytes(f"---\ntitle: Some{character}thing\n---\n".encode())


def _linked(statements: Path, _: pytest.MonkeyPatch) -> None:
    """Put links where records should be: to a record, to a folder, to nothing."""
    (statements / "2017" / "2017-05-05-linked.md").symlink_to(HELD)
    (statements / "2017" / "2017-05-06-nowhere.md").symlink_to("nowhere.md")
    (statements / "2016").symlink_to("2017", target_is_directory=True)


def _pipe(statements: Path, _: pytest.MonkeyPatch) -> None:
    """Put a pipe where a record should be; opening it would block forever."""
    os.mkfifo(statements / "2017" / "2017-05-06-pipe.md")


def _misnamed(statements: Path, _: pytest.MonkeyPatch) -> None:
    """Write a record whose name would forge a line of the report and reverse its direction."""
    (statements / "2017" / "2017-05-06-two\nlines\u202e.md").write_bytes(b"---\n")


def _refused(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the system refuse one file and one folder; permissions would not stop a superuser."""
    refused = {statements / "2017" / HELD, statements / "2018"}

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def act(path: str | Path, *rest: int) -> object:
            if Path(path) in refused:
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(path, *rest)

        return act

    monkeypatch.setattr(os, "open", refusing(os.open))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))


MAKERS: Mapping[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "byte-order-mark": _bytes(_05_marked=b"\xef\xbb\xbf---\ntitle: Marked\n---\n"),
    "character": _characters,
    "encoding": _bytes(_05_latin="---\ntitle: Sección\n---\n".encode("latin-1")),
    "file-link": _linked,
    "file-name": _misnamed,
    "file-size": _bytes(_05_long=b"word " * 1_000_000),
    "file-type": _pipe,
    "file-unreadable": _refused,
    "line-ending": _bytes(_05_windows=b"---\r\ntitle: Windows\r\n---\r\n"),
}
"""What to make in the folder ``statements`` of the archive that breaks a rule, by the rule."""
