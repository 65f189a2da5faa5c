"""What a page tells the programs that collect references: Highwire and Dublin Core tags, and COinS in lists.

All describe a report of an institution. Zotero reads them without a translator of its own for this site; the tag
for a report's institution is what keeps it from guessing an article in a journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from archive.cite.kinds import Author, Reference


def tags(one: Reference) -> Iterator[tuple[str, str]]:
    """Give the pairs of name and content for the head of a statement's page."""
    yield "citation_title", one.shown
    for author in one.authors:
        yield "citation_author", author.delimited
    yield "citation_publication_date", one.date.stem.replace("-", "/")
    if one.institution:
        yield "citation_technical_report_institution", one.institution
    if one.numbers:
        yield "citation_technical_report_number", ", ".join(one.numbers)
    yield "citation_abstract", description(one)
    yield "citation_language", one.lang
    if "://" in one.url:
        yield "citation_public_url", one.url
        yield "DC.identifier", one.url
    yield "DC.title", one.shown
    for author in one.authors:
        yield "DC.creator", author.delimited
    yield "DC.date", one.date.stem
    yield "DC.type", one.genre
    yield "DC.publisher", one.source.publisher
    yield "DC.description", description(one)
    yield "DC.source", one.source.archived or one.source.url
    yield "DC.language", one.lang


def description(one: Reference) -> str:
    """Return what is said of a statement: its caveats, and the summary with who wrote it."""
    return " ".join([*(caveat.whole for caveat in one.caveats), f"In the words of the {one.archive}: {one.summary}"])


def needs_coins(one: Reference) -> bool:
    """Tell whether tags will not do: without an institution Zotero makes an article of it, and a comma cuts a name."""
    return not one.institution or any(author.is_body and "," in author.name for author in one.authors)


def coins(one: Reference) -> str:
    """Give the OpenURL context object (Z39.88) that stands for a statement in a list."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", one.shown),
        *_named(one.authors),
        ("rft.date", one.date.stem),
    ]
    if one.institution:
        pairs.append(("rft.pub", one.institution))
    if one.caveats:
        pairs.append(("rft.description", " ".join(caveat.brief for caveat in one.caveats)))
    if "://" in one.url:
        pairs.append(("rft_id", one.url))
    return urlencode(pairs)


def _named(authors: Sequence[Author]) -> Iterator[tuple[str, str]]:
    """Give the authors. A comma at its end, or a key of its own, keeps an organization's words together for a reader.

    Only the key bears a comma within a name; Zotero sets those that have it before all others, the last one first.
    """
    bodies = [author for author in authors if author.is_body]
    keyed = any("," in body.name for body in bodies)
    if keyed:
        yield from (("rft.aucorp", body.name) for body in reversed(bodies))
    for author in authors:
        if author.given:
            yield "rft.aulast", author.family
            yield "rft.aufirst", author.given
        elif not (keyed and author.is_body):
            yield "rft.au", author.delimited
