"""Canonicalize a finished Pagefind index, so that the same pages give the same bytes.

Pagefind 1.5 keeps its filters in hash maps with random seeds: the order of the filters in its table, and of the values
in each filter, differs from run to run, and with it the names of these files, which are hashes of their contents.
Its other files do not depend on it. A file is a mark and then CBOR, in gzip; filters and table are arrays throughout.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

from archive.site.output import compressed

_MARK = b"pagefind_dcd"
_FILTERS = 3
"""The index of the filters in the table: pairs of a name and the hash in a file name."""


def make_canonical(folder: Path) -> None:
    """Sort the filters of the index in ``folder``, and name each changed file by its new content.

    Raises ValueError where a file is not of the form that Pagefind 1.5 writes.
    """
    file = folder / "pagefind-entry.json"
    entry = json.loads(file.read_bytes())
    for language, index in sorted(entry["languages"].items()):
        old = folder / f"pagefind.{index['hash']}.pf_meta"
        table = _read(old)
        table[_FILTERS] = sorted([name, _sorted(folder / "filter", hash, language)] for name, hash in table[_FILTERS])
        index["hash"] = f"{language}_{_write(table, old, folder / f'pagefind.{language}_{{}}.pf_meta')}"
    entry["languages"] = dict(sorted(entry["languages"].items()))
    file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _sorted(folder: Path, hash: str, language: str) -> str:
    """Sort the values of a filter, each with its page numbers, and return the hash in the file's new name."""
    old = folder / f"{hash}.pf_filter"
    name, values = _read(old)
    return f"{language}_{_write([name, sorted(values)], old, folder / f'{language}_{{}}.pf_filter')}"


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MARK):
        raise ValueError(f"{file.name} has another form than the index of Pagefind 1.5")
    return cbor2.loads(data.removeprefix(_MARK))


def _write(value: Any, old: Path, new: Path) -> str:
    """Replace a file, and return the hash in its new name."""
    data = _MARK + cbor2.dumps(value)
    hash = hashlib.sha256(data).hexdigest()[:10]
    old.unlink()
    new.with_name(new.name.format(hash)).write_bytes(compressed(data))
    return hash
