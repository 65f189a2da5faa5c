"""What a citation cites: the statement as the archive keeps it, and the copy that it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from archive.dates import Date
from archive.model import Archive, Source, Speaker, Statement
from archive.standing import office_of
from archive.vocabulary import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A speaker's name, in parts where the record has them."""

    name: str
    family: str = ""
    """Empty for an organization, and for a person whose record has no name to sort by."""
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name as a bibliography begins with it."""
        return f"{self.family}, {self.given}" if self.given else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One statement, as something to cite."""

    id: str
    authors: tuple[Author, ...]
    title: str
    """The record's title, in the archive's words; it stands as it is, for it is a sentence and no headline."""
    genre: str
    date: Date
    institution: str
    """The body whose office the first speaker speaks in, or that speaks itself; empty where none is known."""
    archive: str
    """The name of the site."""
    url: str
    """The permalink."""
    lang: str
    source: Source

    @property
    def publisher(self) -> str:
        """The institution, where it is not itself the author."""
        return "" if any(author.name == self.institution for author in self.authors) else self.institution

    @property
    def origin(self) -> str:
        """Where the words were found, preferably the copy that will last: what stands in brackets."""
        return f"{self.source.publisher}, {self.source.archived or self.source.url}"


def refer(archive: Archive, statement: Statement, site_name: str, url: str) -> Reference:
    """Gather what a citation of a statement needs; ``url`` is its permalink."""
    speakers = [archive.speakers[slug] for slug in statement.speakers]
    return Reference(
        id=statement.id,
        authors=tuple(_author(speaker) for speaker in speakers),
        title=statement.title,
        genre=label("kind", statement.kind),
        date=statement.date,
        institution=institution(archive, statement),
        archive=site_name,
        url=url,
        lang=statement.lang,
        source=statement.source,
    )


def institution(archive: Archive, statement: Statement) -> str:
    """Give the name of the body that a statement comes from; empty where the record does not say."""
    first = archive.speakers[statement.speakers[0]]
    if not first.is_person:
        return first.name
    office = None if statement.capacity else office_of(archive, first, statement)
    return archive.speakers[office.organization].name if office else ""


def _author(speaker: Speaker) -> Author:
    family, comma, given = speaker.sort_name.partition(", ")
    if not (speaker.is_person and comma):
        return Author(name=speaker.name)
    return Author(name=speaker.name, family=family, given=given)
