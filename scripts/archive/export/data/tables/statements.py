"""The tables made from the statements: each as one row, and what repeats within one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.export.data.published import offices
from archive.export.data.table import Row, Table, column, kept, key
from archive.record.model import Archive, Statement
from archive.record.positions import holdings
from archive.record.proofs import proved, state
from archive.site import paths
from archive.site.site import Site

_JOINED = "; "

_STATEMENT = key("statement", "The statement.", refers="statements")


def _statements(site: Site) -> Iterator[Row]:
    archive = site.links.archive
    for statement in site.links.statements:
        source, withdrawn = statement.source, statement.withdrawn
        yield (
            statement.id,
            site.settings.site_url + paths.statement(statement.id),
            statement.title,
            str(statement.date),
            statement.date.earliest.isoformat(),
            statement.date.latest.isoformat(),
            statement.date.year,
            statement.date_basis or None,
            _joined(archive.speakers[slug].name for slug in statement.speakers),
            statement.capacity or None,
            _joined(statement.on_behalf_of),
            _joined(archive.jurisdictions[slug].name for slug in statement.jurisdictions),
            _joined(statement.statutes),
            _joined(dict.fromkeys(position.stance for position in statement.positions)),
            statement.kind,
            statement.summary,
            statement.caution or None,
            _joined(statement.addressees),
            _joined(archive.policies[cited.policy].cited(cited.part) for cited in statement.policies),
            source.title or None,
            source.publisher,
            source.url,
            str(source.published) if source.published else None,
            str(source.accessed) if source.accessed else None,
            source.archived or None,
            source.copy,
            source.seen,
            statement.event.name if statement.event else None,
            statement.event.venue or None if statement.event else None,
            statement.added.earliest.isoformat(),
            statement.lang,
            withdrawn.date.earliest.isoformat() if withdrawn else None,
            withdrawn.reason if withdrawn else None,
            statement.origin.path,
            statement.held,
            *_proof(archive, statement),
            statement.body or None,
        )


def _proof(archive: Archive, statement: Statement) -> Row:
    proof = proved(archive, statement)
    day = proof.proved.earliest.isoformat() if proof and proof.proved else None
    return state(archive, statement), archive.sources[proof.source].sha256 if proof else None, day


def _speakers_of(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        held = {office["speaker"]: office for office in offices(site.links.archive, statement)}
        for number, slug in enumerate(statement.speakers, 1):
            office = held.get(slug, {})
            yield statement.id, number, slug, office.get("title"), office.get("organization")


def _policies(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, cited in enumerate(statement.policies, 1):
            yield statement.id, number, cited.policy, cited.part or None, cited.version or None


def _positions(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for take in site.links.takes[statement.id]:
            yield (
                statement.id,
                take.number,
                take.holder,
                _joined(take.speakers),
                take.side,
                take.matter,
                take.jurisdiction,
                take.citation or None,
                take.stance,
                take.quote or None,
                statement.positions[take.number - 1].basis or None,
            )


def _holdings(site: Site) -> Iterator[Row]:
    for holding in holdings(site.histories):
        yield (
            holding.question.jurisdiction,
            holding.question.statute,
            holding.take.holder,
            holding.matter,
            holding.since.isoformat(),
            holding.take.statement.id,
            holding.take.number,
            holding.take.stance,
            holding.until.isoformat() if holding.until else None,
        )


def _relations(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for term, targets in statement.relations.items():
            yield from ((statement.id, term, target) for target in targets)


def _reports(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, report in enumerate(statement.also_reported_by, 1):
            yield statement.id, number, report.publisher, report.url


def _identifiers(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, identifier in enumerate(statement.identifiers, 1):
            yield statement.id, number, identifier.scheme, identifier.value


def _dates(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, act in enumerate(statement.dates, 1):
            yield statement.id, number, act.what, str(act.date)


def _deadlines(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, deadline in enumerate(statement.deadlines, 1):
            yield statement.id, number, str(deadline.date), deadline.what


def _evidence(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, item in enumerate(statement.evidence, 1):
            start, end = item.at or (None, None)
            yield statement.id, number, item.field, item.words or None, start, end, item.judgment or None


def _corrections(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for number, correction in enumerate(statement.corrections, 1):
            yield statement.id, number, correction.date.earliest.isoformat(), correction.note


def _joined(parts: Iterable[str]) -> str | None:
    return _JOINED.join(parts) or None


def _pairs(statement: Statement, values: Iterable[str]) -> Iterator[Row]:
    return ((statement.id, value) for value in values)


TABLES: tuple[Table, ...] = (
    Table(
        name="statements",
        description="One row for each statement; what repeats is joined by semicolons here and has a table of its own.",
        rows=_statements,
        columns=(
            key("id", "The permanent name of the statement."),
            column("url", "Its page.", optional=False),
            kept("title", "statements.title"),
            kept("date", "statements.date"),
            column("date_earliest", "The first day that the date can mean.", "date", optional=False),
            column("date_latest", "The last day that the date can mean.", "date", optional=False),
            column("year", "The year of the date.", "integer", optional=False),
            kept("date_basis", "statements.date_basis"),
            column("speakers", "The names of the speakers.", optional=False),
            kept("capacity", "statements.capacity"),
            kept("on_behalf_of", "statements.on_behalf_of"),
            column("jurisdictions", "The names of the jurisdictions.", optional=False),
            kept("statutes", "statements.statutes"),
            column("stances", "The stances, without repeats."),
            kept("kind", "statements.kind"),
            kept("summary", "statements.summary"),
            kept("caution", "statements.caution"),
            kept("addressees", "statements.addressees"),
            column("policies", "The policies that it mentions, as cited, with the part."),
            kept("source_title", "statements.source.title"),
            kept("source_publisher", "statements.source.publisher"),
            kept("source_url", "statements.source.url"),
            kept("source_published", "statements.source.published"),
            kept("source_accessed", "statements.source.accessed"),
            kept("source_archived", "statements.source.archived"),
            kept("source_copy", "statements.source.copy"),
            kept("source_seen", "statements.source.seen"),
            replace(kept("event_name", "statements.event.name"), optional=True),
            kept("event_venue", "statements.event.venue"),
            column("added", "The day on which the record was added to the archive.", "date", optional=False),
            replace(kept("lang", "statements.lang"), optional=False),
            replace(kept("withdrawn_date", "statements.withdrawn.date", "date"), optional=True),
            replace(kept("withdrawn_reason", "statements.withdrawn.reason"), optional=True),
            column("file", "The record's file in the repository.", optional=False),
            column("held", "Whether the archive holds the words.", "boolean", optional=False),
            column("words_state", "What the words rest on: a proof, at one of two levels, or none.", optional=False),
            column("proof_source", "The SHA-256 of the source in which the words are proved."),
            column("proof_date", "The day on which they were proved.", "date"),
            column("text", "The words as Markdown; a line `[...]` is a gap; empty if they are not held."),
        ),
    ),
    Table(
        name="statement_speakers",
        description="Who speaks in each statement, in what office.",
        rows=_speakers_of,
        columns=(
            _STATEMENT,
            key("number", "The place among the statement's speakers, from 1.", "integer"),
            column("speaker", "The speaker.", refers="speakers", optional=False),
            column("office", "The office spoken in, derived from dated offices."),
            column("organization", "The body that the office belongs to.", refers="speakers"),
        ),
    ),
    Table(
        name="statement_jurisdictions",
        description="Which jurisdictions each statement is about.",
        rows=lambda site: (
            row for statement in site.links.statements for row in _pairs(statement, statement.jurisdictions)
        ),
        columns=(_STATEMENT, key("jurisdiction", "The jurisdiction.", refers="jurisdictions")),
    ),
    Table(
        name="statement_statutes",
        description="Which statutes each statement is about, by citation.",
        rows=lambda site: (row for statement in site.links.statements for row in _pairs(statement, statement.statutes)),
        columns=(_STATEMENT, key("citation", "The citation, of a statute or a part of it.", refers="citations")),
    ),
    Table(
        name="statement_policies",
        description="Which policies each statement mentions, and which version if it shows one.",
        rows=_policies,
        columns=(
            _STATEMENT,
            key("number", "The place among the statement's policies, from 1.", "integer"),
            kept("policy", "statements.policies.policy", refers="policies"),
            kept("part", "statements.policies.part"),
            kept("version", "statements.policies.version"),
        ),
    ),
    Table(
        name="positions",
        description="Who holds what: one row for each position and each person or body whose it is.",
        rows=_positions,
        columns=(
            _STATEMENT,
            key("number", "The place among the statement's positions, from 1.", "integer"),
            key("holder", "The holder: the body spoken for, or the person; derived.", refers="speakers"),
            column("speakers", "The ids of those who speak for the holder.", optional=False),
            column("side", "The side on which they speak; derived.", optional=False),
            column("matter", "What the stance is about.", optional=False),
            kept("jurisdiction", "statements.positions.jurisdiction", refers="jurisdictions"),
            replace(kept("citation", "statements.positions.statute", refers="citations"), optional=True),
            kept("stance", "statements.positions.stance"),
            kept("quote", "statements.positions.quote"),
            kept("basis", "statements.positions.basis"),
        ),
    ),
    Table(
        name="holdings",
        description="What each holder held, from when until when: one row per position that was current on each day of"
        " change. A claim that names no law is listed with every law in question for its place.",
        rows=_holdings,
        columns=(
            key("jurisdiction", "The place.", refers="jurisdictions"),
            key("statute", "The law; empty if none is in question for the place."),
            key("holder", "Whose it is.", refers="speakers"),
            key("matter", "What the stance is about."),
            key("since", "The day from which it stood beside the others of that day.", "date"),
            _STATEMENT,
            key("number", "The place among the statement's positions, from 1.", "integer"),
            kept("stance", "statements.positions.stance"),
            column("until", "The day on which it was replaced; empty if it is still current.", "date"),
        ),
    ),
    Table(
        name="relations",
        description="Relations between statements; the later points to the earlier.",
        rows=_relations,
        columns=(
            _STATEMENT,
            key("relation", "The relation to the other."),
            key("target", "The other statement.", refers="statements"),
        ),
    ),
    Table(
        name="reports",
        description="Further copies of the same words.",
        rows=_reports,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("publisher", "statements.also_reported_by.publisher"),
            kept("url", "statements.also_reported_by.url"),
        ),
    ),
    Table(
        name="identifiers",
        description="Numbers by which others know the documents.",
        rows=_identifiers,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("scheme", "statements.identifiers.scheme"),
            kept("value", "statements.identifiers.value"),
        ),
    ),
    Table(
        name="dates",
        description="Further dates of the documents.",
        rows=_dates,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("what", "statements.dates.what"),
            kept("date", "statements.dates.date"),
        ),
    ),
    Table(
        name="deadlines",
        description="Deadlines that the documents set.",
        rows=_deadlines,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("date", "statements.deadlines.date"),
            kept("what", "statements.deadlines.what"),
        ),
    ),
    Table(
        name="evidence",
        description="What title, date, speaker and other facts rest on: words of the source, or an editor's judgment.",
        rows=_evidence,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("field", "statements.evidence.field"),
            kept("words", "statements.evidence.words"),
            column("words_start", "Where the words begin in the source's canonical text.", "integer"),
            column("words_end", "Where they end there, not included.", "integer"),
            kept("judgment", "statements.evidence.judgment"),
        ),
    ),
    Table(
        name="corrections",
        description="Changes made to records since they were published.",
        rows=_corrections,
        columns=(
            _STATEMENT,
            key("number", "The place in the record's list, from 1.", "integer"),
            kept("date", "statements.corrections.date", "date"),
            kept("note", "statements.corrections.note"),
        ),
    ),
    Table(
        name="aliases",
        description="Former names of statements, which go on leading to them.",
        rows=lambda site: ((alias, statement.id) for statement in site.links.statements for alias in statement.aliases),
        columns=(
            key("alias", "The former name."),
            column("statement", "The statement.", refers="statements", optional=False),
        ),
    ),
)
