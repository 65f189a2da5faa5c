"""The views that other sites may show in a frame, without scripts, and their tables."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import framed
from archive.record.caveats import caveats
from archive.record.model import Archive
from archive.site.site import Settings, Site

GOLDEN = Path(__file__).parent / "framed"
SETTINGS = Settings(site_name="Toy Archive", site_url="https://example.org/toy/")
THREAD = "embed/threads/exampleton-and-1234/"
CLAIM = "2017-03-08-sample-says-exampleton-complies"
CASES = {"thread": THREAD, "facing": f"embed/facing/{CLAIM}/"}
"""What each view shows, with its place."""
ISO = re.compile(r"[12]\d{3}(-\d{2}(-\d{2})?)?")


def _made(links: Links) -> Mapping[str, bytes]:
    return {output.path: output.make() for output in framed.outputs(Site(links=links, settings=SETTINGS))}


@pytest.fixture(scope="module")
def made(toy_links: Links) -> Mapping[str, bytes]:
    """Every view of the made-up archive, with its tables."""
    return _made(toy_links)


@pytest.mark.parametrize("case", CASES)
def test_a_view(case: str, made: Mapping[str, bytes], pytestconfig: pytest.Config) -> None:
    """A view of each kind is, letter for letter, the one that a person approved."""
    written = made[f"{CASES[case]}index.html"].decode()
    golden = GOLDEN / f"{case}.html"
    if pytestconfig.getoption("--write-golden"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8")


def test_every_page_with_a_picture_has_a_view(toy: Archive, toy_links: Links, made: Mapping[str, bytes]) -> None:
    """The timeline, the positions, their changes, the map, each thread, and each place can be embedded."""
    pages = {
        "timeline/",
        "positions/",
        "positions/changes/",
        "positions/map/",
        *(f"threads/{slug}/" for slug in toy.threads),
    }
    pages |= {f"jurisdictions/{slug}/" for slug, found in toy_links.jurisdictions.items() if found}
    views = {path.removesuffix("index.html").removeprefix("embed/") for path in made if path.endswith(".html")}
    assert {view for view in views if not view.startswith("facing/")} == pages


def test_an_archive_without_statements_has_no_view(toy: Archive) -> None:
    """An empty archive has nothing to embed."""
    assert _made(link(dataclasses.replace(toy, statements={}, threads={}))) == {}


def test_a_view_is_complete_without_scripts(toy_links: Links, made: Mapping[str, bytes]) -> None:
    """A thread's view lists each of its statements once, with a link out of the frame, and links back."""
    page = LexborHTMLParser(made[f"{THREAD}index.html"])
    listed = [link.attributes["href"] for link in page.css(".as-list .row > div > a")]
    sequence = toy_links.threads["exampleton-and-1234"]
    assert listed == [f"../../../statements/{statement.id}/" for statement in sequence]
    base, back = page.css_first("base"), page.css_first("[data-back]")
    assert base is not None
    assert back is not None
    assert base.attributes["target"] == "_top"
    assert back.attributes["href"] == "../../../threads/exampleton-and-1234/"


def test_cautions_go_with_a_view(toy_links: Links, made: Mapping[str, bytes]) -> None:
    """A statement's cautions are shown in each view that lists it."""
    for slug, sequence in toy_links.threads.items():
        text = LexborHTMLParser(made[f"embed/threads/{slug}/index.html"]).css_first("body").text()  # type: ignore[union-attr]
        for statement in sequence:
            for caveat in caveats(statement):
                assert f"{caveat.heading}: {caveat.opening}" in text


def test_a_table_has_a_row_for_each_statement(toy_links: Links, made: Mapping[str, bytes]) -> None:
    """Each view has a table, with ISO dates no more precise than is known, and permalinks."""
    for slug, sequence in toy_links.threads.items():
        text = made[f"embed/threads/{slug}/statements.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["date"] for row in rows] == [statement.date.stem for statement in sequence]
        assert all(ISO.fullmatch(row["date"]) for row in rows)
        assert all(row["permalink"] == f"https://example.org/toy/statements/{row['id']}/" for row in rows)
        flagged = {row["id"] for row in rows if row["flags"]}
        assert flagged == {statement.id for statement in sequence if caveats(statement)}


def test_a_table_has_no_formula(toy: Archive) -> None:
    """A title that a spreadsheet would execute is escaped, as in every other table."""
    hostile = {
        identifier: dataclasses.replace(one, title='=HYPERLINK("x")') for identifier, one in toy.statements.items()
    }
    table = _made(link(dataclasses.replace(toy, statements=hostile)))[f"{THREAD}statements.csv"].decode("utf-8-sig")
    titles = {row["title"] for row in csv.DictReader(io.StringIO(table))}
    assert titles == {'\'=HYPERLINK("x")'}


def test_a_long_list_is_cut_and_no_caution_is_left_uncounted(toy_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there are more statements than a view lists, it says so, and counts the cautions of all of them."""
    sequence = toy_links.threads["exampleton-and-1234"]
    warned = sum(bool(caveats(statement)) for statement in sequence)
    monkeypatch.setattr(framed, "_LISTED", 1)
    page = LexborHTMLParser(_made(toy_links)[f"{THREAD}index.html"])
    listed, count, rest = page.css_first(".as-list"), page.css_first("[data-count]"), page.css_first("[data-rest]")
    assert listed is not None
    assert count is not None
    assert rest is not None
    assert len(page.css(".as-list .row")) == 1
    assert f"The list: {len(sequence)} statements, the first 1 of them here" in " ".join(listed.text().split())
    assert count.text() == f"{warned} statements"
    assert rest.attributes["data-rest"] == str(warned - 1)
