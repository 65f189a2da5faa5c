"""JSON-LD for pages, in the vocabulary of schema.org: one graph per page, with its breadcrumbs.

A node is named by its page's address, relative to the page where the site does not know its own; it means the same
there. schema.org has ``spokenByCharacter`` for fiction; who speaks here is the ``creator``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from archive.export.data.dataset import ABSTRACT, LICENSE
from archive.record.caveats import Caveat, caveats
from archive.record.model import Archive, Entity, Jurisdiction, Office, Policy, Speaker, Statement, Statute, Thread
from archive.record.text import Passage
from archive.record.vocabulary import label
from archive.site import paths

Node = dict[str, Any]

_LONGEST_TEXT = 1_000
"""The most characters of a text in the graph; a longer one is only on the page."""

_BREAKING = re.compile("[<>&\u2028\u2029]")
"""Characters that could end a script element; JSON allows them to be escaped."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_OPEN, _CLOSE = Markup('<script type="application/ld+json">'), Markup("</script>\n")


def block(nodes: Iterable[Node]) -> Markup:
    """Return a script element with a graph, safe in a page."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    written = _JSON(graph)
    safe = _BREAKING.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    return Markup().join((_OPEN, Markup(safe), _CLOSE))


def statement(archive: Archive, statement: Statement, body: Sequence[Passage], base: str) -> Node:
    """Return the node of a statement; ``base`` is the site's address, or the way from the page to it.

    It is a quotation only where words are held. What the archive says of it is in the node of its record.
    """
    short = len(statement.body) <= _LONGEST_TEXT
    source = statement.source
    return _filled(
        {
            "@type": _type(statement),
            "@id": base + paths.statement(statement.id),
            "url": base + paths.statement(statement.id),
            "identifier": [statement.id, *(identifier.value for identifier in statement.identifiers)],
            "name": _title(statement),
            "creativeWorkStatus": "Withdrawn" if statement.withdrawn else "",
            "comment": [_comment(caveat) for caveat in caveats(statement)],
            "text": "\n\n".join(passage.plain for passage in body) if short else "",
            "genre": label("kind", statement.kind),
            "inLanguage": statement.lang,
            "dateCreated": statement.date.stem,
            "creator": [_named(archive.speakers[slug], base) for slug in statement.speakers],
            "about": [_named(archive.jurisdictions[slug], base) for slug in statement.jurisdictions],
            "citation": [_cited(archive, citation, base) for citation in statement.statutes],
            "mentions": [
                _named(archive.policies[slug], base)
                for slug in dict.fromkeys(cited.policy for cited in statement.policies)
            ],
            "isBasedOn": _filled(
                {
                    "@type": "CreativeWork",
                    "name": source.title,
                    "url": source.url,
                    "publisher": {"@type": "Organization", "name": source.publisher},
                    "datePublished": source.published.stem if source.published else "",
                    "archivedAt": source.archived,
                }
            ),
            "isPartOf": {"@type": "Dataset", "@id": f"{base}data/"},
        }
    )


def record(statement: Statement, name: str, base: str) -> Node:
    """Return the node of a statement's page: the title and summary that the archive, by its ``name``, is author of."""
    return _filled(
        {
            "@type": "WebPage",
            "@id": f"{base}{paths.statement(statement.id)}#record",
            "url": base + paths.statement(statement.id),
            "name": statement.title,
            "abstract": statement.summary,
            "author": organization(name, base),
            "mainEntity": {"@id": base + paths.statement(statement.id)},
            "correction": [
                {"@type": "CorrectionComment", "text": correction.note, "dateCreated": correction.date.stem}
                for correction in statement.corrections
            ],
        }
    )


def dataset(name: str, base: str) -> Node:
    """Return the node of the data set, which is on its own page; others refer to it by address."""
    return {
        "@type": "Dataset",
        "@id": f"{base}data/",
        "url": f"{base}data/",
        "name": name,
        "description": ABSTRACT,
        "creator": organization(name, base),
        "license": LICENSE["path"],
        "isAccessibleForFree": True,
    }


def organization(name: str, base: str) -> Node:
    """Return the node of the archive itself, by the name of its site."""
    return {"@type": "Organization", "@id": f"{base}#archive", "name": name}


