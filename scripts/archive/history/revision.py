"""Read the record as it stood at a revision."""

from __future__ import annotations

import tempfile
from pathlib import Path

from archive.history import git
from archive.read.files import FOLDER, is_part
from archive.read.ledger import is_of_seal
from archive.read.reading import Reading, read


def read_at(root: Path, revision: str) -> Reading:
    """Read the record of the archive in ``root`` as git has it at a revision; raises GitError.

    Links, and files whose path is not that of a record, are skipped: the check of that revision reported them.
    """
    commit = git.commit(root, revision)
    with tempfile.TemporaryDirectory(prefix="archive-base-") as folder:
        (Path(folder) / FOLDER).mkdir()
        for path, content in git.files(root, commit, FOLDER, lambda path: is_part(path) or is_of_seal(path)):
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return read(Path(folder))
