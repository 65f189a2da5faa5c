"""Attacks on whole builds: each tries something a number of times, and reports what broke."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from archive.publish.publishing import MARK, abandoned
from archive.read.files import FOLDER

_PROGRAM = Path(__file__).parents[1] / "manage.py"
_PATIENCE = 600
"""Seconds that a build may take beside others."""
_ENDING = 60
"""Seconds in which what a killed build left running must end."""
_ANSWER = 60
"""Seconds in which a reader must be answered."""
_ADDRESSES = 20
"""Addresses that each reader asks for."""
_TRACEBACK = "Traceback (most recent call last)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The result of an attack."""

    attack: str
    tried: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where an attack takes place."""

    root: Path
    """An archive that can be built; no attack writes into it."""
    scratch: Path
    """Its own empty folder."""
    today: datetime.date
    random: Random
    count: int
    """How often it is tried."""


Attack = Callable[[Ground], Tally]


def built(ground: Ground, site: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Build the site with the command."""
    return subprocess.run(
        _build(ground, site), env={**os.environ, **environ}, capture_output=True, text=True, errors="replace",
        timeout=_PATIENCE, check=False,
    )  # fmt: skip


def kills(ground: Ground) -> Tally:
    """Kill builds at random moments: the previous site stays whole, the next build succeeds, nothing keeps running."""
    site = ground.scratch / "site"
    begun = time.monotonic()
    faults = list(_of_build(built(ground, site)))
    whole = time.monotonic() - begun
    faults += _of_site(site)
    for _ in range(ground.count):
        with _quiet(ground, site) as process:
            time.sleep(ground.random.uniform(0, whole))
            process.kill()
            process.wait()
            faults += [f"process group {process.pid} goes on" for _ in range(1) if not _ended(process.pid)]
        faults += _of_site(site)
    faults += _of_build(built(ground, site))
    faults += _of_site(site)
    faults += [f"{left.name} was left" for left in abandoned(site)]
    return Tally(attack="builds killed", tried=ground.count, faults=tuple(faults))


