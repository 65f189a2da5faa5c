"""Make the environment: an empty one with the standard library, then the pinned packages with pip."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

from launcher import stamp
from launcher.environment import python, ready
from launcher.lacking import LackingError, from_os_error
from launcher.turn import turn

PIP_LOG = "pip.log"
"""pip's log file, in the environment's folder."""

PIP_OPTIONS = (
    *("--quiet", "--disable-pip-version-check", "--no-input", "--no-user"),
    *("--require-hashes", "--only-binary", ":all:"),  # only what is pinned, and none of its code is run
)
"""How pip installs. The user's own settings, PIP_* and pip.conf, still apply."""


def make(folder: Path, top: Path, requirements: str) -> None:
    """Make the environment, or extend it to a larger set of packages; an unfinished one is made again.

    Raises LackingError if that is not possible: no permission, no disk space, no ensurepip, no network, or a
    folder in its place that something else made.
    """
    try:
        with turn(
            folder.with_name(f"{folder.name}.lock"), lambda: say("Another run is making .venv; waiting for it.")
        ) as held:
            if not ready(folder, top, requirements):
                _make(folder, top, requirements, held)
    except OSError as error:
        raise from_os_error(error) or error from None


def say(line: str) -> None:
    """Report progress on stderr: stdout is for the command's result."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _make(folder: Path, top: Path, requirements: str, held: int) -> None:
    begun = time.monotonic()
    lock = stamp.lock(top, requirements)
    say(f"Installing the packages of {lock.relative_to(top)} in {folder.name} ...")
    grows = stamp.extensible(stamp.read(folder), top, requirements) and python(folder).is_file()
    if not grows:
        _clear(folder)
    (folder / stamp.NAME).write_text(stamp.UNFINISHED, encoding="utf-8")
    if not grows:
        _make_empty(folder, held)
    _install(folder, lock, held)
    (folder / stamp.NAME).write_text(stamp.expected(top, requirements), encoding="utf-8")
    say(f"... done in {time.monotonic() - begun:.0f} s; later runs start at once.")


def _clear(folder: Path) -> None:
    if folder.is_symlink() or folder.exists():
        ours = folder.is_dir() and not folder.is_symlink()
        if not ours or (any(folder.iterdir()) and not stamp.read(folder)):
            raise LackingError(
                f"{folder} is in the way: the archive keeps its packages there, but did not create it.",
                "move it away or delete it, then run the command again",
            )
        shutil.rmtree(folder)
    folder.mkdir()


def _make_empty(folder: Path, held: int) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise LackingError(
            f"This Python ({sys.executable}) lacks ensurepip, the module that installs pip in an environment.",
            "on Debian and Ubuntu, install the package python3-venv; or use a Python from python.org",
        )
    venv.EnvBuilder(symlinks=sys.platform != "win32").create(folder)
    # -I keeps out the user's folders and PYTHONPATH, whose packages pip would count as installed.
    failed = _run([str(python(folder)), "-I", "-m", "ensurepip", "--default-pip"], held)
    if failed is not None:
        raise LackingError(
            f"This Python ({sys.executable}) could not put pip into a new environment: {failed}",
            "on Debian and Ubuntu, install the package python3-venv; or use a Python from python.org",
        )


def _install(folder: Path, lock: Path, held: int) -> None:
    log = folder / PIP_LOG
    command = [str(python(folder)), "-I", "-m", "pip", "install", *PIP_OPTIONS]
    failed = _run([*command, "--log", str(log), "--requirement", str(lock)], held)
    if failed is not None:
        raise LackingError(
            f"pip could not install the packages of {lock.name}: {failed}",
            f"the first run needs a network connection and disk space; pip's full log is in {log}",
        )


def _run(command: list[str], held: int) -> str | None:
    """Run a program to its end; None if it succeeded, otherwise the most informative line of its output.

    It holds the turn for as long as it runs, even if this process is killed first.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=() if sys.platform == "win32" else (held,),
    ) as process:
        try:
            said, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    return last_word(said) if process.returncode else None


def last_word(said: str) -> str:
    """Return the most informative line of a failed program's output: its last error, or its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    return f"{(errors or lines or ['it said nothing'])[-1].rstrip('.')}."
