"""Make the index that the search page reads, with Pagefind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"

CHARACTERS = "§–—&-$"
"""Characters that are words of their own in legal text. Without them Pagefind finds no phrase that has one."""

_PAGES = "{statements/*-*,speakers/*,jurisdictions/*,statutes/*}/index.html"
"""The pages that search finds. Long lists and cards for other sites are no part of it, and to read them takes time."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")
"""Interfaces that come with every index; the site has its own."""


class IndexingError(Exception):
    """Pagefind could not index the site; holds what it said."""


def index(tree: Path) -> None:
    """Index the pages under ``tree`` into ``tree/pagefind``; raises IndexingError."""
    command = [sys.executable, "-m", "pagefind", "--site", str(tree), "--glob", _PAGES]
    command += ["--include-characters", CHARACTERS, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (tree / FOLDER / "pagefind.js").is_file():
        raise IndexingError((done.stderr or done.stdout).strip() or "Pagefind made no index")
    for pattern in _UNUSED:
        for unused in (tree / FOLDER).glob(pattern):
            unused.unlink()
