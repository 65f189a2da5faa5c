"""The command ``serve``, started as a person starts it: it says where it serves, reports, and goes on serving."""

from __future__ import annotations

import json
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import commands
from building import TOP

MAYOR = "2017-03-08-sample-says-exampleton-complies"
PATIENCE = 60.0
"""Seconds after which what was not said never will be."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A running command, and the lines that it has printed."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str]

    def awaited(self, words: str) -> str:
        """Return everything printed up to a line that has some words."""
        told = ""
        deadline = time.monotonic() + PATIENCE
        while words not in told.rpartition("\n")[2]:
            try:
                told += "\n" + self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"never said {words!r}, but:{told}") from None
        return told

    @property
    def address(self) -> str:
        """Where it says that it serves."""
        found = re.search(r"Serving (http://\S+/) ", self.awaited("Serving "))
        assert found
        return found[1]


def _put(output: Iterable[str], lines: queue.Queue[str]) -> None:
    for line in output:
        lines.put(line.rstrip())


@contextmanager
def _serving(root: Path, site: Path, *words: str) -> Iterator[Serving]:
    command = [sys.executable, str(TOP / "scripts" / "manage.py"), "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--root", str(root), "--site-dir", str(site), *words],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=_put, args=(process.stdout, lines))
    reader.start()
    try:
        yield Serving(process, lines)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        process.stdout.close()


@pytest.fixture
def copy(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the made-up archive that a test may change."""
    shutil.copytree(toy_root, tmp_path / "archive")
    return tmp_path / "archive"


def _got(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.read()


def _page(address: str) -> str:
    return _got(f"{address}statements/{MAYOR}/").decode()


def _change(copy: Path, old: str, new: str) -> None:
    record = copy / "statements" / "2017" / f"{MAYOR}.md"
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")


def test_it_says_where_it_serves_and_stops_clean(copy: Path, tmp_path: Path) -> None:
    """It prints its address, builds the site where it was told, and leaves nothing else behind when it is stopped."""
    site = tmp_path / "elsewhere"
    with _serving(copy, site) as serving:
        address = serving.address
        assert "Sample says that Exampleton complies" in _page(address)
        serving.awaited("Search is up to date")
        assert (site / "index.html").is_file()
        assert b"pagefind" in _got(f"{address}pagefind/pagefind.js")
    assert serving.process.returncode == commands.FINE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "elsewhere"]


def test_a_mistake_is_reported_and_the_last_good_site_stays(copy: Path, tmp_path: Path) -> None:
    """What is saved with a mistake is reported as ``check`` reports it; the page stays until it is mended."""
    with _serving(copy, tmp_path / "site") as serving:
        address = serving.address
        _change(copy, "title:", "titel:")
        told = serving.awaited("The site stays as it was")
        assert f"statements/2017/{MAYOR}.md:2:1: unknown-key:" in told or "missing-key:" in told
        assert "errors, 0 warnings" in told or "error, 0 warnings" in told
        assert "Sample says that Exampleton complies" in _page(address)
        _change(copy, "titel:", "title: Mended,")
        serving.awaited("Updated in")
        assert "Mended, " in _page(address)


def test_a_warning_is_reported_and_served(copy: Path, tmp_path: Path) -> None:
    """A record with a mere warning is served, and the warning is printed."""
    with (copy / "statements" / "2017" / f"{MAYOR}.md").open("a", encoding="utf-8") as file:
        file.write("\nThis is <b>bold</b>.\n")
    with _serving(copy, tmp_path / "site") as serving:
        told = serving.awaited("Serving ")
        assert "body-markup: warning:" in told
        assert "0 errors, 1 warning" in told


def test_a_record_that_is_wrong_from_the_start(copy: Path, tmp_path: Path) -> None:
    """It reports, serves nothing but a sentence, and serves the site as soon as the record is mended."""
    _change(copy, "title:", "titel:")
    with _serving(copy, tmp_path / "site") as serving:
        told = serving.awaited("Serving ")
        found = re.search(r"Serving (http://\S+/) ", told)
        assert found
        assert "unknown-key" in told
        assert "nothing to show yet" in _page(found[1])
        _change(copy, "titel:", "title:")
        serving.awaited("Updated in")
        assert "Sample says that Exampleton complies" in _page(found[1])


def test_the_day_can_be_given(copy: Path, tmp_path: Path) -> None:
    """``--today`` holds for every build: on an early day the record lies in the future."""
    with _serving(copy, tmp_path / "site", "--today", "2001-01-01") as serving:
        assert "future-date" in serving.awaited("Serving ")


def test_a_port_in_use_is_one_sentence(copy: Path, tmp_path: Path) -> None:
    """A port that another program has is named, with a hint, and without a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _serving(copy, tmp_path / "site", "--port", str(port)) as serving:
            told = serving.awaited("hint: serve --port")
            assert f"Port {port} of 127.0.0.1 is in use by another program." in told
            assert serving.process.wait(PATIENCE) == commands.LACKING


def test_pages_follow_the_record_under_the_strict_policy(copy: Path, tmp_path: Path) -> None:
    """A page has its policy and the script that follows the record, which is a file of the same host."""
    with _serving(copy, tmp_path / "site") as serving:
        address = serving.address
        page = _page(address)
        assert "Content-Security-Policy" in page
        assert '<script type="module" src="/.serve/reload.js"></script></body>' in page
        with urllib.request.urlopen(f"{address}.serve/reload.js", timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"] == "text/javascript"
            assert b"location.reload()" in answer.read()


def test_an_open_page_is_told_of_a_problem_and_of_its_end(copy: Path, tmp_path: Path) -> None:
    """News of a mistake has its place, rule and hint, and leaves the page; once it is mended the page loads again."""
    with _serving(copy, tmp_path / "site") as serving:
        address = serving.address
        before = json.loads(_got(f"{address}.serve/state"))
        assert (before["heading"], before["problems"]) == ("", [])
        _change(copy, "title:", "titel:")
        wrong = json.loads(_got(f"{address}.serve/state?after={before['version']}"))
        assert wrong["page"] == before["page"]
        assert f"statements/2017/{MAYOR}.md:2:1" in {problem["place"] for problem in wrong["problems"]}
        assert all(problem["rule"] and problem["sentence"] for problem in wrong["problems"])
        _change(copy, "titel:", "title:")
        mended = json.loads(_got(f"{address}.serve/state?after={wrong['version']}"))
        assert (mended["heading"], mended["page"]) == ("", before["page"] + 1)


def test_nothing_but_the_site_is_given_out(copy: Path, tmp_path: Path) -> None:
    """No path leads out of the site, and none ends in anything but an answer."""
    with _serving(copy, tmp_path / "site") as serving:
        address = serving.address
        for path in (
            "../archive/mkdocs.yml",
            "%2e%2e/x",
            "pagefind/../../archive/mkdocs.yml",
            "%00",
            "pagefind/%00",
        ):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(address + path, timeout=PATIENCE)


def test_many_readers_at_once_are_all_answered(copy: Path, tmp_path: Path) -> None:
    """Two hundred readers who come at once each get the page."""
    with _serving(copy, tmp_path / "site") as serving:
        address = serving.address
        with ThreadPoolExecutor(200) as readers:
            pages = list(readers.map(_page, [address] * 200))
    assert all("Sample says that Exampleton complies" in page for page in pages)
