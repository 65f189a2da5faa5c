"""Every export of every kind of record, compared field by field with the record.

``EXPORTS`` is the table: for each export, a function that reads it back and returns its content by field. The fields
are the same everywhere; a field that an export cannot carry is absent there, and no export may lack ``caveats``.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import duckdb
import feedparser
import icalendar
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from selectolax.lexbor import LexborHTMLParser

from archive.cite.kinds import refer
from archive.link.linking import Links
from archive.pages import social
from archive.record.caveats import caveats
from archive.record.model import Archive, Statement
from archive.record.vocabulary import label
from archive.site.site import Settings, Site
from building import ADDRESS, TOP

NAME = "Compliance Statement Archive"
TOY = sorted(path.stem for path in (TOP / "tests/toy/statements").glob("[0-9]*/*.md"))

Said = Mapping[str, Any]
Export = Callable[[Path, Statement, Links], Said | None]


def _page(site: Path, statement: Statement, folder: str = "statements") -> LexborHTMLParser:
    return LexborHTMLParser((site / folder / statement.id / "index.html").read_bytes())


def _plain(record: Mapping[str, Any]) -> Said:
    """Read a statement as in the JSON Lines and the API."""
    withdrawn, source = record["withdrawn"] or {}, record["source"]
    corrected = [part for each in record["corrections"] for part in (each["date"], each["note"])]
    return {
        "record": record["title"],
        "names": record["speaker_names"],
        "date": record["date"],
        "kind": record["kind"],
        "url": record["url"],
        "summary": record["summary"],
        "words": record["text"] or "",
        "source_title": source["title"] or "",
        "publisher": source["publisher"],
        "source": source["url"],
        "caveats": " ".join([record["caution"] or "", *withdrawn.values(), *corrected]),
    }


def _lines(site: Path, statement: Statement, links: Links) -> Said:
    lines = map(json.loads, (site / "data/statements.jsonl").read_text(encoding="utf-8").splitlines())
    return _plain(next(line for line in lines if line["id"] == statement.id))


def _api(site: Path, statement: Statement, links: Links) -> Said:
    return _plain(json.loads((site / f"api/v1/statements/{statement.id}.json").read_bytes()))


def _brief(site: Path, statement: Statement, links: Links) -> Said:
    year = json.loads((site / f"api/v1/years/{statement.date.year}.json").read_bytes())
    brief = next(each for each in year["statements"] if each["id"] == statement.id)
    told = " ".join(f"{each['heading']} {each['text']}" for each in brief["caveats"])
    return {
        "record": brief["title"],
        "date": brief["date"],
        "kind": brief["kind"],
        "url": brief["url"],
        "caveats": told,
    }


def _row(row: Mapping[str, Any], corrections: list[str]) -> Said:
    known = {key: str(value).removeprefix("'") if value is not None else "" for key, value in row.items()}
    return {
        "record": known["title"],
        "names": known["speakers"].split("; "),
        "date": known["date"],
        "kind": known["kind"],
        "url": known["url"],
        "summary": known["summary"],
        "words": known["text"],
        "source_title": known["source_title"],
        "publisher": known["source_publisher"],
        "source": known["source_url"],
        "caveats": " ".join([known["caution"], known["withdrawn_date"], known["withdrawn_reason"], *corrections]),
    }


def _csv(site: Path, statement: Statement, links: Links) -> Said:
    def rows(name: str) -> list[dict[str, str]]:
        with (site / f"data/csv/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    notes = [row["note"] for row in rows("corrections") if row["statement"] == statement.id]
    return _row(next(row for row in rows("statements") if row["id"] == statement.id), notes)


def _sqlite(site: Path, statement: Statement, links: Links) -> Said:
    with sqlite3.connect(site / "data/statements.sqlite") as database:
        database.row_factory = sqlite3.Row
        row = database.execute("SELECT * FROM statements WHERE id = ?", (statement.id,)).fetchone()
        notes = database.execute("SELECT note FROM corrections WHERE statement = ?", (statement.id,)).fetchall()
    return _row(dict(row), [note for (note,) in notes])


def _parquet(site: Path, statement: Statement, links: Links) -> Said:
    folder = site / "data/parquet"
    found = duckdb.sql(f"SELECT * FROM '{folder}/statements.parquet' WHERE id = '{statement.id}'")
    noted = duckdb.sql(f"SELECT note FROM '{folder}/corrections.parquet' WHERE statement = '{statement.id}'")
    assert found is not None
    assert noted is not None
    (row,) = found.fetchall()
    return _row(dict(zip(found.columns, row, strict=True)), [note for (note,) in noted.fetchall()])


def _bibtex(site: Path, statement: Statement, links: Links) -> Said:
    text = (site / "data/statements.bib").read_text(encoding="utf-8")
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    entry = library.entries_dict[statement.id]
    read = {key: str(field.value) for key, field in entry.fields_dict.items()}
    raw = str(parse_string(text).entries_dict[statement.id].fields_dict["author"].value)
    authors = [name.strip("{}") for name in re.split(r" and (?![^{}]*\})", raw)]
    parts = [
        read["year"],
        f"{_MONTHS.index(read['month']):02}" if "month" in read else "",
        read.get("day", "").zfill(2),
    ]
    return {
        "title": re.sub(r"[{}]", "", read["title"]),
        "authors": authors,
        "day": "-".join(part for part in parts if part.strip("0")),
        "genre": read["type"],
        "institution": read.get("institution", ""),
        "url": read["url"],
        "publisher_in": read["note"],
        "caveats": read["note"],
    }


_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _ris(site: Path, statement: Statement, links: Links) -> Said:
    entries = rispy.loads((site / "data/statements.ris").read_text(encoding="utf-8"))
    read = next(entry for entry in entries if entry["id"] == statement.id)
    return {
        "title": read["title"],
        "authors": [name.removesuffix(",").replace(" – ", ", ") for name in read["authors"]],
        "day": read["date"].strip("/").replace("/", "-"),
        "genre": read["custom3"] if "custom3" in read else read["type_of_work"],
        "institution": read.get("publisher", ""),
        "url": read["urls"][0],
        "publisher_in": " ".join(read["notes"]),
        "caveats": " ".join(read["notes"]),
    }


def _csl(site: Path, statement: Statement, links: Links) -> Said:
    items = json.loads((site / "data/statements.csl.json").read_bytes())
    read = next(item for item in items if item["id"] == statement.id)
    names = [each.get("literal") or f"{each['family']}, {each['given']}" for each in read["author"]]
    (parts,) = read["issued"]["date-parts"]
    return {
        "title": read["title"],
        "authors": names,
        "day": "-".join(f"{part:02}" for part in parts),
        "genre": read["genre"],
        "institution": read.get("publisher", ""),
        "url": read["URL"],
        "publisher_in": read["note"],
        "caveats": read["note"],
    }


def _cited(name: str) -> Export:
    """Read a citation copied from a statement's page, which loads those in a format."""

    def read(site: Path, statement: Statement, links: Links) -> Said:
        (section,) = _page(site, statement).css(f'.citations section[data-name="{name}"]')
        if "hidden" in section.attributes:
            file = site / f"search/references/{statement.date.year}.json.gz"
            text = str(json.loads(gzip.decompress(file.read_bytes()))["statements"][statement.id][name])
        else:
            text = section.text()
        text = unescape(text) if name == "wikitext" else text
        return {"within": text, "caveats": text}

    return read


