"""The page of one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.pages import byline, cite, embed, machine, social, words
from archive.record.caveats import caveats
from archive.record.model import Archive, Statement
from archive.record.positions import Take
from archive.record.text import passages
from archive.record.vocabulary import label, vocabulary
from archive.site import paths, positions, relations
from archive.site.frame import Page
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import When, described

_ROOT = "../../"
_BETWEEN = "\u241f"
"""Between the parts of a position that the index of the search has; ``search/positions.js`` takes it apart there."""
_DESCRIPTION = 240
"""Characters of a page's description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A statute that a statement is about."""

    citation: str
    path: str


def page(site: Site, statement: Statement) -> Page:
    """Return the page of a statement."""
    archive = site.links.archive
    body = passages(statement.body) if statement.held else ()
    first = next((passage.plain for passage in body if not passage.is_gap), "")
    path = paths.statement(statement.id)
    description = described(statement, _DESCRIPTION)
    content = render(
        "statement.html",
        root=_ROOT,
        one=statement,
        when=When.of(statement.date),
        year_path=site.year_path(statement.date.year),
        voices=byline.voices(site, statement),
        behalf=[archive.speakers[slug] for slug in statement.on_behalf_of],
        places=[archive.jurisdictions[slug] for slug in statement.jurisdictions],
        statutes=[Cited(citation=citation, path=paths.citation(archive, citation)) for citation in statement.statutes],
        policies=[
            (paths.policy(archive, cited), archive.policies[cited.policy], cited) for cited in statement.policies
        ],
        stands=positions.stands(site.links, statement, body),
        words=words.shown(archive, statement, body, _ROOT),
        superseding=relations.superseding(site, statement),
        relations=relations.relations(site, statement),
        sequences=relations.sequences(site, statement),
        source=paths.into_source(statement.source.url, first),
        copy=vocabulary("copy")[statement.source.copy],
        seen=vocabulary("seen")[statement.source.seen],
        citation=byline.citation(site, statement),
        citations=cite.citations(site, statement, _ROOT),
        attribution=byline.attribution(site, statement),
        archive=site.settings.site_name,
        caveats=caveats(statement),
        coins=machine.coins(site, statement),
        permalink=site.settings.site_url + path,
        card=site.settings.site_url + paths.embed(statement.id),
        frame=(embed.WIDTH, embed.HEIGHT),
        edit=byline.edit_address(site, statement.origin.path),
    )
    return Page(
        path=path,
        title=statement.title,
        description=description,
        content=content,
        head=render(
            "statement_head.html",
            root=_ROOT,
            who=byline.names(site, statement),
            held=statement.held,
            preview=social.preview(site, statement),
            facets=_facets(site, statement),
            entry=site.entries[statement.id],
            when=When.of(statement.date),
            machine=machine.statement(site, statement, body, _ROOT),
        ),
    )


def _facets(site: Site, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield what a search can be narrowed to: pairs of a facet and a value."""
    archive, entry = site.links.archive, site.entries[statement.id]
    yield "type", "Statement"
    yield "year", str(statement.date.year)
    yield "kind", entry.kind
    for stance in entry.stances:
        yield "stance", stance
    takes = site.links.takes[statement.id]
    for holder in dict.fromkeys(take.holder for take in takes):
        yield "holder", archive.speakers[holder].name
    for position in dict.fromkeys(value for take in takes for value in _positions(archive, take)):
        yield "position", position
    yield "text", "Text held" if statement.held else "Text wanted"
    for slug in statement.speakers:
        yield "speaker", archive.speakers[slug].name
    for slug in statement.jurisdictions:
        yield "jurisdiction", archive.jurisdictions[slug].name
    for citation in dict.fromkeys(part for one in statement.statutes for part in archive.known_parts(one)):
        yield "statute", citation
    for slug in dict.fromkeys(cited.policy for cited in statement.policies):
        yield "policy", archive.policies[slug].name


def _positions(archive: Archive, take: Take) -> Iterator[str]:
    """Yield a position as one value: its place, law, stance and holder, once for the part of the law and the whole."""
    place, holder = archive.jurisdictions[take.jurisdiction].name, archive.speakers[take.holder].name
    for citation in archive.known_parts(take.citation) or ("",):
        yield _BETWEEN.join((place, citation, label("stance", take.stance), holder))
