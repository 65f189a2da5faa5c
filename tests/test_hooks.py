"""MkDocs alone also makes the whole site, and follows every change while serving it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import TOP, tree

MAYOR = "2017-03-08-sample-says-exampleton-complies"

PATIENCE = 30.0
"""Seconds after which a server that shows nothing new never will."""


def _mkdocs(*words: str, root: Path, program: str = "mkdocs", **environ: str) -> subprocess.Popen[str]:
    """Start MkDocs, or a fork of it, as somebody would who does not know the archive's own command."""
    command = [sys.executable, "-m", program, *words, "--config-file", str(TOP / "mkdocs.yml")]
    environment = os.environ | {"ARCHIVE_ROOT": str(root), "NO_MKDOCS_2_WARNING": "1"} | environ
    return subprocess.Popen(
        command, env=environment, cwd=root, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@pytest.fixture
def copy(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the made-up archive that a test may change."""
    shutil.copytree(toy_root, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_mkdocs_gives_the_same_bytes(toy_root: Path, toy_site: Path, tmp_path: Path, program: str) -> None:
    """On another day, in another time zone and language, MkDocs and its fork make the same site as our command."""
    site = tmp_path / "site"
    elsewhere = {"SOURCE_DATE_EPOCH": "1900000000", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = _mkdocs("build", "--quiet", "--site-dir", str(site), root=toy_root, program=program, **elsewhere)
    output, _ = done.communicate(timeout=PATIENCE)
    assert (done.returncode, output) == (0, "")
    first, second = tree(toy_site), tree(site)
    assert first.keys() == second.keys()
    assert {name for name in second if first[name] != second[name]} == set()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("words", "said"), [((), "run `python3 scripts/manage.py build`"), (("--config-file", "mkdocs.yml"), "polyfills")]
)
def test_zensical_leaves_the_site(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Zensical, which reads mkdocs.yml and runs no hooks, refuses the archive and leaves a site as it was."""
    for name in ("mkdocs.yml", "zensical.toml"):
        shutil.copyfile(TOP / name, tmp_path / name)
    shutil.copytree(TOP / "docs" / ".theme", tmp_path / "docs" / ".theme")
    (tmp_path / "docs" / "index.md").write_text("# Words\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("whole", encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", *words]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, check=False)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "whole"


def test_mkdocs_reports_problems(copy: Path, tmp_path: Path) -> None:
    """A fault in the record stops MkDocs with the report, and leaves the site as it was."""
    (copy / "statements" / "jurisdictions" / "us.yml").write_text("name: [oops\n", encoding="utf-8")
    done = _mkdocs("build", "--quiet", "--site-dir", str(tmp_path / "site"), root=copy)
    output, _ = done.communicate(timeout=PATIENCE)
    assert done.returncode == 1
    assert "statements/jurisdictions/us.yml:2:1: yaml-syntax:" in output
    assert "Traceback" not in output
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(copy: Path, tmp_path: Path) -> Iterator[str]:
    """The address at which MkDocs serves a copy of the made-up archive."""
    port = _free_port()
    server = _mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}", root=copy, TMPDIR=str(tmp_path))
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        output, _ = server.communicate(timeout=PATIENCE)
        print(output)  # pytest shows it where the test failed


def _awaited(address: str, words: str) -> str:
    """Return a page as soon as it has the given words."""
    patience = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < patience:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                page = response.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            page = str(error)
            if isinstance(error, urllib.error.HTTPError):
                error.close()
        if words in page:
            return page
        time.sleep(0.1)
    raise AssertionError(page[:2000])


def test_a_changed_statement_shows_up(copy: Path, served: str) -> None:
    """While MkDocs serves the site, a changed statement shows up, and so does one that was broken and fixed."""
    page = f"{served}/statements/{MAYOR}/"
    assert "it has been so for years" in _awaited(page, "Sample says that Exampleton complies")
    record = copy / "statements" / "2017" / f"{MAYOR}.md"
    good = record.read_text(encoding="utf-8")
    record.write_text(good.replace("for years", "for decades"), encoding="utf-8")
    _awaited(page, "it has been so for decades")
    record.write_text(good.replace("title:", "titel:"), encoding="utf-8")
    time.sleep(1.0)  # MkDocs does not respond until the fault is fixed
    record.write_text(good.replace("for years", "for ages"), encoding="utf-8")
    _awaited(page, "it has been so for ages")
