"""The formats of document lists, one small importer each: bytes come in, rows go out.

An importer trusts no byte: an unreadable file raises ``InputError``, and an unreadable row is a ``Refusal``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from intake.candidate import InputError, Row
from intake.formats import answers, bibliographies, feeds, tables
from intake.formats.json_file import document
from intake.formats.mapping import Mapping as Columns


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its description and its reader."""

    name: str
    title: str
    read: Callable[[bytes, Columns], Iterator[Row]]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("csv", "table with a line of headings", tables.csv_file),
        Format("jsonl", "JSON Lines", tables.json_lines),
        Format("csl-json", "CSL-JSON", bibliographies.csl_json),
        Format("ris", "RIS", bibliographies.ris),
        Format("bibtex", "BibTeX", bibliographies.bibtex),
        Format("feed", "RSS or Atom", feeds.feed),
        Format("sitemap", "sitemap", feeds.sitemap),
        Format("justice", "press releases of the Justice Department", answers.justice),
        Format("federal-register", "documents of the Federal Register", answers.federal_register),
        Format("govinfo", "packages or search results of govinfo", answers.govinfo),
        Format("courtlistener", "search results of CourtListener", answers.courtlistener),
    )
}
"""All formats of a single file; a folder of Markdown is read by ``markdown_folder``."""

_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ris": "ris",
    ".bib": "bibtex",
    ".rss": "feed",
    ".atom": "feed",
}


def recognized(name: str, data: bytes) -> Format:
    """Identify a file's format by its extension and content; raises InputError if neither tells."""
    lower = name.lower()
    for ending, known in _ENDINGS.items():
        if lower.endswith(ending):
            return FORMATS[known]
    if lower.endswith(".xml"):
        return FORMATS["sitemap" if feeds.is_sitemap(data) else "feed"]
    if lower.endswith(".json"):
        content = document(data)
        if isinstance(content, list):
            return FORMATS["csl-json"]
        for known, is_so in answers.RECOGNIZED.items():
            if is_so(content):
                return FORMATS[known]
    raise InputError(f"{name} must be of a known format; name it with --as, one of {', '.join(FORMATS)}.")
