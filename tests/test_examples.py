"""The examples on the page about the data work as they are.

Each is taken from the built page and run by its program, in a folder with the data files. There is one placeholder:
``SITE`` is the address at which the test serves the site.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links
from archive.pages import open_data
from archive.site.site import Settings, Site
from bench.serving import served
from building import tree
from tools import needs

PREFIX = "/some/prefix/"
PATIENCE = 60.0
"""Seconds until a program counts as hanging."""

_DUCKDB = "import duckdb, json, sys; print(json.dumps(duckdb.sql(sys.stdin.read()).fetchall(), default=str))"
_SQLITE = (
    "import json, sqlite3, sys; database = sqlite3.connect('file:statements.sqlite?mode=ro', uri=True);"
    " print(json.dumps(database.execute(sys.stdin.read()).fetchall()))"
)
PROGRAMS = {
    "sh": ("sh", "-eu"),
    "python": (sys.executable, "-"),
    "r": ("Rscript", "-"),
    "sql": (sys.executable, "-c", _DUCKDB),
    "sqlite": (sys.executable, "-c", _SQLITE),
}
"""What runs an example of a language, which it gets on its standard input; rows of a query come out as JSON."""

Example = tuple[str, str]
"""A language and a text in it."""


@pytest.fixture(scope="module")
def examples(site: Path) -> Mapping[str, Example]:
    """Every example on the page by the name before it: the bold one, or that of its section."""
    page = LexborHTMLParser((site / "data/index.html").read_bytes())
    name, found = "", {}
    for node in page.css("article h2, article p > strong:first-child, article pre > code"):
        if node.tag != "code":
            name = node.text().strip(" :,")
        else:
            language = (node.attributes["class"] or "").removeprefix("language-")
            assert name not in found
            found[name] = language, node.text()
    return found


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """A folder with the data files, as a reader would have it."""
    copied = shutil.copytree(site / "data", tmp_path / "data")
    (copied / "index.html").unlink()
    return copied


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Return the site's address as the page asks for it: without the trailing slash."""
    with served(site, PREFIX) as host:
        yield host.address.rstrip("/")


