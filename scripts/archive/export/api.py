"""The static API: published statements and entities as JSON at permanent addresses, with its OpenAPI description.

A folder ``api/v1/`` keeps its shapes: keys are added, none is removed or changes its meaning. What cannot be done so
becomes ``api/v2/``, beside the first.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from archive.export.data import Lines
from archive.export.data.plain import object_schema
from archive.export.data.published import API, VERSION, VERSIONED, cited_law, entity, entity_schema, statement_schema
from archive.read.kinds import Json
from archive.record.caveats import caveats
from archive.record.model import Entity, Jurisdiction, Statement, Thread
from archive.record.positions import holdings
from archive.record.proofs import state
from archive.site import paths
from archive.site.output import Lazy, Output
from archive.site.site import Settings, Site

FOLDER = API

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_SECTIONS = ("speakers", "jurisdictions", "statutes", "policies", "threads")
_STRING: Json = {"type": "string"}
_STRINGS: Json = {"type": "array", "items": _STRING}
_FLAG: Json = {"type": "boolean"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_MAYBE: Json = {"type": ["string", "null"]}
_HOLDINGS: Json = {
    "description": "Who held what about the place, from when until when; a claim that names no law is listed with every"
    " law in question.",
    "type": "array",
    "items": object_schema(
        {
            **dict.fromkeys(("holder", "matter", "stance", "since", "statement"), _STRING),
            **dict.fromkeys(("statute", "until", "citation"), _MAYBE),
        }
    ),
}


def outputs(site: Site, lines: Lines) -> Iterator[Output[bytes]]:
    """Yield every file of the API; ``lines`` has the published statements."""
    for id in lines:
        yield Output(path=f"{FOLDER}statements/{id}.json", make=partial(_line, lines, id))
    for alias, target in site.links.archive.permalinks.items():
        if alias != target:
            yield _file(f"statements/{alias}.json", partial(_moved, alias, target))
    statements = site.links.archive.statements
    briefs = Lazy(statements, lambda id: _brief(site, statements[id]))
    holdings = _holdings(site)
    counts: dict[str, list[Json]] = {}
    for section, entities in _entities(site).items():
        counts[section] = []
        for record in entities:
            yield _file(f"{section}/{record.slug}.json", partial(_entity, site, record, briefs, holdings))
            name = record.title if isinstance(record, Thread) else record.name
            counts[section].append({"id": record.slug, "name": name, "statements": len(_statements(site, record))})
    counts["years"] = []
    for year, found in reversed(list(site.links.years.items())):
        yield _file(f"years/{year}.json", partial(_year, year, found, briefs))
        counts["years"].append({"id": str(year), "name": str(year), "statements": len(found)})
    for section, items in counts.items():
        yield _file(f"{section}.json", partial(dict[str, Any], {"schema_version": VERSION, section: items}))
    yield _file("citations.json", partial(_citations, site))
    yield _file("index.json", partial(_index, site, tuple(counts)))
    yield _file("openapi.json", partial(openapi, site.settings))


def _line(lines: Lines, id: str) -> bytes:
    return lines[id] + b"\n"


def _moved(alias: str, target: str) -> Json:
    return {"schema_version": VERSION, "id": alias, "moved_to": target}


def _entity(
    site: Site, subject: Entity | Thread, briefs: Mapping[str, Json], holdings: Callable[[], Mapping[str, list[Json]]]
) -> Json:
    found = [briefs[statement.id] for statement in _statements(site, subject)]
    held = {"holdings": holdings().get(subject.slug, [])} if isinstance(subject, Jurisdiction) else {}
    return {**entity(site, subject), "statements": found, **held}


def _year(year: int, found: Sequence[Statement], briefs: Mapping[str, Json]) -> Json:
    statements = [briefs[statement.id] for statement in reversed(found)]
    return {"schema_version": VERSION, "id": str(year), "statements": statements}


def _citations(site: Site) -> Json:
    laws = [cited_law(site, citation) for citation in site.links.archive.citations]
    return {"schema_version": VERSION, "citations": laws}


def _entities(site: Site) -> Mapping[str, Iterable[Entity | Thread]]:
    archive = site.links.archive
    groups: Mapping[str, Mapping[str, Entity | Thread]] = {**archive.entities, "threads": archive.threads}
    return {section: groups[section].values() for section in _SECTIONS}


def _statements(site: Site, entity: Entity | Thread) -> Sequence[Statement]:
    """Return the statements of an entity, newest first, or those of a thread in the order of the exchange."""
    return site.links.threads[entity.slug] if isinstance(entity, Thread) else site.statements_of(entity)[::-1]


def _holdings(site: Site) -> Callable[[], Mapping[str, list[Json]]]:
    return cache(lambda: _holdings_by_place(site))


def _holdings_by_place(site: Site) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for holding in holdings(site.histories):
        found[holding.question.jurisdiction].append(
            {
                "statute": holding.question.statute or None,
                "holder": holding.take.holder,
                "matter": holding.matter,
                "stance": holding.take.stance,
                "since": holding.since.isoformat(),
                "until": holding.until.isoformat() if holding.until else None,
                "statement": holding.take.statement.id,
                "citation": holding.take.citation or None,
            }
        )
    return found


def _brief(site: Site, statement: Statement) -> Json:
    return {
        "id": statement.id,
        "url": site.settings.site_url + paths.statement(statement.id),
        "date": str(statement.date),
        "title": statement.title,
        "kind": statement.kind,
        "speaker": statement.speakers,
        "jurisdiction": statement.jurisdictions,
        "statutes": statement.statutes,
        "held": statement.held,
        "words_state": state(site.links.archive, statement),
        "withdrawn": statement.withdrawn is not None,
        "caveats": [{"kind": each.kind, "heading": each.heading, "text": each.text} for each in caveats(statement)],
    }


def _index(site: Site, sections: Iterable[str]) -> Json:
    base = f"{site.settings.site_url}{FOLDER}"
    return {
        "schema_version": VERSION,
        "name": site.settings.site_name,
        "statements": len(site.links.statements),
        "held": sum(statement.held for statement in site.links.statements),
        "words_states": Counter(state(site.links.archive, statement) for statement in site.links.statements),
        "newest": site.links.statements[-1].id if site.links.statements else None,
        "description": f"{base}openapi.json",
        "lists": {section: f"{base}{section}.json" for section in (*sections, "citations")},
        "statement": f"{base}statements/{{id}}.json",
    }


def _file(name: str, value: Callable[[], Json]) -> Output[bytes]:
    return Output(path=FOLDER + name, make=lambda: _encoded(value()))


def _encoded(value: Json) -> bytes:
    return f"{_JSON(value)}\n".encode()


def openapi(settings: Settings) -> Json:
    """Return the OpenAPI description (3.1) of the API."""
    sections = [*_SECTIONS, "years"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.site_name,
            "version": VERSION,
            "summary": "Files of JSON, read with GET; nothing is computed on request.",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": f"{settings.site_url}{FOLDER}".rstrip("/")}] if settings.site_url else [{"url": "."}],
        "paths": {
            "/index.json": _get("index", "Counts, and the addresses of the lists.", "Index"),
            "/statements/{id}.json": _get("statement", "One statement, or its new address.", "StatementOrMoved", True),
            "/citations.json": _get("citations", "Every citation of law, with its statute.", "Citations"),
            **{
                f"/{section}.json": _get(section, f"All {section}, with counts.", f"{section}-list")
                for section in sections
            },
            **{
                f"/{section}/{{id}}.json": _get(
                    f"{section}-one", f"One of the {section}, with its statements.", section, True
                )
                for section in sections
            },
        },
        "components": {"schemas": _schemas()},
    }


def _get(operation: str, summary: str, schema: str, by_name: bool = False) -> Json:
    parameter = {"name": "id", "in": "path", "required": True, "schema": _STRING}
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    missing = {"404": {"description": "There is none of that name."}} if by_name else {}
    made: Json = {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": answer}, **missing},
    }
    return {"get": made, **({"parameters": [parameter]} if by_name else {})}


def _schemas() -> Json:
    whole = {name: value for name, value in statement_schema().items() if name != "$schema"}
    brief = object_schema(
        {
            **dict.fromkeys(("id", "url", "date", "title", "kind"), _STRING),
            **dict.fromkeys(("speaker", "jurisdiction", "statutes"), _STRINGS),
            "held": _FLAG,
            "words_state": _STRING,
            "withdrawn": _FLAG,
            "caveats": {
                "type": "array",
                "items": object_schema(dict.fromkeys(("kind", "heading", "text"), _STRING)),
            },
        }
    )
    briefs = {"type": "array", "items": {"$ref": "#/components/schemas/Brief"}}
    counted = object_schema({"id": _STRING, "name": _STRING, "statements": _COUNT})
    schemas: Json = {
        "Statement": whole,
        "Moved": object_schema({"schema_version": VERSIONED, "id": _STRING, "moved_to": _STRING}),
        "StatementOrMoved": {
            "oneOf": [{"$ref": "#/components/schemas/Statement"}, {"$ref": "#/components/schemas/Moved"}]
        },
        "Brief": brief,
        "Counted": counted,
        "Citations": object_schema(
            {
                "schema_version": VERSIONED,
                "citations": {
                    "type": "array",
                    "items": object_schema(dict.fromkeys(("citation", "statute", "url"), _STRING)),
                },
            }
        ),
        "Index": object_schema(
            {
                "schema_version": VERSIONED,
                "name": _STRING,
                "statements": _COUNT,
                "held": _COUNT,
                "words_states": {"type": "object", "additionalProperties": _COUNT},
                "newest": {"type": ["string", "null"]},
                "description": _STRING,
                "lists": {"type": "object", "additionalProperties": _STRING},
                "statement": _STRING,
            }
        ),
        "years": object_schema({"schema_version": VERSIONED, "id": _STRING, "statements": briefs}),
    }
    for section in _SECTIONS:
        own = entity_schema(section)
        held = {"holdings": _HOLDINGS} if section == "jurisdictions" else {}
        schemas[section] = object_schema({**own["properties"], "statements": briefs, **held})
    for section in (*_SECTIONS, "years"):
        items = {"type": "array", "items": {"$ref": "#/components/schemas/Counted"}}
        schemas[f"{section}-list"] = object_schema({"schema_version": VERSIONED, section: items})
    return schemas
