"""The addresses of everything, relative to the site's root."""

from __future__ import annotations

import re
from urllib.parse import quote

from archive.read.restoring import SEAL, SHIPPED
from archive.record.model import Archive, Entity, PolicyCited, Statute

_PART = re.compile(r"[0-9A-Za-z]+")
_WORDS_IN_FRAGMENT = 8
"""Enough words to be unique in a source, but few enough to survive a change in its typography."""
_EDGES = "\"'“”‘’«»()[]—–-.,;:!?… "


def statement(identifier: str) -> str:
    """Return a statement's permalink."""
    return f"statements/{identifier}/"


def embed(identifier: str) -> str:
    """Return the address of a statement's card for embedding in another site."""
    return f"embed/{identifier}/"


def card(identifier: str) -> str:
    """Return the address of a statement's preview image."""
    return f"cards/{identifier}.png"


def plate(page: str) -> str:
    """Return the place of the picture that a preview elsewhere shows of a thread's or a place's page."""
    return f"cards/{page.rstrip('/')}.png"


def receipt(identifier: str) -> str:
    """Return the address of a statement's receipt."""
    return f"{statement(identifier)}receipt.json"


def seal(name: str) -> str:
    """Return the address of a seal's file, which the repository has in ``statements/seals/``."""
    return SEAL.format(name)


def shipped(digest: str) -> str:
    """Return the address of the bytes of a source, packed, by their SHA-256."""
    return SHIPPED.format(digest)


def thread(slug: str) -> str:
    """Return the address of a thread's page."""
    return f"threads/{slug}/"


def feed(page: str, number: int = 1) -> str:
    """Return the address of a page's feed, by file number; the feed of the whole archive is at the root."""
    return f"{page}feed.xml" if number == 1 else f"{page}feed-{number}.xml"


def events(slug: str) -> str:
    """Return the address of a thread's calendar."""
    return f"{thread(slug)}events.ics"


def section(entity: Entity) -> str:
    """Return the address of the index page that lists an entity."""
    return f"{entity.group}/"


def entity(entity: Entity) -> str:
    """Return the address of an entity's page."""
    return f"{section(entity)}{entity.slug}/"


def anchor(statute: Statute, citation: str) -> str:
    """Return a subsection's anchor on its statute's page: ``a`` for ``8 U.S.C. § 1373(a)``; empty for the whole."""
    return "-".join(_PART.findall(citation.removeprefix(statute.citation)))


def policy(archive: Archive, cited: PolicyCited) -> str:
    """Return the address of a cited policy: its page, at the version if one is named."""
    return entity(archive.policies[cited.policy]) + (f"#{cited.version}" if cited.version else "")


def cited(archive: Archive, canonical: str) -> Statute:
    """Return the statute that a citation belongs to; raises IndexError if the record has none."""
    return archive.citations[archive.known_parts(canonical)[0]]


def citation(archive: Archive, canonical: str) -> str:
    """Return the address of a citation: its statute's page, at the closest subsection that the record knows.

    Raises IndexError if the record has no such statute.
    """
    known = archive.known_parts(canonical)[0]
    statute = archive.citations[known]
    at = anchor(statute, known)
    return entity(statute) + (f"#{at}" if at else "")


def into_source(url: str, words: str) -> str:
    """Return an address with a text fragment for the first words of a passage, so that browsers scroll to them."""
    first = " ".join(words.split()[:_WORDS_IN_FRAGMENT]).strip(_EDGES)
    if not first:
        return url
    # Hyphens, commas and ampersands are special in a text fragment; quote() leaves only hyphens unescaped.
    text = quote(first, safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"
