"""Read the addresses and anchors of a page or style sheet, and resolve an address to a file of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
_BASE = "http://site.invalid/"
"""The base for resolving addresses; its host does not exist."""
_PLAIN = re.compile(r"((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w.-]*))?", re.ASCII)
"""Nearly all addresses: a path that neither climbs nor needs decoding, and an anchor."""
_WEB = re.compile(r"(https?)://[\w.-]+/", re.ASCII)
"""The beginning of nearly all addresses of other hosts."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The anchors and addresses of a page or style sheet."""

    anchors: frozenset[str]
    links: tuple[tuple[str, bool], ...]
    """An address as written, and whether the browser loads it by itself."""


class Target(NamedTuple):
    """Where an address leads: a file of the site and an anchor in it, or another host."""

    file: str = ""
    anchor: str = ""
    scheme: str = ""
    """The scheme of an address that leads out of the site; otherwise empty."""


def of_page(html: str | bytes) -> Addresses:
    """Return the addresses of a page."""
    parsed = LexborHTMLParser(html)
    anchors = frozenset(node.id or "" for node in parsed.css("[id]"))
    links = (link for node in parsed.css(_SELECTOR) for link in _links(node))
    return Addresses(anchors=anchors, links=tuple(dict.fromkeys(links)))


def of_sheet(css: bytes) -> Addresses:
    """Return the addresses of a style sheet."""
    found = dict.fromkeys(_IN_STYLE.findall(css.decode("utf-8", "replace")))
    return Addresses(anchors=frozenset(), links=tuple((address, True) for address in found))


def resolve(page: str, address: str, prefix: str) -> Target:
    """Resolve an address on a page (a path such as ``about/index.html``); root-absolute ones begin with ``prefix``."""
    if address.startswith("#"):
        return Target(page, unquote(address[1:]))
    base, rest = _climb(page, address)
    if plain := _PLAIN.fullmatch(rest):
        path, anchor = plain.groups("")
        if path or base != page:
            return Target(_file(f"{base.rpartition('/')[0]}/{path}" if "/" in base else path), anchor)
    if web := _WEB.match(rest):
        return Target(scheme=web[1])
    return _resolve(base, rest, prefix)


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


def _climb(name: str, address: str) -> tuple[str, str]:
    """Resolve the leading ``../`` of an address, so that most pages share the same few addresses."""
    if not address.startswith("../"):
        return name, address
    folder = name.rpartition("/")[0]
    while address.startswith("../"):
        folder, address = folder.rpartition("/")[0], address[3:]
    return f"{folder}/" if folder else "", address


@lru_cache(maxsize=10_000)
def _resolve(base: str, address: str, prefix: str) -> Target:
    """Resolve any address by the rules of RFC 3986."""
    rooted = address.startswith(prefix) and not address.startswith("//")
    joined = urljoin(_BASE, "./" + address.removeprefix(prefix)) if rooted else urljoin(_BASE + base, address)
    parts = urlsplit(joined)
    if f"{parts.scheme}://{parts.netloc}/" != _BASE:
        return Target(scheme=parts.scheme or "none")
    return Target(_file(unquote(parts.path.lstrip("/"))), unquote(parts.fragment))


def _file(path: str) -> str:
    """Return the file that a host serves for a path."""
    return path if path and not path.endswith("/") else f"{path}index.html"
