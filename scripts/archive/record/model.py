"""The values of the record: what an archive holds after every field is read and typed.

All are frozen. References are slugs, ids and canonical citations, as the files write them; ``Archive`` resolves
them. ``origin`` leads from a value back to its place in its file, so that a rule can say where a fault is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import ClassVar, NamedTuple

from archive.record.dates import Date, Interval
from archive.record.ledger import Ledger, Seal
from archive.record.nodes import Origin
from archive.record.parts import wholes
from archive.record.spelling import spelling

_RUNS = re.compile(r"\d+|\D+")
"""Runs of digits and of other characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The copy that a record was made from."""

    publisher: str
    url: str
    copy: str
    """What kind of copy it is: a term of the vocabulary ``copy``."""
    seen: str
    """How much of the document was seen: a term of the vocabulary ``seen``."""
    title: str = ""
    published: Date | None = None
    accessed: Date | None = None
    """The day on which this copy was last looked at."""
    archived: str = ""
    """The address of an archived copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A further copy of the same words."""

    publisher: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What the speaker holds on whether a jurisdiction complies with a statute."""

    jurisdiction: str
    stance: str
    """A term of the vocabulary ``stance``."""
    statute: str | None = None
    """A canonical citation, or None where the speaker named no statute."""
    quote: str = ""
    """The words that the stance rests on, verbatim from the body."""
    basis: str = ""
    """A term of the vocabulary ``basis``; empty where the record does not say, or has a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyCited:
    """A policy that a statement speaks of, with the part and the version where it says which."""

    policy: str
    """The slug of a policy."""
    part: str = ""
    version: str = ""
    """A version that the policy's file lists; empty where the statement does not show which it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number by which others know the document."""

    scheme: str
    """A term of the vocabulary ``scheme``."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAct:
    """One of several dates of a document."""

    what: str
    """A term of the vocabulary ``act``."""
    date: Date | Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that a document sets for somebody to do something."""

    date: Date
    what: str
    """What is due, in the archive's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The occasion on which words were given."""

    name: str
    venue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change to a published record, made public."""

    date: Date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a record no longer counts; it stays at its permalink."""

    date: Date
    reason: str


