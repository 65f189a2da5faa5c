"""The tables made from the authority files on speakers, jurisdictions, statutes and policies."""

from __future__ import annotations

from collections.abc import Iterator

from archive.export.data.table import Row, Table, column, kept, key
from archive.site.site import Site


def _speakers(site: Site) -> Iterator[Row]:
    for speaker in site.links.archive.speakers.values():
        yield (
            speaker.slug,
            speaker.name,
            speaker.sort_name or None,
            speaker.type,
            speaker.classification or None,
            speaker.jurisdiction or None,
            speaker.parent or None,
            speaker.speaks_for or None,
            speaker.note or None,
        )


def _offices(site: Site) -> Iterator[Row]:
    for speaker in site.links.archive.speakers.values():
        for number, office in enumerate(speaker.offices, 1):
            yield (
                speaker.slug,
                number,
                office.title,
                office.organization,
                office.area or None,
                str(office.begin) if office.begin else None,
                str(office.end) if office.end else None,
                office.source or None,
                office.speaks_for or None,
            )


def _jurisdictions(site: Site) -> Iterator[Row]:
    for jurisdiction in site.links.archive.jurisdictions.values():
        yield (
            jurisdiction.slug,
            jurisdiction.name,
            jurisdiction.level,
            jurisdiction.parent or None,
            jurisdiction.ocd_id or None,
            jurisdiction.note or None,
        )


def _statutes(site: Site) -> Iterator[Row]:
    for statute in site.links.archive.statutes.values():
        yield (
            statute.slug,
            statute.citation,
            statute.title or None,
            str(statute.enacted) if statute.enacted else None,
            statute.public_law or None,
            statute.statutes_at_large or None,
            statute.note or None,
        )


def _policies(site: Site) -> Iterator[Row]:
    for policy in site.links.archive.policies.values():
        yield (
            policy.slug,
            policy.name,
            policy.identifier or None,
            policy.jurisdiction,
            policy.adopted_by or None,
            policy.note or None,
        )


def _versions(site: Site) -> Iterator[Row]:
    for policy in site.links.archive.policies.values():
        for version in policy.versions:
            yield (
                policy.slug,
                version.name,
                version.label,
                str(version.adopted) if version.adopted else None,
                str(version.known) if version.known else None,
                version.replaces or None,
                version.statement or None,
                version.url or None,
                version.caution or None,
            )


TABLES: tuple[Table, ...] = (
    Table(
        name="speakers",
        description="Persons and organizations.",
        rows=_speakers,
        columns=(
            key("id", "The permanent name of the speaker."),
            kept("name", "speakers.name"),
            kept("sort_name", "speakers.sort_name"),
            kept("type", "speakers.type"),
            kept("classification", "speakers.classification"),
            kept("jurisdiction", "speakers.jurisdiction", refers="jurisdictions"),
            kept("parent", "speakers.parent", refers="speakers"),
            kept("speaks_for", "speakers.speaks_for"),
            kept("note", "speakers.note"),
        ),
    ),
    Table(
        name="offices",
        description="Offices that persons held, with their dates.",
        rows=_offices,
        columns=(
            key("speaker", "Who held it.", refers="speakers"),
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("title", "speakers.offices.title"),
            kept("organization", "speakers.offices.organization", refers="speakers"),
            kept("area", "speakers.offices.area", refers="jurisdictions"),
            kept("begin", "speakers.offices.from"),
            kept("end", "speakers.offices.to"),
            kept("source", "speakers.offices.source"),
            kept("speaks_for", "speakers.offices.speaks_for"),
        ),
    ),
    Table(
        name="jurisdictions",
        description="Places whose compliance is in question, and those that contain them.",
        rows=_jurisdictions,
        columns=(
            key("id", "The permanent name of the jurisdiction."),
            kept("name", "jurisdictions.name"),
            kept("level", "jurisdictions.level"),
            kept("parent", "jurisdictions.parent", refers="jurisdictions"),
            kept("ocd_id", "jurisdictions.ocd_id"),
            kept("note", "jurisdictions.note"),
        ),
    ),
    Table(
        name="statutes",
        description="Laws, orders and regulations.",
        rows=_statutes,
        columns=(
            key("id", "The permanent name of the statute."),
            kept("citation", "statutes.citation"),
            kept("title", "statutes.title"),
            kept("enacted", "statutes.enacted"),
            kept("public_law", "statutes.public_law"),
            kept("statutes_at_large", "statutes.statutes_at_large"),
            kept("note", "statutes.note"),
        ),
    ),
    Table(
        name="policies",
        description="Policies, ordinances and rules that statements speak of.",
        rows=_policies,
        columns=(
            key("id", "The permanent name of the policy."),
            kept("name", "policies.name"),
            kept("identifier", "policies.identifier"),
            kept("jurisdiction", "policies.jurisdiction", refers="jurisdictions"),
            kept("adopted_by", "policies.adopted_by", refers="speakers"),
            kept("note", "policies.note"),
        ),
    ),
    Table(
        name="policy_versions",
        description="The known versions of policies; a version without an address is one whose text was not found.",
        rows=_versions,
        columns=(
            key("policy", "The policy.", refers="policies"),
            key("version", "The version's name within the policy."),
            kept("label", "policies.versions.label"),
            kept("adopted", "policies.versions.adopted"),
            kept("known", "policies.versions.known"),
            kept("replaces", "policies.versions.replaces"),
            kept("statement", "policies.versions.statement", refers="statements"),
            kept("url", "policies.versions.url"),
            kept("caution", "policies.versions.caution"),
        ),
    ),
    Table(
        name="citations",
        description="Every citation that the record knows, of a statute or of a part of one, with its statute.",
        rows=lambda site: ((name, statute.slug) for name, statute in site.links.archive.citations.items()),
        columns=(
            key("citation", "The canonical citation."),
            column("statute", "The statute that it belongs to.", refers="statutes", optional=False),
        ),
    ),
)
