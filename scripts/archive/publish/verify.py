"""Check every internal link and anchor of a finished tree, and that no page loads anything from another host."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.parallel import processors, spread
from archive.record.problem import Place, Problem
from archive.site.frame import Frame

_ADDRESSES = ("href", "src", "srcset", "action", "poster", "data")
"""Attributes with an address."""
_SELECTOR = ", ".join(f"[{name}]" for name in _ADDRESSES) + ", meta[http-equiv=refresh i], style"
_FOLLOWED = {"a", "area", "form", "meta"}
_LOADED_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "prefetch",
    "preconnect",
    "dns-prefetch",
}
_IN_STYLE = re.compile(r"""(?:@import\s*|url\(\s*)["']?([^"')\s;]+)""")
_SCHEMES = {"http", "https", "mailto"}
_BASE = "http://site.invalid/"
"""The base for resolving addresses; its host does not exist."""

_PART = 500
"""How many files make one part of the work."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The anchors and links of a page or style sheet."""

    anchors: frozenset[str]
    links: tuple[tuple[str, bool], ...]
    """An address as written, and whether the browser loads it by itself."""


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A link to an anchor of another page, to be compared with that page's anchors."""

    page: str
    address: str
    target: str
    anchor: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The result for one part of the files."""

    anchors: Mapping[str, frozenset[str]]
    """The anchors of each page in the part."""
    found: tuple[Problem | _Pointer, ...]
    """In the order of the pages and their links."""


def verify(tree: Path, prefix: str = "/", frame: Frame | None = None) -> tuple[Problem, ...]:
    """Return a problem for each broken link; ``prefix`` is the path that root-absolute links begin with.

    What the pages poured into ``frame`` share is read once for each depth, and its faults are the first page's.
    """
    files = frozenset(_files(tree, ""))
    names = sorted(name for name in files if name.endswith((".html", ".css")))
    reader = _Reader(tree, frame)
    parts = range(0, len(names), _PART)

    def part(number: int) -> _Part:
        at = parts[number]
        pages = {name: reader.page(name, first=name in firsts) for name in names[at : at + _PART]}
        found = tuple(fault for name, page in pages.items() for fault in _faults(name, page, files, prefix))
        return _Part(anchors={name: page.anchors for name, page in pages.items()}, found=found)

    firsts = reader.firsts(names)
    done = spread(part, len(parts), processors() if len(parts) > 1 else 1)
    anchors = {name: own for part in done for name, own in part.anchors.items()}
    return tuple(problem for part in done for fault in part.found if (problem := _judged(fault, anchors)))


class _Reader:
    """Reads pages and style sheets; for a page in the frame, only its own content."""

    def __init__(self, tree: Path, frame: Frame | None) -> None:
        self._tree = tree
        self._frame = frame
        self._shared: dict[int, _Page] = {}
        if frame:
            for depth in frame.depths:
                self._shared[depth] = _page(frame.empty(depth))

    def firsts(self, names: Iterable[str]) -> frozenset[str]:
        """Return the first page of each depth in the frame, which is checked with the frame's links."""
        found: dict[int, str] = {}
        for name in names:
            depth = name.count("/")
            if depth in self._shared and depth not in found and self._own(name) is not None:
                found[depth] = name
        return frozenset(found.values())

    def page(self, name: str, *, first: bool) -> _Page:
        if name.endswith(".css"):
            return _sheet((self._tree / name).read_bytes())
        own = self._own(name)
        if own is None:
            return _page((self._tree / name).read_bytes())
        page, shared = _page(own), self._shared[name.count("/")]
        up = "../" * name.count("/")
        inherited = (link for link in shared.links if first or not link[0].startswith(up))
        return _Page(anchors=page.anchors | shared.anchors, links=tuple(dict.fromkeys((*inherited, *page.links))))

    def _own(self, name: str) -> bytes | None:
        depth = name.count("/")
        if self._frame is None or depth not in self._shared or not name.endswith("/index.html"):
            return None
        return self._frame.own((self._tree / name).read_bytes(), depth)


def _files(folder: Path | str, name: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{name}{entry.name}/")
            elif entry.is_file():
                yield name + entry.name


def _page(data: bytes) -> _Page:
    parsed = LexborHTMLParser(data)
    anchors = frozenset(node.id or "" for node in parsed.css("[id]"))
    links = (link for node in parsed.css(_SELECTOR) for link in _links(node))
    return _Page(anchors=anchors, links=tuple(dict.fromkeys(links)))


def _links(node: LexborNode) -> Iterator[tuple[str, bool]]:
    tag, attributes = node.tag, node.attributes
    if tag == "style":
        yield from ((address, True) for address in _IN_STYLE.findall(node.text()))
    elif tag == "meta":
        yield (attributes.get("content") or "").partition("=")[2].strip("'\" "), False
    loaded = tag not in _FOLLOWED
    if tag == "link":
        loaded = not _LOADED_RELATIONS.isdisjoint((attributes.get("rel") or "").lower().split())
    for name, value in attributes.items():
        if name == "srcset" and value:
            yield from ((candidate.split()[0], loaded) for candidate in value.split(",") if candidate.strip())
        elif name in _ADDRESSES:
            yield value or "", loaded


def _sheet(data: bytes) -> _Page:
    addresses = dict.fromkeys(_IN_STYLE.findall(data.decode("utf-8", "replace")))
    return _Page(anchors=frozenset(), links=tuple((address, True) for address in addresses))


def _faults(name: str, page: _Page, files: Set[str], prefix: str) -> Iterator[Problem | _Pointer]:
    for address, loaded in page.links:
        if address.startswith("#"):
            target, fragment, scheme = name, unquote(address[1:]), ""
        else:
            target, fragment, scheme = _resolved(*_climbed(name, address), prefix)
        if scheme:
            if loaded and scheme != "data":
                yield _problem(
                    name, "third-party", f"A page must load nothing from another host, and this one loads {address}."
                )
            elif not loaded and scheme not in _SCHEMES:
                yield _problem(
                    name, "link-scheme", f"A link must lead to a page or a web address, and {address} does not."
                )
        elif target not in files:
            yield _problem(name, "broken-link", f"A link must lead to a page that exists, and {address} does not.")
        elif fragment and not (target == name and fragment in page.anchors):
            yield _Pointer(name, address, target, fragment)


def _judged(found: Problem | _Pointer, anchors: Mapping[str, Set[str]]) -> Problem | None:
    """Return the problem of a link to a missing anchor; other problems are returned as they are."""
    if isinstance(found, Problem):
        return found
    if found.target not in anchors or found.anchor in anchors[found.target]:
        return None
    return _problem(
        found.page, "broken-anchor", f"A link must lead to an anchor that exists, and {found.address} does not."
    )


def _climbed(name: str, address: str) -> tuple[str, str]:
    """Resolve the leading ``../`` of an address, so that most pages share the same few addresses."""
    if not address.startswith("../"):
        return name, address
    folder = name.rpartition("/")[0]
    while address.startswith("../"):
        folder, address = folder.rpartition("/")[0], address[3:]
    return f"{folder}/" if folder else "", address


@lru_cache(maxsize=10_000)
def _resolved(base: str, address: str, prefix: str) -> tuple[str, str, str]:
    """Resolve an address to its file and anchor, or return the scheme of an external one."""
    rooted = address.startswith(prefix) and not address.startswith("//")
    joined = urljoin(_BASE, "./" + address.removeprefix(prefix)) if rooted else urljoin(_BASE + base, address)
    parts = urlsplit(joined)
    if f"{parts.scheme}://{parts.netloc}/" != _BASE:
        return "", "", parts.scheme or "none"
    target = unquote(parts.path.lstrip("/"))
    if target.endswith("/") or not target:
        target += "index.html"
    return target, unquote(parts.fragment), ""


def _problem(name: str, rule: str, sentence: str) -> Problem:
    return Problem(place=Place(path=name), rule=rule, sentence=sentence)
