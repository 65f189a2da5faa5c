"""Write a record with a byte-order mark."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a record with a byte-order mark."""
    (statements / "2017" / "2017-05-05-marked.md").write_bytes(b"\xef\xbb\xbf---\ntitle: Marked\n---\n")
