"""What a page tells the programs that collect references: Highwire and Dublin Core tags, and COinS in lists.

All describe a report of an institution. Zotero reads them without a translator of its own for this site; the tag
for a report's institution is what keeps it from guessing an article in a journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from archive.cite.kinds import Author, Reference


def tags(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the pairs of name and content for the head of a statement's page."""
    yield "citation_title", reference.shown
    for author in reference.authors:
        yield "citation_author", author.delimited
    yield "citation_publication_date", reference.date.stem.replace("-", "/")
    if reference.institution:
        yield "citation_technical_report_institution", reference.institution
    if reference.numbers:
        yield "citation_technical_report_number", ", ".join(reference.numbers)
    yield "citation_abstract", description(reference)
    yield "citation_language", reference.lang
    if "://" in reference.url:
        yield "citation_public_url", reference.url
        yield "DC.identifier", reference.url
    yield "DC.title", reference.shown
    for author in reference.authors:
        yield "DC.creator", author.delimited
    yield "DC.date", reference.date.stem
    yield "DC.type", reference.genre
    yield "DC.publisher", reference.source.publisher
    yield "DC.description", description(reference)
    yield "DC.source", reference.source.archived or reference.source.url
    yield "DC.language", reference.lang


def description(reference: Reference) -> str:
    """Return what is said of a statement: its caveats, and the summary with who wrote it."""
    return " ".join(
        [
            *(caveat.whole for caveat in reference.caveats),
            f"In the words of the {reference.archive}: {reference.summary}",
        ]
    )


def needs_coins(reference: Reference) -> bool:
    """Return whether tags will not do: Zotero makes it an article without an institution, and a comma cuts a name."""
    return not reference.institution or any(author.is_body and "," in author.name for author in reference.authors)


def coins(reference: Reference) -> str:
    """Return the OpenURL context object (Z39.88) of a statement in a list."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", reference.shown),
        *_named(reference.authors),
        ("rft.date", reference.date.stem),
    ]
    if reference.institution:
        pairs.append(("rft.pub", reference.institution))
    if reference.caveats:
        pairs.append(("rft.description", " ".join(caveat.brief for caveat in reference.caveats)))
    if "://" in reference.url:
        pairs.append(("rft_id", reference.url))
    return urlencode(pairs)


def _named(authors: Sequence[Author]) -> Iterator[tuple[str, str]]:
    """Yield the authors. A comma at its end, or a key of its own, keeps an organization's words together for a reader.

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
