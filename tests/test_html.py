"""Every page is valid HTML, by the Nu checker, which the standard's own makers keep."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from browser.kinds import KINDS
from building import TOP
from tools import VNU, needs

_COMMAND = ("java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "gnu", "--skip-non-html")


def _errors(pages: Iterable[Path]) -> list[str]:
    done = subprocess.run([*_COMMAND, *map(str, pages)], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).splitlines()


@needs("java")
def test_every_page_of_the_made_up_archive_is_valid(toy_site: Path, addressed_site: Path) -> None:
    """Each page of the made-up archive, cards and the page for what is not there included, has no error."""
    pages = [*toy_site.rglob("*.html"), *addressed_site.rglob("*.html")]
    assert len(pages) > 150
    assert _errors(pages) == []


@needs("java")
def test_every_kind_of_page_is_valid(site: Path) -> None:
    """So has a page of each kind of a larger archive."""
    paths = {path.partition("?")[0].partition("#")[0] for path in KINDS.values()}
    assert _errors([site / path / "index.html" for path in paths] + [site / "404.html"]) == []


@needs("java")
def test_the_checker_would_find_an_error(tmp_path: Path) -> None:
    """A page with a fault does not pass the same check."""
    page = tmp_path / "bad.html"
    page.write_text('<!doctype html><html lang="en"><title>Bad</title><meta content="nameless"><p>Bad')
    assert len(_errors([page])) == 1


def test_no_page_is_made_from_the_theme_of_another(toy_site: Path) -> None:
    """Nothing of Material's own page is left: its parts would be dead here, and some of them are not valid."""
    assert (TOP / "docs/.theme/base.html").is_file()
    assert [page for page in toy_site.rglob("*.html") if b"data-md-" in page.read_bytes()] == []
