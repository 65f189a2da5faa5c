"""Write records with a form feed, a control of Latin-1 and a mark that turns the direction of text."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write records with a form feed, a control of Latin-1 and a mark that turns the direction of text."""
    for number, character in enumerate("\x0c\x85\u202e", start=1):
        text = f"---\ntitle: Some{character}thing\n---\n"
        (statements / "2017" / f"2017-05-0{number}-control.md").write_bytes(text.encode())
