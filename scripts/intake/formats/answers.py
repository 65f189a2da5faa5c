"""Saved responses from public APIs, each in its documented format. Nothing here contacts a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from archive.record.written_dates import from_seconds
from intake.candidate import Candidate, InputError, Row, row
from intake.formats.json_file import document, items, text
from intake.formats.mapping import Mapping as Columns
from intake.paragraphs import of_html, of_text


def justice(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read press releases of the Justice Department (justice.gov/developer/api-documentation/api_v1)."""
    for place, item in _results(data, "results"):
        try:
            date = from_seconds(text(item, "date"))
        except ValueError:
            date = text(item, "date")  # left open, with the reason, when the draft is made
        number = text(item, "number")
        yield row(
            Candidate(
                place=place,
                title=text(item, "title"),
                date=date,
                url=text(item, "url"),
                publisher="U.S. Department of Justice",
                speakers=tuple(text(part, "name") for part in items(item, "component")),
                kind="press-release",
                copy="document",
                seen="whole" if text(item, "body") else "",
                identifiers=(("release", number),) if number else (),
                paragraphs=of_html(text(item, "body")),
            )
        )


def federal_register(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read documents from the Federal Register (federalregister.gov/developers/documentation/api/v1)."""
    for place, item in _results(data, "results"):
        agencies = items(item, "agencies")
        number = text(item, "document_number")
        order = text(item, "presidential_document_type") == "executive_order"
        yield row(
            Candidate(
                place=place,
                title=text(item, "title"),
                date=text(item, "publication_date"),
                url=text(item, "html_url"),
                publisher="Federal Register",
                speakers=tuple(filter(None, (text(agency, "name") for agency in agencies[-1:]))),
                kind="executive-order" if order else "",
                copy="republished",
                identifiers=(("document", f"FR Doc. {number}"),) if number else (),
                paragraphs=of_text(text(item, "abstract")),
            )
        )


def govinfo(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read packages from a govinfo collection, or results of a govinfo search (api.govinfo.gov/docs)."""
    content = document(data)
    for place, item in _rows(content, "packages" if isinstance(content, dict) and "packages" in content else "results"):
        package, granule = text(item, "packageId"), text(item, "granuleId")
        path = "/".join(quote(part, safe="") for part in (package, granule) if part)
        yield row(
            Candidate(
                place=place,
                title=text(item, "title"),
                date=text(item, "dateIssued"),
                url=f"https://www.govinfo.gov/app/details/{path}" if package else "",
                publisher="U.S. Government Publishing Office",
                speakers=tuple(filter(None, map(text, items(item, "governmentAuthor")[-1:]))),
                identifiers=(("document", granule or package),) if package else (),
            )
        )


def courtlistener(data: bytes, mapping: Columns) -> Iterator[Row]:
    """Read opinions as CourtListener's search returns them (courtlistener.com/help/api/rest/search)."""
    for place, item in _results(data, "results"):
        path = text(item, "absolute_url")
        docket = text(item, "docketNumber")
        reporters = [text(each) for each in items(item, "citation")]
        yield row(
            Candidate(
                place=place,
                title=text(item, "caseName"),
                date=text(item, "dateFiled"),
                url=f"https://www.courtlistener.com{path}" if path.startswith("/") else "",
                publisher="CourtListener",
                speakers=tuple(filter(None, (text(item, "court"),))),
                kind="court-ruling",
                copy="republished",
                identifiers=(
                    *((("docket", docket),) if docket else ()),
                    *(("reporter", each) for each in reporters if each),
                ),
            )
        )


def _has(key: str) -> Callable[[Any], bool]:
    def is_so(content: Any) -> bool:
        first = next(iter(items(content, "results")), None)
        return isinstance(first, dict) and key in first

    return is_so


RECOGNIZED: Mapping[str, Callable[[Any], bool]] = {
    "justice": _has("component"),
    "federal-register": _has("document_number"),
    "courtlistener": _has("caseName"),
    "govinfo": lambda content: isinstance(content, dict) and ("packages" in content or _has("packageId")(content)),
}
"""By each format, whether JSON is of it."""


def _results(data: bytes, key: str) -> Iterator[tuple[str, Any]]:
    return _rows(document(data), key)


def _rows(content: Any, key: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise InputError(f"A response must be an object with a list `{key}`.")
    return ((f"item {number}", item) for number, item in enumerate(content[key], start=1))
