"""The command ``build``: its output, its exit codes, and the files that an archive may bring."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import commands
from archive import pipeline
from archive.publish.search_index import IndexingError
from archive.publish.verify import Checker, verify
from building import TOP, build, built

MAYOR = "statements/2017-03-08-sample-says-exampleton-complies/index.html"


@pytest.fixture
def copy(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the made-up archive that a test may change."""
    shutil.copytree(toy_root, tmp_path / "archive")
    return tmp_path / "archive"


def _attribute(page: Path, selector: str, name: str) -> list[str]:
    nodes = LexborHTMLParser(page.read_bytes()).css(selector)
    return [node.attributes.get(name) or "" for node in nodes]


def _rewrite_about(root: Path) -> None:
    """Return an archive's own page in place of the project's, with the anchors that other pages link to."""
    text = (TOP / "docs" / "about.md").read_text(encoding="utf-8")
    (root / "docs" / "about.md").write_text(text + "\n## Our own archive\n", encoding="utf-8")


def test_an_archive_of_statements_alone(copy: Path, toy_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An archive with only a record gets the project's pages, and the command prints its counts."""
    assert {path.name for path in copy.iterdir()} == {"statements"}
    site = copy / "site"
    assert build(copy, site) == commands.OK
    printed = capsys.readouterr()
    counts, published = printed.out.splitlines()
    assert counts == ("11 statements, 4 with words held; 11 who speak, 3 places spoken of, 2 laws cited; 1 only named")
    assert published.startswith(f"published in {site} after ")
    assert [line.split("  ")[1] for line in printed.err.splitlines()][:3] == ["read", "check", "link"]
    assert (site / "about" / "index.html").read_bytes() == (toy_site / "about" / "index.html").read_bytes()


def test_a_site_that_does_not_know_its_address(toy_site: Path) -> None:
    """Without an address the site has no canonical links, and its error page works from the host's root."""
    assert _attribute(toy_site / MAYOR, 'link[rel="canonical"]', "href") == []
    rooted = _attribute(toy_site / "404.html", "a[href]", "href")
    assert "/timeline/" in rooted
    assert all(address.startswith(("/", "#", "http")) for address in rooted)


@pytest.mark.parametrize("trust", [False, True])
def test_an_archive_with_pages_of_its_own(copy: Path, tmp_path: Path, trust: bool) -> None:
    """The archive's own page replaces the project's; the others stay, with or without trust."""
    (copy / "docs").mkdir()
    _rewrite_about(copy)
    (copy / "docs" / "fees.md").write_text("# Fees\n\nThere are none. [About](about.md)\n", encoding="utf-8")
    own = (
        f"INHERIT: {TOP / 'mkdocs.yml'}\nsite_name: Another Archive\nsite_url: https://example.org/another/\n"
        f"docs_dir: docs\ntheme:\n  custom_dir: {TOP / 'docs' / '.theme'}\nhooks: ['{TOP / 'scripts' / 'hooks.py'}']\n"
        "not_in_nav: |\n  /decisions/0*.md\n  /frame*\n  /fees.md\n"
    )
    (copy / "mkdocs.yml").write_text(own, encoding="utf-8")
    site = built(copy, tmp_path / "site", trust=trust)
    assert "Our own archive" in (site / "about" / "index.html").read_text(encoding="utf-8")
    assert (site / "fees" / "index.html").is_file()
    assert (site / "contribute" / "index.html").is_file()
    page = site / MAYOR
    assert "Another Archive" in page.read_text(encoding="utf-8")
    # Under a path, every page knows its address, and the error page leads back from wherever it is shown.
    address = "https://example.org/another/"
    assert _attribute(page, 'link[rel="canonical"]', "href") == [address + MAYOR.removesuffix("index.html")]
    assert _attribute(site / "index.html", 'link[rel="canonical"]', "href") == [address]
    lost = _attribute(site / "404.html", "a[href], link[href], form", "href")
    assert "/another/timeline/" in lost
    assert all(one.startswith(("/another/", "#", "http")) for one in lost if one)
    assert verify(site, Checker(prefix="/another/")) == ()


@pytest.mark.parametrize("trust", [False, True])
def test_only_a_trusted_archive_runs_its_code(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], trust: bool
) -> None:
    """The hooks in an archive's own configuration run only with --trust; otherwise, the ignored settings are named."""
    (copy / "docs").mkdir()
    (copy / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (copy / "hook.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\n", encoding="utf-8")
    own = (
        f"INHERIT: {TOP / 'mkdocs.yml'}\nsite_name: Another Archive\n"
        f"theme:\n  custom_dir: {TOP / 'docs' / '.theme'}\nhooks: [{TOP / 'scripts' / 'hooks.py'}, hook.py]\n"
    )
    (copy / "mkdocs.yml").write_text(own, encoding="utf-8")
    site = built(copy, tmp_path / "site", trust=trust)
    assert (tmp_path / "ran").exists() == trust
    assert "Another Archive" in (site / MAYOR).read_text(encoding="utf-8")
    told = f"{copy / 'mkdocs.yml'}: ignored INHERIT, theme, hooks.\n  hint: --trust"
    assert (told in capsys.readouterr().err) != trust


def test_own_pages_without_a_configuration(copy: Path, tmp_path: Path) -> None:
    """A docs/ folder is enough: the project's configuration supplies the rest."""
    (copy / "docs").mkdir()
    _rewrite_about(copy)
    site = built(copy, tmp_path / "site")
    assert "Our own archive" in (site / "about" / "index.html").read_text(encoding="utf-8")
    assert (site / "contribute" / "index.html").is_file()


def test_problems_are_reported(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault in the record ends the build with its report and exit code 1."""
    (copy / "statements" / "jurisdictions" / "us.yml").write_text("name: [oops\n", encoding="utf-8")
    assert build(copy, tmp_path / "site") == commands.PROBLEMS
    assert "statements/jurisdictions/us.yml:2:1: yaml-syntax:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("docs/about.md", "# About\n\n<!-- archive: nothing -->\n", "MkDocs must be able to build"),
        ("docs/about.md", "# About\n\n[gone](gone.md)\n", "MkDocs must be able to build"),
        ("mkdocs.yml", "site_name: Bare\n", "must load scripts/hooks.py as a hook"),
        ("mkdocs.yml", "docs_dir: [\n", "MkDocs must be able to build"),
    ],
)
def test_pages_that_cannot_be_made(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    """A page or configuration that MkDocs cannot process ends the build with a sentence and exit code 2."""
    (copy / "docs").mkdir()
    (copy / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (copy / name).write_text(text, encoding="utf-8")
    assert build(copy, tmp_path / "site", trust=True) == commands.USAGE_ERROR
    printed = capsys.readouterr().err.splitlines()
    assert any(line.startswith("manage.py: ") and said in line for line in printed), printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive"]


@pytest.mark.parametrize("trust", [False, True])
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("docs/about.md", "# About\n\n[nowhere](https://[none]/)\n", "Error reading page 'about.md'"),
        ("mkdocs.yml", 'site_name: "Half \\uD83D"\n', "site_name has U+D83D, half of a character"),
        ("mkdocs.yml", 'site_name: Bare\nnav: [{"\\uDE00": about.md}]\n', "nav has U+DE00, half of a character"),
        ("mkdocs.yml", "site_name: Bare\nsite_url: https://[none]/\n", "must be able to build"),
        ("mkdocs.yml", "site_name: Bare\nrepo_url: https://[none]/\n", "must be able to build"),
    ],
)
def test_hostile_settings_and_pages_are_refused(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str, trust: bool
) -> None:
    """Half a character, or an address that cannot be parsed, ends the build with a sentence and exit code 2."""
    (copy / "docs").mkdir()
    (copy / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (copy / name).write_text(text, encoding="utf-8")
    assert build(copy, tmp_path / "site", trust=trust) == commands.USAGE_ERROR
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_mistake_in_the_code_stays_an_exception(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that no page of the archive caused is not blamed on the archive."""

    def mistaken(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("hooks.mkdocs_build.build", mistaken)
    with pytest.raises(ValueError, match="ours"):
        build(copy, tmp_path / "site")


def test_an_empty_clock_is_none(copy: Path, tmp_path: Path) -> None:
    """``SOURCE_DATE_EPOCH`` without a value counts as not set, to MkDocs too."""
    command = [sys.executable, str(TOP / "scripts" / "manage.py"), "build", f"--root={copy}"]
    done = subprocess.run(
        [*command, f"--site-dir={tmp_path / 'site'}"],
        env=os.environ | {"SOURCE_DATE_EPOCH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == commands.OK, done.stderr


def test_somebody_s_folder_is_refused(toy_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not a site is not replaced, and the build ends with a sentence and exit code 2."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    assert build(toy_root, tmp_path) == commands.USAGE_ERROR
    assert capsys.readouterr().err == (
        f"manage.py: {tmp_path} must be a site made before, an empty folder or nothing: it would be deleted.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_search_index_that_fails(
    toy_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If Pagefind cannot run, the command says so and exits with 3."""

    def wait() -> None:
        raise IndexingError("no room")

    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(wait))
    assert build(toy_root, tmp_path / "site") == commands.LACKING
    assert capsys.readouterr().err.splitlines()[-1] == ("manage.py: Pagefind must be able to index the site: no room")


def test_check_reports_the_files_that_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` prints the report and exits with 1; given files, it reports on them, and exits with 0 if all pass."""
    import argparse

    from building import TODAY

    broken = copy / "statements" / "speakers" / "ada-sample.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("type: person", "type: persona"), encoding="utf-8")

    def check(*paths: Path) -> int:
        return commands.run(
            "check", argparse.Namespace(root=copy, today=TODAY, paths=list(paths), base=None, format="text")
        )

    assert check() == check(broken) == check(copy / "statements" / "speakers") == commands.PROBLEMS
    capsys.readouterr()
    assert check(copy / "statements" / "jurisdictions") == commands.OK
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
