"""The site during editing: only changed files are read again, and a page is made when it is requested."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import outputs, pipeline
from archive.assets import cards, fonts, plates
from archive.assets.cards import Card
from archive.assets.plates import Plate
from archive.history.commits import history
from archive.outputs import Shell
from archive.publish.tree import files
from archive.read.reading import Reader
from archive.record.history import History
from archive.record.problem import Problem
from archive.site.frame import Page
from archive.site.output import Output
from archive.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """A version of the record without errors: every output by path."""

    outputs: Mapping[str, Output[Page] | Output[bytes]]
    cards: Mapping[str, Card]
    plates: Mapping[str, Plate]


class Preview:
    """Serves pages of the last record without errors, in the last theme that could be rendered."""

    def __init__(
        self, root: Path, today: datetime.date, shell: Callable[[Path], Shell], folder: Path, cache: Path
    ) -> None:
        """Preview the archive in ``root``; ``shell`` renders the theme into ``folder``, which is emptied first.

        ``cache`` keeps fonts between runs.
        """
        self._root, self._today, self._render, self._folder, self._cache = root, today, shell, folder, cache
        self._reader = Reader(root)
        self._shell: Shell | None = None
        self._history: History | None = None
        self._files: frozenset[str] = frozenset()
        self._state: _State | None = None
        self.problems: tuple[Problem, ...] = ()
        """The problems of the current record; pages may still come from an earlier one."""

    def update(self, *, theme: bool) -> None:
        """Read what has changed; ``theme`` says whether anything besides the record has.

        Raises ProblemsFoundError, ShellError and UnknownSlotError; the pages then stay as they were.
        """
        if theme or self._shell is None:
            self._shell = self._rendered()
            self._history = None
        try:
            prepared = pipeline.prepare(self._root, self._today, _untimed, self._reader)
        except pipeline.ProblemsFoundError as found:
            self.problems = found.problems
            raise
        self.problems = prepared.warnings
        self._history = self._history or history(self._root, prepared.links.archive)
        site = Site(links=prepared.links, settings=self._shell.settings, history=self._history)
        every = outputs.every(site, self._shell.written)
        self._state = _State(outputs=every, cards=outputs.previews(site), plates=outputs.plates(site))

    def answer(self, path: str) -> bytes | None:
        """Return the file at a path under the site's root, such as ``timeline/index.html``; None if there is none."""
        state, shell = self._state, self._shell
        if state is None or shell is None:
            return None
        if path in state.outputs:
            return shell.frame.file(state.outputs[path].make())
        if path in state.cards:
            return cards.draw(state.cards[path])
        if path in state.plates:
            return plates.draw(state.plates[path])
        return (self._folder / path).read_bytes() if path in self._files else None

    def pour(self, page: Page) -> bytes | None:
        """Put a page that is no part of the site into its theme; None where there is no theme yet."""
        return self._shell.frame.file(page) if self._shell else None

    def _rendered(self) -> Shell:
        """Render the theme into the folder, and note the names of its files: nothing else in it is ever served."""
        new = self._folder.with_name(f"{self._folder.name}.next")
        shutil.rmtree(new, ignore_errors=True)
        shell = self._render(new)
        fonts.write(new, self._cache / "fonts")
        shutil.rmtree(self._folder, ignore_errors=True)
        new.rename(self._folder)
        self._files = frozenset(files(self._folder))
        return shell


@contextmanager
def _untimed(stage: str) -> Iterator[None]:
    del stage
    yield
