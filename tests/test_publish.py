"""The finished site replaces the previous one whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from archive.publish import publishing
from archive.publish.publishing import MARK, BusyError, PlaceError, abandoned, building, publish
from building import TOP


def _made(folder: Path, words: str) -> Path:
    """Make a site of three files that all say the same."""
    for name in ("index.html", "404.html", "pagefind/pagefind.js"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def _holds(folder: Path) -> dict[str, str]:
    """Return every file under a folder, hidden ones too, with its words, except the marks of sites."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARK
    }


def _whole(words: str) -> dict[str, str]:
    return dict.fromkeys(("site/404.html", "site/index.html", "site/pagefind/pagefind.js"), words)


def _published(site: Path, words: str) -> Path:
    """Publish a site of three files that all say the same."""
    with building(site) as tree:
        publish(_made(tree, words), site)
    return site


_CRASHING = """
    import os, signal, sys
    from pathlib import Path
    from archive.publish.publishing import building, publish
    site, when = Path(sys.argv[1]), int(sys.argv[2])
    real, count = Path.rename, [0]
    def rename(path, target):
        if count[0] == when:
            os.kill(os.getpid(), signal.SIGKILL)
        count[0] += 1
        return real(path, target)
    Path.rename = rename
    with building(site) as tree:
        (tree / "pagefind").mkdir(parents=True)
        for name in ("index.html", "404.html", "pagefind/pagefind.js"):
            (tree / name).write_text(sys.argv[3])
        publish(tree, site)
"""
"""Builds and publishes, and is killed before the rename of a number."""


def _started(site: Path, when: int, words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(_CRASHING), str(site), str(when), words]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(TOP / "scripts")})


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, str]]:
    """Record what a reader of the site sees before and after each rename."""
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
    """A reader sees the old site, nothing for a moment, or the new one, never a mixture, and nothing is left over."""
    site = _made(tmp_path / "site", "old")
    _published(site, "new")
    assert _holds(tmp_path) == _whole("new")
    assert renames == [_whole("old"), {}, {}, _whole("new")]


def test_a_first_site_is_put_in_its_place(tmp_path: Path) -> None:
    """If there was no site, or an empty folder, the new site is there afterwards."""
    _published(tmp_path / "site", "new")
    (tmp_path / "site2").mkdir()
    _published(tmp_path / "site2", "new")
    assert _holds(tmp_path / "site") == _holds(tmp_path / "site2") != {}


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_a_refused_rename_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    """If the new site cannot take its place, or is interrupted just then, the old site is restored."""
    site = _made(tmp_path / "site", "old")
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "tree":
            raise fault
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(fault):
        _published(site, "new")
    assert _holds(tmp_path) == _whole("old")


@pytest.mark.parametrize("when", [0, 1])
def test_a_crash_is_put_right(tmp_path: Path, when: int) -> None:
    """If a build was killed before either rename, the next one starts with the old site and without the leftovers."""
    site = _published(tmp_path / "site", "old")
    assert _started(site, when, "half").wait() == -signal.SIGKILL
    assert abandoned(site)
    with building(site):
        assert {name: words for name, words in _holds(tmp_path).items() if not name.endswith("/lock")} == _whole("old")
    assert _holds(tmp_path) == _whole("old")


def test_a_running_build_is_left_alone(tmp_path: Path) -> None:
    """Two builds of the same site each have their own tree; the first to finish takes nothing from the other."""
    site = tmp_path / "site"
    with building(site) as first:
        _made(first, "first")
        _published(site, "second")
        assert not abandoned(site)
        assert _holds(site) == {name.removeprefix("site/"): "second" for name in _whole("")}
        publish(first, site)
    assert _holds(tmp_path) == _whole("first")


def test_many_builds_at_once(tmp_path: Path) -> None:
    """After many simultaneous builds of a site, some killed, a whole site from one that finished is left."""
    site = _published(tmp_path / "site", "old")
    for _ in range(3):
        running = [_started(site, when, f"{number}") for number, when in enumerate((9, 0, 9, 1, 9, 9))]
        codes = [process.wait() for process in running]
        assert codes == [0, -signal.SIGKILL, 0, -signal.SIGKILL, 0, 0]
        with building(site):
            pass
        assert _holds(tmp_path) in [_whole(f"{number}") for number in (0, 2, 4, 5)]


def test_a_build_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another build never finishes publishing, a build gives up in one sentence, and leaves nothing."""
    monkeypatch.setattr(publishing, "_PATIENCE", 0.1)
    site = _published(tmp_path / "site", "old")
    with publishing._turn(site), pytest.raises(BusyError, match=r"Another build has been publishing in .*site"):
        _published(site, "new")
    assert _holds(tmp_path) == _whole("old")


def test_a_failed_publication_is_put_right_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old site is back before the next build may publish, not only when this one ends."""
    site = _published(tmp_path / "site", "old")
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "tree":
            raise OSError
        return real(path, target)

    with building(site) as tree:
        _made(tree, "new")
        monkeypatch.setattr(Path, "rename", rename)
        with pytest.raises(OSError):  # noqa: PT011 -- it is our own
            publish(tree, site)
        assert (site / "index.html").read_text() == "old"


