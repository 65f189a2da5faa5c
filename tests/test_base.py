"""A record is compared with its version in git: allowed changes pass, and whatever git cannot tell is a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.history import git as asking
from archive.history.git import GitError
from archive.history.revision import read_at
from archive.read.reading import read
from building import TODAY
from edits import ANSWERS, HONEST, SAYS, edited, replace
from launcher import environment, program
from repositories import commit, git, toy_repository


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The toy archive in a repository, for a test to continue from."""
    return toy_repository(tmp_path / "archive")


def compare(root: Path, revision: str) -> int:
    """Run the command; returns its exit code."""
    return program.main(["check", "--root", str(root), "--today", TODAY.isoformat(), f"--base={revision}"])


@pytest.mark.parametrize("edit", HONEST, ids=lambda edit: edit.__name__)
def test_honest_edits_pass(edit: Callable[[Path], None], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edit that the guide allows to a published record causes no problem, committed or not."""
    edit(root)
    assert compare(root, "HEAD") == 0, capsys.readouterr().out
    assert capsys.readouterr().out.endswith("0 errors, 0 warnings\n")


def test_a_record_may_take_a_former_name_again(root: Path) -> None:
    """An id may change back to an alias of the same record, and both still lead to it."""
    old = "2017-03-08-sample-says-exampleton-complies"
    swapped = root / "statements/2017/2017-03-09-mayor-answers-department.md"
    replace(root, SAYS, ("[2017-03-09-mayor-answers-department]", f"[{old}]"), ("date: 2017-03-08", "date: 2017-03-09"))
    (root / SAYS).rename(swapped)
    rules = {problem.rule for problem in check(read(root), TODAY, read_at(root, "HEAD"))}
    assert not rules & {"permalink-lost", "permalink-moved"}


@pytest.mark.parametrize("entry", ["2017-05-01", "2017-05"])
def test_a_correction_may_not_be_dated_back(entry: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Changed words need a correction no older than the last one published."""
    text = f"  - date: {entry}\n    note: A word was missing.\naliases:"
    replace(root, SAYS, ("been so for years", "been so for many years"), ("aliases:", text))
    later = entry == "2017-05"  # some day of May may be after the second
    assert compare(root, "HEAD") == (0 if later else 1)
    assert ("words-changed" in capsys.readouterr().out) is not later


def test_a_committed_change_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison is with the named revision, whatever has been committed since."""
    replace(root, SAYS, ("been so for years", "never been so"))
    commit(root, "Change a word in silence")
    assert compare(root, "HEAD") == 0
    assert compare(root, "HEAD~1") == 1
    assert f"{SAYS}:41:1: words-changed: " in capsys.readouterr().out


def test_an_archive_within_a_repository(root: Path, tmp_path: Path) -> None:
    """An archive may be a folder in a larger repository."""
    outer = tmp_path / "outer"
    shutil.copytree(root / "statements", outer / "inner" / "statements")
    git(outer, "init", "--quiet")
    commit(outer, "Add an archive within")
    assert read_at(outer / "inner", "HEAD").archive == read(root).archive


def test_what_a_revision_has_is_read_as_files_are(root: Path, toy_root: Path) -> None:
    """A revision is read like a folder, and anything but a plain file of a record is skipped."""
    (root / "statements/2018/2018-04-04-linked.md").symlink_to(Path(ANSWERS).name)
    (root / "statements/2018/notes.txt").write_text("notes")
    (root / "statements/2018/2018-04-05-\u201cmarked\u201d\n.md").write_text("marked")
    commit(root, "Add what is no record")
    reading = read_at(root, "HEAD")
    assert reading.archive == read(toy_root).archive
    assert (reading.problems, reading.unread) == ((), frozenset())


@pytest.mark.parametrize(
    "revision",
    [
        "nowhere",
        "--output=/tmp/forged",
        "-h",
        "HEAD:statements",
        "HEAD..HEAD",
        "@{upstream}",
        "a b",
        "$(id)",
        "é\u202e",
    ],
)
def test_a_revision_that_names_nothing(revision: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything that names no commit is refused in one sentence, and never taken for an option."""
    assert compare(root, revision) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"manage.py: {revision!r} must name a commit of this repository; it does not.\n  hint: ")


