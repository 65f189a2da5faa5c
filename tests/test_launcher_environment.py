"""The launcher's environment: when it is reused, when it is rebuilt, and what may go wrong."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from launcher import environment, making, program, stamp, turn
from launcher.lacking import LackingError
from launcher.making import last_word

TOP = Path(__file__).resolve().parents[1]


def test_locks_are_in_step() -> None:
    """Each lock file has every pin of its subsets, and only hashed pins.

    A package that the build needs only on some versions of Python may be needed by the tests on all.
    """
    entries = {name: _entries(stamp.lock(TOP, name)) for name in stamp.SUPERSETS}
    for smaller, enough in stamp.SUPERSETS.items():
        for larger in set(enough) - {smaller}:
            assert {_pin(entry) for entry in entries[smaller]} < {_pin(entry) for entry in entries[larger]}
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries["test"])
    assert not any("://" in entry for entry in entries["test"])


def _pin(entry: str) -> str:
    """Return a pin with its hashes, without the versions of Python that it is for."""
    return re.sub(r" ; python_full_version [<>]=? '[\d.]+'", "", entry)


def test_locks_hold_what_the_project_asks_for() -> None:
    """Every dependency in pyproject.toml is pinned in the lock file of its set."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"build": project["project"]["dependencies"], **project["dependency-groups"]}
    for requirements, listed in asked.items():
        names = [name for name in listed if isinstance(name, str)]  # a group may hold another, by a table
        pinned = {entry.partition("==")[0] for entry in _entries(stamp.lock(TOP, requirements))}
        assert {re.split(r"[>=[]", name)[0] for name in names} <= pinned


def _entries(lock: Path) -> set[str]:
    return set(lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines())


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A project with two lock files and nothing else."""
    for requirements in stamp.SUPERSETS:
        lock = stamp.lock(tmp_path, requirements)
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.write_text(f"{requirements}==1\n", encoding="utf-8")
    return tmp_path


def test_a_stamp_vouches_for_its_set_and_for_smaller_ones(locked: Path) -> None:
    """The tests' environment can build; a build environment can only be extended to the tests'."""
    build, tests = stamp.expected(locked, "build"), stamp.expected(locked, "test")
    assert stamp.satisfies(build, locked, "build")
    assert stamp.satisfies(tests, locked, "build")
    assert not stamp.satisfies(build, locked, "test")
    assert stamp.extensible(build, locked, "test")
    assert not stamp.extensible(tests, locked, "build")


def test_a_stamp_is_void_once_the_lock_or_the_python_changes(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed lock file, another Python and an interrupted installation all require a new environment."""
    old = stamp.expected(locked, "build")
    assert not stamp.satisfies(stamp.UNFINISHED, locked, "build")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
        assert not stamp.satisfies(old, locked, "build")
    stamp.lock(locked, "build").write_text("build==2\n", encoding="utf-8")
    assert not stamp.satisfies(old, locked, "build")
    assert not stamp.extensible(old, locked, "test")


def test_a_stamp_alone_is_no_environment(locked: Path) -> None:
    """An environment that lost its Python or its configuration is not entered, whatever its stamp says."""
    folder = locked / environment.FOLDER
    interpreter = environment.python(folder)
    interpreter.parent.mkdir(parents=True)
    interpreter.touch()
    (folder / "pyvenv.cfg").touch()
    (folder / stamp.NAME).write_text(stamp.expected(locked, "build"), encoding="utf-8")
    assert environment.ready(folder, locked, "build")
    (folder / "pyvenv.cfg").unlink()
    assert not environment.ready(folder, locked, "build")
    (folder / "pyvenv.cfg").touch()
    interpreter.unlink()
    assert not environment.ready(folder, locked, "build")


def test_a_folder_of_somebody_else_is_left_alone(locked: Path) -> None:
    """An environment that the launcher did not make is neither used nor deleted, and a message says so."""
    theirs = locked / environment.FOLDER / "pyvenv.cfg"
    theirs.parent.mkdir()
    theirs.touch()
    with pytest.raises(LackingError, match=r"is in the way.*\n  hint: move it away"):
        making.make(theirs.parent, locked, "build")
    assert theirs.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip is a script for a Unix shell")