def test_publishing_waits_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finished build does not publish while another one does."""
    monkeypatch.setattr(publishing, "_PATIENCE", 0.1)
    site = _published(tmp_path / "site", "old")
    with building(site) as tree:
        _made(tree, "new")
        with publishing._turn(site), pytest.raises(BusyError, match="Another build has been publishing"):
            publish(tree, site)
        assert _holds(site) == {name.removeprefix("site/"): "old" for name in _whole("")}
    assert _holds(tmp_path) == _whole("old")


@pytest.mark.filterwarnings("ignore:.*flock:UserWarning")
def test_a_folder_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On systems without locks, such as some network folders, builds take turns with a file."""
    if sys.platform == "win32":
        pytest.skip("Windows has other locks")
    import fcntl

    asked: list[object] = []

    def flock(*words: object) -> None:
        asked.append(words)
        raise OSError(errno.ENOSYS, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    monkeypatch.setattr(publishing, "_PATIENCE", 0.1)
    site = _published(_published(tmp_path / "site", "old"), "new")
    assert _holds(tmp_path) == _whole("new")
    with publishing._turn(site), pytest.raises(BusyError, match="Another build has been publishing"):
        _published(site, "third")
    assert _holds(tmp_path) == _whole("new")
    assert asked


def test_an_old_site_that_cannot_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that cannot be deleted are reported and stop no build; the next build that can deletes them."""
    site = _published(tmp_path / "site", "old")
    with monkeypatch.context() as refused:
        refused.setattr(shutil, "rmtree", lambda *_, **__: None)
        _published(site, "new")
        _published(site, "newer")
        assert len(abandoned(site)) == 2
    _published(site, "newest")
    assert not abandoned(site)
    assert _holds(tmp_path) == _whole("newest")


@pytest.mark.parametrize("name", ["letter.txt", "index.html", ".hidden"])
def test_somebody_s_folder_is_not_deleted(tmp_path: Path, name: str) -> None:
    """A folder with anything in it that is not our site is refused, and stays as it was."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError, match="home must be a site made before"):
        _published(tmp_path / "home", "new")
    assert _holds(tmp_path) == {f"home/{name}": "dear"}


def test_somebody_s_file_is_not_deleted(tmp_path: Path) -> None:
    """A file in the site's place is refused, and stays as it was."""
    (tmp_path / "letter").write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError):
        _published(tmp_path / "letter", "new")
    assert _holds(tmp_path) == {"letter": "dear"}


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("name", ["CNAME", ".git/HEAD", "pagefind/notes.txt"])
def test_a_foreign_file_in_a_site_is_not_deleted(tmp_path: Path, name: str, marked: bool) -> None:
    """A file that no build made stops the build with its name, whether or not the site has a mark."""
    site = _published(tmp_path / "site", "old")
    if not marked:
        (site / MARK).unlink()
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError, match=f"{name} was not made by a build"):
        _published(site, "new")
    assert _holds(tmp_path) == {**_whole("old"), f"site/{name}": "dear"}


def test_a_foreign_link_to_a_folder_is_not_deleted(tmp_path: Path) -> None:
    """A link to a folder is a file that no build made, too."""
    site = _published(tmp_path / "site", "old")
    (tmp_path / "letters").mkdir()
    (site / "letters").symlink_to(tmp_path / "letters")
    with pytest.raises(PlaceError, match="letters was not made by a build"):
        _published(site, "new")
    assert (site / "letters").is_symlink()


def test_a_site_without_a_mark_is_replaced(tmp_path: Path) -> None:
    """A site made before marks existed, with different pages than now, is replaced."""
    site = _made(tmp_path / "site", "old")
    (site / "pagefind" / "more.js").write_text("old", encoding="utf-8")
    _published(site, "new")
    assert _holds(tmp_path) == _whole("new")


@pytest.mark.parametrize("mark", [b"", b"\xff", b"[]", b"{}", b'{"files": 1}', b'{"files": [[]]}'])
def test_a_broken_mark_is_none(tmp_path: Path, mark: bytes) -> None:
    """A mark that cannot be read vouches for nothing, and breaks nothing."""
    site = _published(tmp_path / "site", "old")
    (site / MARK).write_bytes(mark)
    (site / "CNAME").write_text("dear", encoding="utf-8")
    with pytest.raises(PlaceError, match="CNAME was not made by a build"):
        _published(site, "new")


@pytest.mark.parametrize("place", ["/", ".", "docs", "docs/site", "statements/site", "mkdocs.yml"])
def test_a_site_is_apart_from_its_sources(tmp_path: Path, place: str) -> None:
    """A site may be neither inside its sources nor around them."""
    sources = [tmp_path / name for name in ("docs", "statements", "mkdocs.yml")]
    site = (tmp_path / place).resolve()
    with pytest.raises(PlaceError, match="must be apart from"), building(site, sources):
        pass
    assert not list(tmp_path.iterdir())
