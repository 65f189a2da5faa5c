"""The pages of speakers, jurisdictions, statutes and policies: an entity with its facts and its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup

from archive.pages import answers, band, machine, picture, quoting, social, timeline
from archive.pages.byline import edit_address
from archive.pages.facts import Fact, facts
from archive.record.dates import Date
from archive.record.model import Entity, Jurisdiction, Policy, Speaker, Statement, Statute
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.frame import Page, page_output
from archive.site.output import Output
from archive.site.pagination import ListPage, page_paths, paginate
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import GROUPS, INDEXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A subsection of a statute."""

    citation: str
    anchor: str
    entries: tuple[Entry, ...]
    """The statements that cite exactly it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of a policy."""

    name: str
    label: str
    adopted: Date | None
    known: Date | None
    replaces: str
    """The label of the previous version."""
    url: str
    entry: Entry | None
    """The statement that announced it."""
    caution: str
    citing: tuple[Entry, ...]
    """The statements that mention this version."""


def outputs(site: Site, entity: Entity) -> Iterator[Output[Page]]:
    """Yield the page of an entity, and one per year if it has too many statements for one page."""
    shared = cache(lambda: _Shared.of(site, entity))
    for path in page_paths(
        paths.entity(entity), [statement.date.year for statement in reversed(site.statements_of(entity))]
    ):
        yield page_output(path, partial(_at, site, entity, shared, path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the pages of an entity share."""

    statements: tuple[Statement, ...]
    known: tuple[Fact, ...]
    newest: tuple[Entry, ...]
    list_pages: Mapping[str, ListPage]
    """By address."""

    @classmethod
    def of(cls, site: Site, entity: Entity) -> _Shared:
        statements = site.statements_of(entity)
        newest = site.entries_on(entity, reversed(statements))
        found = {list_page.path: list_page for list_page in paginate(paths.entity(entity), newest)}
        return cls(statements=statements, known=facts(site, entity), newest=newest, list_pages=found)


def _at(site: Site, entity: Entity, shared: Callable[[], _Shared], path: str) -> Page:
    of = shared()
    list_page = of.list_pages[path]
    histogram = timeline.drawn(list_page, paths.entity(entity), of.newest, months=False)
    return _page(site, entity, of.statements, of.known, list_page, histogram)


def _page(
    site: Site,
    entity: Entity,
    statements: tuple[Statement, ...],
    known: tuple[Fact, ...],
    list_page: ListPage,
    histogram: Markup,
) -> Page:
    kind = GROUPS[entity.group]
    extent = site.extent(statements)
    pictured = Markup()
    if not list_page.only:
        newest = site.entries_of(reversed(statements))
        pictured = timeline.pictured(site, list_page, paths.entity(entity), newest, months=False, worked=False)
    section = paths.section(entity)
    content = render(
        "entity.html",
        root=list_page.root,
        kind=kind,
        index=INDEXES[entity.group],
        index_path=section,
        entity=entity,
        heading=entity.title if isinstance(entity, Statute | Policy) else "",
        facts=known,
        extent=extent,
        parts=_parts(site, entity, list_page),
        editions=_editions(site, entity) if isinstance(entity, Policy) and not list_page.only else (),
        cited=quoting.cited(site, entity) if isinstance(entity, Statute) and not list_page.only else (),
        list_page=list_page,
        histogram=histogram,
        stances=picture.stance_marks(),
        pictured=pictured,
        **_opening(site, entity),
        **_bands(site, entity),
        path=paths.entity(entity),
        feed=paths.feed(paths.entity(entity)),
        edit=edit_address(site, entity.origin.path),
    )
    return Page(
        path=list_page.path,
        title=f"{entity.name} ({kind.lower()}{f', {list_page.only}' if list_page.only else ''})",
        description=f"{entity.name} in the archive: {extent.count} statements"
        + (f", {extent.span}." if extent.span else "."),
        content=content,
        head=render(
            "entity_head.html",
            name=entity.name,
            preview=social.pictured(site, paths.entity(entity), entity.name, statements if pictured else ()),
            feed=list_page.root + paths.feed(paths.entity(entity)) if statements else "",
            machine=Markup() if list_page.only else machine.entity(site, entity, list_page.root),
        ),
        indexed=Markup() if list_page.only else render("entity_index.html", kind=kind),
    )


def _opening(site: Site, entity: Entity) -> Mapping[str, object]:
    """Return the top of the page: answers and related threads."""
    found: tuple[answers.Answer, ...] = ()
    is_place = isinstance(entity, Jurisdiction)
    if isinstance(entity, Jurisdiction):
        found = answers.of_place(site, entity)
    elif isinstance(entity, Speaker):
        found = answers.of_speaker(site, entity)
    return {
        "answers": found,
        "compared": [one for one in site.compared if one.slug != entity.slug] if found and is_place else (),
        "rolls": answers.of_statute(site, entity) if isinstance(entity, Statute) else (),
        "turns": answers.turns_of(site, entity) if isinstance(entity, Speaker) else (),
        "threads": answers.threads_of(site, entity),
    }


def _bands(site: Site, entity: Entity) -> Mapping[str, object]:
    """Return the bands of a jurisdiction; nothing for any other entity."""
    found, axis = band.bands_of(site, entity) if isinstance(entity, Jurisdiction) else ((), None)
    return {"held": found, "axis": axis, "marks": tuple(vocabulary("mark").values())}


def _parts(site: Site, entity: Entity, list_page: ListPage) -> tuple[Part, ...]:
    """Return the subsections of a statute, each with those of the statements on the page that cite exactly it."""
    if not isinstance(entity, Statute):
        return ()
    shown = {entry.id for year in list_page.years for entry in year.entries}
    return tuple(
        Part(
            citation=citation,
            anchor=paths.anchor(entity, citation),
            entries=site.entries_on(
                entity,
                (statement for statement in reversed(site.links.citations.get(citation, ())) if statement.id in shown),
            ),
        )
        for citation in entity.subsections
    )


def _editions(site: Site, policy: Policy) -> tuple[Edition, ...]:
    statements = site.statements_of(policy)
    labels = {version.name: version.label for version in policy.versions}
    return tuple(
        Edition(
            name=version.name,
            label=version.label,
            adopted=version.adopted,
            known=version.known,
            replaces=labels.get(version.replaces, ""),
            url=version.url,
            entry=site.entries[version.statement] if version.statement else None,
            caution=version.caution,
            citing=site.entries_of(
                statement
                for statement in statements
                if any((cited.policy, cited.version) == (policy.slug, version.name) for cited in statement.policies)
            ),
        )
        for version in policy.versions
    )
