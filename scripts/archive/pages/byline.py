"""The speakers of a statement, their offices, and a plain citation."""

from __future__ import annotations

from dataclasses import dataclass

from archive.record.caveats import caveats
from archive.record.model import Speaker, Statement
from archive.record.standing import office_of
from archive.record.vocabulary import label, vocabulary
from archive.site import paths
from archive.site.site import Site
from archive.site.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker, with the office on the statement's date unless the record names another capacity."""

    name: str
    path: str
    title: str
    body: str
    """The organization of the office."""
    body_path: str

    @property
    def plain(self) -> str:
        """Name and office in words."""
        return ", ".join(part for part in (self.name, self.title, self.body) if part)


def voices(site: Site, statement: Statement) -> tuple[Voice, ...]:
    """Return the speakers of a statement, in the order of the record."""
    return tuple(_voice(site, statement, site.links.archive.speakers[slug]) for slug in statement.speakers)


def _voice(site: Site, statement: Statement, speaker: Speaker) -> Voice:
    archive = site.links.archive
    office = None if statement.capacity else office_of(archive, speaker, statement)
    body = archive.speakers[office.organization] if office else None
    return Voice(
        name=speaker.name,
        path=paths.entity(speaker),
        title=office.title if office else "",
        body=body.name if body else "",
        body_path=paths.entity(body) if body else "",
    )


def citation(site: Site, statement: Statement) -> str:
    """Return a plain citation of a statement, up to its permalink."""
    speakers = who(site, statement)
    what = f"{label('kind', statement.kind)}, {statement.date.display}"
    title = f"“{statement.source.title}”, " if statement.source.title else ""
    source = f"{title}{statement.source.publisher}"
    warned = "".join(f" [{caveat.brief}]" for caveat in caveats(statement))
    return f"{speakers}. {what}. Source: {source}. In: {site.settings.site_name}, “{statement.title}”.{warned}"


def attribution(site: Site, statement: Statement) -> str:
    """Return the attribution of a copied quotation: who said or wrote it, in what office, and when."""
    verb = vocabulary("kind")[statement.kind].verb
    preposition = "on" if statement.date.day else "in"
    return f"{who(site, statement)}, {verb} {preposition} {statement.date.display}"


def edit_address(site: Site, path: str) -> str:
    """Return the address for editing a file of the record; empty if no repository is known."""
    settings = site.settings
    if not settings.repo_url:
        return ""
    way = settings.edit_uri.rstrip("/").removesuffix("docs").rstrip("/")
    return f"{settings.repo_url.rstrip('/')}/{way}/{path}"


def who(site: Site, statement: Statement) -> str:
    """Return the speakers of a statement in words, each with the office, or all with the capacity they speak in."""
    everybody = "; ".join(voice.plain for voice in voices(site, statement))
    named = f"{everybody} ({statement.capacity})" if statement.capacity else everybody
    bodies = [site.links.archive.speakers[slug].name for slug in statement.on_behalf_of]
    return f"{named}, on behalf of {listed(bodies)}" if bodies else named


def names(site: Site, statement: Statement) -> str:
    """Return the speakers' names in words."""
    return listed([site.links.archive.speakers[slug].name for slug in statement.speakers])
