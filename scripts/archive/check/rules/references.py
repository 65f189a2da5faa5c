"""The rule on references: each must lead to a record in the archive, and of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from archive.check.rules.rule import Context, Finding
from archive.record import law
from archive.record.model import Policy, Speaker, Statement, Statute, Thread, Watched
from archive.record.parts import wholes
from archive.record.problem import Place, nearest

Located = Callable[[], Place]
"""Returns the location of a reference; called only for a fault, because most references have none."""

_NOUNS = {"speakers": "speaker", "jurisdictions": "jurisdiction", "policies": "policy", "sources": "source"}


def reference(context: Context) -> Iterator[Finding]:
    """A reference must lead to a record in the archive, and to one of the right kind."""
    for statement in context.archive.statements.values():
        yield from _of_statement(context, statement)
        yield from _of_its_policies(context, statement)
        if statement.proof:
            place = partial(statement.origin.at, "proof", "source")
            yield from _entity(context, "sources", statement.proof.source, place)
    for speaker in context.archive.speakers.values():
        yield from _of_speaker(context, speaker)
    for jurisdiction in context.archive.jurisdictions.values():
        yield from _entity(context, "jurisdictions", jurisdiction.parent, partial(jurisdiction.origin.at, "parent"))
    for statute in context.archive.statutes.values():
        for slug in statute.enforced_by:
            yield from _organization(context, slug, partial(statute.origin.of, slug, "enforced_by"))
    for policy in context.archive.policies.values():
        yield from _of_policy(context, policy)
    for thread in context.archive.threads.values():
        yield from _of_thread(context, thread)
    for watched in context.archive.watched.values():
        yield from _of_watched(context, watched)


def _of_statement(context: Context, statement: Statement) -> Iterator[Finding]:
    for slug in statement.speakers:
        yield from _entity(context, "speakers", slug, partial(statement.origin.of, slug, "speaker"))
    for slug in statement.on_behalf_of:
        yield from _organization(context, slug, partial(statement.origin.of, slug, "on_behalf_of"))
    for slug in statement.jurisdictions:
        yield from _entity(context, "jurisdictions", slug, partial(statement.origin.of, slug, "jurisdiction"))
    for citation in statement.statutes:
        yield from _citation(context, citation, partial(statement.origin.of, citation, "statutes"))
    for index, position in enumerate(statement.positions):
        within = partial(statement.origin.at, "positions", index)
        if position.jurisdiction not in statement.jurisdictions:
            yield from _entity(context, "jurisdictions", position.jurisdiction, partial(within, "jurisdiction"))
        if position.statute not in statement.statutes:
            yield from _citation(context, position.statute or "", partial(within, "statute"))
    for relation, targets in statement.relations.items():
        for target in targets:
            yield from _statement(context, target, partial(statement.origin.of, target, "relations", relation))


def _of_its_policies(context: Context, statement: Statement) -> Iterator[Finding]:
    for index, cited in enumerate(statement.policies):
        yield from _entity(context, "policies", cited.policy, partial(statement.origin.at, "policies", index, "policy"))


def _of_speaker(context: Context, speaker: Speaker) -> Iterator[Finding]:
    yield from _entity(context, "jurisdictions", speaker.jurisdiction, partial(speaker.origin.at, "jurisdiction"))
    yield from _organization(context, speaker.parent, partial(speaker.origin.at, "parent"))
    for index, office in enumerate(speaker.offices):
        yield from _organization(
            context, office.organization, partial(speaker.origin.at, "offices", index, "organization")
        )
        yield from _entity(context, "jurisdictions", office.area, partial(speaker.origin.at, "offices", index, "area"))


def _of_policy(context: Context, policy: Policy) -> Iterator[Finding]:
    yield from _entity(context, "jurisdictions", policy.jurisdiction, partial(policy.origin.at, "jurisdiction"))
    yield from _organization(context, policy.adopted_by, partial(policy.origin.at, "adopted_by"))
    for index, version in enumerate(policy.versions):
        yield from _statement(context, version.statement, partial(policy.origin.at, "versions", index, "statement"))


def _of_thread(context: Context, thread: Thread) -> Iterator[Finding]:
    for slug in thread.jurisdictions:
        yield from _entity(context, "jurisdictions", slug, partial(thread.origin.of, slug, "jurisdictions"))
    for citation in thread.statutes:
        yield from _citation(context, citation, partial(thread.origin.of, citation, "statutes"))
    for identifier in thread.statements:
        yield from _statement(context, identifier, partial(thread.origin.of, identifier, "statements"))
    for index, turn in enumerate(thread.turns):
        yield from _statement(context, turn.statement, partial(thread.origin.at, "turns", index, "statement"))
    for index, account in enumerate(thread.accounts):
        yield from _statement(context, account.statement, partial(thread.origin.at, "accounts", index, "statement"))
    for index, missing in enumerate(thread.missing):
        yield from _entity(context, "speakers", missing.speaker, partial(thread.origin.at, "missing", index, "speaker"))


def _of_watched(context: Context, watched: Watched) -> Iterator[Finding]:
    yield from _entity(context, "sources", watched.slug, watched.origin.at)
    for index, sighting in enumerate(watched.sightings):
        for number, difference in enumerate(sighting.differences):
            within = partial(watched.origin.at, "sightings", index, "differences", number)
            yield from _statement(context, difference.statement, partial(within, "statement"))


def _entity(context: Context, group: str, slug: str, place: Located) -> Iterator[Finding]:
    if slug and not context.has(group, slug):
        sentence = f"The {_NOUNS[group]} `{slug}` must have its own file."
        hint = context.suggest(group, slug) or f"add statements/{group}/{slug}.yml"
        yield Finding(place=place(), sentence=sentence, hint=hint)


def _organization(context: Context, slug: str, place: Located) -> Iterator[Finding]:
    yield from _entity(context, "speakers", slug, place)
    speaker = context.archive.speakers.get(slug)
    if speaker and speaker.is_person:
        sentence = f"`{slug}` must be an organization; {speaker.origin.path} is a person."
        yield Finding(place=place(), sentence=sentence)


def _statement(context: Context, identifier: str, place: Located) -> Iterator[Finding]:
    if not identifier or context.has("statements", identifier):
        return
    renamed = context.archive.permalinks.get(identifier, "")
    hint = f"its id is now {renamed}" if renamed else context.suggest("statements", identifier)
    yield Finding(place=place(), sentence=f"The statement `{identifier}` must be in the archive.", hint=hint)


def _citation(context: Context, citation: str, place: Located) -> Iterator[Finding]:
    archive = context.archive
    if not citation or citation in archive.citations or _unread(context, citation):
        return
    found = law.find(citation, archive, frozenset(archive.statutes))
    meant = found[0].canonical if found else citation
    statute: Statute | None = law.statute_of(meant, archive)
    if meant in archive.citations:
        sentence, hint = f"The citation `{citation}` must be written as in the statute's file.", f"write {meant}"
    elif statute:
        sentence, hint = f"{meant} must be among the subsections in {statute.origin.path}.", f"add `- {meant}` there"
    else:
        sentence = f"The statute `{citation}` must have its own file."
        hint = nearest(citation, archive.citations) or f"add statements/statutes/{law.slug(meant)}.yml"
    yield Finding(place=place(), sentence=sentence, hint=hint)


def _unread(context: Context, citation: str) -> bool:
    """Return whether the citation's file exists but could not be read."""
    known = context.archive.citations
    return any(context.has("statutes", law.slug(whole)) and whole not in known for whole in wholes(citation))
