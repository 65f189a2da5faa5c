"""The site while somebody works on it: what changed is read again, and a page is made when it is asked for."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import outputs, pipeline
from archive.assets import cards, fonts
from archive.assets.cards import Card
from archive.history.commits import history
from archive.outputs import Shell
from archive.read.reading import Reader
from archive.record.history import History
from archive.record.problem import Problem
from archive.site.frame import Page
from archive.site.output import Output
from archive.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """One version of the record that could be published: every output by its path."""

    outputs: Mapping[str, Output[Page] | Output[bytes]]
    cards: Mapping[str, Card]


class Preview:
    """Answers with the last record that had no error, in the last theme that could be rendered."""

    def __init__(
        self, root: Path, today: datetime.date, shell: Callable[[Path], Shell], folder: Path, cache: Path
    ) -> None:
        """Take the archive's ``root``, what renders the theme into a folder, and where to: ``folder`` is emptied.

        ``cache`` keeps fonts between runs.
        """
        self._root, self._today, self._render, self._folder, self._cache = root, today, shell, folder, cache
        self._reader = Reader(root)
        self._shell: Shell | None = None
        self._history: History | None = None
        self._files: frozenset[str] = frozenset()
        self._state: _State | None = None
        self.problems: tuple[Problem, ...] = ()
        """Those of the record as it is now; answers may still come from an earlier one."""

    def update(self, *, theme: bool) -> None:
        """Take up what has changed; ``theme`` says whether anything but the record has.

        Raises ProblemsFoundError, ShellError and UnknownSlotError; answers then stay as they are.
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
        self._state = _State(outputs=every, cards=outputs.previews(site))

    def answer(self, path: str) -> bytes | None:
        """Make the file at a path under the site's root, such as ``timeline/index.html``; None where there is none."""
        state, shell = self._state, self._shell
        if state is None or shell is None:
            return None
        if path in state.outputs:
            return shell.frame.file(state.outputs[path].make())
        if path in state.cards:
            return cards.draw(state.cards[path])
        return (self._folder / path).read_bytes() if path in self._files else None

    def _rendered(self) -> Shell:
        """Render the theme into the folder, and keep the names of its files: nothing else in it is ever given out."""
        made = self._folder.with_name(f"{self._folder.name}.next")
        shutil.rmtree(made, ignore_errors=True)
        shell = self._render(made)
        fonts.write(made, self._cache / "fonts")
        shutil.rmtree(self._folder, ignore_errors=True)
        made.rename(self._folder)
        files = (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())
        self._files = frozenset(files)
        return shell


@contextmanager
def _untimed(stage: str) -> Iterator[None]:
    del stage
    yield