def environ(folder: Path, address: str = "") -> Mapping[str, str]:
    """Return the environment of an example: no settings of this machine, and the tests' own programs first."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "NO_PROXY": "*", "SITE": address}


def run(example: Example, folder: Path, address: str = "") -> str:
    """Run an example in a folder and return its output; it must succeed."""
    language, text = example
    command = PROGRAMS[language]
    done = subprocess.run(
        command, input=text, env=environ(folder, address), cwd=folder, capture_output=True, encoding="utf-8",
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Read a table."""
    with (folder / f"csv/{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_example_has_its_test(examples: Mapping[str, Example]) -> None:
    """The page has these examples and no others: a new example needs a new test."""
    assert list(examples) == ["Examples", "curl", "pandas", "DuckDB", "SQLite", "Datasette", "R", "API"]


@pytest.mark.parametrize("site_url", ["", "https://toy.example/some/o'clock/"])
def test_the_address_to_put_into_the_shell(toy_links: Links, site_url: str, tmp_path: Path) -> None:
    """A site that knows its address puts it into the examples, quoted for a shell; another says what to put there."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url=site_url))
    filled = LexborHTMLParser(str(open_data.slots(site)["data-address"]("../")))
    (code,) = filled.css("pre > code")
    said = run(("sh", f'{code.text()}printf %s "$SITE/"'), tmp_path)
    assert said == (site_url or "https://example.org/archive/")
    assert bool(filled.css("p")) == (not site_url)


@needs("curl")
def test_curl_takes_everything(examples: Mapping[str, Example], site: Path, address: str, tmp_path: Path) -> None:
    """The curl example makes a folder with every data file, byte for byte, and finds no wrong checksum."""
    assert run(examples["curl"], tmp_path, address) == ""
    assert tree(tmp_path) == {name: content for name, content in tree(site / "data").items() if name != "index.html"}


@needs("curl")
def test_curl_asks_the_api(examples: Mapping[str, Example], site: Path, address: str, tmp_path: Path) -> None:
    """The API examples return what is at their addresses; the test inserts a place from its archive."""
    language, text = examples["API"]
    (named,) = re.findall(r"/jurisdictions/(.*?)\.json", text)
    answers = run((language, text.replace(named, "exampleton")), tmp_path, address).splitlines()
    index, place = (json.loads(answer) for answer in answers)
    assert index["statements"] == len(rows(site / "data", "statements"))
    assert place["id"] == "exampleton"
    assert place["statements"]


def test_pandas_counts(examples: Mapping[str, Example], folder: Path) -> None:
    """The pandas example counts the statements of each kind, and the stances of each side."""
    said = run(examples["pandas"], folder)
    kinds = Counter(row["kind"] for row in rows(folder, "statements"))
    assert len(kinds) > 5
    for kind, count in kinds.items():
        assert re.search(rf"^{kind} +{count}$", said, re.MULTILINE)
    claims = Counter((row["side"], row["stance"]) for row in rows(folder, "positions"))
    assert re.search(
        rf"^jurisdiction +asserts-compliance +{claims['jurisdiction', 'asserts-compliance']}$", said, re.MULTILINE
    )


def test_duckdb_joins(examples: Mapping[str, Example], folder: Path) -> None:
    """The DuckDB example lists each position of an authority with its statement's title, earliest first."""
    found = json.loads(run(examples["DuckDB"], folder))
    titles = {row["id"]: row["title"] for row in rows(folder, "statements")}
    expected = [row for row in rows(folder, "positions") if row["side"] == "authority"]
    assert Counter((stance, place, title) for _, stance, place, title in found) == Counter(
        (row["stance"], row["jurisdiction"], titles[row["statement"]]) for row in expected
    )
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert found


def test_sqlite_finds_the_phrase(examples: Mapping[str, Example], folder: Path) -> None:
    """The SQLite example finds the phrase with the words around it, wherever a text has it."""
    found = json.loads(run(examples["SQLite"], folder))
    having = [row["date"] for row in rows(folder, "statements") if "full compliance" in row["text"].lower()]
    assert [date for date, _, _ in found] == having != []
    assert all("[full compliance]" in words for _, _, words in found)


def test_datasette_shows_the_database(examples: Mapping[str, Example], folder: Path) -> None:
    """The Datasette example serves the database with its descriptions; the test adds a free port."""
    language, text = examples["Datasette"]
    assert language == "sh"
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [*PROGRAMS["sh"], "-c", f"exec {text.strip()} --port {port}"]
    with subprocess.Popen(
        command, env=environ(folder), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as (served_there):
        try:
            page = ask(f"http://127.0.0.1:{port}/statements/statements?_search=compliance")
        finally:
            served_there.terminate()
            said = served_there.communicate(timeout=PATIENCE)[1].decode()
    assert "One row for each statement" in page, said
    assert 'name="_search"' in page


def ask(address: str) -> str:
    """Send requests until something answers; raises URLError if nothing does."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with build_opener(ProxyHandler({})).open(address, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@needs("Rscript")
def test_r_counts(examples: Mapping[str, Example], folder: Path) -> None:
    """The R example, run by R itself, counts the stances of each side."""
    head, *lines = (line.split() for line in run(examples["R"], folder).splitlines() if line.strip())
    counted: dict[tuple[str, str], Any] = {
        (side, stance): int(count)
        for stance, *counts in lines
        for side, count in zip(head, counts, strict=True)
        if count != "0"
    }
    assert counted == Counter((row["side"], row["stance"]) for row in rows(folder, "positions"))


def test_what_r_reads_is_there(examples: Mapping[str, Example], folder: Path) -> None:
    """Even without R installed, the file that the R example names exists, with the columns that it names."""
    language, text = examples["R"]
    assert language == "r"
    (file,) = re.findall(r'read\.csv\("(.*?)"', text)
    columns = set(re.findall(r"\$(\w+)", text))
    (header,) = csv.reader([(folder / file).read_text(encoding="utf-8-sig").partition("\n")[0]])
    assert columns <= set(header)
    assert columns