def test_without_packages_to_be_had(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If pip fails, its reason is shown and the environment stays marked as unfinished."""

    def make_empty(folder: Path, held: object) -> None:
        interpreter = environment.python(folder)
        interpreter.parent.mkdir()
        interpreter.write_text("#!/bin/sh\necho 'ERROR: No network' >&2\nexit 1\n", encoding="utf-8")
        interpreter.chmod(0o755)

    monkeypatch.setattr(making, "_make_empty", make_empty)
    folder = locked / environment.FOLDER
    for _ in range(2):  # the second finds what the first left
        with pytest.raises(LackingError, match=r"build.txt: No network.\n  hint: the first run needs a network"):
            making.make(folder, locked, "build")
        assert stamp.read(folder) == stamp.UNFINISHED
        assert [path.name for path in locked.iterdir()] == ["scripts", environment.FOLDER]


def test_without_ensurepip(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a Python without ensurepip, the message names the package that provides it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(LackingError, match=r"lacks ensurepip.*\n  hint: .*python3-venv"):
        making.make(locked / environment.FOLDER, locked, "build")


def test_where_nothing_may_be_written(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a read-only disk the command exits with 3, a sentence and a hint."""

    def refuse(self: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))

    monkeypatch.setattr(program, "TOP", locked)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert program.main(["build"]) == 3
    said = capsys.readouterr().err
    assert "manage.py: The machine refused to write or read a file: " in said
    assert "Read-only file system.\n  hint: " in said


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (
            "Collecting x\nERROR: No version of x.\nERROR: No matching distribution found for x\n",
            "No matching distribution found for x.",
        ),
        ("one\ntwo.\n\n", "two."),
        ("", "it said nothing."),
    ],
)
def test_last_word(said: str, word: str) -> None:
    """Of a failed program's output, the last error is shown."""
    assert last_word(said) == word


# Taking turns


def test_only_one_run_has_the_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run waits, says so once, and continues when the first is done."""
    file = tmp_path / "turn"
    looks: list[str] = []

    def pause(seconds: float) -> None:
        looks.append("looked")
        if len(looks) == 3:
            first.__exit__(None, None, None)

    monkeypatch.setattr("time.sleep", pause)
    first = turn.turn(file, lambda: pytest.fail("the first run must not wait"))
    first.__enter__()
    waits: list[str] = []
    with turn.turn(file, lambda: waits.append("waited")):
        assert (waits, len(looks)) == (["waited"], 3)
    assert not file.exists()


_HOLDING = """
import signal, subprocess, sys
from pathlib import Path
from launcher.turn import turn
with turn(Path(sys.argv[1]), lambda: None) as held:
    if len(sys.argv) > 2:
        subprocess.Popen([sys.executable, "-c", "print('up', flush=True); input()"], pass_fds=(held,))
    else:
        print("up", flush=True)
    signal.pause()
"""


def _killed_holder(file: Path, *words: str) -> subprocess.Popen[str]:
    """Kill a process that holds the turn and may have started another."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDING, str(file), *words],
        env={**os.environ, "PYTHONPATH": str(TOP / "scripts")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "up\n"
    holder.kill()
    holder.wait()
    return holder


def test_the_lock_of_a_deleted_file_is_no_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that waited for a file which is deleted meanwhile has no turn: another run may have made a new file."""
    file, real = tmp_path / "lock", turn._lock

    def lock(descriptor: int) -> None:
        file.unlink()
        real(descriptor)

    monkeypatch.setattr(turn, "_lock", lock)
    assert turn._locked(file) is None


def test_nobody_waits_for_the_dead(tmp_path: Path) -> None:
    """The turn of a killed run passes to the next one at once."""
    with (
        _killed_holder(tmp_path / "turn"),
        turn.turn(tmp_path / "turn", lambda: pytest.fail("a dead run must not be waited for")),
    ):
        pass


def test_what_outlives_its_run_is_waited_for(tmp_path: Path) -> None:
    """A program that a killed run had started, such as pip, holds the turn until it ends."""
    waits: list[str] = []
    with _killed_holder(tmp_path / "turn", "and another") as holder:
        ended = holder.stdin
        assert ended is not None

        def waiting() -> None:
            waits.append("waited")
            ended.close()

        with turn.turn(tmp_path / "turn", waiting):
            assert waits == ["waited"]


@pytest.mark.parametrize("fault", [errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP])
def test_a_folder_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int) -> None:
    """On a file system without locks, a run continues without one."""

    def refused(opened: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(turn, "_lock", refused)
    with turn.turn(tmp_path / "turn", lambda: pytest.fail("there is nothing to wait for")):
        pass
