"""The schema of the record: every key of every kind of file.

The reader uses it; the JSON Schema for editors, the field tables of the contributor's guide and the tests are
generated from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from archive.read.fields import Field, Record
from archive.read.forms import (
    CITATION,
    DATE,
    JURISDICTION,
    LANGUAGE,
    MEDIA_TYPE,
    NUMBER,
    OCD_ID,
    POLICY,
    RANGE,
    SOURCE_SLUG,
    SPEAKER,
    STATEMENT,
    SUM,
    URL,
    VERSION,
    WHEN,
)
from archive.read.kinds import Json, ListOf, MapOf, OrNull, TermOf, Text
from archive.record.model import (
    Account,
    Capture,
    Correction,
    DatedAct,
    Deadline,
    Difference,
    Event,
    Evidence,
    Identifier,
    Jurisdiction,
    Missing,
    Office,
    Policy,
    PolicyCited,
    Position,
    Proof,
    Report,
    Sighting,
    Source,
    Speaker,
    Statement,
    Statute,
    Thread,
    Turn,
    Unwatched,
    Version,
    Watched,
    Withdrawal,
)

_TEXT = Text()

SOURCE = Record(
    make=Source,
    fields=(
        Field(name="title", kind=_TEXT, description="The document's own title."),
        Field(name="publisher", kind=_TEXT, required=True, example="WGNO", description="Who published this copy."),
        Field(name="url", kind=URL, required=True, example="https://...", description="Where this copy can be read."),
        Field(name="published", kind=DATE, example="2017-10-12", description="The date on the copy itself."),
        Field(name="accessed", kind=DATE, example="2026-11-24", description="The day you last looked at it."),
        Field(name="archived", kind=URL, example="https://web.archive.org/...", description="An archived copy of it."),
        Field(
            name="copy",
            kind=TermOf("copy"),
            required=True,
            example="report",
            description="What kind of copy this is.",
        ),
        Field(
            name="seen",
            kind=TermOf("seen"),
            required=True,
            example="quotations",
            description="How much of the document was seen.",
        ),
    ),
    former={"reliability": "write `copy`, the kind of copy, and `seen`, how much of it was seen"},
)

REPORT = Record(
    make=Report,
    fields=(
        Field(name="publisher", kind=_TEXT, required=True, example="Gambit", description="Who published it."),
        Field(name="url", kind=URL, required=True, example="https://...", description="Where it can be read."),
    ),
)

POSITION = Record(
    make=Position,
    fields=(
        Field(
            name="jurisdiction",
            kind=JURISDICTION,
            required=True,
            example="new-orleans-la",
            description="Whose compliance.",
        ),
        Field(
            name="statute",
            kind=OrNull(CITATION),
            required=True,
            example="8 U.S.C. § 1373",
            description="Which statute; `null` if the speaker named none, as in “federal law”.",
        ),
        Field(
            name="stance",
            kind=TermOf("stance"),
            required=True,
            example="asserts-compliance",
            description="What the speaker holds.",
        ),
        Field(
            name="quote",
            kind=_TEXT,
            description="The words it rests on, exactly as they appear in the body.",
        ),
        Field(
            name="basis",
            kind=TermOf("basis"),
            example="paraphrased",
            description="What the stance rests on, if the source shows it; with a `quote` it is `quoted`.",
        ),
    ),
)

POLICY_CITED = Record(
    make=PolicyCited,
    fields=(
        Field(
            name="policy",
            kind=POLICY,
            required=True,
            example="nopd-immigration-status",
            description="The policy: the name of a file in `statements/policies/`, without its extension.",
        ),
        Field(name="part", kind=_TEXT, example="¶ 5", description="The part of it, as the statement cites it."),
        Field(
            name="version",
            kind=VERSION,
            example="first",
            description="The version, only if the statement shows which one it means.",
        ),
    ),
)

IDENTIFIER = Record(
    make=Identifier,
    fields=(
        Field(
            name="scheme", kind=TermOf("scheme"), required=True, example="docket", description="What kind of number."
        ),
        Field(name="value", kind=_TEXT, required=True, example="No. 17-99", description="The number as it is printed."),
    ),
)

DATED_ACT = Record(
    make=DatedAct,
    fields=(
        Field(name="what", kind=TermOf("act"), required=True, example="signed", description="What was done that day."),
        Field(
            name="date",
            kind=WHEN,
            required=True,
            example="2017-10-11/2017-10-12",
            description="When: a date, or an interval between two, joined by a slash.",
        ),
    ),
)

DEADLINE = Record(
    make=Deadline,
    fields=(
        Field(name="date", kind=DATE, required=True, example="2017-06-30", description="The last day."),
        Field(name="what", kind=_TEXT, required=True, description="What is due, and from whom."),
    ),
)

EVENT = Record(
    make=Event,
    fields=(
        Field(name="name", kind=_TEXT, required=True, example="Council meeting", description="The occasion."),
        Field(name="venue", kind=_TEXT, example="City Hall", description="Where it was held."),
    ),
)

CORRECTION = Record(
    make=Correction,
    fields=(
        Field(name="date", kind=DATE, required=True, example="2026-11-24", description="When it was made."),
        Field(name="note", kind=_TEXT, required=True, description="What was wrong, and what is now right."),
    ),
)

WITHDRAWAL = Record(
    make=Withdrawal,
    fields=(
        Field(name="date", kind=DATE, required=True, example="2026-11-24", description="When it was withdrawn."),
        Field(name="reason", kind=_TEXT, required=True, description="Why it no longer counts."),
    ),
)

PROOF = Record(
    make=Proof,
    fields=(
        Field(
            name="source",
            kind=SOURCE_SLUG,
            required=True,
            example="wgno-2017-10-12",
            description="The source of the words: the name of a file in `statements/sources/`, without its extension.",
        ),
        Field(
            name="second_reader",
            kind=_TEXT,
            example="Ada Sample",
            description="Who compared the text of a scan with its image; `verify` does not change it.",
        ),
        Field(name="level", kind=TermOf("proof"), description="How the words were compared; written by `verify`."),
        Field(name="proved", kind=DATE, description="When they were proved; written by `verify`."),
        Field(name="canonical", kind=SUM, description="The SHA-256 of the canonical text; written by `verify`."),
        Field(name="characters", kind=NUMBER, description="The characters of that text; written by `verify`."),
        Field(name="words", kind=SUM, description="The SHA-256 of the passages proved; written by `verify`."),
        Field(
            name="passages",
            kind=ListOf(RANGE),
            description="The range of each passage in that text; written by `verify`.",
        ),
    ),
)

EVIDENCE = Record(
    make=Evidence,
    fields=(
        Field(
            name="field", kind=TermOf("evidence"), required=True, example="date", description="What it is evidence of."
        ),
        Field(
            name="words",
            kind=_TEXT,
            example="October 12, 2017",
            description="The words of the source that say so, copied exactly.",
        ),
        Field(name="at", kind=RANGE, description="Where the source has them; written by `verify`."),
        Field(
            name="judgment",
            kind=_TEXT,
            example="The page is undated; the hearing that it reports was on this day.",
            description="Where no words of the source say so: why the editor does.",
        ),
    ),
)

STATEMENT_RECORD = Record(
    make=Statement,
    fields=(
        Field(
            name="title",
            kind=_TEXT,
            required=True,
            example="Landrieu says DOJ has confirmed New Orleans complies with § 1373",
            description="Who says what, in the archive's words. A claim names its owner.",
        ),
        Field(
            name="date",
            kind=DATE,
            required=True,
            example="2017-10-12",
            description="When it was said: 2017, 2017-10 or 2017-10-12; `?` uncertain, `~` approximate.",
        ),
        Field(name="date_basis", kind=_TEXT, description="How the date is known."),
        Field(
            name="speaker",
            attribute="speakers",
            kind=ListOf(SPEAKER, single=True),
            required=True,
            example="mitch-landrieu",
            description="Who speaks: the name of a file in `statements/speakers/`, without its extension.",
        ),
        Field(
            name="capacity",
            kind=_TEXT,
            description="In what office, only if the speaker's dated offices do not show it.",
        ),
        Field(
            name="on_behalf_of",
            kind=ListOf(SPEAKER, single=True),
            example="city-of-new-orleans",
            description="The bodies that all speakers speak for, only if their dated offices do not show it.",
        ),
        Field(
            name="jurisdiction",
            attribute="jurisdictions",
            kind=ListOf(JURISDICTION, single=True),
            required=True,
            example="new-orleans-la",
            description="Whose compliance or policy it is about; not where it was said.",
        ),
        Field(name="addressees", kind=ListOf(_TEXT), description="To whom it is addressed, with their offices."),
        Field(
            name="kind",
            kind=TermOf("kind"),
            required=True,
            example="press-statement",
            description="What kind of document.",
        ),
        Field(
            name="statutes",
            kind=ListOf(CITATION),
            example="[8 U.S.C. § 1373, 8 U.S.C. § 1373(a)]",
            description="Every statute that it cites, written as in the statute's file.",
        ),
        Field(
            name="policies",
            kind=ListOf(POLICY_CITED),
            description="Policies, ordinances and rules that it mentions, each with its own file.",
        ),
        Field(
            name="summary",
            kind=_TEXT,
            required=True,
            description="One to three sentences in the archive's own words.",
        ),
        Field(name="source", kind=SOURCE, required=True, description="The copy that the record was made from."),
        Field(name="also_reported_by", kind=ListOf(REPORT), description="Further copies of the same words."),
        Field(name="positions", kind=ListOf(POSITION), description="Who holds what: jurisdiction, statute, stance."),
        Field(
            name="relations",
            kind=MapOf("relation", ListOf(STATEMENT), MappingProxyType({})),
            example="{responds-to: [2017-10-11-doj-letter-new-orleans-may-violate-1373]}",
            description="How it relates to earlier statements.",
        ),
        Field(name="identifiers", kind=ListOf(IDENTIFIER), description="Numbers that identify the document."),
        Field(name="dates", kind=ListOf(DATED_ACT), description="Other dates of the document besides `date`."),
        Field(name="deadlines", kind=ListOf(DEADLINE), description="Deadlines that it sets."),
        Field(name="event", kind=EVENT, description="The occasion on which it was said."),
        Field(name="caution", kind=_TEXT, description="What a reader must know before quoting it."),
        Field(name="proof", kind=PROOF, description="Which source contains the words of the body, and where."),
        Field(
            name="evidence",
            kind=ListOf(EVIDENCE),
            example='[{field: date, words: "October 12, 2017"}]',
            description="What title, date, speaker and other keys rest on: words of that source, or a judgment.",
        ),
        Field(
            name="added",
            kind=DATE,
            required=True,
            example="2026-11-24",
            description="The day you add the record. Feeds and “newest” use it.",
        ),
        Field(name="corrections", kind=ListOf(CORRECTION), description="Changes made since it was published."),
        Field(name="withdrawn", kind=WITHDRAWAL, description="That the record no longer counts, and why."),
        Field(name="aliases", kind=ListOf(STATEMENT), description="Former ids, which still lead here."),
        Field(name="lang", kind=LANGUAGE, example="en", description="The language of the words, if not English."),
    ),
)

OFFICE = Record(
    make=Office,
    fields=(
        Field(name="title", kind=_TEXT, required=True, example="Mayor", description="The office."),
        Field(
            name="organization",
            kind=SPEAKER,
            required=True,
            example="city-of-new-orleans",
            description="The body it belongs to, which has its own file.",
        ),
        Field(name="area", kind=JURISDICTION, description="The jurisdiction it represents, if not the body's own."),
        Field(name="from", attribute="begin", kind=DATE, example="2010-05-03", description="First day, if known."),
        Field(name="to", attribute="end", kind=DATE, example="2018-05-07", description="Last day, if known and past."),
        Field(name="source", kind=URL, description="A source for the term."),
        Field(
            name="speaks_for",
            kind=TermOf("speaks_for"),
            example="itself",
            description="Whose words they are; by default a legislator's own, and any other official's body's.",
        ),
    ),
)

SPEAKER_RECORD = Record(
    make=Speaker,
    fields=(
        Field(name="name", kind=_TEXT, required=True, example="Mitch Landrieu", description="The usual name."),
        Field(name="sort_name", kind=_TEXT, example="Landrieu, Mitch", description="The name as an index lists it."),
        Field(
            name="type",
            kind=TermOf("type"),
            required=True,
            example="person",
            description="A person or an organization.",
        ),
        Field(name="offices", kind=ListOf(OFFICE), description="For a person: offices held, with dates."),
        Field(name="classification", kind=TermOf("classification"), description="For an organization: what it is."),
        Field(name="jurisdiction", kind=JURISDICTION, description="For an organization: whose it is."),
        Field(name="parent", kind=SPEAKER, description="For an organization: the one it is part of."),
        Field(
            name="speaks_for",
            kind=TermOf("speaks_for"),
            description="For an organization: `itself` if what it says is not its parent's.",
        ),
        Field(name="note", kind=_TEXT, description="What else a reader should know."),
    ),
)

JURISDICTION_RECORD = Record(
    make=Jurisdiction,
    fields=(
        Field(
            name="name",
            kind=_TEXT,
            required=True,
            example="New Orleans, Louisiana",
            description="Its name, with its state.",
        ),
        Field(name="level", kind=TermOf("level"), required=True, example="city", description="What it is."),
        Field(name="parent", kind=JURISDICTION, example="louisiana", description="The jurisdiction that contains it."),
        Field(name="ocd_id", kind=OCD_ID, description="Its Open Civic Data division identifier."),
        Field(name="note", kind=_TEXT, description="What else a reader should know."),
    ),
)

STATUTE_RECORD = Record(
    make=Statute,
    fields=(
        Field(
            name="citation",
            kind=CITATION,
            required=True,
            example="8 U.S.C. § 1373",
            description="Its canonical citation.",
        ),
        Field(name="title", kind=_TEXT, description="Its official heading."),
        Field(name="enacted", kind=DATE, description="When it was enacted or issued."),
        Field(name="public_law", kind=_TEXT, description="The act that made it."),
        Field(name="statutes_at_large", kind=_TEXT, description="Where the act is printed."),
        Field(name="subsections", kind=ListOf(CITATION), description="Its cited parts, each as a full citation."),
        Field(
            name="enforced_by",
            kind=ListOf(SPEAKER),
            description="Organizations that this archive groups as authorities on it.",
        ),
        Field(name="links", kind=MapOf("link", URL, MappingProxyType({})), description="Where its text can be read."),
        Field(name="note", kind=_TEXT, description="What else a reader should know."),
    ),
)

VERSION_RECORD = Record(
    make=Version,
    fields=(
        Field(
            name="version",
            attribute="name",
            kind=VERSION,
            required=True,
            example="first",
            description="Its name within this file.",
        ),
        Field(
            name="label",
            kind=_TEXT,
            required=True,
            example="As adopted in February 2016",
            description="What a page calls it.",
        ),
        Field(
            name="adopted",
            kind=DATE,
            example="2016-02-28",
            description="When it was adopted or took effect, if a source says so.",
        ),
        Field(
            name="known",
            kind=DATE,
            example="2017-04",
            description="When a source shows that it existed, if none says when it was adopted.",
        ),
        Field(name="replaces", kind=VERSION, description="The version that it replaces, from above it in the list."),
        Field(name="statement", kind=STATEMENT, description="The statement that announced it."),
        Field(
            name="url",
            kind=URL,
            example="https://...",
            description="Where its text can be read; left out if no text was found.",
        ),
        Field(name="caution", kind=_TEXT, description="What a reader must know about it."),
    ),
)

POLICY_RECORD = Record(
    make=Policy,
    fields=(
        Field(
            name="name",
            kind=_TEXT,
            required=True,
            example="New Orleans police policy on immigration status",
            description="What it is called, with the body or place it belongs to.",
        ),
        Field(
            name="identifier",
            kind=_TEXT,
            example="NOPD Operations Manual ch. 41.6.1",
            description="How it is cited: its chapter, section or number.",
        ),
        Field(
            name="jurisdiction",
            kind=JURISDICTION,
            required=True,
            example="new-orleans-la",
            description="The place whose policy it is.",
        ),
        Field(
            name="adopted_by",
            kind=SPEAKER,
            example="new-orleans-police-department",
            description="The organization that adopted it, if a source says so.",
        ),
        Field(name="versions", kind=ListOf(VERSION_RECORD), description="Its versions, the earliest first."),
        Field(name="note", kind=_TEXT, description="What else a reader should know."),
    ),
)

CAPTURE_RECORD = Record(
    make=Capture,
    fields=(
        Field(name="sha256", kind=SUM, required=True, description="The SHA-256 of the bytes, in hexadecimal digits."),
        Field(
            name="media_type", kind=MEDIA_TYPE, required=True, example="text/html", description="What the bytes are."
        ),
        Field(name="charset", kind=_TEXT, example="utf-8", description="The encoding that the server declared."),
        Field(name="size", kind=NUMBER, required=True, example="2451", description="How many bytes there are."),
        Field(name="url", kind=URL, example="https://...", description="The address that they came from."),
        Field(
            name="method", kind=TermOf("method"), required=True, example="saved", description="How they were captured."
        ),
        Field(name="fetched", kind=DATE, required=True, example="2026-11-24", description="When they were captured."),
        Field(name="headers", kind=ListOf(_TEXT), description="Headers of the response, if known."),
        Field(
            name="rights",
            kind=_TEXT,
            required=True,
            example="Work of the United States government; public domain (17 U.S.C. § 105).",
            description="What the rights allow, and why.",
        ),
        Field(name="kept", kind=TermOf("kept"), required=True, example="vault", description="Where the bytes are."),
        Field(name="note", kind=_TEXT, description="What else a reader should know."),
    ),
)

TURN = Record(
    make=Turn,
    fields=(
        Field(name="statement", kind=STATEMENT, required=True, description="A statement of the thread."),
        Field(name="note", kind=_TEXT, required=True, description="What it did, in one sentence with its owner."),
    ),
)

ACCOUNT = Record(
    make=Account,
    fields=(
        Field(name="owner", kind=_TEXT, required=True, example="WGNO", description="Whose account it is."),
        Field(name="date", kind=DATE, required=True, example="2017-10-12", description="When it was given."),
        Field(name="says", kind=_TEXT, required=True, description="What it says, in the archive's words."),
        Field(name="statement", kind=STATEMENT, description="The statement that gives it, if the archive has one."),
        Field(name="url", kind=URL, example="https://...", description="Where it can be read, if not in the archive."),
    ),
)

MISSING = Record(
    make=Missing,
    fields=(
        Field(name="date", kind=DATE, required=True, example="2017-06", description="When it was due or given."),
        Field(
            name="speaker",
            kind=SPEAKER,
            required=True,
            example="city-of-new-orleans",
            description="Whose document it is.",
        ),
        Field(name="note", kind=_TEXT, required=True, description="What is missing, and how we know of it."),
    ),
)

THREAD_RECORD = Record(
    make=Thread,
    fields=(
        Field(
            name="title",
            kind=_TEXT,
            required=True,
            example="New Orleans and § 1373, 2016 to 2017",
            description="What the dispute is about, in the archive's words.",
        ),
        Field(
            name="introduction",
            kind=ListOf(_TEXT, single=True),
            required=True,
            description="What a reader must know first; one text per paragraph, every claim with its owner.",
        ),
        Field(
            name="jurisdictions",
            kind=ListOf(JURISDICTION),
            example="[new-orleans-la]",
            description="Collect the statements about any of these places.",
        ),
        Field(
            name="statutes",
            kind=ListOf(CITATION),
            example="[8 U.S.C. § 1373]",
            description="Collect those that cite any of these statutes, or a part of one; with `jurisdictions`, both.",
        ),
        Field(name="from", attribute="begin", kind=DATE, example="2016", description="Collect none from before this."),
        Field(name="to", attribute="end", kind=DATE, example="2017", description="Collect none from after this."),
        Field(name="statements", kind=ListOf(STATEMENT), description="Further statements that belong to it."),
        Field(name="turns", kind=ListOf(TURN), description="The few turning points, for a short account."),
        Field(name="accounts", kind=ListOf(ACCOUNT), description="Differing accounts in the sources."),
        Field(name="missing", kind=ListOf(MISSING), description="Documents that the archive has no record of."),
    ),
)

DIFFERENCE = Record(
    make=Difference,
    fields=(
        Field(name="statement", kind=STATEMENT, required=True, description="The statement whose words they are."),
        Field(
            name="passage", kind=NUMBER, required=True, example="2", description="Which passage of its body, from 1."
        ),
        Field(name="was", kind=Text(marks=True), example="may", description="Words that the source had."),
        Field(name="now", kind=Text(marks=True), example="may not", description="Words that it now has instead."),
    ),
)

SIGHTING = Record(
    make=Sighting,
    fields=(
        Field(name="since", kind=DATE, required=True, example="2026-11-24", description="The first day of this state."),
        Field(name="state", kind=TermOf("watch"), required=True, example="intact", description="How it was found."),
        Field(name="url", kind=URL, example="https://...", description="Where the words have moved."),
        Field(name="sha256", kind=SUM, description="The SHA-256 of what the server sent that day."),
        Field(
            name="archived",
            kind=URL,
            example="https://web.archive.org/...",
            description="The copy that a web archive made then; written by `watch --save`.",
        ),
        Field(
            name="differences",
            kind=ListOf(DIFFERENCE),
            description="Which passages changed, and how; a passage without `was` and `now` is gone.",
        ),
    ),
)

WATCHED_RECORD = Record(
    make=Watched,
    fields=(
        Field(name="intact", kind=DATE, description="The last day on which every proved passage was found."),
        Field(
            name="sightings",
            kind=ListOf(SIGHTING),
            required=True,
            description="The states of the source: one entry each time it changed.",
        ),
    ),
)

UNWATCHED_RECORD = Record(
    make=Unwatched,
    fields=(
        Field(
            name="url",
            kind=URL,
            required=True,
            example="https://city.example/",
            description="The beginning of the addresses that `watch` must not visit.",
        ),
        Field(name="reason", kind=_TEXT, required=True, description="Why not."),
    ),
)

AUTHORITIES: Mapping[str, Record] = MappingProxyType(
    {
        "speakers": SPEAKER_RECORD,
        "jurisdictions": JURISDICTION_RECORD,
        "statutes": STATUTE_RECORD,
        "policies": POLICY_RECORD,
        "threads": THREAD_RECORD,
        "sources": CAPTURE_RECORD,
        "watched": WATCHED_RECORD,
        "unwatched": UNWATCHED_RECORD,
    }
)
"""The schema of the authority files, by folder."""


def json_schema(title: str, record: Record) -> Json:
    """Return the JSON Schema (2020-12) of one kind of record, for editors that check front matter."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **record.schema}
