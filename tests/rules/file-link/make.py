"""Put a link to a record where a record should be."""

from __future__ import annotations

from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a link to a record where a record should be."""
    (statements / "2017" / "2017-05-05-linked.md").symlink_to("2017-03-08-sample-says-exampleton-complies.md")
