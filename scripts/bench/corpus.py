"""Turn press releases into an archive's folder: the records, and the authority files that the rules require."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from archive.read import files
from archive.record import law
from archive.record.model import Archive, Statute
from archive.record.nodes import Mapping as Front
from archive.record.nodes import Origin
from archive.record.spelling import spelling
from bench.releases import Release, slug
from bench.writing import front_matter, put, yaml_text

_COUNTRY = "us"
_CONGRESS = "us-congress"
_PIN = re.compile(r"(?:, § [^,]+|\([0-9A-Za-z]+\))$")
_ORIGIN = Origin(path="", front=Front(pairs=(), line=1, column=1))
_NO_STATUTES = Archive(statements={}, speakers={}, jurisdictions={}, statutes={})

Record = dict[str, Any]
"""A record as it goes into YAML."""


def write(found: Iterable[Release], root: Path) -> None:
    """Write an archive of the releases into the folder ``root``, as ``statements/``.

    The same releases give the same bytes.
    """
    found = tuple(found)
    top = root / files.FOLDER
    cited = _citations(found)
    sections = _sections(citation for canonical in cited.values() for citation in canonical)
    for release in found:
        fields = _statement(release, cited.get(release.id, ()))
        put(top / release.date[:4] / f"{release.id}.md", front_matter(fields) + f"\n{release.body}\n")
    for folder, records in {
        "statutes": {_statute_slug(section): _statute(section, parts) for section, parts in sections.items()},
        "jurisdictions": _jurisdictions(found),
        "speakers": _speakers(found),
    }.items():
        for name, record in records.items():
            put(top / folder / f"{name}.yml", yaml_text(record))


def _citations(found: tuple[Release, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the citations of each release that cites a law, by the release's id.

    Two passes: a bare section has a meaning only once the laws in the record are known, and those are the laws that are
    cited in full.
    """
    full = {release.id: cited for release in found if (cited := law.find(release.body, _NO_STATUTES, frozenset()))}
    sections = _sections(citation.canonical for cited in full.values() for citation in cited)
    statutes = (
        Statute(slug=_statute_slug(section), citation=section, subsections=parts, origin=_ORIGIN)
        for section, parts in sections.items()
    )
    laws = {statute.slug: statute for statute in statutes}
    archive = Archive(statements={}, speakers={}, jurisdictions={}, statutes=laws)
    return {
        release.id: tuple(dict.fromkeys(citation.canonical for citation in law.find_in(release.body, (), archive)))
        for release in found
        if release.id in full
    }


def _sections(citations: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return each section cited, with its cited subsections; if a section is spelled two ways, the first counts."""
    spelled: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = {}
    for citation in citations:
        written = _section(citation)
        section = spelled.setdefault(spelling(written), written)
        own = parts.setdefault(section, {})
        if citation != written:
            own.setdefault(spelling(citation), section + citation[len(written) :])
    return {section: tuple(sorted(parts[section].values())) for section in sorted(parts)}


def _section(citation: str) -> str:
    while (shorter := _PIN.sub("", citation)) != citation:
        citation = shorter
    return citation


def _statute_slug(citation: str) -> str:
    return slug(re.sub(r"(?<!\d)\.|\.(?!\d)|[§,'’]", "", citation))


def _statement(release: Release, cited: tuple[str, ...]) -> Record:
    return {
        "title": release.title,
        "date": release.date,
        "speaker": slug(release.speaker),
        "capacity": release.office,
        "jurisdiction": release.state or _COUNTRY,
        "kind": "press-release",
        **({"statutes": list(cited)} if cited else {}),
        "summary": release.summary,
        "added": "2026-11-24",
        "source": {"publisher": release.speaker, "url": release.url, "copy": "document", "seen": "whole"},
    }


def _statute(citation: str, parts: tuple[str, ...]) -> Record:
    return {"citation": citation, **({"subsections": list(parts)} if parts else {})}


def _jurisdictions(found: tuple[Release, ...]) -> Mapping[str, Record]:
    states = sorted({release.state for release in found} - {"", _COUNTRY})
    records: dict[str, Record] = {_COUNTRY: {"name": "United States", "level": "federal"}}
    return records | {state: {"name": state.upper(), "level": "state", "parent": _COUNTRY} for state in states}


def _speakers(found: tuple[Release, ...]) -> Mapping[str, Record]:
    people: dict[str, Record] = {}
    for release in found:
        person = people.setdefault(slug(release.speaker), {"name": release.speaker, "type": "person", "offices": []})
        area = {"area": release.state} if release.state not in ("", _COUNTRY) else {}
        office = {"title": release.office, "organization": _CONGRESS, **area}
        if office not in person["offices"]:
            person["offices"].append(office)
    congress = {
        "name": "United States Congress",
        "type": "organization",
        "classification": "legislature",
        "jurisdiction": _COUNTRY,
    }
    return people | {_CONGRESS: congress}