def test_no_revision_at_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty revision, such as from an unset variable in a script, never counts as nothing to compare with."""
    assert compare(root, "") == 2
    assert "'' must name a commit" in capsys.readouterr().err


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a clone without the commit, the message says that it is shallow, and how to fetch the rest."""
    commit_before = git(root, "rev-parse", "HEAD").strip()
    edited(root)
    commit(root, "Edit a record")
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    assert compare(tmp_path / "shallow", commit_before) == 2
    err = capsys.readouterr().err
    assert "this clone is shallow and lacks older ones.\n  hint: git fetch --unshallow" in err


def test_a_clone_without_contents_says_so(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clone that fetches contents on demand fetches nothing: a check needs no network."""
    edited(root)
    commit(root, "Edit a record")
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", root.as_uri(), "partial")
    assert compare(tmp_path / "partial", "HEAD~1") == 2
    assert "This clone lacks files of earlier commits." in capsys.readouterr().err


def test_a_damaged_clone_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a clone that has lost a blob, the message says which."""
    blob = git(root, "rev-parse", f"HEAD:{SAYS}").strip()
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert compare(root, "HEAD") == 2
    assert f"This clone is damaged and lacks the content {blob}." in capsys.readouterr().err


def test_a_copy_without_git_says_so(toy_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder outside any repository is refused in a sentence."""
    shutil.copytree(toy_root / "statements", tmp_path / "statements")
    assert compare(tmp_path, "HEAD") == 2
    assert f"{tmp_path} must be in a git repository; it is not." in capsys.readouterr().err


def test_a_machine_without_git_says_so(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If git is missing, a sentence says so."""
    monkeypatch.setenv("PATH", "")
    assert compare(root, "HEAD") == 2
    assert "This needs git, which is not installed.\n  hint: install git" in capsys.readouterr().err


def test_a_revision_without_a_record_is_refused(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A commit without a record is not accepted as something to compare with."""
    other = tmp_path / "other"
    shutil.copytree(root / "statements", other / "statements")
    git(other, "init", "--quiet")
    (other / "README").write_text("An archive will be here.")
    git(other, "add", "README")
    git(other, "commit", "--quiet", "--message", "Begin")
    assert compare(other, "HEAD") == 2
    assert "must have files in statements/; it has none." in capsys.readouterr().err


def test_a_hook_does_not_lead_elsewhere(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when run from another repository's hook, the comparison is with the archive's own."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert compare(root, "HEAD") == 0


def test_reasons_of_git_are_told(root: Path) -> None:
    """Any other failure is reported in git's own first sentence."""
    with pytest.raises(GitError, match="Git could not answer: ambiguous argument"):
        asking.git(root, "rev-list", "nowhere")


def test_a_speaker_may_get_another_slug(root: Path) -> None:
    """A speaker's file may be renamed: a statement keeps its speaker."""
    for file in (root / "statements").rglob("*"):
        if file.suffix in (".md", ".yml") and "ada-sample" in file.read_text(encoding="utf-8"):
            replace(root, file.relative_to(root).as_posix(), ("ada-sample", "ada-b-sample"))
    speakers = root / "statements/speakers"
    (speakers / "ada-sample.yml").rename(speakers / "ada-b-sample.yml")
    assert check(read(root), TODAY, read_at(root, "HEAD")) == ()


def test_a_second_reader_may_be_named_later(root: Path) -> None:
    """A proof without a second reader may add one later, and a proof that has one may not change it."""
    letter = "statements/2017/2017-09-20-department-finds-exampleton-complies.md"
    named = "  second_reader: 'Dora Model'\n"
    replace(root, letter, (named, ""))
    commit(root, "Name no second reader")
    replace(root, letter, ("  level: typographic\n", f"{named}  level: typographic\n"))
    commit(root, "Name a second reader")
    assert check(read(root), TODAY, read_at(root, "HEAD~1")) == ()
    replace(root, letter, ("Dora Model", "Clara Instance"))
    assert [problem.rule for problem in check(read(root), TODAY, read_at(root, "HEAD"))] == ["proof-changed"]