def _tags(site: Path, statement: Statement, links: Links) -> Said:
    tags: dict[str, list[str]] = {}
    for node in _page(site, statement).css("head meta[name]"):
        tags.setdefault(str(node.attributes["name"]), []).append(node.attributes["content"] or "")
    authors = [name.removesuffix(",").replace(" – ", ", ") for name in tags["citation_author"]]
    assert tags["DC.creator"] == tags["citation_author"]
    assert tags["DC.title"] == tags["citation_title"]
    return {
        "title": tags["citation_title"][0],
        "authors": authors,
        "day": tags["DC.date"][0],
        "genre": tags["DC.type"][0],
        "institution": tags.get("citation_technical_report_institution", [""])[0],
        "publisher": tags["DC.publisher"][0],
        "url": tags["DC.identifier"][0],
        "summary_in": tags["citation_abstract"][0],
        "caveats": tags["DC.description"][0],
    }


def _graph(site: Path, one: Statement, links: Links) -> Said:
    (script,) = _page(site, one).css('script[type="application/ld+json"]')
    statement, record, _ = json.loads(script.text())["@graph"]
    assert statement["@type"] == ("Quotation" if one.held else "CreativeWork")
    assert ("text" in statement) == one.held
    assert record["author"]["name"] == NAME
    assert (statement.get("creativeWorkStatus") == "Withdrawn") == (one.withdrawn is not None)
    return {
        "title": statement["name"],
        "record": record["name"],
        "names": [who["name"] for who in statement["creator"]],
        "day": statement["dateCreated"],
        "genre": statement["genre"],
        "publisher": statement["isBasedOn"]["publisher"]["name"],
        "source": statement["isBasedOn"]["url"],
        "url": statement["url"],
        "summary": record["abstract"],
        "caveats": " ".join(f"{each['name']} {each['text']}" for each in statement.get("comment", ())),
    }


