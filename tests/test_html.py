"""Every page is valid HTML according to the Nu checker, which the standard's authors maintain."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from browser.kinds import KINDS
from building import TOP
from tools import VNU, needs

_COMMAND = ("java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "gnu", "--skip-non-html")
BAD = '<!doctype html><html lang="en"><title>Bad</title><meta content="nameless"><p>Bad'


@pytest.fixture(scope="module")
def errors(
    toy_site: Path, addressed_site: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The results of one checker run over all pages, by site; "bad" is a page with a fault."""
    bad = tmp_path_factory.mktemp("bad")
    (bad / "index.html").write_text(BAD)
    kinds = {path.partition("?")[0].partition("#")[0] for path in KINDS.values()}
    pages = {
        "toy": list(toy_site.rglob("*.html")),
        "addressed": list(addressed_site.rglob("*.html")),
        "kinds": [site / path / "index.html" for path in kinds] + [site / "404.html"],
        "bad": [bad / "index.html"],
    }
    assert len(pages["toy"]) + len(pages["addressed"]) > 150
    command = [*_COMMAND, *(str(page) for of_site in pages.values() for page in of_site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    sites = {"toy": toy_site, "addressed": addressed_site, "kinds": site, "bad": bad}
    return {name: [line for line in lines if f"{root}/" in line] for name, root in sites.items()} | {
        "nowhere": [line for line in lines if not any(f"{root}/" in line for root in sites.values())]
    }


@needs("java")
@pytest.mark.parametrize("site_of", ["toy", "addressed", "kinds", "nowhere"])
def test_every_page_is_valid(site_of: str, errors: dict[str, list[str]]) -> None:
    """The made-up archive's pages, and one of each kind of a larger archive, are valid, and no error lacks a page."""
    assert errors[site_of] == []


@needs("java")
def test_the_checker_would_find_an_error(errors: dict[str, list[str]]) -> None:
    """A page with a fault fails the same check."""
    assert len(errors["bad"]) == 1


def test_no_page_is_made_from_the_theme_of_another(toy_site: Path) -> None:
    """Nothing of Material's own page is left: its parts would be dead here, and some are invalid."""
    assert (TOP / "docs/.theme/base.html").is_file()
    assert [page for page in toy_site.rglob("*.html") if b"data-md-" in page.read_bytes()] == []
