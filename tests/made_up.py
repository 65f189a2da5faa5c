"""Generate made-up archives: any number of disputes, and the statements written by hand for tests.

In each dispute a department asks a city for proof that it keeps a law, the mayor answers, the attorney general of the
state contradicts, the department finds fault, a court rules, and the department finds none. Names are words without a
meaning; the places, the offices and the laws are nowhere.
"""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from archive.link.linking import Links, link
from archive.read import files
from archive.record.dates import Date
from archive.record.model import Archive, Statement
from bench.generate import Draw, word
from bench.writing import front_matter, put, yaml_text

FEW, MANY = 16, 200
"""Numbers of disputes: some hundred statements, as many as one list shows; and 1,200, whose lists are cut by year."""

_HAND = ("toy", "speeches")
"""The folders of the statements written by hand."""
_FIRST, _LAST = datetime.date(1991, 2, 3), datetime.date(2019, 10, 13)
"""The days on which the first and the last dispute begin."""
_STATES, _CITIES = 6, 4
_LAWS = tuple(f"99 U.S.C. § {1000 + number}" for number in range(4))
_PARTS = ("(a)", "(b)", "(b)(1)")
_DEPARTMENT, _COURT, _JUDGE = "department-of-disputes", "court-of-disputes", "judge-of-disputes"
_MANUAL, _INTERVIEW = 25, 3
"""In this many disputes, one begins with a manual of an unknown month, and one has an interview of an unknown day."""

Record = dict[str, Any]
"""A record as it goes into YAML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A city and its state."""

    city: str
    state: str

    @property
    def slug(self) -> str:
        return self.city.lower()

    @property
    def above(self) -> str:
        return self.state.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """The events of each dispute. Its texts have placeholders for the city, the state and the law."""

    after: int
    """Days after the department's request."""
    speaker: str
    kind: str
    title: str
    stance: str
    words: str = ""
    """The quotation that the stance rests on; empty if no text is held."""
    relation: tuple[str, str] | None = None
    """What it is to the statement of another kind in the same dispute."""


