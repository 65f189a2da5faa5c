"""Write a record with the line endings of Windows."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a record with the line endings of Windows."""
    (statements / "2017" / "2017-05-05-windows.md").write_bytes(b"---\r\ntitle: Windows\r\n---\r\n")
