"""Report which files have changed, once they have been quiet for a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from enum import Flag, auto
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_QUIET = 0.05
"""Seconds without a change after which an editor has written all that it writes."""
_UNCHANGED = {"opened", "closed_no_write"}


class Change(Flag):
    """What has changed."""

    RECORD = auto()
    THEME = auto()
    DRAFTS = auto()


_NOTHING = Change(0)


class Watch(FileSystemEventHandler):
    """Watches files and folders: those of the record, of the theme, and of drafts."""

    def __init__(self, record: Path, theme: Iterable[Path] = (), drafts: Path | None = None) -> None:
        """Take the record's folder, the files and folders of the theme, and the folder of the drafts."""
        self._drafts = drafts and drafts.resolve()
        self._watched = {path.resolve(): Change.THEME for path in theme}
        if self._drafts:
            self._watched[self._drafts] = Change.DRAFTS
        self._watched[record.resolve()] = Change.RECORD
        self._changed = threading.Condition()
        self._seen = 0
        self._what = _NOTHING
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Start watching. If the system cannot report changes, it is polled."""
        try:
            self._observer = self._watching(Observer())
        except OSError:
            self._observer = self._watching(PollingObserver())

    def stop(self) -> None:
        """Stop watching."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def wait(self, timeout: float | None = None) -> Change | None:
        """Wait until changes settle; return what changed, or None if time ran out."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._seen, timeout):
                return None
            before = 0
            while before != self._seen:
                before = self._seen
                self._changed.wait(_QUIET)
            what, self._seen, self._what = self._what, 0, _NOTHING
            return what

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change."""
        if event.event_type in _UNCHANGED or (event.is_directory and event.event_type == "modified"):
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        what = _NOTHING
        for folder, change in self._watched.items():
            if any(path.is_relative_to(folder) for path in paths):
                what |= change
        if self._drafts in paths and self._drafts.is_dir() and self._observer is not None:
            self._observer.schedule(self, str(self._drafts), recursive=True)  # it did not exist before
        if what:
            with self._changed:
                self._seen += 1
                self._what |= what
                self._changed.notify_all()

    def _watching(self, observer: BaseObserver) -> BaseObserver:
        """Watch; a file is watched through its folder, since editors replace it with a new one."""
        folders = {path if path.is_dir() else path.parent: path.is_dir() for path in self._watched}
        for folder, whole in folders.items():
            if folder.exists():
                observer.schedule(self, str(folder), recursive=whole)
        observer.start()
        return observer
