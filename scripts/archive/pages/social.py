"""The picture that a preview elsewhere shows of a statement whose words are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.assets.cards import HEIGHT, WIDTH, Card
from archive.pages import byline, embed
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
    """What a statement's page tells services that preview it, beyond what every page does (ogp.me)."""

    described: str
    """The address of the oEmbed description; empty where the site does not know its own, like those below."""
    image: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def preview(site: Site, statement: Statement) -> Preview:
    """Return what a preview shows of a statement."""
    address = site.settings.site_url
    pictured = address and statement.held
    return Preview(
        described=address + paths.embed(statement.id) + embed.DESCRIPTION if address else "",
        image=address + paths.card(statement.id) if pictured else "",
        alt=f"{byline.attribution(site, statement)}: “{embed.opening(statement, _LONGEST)}”" if pictured else "",
    )


def _card(site: Site, statement: Statement) -> Card:
    return Card(
        words=f"“{embed.opening(statement, _LONGEST)}”",
        who=byline.who(site, statement),
        what=f"{label('kind', statement.kind)}, {statement.date.display}",
        foot=site.settings.site_name,
        caveats=tuple(caveat.brief for caveat in caveats(statement)),
    )