class Range(NamedTuple):
    """Characters from ``start`` to ``end`` of a canonical text, the end not included."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """In which source the words of a body were found, by the rule of ``archive.prove``; ``verify`` writes it."""

    source: str
    """The slug of a source."""
    level: str = ""
    """A term of the vocabulary ``proof``; empty where nothing is proved yet, and so are those below."""
    proved: Date | None = None
    canonical: str = ""
    """The SHA-256 of the source's canonical text at that level."""
    characters: int = 0
    """How many characters that text has."""
    words: str = ""
    """The SHA-256 of the passages that were found, so that a change of the body shows."""
    passages: tuple[Range, ...] = ()
    """Where each passage stands in the canonical text, in the order of the body."""
    second_reader: str = ""
    """Who compared a text that a machine read from a picture with the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a key of a record rests on: words of the source that the proof names, or an editor's judgment."""

    field: str
    """A term of the vocabulary ``evidence``."""
    words: str = ""
    """Words of the source, as it has them."""
    at: Range | None = None
    """Where they are in the source's canonical text, at the exact level; ``verify`` writes it."""
    judgment: str = ""
    """Why an editor says so, where no words of the source do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One official statement."""

    id: str
    """The file's stem; the permalink."""
    title: str
    date: Date
    speakers: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    kind: str
    summary: str
    source: Source
    added: Date
    """The day on which the record was added to the archive."""
    origin: Origin = field(repr=False, compare=False)
    body: str = ""
    """The speaker's words as Markdown; empty where the archive holds no text."""
    date_basis: str = ""
    capacity: str = ""
    on_behalf_of: tuple[str, ...] = ()
    """Slugs of the organizations that the speakers speak for, where their offices do not say it."""
    addressees: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    policies: tuple[PolicyCited, ...] = ()
    also_reported_by: tuple[Report, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of other statements by a term of the vocabulary ``relation``."""
    identifiers: tuple[Identifier, ...] = ()
    dates: tuple[DatedAct, ...] = ()
    """Further dates of the document beside ``date``."""
    deadlines: tuple[Deadline, ...] = ()
    event: Event | None = None
    caution: str = ""
    proof: Proof | None = None
    evidence: tuple[Evidence, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    aliases: tuple[str, ...] = ()
    lang: str = "en"

    @property
    def held(self) -> bool:
        """Whether the archive holds the words; otherwise the record is *catalogued*."""
        return bool(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post that a person held in an organization, for a time (Popolo's Membership)."""

    title: str
    organization: str
    """The slug of an organization."""
    area: str = ""
    """The jurisdiction the office represents, if not its organization's."""
    begin: Date | None = None
    end: Date | None = None
    source: str = ""
    """The address of a source for the term."""
    speaks_for: str = ""
    """A term of the vocabulary ``speaks_for``; empty where the rule of holders decides."""

    def held_on(self, date: Date) -> bool:
        """Whether the office can have been held on some day that the date can mean; an unknown end is open."""
        begun = self.begin is None or self.begin.earliest <= date.latest
        ended = self.end is not None and self.end.latest < date.earliest
        return begun and not ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or an organization that speaks (Popolo's Person and Organization)."""

    slug: str
    name: str
    type: str
    """A term of the vocabulary ``type``."""
    origin: Origin = field(repr=False, compare=False)
    sort_name: str = ""
    offices: tuple[Office, ...] = ()
    classification: str = ""
    jurisdiction: str = ""
    parent: str = ""
    """For an organization: the slug of the one it is part of."""
    speaks_for: str = ""
    """For an organization: a term of the vocabulary ``speaks_for``; empty for what is its parent's too."""
    note: str = ""
    group: ClassVar[str] = "speakers"

    @property
    def is_person(self) -> bool:
        """Whether this is a person rather than an organization."""
        return self.type == "person"

    @property
    def sort_key(self) -> str:
        """What an index is ordered by."""
        return (self.sort_name or self.name).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A place whose compliance is in question, or one that contains it."""

    slug: str
    name: str
    level: str
    origin: Origin = field(repr=False, compare=False)
    parent: str = ""
    ocd_id: str = ""
    """The Open Civic Data division identifier."""
    note: str = ""
    group: ClassVar[str] = "jurisdictions"

    @property
    def sort_key(self) -> str:
        """What an index is ordered by."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """A law, order or regulation that statements cite."""

    slug: str
    citation: str
    origin: Origin = field(repr=False, compare=False)
    title: str = ""
    """The official heading."""
    enacted: Date | None = None
    public_law: str = ""
    statutes_at_large: str = ""
    subsections: tuple[str, ...] = ()
    """Full canonical citations, each beginning with ``citation``."""
    enforced_by: tuple[str, ...] = ()
    """Slugs of the organizations that the archive groups as authorities on it, together with their parts."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the text by a term of the vocabulary ``link``."""
    note: str = ""
    group: ClassVar[str] = "statutes"

    @property
    def name(self) -> str:
        """What it is called: its citation."""
        return self.citation

    @property
    def sort_key(self) -> str:
        """What an index is ordered by: numbers by value."""
        return "".join(part.zfill(8) if part.isdigit() else part for part in _RUNS.findall(self.citation.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A policy as it stood for a time."""

    name: str
    """By which it is known within the policy's file."""
    label: str
    adopted: Date | None = None
    """When it was adopted or took effect; None where no source says."""
    known: Date | None = None
    """When a source speaks of it as there, where none says when it was adopted."""
    replaces: str = ""
    """The name of the version before it."""
    statement: str = ""
    """The id of the statement by which it was made known."""
    url: str = ""
    """The address of its text; empty where the archive knows of none."""
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy, an ordinance or a rule that statements speak of."""

    slug: str
    name: str
    jurisdiction: str
    origin: Origin = field(repr=False, compare=False)
    identifier: str = ""
    """How the body that adopted it cites it; empty where no source says."""
    adopted_by: str = ""
    """The slug of the organization that adopted it; empty where no source says."""
    versions: tuple[Version, ...] = ()
    """Those that are known, the earliest first."""
    note: str = ""
    group: ClassVar[str] = "policies"

    @property
    def title(self) -> str:
        """What is shown next to its name: its identifier."""
        return self.identifier

    @property
    def sort_key(self) -> str:
        """What an index is ordered by."""
        return self.name.casefold()

    def cited(self, part: str = "") -> str:
        """Return the policy as one cites it, or a part of it."""
        whole = self.identifier or self.name
        return whole + (part if part.startswith("(") else part and f", {part}")

    def version(self, name: str) -> Version | None:
        """Return the version of a name; None where there is none."""
        return next((version for version in self.versions if version.name == name), None)


Entity = Speaker | Jurisdiction | Statute | Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of a source, as they were captured once."""

    slug: str
    sha256: str
    """Of the bytes themselves, never of an archive file around them."""
    media_type: str
    size: int
    """Bytes."""
    method: str
    """A term of the vocabulary ``method``."""
    fetched: Date
    rights: str
    """What the rights allow, and why."""
    kept: str
    """A term of the vocabulary ``kept``."""
    origin: Origin = field(repr=False, compare=False)
    charset: str = ""
    """The encoding that the server declared; empty where it declared none."""
    url: str = ""
    headers: tuple[str, ...] = ()
    """Those of the response, as far as they are known: ``name: value``."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a source no longer has the words of a passage; without ``was`` and ``now``, nothing in it is like them."""

    statement: str
    passage: int
    """Its number in the body, from 1, as the page counts it."""
    was: str = ""
    """Words of the passage."""
    now: str = ""
    """Words that stand in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How a source was found, from some day on until it was found otherwise."""

    since: Date
    state: str
    """A term of the vocabulary ``watch``."""
    url: str = ""
    """Where the words were found, if not at the address of the source."""
    sha256: str = ""
    """Of the bytes that answered that day; empty where none did that tell of the words."""
    archived: str = ""
    """The address of a copy that a web archive made of it then."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What came of looking at a source again; ``watch`` writes it."""

    slug: str
    """The slug of the source."""
    origin: Origin = field(repr=False, compare=False)
    intact: Date | None = None
    """The last day on which every proved passage was found in it, wherever; None where it never was."""
    sightings: tuple[Sighting, ...] = ()
    """The earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwatched:
    """Addresses that the archive does not look at again."""

    slug: str
    url: str
    """How the addresses begin."""
    reason: str
    origin: Origin = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statement that a dispute turns on."""

    statement: str
    note: str
    """What it did, in the archive's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one source says where sources differ."""

    owner: str
    date: Date
    says: str
    statement: str = ""
    """The statement that says it, or that it is about; empty if the archive has none."""
    url: str = ""
    """Where it can be read, where the archive has no statement that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A document of a dispute that the archive has no record of."""

    date: Date
    speaker: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A dispute: what its statements have in common, and how a maintainer introduces it."""

    slug: str
    title: str
    introduction: tuple[str, ...]
    """Paragraphs in the archive's own words."""
    origin: Origin = field(repr=False, compare=False)
    jurisdictions: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    begin: Date | None = None
    end: Date | None = None
    statements: tuple[str, ...] = ()
    """Ids of further statements that belong to it."""
    turns: tuple[Turn, ...] = ()
    accounts: tuple[Account, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The whole record. Each mapping is in the order of its keys."""

    statements: Mapping[str, Statement]
    speakers: Mapping[str, Speaker]
    jurisdictions: Mapping[str, Jurisdiction]
    statutes: Mapping[str, Statute]
    policies: Mapping[str, Policy] = field(default_factory=dict)
    threads: Mapping[str, Thread] = field(default_factory=dict)
    sources: Mapping[str, Capture] = field(default_factory=dict)
    watched: Mapping[str, Watched] = field(default_factory=dict)
    """By the slug of the source."""
    unwatched: Mapping[str, Unwatched] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    """The texts of README and LICENSE, by path."""
    seals: tuple[Seal, ...] = ()
    """Those of the archive, in their order."""
    kept: Mapping[str, Path] = field(default_factory=dict, compare=False)
    """The file of all bytes in the repository, by their SHA-256."""

    @cached_property
    def shipped(self) -> Mapping[str, Path]:
        """The files of the bytes that the site publishes: of the sources whose rights allow it."""
        allowed = {capture.sha256 for capture in self.sources.values() if capture.kept == "repository"}
        return {digest: file for digest, file in self.kept.items() if digest in allowed}

    @property
    def files(self) -> tuple[Origin, ...]:
        """Every file of the record, sorted by path."""
        groups = (
            *(self.statements, *self.entities.values(), self.threads),
            *(self.sources, self.watched, self.unwatched),
        )
        records = chain.from_iterable(group.values() for group in groups)
        return tuple(sorted((record.origin for record in records), key=lambda origin: origin.path))

    @cached_property
    def ledger(self) -> Ledger:
        """The seals, with what has changed since the last one as pending."""
        return Ledger(seals=self.seals).with_files((file.path, file.sha256) for file in self.files)

    @property
    def entities(self) -> Mapping[str, Mapping[str, Entity]]:
        """What statements are made by, are about, or speak of: by the folder of the files, then by slug."""
        return {
            "speakers": self.speakers,
            "jurisdictions": self.jurisdictions,
            "statutes": self.statutes,
            "policies": self.policies,
        }

    @cached_property
    def citations(self) -> Mapping[str, Statute]:
        """Every canonical citation, of sections and of subsections, with the statute it belongs to."""
        return {
            citation: statute
            for statute in self.statutes.values()
            for citation in (statute.citation, *statute.subsections)
        }

    def known_parts(self, citation: str) -> tuple[str, ...]:
        """Return a citation and those it is part of, as far as the record knows them: the closest first."""
        return tuple(whole for whole in wholes(citation) if whole in self.citations)

    @cached_property
    def enforcers(self) -> frozenset[str]:
        """The slugs of the organizations that are grouped as authorities on any statute of the archive."""
        return frozenset(slug for statute in self.statutes.values() for slug in statute.enforced_by)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every canonical citation by its spelling."""
        return {spelling(citation): citation for citation in self.citations}

    @cached_property
    def permalinks(self) -> Mapping[str, str]:
        """Every id that a permalink may use, aliases among them, with the statement's id."""
        own = {identifier: identifier for identifier in self.statements}
        return {alias: statement.id for statement in self.statements.values() for alias in statement.aliases} | own
