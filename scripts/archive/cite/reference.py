"""The facts of a citation: the statement in the archive, and the copy that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.record.caveats import Caveat, caveats
from archive.record.dates import Date
from archive.record.model import Archive, Source, Speaker, Statement
from archive.record.standing import office_of
from archive.record.vocabulary import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A speaker's name, in parts if the record has them."""

    name: str
    family: str = ""
    """Empty for an organization, and for a person without a sort name."""
    given: str = ""
    is_body: bool = False
    """Whether this is an organization."""

    @property
    def inverted(self) -> str:
        """The name with the family name first."""
        return f"{self.family}, {self.given}" if self.given else self.name

    @property
    def delimited(self) -> str:
        """The name for a format in which a comma ends the family name.

        An organization ends with one, the convention by which reference managers keep its words together. A comma
        within its name would end it, so a dash replaces it; formats that can represent the full name use ``name``.
        """
        return f"{self.name.replace(', ', ' – ').replace(',', ' ')}," if self.is_body else self.inverted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A statement to cite."""

    id: str
    authors: tuple[Author, ...]
    title: str
    """The document's own title; otherwise the record's, which the archive devised."""
    is_devised: bool
    """Whether the title is the archive's, which a citation must show."""
    record: str
    """The record's title."""
    summary: str
    """In the archive's words."""
    caveats: tuple[Caveat, ...]
    genre: str
    numbers: tuple[str, ...]
    """The document's numbers, such as ``No. 17-99``, except those in its title."""
    acts: tuple[str, ...]
    """Further dates of the document in words, such as ``Signed 4 July 2018``."""
    date: Date
    institution: str
    """The body that speaks, itself or through an official; empty if unknown. Never the publisher of the copy."""
    archive: str
    """The name of the site."""
    url: str
    """The permalink."""
    lang: str
    source: Source

    @property
    def shown(self) -> str:
        """The title as cited: in brackets if the archive devised it."""
        return f"[{self.title}]" if self.is_devised else self.title

    @property
    def described(self) -> str:
        """The kind of document with its numbers."""
        return ", ".join((self.genre, *self.numbers))

    @property
    def publisher(self) -> str:
        """The institution, if it is not itself the author."""
        return "" if any(author.name == self.institution for author in self.authors) else self.institution

    @property
    def origin(self) -> str:
        """Where the words were found, preferably an archived copy: the part in brackets."""
        return f"{self.source.publisher}, {self.source.archived or self.source.url}"


def refer(archive: Archive, statement: Statement, site_name: str, url: str) -> Reference:
    """Return the facts for citing a statement; ``url`` is its permalink."""
    speakers = [archive.speakers[slug] for slug in statement.speakers]
    return Reference(
        id=statement.id,
        authors=tuple(_author(speaker) for speaker in speakers),
        title=statement.source.title or statement.title,
        is_devised=not statement.source.title,
        record=statement.title,
        summary=statement.summary,
        caveats=caveats(statement),
        genre=label("kind", statement.kind),
        numbers=tuple(_numbers(statement)),
        acts=tuple(f"{label('act', act.what)} {act.date.display}" for act in statement.dates),
        date=statement.date,
        institution=institution(archive, statement),
        archive=site_name,
        url=url,
        lang=statement.lang,
        source=statement.source,
    )


def institution(archive: Archive, statement: Statement) -> str:
    """Return the name of the body that a statement comes from; empty if the record does not say.

    It is the first body that the speakers speak on behalf of, otherwise the organization among the speakers, otherwise
    the one in which the first speaker holds an office. A ``capacity`` does not change which body that is.
    """
    if statement.on_behalf_of:
        return archive.speakers[statement.on_behalf_of[0]].name
    speakers = [archive.speakers[slug] for slug in statement.speakers]
    body = next((speaker for speaker in speakers if not speaker.is_person), None)
    if body:
        return body.name
    office = office_of(archive, speakers[0], statement)
    return archive.speakers[office.organization].name if office else ""


def _numbers(statement: Statement) -> Iterator[str]:
    """Yield the document's numbers for a citation; an award number does not identify the document."""
    title = statement.source.title or statement.title
    for identifier in statement.identifiers:
        bare = identifier.value[0].isdigit() and identifier.scheme != "reporter"
        number = f"No. {identifier.value}" if bare else identifier.value
        if identifier.scheme != "award" and identifier.value not in title:
            yield number


def _author(speaker: Speaker) -> Author:
    family, comma, given = speaker.sort_name.partition(", ")
    if not (speaker.is_person and comma):
        return Author(name=speaker.name, is_body=not speaker.is_person)
    return Author(name=speaker.name, family=family, given=given)
