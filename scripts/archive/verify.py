"""Walk every internal link and anchor of a finished tree, and see that no page asks another host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.problem import Place, Problem

_ADDRESSES = ("href", "src", "srcset", "action", "poster", "data")
"""Attributes that hold an address."""
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
"""Stands for the site while addresses are resolved; its host is nobody's."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What matters of one page or style sheet: its anchors and where its links lead."""

    anchors: frozenset[str]
    links: tuple[tuple[str, bool], ...]
    """An address as it is written, and whether the browser loads it by itself."""


def verify(tree: Path, prefix: str = "/") -> tuple[Problem, ...]:
    """Give a problem for each broken link; ``prefix`` is the path that root-absolute links begin with."""
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    readers = {".html": _page, ".css": _sheet}
    pages = {
        name: readers[suffix]((tree / name).read_bytes())
        for name in sorted(files)
        if (suffix := name[name.rfind(".") :]) in readers
    }
    return tuple(problem for name in pages for problem in _faults(name, pages, files, prefix))


def _page(data: bytes) -> _Page:
    parsed = LexborHTMLParser(data)
    anchors = frozenset(node.attributes["id"] or "" for node in parsed.css("[id]"))
    links = (link for node in parsed.css(_SELECTOR) for link in _links(node))
    return _Page(anchors=anchors, links=tuple(dict.fromkeys(links)))


def _links(node: LexborNode) -> Iterator[tuple[str, bool]]:
    attributes = node.attributes
    if node.tag == "style":
        yield from ((address, True) for address in _IN_STYLE.findall(node.text()))
    elif node.tag == "meta":
        yield (attributes.get("content") or "").partition("=")[2].strip("'\" "), False
    relations = set((attributes.get("rel") or "").lower().split())
    loaded = bool(relations & _LOADED_RELATIONS) if node.tag == "link" else node.tag not in _FOLLOWED
    for name in _ADDRESSES:
        value = attributes.get(name, "")
        if name == "srcset" and value:
            yield from ((one.split()[0], loaded) for one in value.split(",") if one.strip())
        elif name in attributes:
            yield value or "", loaded


def _sheet(data: bytes) -> _Page:
    addresses = dict.fromkeys(_IN_STYLE.findall(data.decode("utf-8", "replace")))
    return _Page(anchors=frozenset(), links=tuple((address, True) for address in addresses))


def _faults(name: str, pages: Mapping[str, _Page], files: set[str], prefix: str) -> Iterator[Problem]:
    base = _BASE + name
    for address, loaded in pages[name].links:
        rooted = address.startswith(prefix) and not address.startswith("//")
        parts = urlsplit(urljoin(_BASE, "./" + address.removeprefix(prefix)) if rooted else urljoin(base, address))
        if f"{parts.scheme}://{parts.netloc}/" != _BASE:
            if loaded and parts.scheme != "data":
                yield _problem(
                    name, "third-party", f"A page must load nothing from another host, and this one loads {address}."
                )
            elif not loaded and parts.scheme not in _SCHEMES:
                yield _problem(
                    name, "link-scheme", f"A link must lead to a page or a web address, and {address} does not."
                )
            continue
        target = unquote(parts.path.lstrip("/"))
        if target.endswith("/") or not target:
            target += "index.html"
        if target not in files:
            yield _problem(name, "broken-link", f"A link must lead to a page that exists, and {address} does not.")
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
            yield _problem(name, "broken-anchor", f"A link must lead to an anchor that exists, and {address} does not.")


def _problem(name: str, rule: str, sentence: str) -> Problem:
    return Problem(place=Place(path=name), rule=rule, sentence=sentence)
