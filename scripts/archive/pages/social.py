"""The picture that a preview elsewhere shows of a statement whose words are held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.assets.cards import HEIGHT, WIDTH, Card
from archive.pages import byline, embed
from archive.pages.plate import plate_of
from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.output import Lazy
from archive.site.site import Site

_LONGEST = 420
"""Characters of the words; a card has no room for more."""


def cards(site: Site) -> Mapping[str, Card]:
    """Return each card by its path; none where the site does not know its address, which a preview must be given."""
    if not site.settings.site_url:
        return {}
    pictured = {paths.card(statement.id): statement for statement in site.links.statements if statement.held}
    return Lazy(pictured, lambda path: _card(site, pictured[path]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The link preview metadata of a statement's page, beyond that of every page (ogp.me)."""

    described: str
    """The address of the oEmbed description; empty where the site does not know its own, like those below."""
    image: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def preview(site: Site, statement: Statement) -> Preview:
    """Return the link preview of a statement."""
    address = site.settings.site_url
    pictured = address and statement.held
    return Preview(
        described=address + paths.embed(statement.id) + embed.DESCRIPTION if address else "",
        image=address + paths.card(statement.id) if pictured else "",
        alt=f"{byline.attribution(site, statement)}: “{embed.opening(statement, _LONGEST)}”" if pictured else "",
    )


def pictured(site: Site, page: str, title: str, statements: Sequence[Statement]) -> Preview:
    """Return what a preview shows of a thread's or a place's page: its picture, where it has one."""
    path = plate_of(site, page, statements)
    return Preview(
        described="",
        image=site.settings.site_url + path if path else "",
        alt=f"{title}: who said what, and when, as marks over time in a lane for each side" if path else "",
    )


def _card(site: Site, statement: Statement) -> Card:
    return Card(
        words=f"“{embed.opening(statement, _LONGEST)}”",
        who=byline.who(site, statement),
        what=f"{label('kind', statement.kind)}, {statement.date.display}",
        foot=site.settings.site_name,
        caveats=tuple(caveat.brief for caveat in caveats(statement)),
    )
