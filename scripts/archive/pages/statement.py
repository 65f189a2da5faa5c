"""The page of one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.pages import byline, cite, embed, machine, social, words
from archive.record.caveats import caveats
from archive.record.dates import Date
from archive.record.history import KINDS
from archive.record.model import Archive, Capture, Statement
from archive.record.positions import Take
from archive.record.proofs import proved, state
from archive.record.text import passages
from archive.record.vocabulary import Term, vocabulary
from archive.record.watch import events, watched
from archive.site import facets, paths, positions, relations
from archive.site.frame import Page
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import When, described

_ROOT = "../../"
_BETWEEN = "\u241f"
"""Separates the parts of a position in the search index; ``search/words/index.js`` splits there."""
_DESCRIPTION = 240
"""The most characters of a page's description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A statute that a statement is about."""

    citation: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The state of a statement's words; without a day if they are not proved."""

    term: Term
    day: Date | None = None
    source: Capture | None = None
    share: int = 0
    whole: int = 0
    """The characters of the source in the record, and all its characters, without white space."""
    shipped: str = ""
    """Where the site has the bytes of the source; empty if it does not."""


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
        statement=statement,
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
        proof=_proof(archive, statement),
        evidence_from=_evidence_from(archive, statement),
        citation=byline.citation(site, statement),
        citations=cite.citations(site, statement, _ROOT),
        attribution=byline.attribution(site, statement),
        archive=site.settings.site_name,
        caveats=caveats(statement),
        watched=watched(archive, statement),
        events=events(archive, statement),
        coins=machine.coins(site, statement),
        permalink=site.settings.site_url + path,
        card=site.settings.site_url + paths.embed(statement.id),
        frame=(embed.WIDTH, embed.HEIGHT),
        edit=byline.edit_address(site, statement.origin.path),
        changes=site.history.changes.get(statement.id, ()),
        missing=site.history.missing,
        change_kinds=KINDS,
        commits=f"{site.settings.repo_url.rstrip('/')}/commit/" if site.settings.repo_url else "",
    )
    return Page(
        path=path,
        title=statement.title,
        description=description,
        content=content,
        head=render(
            "statement_head.html",
            root=_ROOT,
            preview=social.preview(site, statement),
            machine=machine.statement(site, statement, body, _ROOT),
        ),
        indexed=render(
            "statement_index.html",
            who=byline.names(site, statement),
            facets=_facets(site, statement),
            entry=site.entries[statement.id],
            when=When.of(statement.date),
        ),
    )


def _proof(archive: Archive, statement: Statement) -> Proof:
    """Return the state of a statement's words, for its page."""
    found = proved(archive, statement)
    term = vocabulary("proof")[state(archive, statement)]
    if found is None:
        return Proof(term=term)
    share = sum(place.end - place.start for place in found.passages)
    source = archive.sources[found.source]
    shipped = paths.shipped(source.sha256) if source.sha256 in archive.shipped else ""
    return Proof(term=term, day=found.proved, source=source, share=share, whole=found.characters, shipped=shipped)


def _evidence_from(archive: Archive, statement: Statement) -> str:
    """Return where words of evidence are from: a source that a machine read may say something else."""
    proof = statement.proof
    machine = proof and archive.sources[proof.source].method == "ocr" and not proof.second_reader
    return "From the source, as a machine read it" if machine else "From the source"


def _facets(site: Site, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the filters for the search index: pairs of a facet and a key."""
    archive, keys = site.links.archive, site.facets[statement.id]
    yield "type", "statement"
    yield "year", str(statement.date.year)
    for facet, values in keys.items():
        for value in values:
            yield facet, value
    for place in facets.within(archive, keys["jurisdiction"]):
        yield "within", place
    positions = (position for take in facets.takes(site.links, statement) for position in _positions(archive, take))
    for position in dict.fromkeys(positions):
        yield "position", position


def _positions(archive: Archive, take: Take) -> Iterator[str]:
    """Yield a position as one value: place, law, stance, side and holder; once for the law and once for each whole."""
    for law in dict.fromkeys(facets.keys(archive, take.citation)) if take.citation else ("",):
        yield _BETWEEN.join((take.jurisdiction, law, take.stance, take.side, take.holder))
