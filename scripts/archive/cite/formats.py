"""The formats: the same facts in the notation that a program reads.

All describe a report of an institution, as the page's own metadata do, so that a program which imports it from the
page and one that loads the file end up with the same.
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
"""What means something to TeX: single characters, and the second of two that it would draw together."""
_BIB_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"}
_WIKI_MARKS = re.compile(r"[|\[\]{}<>]|''+|~{3,}")
_URL_MARKS = re.compile(r"[|\[\]{}<>' ~]")


def bibtex(one: Reference) -> str:
    """Give a BibTeX entry; braces keep the capitals of the title, and the year stands at its true precision."""
    authors = " and ".join(_bib_name(author) for author in one.authors)
    fields = {
        "author": authors,
        "title": f"{{{_tex(one.shown)}}}",
        "institution": _tex(one.institution),
        "type": _tex(one.genre),
        "number": _tex(_number(one)),
        "year": str(one.date.year),
        "month": _BIB_MONTHS[one.date.month],
        "day": str(one.date.day or ""),
        "url": one.url,
        "note": _tex(note(one)),
        "langid": "english" if one.lang.partition("-")[0] == "en" else "",
    }
    lines = "".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value
    )
    return f"@techreport{{{one.id},\n{lines}}}\n"


def ris(one: Reference) -> str:
    """Give a RIS record."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _ris(one))


def csl(one: Reference) -> dict[str, Any]:
    """Give a CSL item."""
    fields = {
        "id": one.id,
        "type": "report",
        "author": [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.name}
            for author in one.authors
        ],
        "title": one.shown,
        "genre": one.genre,
        "number": _number(one),
        "issued": _csl_date(one.date),
        "publisher": one.institution,
        "archive": one.archive,
        "URL": one.url,
        "language": one.lang,
        "note": note(one),
    }
    return {name: value for name, value in fields.items() if value}


def csl_json(one: Reference) -> str:
    """Give a CSL-JSON file with one item, a line for each of its fields."""
    lines = ",\n".join(f'  "{name}": {_JSON(value)}' for name, value in csl(one).items())
    return f"[{{\n{lines}\n}}]\n"


def wikitext(one: Reference) -> str:
    """Give a footnote for Wikipedia, by its template for reports; the words' source follows it."""
    fields = [
        *_wiki_names(one.authors),
        ("title", _wiki(one.shown)),
        ("type", _wiki(one.genre)),
        ("number", _wiki(_number(one))),
        ("date", _wiki_date(one.date)),
        ("publisher", _wiki(one.institution)),
        ("via", _wiki(one.archive)),
        ("url", _wiki_url(one.url)),
    ]
    inner = " ".join(f"|{name}={value}" for name, value in fields if value)
    address = _wiki_url(one.source.archived or one.source.url)
    warned = "".join(f" {_wiki(caveat.brief)}" for caveat in one.caveats)
    return f"<ref>{{{{Cite report {inner}}}}} Source: [{address} {_wiki(one.source.publisher)}].{warned}</ref>"


def note(one: Reference) -> str:
    """Return what a format has no field for: the caveats, where the words came from, and doubts about the date."""
    source = one.source
    copy = f" (archived at {source.archived})" if source.archived else ""
    title = "" if one.is_devised else f"“{one.title}”, "
    seen = f", looked at {source.accessed.display}" if source.accessed else ""
    record = " The title is the archive’s." if one.is_devised else f" There: “{one.record}”."
    sentences = [
        *(caveat.whole for caveat in one.caveats),
        f"Source: {title}{source.publisher}, {source.url}{copy}{seen}.",
        *(f"{act}." for act in one.acts),
        *([f"The date is {one.date.qualified}."] if one.date.mark else []),
        f"In: {one.archive}.{record}",
    ]
    return " ".join(sentences)


def _csl_date(date: Date) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part]
    return {"date-parts": [parts], **({"circa": True} if date.mark else {})}


def _ris(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", one.id
    for author in one.authors:
        yield "AU", author.delimited
    yield "TI", one.shown
    yield "M3", one.genre
    if one.numbers:
        yield "SN", _number(one)
    yield "PY", str(one.date.year)
    yield "DA", "/".join(f"{part:02}" if part else "" for part in (one.date.year, one.date.month, one.date.day)) + "/"
    if one.institution:
        yield "PB", one.institution
    yield "DB", one.archive
    yield "LA", one.lang
    yield "UR", one.url
    yield "N1", note(one)
    yield "ER", ""


def _number(one: Reference) -> str:
    return ", ".join(one.numbers)


def _tex(text: str) -> str:
    return _TEX_MARKS.sub(lambda match: _TEX.get(match[0]) or f"{{}}{match[0]}", text)


def _bib_name(author: Author) -> str:
    """Give a name that no reader takes apart wrongly: an organization is one word in braces."""
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
    """Give a date as the template takes it: of the doubts it knows only an approximate one."""
    words = Date(date.year, date.month, date.day).display
    return f"c. {words}" if date.mark else words


def _wiki(text: str) -> str:
    return _WIKI_MARKS.sub(lambda match: _WIKI.get(match[0]) or f"<nowiki>{match[0]}</nowiki>", text)


def _wiki_url(url: str) -> str:
    return _URL_MARKS.sub(lambda match: f"%{ord(match[0]):02X}", url)
