"""The data that all pages share: the linked record, the site's settings, and what is computed once for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from archive.cite.kinds import refer
from archive.link.linking import Links
from archive.record import positions
from archive.record.dates import Date
from archive.record.history import NONE, History
from archive.record.model import Entity, Jurisdiction, Speaker, Statement
from archive.record.positions import Question, histories
from archive.site import paths
from archive.site.citing import Citing, citing
from archive.site.entry import Entry, entry, on_what
from archive.site.facets import Keys, every
from archive.site.output import Lazy
from archive.site.pagination import LIMIT, year_anchor
from archive.site.wording import When, span

_COMPARED = 60
"""The most places that a page offers for comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The site's configuration."""

    site_name: str
    site_url: str = ""
    """With a trailing slash; empty if unknown."""
    repo_url: str = ""
    edit_uri: str = ""
    """The path from the repository to the editor of a file in ``docs/``, as in MkDocs."""
    written: tuple[str, ...] = ()
    """The addresses of the hand-written pages in the navigation; the home page's is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A number of statements and the time that they span."""

    count: int
    span: str
    """Empty if there are none."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """The linked record with its settings."""

    links: Links
    settings: Settings
    history: History = NONE

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every statement's entry by id, in chronological order; each is made on first use."""
        return Lazy((statement.id for statement in self.links.statements), self._entry)

    @cached_property
    def citing(self) -> Mapping[str, Mapping[str, tuple[Citing, ...]]]:
        """By id and statute slug, where the statement's words cite the statute."""
        archive = self.links.archive
        return Lazy(archive.statements, lambda id: citing(archive, archive.statements[id]))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The chronological position of each statement by id."""
        return {statement.id: at for at, statement in enumerate(self.links.statements)}

    @cached_property
    def places(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """By kind (``thread`` or ``place``) and slug, the position of each statement by id in the sequence."""
        kinds = (("thread", self.links.threads), ("place", self.links.jurisdictions))
        return {
            (kind, slug): {statement.id: at for at, statement in enumerate(sequence)}
            for kind, index in kinds
            for slug, sequence in index.items()
        }

    @cached_property
    def threads(self) -> Mapping[str, tuple[str, ...]]:
        """By id, the slugs of the statement's threads."""
        found: dict[str, tuple[str, ...]] = {}
        for slug, sequence in self.links.threads.items():
            for statement in sequence:
                found[statement.id] = (*found.get(statement.id, ()), slug)
        return found

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, Keys]]:
        """By id and facet, the keys of each statement."""
        return every(self.links)

    @cached_property
    def histories(self) -> Mapping[Question, positions.History]:
        """Who held what on every question, over time."""
        return histories(self.links.archive, self.links.statements)

    @cached_property
    def as_of(self) -> When | None:
        """The day of the last change of a record, as far as git knows; None where it does not."""
        days = [change.date for changes in self.history.changes.values() for change in changes]
        return When.of(Date.parse(max(days))) if days else None

    @cached_property
    def compared(self) -> tuple[Jurisdiction, ...]:
        """The places that a reader can compare another with, by name: those with the most statements, and positions."""
        places = {question.jurisdiction for question in self.histories}
        most = sorted(places, key=lambda slug: (-len(self.links.jurisdictions.get(slug, ())), slug))[:_COMPARED]
        return tuple(sorted((self.links.archive.jurisdictions[slug] for slug in most), key=attrgetter("sort_key")))

    def _entry(self, id: str) -> Entry:
        archive = self.links.archive
        statement = archive.statements[id]
        url = self.settings.site_url + paths.statement(id)
        return entry(archive, statement, refer(archive, statement, self.settings.site_name, url))

    def year_path(self, year: int) -> str:
        """Return the address of a year in the timeline."""
        page = f"timeline/{year}/" if len(self.links.statements) > LIMIT else "timeline/"
        return f"{page}#{year_anchor(year)}"

    def entries_of(self, statements: Iterable[Statement]) -> tuple[Entry, ...]:
        """Return the entries of statements, in the same order."""
        return tuple(self.entries[statement.id] for statement in statements)

    def entries_on(self, entity: Entity, statements: Iterable[Statement]) -> tuple[Entry, ...]:
        """Return the entries of statements for an entity's page."""
        return tuple(
            on_what(self.entries[statement.id], self.links.takes[statement.id], entity) for statement in statements
        )

    def statements_of(self, entity: Entity) -> tuple[Statement, ...]:
        """Return the statements on an entity's page, in chronological order.

        An organization has its own statements and those of people who held an office in it.
        """
        links = self.links
        if isinstance(entity, Speaker):
            own = {statement.id: statement for statement in links.speakers.get(entity.slug, ())}
            own |= {statement.id: statement for statement in links.offices.get(entity.slug, ())}
            return tuple(sorted(own.values(), key=lambda statement: (statement.date, statement.id)))
        indexes = {"jurisdictions": links.jurisdictions, "statutes": links.statutes, "policies": links.policies}
        return indexes[entity.group].get(entity.slug, ())

    def extent(self, statements: tuple[Statement, ...]) -> Extent:
        """Return the number of statements and the time they span; they must be in chronological order."""
        return Extent(count=len(statements), span=span(statements[0].date, statements[-1].date) if statements else "")
