"""Check every internal link and anchor of a site, and that no page loads anything from another host.

Pages are read as they are written, while they are in memory; only links to anchors of other pages wait until all pages
are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archive.publish.addresses import Addresses, of_page, of_sheet, resolve
from archive.publish.tree import files
from archive.record.problem import Place, Problem
from archive.site.frame import Frame, Page

_SCHEMES = {"http", "https", "mailto"}


class _Pointer(NamedTuple):
    """A link to an anchor of another page, or to a file that is not known yet."""

    page: str
    address: str
    file: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The result for some files of a site."""

    anchors: Mapping[str, frozenset[str]]
    """The anchors of each page."""
    found: Sequence[Problem | _Pointer]
    """In the order of the files and their links."""
    framed: Mapping[int, str]
    """The first page in the frame of each depth, by name."""


class Checker:
    """Checks the links of pages; what the pages in a frame share is read once for each depth."""

    def __init__(self, names: Set[str] = frozenset(), prefix: str = "/", frame: Frame | None = None) -> None:
        """Take the names of files that will be in the site, and the path that root-absolute links begin with."""
        self._names = names
        self._prefix = prefix
        self._shared = {depth: of_page(frame.empty(depth)) for depth in frame.depths} if frame else {}

    def check(self, written: Iterable[tuple[str, Page | bytes]]) -> Checked:
        """Check the links of files; all but pages and style sheets are passed over."""
        anchors: dict[str, frozenset[str]] = {}
        found: list[Problem | _Pointer] = []
        framed: dict[int, str] = {}
        for name, made in written:
            if isinstance(made, Page):
                framed[made.depth] = min(name, framed.get(made.depth, name))
                read = self._in_frame(made)
            elif name.endswith(".html"):
                read = of_page(made)
            elif name.endswith(".css"):
                read = of_sheet(made)
            else:
                continue
            anchors[name] = read.anchors
            found += self._faults(name, read)
        return Checked(anchors=anchors, found=found, framed=framed)

    def shared(self, depth: int, name: str) -> Iterator[Problem | _Pointer]:
        """Check the links to the root of the frame of a depth, whose faults are those of its first page."""
        shared, up = self._shared[depth], "../" * depth
        links = tuple(link for link in shared.links if link[0].startswith(up))
        return self._faults(name, Addresses(anchors=shared.anchors, links=links))

    def _in_frame(self, page: Page) -> Addresses:
        """Return the addresses of a page without those of the frame that lead to the same place from all pages."""
        own, shared, up = of_page(page.whole_head + page.content), self._shared[page.depth], "../" * page.depth
        inherited = (link for link in shared.links if not link[0].startswith(up))
        return Addresses(anchors=own.anchors | shared.anchors, links=tuple(dict.fromkeys((*inherited, *own.links))))

    def _faults(self, name: str, read: Addresses) -> Iterator[Problem | _Pointer]:
        for address, loaded in read.links:
            file, anchor, scheme = resolve(name, address, self._prefix)
            if scheme:
                if loaded and scheme != "data":
                    yield _problem(
                        name,
                        "third-party",
                        f"A page must load nothing from another host, and this one loads {address}.",
                    )
                elif not loaded and scheme not in _SCHEMES:
                    yield _problem(
                        name, "link-scheme", f"A link must lead to a page or a web address, and {address} does not."
                    )
            elif file not in self._names or (anchor and not (file == name and anchor in read.anchors)):
                yield _Pointer(name, address, file, anchor)


def verify(tree: Path, checker: Checker, done: Sequence[Checked] = ()) -> tuple[Problem, ...]:
    """Return a problem for each broken link of a finished tree, in the order of its pages.

    ``done`` is what ``checker`` found in files as they were written; the others are read here.
    """
    names = frozenset(files(tree))
    known = frozenset[str]().union(*(part.anchors for part in done))
    rest = ((name, (tree / name).read_bytes()) for name in sorted(names - known) if name.endswith((".html", ".css")))
    parts = (*done, checker.check(rest))
    anchors = {name: own for part in parts for name, own in part.anchors.items()}
    found = (*_shared(checker, done), *(fault for part in parts for fault in part.found))
    problems = (problem for fault in found if (problem := _judged(fault, names, anchors)))
    return tuple(sorted(problems, key=lambda problem: problem.place.path))


def _shared(checker: Checker, done: Iterable[Checked]) -> Iterator[Problem | _Pointer]:
    """Check what the pages of each depth share."""
    firsts: dict[int, str] = {}
    for part in done:
        for depth, name in part.framed.items():
            firsts[depth] = min(name, firsts.get(depth, name))
    for depth, name in firsts.items():
        yield from checker.shared(depth, name)


def _judged(found: Problem | _Pointer, names: Set[str], anchors: Mapping[str, Set[str]]) -> Problem | None:
    """Return the problem of a link, now that all files and anchors are known; None for a good one."""
    if isinstance(found, Problem):
        return found
    if found.file not in names:
        sentence = f"A link must lead to a page that exists, and {found.address} does not."
        return _problem(found.page, "broken-link", sentence)
    if found.anchor and found.anchor not in anchors.get(found.file, {found.anchor}):
        sentence = f"A link must lead to an anchor that exists, and {found.address} does not."
        return _problem(found.page, "broken-anchor", sentence)
    return None


def _problem(name: str, rule: str, sentence: str) -> Problem:
    return Problem(place=Place(path=name), rule=rule, sentence=sentence)
