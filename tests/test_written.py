"""Only plain files among the handwritten pages are published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import commands
from archive.read.written import WrittenError, require_plain
from building import build


def _refused(folder: Path) -> list[str]:
    """Return the lines that refuse a folder."""
    with pytest.raises(WrittenError) as refused:
        require_plain(folder)
    return str(refused.value).replace(f"{folder}/", "").splitlines()


def test_plain_files_are_taken(tmp_path: Path) -> None:
    """UTF-8 pages, files with any bytes, folders, and a missing folder are accepted."""
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.png").write_bytes(b"\xff")
    (tmp_path / "page.md").write_text("# Sección\n", encoding="utf-8")
    require_plain(tmp_path)
    require_plain(tmp_path / "nowhere")


def test_whatever_else_is_named(tmp_path: Path) -> None:
    """Links, pipes and pages that are not UTF-8 are all named at once, including hidden ones."""
    (tmp_path / ".theme").mkdir()
    (tmp_path / ".theme" / "environ.txt").symlink_to("/proc/self/environ")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "page.md").write_bytes(b"# A\n\xff")
    assert _refused(tmp_path) == [
        ".theme/environ.txt must not be a link: its target would be published.",
        "loop must not be a link: its target would be published.",
        "page.md must be UTF-8; byte 5 is not. Save it as UTF-8.",
        "pipe must be a file or a folder.",
    ]


def test_a_folder_of_pages_is_no_link(tmp_path: Path) -> None:
    """A folder of pages that is itself a link is refused."""
    (tmp_path / "docs").symlink_to("/proc")
    assert _refused(tmp_path / "docs") == [f"{tmp_path / 'docs'} must not be a link: its target would be published."]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive without records, with a folder of pages."""
    for name in ("docs", "statements"):
        (tmp_path / "archive" / name).mkdir(parents=True)
    return tmp_path / "archive"


def test_a_link_stops_the_build(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link among an archive's pages stops its build with the link's name."""
    (root / "docs" / "environ.txt").symlink_to("/proc/self/environ")
    assert build(root, tmp_path / "site") == commands.USAGE_ERROR
    assert "docs/environ.txt must not be a link" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_what_mkdocs_warns_of_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken link in a handwritten page is reported with the page and the link."""
    (root / "docs" / "page.md").write_text("# A\n\n[x](nowhere.md)\n", encoding="utf-8")
    assert build(root, tmp_path / "site") == commands.USAGE_ERROR
    assert "'page.md' contains a link 'nowhere.md'" in capsys.readouterr().err


def test_front_matter_that_is_no_yaml_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Front matter that MkDocs would show as page text stops the build with the page's name."""
    (root / "docs" / "page.md").write_text("---\ndescription: one: two\n---\n\n# A\n", encoding="utf-8")
    assert build(root, tmp_path / "site") == commands.USAGE_ERROR
    assert "'page.md' must begin with valid YAML" in capsys.readouterr().err