def _coins(site: Path, statement: Statement, links: Links) -> Said:
    page = LexborHTMLParser((site / "statements/index.html").read_bytes())
    objects = [parse_qs(span.attributes["title"] or "") for span in page.css("span.Z3988")]
    read = next(each for each in objects if each["rft_id"] == [f"{ADDRESS}statements/{statement.id}/"])
    return {
        "title": read["rft.btitle"][0],
        "day": read["rft.date"][0],
        "institution": read.get("rft.pub", [""])[0],
        "url": read["rft_id"][0],
        "caveats": read.get("rft.description", [""])[0],
    }


def _preview(site: Path, statement: Statement, links: Links) -> Said:
    tags = {
        node.attributes["property"]: node.attributes["content"] for node in _page(site, statement).css("meta[property]")
    }
    return {"record": tags["og:title"], "url": tags["og:url"], "warned": tags["og:description"] or ""}


def _feed(site: Path, statement: Statement, links: Links) -> Said:
    entries = feedparser.parse((site / "feed.xml").read_bytes()).entries
    entry = next(each for each in entries if each.link == f"{ADDRESS}statements/{statement.id}/")
    names = [author.name for author in entry.authors]
    return {
        "record": entry.title,
        "names": names,
        "url": entry.link,
        "summary_in": entry.summary,
        "caveats": entry.summary,
    }


def _calendar(site: Path, statement: Statement, links: Links) -> Said | None:
    for slug, sequence in links.threads.items():
        if statement in sequence:
            calendar = icalendar.Calendar.from_ical((site / f"threads/{slug}/events.ics").read_bytes())
            event = next(each for each in calendar.walk("VEVENT") if str(each["URL"]).endswith(f"/{statement.id}/"))
            said = str(event["DESCRIPTION"])
            return {"record": str(event["SUMMARY"]), "url": str(event["URL"]), "summary_in": said, "caveats": said}
    return None


def _card(site: Path, statement: Statement, links: Links) -> Said:
    page = _page(site, statement, "embed")
    assert page.body is not None
    return {"record": page.css("h1")[0].text(), "caveats": page.body.text()}


def _oembed(site: Path, statement: Statement, links: Links) -> Said:
    read = json.loads((site / f"embed/{statement.id}/oembed.json").read_bytes())
    told = " ".join(f"{each['heading']} {each['text']}" for each in read["caveats"])
    warned = [each for each in caveats(statement) if each.kind != "corrected"]
    assert all(each.heading in read["title"] and each.heading in unescape(read["html"]) for each in warned)
    return {"caveats": told}


def _picture(site: Path, statement: Statement, links: Links) -> Said | None:
    settings = Settings(site_name=NAME, site_url=ADDRESS)
    drawn = social.cards(Site(links=links, settings=settings)).get(f"cards/{statement.id}.png")
    return {"caveats": " ".join(drawn.caveats)} if drawn else None


