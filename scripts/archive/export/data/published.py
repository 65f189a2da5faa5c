"""Published statements and entities: the record's values, and what is derived from them."""

from __future__ import annotations

from functools import cache
from typing import Any

from archive.export.data import plain
from archive.read.fields import Record
from archive.read.forms import JURISDICTION, SPEAKER, STATEMENT
from archive.read.kinds import Json, Kind, TermOf
from archive.read.schema import AUTHORITIES, POSITION, SOURCE, STATEMENT_RECORD
from archive.record.model import Archive, Entity, Statement, Thread
from archive.record.proofs import state
from archive.record.standing import office_of
from archive.site import paths
from archive.site.site import Site

VERSION = "1.0"
"""The version of the published format: the first number changes when a program could break."""

VERSIONED: Json = {"type": "string", "pattern": rf"^{VERSION.partition('.')[0]}\."}
"""What a version can be while its first number stays."""

API = "api/v1/"
"""The folder of the API; a new major version gets a new folder next to it."""

_RELIABILITY = {"document": "primary", "republished": "copy", "report": "reported", "weak": "unverified"}
"""What version 1 of the API called the kind of copy; it takes no key away."""
_CITED_POLICIES = "policies_cited"
"""What version 1 calls the policies with their versions: there ``policies`` are texts, and stay so."""
_DAY: Json = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": ["string", "null"]}


def _before() -> dict[str, Json]:
    return {
        "schema_version": {"description": "The version of this shape.", **VERSIONED},
        "id": {"description": "The permanent name of the statement.", **STATEMENT.schema},
        "url": {"description": "Its page; relative if the site does not know its own address.", **_TEXT},
    }


def _after() -> dict[str, Json]:
    office = {
        "speaker": {"description": "Who holds the office.", **SPEAKER.schema},
        "title": {"description": "The office.", **_TEXT},
        "organization": {"description": "The body it belongs to.", **SPEAKER.schema},
    }
    return {
        "date_earliest": {"description": "The first day that the date can mean.", **_DAY},
        "date_latest": {"description": "The last day that the date can mean.", **_DAY},
        "speaker_names": _list("The names of the speakers, in their order.", _TEXT),
        "jurisdiction_names": _list("The names of the jurisdictions, in their order.", _TEXT),
        "offices": _list(
            "The office in which each person among the speakers spoke, derived from dated offices.",
            plain.object_schema(office),
        ),
        "incoming": {
            "description": "Later statements that point to this one, by relation.",
            **plain.schema(_kind("relations")),
        },
        "citations": _list(
            "Each citation of law in `statutes` and `positions` with the statute that it belongs to.",
            plain.object_schema(
                {
                    "citation": {"description": "As `statutes` or a position has it.", **_TEXT},
                    "statute": {"description": "The statute's permanent name.", **STATEMENT.schema},
                    "url": {"description": "The statute's file in the API; relative like `url`.", **_TEXT},
                }
            ),
        ),
        "held": {"description": "Whether the archive holds the words.", "type": "boolean"},
        "words_state": {
            "description": "What the words rest on: a proof, at one of two levels, or none.",
            **plain.schema(TermOf("proof")),
        },
        "text": {
            "description": "The words as Markdown, exactly as the record has them; a line `[...]` is a gap; null where"
            " the archive does not hold them.",
            **_MAYBE,
        },
        "file": {"description": "The record's file in the repository.", **_TEXT},
    }


def _kind(key: str) -> Kind | Record:
    return next(field.kind for field in STATEMENT_RECORD.fields if field.name == key)


def _list(description: str, items: Json) -> Json:
    return {"description": description, "type": "array", "items": items}


