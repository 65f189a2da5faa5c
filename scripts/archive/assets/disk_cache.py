"""A cache on disk for files that are slow to make and depend only on their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path


def key(*parts: str) -> str:
    """Return the key of everything that a file depends on."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def put(folder: Path, name: str, data: bytes) -> Path:
    """Store a file under a key. Two builds at once may write the same one; neither sees half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name}.{os.getpid()}"
    made.write_bytes(data)
    return made.rename(folder / name)


def get(folder: Path, name: str, make: Callable[[], bytes]) -> Path:
    """Return the kept file of a key, made first where there is none."""
    file = folder / name
    return file if file.is_file() else put(folder, name, make())


def missing(folder: Path, names: Iterable[str]) -> set[str]:
    """Return those keys under which nothing is kept."""
    return {name for name in names if not (folder / name).is_file()}