def entity(archive: Archive, entity: Entity, base: str) -> Node:
    """Return the node of an entity."""
    match entity:
        case Speaker() if entity.is_person:
            own: Node = {"memberOf": [_role(archive, office, base) for office in entity.offices]}
        case Speaker():
            own = {
                "parentOrganization": _named(archive.speakers[entity.parent], base) if entity.parent else None,
                "areaServed": _named(archive.jurisdictions[entity.jurisdiction], base) if entity.jurisdiction else None,
            }
        case Jurisdiction():
            own = {
                "identifier": entity.ocd_id,
                "containedInPlace": _named(archive.jurisdictions[entity.parent], base) if entity.parent else None,
            }
        case Statute():
            own = {
                "legislationIdentifier": entity.citation,
                "alternateName": entity.title,
                "legislationDate": entity.enacted.stem if entity.enacted else "",
                "hasPart": [_cited(archive, citation, base) for citation in entity.subsections],
                "sameAs": list(entity.links.values()),
            }
        case Policy():
            own = {
                "identifier": entity.identifier,
                "creator": _named(archive.speakers[entity.adopted_by], base) if entity.adopted_by else None,
                "about": _named(archive.jurisdictions[entity.jurisdiction], base),
                "hasPart": [
                    _filled(
                        {
                            "@type": "CreativeWork",
                            "@id": f"{base}{paths.entity(entity)}#{version.name}",
                            "name": version.label,
                            "dateCreated": version.adopted.stem if version.adopted else "",
                            "url": version.url,
                        }
                    )
                    for version in entity.versions
                ],
            }
    return _filled({**_named(entity, base), "url": base + paths.entity(entity), "description": entity.note, **own})


def thread(archive: Archive, thread: Thread, sequence: Iterable[Statement], base: str) -> Node:
    """Return the node of a thread; its parts are the statements of ``sequence``, in the order of the exchange."""
    return _filled(
        {
            "@type": "CollectionPage",
            "@id": base + paths.thread(thread.slug),
            "url": base + paths.thread(thread.slug),
            "name": thread.title,
            "abstract": "\n\n".join(thread.introduction),
            "about": [_named(archive.jurisdictions[slug], base) for slug in thread.jurisdictions],
            "citation": [_cited(archive, citation, base) for citation in thread.statutes],
            "hasPart": [
                {
                    "@type": _type(statement),
                    "@id": base + paths.statement(statement.id),
                    "name": _title(statement),
                    "dateCreated": statement.date.stem,
                }
                for statement in sequence
            ],
            "isPartOf": {"@type": "Dataset", "@id": f"{base}data/"},
        }
    )


def breadcrumbs(steps: Iterable[tuple[str, str]], base: str) -> Node:
    """Return the breadcrumbs of a page: pairs of a name and an address under the site's root."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": base + path}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


def _named(entity: Entity, base: str) -> Node:
    match entity:
        case Speaker():
            kind = "Person" if entity.is_person else "Organization"
        case Jurisdiction():
            kind = "AdministrativeArea"
        case Statute():
            kind = "Legislation"
        case Policy():
            kind = "CreativeWork"
    return {"@type": kind, "@id": base + paths.entity(entity), "name": entity.name}


def _cited(archive: Archive, citation: str, base: str) -> Node:
    address = base + paths.citation(archive, citation)
    return {"@type": "Legislation", "@id": address, "name": citation, "legislationIdentifier": citation}


def _role(archive: Archive, office: Office, base: str) -> Node:
    return _filled(
        {
            "@type": "OrganizationRole",
            "roleName": office.title,
            "startDate": office.begin.stem if office.begin else "",
            "endDate": office.end.stem if office.end else "",
            "memberOf": _named(archive.speakers[office.organization], base),
        }
    )


def _type(statement: Statement) -> str:
    return "Quotation" if statement.held else "CreativeWork"


def _title(statement: Statement) -> str:
    """Return the document's own title, otherwise the archive's in brackets, as in citations."""
    return statement.source.title or f"[{statement.title}]"


def _comment(caveat: Caveat) -> Node:
    date = caveat.date.stem if caveat.date else ""
    return _filled({"@type": "Comment", "name": caveat.heading, "text": caveat.text, "dateCreated": date})


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
