"""Replace the previous site with a finished tree, so that readers never see half a site.

Each build works in a folder of its own beside the site, ``.site.XXXXXXXX.next``, and holds a lock in it to its end. A
folder whose lock is free was left by a crash. It holds ``lock``, ``tree``, the site in the making, and ``old``, the
site before it while the new one takes its place. One build publishes at a time, under the lock ``.site.lock``.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from archive.publish.search_index import FOLDER
from archive.publish.tree import files

MARK = ".archive-site"
"""The file that marks a site as built here; it lists the files that a build wrote."""

_SIGNS = ("index.html", FOLDER)
"""Names that every site from before the mark has, and hardly any other folder."""
_LOCK, _TREE, _OLD = "lock", "tree", "old"
_PATIENCE = 60.0
"""Seconds to wait while another build publishes, which takes a second or two."""


class PlaceError(Exception):
    """Publishing here would delete files that no build made, or overwrite the archive itself."""


class BusyError(Exception):
    """Another build has been publishing in the same place for too long."""


@contextmanager
def building(site: Path, sources: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the folder to build in, which does not exist yet; the rest of it is removed at the end.

    ``sources`` are what the site is made from. What crashed builds left is put right first. Raises PlaceError,
    BusyError, and OSError where the folder cannot be made.
    """
    for source in map(Path.resolve, sources):
        if site.is_relative_to(source) or source.is_relative_to(site):
            raise PlaceError(f"{site} must be apart from {source}, from which the site is made.")
    site.parent.mkdir(parents=True, exist_ok=True)
    with _turn(site):
        for room in abandoned(site):
            _remove(room, site)
        _require_replaceable(site, None)
        room = Path(tempfile.mkdtemp(prefix=f".{site.name}.", suffix=".next", dir=site.parent))
        lock = FileLock(room / _LOCK)
        lock.acquire()
    try:
        yield room / _TREE
    finally:
        lock.release()
        _remove(room, site)


def publish(tree: Path, site: Path) -> None:
    """Replace ``site`` by a ``tree`` that ``building`` gave, and mark it.

    That takes two renames, between which a crash leaves the old site beside its place. Raises PlaceError, BusyError.
    """
    names = sorted({*files(tree), MARK})
    mark = {"made_by": "manage.py build, which replaces this folder and all files listed here", "files": names}
    (tree / MARK).write_text(f"{json.dumps(mark, indent=0)}\n", encoding="ascii")
    old = tree.with_name(_OLD)
    with _turn(site):
        _require_replaceable(site, names)
        try:
            if site.exists():
                site.rename(old)
            tree.rename(site)
        finally:
            _recover(old, site)


def abandoned(site: Path) -> list[Path]:
    """Return the unused folders that earlier builds have left next to a site."""
    name = re.compile(rf"\.{re.escape(site.name)}\.[a-z0-9_]{{8}}\.next")
    return [room for room in sorted(site.parent.iterdir()) if name.fullmatch(room.name) and _unused(room)]


@contextmanager
def _turn(site: Path) -> Iterator[None]:
    lock = site.with_name(f".{site.name}.lock")
    try:
        with FileLock(lock, timeout=_PATIENCE):
            try:
                yield
            finally:
                with suppress(OSError):  # a waiting build creates a missing lock file again
                    lock.unlink()
    except Timeout:
        raise BusyError(f"Another build has been publishing in {site} for {_PATIENCE:.0f} s.") from None


def _unused(room: Path) -> bool:
    if not (room / _LOCK).is_file():
        return False
    try:
        with FileLock(room / _LOCK, timeout=0):
            return True
    except (Timeout, OSError):
        return False


def _remove(room: Path, site: Path) -> None:
    """Remove what a build left, as far as possible, but never the only site."""
    with suppress(OSError):
        _recover(room / _OLD, site)
        for part in (_TREE, _OLD):
            shutil.rmtree(room / part, ignore_errors=True)
        if not (room / _TREE).exists() and not (room / _OLD).exists():
            shutil.rmtree(room)  # with its lock, which marks what could not be removed


def _recover(old: Path, site: Path) -> None:
    """Restore the old site if the new one did not replace it."""
    if old.exists() and not site.exists():
        old.rename(site)


def _require_replaceable(site: Path, made: Iterable[str] | None) -> None:
    """Raise PlaceError if the site's folder has a file that no build made.

    A site's mark lists what a build made. A site without one is held against what was ``made`` just now, where that
    is known: it may have files of the same kinds.
    """
    if not site.exists():
        return
    found = list(files(site)) if site.is_dir() else None
    listed = _listed(site)
    if found is None or (found and listed is None and not all((site / sign).exists() for sign in _SIGNS)):
        raise PlaceError(f"{site} must be a site made before, an empty folder or nothing: it would be deleted.")
    if listed is not None:
        strangers = [name for name in found if name not in listed]
    else:
        kinds = None if made is None else {_kind(name) for name in made}
        strangers = [name for name in found if kinds is not None and _kind(name) not in kinds]
    if strangers:
        raise PlaceError(
            f"{site / min(strangers)} was not made by a build, and publishing would delete it.\n"
            "  hint: move it away; what shall be part of the site belongs in docs/"
        )


def _listed(site: Path) -> frozenset[str] | None:
    """Return the files that a site's mark lists; None if there is no readable mark."""
    try:
        return frozenset(json.loads((site / MARK).read_text(encoding="ascii"))["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _kind(name: str) -> tuple[str, str]:
    """Return the kind of a file: its top-level folder and its extension."""
    path = PurePosixPath(name)
    return path.parts[0], path.suffix if len(path.parts) > 1 else ""
