"""Which files have changed: told once they have been quiet for a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_QUIET = 0.05
"""Seconds without a change after which an editor has written all that it writes."""
_UNCHANGED = {"opened", "closed_no_write"}


class Watch(FileSystemEventHandler):
    """Watches files and folders, those of the record apart from the others."""

    def __init__(self, record: Path, others: Iterable[Path]) -> None:
        """Take the record's folder, and the files and folders of the theme."""
        self._record, self._others = record.resolve(), tuple(path.resolve() for path in others)
        self._changed = threading.Condition()
        self._seen = 0
        self._theme = False
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin to watch. Where the system cannot tell of changes, it is asked again and again."""
        try:
            self._observer = self._watching(Observer())
        except OSError:
            self._observer = self._watching(PollingObserver())

    def stop(self) -> None:
        """Watch no more."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def wait(self, timeout: float | None = None) -> bool | None:
        """Wait for changes that are over; return whether any was outside the record, None where time ran out."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._seen, timeout):
                return None
            before = 0
            while before != self._seen:
                before = self._seen
                self._changed.wait(_QUIET)
            theme, self._seen, self._theme = self._theme, 0, False
            return theme

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change."""
        if event.event_type in _UNCHANGED or (event.is_directory and event.event_type == "modified"):
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        of_record = any(path.is_relative_to(self._record) for path in paths)
        of_theme = any(path.is_relative_to(other) for path in paths for other in self._others)
        if of_record or of_theme:
            with self._changed:
                self._seen += 1
                self._theme = self._theme or of_theme
                self._changed.notify_all()

    def _watching(self, observer: BaseObserver) -> BaseObserver:
        """Watch; a file is watched through its folder, since editors put a new one in its place."""
        folders = {path if path.is_dir() else path.parent: path.is_dir() for path in (*self._others, self._record)}
        for folder, whole in folders.items():
            if folder.exists():
                observer.schedule(self, str(folder), recursive=whole)
        observer.start()
        return observer
