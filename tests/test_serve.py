"""The command ``serve``, started as a person starts it: it prints its address, reports, and keeps running."""

from __future__ import annotations

import json
import re
import shutil
import socket
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import commands
from serving import MAYOR, PATIENCE, change, serving


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


def test_it_says_where_it_serves_and_stops_clean(copy: Path, tmp_path: Path) -> None:
    """It prints its address, builds the site where it was told, and leaves nothing else behind when it is stopped."""
    site = tmp_path / "elsewhere"
    with serving(copy, site) as running:
        address = running.address
        assert "Sample says that Exampleton complies" in _page(address)
        running.awaited("Search is up to date")
        assert (site / "index.html").is_file()
        assert b"pagefind" in _got(f"{address}pagefind/pagefind.js")
    assert running.process.returncode == commands.OK
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "elsewhere"]


def test_a_mistake_is_reported_and_the_last_good_site_stays(copy: Path, tmp_path: Path) -> None:
    """A saved mistake is reported as ``check`` reports it; the page stays until it is fixed."""
    with serving(copy, tmp_path / "site") as running:
        address = running.address
        change(copy, "title:", "titel:")
        told = running.awaited("The site stays as it was")
        assert f"statements/2017/{MAYOR}.md:2:1: unknown-key:" in told or "missing-key:" in told
        assert "errors, 0 warnings" in told or "error, 0 warnings" in told
        assert "Sample says that Exampleton complies" in _page(address)
        change(copy, "titel:", "title: Mended,")
        running.awaited("Updated in")
        assert "Mended, " in _page(address)


def test_a_warning_is_reported_and_served(copy: Path, tmp_path: Path) -> None:
    """A record with only a warning is served, and the warning is printed."""
    held = copy / "statements" / "2017" / "2017-09-20-sample-instance-welcome-finding.md"  # not proved against a source
    with held.open("a", encoding="utf-8") as file:
        file.write("\nThis is <b>bold</b>.\n")
    with serving(copy, tmp_path / "site") as running:
        told = running.awaited("Serving ")
        assert "body-markup: warning:" in told
        assert "0 errors, 1 warning" in told


def test_a_record_that_is_wrong_from_the_start(copy: Path, tmp_path: Path) -> None:
    """It reports, serves only a sentence, and serves the site as soon as the record is fixed."""
    change(copy, "title:", "titel:")
    with serving(copy, tmp_path / "site") as running:
        told = running.awaited("Serving ")
        found = re.search(r"Serving (http://\S+/) ", told)
        assert found
        assert "unknown-key" in told
        assert "nothing to show yet" in _page(found[1])
        change(copy, "titel:", "title:")
        running.awaited("Updated in")
        assert "Sample says that Exampleton complies" in _page(found[1])


def test_the_day_can_be_given(copy: Path, tmp_path: Path) -> None:
    """``--today`` applies to every build: on an early day the record is in the future."""
    with serving(copy, tmp_path / "site", "--today", "2001-01-01") as running:
        assert "future-date" in running.awaited("Serving ")


def test_a_port_in_use_is_one_sentence(copy: Path, tmp_path: Path) -> None:
    """A port in use by another program is named, with a hint and without a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(copy, tmp_path / "site", "--port", str(port)) as running:
            told = running.awaited("hint: serve --port")
            assert f"Port {port} of 127.0.0.1 is in use by another program." in told
            assert running.process.wait(PATIENCE) == commands.LACKING


def test_pages_follow_the_record_under_the_strict_policy(copy: Path, tmp_path: Path) -> None:
    """A page has its policy and the script that follows the record, which is a file of the same host."""
    with serving(copy, tmp_path / "site") as running:
        address = running.address
        page = _page(address)
        assert "Content-Security-Policy" in page
        assert '<script type="module" src="/.serve/reload.js"></script></body>' in page
        with urllib.request.urlopen(f"{address}.serve/reload.js", timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"] == "text/javascript"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert b"location.reload()" in answer.read()


def test_an_open_page_is_told_of_a_problem_and_of_its_end(copy: Path, tmp_path: Path) -> None:
    """News of a mistake has its place, rule and hint, and keeps the page; once it is fixed the page reloads."""
    with serving(copy, tmp_path / "site") as running:
        address = running.address
        before = json.loads(_got(f"{address}.serve/state"))
        assert (before["heading"], before["problems"]) == ("", [])
        change(copy, "title:", "titel:")
        wrong = json.loads(_got(f"{address}.serve/state?after={before['version']}"))
        assert wrong["page"] == before["page"]
        assert f"statements/2017/{MAYOR}.md:2:1" in {problem["place"] for problem in wrong["problems"]}
        assert all(problem["rule"] and problem["sentence"] for problem in wrong["problems"])
        change(copy, "titel:", "title:")
        mended = json.loads(_got(f"{address}.serve/state?after={wrong['version']}"))
        assert (mended["heading"], mended["page"]) == ("", before["page"] + 1)


def test_nothing_but_the_site_is_given_out(copy: Path, tmp_path: Path) -> None:
    """No path leads out of the site, and every path gets an answer."""
    with serving(copy, tmp_path / "site") as running:
        address = running.address
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
    """Two hundred simultaneous readers each get the page."""
    with serving(copy, tmp_path / "site") as running:
        address = running.address
        with ThreadPoolExecutor(200) as readers:
            pages = list(readers.map(_page, [address] * 200))
    assert all("Sample says that Exampleton complies" in page for page in pages)
