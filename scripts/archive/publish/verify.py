"""Walk every internal link and anchor of a finished tree, and see that no page asks another host for anything."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.record.problem import Place, Problem

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
    files = set(_files(tree, ""))
    readers = {".html": _page, ".css": _sheet}
    pages = {
        name: readers[suffix]((tree / name).read_bytes())
        for name in sorted(files)
        if (suffix := name[name.rfind(".") :]) in readers
    }
    return tuple(problem for name in pages for problem in _faults(name, pages, files, prefix))


def _files(folder: Path | str, name: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{name}{entry.name}/")
            elif entry.is_file():
                yield name + entry.name


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
    for address, loaded in pages[name].links:
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
        elif fragment and target in pages and fragment not in pages[target].anchors:
            yield _problem(name, "broken-anchor", f"A link must lead to an anchor that exists, and {address} does not.")


def _climbed(name: str, address: str) -> tuple[str, str]:
    """Follow the ``../`` that an address begins with: most pages then ask for the same few addresses."""
    if not address.startswith("../"):
        return name, address
    folder = name.rpartition("/")[0]
    while address.startswith("../"):
        folder, address = folder.rpartition("/")[0], address[3:]
    return f"{folder}/" if folder else "", address


@lru_cache(maxsize=10_000)
def _resolved(base: str, address: str, prefix: str) -> tuple[str, str, str]:
    """Resolve an address: the file and the anchor that it leads to, or the scheme of one that leads elsewhere."""
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
