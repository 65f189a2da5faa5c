"""Every format of the open data holds the same content, and the programs it is meant for can read it."""

from __future__ import annotations

import asyncio
import csv
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive import outputs
from archive.export import data
from archive.export.data import csv_file
from archive.export.data.published import statement_schema
from archive.export.data.table import Column
from archive.export.data.tables import TABLES
from archive.link.linking import Links
from archive.site.site import Settings, Site
from building import TOP

HOME = "https://toy.example/archive/"
SAMPLE = "2017-03-08-sample-says-exampleton-complies"
NAMES = [table.name for table in TABLES]


def _files(links: Links, site_url: str = HOME) -> dict[str, bytes]:
    site = Site(links=links, settings=Settings(site_name="Toy Archive", site_url=site_url))
    made = {path: output.make() for path, output in outputs.every(site, {}).items() if path.startswith(data.FOLDER)}
    files = {path: file for path, file in made.items() if isinstance(file, bytes)}
    assert len(files) == len(made)
    return files


@pytest.fixture(scope="module")
def folder(toy_links: Links, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``data/`` of the made-up archive."""
    top = tmp_path_factory.mktemp("data")
    for path, content in _files(toy_links).items():
        file = top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return top / "data"


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"csv/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _ask(query: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(query)
    assert found is not None
    return found


def test_lines_are_statements(folder: Path, toy_links: Links) -> None:
    """Each line of the JSON Lines is a statement, in chronological order, valid under the published schema."""
    validator = jsonschema.Draft202012Validator(json.loads((folder / "statement.schema.json").read_bytes()))
    lines = [json.loads(line) for line in (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [statement.id for statement in toy_links.statements]
    for line in lines:
        validator.validate(line)


def test_the_schema_lets_keys_and_terms_be_added(folder: Path) -> None:
    """Every field has a description; a new key, term or minor version does not break a validating reader."""
    schema = statement_schema()
    site_line = json.loads((folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(site_line) == set(schema["properties"])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert all(field["description"] for field in schema["properties"].values())
    for value in (site_line, {**site_line, "kind": "a-kind-of-later", "a_key_of_later": 1, "schema_version": "1.7"}):
        jsonschema.Draft202012Validator(schema).validate(value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**site_line, "schema_version": "2.0"})
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**site_line, "held": "yes"})


def test_words_are_exactly_those_of_the_record(folder: Path, toy_links: Links) -> None:
    """Every format has a statement's words as they are in its file, or none if they are not held."""
    held = {statement.id: statement.body or None for statement in toy_links.statements}
    lines = map(json.loads, (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines())
    assert {line["id"]: line["text"] for line in lines} == held
    with sqlite3.connect(folder / "statements.sqlite") as database:
        assert dict(database.execute("SELECT id, text FROM statements")) == held
    parquet = folder / "parquet/statements.parquet"
    assert dict(_ask(f"SELECT id, text FROM '{parquet}'").fetchall()) == held
    assert {row["id"]: row["text"].removeprefix("'") or None for row in _read(folder, "statements")} == held


@pytest.mark.parametrize("name", NAMES)
def test_all_formats_hold_the_same_rows(folder: Path, name: str) -> None:
    """A table has the same columns, row count and keys in CSV, Parquet and SQLite."""
    table = next(table for table in TABLES if table.name == name)
    columns = [column.name for column in table.columns]
    rows = _read(folder, name)
    keys = sorted(tuple(row[key] for key in table.key) for row in rows)
    parquet = _ask(f"SELECT * FROM '{folder}/parquet/{name}.parquet'")
    assert parquet.columns == columns
    chosen = ", ".join(f'CAST("{key}" AS VARCHAR)' for key in table.key)
    assert sorted(_ask(f"SELECT {chosen} FROM '{folder}/parquet/{name}.parquet'").fetchall()) == keys
    with sqlite3.connect(folder / "statements.sqlite") as database:
        cursor = database.execute(f'SELECT * FROM "{name}"')
        assert [column[0] for column in cursor.description] == columns
        assert len(cursor.fetchall()) == len(rows)


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_no_fault(folder: Path) -> None:
    """Frictionless validates the package: every type, required cell, primary and foreign key."""
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    assert [resource.name for resource in package.resources if resource.schema.foreign_keys]
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(package.resources)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("offices", "city-of-exampleton", "city-of-nowhere", "foreign-key"),
        ("statements", '"2017-03-01","2017-03-01",2017', '"2017-03-01","early",2017', "type-error"),
        ("corrections", "9 March", "8 March", "hash-count"),
    ],
)
def test_frictionless_finds_a_fault_that_is_there(
    folder: Path, tmp_path: Path, table: str, old: str, new: str, error: str
) -> None:
    """A dangling reference, an impossible day and a changed byte fail the same check."""
    copied = shutil.copytree(folder, tmp_path / "data")
    file = copied / f"csv/{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    from frictionless import Package

    found = Package(str(copied / "datapackage.json")).validate().flatten(["type"])
    assert [error] in found


def test_sums_are_those_of_the_files(folder: Path) -> None:
    """SHA256SUMS names every other file with its checksum, and the descriptions have the same checksums."""
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())
    croissant = json.loads((folder / "croissant.json").read_bytes())
    assert all(sums[file["name"]] == file["sha256"] for file in croissant["distribution"])


def test_same_record_same_bytes(toy_links: Links) -> None:
    """The same record makes the same files, byte for byte."""
    assert _files(toy_links) == _files(toy_links)


def test_database_is_whole(folder: Path) -> None:
    """SQLite finds the file sound, and each foreign key points to a row."""
    with sqlite3.connect(folder / "statements.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(database.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%REFERENCES%'").fetchall()) > 5


