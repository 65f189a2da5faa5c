"""The picture that a preview elsewhere shows of a statement whose words are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.cards import HEIGHT, WIDTH, Card
from archive.model import Statement
from archive.pages import byline, embed, paths
from archive.pages.site import Site
from archive.vocabulary import label

_LONGEST = 420
"""Characters of the words; a card has no room for more."""


def cards(site: Site) -> Mapping[str, Card]:
    """Give each card by its path; none where the site does not know its address, which a preview must be given."""
    if not site.settings.site_url:
        return {}
    return {paths.card(one.id): _card(site, one) for one in site.links.statements if one.held}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a page tells those who preview it elsewhere; the source of its names is ogp.me."""

    site_name: str
    title: str
    description: str
    url: str
    """Empty where the site does not know its address, like those below."""
    described: str
    """The address of the oEmbed description."""
    image: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def preview(site: Site, statement: Statement, description: str) -> Preview:
    """Give what a preview shows of a statement."""
    address = site.settings.site_url
    pictured = address and statement.held
    return Preview(
        site_name=site.settings.site_name,
        title=statement.title,
        description=description,
        url=address + paths.statement(statement.id) if address else "",
        described=address + paths.embed(statement.id) + embed.DESCRIPTION if address else "",
        image=address + paths.card(statement.id) if pictured else "",
        alt=f"{byline.attribution(site, statement)}: “{embed.opening(statement, _LONGEST)}”" if pictured else "",
    )


def _card(site: Site, statement: Statement) -> Card:
    caution = " · Caution: read the record before quoting" if statement.caution else ""
    return Card(
        words=f"“{embed.opening(statement, _LONGEST)}”",
        who=byline.who(site, statement),
        what=f"{label('kind', statement.kind)}, {statement.date.display}",
        foot=site.settings.site_name + caution,
    )
