"""The finished site takes the place of the one before it whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.publish.publishing import PlaceError, begin, publish


def _made(folder: Path, words: str) -> Path:
    """Make a site of three files that all say the same."""
    for name in ("index.html", "404.html", "pagefind/pagefind.js"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def _holds(folder: Path) -> dict[str, str]:
    """Return every file under a folder, hidden ones too, with its words."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _whole(words: str) -> dict[str, str]:
    return dict.fromkeys(("site/404.html", "site/index.html", "site/pagefind/pagefind.js"), words)


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, str]]:
    """Record what a reader of the site meets before and after each rename."""
    real = Path.rename
    seen: list[dict[str, str]] = []

    def look() -> None:
        seen.append({name: words for name, words in _holds(tmp_path).items() if name.startswith("site/")})

    def rename(path: Path, target: Path) -> Path:
        look()
        moved = real(path, target)
        look()
        return moved

    monkeypatch.setattr(Path, "rename", rename)
    return seen


def test_a_new_site_takes_the_place_of_the_old(tmp_path: Path, renames: list[dict[str, str]]) -> None:
    """A reader meets the old site, or nothing for a moment, or the new one: never a mixture, and nothing stays."""
    site = _made(tmp_path / "site", "old")
    publish(_made(begin(site), "new"), site)
    assert _holds(tmp_path) == _whole("new")
    assert renames == [_whole("old"), {}, {}, _whole("new")]


def test_a_first_site_is_put_in_its_place(tmp_path: Path) -> None:
    """Where there was no site, or an empty folder, the new one stands afterwards."""
    publish(_made(begin(tmp_path / "site"), "new"), tmp_path / "site")
    (tmp_path / "site2").mkdir()
    publish(_made(begin(tmp_path / "site2"), "new"), tmp_path / "site2")
    assert _holds(tmp_path / "site") == _holds(tmp_path / "site2") != {}


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_a_refused_rename_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    """Where the new site cannot take its place, or somebody interrupts just then, the old one stands there again."""
    site = _made(tmp_path / "site", "old")
    tree = _made(begin(site), "new")
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == tree:
            raise fault
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(fault):
        publish(tree, site)
    assert {name: words for name, words in _holds(tmp_path).items() if not name.startswith(".site.next")} == _whole(
        "old"
    )


def test_a_crash_between_the_renames_is_put_right(tmp_path: Path) -> None:
    """Where the machine stopped between the two renames, the next build begins by putting the old site back."""
    _made(tmp_path / ".site.old", "old")
    _made(tmp_path / ".site.next", "new")
    begin(tmp_path / "site")
    assert _holds(tmp_path) == _whole("old")


def test_a_crash_after_the_renames_is_put_right(tmp_path: Path) -> None:
    """Where the machine stopped before the old site was deleted, it is deleted, and the new one stays."""
    _made(tmp_path / ".site.old", "old")
    _made(tmp_path / "site", "new")
    begin(tmp_path / "site")
    assert _holds(tmp_path) == _whole("new")


def test_nothing_of_a_broken_build_gets_into_the_next(tmp_path: Path) -> None:
    """What a killed build left in the folder to build in is gone when the next one begins."""
    _made(tmp_path / ".site.next", "half")
    tree = begin(tmp_path / "site")
    assert not tree.exists()


@pytest.mark.parametrize("name", ["letter.txt", "index.html", ".hidden"])
def test_somebody_s_folder_is_not_deleted(tmp_path: Path, name: str) -> None:
    """A folder with anything in it that is no site of ours is refused, and stays as it was."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError, match="home must be a site made before"):
        begin(tmp_path / "home")
    assert _holds(tmp_path) == {f"home/{name}": "dear"}


def test_somebody_s_file_is_not_deleted(tmp_path: Path) -> None:
    """A file where the site shall go is refused, and stays as it was."""
    (tmp_path / "letter").write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError):
        begin(tmp_path / "letter")
    assert _holds(tmp_path) == {"letter": "dear"}
