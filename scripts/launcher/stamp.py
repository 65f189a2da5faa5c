"""The stamp of an environment: one line with the Python and the lock file that it was made from.

The launcher did not make an environment without a stamp. If the stamp says ``unfinished``, it was interrupted.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

NAME = "archive-stamp"
"""The name of the stamp file in the environment's folder."""

UNFINISHED = "unfinished\n"

SUPERSETS = {"build": ("build", "intake", "test"), "intake": ("intake", "test"), "test": ("test",)}
"""The sets of packages that satisfy a need, smallest first. A test keeps the lock files in step with this."""


def lock(top: Path, requirements: str) -> Path:
    """Return the file that pins a set of packages."""
    return top / "scripts" / "requirements" / f"{requirements}.txt"


def expected(top: Path, requirements: str) -> str:
    """Return the stamp of an environment that this Python would make now for a set of packages."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    digest = hashlib.sha256(lock(top, requirements).read_bytes()).hexdigest()
    return f"{sys.implementation.name} {version} {requirements} {digest}\n"


def read(folder: Path) -> str:
    """Return an environment's stamp; empty if it has none."""
    try:
        return (folder / NAME).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def satisfies(stamp: str, top: Path, requirements: str) -> bool:
    """Return whether an environment with this stamp has all packages of a set, at the pinned versions."""
    return any(stamp == expected(top, enough) for enough in SUPERSETS[requirements])


def extensible(stamp: str, top: Path, requirements: str) -> bool:
    """Return whether an environment can be extended to a set: it is complete and current for a smaller one."""
    smaller = (name for name, enough in SUPERSETS.items() if requirements in enough and name != requirements)
    return any(stamp == expected(top, name) for name in smaller)
