"""List the files of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files(folder: Path | str, name: str = "") -> Iterator[str]:
    """Yield the path of each file and link under a folder, with slashes; ``name`` goes before each.

    Paths are strings, since a Path for each file of a large site takes longer than the rest of publishing.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files(entry.path, f"{name}{entry.name}/")
            else:
                yield name + entry.name