_STEPS = (
    _Step(
        after=-400,
        speaker="city-of-{place.slug}",
        kind="policy",
        title="A manual of {place.city} on {law}",
        stance="sets-policy",
    ),
    _Step(
        after=0,
        speaker=_DEPARTMENT,
        kind="letter",
        title="The Department asks {place.city} for proof of compliance with {law}",
        stance="demands-proof",
        relation=("quotes", "policy"),
    ),
    _Step(
        after=14,
        speaker="mayor-of-{place.slug}",
        kind="press-statement",
        title="The mayor says that {place.city} complies with {law}",
        stance="asserts-compliance",
        words="{place.city} is in compliance with {law}",
        relation=("responds-to", "letter"),
    ),
    _Step(
        after=35,
        speaker="attorney-general-of-{place.above}",
        kind="interview",
        title="The attorney general says that {place.city} violates {law}",
        stance="alleges-violation",
        relation=("contradicts", "press-statement"),
    ),
    _Step(
        after=90,
        speaker=_DEPARTMENT,
        kind="memorandum",
        title="The Department doubts the compliance of {place.city} with {law}",
        stance="finds-possible-violation",
        words="{place.city} may not comply with {law}",
        relation=("responds-to", "press-statement"),
    ),
    _Step(
        after=150,
        speaker=_JUDGE,
        kind="court-ruling",
        title="The court rules for {place.city} on {law}",
        stance="rules-for-jurisdiction",
    ),
    _Step(
        after=270,
        speaker=_DEPARTMENT,
        kind="testimony",
        title="The Department finds that {place.city} complies with {law}",
        stance="finds-compliance",
        words="nothing speaks against the compliance of {place.city} with {law}",
        relation=("supersedes", "memorandum"),
    ),
)
_PLACES = tuple(
    _Place(city=word(700 + 31 * number).title(), state=word(500 + 17 * (number // _CITIES)).title())
    for number in range(_STATES * _CITIES)
)


def write(root: Path, *, disputes: int, by_hand: bool = False) -> None:
    """Write an archive into the folder ``root``, as ``statements/``; the bytes are always the same.

    ``by_hand`` adds the toy archive's statements, unsealed, and the speeches, whose words and relations tests may name.
    """
    top = root / files.FOLDER
    draw = Draw(Random(1373))
    for number in range(disputes):
        begins = _FIRST + (_LAST - _FIRST) * number // disputes
        for identifier, text in _dispute(draw, number, begins):
            put(top / identifier[:4] / f"{identifier}.md", text)
    for folder, records in {
        "jurisdictions": _jurisdictions(),
        "speakers": _speakers(),
        "statutes": ((f"99-usc-{1000 + number}", _statute(law)) for number, law in enumerate(_LAWS)),
        "threads": ((f"{one.slug}-and-its-laws", _thread(one)) for one in _PLACES[:1]),
    }.items():
        for name, record in records:
            put(top / folder / f"{name}.yml", yaml_text(record))
    for name in _HAND if by_hand else ():
        unsealed = shutil.ignore_patterns(Path(files.SEALS).name)
        shutil.copytree(Path(__file__).parent / name / files.FOLDER, top, dirs_exist_ok=True, ignore=unsealed)


def copies(original: Archive, count: int) -> Links:
    """Make an archive only in memory: copies of an archive's statements over twenty years, without relations."""
    originals = tuple(original.statements.values())
    made: dict[str, Statement] = {}
    for number in range(count):
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=number * 7919 % 7300)
        date = Date(day.year, day.month, day.day if number % 9 else 0)  # some are dated to their month only
        id = f"{date}-{number}"
        made[id] = dataclasses.replace(originals[number % len(originals)], id=id, date=date, relations={}, aliases=())
    return link(dataclasses.replace(original, statements=made, threads={}))


def _dispute(draw: Draw, number: int, begins: datetime.date) -> Iterator[tuple[str, str]]:
    """Yield the ids and texts of a dispute's statements."""
    place = _PLACES[number % len(_PLACES)]
    law = _LAWS[number // len(_PLACES) % len(_LAWS)]
    ids: dict[str, str] = {}
    for step in _STEPS:
        if step.kind == "policy" and number % _MANUAL:
            continue
        day = (begins + datetime.timedelta(days=step.after)).isoformat()
        precision = {"policy": 4, "interview": 10 if number % _INTERVIEW else 7}.get(step.kind, 10)
        identifier = ids[step.kind] = f"{day[:precision]}-{place.slug}-{step.kind}-{number}"
        words = step.words.format(place=place, law=law)
        position = {"jurisdiction": place.slug, "statute": law, "stance": step.stance}
        record = {
            "title": f"{step.title.format(place=place, law=law)}: {draw.word()} {draw.word()}",
            "date": day[:precision] + ("~" if step.kind == "policy" else ""),
            "speaker": step.speaker.format(place=place),
            "jurisdiction": place.slug,
            "kind": step.kind,
            "statutes": [law, law + _PARTS[number % len(_PARTS)]] if words else [law],
            "added": "2026-11-24",
            "summary": f"Belongs to dispute {number}, on {draw.word()} and {draw.word()}.",
            "source": {
                "publisher": "Daily",
                "url": f"https://example.org/{identifier}",
                "copy": "report",
                "seen": "quotations",
            },
            "positions": [position | ({"quote": words} if words else {})],
            "relations": _relations(step, ids),
        }
        body = f"\n{words}: {_sentence(draw)}\n\n{_sentence(draw)}\n" if words else ""
        yield identifier, front_matter({key: value for key, value in record.items() if value}) + body


def _relations(step: _Step, ids: Mapping[str, str]) -> Record:
    relation, kind = step.relation or ("", "")
    return {relation: [ids[kind]]} if kind in ids else {}


def _sentence(draw: Draw) -> str:
    return f"{' '.join(draw.word() for _ in range(12 + draw.below(24)))}."


def _jurisdictions() -> Iterator[tuple[str, Record]]:
    yield "us", {"name": "United States", "level": "federal"}
    for place in _PLACES:
        yield place.above, {"name": place.state, "level": "state", "parent": "us"}
        yield place.slug, {"name": f"{place.city}, {place.state}", "level": "city", "parent": place.above}


def _speakers() -> Iterator[tuple[str, Record]]:
    yield _DEPARTMENT, _organization("Department of Disputes", "executive", "us")
    yield _COURT, _organization("Court of Disputes", "court", "us")
    yield _JUDGE, _person(1, "Judge", _COURT)
    for number, place in enumerate(_PLACES):
        city, lawyers = f"city-of-{place.slug}", f"law-department-of-{place.above}"
        yield city, _organization(f"City of {place.city}", "executive", place.slug)
        yield f"mayor-of-{place.slug}", _person(20 + number, "Mayor", city)
        yield lawyers, _organization(f"Law Department of {place.state}", "executive", place.above)
        yield f"attorney-general-of-{place.above}", _person(90 + number // _CITIES, "Attorney General", lawyers)


def _organization(name: str, classification: str, jurisdiction: str) -> Record:
    return {"name": name, "type": "organization", "classification": classification, "jurisdiction": jurisdiction}


def _person(number: int, title: str, organization: str) -> Record:
    given, family = word(3_000 + 41 * number).title(), word(9_000 + 53 * number).title()
    office = {"title": title, "organization": organization}
    return {"name": f"{given} {family}", "sort_name": f"{family}, {given}", "type": "person", "offices": [office]}


def _statute(law: str) -> Record:
    return {"citation": law, "subsections": [law + part for part in _PARTS], "enforced_by": [_DEPARTMENT]}


def _thread(place: _Place) -> Record:
    return {
        "title": f"{place.city} and its laws",
        "introduction": [f"The Department of Disputes asked {place.city} for proof again and again."],
        "jurisdictions": [place.slug],
        "statutes": list(_LAWS),
        "from": "1991",
        "to": "2021",
    }