def test_database_searches_the_words(folder: Path) -> None:
    """A phrase is found in the statement that has it, and not where only the archive's summary has it."""
    query = (
        "SELECT statements.id FROM statements_fts JOIN statements ON statements.rowid = statements_fts.rowid"
        " WHERE statements_fts MATCH ?"
    )
    with sqlite3.connect(folder / "statements.sqlite") as database:
        assert database.execute(query, ('text : "in full compliance with"',)).fetchall() == [(SAMPLE,)]
        assert database.execute(query, ('text : "a phrase that nobody said"',)).fetchall() == []


@pytest.mark.filterwarnings("ignore")
def test_datasette_opens_it_as_it_is(folder: Path) -> None:
    """Datasette serves the file with its metadata: descriptions, facets, and a working search box."""
    from datasette.app import Datasette

    async def ask() -> tuple[Any, Any]:
        metadata = json.loads((folder / "metadata.json").read_bytes())
        served = Datasette([str(folder / "statements.sqlite")], metadata=metadata)
        await served.invoke_startup()
        found = await served.client.get("/statements/statements.json?_search=compliance&_shape=array")
        page = await served.client.get("/statements/statements")
        return found.json(), page.text

    with ThreadPoolExecutor(1) as apart:  # a browser's own loop runs in this thread once a test has opened one
        found, page = apart.submit(lambda: asyncio.run(ask())).result()
    assert SAMPLE in [row["id"] for row in found]
    assert 'name="_search"' in page
    assert "One row for each statement" in page


def test_pandas_reads_the_dates(folder: Path) -> None:
    """The first and last day of every date are days to pandas, within the date's year."""
    import pandas

    frame = pandas.read_csv(folder / "csv/statements.csv", parse_dates=["date_earliest", "date_latest"])
    assert frame.date_earliest.dt.year.tolist() == frame.date_latest.dt.year.tolist() == frame.year.tolist()


def test_duckdb_reads_the_lines(folder: Path) -> None:
    """DuckDB loads the JSON Lines as a table, with a row for each statement."""
    (count,) = _ask(f"SELECT count(*) FROM read_json('{folder}/statements.jsonl')").fetchall()
    assert count == (len(_read(folder, "statements")),)


def test_croissant_is_linked_data(folder: Path) -> None:
    """A JSON-LD processor reads the Croissant description: a data set, its files, and fields that name a file."""
    written = json.loads((folder / "croissant.json").read_bytes())
    from pyld import jsonld

    (dataset,) = jsonld.expand(written)
    mlc = "http://mlcommons.org/croissant/"
    assert dataset["@type"] == ["https://schema.org/Dataset"]
    assert {kind for file in dataset["https://schema.org/distribution"] for kind in file["@type"]} == {
        f"{mlc}FileObject"
    }
    files = {file["@id"] for file in written["distribution"]}
    fields = {field["@id"]: field for records in written["recordSet"] for field in records["field"]}
    for field in fields.values():
        assert field["source"]["fileObject"]["@id"] in files
        referred = field.get("references", {}).get("field", {}).get("@id", next(iter(fields)))
        assert referred in fields
        assert "references" not in field or referred.split("/")[0] != field["@id"].split("/")[0]


def test_croissant_finds_its_files_without_an_address(toy_links: Links) -> None:
    """If the site does not know its address, the files are named relative to the description."""
    files = _files(toy_links, site_url="")
    written = json.loads(files["data/croissant.json"])
    assert all(f"data/{file['contentUrl']}" in files for file in written["distribution"])


def test_citation_file_has_what_the_format_asks_for(folder: Path) -> None:
    """CITATION.cff is YAML with the keys that the format requires, and has no date that the record does not know."""
    cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cff)
    assert cff["url"] == HOME
    assert "date-released" not in cff


CELL = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=20))


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_no_cell_is_a_formula(rows: list[tuple[Any, Any]]) -> None:
    """Whatever a record says, no text cell starts like a formula, and a CSV reader gets back every cell."""
    columns = [Column(name="a", description=""), Column(name="b", description="")]
    text = csv_file.written(columns, rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b"]
    for cells, row in zip(read[1:], rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                assert cell[:1] not in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") or not cell
                assert value in (cell, cell.removeprefix("'"))
            else:
                assert cell == ("" if value is None else str(value).lower())


CASES: list[tuple[str, str]] = json.loads((TOP / "tests/vectors/csv.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(("text", "cell"), CASES)
def test_formulas_are_guarded(text: str, cell: str) -> None:
    """A text that a spreadsheet would execute is preceded by an apostrophe, and every text is quoted."""
    written = csv_file.written([Column(name="a", description="")], [(text,)]).decode("utf-8-sig")
    assert written == f'"a"\r\n{cell}\r\n'


def test_what_holds_the_whole_is_compressed(folder: Path) -> None:
    """Each file of the whole archive also comes compressed, and unpacks to the same bytes."""
    for name in ("statements.jsonl", "statements.sqlite", "records.jsonl"):
        assert gzip.decompress((folder / f"{name}.gz").read_bytes()) == (folder / name).read_bytes()


def test_a_large_record_is_published_compressed_alone(toy_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a stated size the whole archive comes only compressed; the tables and descriptions are unchanged."""
    small = set(_files(toy_links))
    monkeypatch.setattr(data, "_SMALL", 1_000)
    wholes = {f"data/{name}" for name in ("statements.jsonl", "statements.sqlite", "records.jsonl")}
    assert set(_files(toy_links)) == small - wholes
