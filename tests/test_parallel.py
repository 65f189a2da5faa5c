"""Work spread over processes has the same result as in one process, and a failure in one part fails the whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from archive import parallel
from archive.parallel import processors
from building import TOP

linux = pytest.mark.xfail(sys.platform != "linux", reason="a process can be forked safely on Linux alone", run=False)


def test_one_process_does_all_parts_in_order() -> None:
    """Without forking, the parts are done one after another."""
    done: list[int] = []
    parallel.spread(done.append, 4, 1)
    assert done == [0, 1, 2, 3]


@linux
def test_each_part_is_done_once_by_some_child(tmp_path: Path) -> None:
    """Every part is done exactly once, and none by the calling process."""

    def do(part: int) -> None:
        with (tmp_path / f"{part}").open("x") as file:
            file.write(f"{os.getpid()}")

    parallel.spread(do, 20, 3)
    assert sorted(int(file.name) for file in tmp_path.iterdir()) == list(range(20))
    assert f"{os.getpid()}" not in {file.read_text() for file in tmp_path.iterdir()}


@linux
def test_the_error_of_a_part_comes_out() -> None:
    """An error raised in a part reaches the caller as the same error."""

    def do(part: int) -> None:
        if part == 3:
            raise KeyError("part 3")

    with pytest.raises(KeyError, match="part 3"):
        parallel.spread(do, 5, 2)


@linux
def test_a_process_that_is_killed_is_an_error_in_words() -> None:
    """If the system kills a process, for example for lack of memory, the work stops with a sentence."""
    with pytest.raises(OSError, match="killed a process of the build"):
        parallel.spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), 2, 2)


_KILLED = """
    import os, signal, sys, time
    from pathlib import Path
    from archive import parallel
    made, parent = Path(sys.argv[1]), os.getpid()
    def do(part):
        (made / str(os.getpid())).touch()
        if part == 1:
            while len(list(made.iterdir())) < 2:
                time.sleep(0.01)
            os.kill(parent, signal.SIGKILL)
        time.sleep(600)
    parallel.spread(do, 2, 2)
"""
"""Spreads work over two children, the second of which kills their parent."""

_LOOKS = 1_000
"""How often to look whether a process has ended, a hundredth of a second apart."""


@linux
def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """If the parent process is killed, no worker process stays behind."""
    environ = {**os.environ, "PYTHONPATH": str(TOP / "scripts")}
    command = [sys.executable, "-c", textwrap.dedent(_KILLED), str(tmp_path)]
    assert subprocess.run(command, env=environ, check=False).returncode == -signal.SIGKILL
    children = [Path("/proc", child.name) for child in tmp_path.iterdir()]
    assert len(children) == 2
    for _ in range(_LOOKS):
        if not any(map(_runs, children)):
            return
        time.sleep(0.01)
    for child in filter(_runs, children):
        os.kill(int(child.name), signal.SIGKILL)
    pytest.fail("a child stays")


def _runs(process: Path) -> bool:
    """Return whether a process exists, other than as a zombie that its new parent has not reaped yet."""
    try:
        return "State:\tZ" not in (process / "status").read_text()
    except OSError:
        return False


def test_beside_other_threads_nothing_is_forked() -> None:
    """A process with other threads does not fork: a fork could inherit a lock that nobody releases."""
    end = threading.Event()
    beside = threading.Thread(target=end.wait)
    beside.start()
    try:
        assert processors() == 1
    finally:
        end.set()
        beside.join()
