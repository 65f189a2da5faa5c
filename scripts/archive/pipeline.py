"""The whole build on one screen: the stages from the record's files to the published site, in order."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from archive import outputs
from archive.assets import cards, fonts, plates
from archive.check.checking import check
from archive.history.commits import history
from archive.link.linking import Links, link
from archive.outputs import Shell
from archive.publish.publishing import building, publish
from archive.publish.search_index import indexing
from archive.publish.verify import Checker, verify
from archive.publish.writing import write
from archive.read.files import FOLDER
from archive.read.reading import Reader
from archive.record.history import History
from archive.record.problem import Problem, errors
from archive.site.site import Site

Stages = Callable[[str], AbstractContextManager[None]]
"""A context manager for each stage, to report or time it."""


class ProblemsFoundError(Exception):
    """The record, or the site built from it, has problems that stop the build."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(errors(problems))} errors")
        self.problems = problems
        """All problems, including warnings."""


class ShellError(Exception):
    """The theme could not be rendered; the message says what is wrong with the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A record without errors, ready to be published."""

    links: Links
    warnings: tuple[Problem, ...]


def prepare(root: Path, today: datetime.date, stages: Stages, reader: Reader | None = None) -> Prepared:
    """Read, check and link the record under ``root``; raises ProblemsFoundError if any problem is an error.

    A ``reader`` that has read the record before reads only changed files.
    """
    with stages("read"):
        reading = (reader or Reader(root)).read()
    with stages("check"):
        problems = check(reading, today)
        if errors(problems):
            raise ProblemsFoundError(problems)
    with stages("link"):
        links = link(reading.archive)
    return Prepared(links=links, warnings=problems)


def complete(links: Links, history: History, shell: Shell, cache: Path, tree: Path, site: Path, stages: Stages) -> None:
    """Write every output to ``tree``, index and verify it, and publish it as ``site``.

    ``cache`` keeps fonts and pictures between builds; it can be deleted at any time. Raises ProblemsFoundError,
    UnknownSlotError and IndexingError.
    """
    linked = Site(links=links, settings=shell.settings, history=history)
    searched, others = outputs.searched(linked), outputs.others(linked, shell.written)
    names = {output.path for part in (*searched, *others) for output in part}
    checker = Checker(names, urlsplit(shell.settings.site_url).path or "/", shell.frame)
    with TemporaryDirectory(prefix="indexed.", dir=tree.parent) as indexed:
        documents = Path(indexed)
        with stages("render"):
            deque(linked.entries.values(), maxlen=0)  # what is made here is there in every process
            done = write(searched, shell.frame, checker, tree, documents, len(links.statements))
        with indexing(documents, tree) as wait:  # the longest stage by far; what search does not read is made beside it
            with stages("lists and data"):
                done += write(others, shell.frame, checker, tree, documents, len(links.statements))
            with stages("fonts"):
                fonts.write(tree, cache / "fonts")
            with stages("previews"):
                cards.write(outputs.previews(linked), tree, cache / "cards")
                plates.write(outputs.plates(linked), tree, cache / "cards")
            with stages("verify"):
                problems = verify(tree, checker, done)
                if problems:
                    raise ProblemsFoundError(problems)
            with stages("index"):
                wait()
    with stages("publish"):
        publish(tree, site)


def build(
    root: Path,
    site: Path,
    today: datetime.date,
    stages: Stages,
    shell: Callable[[Path], Shell],
    cache: Path,
    sources: Iterable[Path] = (),
) -> Prepared:
    """Build the site of the archive in ``root``; ``shell`` renders the theme into a given folder.

    ``sources`` are the files of the theme and the hand-written pages; the site must not be among them. A build that
    fails leaves the site as it was; raises ProblemsFoundError, PlaceError, BusyError and whatever ``shell`` and
    ``complete`` raise.
    """
    site = site.resolve()  # if it is a symbolic link, the folder it points to is replaced
    with building(site, (root / FOLDER, *sources)) as tree:
        prepared = prepare(root, today, stages)
        with stages("history"):
            past = history(root, prepared.links.archive)
        with stages("frame"):
            rendered = shell(tree)
        complete(prepared.links, past, rendered, cache, tree, site, stages)
    return prepared
