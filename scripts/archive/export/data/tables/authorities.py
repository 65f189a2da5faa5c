"""The tables made from the authority files on speakers, jurisdictions, statutes and policies."""

from __future__ import annotations

from collections.abc import Iterator

from archive.export.data.table import Row, Table, column, kept, key
from archive.site.site import Site


def _speakers(site: Site) -> Iterator[Row]:
    for one in site.links.archive.speakers.values():
        yield (
            one.slug,
            one.name,
            one.sort_name or None,
            one.type,
            one.classification or None,
            one.jurisdiction or None,
            one.parent or None,
            one.speaks_for or None,
            one.note or None,
        )


def _offices(site: Site) -> Iterator[Row]:
    for one in site.links.archive.speakers.values():
        for number, office in enumerate(one.offices, 1):
            yield (
                one.slug,
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
    for one in site.links.archive.jurisdictions.values():
        yield one.slug, one.name, one.level, one.parent or None, one.ocd_id or None, one.note or None


def _statutes(site: Site) -> Iterator[Row]:
    for one in site.links.archive.statutes.values():
        yield (
            one.slug,
            one.citation,
            one.title or None,
            str(one.enacted) if one.enacted else None,
            one.public_law or None,
            one.statutes_at_large or None,
            one.note or None,
        )


def _policies(site: Site) -> Iterator[Row]:
    for one in site.links.archive.policies.values():
        yield one.slug, one.name, one.identifier or None, one.jurisdiction, one.adopted_by or None, one.note or None


def _versions(site: Site) -> Iterator[Row]:
    for policy in site.links.archive.policies.values():
        for one in policy.versions:
            yield (
                policy.slug,
                one.name,
                one.label,
                str(one.adopted) if one.adopted else None,
                str(one.known) if one.known else None,
                one.replaces or None,
                one.statement or None,
                one.url or None,
                one.caution or None,
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
