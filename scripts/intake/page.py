"""Read what capturing needs of a page, within limits, since a page is hostile until it has been judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from selectolax.lexbor import LexborHTMLParser

from archive.prove.apart import ApartError
from archive.prove.canonical import Canonical, decode
from archive.prove.markup import parsed, tree
from archive.record.text import fold
from intake.candidate import InputError
from intake.obtaining import Capture

_TITLES = ('meta[property="og:title"]', 'meta[name="citation_title"]', 'meta[name="dcterms.title"]')
_DATES = (
    *('meta[property="article:published_time"]', 'meta[name="citation_date"]'),
    *('meta[name="dcterms.date"]', 'meta[name="dc.date"]', 'meta[itemprop="datePublished"]'),
)
_PUBLISHERS = ('meta[property="og:site_name"]', 'meta[name="dcterms.publisher"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says about itself."""

    title: str
    date: str
    publisher: str
    url: str
    """The address that it names as its own."""
    heading: str
    """Its ``title`` and first heading."""
    size: int
    """Characters of its body, scripts included and white space apart."""
    asks: bool
    """Whether it asks for a password."""
    runs: bool
    """Whether it has scripts."""


def page_of(capture: Capture) -> Page:
    """Return what a captured page says about itself; raises InputError."""
    return Page(**json.loads(within_limits(_described, decode(capture.data, capture.charset, markup=True))))


def within_limits(work: Callable[[bytes], str], html: str) -> str:
    """Return what a function makes of a page; raises InputError where it takes too much."""
    try:
        return parsed(work, html)
    except ApartError as error:
        raise InputError(f"A page must be readable: {error}.") from None


def _described(data: bytes) -> str:
    page = tree(data)
    headings = page.css("h1")
    titled = headings[0] if len(headings) == 1 else page.css_first("title")
    link = page.css_first('link[rel="canonical"]')
    described = Page(
        title=_first(page, _TITLES) or (fold(titled.text(deep=True)) if titled is not None else ""),
        date=_first(page, _DATES),
        publisher=_first(page, _PUBLISHERS),
        url=(link.attributes.get("href") or "") if link is not None else "",
        heading=_heading(page),
        size=len(Canonical(page.body.text(deep=True) if page.body is not None else "").form),
        asks=page.css_first("input[type=password]") is not None,
        runs=page.css_first("script") is not None,
    )
    return json.dumps(asdict(described))


def _heading(page: LexborHTMLParser) -> str:
    nodes = (page.css_first(name) for name in ("title", "h1"))
    return " | ".join(node.text(deep=True).strip() for node in nodes if node is not None)


def _first(page: LexborHTMLParser, selectors: Iterable[str]) -> str:
    for selector in selectors:
        node = page.css_first(selector)
        if node is not None and (content := fold(node.attributes.get("content") or "")):
            return content
    return ""
