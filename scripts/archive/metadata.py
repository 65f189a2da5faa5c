"""What a page tells the programs that collect references: Highwire and Dublin Core tags, and COinS in lists.

All describe a report of an institution. Zotero reads them without a translator of its own for this site; the tag
for a report's institution is what keeps it from guessing an article in a journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from archive.citations import Reference


def tags(one: Reference) -> Iterator[tuple[str, str]]:
    """Give the pairs of name and content for the head of a statement's page."""
    yield "citation_title", one.title
    for author in one.authors:
        yield "citation_author", author.inverted
    yield "citation_publication_date", one.date.stem.replace("-", "/")
    yield "citation_technical_report_institution", one.institution or one.source.publisher
    yield "citation_language", one.lang
    if "://" in one.url:
        yield "citation_public_url", one.url
        yield "DC.identifier", one.url
    yield "DC.title", one.title
    for author in one.authors:
        yield "DC.creator", author.inverted
    yield "DC.date", one.date.stem
    yield "DC.publisher", one.institution or one.source.publisher
    yield "DC.source", one.source.archived or one.source.url
    yield "DC.language", one.lang


def coins(one: Reference) -> str:
    """Give the OpenURL context object (Z39.88) that stands for a statement in a list."""
    first, *others = one.authors
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", one.title),
        *([("rft.aulast", first.family), ("rft.aufirst", first.given)] if first.given else [("rft.au", first.name)]),
        *(("rft.au", author.inverted) for author in others),
        ("rft.date", one.date.stem),
        ("rft.pub", one.institution or one.source.publisher),
    ]
    if "://" in one.url:
        pairs.append(("rft_id", one.url))
    return urlencode(pairs)
