"""Published data opens in its readers' tools: every table and every schema, in two that share no code."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from archive.export.data.tables import TABLES
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD, json_schema
from tools import needs, node

NAMES = [table.name for table in TABLES]
DATES = [(table.name, column.name) for table in TABLES for column in table.columns if column.type == "date"]


@pytest.fixture(scope="module")
def folder(toy_site: Path) -> Path:
    """The folder ``data/`` of a built site."""
    return toy_site / "data"


@pytest.fixture(scope="module")
def read_by_node(folder: Path) -> Any:
    """Every table as JavaScript reads it: rows by format and name."""
    return node("tables.mjs", str(folder))


@needs("node")
@pytest.mark.parametrize("name", NAMES)
def test_javascript_reads_every_table_alike(read_by_node: Any, name: str) -> None:
    """SQLite, Parquet and CSV give a program in JavaScript the same rows, and the same columns."""
    rows = {format: tables[name] for format, tables in read_by_node.items()}
    plain = [{key: cell.removeprefix("'") for key, cell in row.items()} for row in rows["csv"]]
    flags = {"true": "1", "false": "0"}
    booleans = {c.name for table in TABLES if table.name == name for c in table.columns if c.type == "boolean"}
    told = [{key: flags[cell] if key in booleans else cell for key, cell in row.items()} for row in plain]
    assert rows["sqlite"] == rows["parquet"] == told


@needs("node")
def test_javascript_finds_every_table_and_no_other(read_by_node: Any) -> None:
    """Each format has exactly the described tables."""
    assert [sorted(tables) for tables in read_by_node.values()] == [sorted(NAMES)] * 3


@pytest.mark.filterwarnings("ignore")
def test_datasette_answers_on_every_table_row_and_facet(folder: Path) -> None:
    """With the published metadata Datasette shows each table, each of its facets, and one of its rows."""
    from datasette.app import Datasette

    async def walk() -> list[tuple[str, int]]:
        metadata = json.loads((folder / "metadata.json").read_bytes())
        served = Datasette([str(folder / "statements.sqlite")], metadata=metadata)
        await served.invoke_startup()

        async def ask(path: str) -> tuple[str, int]:
            return path, (await served.client.get(path)).status_code

        found = [await ask("/"), await ask("/statements")]
        for table in TABLES:
            found += [await ask(f"/statements/{table.name}{rest}") for rest in ("", ".json?_labels=on")]
            found += [await ask(f"/statements/{table.name}.json?_facet={column.name}") for column in table.columns]
            found += await _rows(served.client.get, table.name)
        return found

    with ThreadPoolExecutor(1) as apart:  # a browser's own loop runs in this thread once a test has opened one
        answers = apart.submit(lambda: asyncio.run(walk())).result()
    assert len(answers) > 100
    assert [answer for answer in answers if answer[1] != 200] == []


async def _rows(get: Callable[[str], Awaitable[Any]], name: str) -> list[tuple[str, int]]:
    """Follow the link to the first row of a table, which has the tables that refer to it."""
    rows = (await get(f"/statements/{name}.json?_shape=objects&_size=1&_nosuggest=1")).json()
    keys = rows["primary_keys"]
    if not rows["rows"] or not keys:
        return []
    from datasette.utils import tilde_encode

    path = ",".join(tilde_encode(str(rows["rows"][0][key])) for key in keys)
    return [(path, (await get(f"/statements/{name}/{path}")).status_code)]


@pytest.mark.parametrize(("table", "column"), DATES)
def test_days_are_days(folder: Path, table: str, column: str) -> None:
    """A column of days has the date type in Parquet, and every cell is the same day in CSV."""
    path = folder / f"parquet/{table}.parquet"
    found = duckdb.sql(f'SELECT typeof("{column}"), CAST("{column}" AS VARCHAR) FROM \'{path}\'')
    assert found is not None
    cells = found.fetchall()
    assert {kind for kind, _ in cells} <= {"DATE"}
    with (folder / f"csv/{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[column] for row in csv.DictReader(file)] == [day or "" for _, day in cells]


def _schemas(site: Path) -> dict[str, Any]:
    """Return every schema that the project publishes or offers to editors, with files that are valid under it."""
    lines = [json.loads(one) for one in (site / "data/statements.jsonl").read_text(encoding="utf-8").splitlines()]
    openapi = json.loads((site / "api/v1/openapi.json").read_bytes())
    given: dict[str, Any] = {
        "statement.schema.json": {
            "schema": json.loads((site / "data/statement.schema.json").read_bytes()),
            "samples": lines,
        },
        "a statement's front matter": {"schema": json_schema("Statement", STATEMENT_RECORD), "samples": []},
    }
    for name, record in AUTHORITIES.items():
        given[f"a file of {name}"] = {"schema": json_schema(name, record), "samples": []}
    for path, described in openapi["paths"].items():
        schema = described["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].removeprefix("#")
        files = sorted((site / "api/v1").glob(path.removeprefix("/").replace("{id}", "*")))
        assert files, path
        samples = [json.loads(file.read_bytes()) for file in files]
        given[path] = {"schema": schema, "within": openapi, "samples": samples}
    return given


@needs("node")
def test_ajv_compiles_every_schema(toy_site: Path) -> None:
    """A JavaScript validator compiles each schema, and finds each published file valid under its own."""
    assert node("schemas.mjs", given=_schemas(toy_site)) == []


@needs("node")
def test_ajv_would_find_a_fault() -> None:
    """The check detects a schema that does not compile, and a file that is not valid."""
    bad = {"pattern": {"schema": {"type": "string", "pattern": '[\\"]'}, "samples": []}}
    wrong = {"sample": {"schema": {"type": "string"}, "samples": [1]}}
    assert [one.partition(":")[0] for one in node("schemas.mjs", given=bad | wrong)] == ["pattern", "sample"]


def test_jsonschema_compiles_every_schema(toy_site: Path) -> None:
    """So does a second validator, which shares no code with the first."""
    for given in _schemas(toy_site).values():
        within = Resource.from_contents(given.get("within", {}), DRAFT202012)
        schema = given["schema"] if "within" not in given else {"$ref": f"https://within.example/#{given['schema']}"}
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(
            schema, registry=Registry().with_resource("https://within.example/", within)
        )
        for sample in given["samples"]:
            validator.validate(sample)
