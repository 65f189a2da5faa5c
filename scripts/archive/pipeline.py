"""The whole job on one screen: the stages from the record's files to the published site, in order."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from archive import outputs
from archive.assets import cards, fonts
from archive.check.checking import check
from archive.link.linking import Links, link
from archive.parallel import processors, spread
from archive.publish.publishing import begin, publish
from archive.publish.search_index import indexing
from archive.publish.verify import verify
from archive.read.reading import read
from archive.record.problem import Problem, errors
from archive.site.document import Document
from archive.site.frame import Frame

_MANY = 500
"""With fewer statements, further processes do not pay for their start."""

Stages = Callable[[str], AbstractContextManager[None]]
"""Is told when each stage begins and ends."""


class ProblemsFoundError(Exception):
    """The record, or the site made from it, has problems that stop the build."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take all problems of the run, warnings among them."""
        super().__init__(f"{len(errors(problems))} errors")
        self.problems = problems


class ShellError(Exception):
    """The theme could not be rendered; says what is wrong with the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A record that may be published."""

    links: Links
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the theme gives: the pages written by hand stand in the tree already, their slots filled."""

    frame: Frame
    site: outputs.Site
    cache: Path
    """The folder that keeps fonts and pictures between builds; it can be deleted at any time."""


def prepare(root: Path, today: datetime.date, stages: Stages) -> Prepared:
    """Read, check and link the record under ``root``; raises ProblemsFoundError where any problem is an error."""
    with stages("read"):
        reading = read(root)
    with stages("check"):
        problems = check(reading, today)
        if errors(problems):
            raise ProblemsFoundError(problems)
    with stages("link"):
        links = link(reading.archive)
    return Prepared(links=links, warnings=problems)


def complete(shell: Shell, tree: Path, site: Path, stages: Stages) -> None:
    """Render the record into ``tree``, index and verify it, and publish it as ``site``."""
    with stages("render"):
        _write(outputs.searched(shell.site), shell, tree)
    with indexing(tree) as wait:  # the longest stage by far; what search does not read is made beside it
        with stages("lists and data"):
            _write(outputs.others(shell.site), shell, tree)
        with stages("fonts and cards"):
            fonts.write(tree, shell.cache / "fonts")
            cards.write(outputs.previews(shell.site), tree, shell.cache / "cards")
        with stages("verify"):
            problems = verify(tree, urlsplit(shell.site.settings.site_url).path or "/", shell.frame)
            if problems:
                raise ProblemsFoundError(problems)
        with stages("index"):
            wait()
    with stages("publish"):
        publish(tree, site)


def build(
    root: Path, site: Path, today: datetime.date, stages: Stages, shell: Callable[[Prepared, Path], Shell]
) -> Prepared:
    """Build the site of the archive in ``root``; ``shell`` has the theme rendered into the folder it is given.

    A build that fails leaves the site as it was; raises ProblemsFoundError, PlaceError and whatever ``shell`` raises.
    """
    site = site.resolve()  # a link to a folder stays a link, and the folder is what is replaced
    tree = begin(site)
    prepared = prepare(root, today, stages)
    try:
        with stages("frame"):
            rendered = shell(prepared, tree)
        complete(rendered, tree, site, stages)
    finally:
        shutil.rmtree(tree, ignore_errors=True)
    return prepared


def _write(parts: Sequence[outputs.Part], shell: Shell, tree: Path) -> None:
    def write(part: int) -> None:
        for one in parts[part]:
            document = one if isinstance(one, Document) else shell.frame.file(one)
            file = tree / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.data)

    spread(write, len(parts), processors() if len(shell.site.links.statements) >= _MANY else 1)
