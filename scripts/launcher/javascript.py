"""Install the npm packages that the tests use, from their lock file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher import installing
from launcher.lacking import LackingError

_STAMP = "node_modules/archive-stamp"


def ensure(folder: Path, environ: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Install the packages that the lock file in ``folder`` pins, unless they are installed or npm is missing.

    No script of a package runs during installation. Raises LackingError if npm cannot install them.
    """
    npm = shutil.which("npm", path=environ.get("PATH"))
    expected = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / _STAMP
    if npm is None or (stamp.is_file() and stamp.read_text() == expected):
        return
    say("Installing the npm packages that the tests use ...")
    command = [npm, "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
    if not installing.done(command, environ):
        raise LackingError(
            f"npm must be able to install {folder / 'package-lock.json'}.", f"see what {' '.join(command)} says"
        )
    stamp.write_text(expected)
