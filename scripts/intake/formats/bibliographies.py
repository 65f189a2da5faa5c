"""Bibliographies: CSL-JSON, and RIS and BibTeX through rispy and bibtexparser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from intake.candidate import Candidate, InputError, Refusal, Row, row
from intake.formats.json_file import document, items, text
from intake.formats.mapping import Mapping as Columns
from intake.paragraphs import of_text

_KINDS = {"press-release": "press-release", "legal_case": "court-ruling", "personal_communication": "letter"}
"""The types of CSL that say what a document is, and the record's term."""


def csl_json(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read CSL-JSON (citation-style-language/schema), a list of items."""
    content = document(data)
    if not isinstance(content, list):
        raise InputError("CSL-JSON must be a list of items.")
    for number, item in enumerate(content, start=1):
        yield row(
            Candidate(
                place=f"item {number}",
                title=text(item, "title"),
                date=_csl_date(item),
                url=text(item, "URL"),
                publisher=text(item, "publisher") or text(item, "container-title"),
                speakers=tuple(filter(None, map(_csl_name, items(item, "author")))),
                kind=_KINDS.get(text(item, "type"), ""),
                identifiers=(("document", text(item, "number")),) if text(item, "number") else (),
                paragraphs=of_text(text(item, "abstract")),
            )
        )


def _csl_date(item: Any) -> str:
    issued = item.get("issued") if isinstance(item, dict) else None
    parts = [text(issued, "date-parts", 0, index) for index in range(3)]
    written = "-".join(part.zfill(2) for part in parts if part)
    return written or text(issued, "raw") or text(issued, "literal")


def _csl_name(name: Any) -> str:
    given, family = text(name, "given"), text(name, "family")
    return text(name, "literal") or " ".join(filter(None, (given, family)))


def ris(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read RIS, in UTF-8."""
    written = _decoded(data)
    try:
        entries = rispy.loads(written, skip_unknown_tags=True)
    except Exception as error:
        raise InputError(f"The file must be RIS: {type(error).__name__}.") from None
    if not entries and written.strip():
        raise InputError("The file must be RIS, with entries that begin with TY.")
    for number, entry in enumerate(entries, start=1):
        yield row(_of_ris(entry, f"entry {number}"))


def _of_ris(entry: Mapping[str, Any], place: str) -> Candidate:
    urls = entry.get("urls") or []
    return Candidate(
        place=place,
        title=text(entry, "title") or text(entry, "primary_title"),
        date=text(entry, "date") or text(entry, "year") or text(entry, "publication_year"),
        url=text(urls, 0) if isinstance(urls, list) else text(urls),
        publisher=text(entry, "publisher") or text(entry, "secondary_title"),
        speakers=tuple(filter(None, map(text, items(entry, "authors") or items(entry, "first_authors")))),
        identifiers=(("document", text(entry, "number")),) if text(entry, "number") else (),
        paragraphs=of_text(text(entry, "abstract") or text(entry, "notes_abstract")),
    )


def bibtex(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read BibTeX, in UTF-8; LaTeX's letter commands are decoded."""
    written = _decoded(data)
    try:
        library = parse_string(written, append_middleware=[LatexDecodingMiddleware()])
        entries = [
            (block.key, {field.key.lower(): str(field.value) for field in block.fields}) for block in library.entries
        ]
        failed = [block.start_line for block in library.failed_blocks]
    except Exception as error:
        raise InputError(f"The file must be BibTeX: {type(error).__name__}.") from None
    for line in failed:
        yield Refusal(place=f"line {(line or 0) + 1}", sentence="An entry must be BibTeX, with its own key.")
    for key, fields in entries:
        yield row(_of_bibtex(fields, f"entry {key}"))


def _of_bibtex(fields: Mapping[str, str], place: str) -> Candidate:
    date = fields.get("date") or " ".join(filter(None, (fields.get("month", ""), fields.get("year", ""))))
    return Candidate(
        place=place,
        title=fields.get("title", ""),
        date=date,
        url=fields.get("url", ""),
        publisher=next((fields[key] for key in ("publisher", "institution", "organization") if key in fields), ""),
        speakers=tuple(filter(None, fields.get("author", "").split(" and "))),
        identifiers=(("document", fields["number"]),) if fields.get("number") else (),
        paragraphs=of_text(fields.get("abstract", "")),
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"A bibliography must be UTF-8; byte {error.start + 1} is not.") from None
