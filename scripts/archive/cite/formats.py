"""The citation formats for programs.

All describe a report by an institution, like the page's own metadata, so that importing from the page and loading the
file give the same result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from archive.cite.reference import Author, Reference
from archive.record.dates import Date

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
}
_TEX_MARKS = re.compile(r"[\\~^&%$#_{}]|(?<=(['`-]))\1")
"""What TeX treats specially: single characters, and the second of two that form a ligature."""
_BIB_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"}
_WIKI_MARKS = re.compile(r"[|\[\]{}<>]|''+|~{3,}")
_URL_MARKS = re.compile(r"[|\[\]{}<>' ~]")


def bibtex(reference: Reference) -> str:
    """Return a BibTeX entry; braces keep the capitals of the title, and the date keeps its precision."""
    authors = " and ".join(_bib_name(author) for author in reference.authors)
    fields = {
        "author": authors,
        "title": f"{{{_tex(reference.shown)}}}",
        "institution": _tex(reference.institution),
        "type": _tex(reference.genre),
        "number": _tex(_number(reference)),
        "year": str(reference.date.year),
        "month": _BIB_MONTHS[reference.date.month],
        "day": str(reference.date.day or ""),
        "url": reference.url,
        "note": _tex(note(reference)),
        "langid": "english" if reference.lang.partition("-")[0] == "en" else "",
    }
    lines = "".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value
    )
    return f"@techreport{{{reference.id},\n{lines}}}\n"


def ris(reference: Reference) -> str:
    """Return a RIS record."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _ris(reference))


def csl(reference: Reference) -> dict[str, Any]:
    """Return a CSL item."""
    fields = {
        "id": reference.id,
        "type": "report",
        "author": [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.name}
            for author in reference.authors
        ],
        "title": reference.shown,
        "genre": reference.genre,
        "number": _number(reference),
        "issued": _csl_date(reference.date),
        "publisher": reference.institution,
        "archive": reference.archive,
        "URL": reference.url,
        "language": reference.lang,
        "note": note(reference),
    }
    return {name: value for name, value in fields.items() if value}


def csl_json(reference: Reference) -> str:
    """Return a CSL-JSON file with one item, one field per line."""
    lines = ",\n".join(f'  "{name}": {_JSON(value)}' for name, value in csl(reference).items())
    return f"[{{\n{lines}\n}}]\n"


def wikitext(reference: Reference) -> str:
    """Return a footnote for Wikipedia, with its template for reports and the source of the words."""
    fields = [
        *_wiki_names(reference.authors),
        ("title", _wiki(reference.shown)),
        ("type", _wiki(reference.genre)),
        ("number", _wiki(_number(reference))),
        ("date", _wiki_date(reference.date)),
        ("publisher", _wiki(reference.institution)),
        ("via", _wiki(reference.archive)),
        ("url", _wiki_url(reference.url)),
    ]
    inner = " ".join(f"|{name}={value}" for name, value in fields if value)
    address = _wiki_url(reference.source.archived or reference.source.url)
    warned = "".join(f" {_wiki(caveat.brief)}" for caveat in reference.caveats)
    return f"<ref>{{{{Cite report {inner}}}}} Source: [{address} {_wiki(reference.source.publisher)}].{warned}</ref>"


def note(reference: Reference) -> str:
    """Return what the formats have no field for: caveats, the source of the words, and doubts about the date."""
    source = reference.source
    copy = f" (archived at {source.archived})" if source.archived else ""
    title = "" if reference.is_devised else f"“{reference.title}”, "
    seen = f", looked at {source.accessed.display}" if source.accessed else ""
    record = " The title is the archive’s." if reference.is_devised else f" There: “{reference.record}”."
    sentences = [
        *(caveat.whole for caveat in reference.caveats),
        f"Source: {title}{source.publisher}, {source.url}{copy}{seen}.",
        *(f"{act}." for act in reference.acts),
        *([f"The date is {reference.date.qualified}."] if reference.date.mark else []),
        f"In: {reference.archive}.{record}",
    ]
    return " ".join(sentences)


def _csl_date(date: Date) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part]
    return {"date-parts": [parts], **({"circa": True} if date.mark else {})}


def _ris(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", reference.id
    for author in reference.authors:
        yield "AU", author.delimited
    yield "TI", reference.shown
    yield "M3", reference.genre
    if reference.numbers:
        yield "SN", _number(reference)
    yield "PY", str(reference.date.year)
    yield (
        "DA",
        "/".join(
            f"{part:02}" if part else "" for part in (reference.date.year, reference.date.month, reference.date.day)
        )
        + "/",
    )
    if reference.institution:
        yield "PB", reference.institution
    yield "DB", reference.archive
    yield "LA", reference.lang
    yield "UR", reference.url
    yield "N1", note(reference)
    yield "ER", ""


def _number(reference: Reference) -> str:
    return ", ".join(reference.numbers)


def _tex(text: str) -> str:
    return _TEX_MARKS.sub(lambda match: _TEX.get(match[0]) or f"{{}}{match[0]}", text)


def _bib_name(author: Author) -> str:
    """Return a name that BibTeX parses correctly: an organization is one word in braces."""
    if author.given:
        return f"{_tex(author.family)}, {_tex(author.given)}"
    return f"{{{_tex(author.name)}}}"


def _wiki_names(authors: tuple[Author, ...]) -> Iterator[tuple[str, str]]:
    for number, author in enumerate(authors, 1):
        if author.given:
            yield f"last{number}", _wiki(author.family)
            yield f"first{number}", _wiki(author.given)
        else:
            yield f"author{number}", _wiki(author.name)


def _wiki_date(date: Date) -> str:
    """Return a date for the template, which supports only approximate dates."""
    words = Date(date.year, date.month, date.day).display
    return f"c. {words}" if date.mark else words


def _wiki(text: str) -> str:
    return _WIKI_MARKS.sub(lambda match: _WIKI.get(match[0]) or f"<nowiki>{match[0]}</nowiki>", text)


def _wiki_url(url: str) -> str:
    return _URL_MARKS.sub(lambda match: f"%{ord(match[0]):02X}", url)
