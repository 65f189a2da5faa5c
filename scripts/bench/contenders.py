"""The builders to measure: what each needs, how its input is written, and which commands it runs.

Each gets the same titles, dates, speakers, summaries and words, and is used with its defaults. A contender is one entry
here.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from bench.releases import Release
from bench.writing import front_matter, put

TOP = Path(__file__).resolve().parents[2]
_MODELS = Path(__file__).parent / "models"
"""The configuration and the bare theme that the others are used with."""
_MANAGE = (sys.executable, str(TOP / "scripts" / "manage.py"))
_SITE = "site"
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", _SITE)
_PAGEFIND = (sys.executable, "-m", "pagefind", "--site", _SITE)
_INPUT = "statements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command of a builder, run in the folder of its input."""

    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The commands behind one row of the table, in order."""

    title: str
    steps: tuple[Step, ...]
    makes_site: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One builder."""

    name: str
    """How ``--only`` calls it."""
    prepare: Callable[[Iterable[Release], Path], None]
    """Writes its input into a folder."""
    jobs: tuple[Job, ...]
    program: str = ""
    """A program that must be on PATH; what else it needs is installed with the project."""
    version: tuple[str, ...] = ()
    """The command that prints the program's version."""
    hint: str = ""
    """How to get that program."""

    @property
    def lacks(self) -> bool:
        """Return whether its program is missing."""
        return bool(self.program) and shutil.which(self.program) is None


def site(folder: Path) -> Path:
    """Return the place where every builder puts its site, in the folder of its input."""
    return folder / _SITE


def _prepare_hugo(found: Iterable[Release], folder: Path) -> None:
    shutil.copytree(_MODELS / "hugo", folder, dirs_exist_ok=True)
    for release in found:
        fields = {
            "title": release.title,
            "date": release.date,
            "speakers": [release.speaker],
            "states": [release.state] if release.state else [],
            "summary": release.summary,
        }
        put(folder / "content" / _INPUT / f"{release.id}.md", f"{front_matter(fields)}\n{release.body}\n")


def _prepare_mkdocs(found: Iterable[Release], folder: Path) -> None:
    shutil.copytree(_MODELS / "mkdocs", folder, dirs_exist_ok=True)
    for release in found:
        head = front_matter({"title": release.title, "date": release.date})
        words = f"{release.date} {release.speaker}\n\n{release.summary}\n\n{release.body}"
        put(folder / "docs" / _INPUT / f"{release.id}.md", f"{head}\n{words}\n")


SERVE = (*_MANAGE, "serve", "--root", ".", "--site-dir", "preview", "--port", "0")
"""Serves the archive that was written into a folder, from that folder."""

BUILD = Step(name="build", command=(*_MANAGE, "build", "--root", ".", "--site-dir", _SITE))
"""Builds the archive that was written into a folder, from that folder."""

PREVIEWS = Step(
    name="previews",
    command=BUILD.command,
    environment=(("ARCHIVE_SITE_URL", "https://example.org/"), ("ARCHIVE_CACHE", "cache")),
)
"""Builds it for an address, with the pictures that only such a site has, which are kept in that folder."""

CONTENDERS = (
    Contender(
        name="archive",
        prepare=corpus.write,
        jobs=(
            Job(
                title="archive: check",
                steps=(Step(name="check", command=(*_MANAGE, "check", "--root", ".")),),
                makes_site=False,
            ),
            Job(
                title="archive: build",
                steps=(BUILD,),
            ),
        ),
    ),
    Contender(
        name="hugo",
        prepare=_prepare_hugo,
        jobs=(
            Job(
                title="Hugo + Pagefind",
                steps=(
                    Step(name="hugo", command=("hugo", "--destination", _SITE)),
                    Step(name="pagefind", command=_PAGEFIND),
                ),
            ),
        ),
        program="hugo",
        version=("hugo", "version"),
        hint="apt-get install hugo",
    ),
    Contender(
        name="mkdocs",
        prepare=_prepare_mkdocs,
        jobs=(
            Job(
                title="MkDocs + Material",
                steps=(Step(name="mkdocs", command=_MKDOCS),),
            ),
        ),
    ),
)
"""In the order in which they are measured."""