@cache
def statement_schema() -> Json:
    """Return the JSON Schema (2020-12) of a published statement."""
    own = plain.properties(STATEMENT_RECORD)
    position = plain.properties(POSITION) | {
        "sides": _list("The side of each speaker, in their order.", plain.schema(TermOf("side"))),
        "matter": {"description": "What the stance is about.", **plain.schema(TermOf("matter"))},
        "holders": _list(
            "The holders: each body spoken for, or person, with its side and those who speak for it, worked out.",
            plain.object_schema(
                {
                    "holder": {"description": "The body or the person.", **SPEAKER.schema},
                    "side": {"description": "The side.", **plain.schema(TermOf("side"))},
                    "speakers": _list("Those who speak for it.", SPEAKER.schema),
                }
            ),
        ),
    }
    own["positions"] = {**own["positions"], "items": plain.object_schema(position)}
    source = plain.properties(SOURCE) | {
        "reliability": {
            "description": "The former name of `copy`, with its former terms; read `copy` and `seen`.",
            "deprecated": True,
            **_TEXT,
        }
    }
    own["source"] = {**own["source"], **plain.object_schema(source)}
    own[_CITED_POLICIES] = own["policies"]
    own["policies"] = _list("The same as texts: each policy as cited, with the part.", _TEXT)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Statement",
        **plain.object_schema({**_before(), **own, **_after()}),
    }


def statement(site: Site, statement: Statement) -> dict[str, Any]:
    """Return a published statement."""
    archive = site.links.archive
    own = plain.record(STATEMENT_RECORD, statement)
    speakers = [archive.speakers[slug] for slug in statement.speakers]
    own["source"]["reliability"] = _RELIABILITY[statement.source.copy]
    own[_CITED_POLICIES] = own["policies"]
    own["policies"] = [archive.policies[cited.policy].cited(cited.part) for cited in statement.policies]
    takes = site.links.takes[statement.id]
    for number, written in enumerate(own["positions"], 1):
        taken = [take for take in takes if take.number == number]
        sides = {slug: take.side for take in taken for slug in take.speakers}
        written["sides"] = [sides[slug] for slug in statement.speakers]
        written["matter"] = taken[0].matter
        written["holders"] = [{"holder": take.holder, "side": take.side, "speakers": take.speakers} for take in taken]
    return {
        "schema_version": VERSION,
        "id": statement.id,
        "url": site.settings.site_url + paths.statement(statement.id),
        **own,
        "date_earliest": statement.date.earliest.isoformat(),
        "date_latest": statement.date.latest.isoformat(),
        "speaker_names": [speaker.name for speaker in speakers],
        "jurisdiction_names": [archive.jurisdictions[slug].name for slug in statement.jurisdictions],
        "offices": offices(archive, statement),
        "incoming": {term: list(ids) for term, ids in site.links.incoming.get(statement.id, {}).items()},
        "citations": _citations(site, statement),
        "held": statement.held,
        "words_state": state(archive, statement),
        "text": statement.body or None,
        "file": statement.origin.path,
    }


def _citations(site: Site, statement: Statement) -> list[dict[str, str]]:
    cited = dict.fromkeys(
        (*statement.statutes, *(position.statute for position in statement.positions if position.statute))
    )
    return [cited_law(site, citation) for citation in cited]


def cited_law(site: Site, citation: str) -> dict[str, str]:
    """Return a citation with the statute that it belongs to, and that statute's address in the API."""
    statute = paths.cited(site.links.archive, citation)
    url = f"{site.settings.site_url}{API}statutes/{statute.slug}.json"
    return {"citation": citation, "statute": statute.slug, "url": url}


def offices(archive: Archive, statement: Statement) -> list[dict[str, str]]:
    """Return the office in which each speaker spoke, if known; none if the record gives a capacity."""
    if statement.capacity:
        return []
    spoken = ((slug, office_of(archive, archive.speakers[slug], statement)) for slug in statement.speakers)
    return [
        {"speaker": slug, "title": office.title, "organization": office.organization}
        for slug, office in spoken
        if office
    ]


def entity(site: Site, entity: Entity | Thread) -> dict[str, Any]:
    """Return a published entity or thread."""
    path = paths.thread(entity.slug) if isinstance(entity, Thread) else paths.entity(entity)
    return {
        "schema_version": VERSION,
        "id": entity.slug,
        "url": site.settings.site_url + path,
        **plain.record(AUTHORITIES[path.partition("/")[0]], entity),
    }


@cache
def entity_schema(section: str) -> Json:
    """Return the JSON Schema of the entities of a section, such as ``speakers``."""
    before = _before()
    before["id"] = {"description": "The permanent name of the entity.", **JURISDICTION.schema}
    return plain.object_schema({**before, **plain.properties(AUTHORITIES[section])})
