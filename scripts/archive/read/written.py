"""Check the folder of hand-written pages before MkDocs reads it, which follows every link and trusts every byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from archive.record.problem import visible


class WrittenError(Exception):
    """Files in the folder that cannot be published, one per line."""


def require_plain(folder: Path) -> None:
    """Raise WrittenError if a folder contains anything but folders and regular files, or a page that is not UTF-8."""
    faults = sorted(_faults(folder))
    if faults:
        raise WrittenError("\n".join(faults))


def _faults(folder: Path) -> Iterator[str]:
    if folder.is_symlink():
        yield f"{_named(folder)} must not be a link: its target would be published."
        return
    for place, folders, files in os.walk(folder):
        for path in (Path(place) / name for name in (*folders, *files)):
            fault = _fault(path)
            if fault:
                yield f"{_named(path)} {fault}"


def _fault(path: Path) -> str:
    if path.is_symlink():
        return "must not be a link: its target would be published."
    if not path.is_file() and not path.is_dir():
        return "must be a file or a folder."
    if not path.name.isprintable():
        return "must have a name in UTF-8, without control characters."
    if path.suffix == ".md":
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            return f"must be UTF-8; byte {error.start + 1} is not. Save it as UTF-8."
    return ""


def _named(path: Path) -> str:
    return visible(str(path))
