"""Feeds and sitemaps: XML, read by defusedxml, which refuses the dangerous parts of XML (entities, DTDs)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from intake.candidate import Candidate, InputError, Row, row
from intake.formats.mapping import Mapping
from intake.paragraphs import of_html

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def feed(data: bytes, mapping: Mapping) -> Iterator[Row]:
    """Read RSS 0.9x, 1.0 or 2.0, or Atom 1.0: one document per entry."""
    root = _root(data)
    entries = list(root.iter(f"{_ATOM}entry"))
    if entries:
        publisher = _text(root, f"{_ATOM}title")
        yield from (_of_atom(entry, f"entry {number}", publisher) for number, entry in enumerate(entries, start=1))
        return
    prefix = _RSS_1 if root.find(f"{_RSS_1}channel") is not None else ""
    channel = root.find(f"{prefix}channel")
    if channel is None:
        raise InputError("A feed must be RSS or Atom with at least one entry; this one is not.")
    publisher = _text(channel, f"{prefix}title")
    for number, item in enumerate(root.iter(f"{prefix}item"), start=1):
        yield _of_rss(item, f"item {number}", publisher, prefix)


def _of_atom(entry: Element, place: str, publisher: str) -> Row:
    links = [link for link in entry.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
    content = entry.find(f"{_ATOM}content")
    written = "".join(content.itertext()) if content is not None else ""
    return row(
        Candidate(
            place=place,
            title=_text(entry, f"{_ATOM}title"),
            date=_text(entry, f"{_ATOM}published"),
            url=links[0].get("href", "") if links else "",
            publisher=publisher,
            speakers=tuple(_text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author")),
            paragraphs=of_html(written),
        )
    )


def _of_rss(item: Element, place: str, publisher: str, prefix: str) -> Row:
    creator = _text(item, f"{_DUBLIN_CORE}creator")
    return row(
        Candidate(
            place=place,
            title=_text(item, f"{prefix}title"),
            date=_text(item, f"{prefix}pubDate") or _text(item, f"{_DUBLIN_CORE}date"),
            url=_text(item, f"{prefix}link"),
            publisher=publisher,
            speakers=(creator,) if creator else (),
            paragraphs=of_html(_text(item, _CONTENT) or _text(item, f"{prefix}description")),
        )
    )


def sitemap(data: bytes, mapping: Mapping) -> Iterator[Row]:
    """Read a sitemap: one document per address, with a title and a date only if its news extension has them."""
    root = _root(data)
    if root.tag != f"{_SITEMAP}urlset":
        raise InputError("A sitemap must be a urlset, not an index of sitemaps; download the one that you need.")
    for number, entry in enumerate(root.findall(f"{_SITEMAP}url"), start=1):
        news = entry.find(f"{_NEWS}news")
        yield row(
            Candidate(
                place=f"url {number}",
                url=_text(entry, f"{_SITEMAP}loc"),
                title="" if news is None else _text(news, f"{_NEWS}title"),
                date="" if news is None else _text(news, f"{_NEWS}publication_date"),
                publisher="" if news is None else _text(news, f"{_NEWS}publication/{_NEWS}name"),
            )
        )


def is_sitemap(data: bytes) -> bool:
    """Return whether XML is a sitemap or a sitemap index."""
    return _root(data).tag.startswith(_SITEMAP)


def _root(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError(f"XML must not declare entities or a document type: {type(error).__name__}.") from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise InputError(f"The file must be XML: {error}.") from None
    return root


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
