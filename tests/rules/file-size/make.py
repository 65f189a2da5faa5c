"""Write a record of five million bytes."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a record of five million bytes."""
    (statements / "2017" / "2017-05-05-long.md").write_bytes(b"word " * 1_000_000)
