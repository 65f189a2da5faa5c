"""Write a record in Latin-1."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a record in Latin-1."""
    (statements / "2017" / "2017-05-05-latin.md").write_bytes("---\ntitle: Sección\n---\n".encode("latin-1"))
