"""Have the system refuse one file; modes would not stop a superuser."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest


def make(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system refuse one file; modes would not stop a superuser."""
    refused = statements / "2017" / "2017-03-08-sample-says-exampleton-complies.md"
    opened = os.open

    def refuse(path: str | Path, *rest: int) -> int:
        if Path(path) == refused:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
