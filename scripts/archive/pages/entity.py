"""The pages of speakers, jurisdictions and statutes: one idea, an entity with its facts and its statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archive.pages import band, machine, quoting, timeline
from archive.pages.byline import edit_address
from archive.pages.facts import Fact, facts
from archive.record.model import Entity, Jurisdiction, Speaker, Statement, Statute
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.frame import Page
from archive.site.sheets import Sheet, sheets
from archive.site.site import Site
from archive.site.templating import render

_TYPES = {Speaker: "Speaker", Jurisdiction: "Jurisdiction", Statute: "Statute"}
_INDEXES = {"speakers/": "Speakers", "jurisdictions/": "Jurisdictions", "statutes/": "Statutes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A subsection of a statute."""

    citation: str
    anchor: str
    entries: tuple[Entry, ...]
    """Those that cite exactly it."""


def pages(site: Site, entity: Entity) -> Iterator[Page]:
    """Give the page of an entity, and one for each year where its statements are too many for one page."""
    statements = site.statements_of(entity)
    known = facts(site, entity)
    newest = site.entries_on(entity, reversed(statements))
    for sheet in sheets(paths.entity(entity), newest):
        yield _page(
            site, entity, statements, known, sheet, timeline.drawn(sheet, paths.entity(entity), newest, months=False)
        )


def _page(
    site: Site,
    entity: Entity,
    statements: tuple[Statement, ...],
    known: tuple[Fact, ...],
    sheet: Sheet,
    histogram: Markup,
) -> Page:
    kind = _TYPES[type(entity)]
    extent = site.extent(statements)
    section = paths.section(entity)
    content = render(
        "entity.html",
        root=sheet.root,
        kind=kind,
        index=_INDEXES[section],
        index_path=section,
        one=entity,
        heading=entity.title if isinstance(entity, Statute) else "",
        facts=known,
        extent=extent,
        parts=_parts(site, entity, sheet),
        cited=quoting.cited(site, entity) if isinstance(entity, Statute) and not sheet.only else (),
        sheet=sheet,
        histogram=histogram,
        **_bands(site, entity),
        path=paths.entity(entity),
        feed=paths.feed(paths.entity(entity)),
        edit=edit_address(site, entity.origin.path),
    )
    return Page(
        path=sheet.path,
        title=f"{entity.name} ({kind.lower()}{f', {sheet.only}' if sheet.only else ''})",
        description=f"{entity.name} in the archive: {extent.count} statements"
        + (f", {extent.span}." if extent.span else "."),
        content=content,
        head=render(
            "entity_head.html",
            kind=kind,
            indexed=sheet.only is None,
            name=entity.name,
            feed=sheet.root + paths.feed(paths.entity(entity)) if statements else "",
            machine=Markup() if sheet.only else machine.entity(site, entity, sheet.root),
        ),
    )


def _bands(site: Site, entity: Entity) -> Mapping[str, object]:
    """Give the bands of a jurisdiction; nothing to draw for any other entity."""
    found, axis = band.bands_of(site, entity) if isinstance(entity, Jurisdiction) else ((), None)
    return {"held": found, "axis": axis, "marks": tuple(vocabulary("mark").values())}


def _parts(site: Site, entity: Entity, sheet: Sheet) -> tuple[Part, ...]:
    """Give the subsections of a statute, each with those of the sheet's statements that cite exactly it."""
    if not isinstance(entity, Statute):
        return ()
    shown = {one.id for year in sheet.years for one in year.entries}
    return tuple(
        Part(
            citation=citation,
            anchor=paths.anchor(entity, citation),
            entries=site.entries_on(
                entity, (one for one in reversed(site.links.citations.get(citation, ())) if one.id in shown)
            ),
        )
        for citation in entity.subsections
    )
