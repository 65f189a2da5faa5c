"""The environment ``.venv``: created once with the pinned packages, then entered at once on every run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launcher import stamp

FOLDER = ".venv"


def enter(top: Path, requirements: str) -> None:
    """Make sure that this process runs in an environment with a set of packages.

    Returns if it does; otherwise makes or repairs the environment and runs the same command line in it,
    which ends this process. Raises LackingError if the environment cannot be made.
    """
    folder = top / FOLDER
    if not ready(folder, top, requirements):
        from launcher.making import make

        make(folder, top, requirements)
    elif _inside(folder):
        return
    _restart(python(folder))


def ready(folder: Path, top: Path, requirements: str) -> bool:
    """Return whether an environment can be entered as it is."""
    return (
        stamp.satisfies(stamp.read(folder), top, requirements)
        and (folder / "pyvenv.cfg").is_file()  # without it, its Python would not know that it is in an environment
        and python(folder).is_file()
    )


def python(folder: Path) -> Path:
    """Return the path of an environment's Python."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def _inside(folder: Path) -> bool:
    return Path(sys.prefix).resolve() == folder.resolve()


def _restart(interpreter: Path) -> None:
    command = [str(interpreter), *sys.argv]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # there, exec would return to the shell's prompt at once
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
