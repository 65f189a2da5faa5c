"""The answers at the top of a place's, speaker's or law's page: each a sentence with its owner and caution.

Which statements answer is decided in ``archive.record.answers``; here they are put into words. The archive asserts
nothing itself: an answer is always what somebody said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from archive.pages.byline import who
from archive.record import answers, changes
from archive.record.anchors import anchor
from archive.record.caveats import Caveat, caveats
from archive.record.model import Entity, Jurisdiction, Speaker, Statement, Statute
from archive.record.positions import Step, Take, histories
from archive.record.standing import lineage
from archive.record.text import fold
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.relations import superseding
from archive.site.site import Site
from archive.site.stances import in_sentence, mark_of
from archive.site.wording import listed

_ANSWERING = ("contradicts", "affirms", "reverses", "stays")
"""The relations by which a later statement opposes an answer or decides on it."""


K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name and the address of its page."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A later statement that opposes an answer or decides on it."""

    relation: str
    """For example ``Contradicted by``."""
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stance with the places and laws to all of which it applies."""

    stances: str
    """In lower case, to follow the speaker in a sentence."""
    places: tuple[Link, ...]
    laws: tuple[Link, ...]
    """None if no law was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as an answer."""

    who: str
    """The speakers with their office and body."""
    clauses: tuple[Clause, ...]
    entry: Entry
    path: str
    """The address of the words if they are held, otherwise of the statement."""
    quote: str
    """The words that the stances rest on; empty if they are not held."""
    summary: str
    caveats: tuple[Caveat, ...]
    """Its withdrawal and its caution."""
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question of a reader, and the statements that answer it."""

    question: str
    said: tuple[Said, ...]
    none: str
    """The text if the archive has no answer."""
    note: str = ""
    """A note if there are several answers."""
    earlier: tuple[Said, ...] = ()
    """What was said before, the latest first; each is shown on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoked:
    """What a holder says about a law, and for which places."""

    holder: Link
    stance: str
    places: tuple[Link, ...]
    first: Entry
    last: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who says the same thing about a law, and for which places."""

    question: str
    invoked: tuple[Invoked, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change in what a holder says."""

    holder: Link
    since: datetime.date
    before: str
    """The stances in lower case; empty if it had said nothing."""
    before_mark: str
    """The pattern of the stances; empty if there are none."""
    after: str
    after_mark: str
    places: tuple[Link, ...]
    laws: tuple[Link, ...]
    before_entries: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    """The statements that made the change."""


def of_place(site: Site, place: Jurisdiction) -> tuple[Answer, ...]:
    """Return the answers on a place; none if nobody took a position on it."""
    taken = [
        take for take in _takes(site, site.links.jurisdictions.get(place.slug, ())) if take.jurisdiction == place.slug
    ]
    if not any(take.stance for take in taken):
        return ()
    found = [history for question, history in site.histories.items() if question.jurisdiction == place.slug]
    first = _said(site, answers.first_to_claim(taken))
    ruled = _said(site, answers.last_rulings(found), newest=True)
    of_authority = [take for take in taken if take.side == "authority"]
    last = answers.last_of_each(of_authority)
    return (
        Answer(
            question="Who first said it complies?",
            said=first,
            none="No one in this archive.",
            note="The same day, or dates too vague to say which came first" if len(first) > 1 else "",
        ),
        Answer(
            question="Who disputes it?",
            said=_said(site, answers.disputing(found), newest=True),
            none="No one, by a latest word in this archive.",
        ),
        Answer(
            question="What has the authority said?",
            said=_said(site, last, newest=True),
            none="The archive has no statement by an authority.",
            earlier=_said(site, answers.earlier(of_authority, last), newest=True),
        ),
        Answer(question="What did a court rule?", said=ruled, none="The archive has no ruling."),
    )


def of_speaker(site: Site, speaker: Speaker) -> tuple[Answer, ...]:
    """Return the latest statement of each of a speaker's stances; none if it took no position."""
    taken = [take for take in _takes(site, site.statements_of(speaker)) if _speaks(site, take, speaker)]
    said = _said(site, answers.latest_of_each_stance(taken))
    return (Answer(question="Latest, by stance", said=said, none=""),) if said else ()


def turns_of(site: Site, speaker: Speaker) -> tuple[Turn, ...]:
    """Return the changes of a speaker, or of the body that it speaks for, latest first."""
    found = histories(site.links.archive, site.statements_of(speaker))
    own = {
        question: tuple(track for track in history if _is_own(site, track.steps, speaker))
        for question, history in found.items()
    }
    return turns(site, [change for change in changes.steps(own) if change.before or change.demanded])


def turns(site: Site, found: Iterable[changes.Change]) -> tuple[Turn, ...]:
    """Describe changes, latest first; the same change by the same statements on several places is one."""
    alike: dict[tuple[object, ...], list[changes.Change]] = {}
    for change in found:
        key = (change.after.since, change.holder, change.matter, change.stances, _before(change), _ids(change.after))
        alike.setdefault(key, []).append(change)
    ordered = sorted(alike.values(), key=lambda each: each[0].after.since, reverse=True)
    return tuple(turn for each in ordered for turn in _turns(site, each))


def of_statute(site: Site, statute: Statute) -> tuple[Roll, ...]:
    """Return who invokes a law against whom, and the replies; nothing if no position names it."""
    taken = [
        take
        for take in _takes(site, site.links.statutes.get(statute.slug, ()))
        if take.statute == statute.slug and not take.statement.withdrawn
    ]
    if not taken:
        return ()
    rolls = (
        ("Who invokes it, against whom?", _invokes, "No one in this archive."),
        ("Who says a place complies?", answers.claims, "No one in this archive."),
        ("Who disputes its validity?", lambda take: take.matter == "validity", "No one in this archive."),
        ("What did courts rule?", lambda take: take.matter == "ruling", "The archive has no ruling."),
    )
    return tuple(
        Roll(question=question, invoked=tuple(_invoked(site, filter(asked, taken))), none=none)
        for question, asked, none in rolls
    )


def threads_of(site: Site, entity: Entity) -> tuple[Link, ...]:
    """Return the threads about a place; if there are none, those with an entity's statements."""
    threads = site.links.archive.threads
    statements = site.statements_of(entity)
    known = dict.fromkeys(slug for statement in statements for slug in site.threads.get(statement.id, ()))
    about = [slug for slug in known if entity.slug in threads[slug].jurisdictions]
    return tuple(Link(name=threads[slug].title, path=paths.thread(slug)) for slug in about or known)


def _invokes(take: Take) -> bool:
    return answers.disputes(take) or take.matter == "demand"


def _takes(site: Site, statements: Iterable[Statement]) -> Iterator[Take]:
    return (take for statement in statements for take in site.links.takes[statement.id])


def _said(site: Site, takes: Iterable[Take], *, newest: bool = False) -> tuple[Said, ...]:
    """Return the statements of takes, in the same order or newest first."""
    found: dict[str, list[Take]] = {}
    for take in takes:
        found.setdefault(take.statement.id, []).append(take)
    said = [_one(site, each) for each in found.values()]
    return tuple(sorted(said, key=lambda one: one.entry.when.iso, reverse=True) if newest else said)


def _one(site: Site, takes: Sequence[Take]) -> Said:
    statement = takes[0].statement
    quote = next((fold(take.quote) for take in takes if take.quote), "")
    found = anchor(statement, quote)
    return Said(
        who=_who(site, takes),
        clauses=tuple(_clauses(site, takes)),
        entry=site.entries[statement.id],
        path=paths.statement(statement.id) + (f"#{found}" if found else ""),
        quote=quote,
        summary=statement.summary,
        caveats=tuple(caveat for caveat in caveats(statement) if caveat.kind != "corrected"),
        replies=tuple(_replies(site, statement)),
    )


def _clauses(site: Site, takes: Iterable[Take]) -> Iterator[Clause]:
    """Yield the stances of takes in as few clauses as possible, without applying one to another's place or law."""
    by_law = _together(((take.stance, take.citation), take.jurisdiction) for take in takes)
    by_stance = _together(((stance, places), law) for (stance, law), places in by_law.items())
    joined = _together(((places, laws), stance) for (stance, places), laws in by_stance.items())
    for (places, laws), stances in joined.items():
        yield Clause(stances=in_sentence(stances), places=_places(site, places), laws=_laws(site, laws))


def _together(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return, by key, its values without repeats, in order."""
    found: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _who(site: Site, takes: Sequence[Take]) -> str:
    """Return the speakers of a statement, and the bodies they speak for if their office does not show it."""
    named = who(site, takes[0].statement)
    bodies = [site.links.archive.speakers[slug].name for slug in dict.fromkeys(take.holder for take in takes)]
    unnamed = [name for name in bodies if name not in named]
    return f"{named}, for {listed(unnamed)}" if unnamed else named


def _replies(site: Site, statement: Statement) -> Iterator[Reply]:
    incoming = site.links.incoming.get(statement.id, {})
    for relation in _ANSWERING:
        for id in incoming.get(relation, ()):
            if not site.links.archive.statements[id].withdrawn:
                yield Reply(relation=vocabulary("relation")[relation].inverse, entry=site.entries[id])
    for entry in superseding(site, statement):
        yield Reply(relation="Superseded by", entry=entry)


def _places(site: Site, slugs: Iterable[str]) -> tuple[Link, ...]:
    places = site.links.archive.jurisdictions
    return tuple(Link(name=places[slug].name, path=paths.entity(places[slug])) for slug in dict.fromkeys(slugs))


def _laws(site: Site, citations: Iterable[str]) -> tuple[Link, ...]:
    named = dict.fromkeys(citation for citation in citations if citation)
    return tuple(Link(name=citation, path=paths.citation(site.links.archive, citation)) for citation in named)


def _speaks(site: Site, take: Take, speaker: Speaker) -> bool:
    """Return whether a take is a speaker's own, that of its body, or that of somebody who speaks for it."""
    own = speaker.slug in (take.holder, *take.speakers)
    return own or any(body.slug == take.holder for body in lineage(site.links.archive, speaker.parent))


def _is_own(site: Site, steps: Iterable[Step], speaker: Speaker) -> bool:
    return any(_speaks(site, take, speaker) for step in steps for take in step.takes)


def _ids(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement.id for statement in _made_by(step)))


def _before(change: changes.Change) -> tuple[str, ...]:
    return change.demanded.stances if change.demanded else ()


def _made_by(step: Step) -> tuple[Statement, ...]:
    return tuple(take.statement for take in step.takes) or step.ended_by


def _turns(site: Site, alike: Sequence[changes.Change]) -> Iterator[Turn]:
    """Yield groups of equal changes, one for all places with the same laws."""
    change = alike[0]
    holder = site.links.archive.speakers[change.holder]
    before = change.before or change.demanded
    statutes = site.links.archive.statutes
    by_law = _together((each.question.statute, each.question.jurisdiction) for each in alike)
    for places, laws in _together((places, law) for law, places in by_law.items()).items():
        yield Turn(
            holder=Link(name=holder.name, path=paths.entity(holder)),
            since=change.after.since,
            before=in_sentence(before.stances) if before else "",
            before_mark=mark_of(before) if before else "",
            after=in_sentence(change.after.stances),
            after_mark=mark_of(change.after),
            places=_places(site, places),
            laws=_laws(site, (statutes[law].citation for law in laws if law)),
            before_entries=site.entries_of(_once(_made_by(before))) if before else (),
            entries=site.entries_of(_once(_made_by(change.after))),
        )


def _once(statements: Iterable[Statement]) -> Iterable[Statement]:
    return {statement.id: statement for statement in statements}.values()


def _invoked(site: Site, takes: Iterable[Take]) -> Iterator[Invoked]:
    """Yield a list by holder, with stances on the same places together; most places first, then by name."""
    stances: dict[tuple[str, str], list[Take]] = {}
    for take in takes:
        stances.setdefault((take.holder, take.stance), []).append(take)
    found: dict[tuple[str, frozenset[str]], list[Take]] = {}
    for (holder, _), each in stances.items():
        found.setdefault((holder, frozenset(take.jurisdiction for take in each)), []).extend(each)
    archive = site.links.archive
    for holder, slugs in sorted(
        found, key=lambda key: (-len(key[1]), archive.speakers[key[0]].sort_key, sorted(key[1]))
    ):
        each = sorted(found[holder, slugs], key=lambda take: site.order[take.statement.id])
        speaker = archive.speakers[holder]
        yield Invoked(
            holder=Link(name=speaker.name, path=paths.entity(speaker)),
            stance=in_sentence(take.stance for take in each),
            places=tuple(sorted(_places(site, slugs), key=lambda place: place.name.casefold())),
            first=site.entries[each[0].statement.id],
            last=site.entries[each[-1].statement.id],
        )
