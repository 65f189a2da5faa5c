"""Where everything is: addresses under the site's root, without the way to it."""

from __future__ import annotations

import re
from urllib.parse import quote

from archive.record.model import Archive, Entity, PolicyCited, Statute

_PART = re.compile(r"[0-9A-Za-z]+")
_WORDS_IN_FRAGMENT = 8
"""Enough words to be found once in a source, few enough to survive a change of its typography."""
_EDGES = "\"'“”‘’«»()[]—–-.,;:!?… "


def statement(identifier: str) -> str:
    """Return a statement's permalink."""
    return f"statements/{identifier}/"


def embed(identifier: str) -> str:
    """Return the place of a statement's card for another site's frame."""
    return f"embed/{identifier}/"


def card(identifier: str) -> str:
    """Return the place of the picture that a preview elsewhere shows of a statement."""
    return f"cards/{identifier}.png"


def receipt(identifier: str) -> str:
    """Return the place of a statement's receipt."""
    return f"{statement(identifier)}receipt.json"


def seal(name: str) -> str:
    """Return the place of a file of a seal, the same as in the repository."""
    return f"seals/{name}"


def thread(slug: str) -> str:
    """Return a thread's page."""
    return f"threads/{slug}/"


def feed(page: str, number: int = 1) -> str:
    """Return a file, by its number, of the feed of what a page is about; the whole archive's page is the root."""
    return f"{page}feed.xml" if number == 1 else f"{page}feed-{number}.xml"


def events(slug: str) -> str:
    """Return the calendar of a thread."""
    return f"{thread(slug)}events.ics"


def section(entity: Entity) -> str:
    """Return the index page that an entity is listed on."""
    return f"{entity.group}/"


def entity(entity: Entity) -> str:
    """Return the page of an entity."""
    return f"{section(entity)}{entity.slug}/"


def anchor(statute: Statute, citation: str) -> str:
    """Return a subsection's anchor on its statute's page: ``a`` for ``8 U.S.C. § 1373(a)``; empty for the whole."""
    return "-".join(_PART.findall(citation.removeprefix(statute.citation)))


def policy(archive: Archive, cited: PolicyCited) -> str:
    """Return the place of a policy that a statement speaks of: its page, at the version where one is meant."""
    return entity(archive.policies[cited.policy]) + (f"#{cited.version}" if cited.version else "")


def cited(archive: Archive, canonical: str) -> Statute:
    """Return the statute that a citation belongs to; raises IndexError where the record knows none."""
    return archive.citations[archive.known_parts(canonical)[0]]


def citation(archive: Archive, canonical: str) -> str:
    """Return the place of a citation: its statute's page, at the closest subsection that the record knows.

    Raises IndexError where the record knows no statute that the citation could be part of.
    """
    known = archive.known_parts(canonical)[0]
    statute = archive.citations[known]
    at = anchor(statute, known)
    return entity(statute) + (f"#{at}" if at else "")


def into_source(url: str, words: str) -> str:
    """Return an address with a text fragment to the first words of a passage, so that a browser shows them there."""
    first = " ".join(words.split()[:_WORDS_IN_FRAGMENT]).strip(_EDGES)
    if not first:
        return url
    # A hyphen, a comma and an ampersand mean something in a text fragment; quote() leaves only the hyphen.
    text = quote(first, safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"