def pairs(ground: Ground) -> Tally:
    """Build the same site twice at once: both builds succeed, and the site of one of them is complete."""
    site = ground.scratch / "site"
    faults: list[str] = []
    for _ in range(ground.count):
        both = [subprocess.Popen(_build(ground, site), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)]
        time.sleep(ground.random.choice((0, 0, 0.2, 1)))
        both.append(subprocess.Popen(_build(ground, site), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        for process in both:
            said, _ = process.communicate(timeout=_PATIENCE)
            faults += _of_words(process.returncode, 0, said)
        faults += _of_site(site)
        faults += [f"{left.name} was left" for left in abandoned(site)]
    return Tally(attack="pairs of builds", tried=ground.count, faults=tuple(faults))


def full(ground: Ground) -> Tally:
    """Build on a disk that fills up after some bytes: it ends with a sentence, and the previous site stays whole."""
    faults: list[str] = []
    measured = ground.scratch / "measured"
    built(ground, measured)
    size = sum(path.stat().st_size for path in measured.rglob("*") if path.is_file())
    for _ in range(ground.count):
        with _disk(ground.scratch / "disk", f"size={int(size * ground.random.uniform(1.3, 2.6))}") as disk:
            site = disk / "site"
            if disk.is_mount():
                shutil.copytree(measured, site)
                done = built(ground, site)
            else:  # without a separate disk: no file may be larger
                shutil.copytree(measured, site, dirs_exist_ok=True)
                blocks = str(ground.random.randrange(1, 400))
                command = ["sh", "-c", 'ulimit -f "$0" && exec "$@"', blocks, *_build(ground, site)]
                done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
            faults += _of_words(done.returncode, None, done.stdout + done.stderr)
            faults += _of_site(site)
    return Tally(attack="full disks", tried=ground.count, faults=tuple(faults))


def locked(ground: Ground) -> Tally:
    """Build where nothing can be written: it ends with a sentence, and the previous site stays as it was."""
    faults: list[str] = []
    for _ in range(ground.count):
        with _disk(ground.scratch / "disk", "size=500m") as disk:
            site = disk / "site"
            built(ground, site)
            with _unwritable(disk):
                done = built(ground, site)
            faults += _of_words(done.returncode, None, done.stdout + done.stderr)
            faults += ["it was built"] if done.returncode == 0 else []
            faults += _of_site(site)
    return Tally(attack="read-only places", tried=ground.count, faults=tuple(faults))


_ELSEWHERE: Sequence[Mapping[str, str]] = (
    {"LC_ALL": "C", "LANG": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    {"LC_ALL": "de_DE.ISO-8859-1"},
    {"LC_ALL": "no_SUCH.locale"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "ja_JP.EUC-JP"},
    {"TZ": "America/Adak", "PYTHONHASHSEED": "1"},
    {"TZ": "Nowhere/None", "PYTHONHASHSEED": "2"},
    {"COLUMNS": "1", "TERM": "dumb", "NO_COLOR": "1"},
    {"SOURCE_DATE_EPOCH": "0"},
    {"SOURCE_DATE_EPOCH": "253402300799"},
)
"""Environments in which the same record makes the same site."""
_CLOCKS = ("", "x", "-1", "1e9", "9" * 40, "nan", "\uff12\uff10")
"""Times that are none."""


def places(ground: Ground) -> Tally:
    """Build in other locales, time zones and times: the bytes are always the same; an invalid time gets a message."""
    first = ground.scratch / "first"
    faults = list(_of_build(built(ground, first)))
    wanted = _bytes(first)
    environments = [_ELSEWHERE[number % len(_ELSEWHERE)] for number in range(ground.count)]
    for environment in environments:
        site = ground.scratch / "site"
        faults += [f"{environment}: {fault}" for fault in _of_build(built(ground, site, **environment))]
        found = _bytes(site)
        faults += [f"{environment}: {name} differs" for name in sorted(wanted) if found.get(name) != wanted[name]]
        shutil.rmtree(site, ignore_errors=True)
    for clock in _CLOCKS:
        command = [argument for argument in _build(ground, first) if not argument.startswith("--today")]
        done = subprocess.run(
            command, env={**os.environ, "SOURCE_DATE_EPOCH": clock}, capture_output=True, text=True, check=False
        )
        faults += [f"clock {clock!r}: {fault}" for fault in _of_words(done.returncode, None, done.stdout + done.stderr)]
    return Tally(attack="locales and clocks", tried=ground.count + len(_CLOCKS), faults=tuple(faults))


def readers(ground: Ground) -> Tally:
    """Request pages from ``serve`` as many readers at once during an edit: each response is whole and timely."""
    root = ground.scratch / "archive"
    shutil.copytree(ground.root / FOLDER, root / FOLDER)
    inner = replace(ground, root=root)
    port = _free_port()
    command = [*_arguments("serve", inner, ground.scratch / "site"), "--port", str(port)]
    faults: list[str] = []
    with (ground.scratch / "said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            paths = _paths(root)
            threads = [
                threading.Thread(target=_ask, args=(port, Random(number), paths, faults))
                for number in range(ground.count)
            ]
            for thread in threads:
                thread.start()
            edited = sorted(root.glob(f"{FOLDER}/*/*.md"))[0]
            for _ in range(5):
                edited.write_bytes(edited.read_bytes())
                time.sleep(1)
            for thread in threads:
                thread.join()
        finally:
            code = _stopped(process)
    faults += _of_words(code, 0, (ground.scratch / "said").read_text(errors="replace"))
    return Tally(attack="readers at once", tried=ground.count, faults=tuple(faults))


def _stopped(process: subprocess.Popen[bytes]) -> int:
    """Ask a server to end, and kill it if it does not; return its exit code.

    A process that a shell started in the background ignores SIGINT, and so do those that it starts.
    """
    process.terminate()
    try:
        return process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _ask(port: int, random: Random, paths: Sequence[str], faults: list[str]) -> None:
    for _ in range(_ADDRESSES):
        path = random.choice(paths)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=_ANSWER) as answer:
                if b"</html>" not in answer.read():
                    faults.append(f"/{path} is cut")
        except (OSError, ValueError) as error:
            faults.append(f"/{path}: {error}")


def _paths(root: Path) -> list[str]:
    found = [f"statements/{path.stem}/" for path in sorted(root.glob(f"{FOLDER}/*/*.md")) if path.parent.name.isdigit()]
    return ["", "timeline/", "positions/", "search/", "about/", "data/", *found]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _ in range(_PATIENCE):
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=_ANSWER).close()
            return
        time.sleep(0.5)
    raise TimeoutError(address)


def _arguments(command: str, ground: Ground, site: Path) -> list[str]:
    return [sys.executable, str(_PROGRAM), command, f"--root={ground.root}", f"--site-dir={site}"]


def _build(ground: Ground, site: Path) -> list[str]:
    return [*_arguments("build", ground, site), f"--today={ground.today}"]


@contextmanager
def _quiet(ground: Ground, site: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a build in its own session, so that all its processes can be found."""
    process = subprocess.Popen(
        _build(ground, site), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _ended(group: int) -> bool:
    """Wait until no process of a group is left; returns False if some keep running."""
    end = time.monotonic() + _ENDING
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@contextmanager
def _disk(folder: Path, options: str) -> Iterator[Path]:
    """Yield a folder that is a separate disk if this machine allows mounting one, otherwise a plain folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "storm", str(folder)]
    mounted = (
        shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        shutil.rmtree(folder)


@contextmanager
def _unwritable(folder: Path) -> Iterator[None]:
    if folder.is_mount():
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield
        return
    folder.chmod(0o555)  # which does not stop a superuser, who can mount
    try:
        yield
    finally:
        folder.chmod(0o755)


def _of_build(done: subprocess.CompletedProcess[str]) -> Iterator[str]:
    yield from _of_words(done.returncode, 0, done.stdout + done.stderr)


def _of_words(code: int, wanted: int | None, said: str) -> Iterator[str]:
    """Yield what is wrong with how a command ended: its exit code, a traceback, or no output."""
    if _TRACEBACK in said:
        yield f"a traceback: {said[-500:]}"
    elif (wanted is not None and code != wanted) or code not in (0, 1, 2, 3):
        yield f"it ended with {code}: {said[-500:]}"
    elif code and not said.strip():
        yield f"it ended with {code} and said nothing"


def _of_site(site: Path) -> Iterator[str]:
    """Yield what is wrong with a site: it must have exactly the files that its mark lists, and complete pages."""
    try:
        listed = set(json.loads((site / MARK).read_text(encoding="ascii"))["files"])
    except (OSError, ValueError) as error:
        yield f"the site has no mark: {error}"
        return
    found = set(_bytes(site))
    yield from (f"{name} is missing" for name in sorted(listed - found))
    yield from (f"{name} is strange" for name in sorted(found - listed))
    yield from (
        f"{name} is cut"
        for name in sorted(found)
        if name.endswith(".html") and b"</html>" not in (site / name).read_bytes()
    )


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
