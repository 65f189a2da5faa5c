"""The loop of ``serve``: an edit shows at once, and the whole site is built once nothing has changed for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from archive import pipeline
from archive.assets.disk_cache import CacheError
from archive.outputs import UnknownSlotError
from archive.preview import Preview
from archive.publish.search_index import FOLDER
from archive.record.problem import counted, errors, report
from serve.background import Background
from serve.server import Board
from serve.watch import Change, Watch

_WAITING = "The site stays as it was until this is mended."
_IDLE = 1.0
"""Seconds without a change after which the whole site is built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The steps that follow an edit."""

    preview: Preview
    board: Board
    """Where every open page looks for news."""
    watch: Watch
    background: Background
    site: Path
    """The folder of the whole site."""
    say: Callable[[str], None]
    """Tells the terminal."""

    def follow(self, good: bool) -> NoReturn:
        """Process every change; ``good`` says whether the state so far can be published."""
        stale = good
        while True:
            changed = self.watch.wait(_IDLE if stale or self.background.running else None)
            if changed is None:
                self._build(stale)
                stale = False
                continue
            if Change.DRAFTS in changed:
                self.board.post_drafts()
            if changed != Change.DRAFTS:
                self.background.stop()
                stale = self.update(theme=Change.THEME in changed)

    def _build(self, stale: bool) -> None:
        """Start building the whole site if it is stale; otherwise report a finished build."""
        if stale:
            self.background.start()
        elif (code := self.background.done()) is not None:
            self._tell_of_build(code)

    def _tell_of_build(self, code: int) -> None:
        if code == 0:
            self.say(f"Search is up to date, and the whole site is in {self.site}.")
        else:
            said = self.background.said()
            self.say(f"The whole site could not be built; search may be out of date.\n{said}".rstrip())

    def update(self, *, theme: bool) -> bool:
        """Process what has changed, and notify the terminal and every open page; return whether it can be published."""
        begun = time.perf_counter()
        heading = ""
        try:
            self.preview.update(theme=theme)
        except pipeline.ProblemsFoundError:
            heading = _WAITING
        except (pipeline.ShellError, UnknownSlotError, CacheError, OSError) as error:
            heading = f"{error}"
        problems = self.preview.problems
        if problems:
            self.say(report(problems).removesuffix("\n"))
        elif heading:
            self.say(heading)
        self.say((heading and _WAITING) or f"Updated in {time.perf_counter() - begun:.2f} s.")
        warnings = counted(len(problems) - len(errors(problems)), "warning")
        counts = problems and f"{counted(len(errors(problems)), 'error')}, {warnings}"
        self.board.post(page=not heading, heading=heading or counts or "", problems=problems)
        return not heading


def with_search(answer: Callable[[str], bytes | None], site: Path) -> Callable[[str], bytes | None]:
    """Take the search index, which has no output of its own, from the whole site."""

    def found(path: str) -> bytes | None:
        names = path.split("/")
        if names[0] != FOLDER or not set(names).isdisjoint(("", ".", "..")) or "\0" in path:
            return answer(path)
        try:
            return site.joinpath(*names).read_bytes()
        except OSError:  # a folder, nothing, or a site that is being replaced just now
            return None

    return found
