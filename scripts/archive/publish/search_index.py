"""Build the search index with Pagefind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.publish.canonical import make_canonical

FOLDER = "pagefind"

CHARACTERS = "§–—&-$"
"""Characters that are words in legal text. Without them, Pagefind finds no phrase that contains one."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")
"""User interfaces in every index; the site has its own."""


class IndexingError(Exception):
    """Pagefind could not index the site; the message is Pagefind's."""


@contextmanager
def indexing(documents: Path, tree: Path) -> Iterator[Callable[[], None]]:
    """Index ``documents``, what search reads of each page of ``tree``, into ``tree/pagefind`` in a process beside this.

    What is given waits for the end; it raises IndexingError. Whoever leaves before that stops the process.
    """
    # As bytes, since the locale may not be able to encode these characters.
    characters = CHARACTERS if sys.platform == "win32" else CHARACTERS.encode()
    command: list[str | bytes] = [sys.executable, "-m", "pagefind", "--site", str(documents)]
    command += ["--output-path", str(tree / FOLDER), "--include-characters", characters, "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        try:
            yield lambda: _finish(running, tree / FOLDER)
        finally:
            running.kill()


def _finish(running: subprocess.Popen[str], folder: Path) -> None:
    said, _ = running.communicate()
    if running.returncode != 0 or not (folder / "pagefind.js").is_file():
        raise IndexingError(said.strip() or "Pagefind made no index")
    for pattern in _UNUSED:
        for unused in folder.glob(pattern):
            unused.unlink()
    try:
        make_canonical(folder)
    except ValueError as error:
        raise IndexingError(str(error)) from None
