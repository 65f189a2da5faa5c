"""A cache on disk for files that are slow to make and depend only on their content.

A cached file begins with the digest of the rest, so a truncated or changed file is made again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)


class CacheError(Exception):
    """Something that is not a cache is in the cache's place."""


def key(*parts: str) -> str:
    """Return the key for everything that a file depends on."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def put(folder: Path, name: str, data: bytes) -> None:
    """Store a file under a key. Two builds may write the same file at once; neither sees half of it.

    If the folder is not writable, nothing is cached. Raises CacheError if something else is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened, made = tempfile.mkstemp(prefix=f"{name}.", dir=folder)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(made).replace(folder / name)
        finally:
            Path(made).unlink(missing_ok=True)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        way = (place for place in (*reversed(folder.parents), folder) if place.exists() and not place.is_dir())
        raise CacheError(f"{next(way, folder / name)} is in the way of the cache; delete it.") from None
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise


def get(folder: Path, name: str) -> bytes | None:
    """Return the file cached under a key, exactly as it was stored; None if there is none."""
    file = folder / name
    with suppress(OSError):
        if file.is_file() and not file.is_symlink():
            kept = file.read_bytes()
            if hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
                return kept[_DIGEST:]
    return None