def _copied(site: Path, statement: Statement, links: Links) -> Said | None:
    quotations = _page(site, statement).css("blockquote[data-attribution]")
    return {"caveats": quotations[0].attributes.get("data-caveats") or ""} if quotations else None


EXPORTS: Mapping[str, Export] = {
    "JSON Lines": _lines,
    "API": _api,
    "API, in a list": _brief,
    "CSV": _csv,
    "SQLite": _sqlite,
    "Parquet": _parquet,
    "BibTeX": _bibtex,
    "RIS": _ris,
    "CSL-JSON": _csl,
    **{name: _cited(name) for name in ("bluebook", "chicago", "apa", "mla", "bibtex", "ris", "csl", "wikitext")},
    "tags of a page": _tags,
    "JSON-LD": _graph,
    "COinS of a list": _coins,
    "preview": _preview,
    "feed": _feed,
    "calendar": _calendar,
    "card": _card,
    "oEmbed": _oembed,
    "picture": _picture,
    "copied quotation": _copied,
}


def _expected(archive: Archive, statement: Statement) -> Said:
    cited = refer(archive, statement, NAME, f"{ADDRESS}statements/{statement.id}/")
    own = statement.source.title
    return {
        "title": own or f"[{statement.title}]",
        "record": statement.title,
        "names": [archive.speakers[slug].name for slug in statement.speakers],
        "authors": [archive.speakers[slug].sort_name or archive.speakers[slug].name for slug in statement.speakers],
        "date": str(statement.date),
        "day": statement.date.stem,
        "kind": statement.kind,
        "genre": label("kind", statement.kind),
        "institution": cited.institution,
        "publisher": statement.source.publisher,
        "source": statement.source.url,
        "source_title": own,
        "url": f"{ADDRESS}statements/{statement.id}/",
        "summary": statement.summary,
        "words": statement.body,
    }


@pytest.mark.parametrize("identifier", TOY)
@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_says_what_the_record_says(
    export: str, identifier: str, addressed_site: Path, toy: Archive, toy_links: Links
) -> None:
    """Each field of each export matches the record, and no withdrawal, caution or correction is lost."""
    statement = toy.statements[identifier]
    said = EXPORTS[export](addressed_site, statement, toy_links)
    if said is None:
        return  # it has no words, or no thread, and so no such export
    expected = _expected(toy, statement)
    exact = {key: value for key, value in said.items() if key in expected}
    assert exact == {key: expected[key] for key in exact}
    if "within" in said:
        shown = expected["title"].strip("[]")
        assert all(part in _even(said["within"]) for part in (_even(shown), str(statement.date.year), statement.id))
        assert statement.source.publisher in said["within"]
    assert statement.source.publisher in said.get("publisher_in", statement.source.publisher)
    assert statement.summary in said.get("summary_in", statement.summary)
    for caveat in caveats(statement):
        if caveat.kind != "corrected" or "warned" not in said:
            assert _even(caveat.opening) in _even(said["caveats"] if "caveats" in said else said["warned"])


def _even(text: str) -> str:
    """Return a text without a notation's escapes, in one kind of quotation marks."""
    return re.sub(r"\\([&%$#_{}])", r"\1", text).replace("‘", "“").replace("’", "”")


def test_the_made_up_archive_has_every_kind_of_record(toy: Archive) -> None:
    """The records for the table cover everything that can go wrong."""
    records = toy.statements.values()
    bodies = {slug for slug, speaker in toy.speakers.items() if not speaker.is_person}
    assert any(record.withdrawn for record in records)
    assert any(len(record.corrections) > 1 for record in records)
    assert any(record.caution and record.held for record in records)
    assert any(not record.held for record in records)
    assert any(len(bodies & set(record.speakers)) > 1 for record in records)
    assert any(record.date.month and not record.date.day for record in records)
    assert any("," in toy.speakers[slug].name for record in records for slug in record.speakers)
    assert any(
        (record.source.title and not record.source.title.isascii()) or "&" in record.source.title for record in records
    )
