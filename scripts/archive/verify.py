"""Walk every internal link and anchor of a finished tree, and see that no page asks another host for anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from archive.problem import Place, Problem

_LINKS = "a[href], area[href], link[href], form[action], script[src], img[src], iframe[src], source[src]"
_LOADED = ("script", "img", "iframe", "source")
_LOADED_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
_SCHEMES = {"http", "https", "mailto"}
_BASE = "http://site.invalid/"
"""Stands for the site while addresses are resolved; its host is nobody's."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What matters of one page: its anchors and where its links lead."""

    anchors: frozenset[str]
    links: tuple[tuple[str, bool], ...]
    """An address as it is written, and whether the browser loads it by itself."""


def verify(tree: Path, prefix: str = "/") -> tuple[Problem, ...]:
    """Give a problem for each broken link; ``prefix`` is the path that root-absolute links begin with."""
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    pages = {name: _page((tree / name).read_bytes()) for name in sorted(files) if name.endswith(".html")}
    return tuple(problem for name in pages for problem in _faults(name, pages, files, prefix))


def _page(data: bytes) -> _Page:
    parsed = LexborHTMLParser(data)
    anchors = frozenset(node.attributes["id"] or "" for node in parsed.css("[id]"))
    links = []
    for node in parsed.css(_LINKS):
        attributes = node.attributes
        address = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
        relations = set((attributes.get("rel") or "").split())
        loaded = node.tag in _LOADED or (node.tag == "link" and bool(relations & _LOADED_RELATIONS))
        links.append((address, loaded))
    return _Page(anchors=anchors, links=tuple(dict.fromkeys(links)))


def _faults(name: str, pages: Mapping[str, _Page], files: set[str], prefix: str) -> Iterator[Problem]:
    base = _BASE + name
    for address, loaded in pages[name].links:
        rooted = address.startswith(prefix) and not address.startswith("//")
        parts = urlsplit(urljoin(_BASE, "./" + address.removeprefix(prefix)) if rooted else urljoin(base, address))
        if f"{parts.scheme}://{parts.netloc}/" != _BASE:
            if loaded:
                yield _problem(
                    name, "third-party", f"A page must load nothing from another host, and this one loads {address}."
                )
            elif parts.scheme not in _SCHEMES:
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
