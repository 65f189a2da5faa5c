"""A statement's page tells the history of its record from git alone, and says so where git cannot tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archive.export.data import changes
from archive.history.commits import history
from archive.link.linking import link
from archive.pages import statement
from archive.read.reading import read
from archive.record.history import NONE, History, runs
from archive.site.site import Settings, Site
from edits import ANSWERS, SAYS, corrected, edited, renamed, replace, supplied, withdrew, wrapped
from repositories import commit, git, toy_repository

SAID, ANSWERED = Path(SAYS).stem, Path(ANSWERS).stem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The toy archive in a repository, for a test to continue from."""
    return toy_repository(tmp_path / "archive")


def told(root: Path) -> History:
    """Return the history of an archive."""
    return history(root, read(root).archive)


def kinds(root: Path, id: str) -> list[str]:
    """Return the kinds of a record's changes, latest first."""
    return [change.kind for change in told(root).changes[id]]


def page(root: Path, id: str, repo_url: str = "") -> LexborHTMLParser:
    """Return the page of a statement."""
    archive = read(root).archive
    settings = Settings(site_name="Toy", repo_url=repo_url)
    site = Site(links=link(archive), settings=settings, history=history(root, archive))
    return LexborHTMLParser(statement.page(site, archive.statements[id]).content)


def test_changes_are_told_apart(root: Path) -> None:
    """A correction, a withdrawal, added words, changed words and an edit are each recognized, latest first."""
    corrected(root)
    supplied(root)
    commit(root, "Correct one record and supply another")
    edited(root)
    withdrew(root)
    commit(root, "Edit one and withdraw another")
    replace(root, SAYS, ("many years", "years"))
    commit(root, "Change a word in silence")
    wrapped(root)
    commit(root, "Wrap a paragraph")
    assert kinds(root, SAID) == ["edit", "words", "edit", "correction", "added"]
    assert kinds(root, ANSWERED) == ["withdrawal", "supplied", "added"]


def test_a_change_has_its_commit(root: Path) -> None:
    """A change has its commit's day, subject and id."""
    corrected(root)
    id = commit(root, "Correct a word", date="2026-11-22T23:30:00Z")
    change = told(root).changes[SAID][0]
    assert (change.commit, change.date, change.subject) == (id, "2026-11-22", "Correct a word")


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("1795305600 -0800", "2026-11-21"),
        ("1795305600 +1400", "2026-11-22"),
        ("1 -9999", ""),
        ("1 +9999", "1970-01-05"),
        ("0 +0000", ""),
        ("-1 +0000", ""),
        ("-62135596800 +0000", ""),
        ("253402214400 +0000", ""),
        ("99999999999999 +0000", ""),
        ("99999999999999999999999 +0000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_commit_may_have_any_date(when: str, day: str, root: Path) -> None:
    """A commit from before 1970, after 9999 or of no time at all is a change like any other, without a day."""
    edited(root)
    git(root, "add", "--all")
    head = f"tree {git(root, 'write-tree').strip()}\nparent {git(root, 'rev-parse', 'HEAD').strip()}"
    file = root / ".git" / "commit"
    file.write_text(f"{head}\nauthor a <a@b.c> {when}\ncommitter a <a@b.c> {when}\n\nEdit\n")
    id = git(root, "hash-object", "-t", "commit", "-w", "--literally", str(file)).strip()
    git(root, "update-ref", "HEAD", id)
    change, _ = told(root).changes[SAID]
    assert (change.kind, change.date) == ("edit", day)
    item = page(root, SAID).css_first(".history li")
    assert item is not None
    assert item.text().startswith(f"{day or 'Unknown day'} Editorial edit.")


def test_changed_words_are_marked(root: Path) -> None:
    """Changed words are on the page with some context, distinct from those that were removed."""
    replace(root, SAYS, ("full compliance", "good compliance"), ("**nobody** has", "has"))
    commit(root, "Change words")
    item = page(root, SAID).css_first(".history li")
    assert item is not None
    assert [each.text() for each in item.css("del")] == ["full", "**nobody**"]
    assert [each.text() for each in item.css("ins")] == ["good"]
    assert "*very* clear: Exampleton is in full good compliance with" in " ".join(item.text().split())
    assert len(item.text()) < 400


def test_a_renamed_record_keeps_its_history(root: Path) -> None:
    """A record's history under a former id is shown under its current id."""
    edited(root)
    renamed(root)
    commit(root, "Rename a record")
    assert kinds(root, "2018-04-03-paragon-belittles-notice") == ["renamed", "added"]


def test_a_page_leads_to_the_commit(root: Path) -> None:
    """If the repository is known, each change links to its commit there."""
    links = page(root, SAID, "https://forge.example/archive").css(".history a")
    head = git(root, "rev-parse", "HEAD").strip()
    assert [one.attributes["href"] for one in links] == [f"https://forge.example/archive/commit/{head}"]


@pytest.mark.parametrize(
    "subject",
    ["<script>alert(1)</script>", "\x01forged\x02", "turned \u202e round", ":100644 100644 a b M", "x" * 5000],
)
def test_a_hostile_subject_is_text(subject: str, root: Path) -> None:
    """Whatever a commit's subject contains, it is text on the page, and forges nothing."""
    edited(root)
    commit(root, subject)
    assert kinds(root, SAID) == ["edit", "added"]
    found = page(root, SAID).css(".history li")
    assert len(found) == 2
    assert found[0].css_first("script") is None
    assert "\u202e" not in found[0].text()
    assert len(found[0].text()) < 400


def test_what_an_earlier_version_was_may_be_unreadable(root: Path) -> None:
    """A version that is not yet, or no longer, a record is a change like any other."""
    text = (root / SAYS).read_bytes()
    (root / SAYS).write_bytes(b"\xff---\n")
    commit(root, "Break a record")
    (root / SAYS).write_bytes(text)
    commit(root, "Mend it")
    assert kinds(root, SAID) == ["edit", "edit", "added"]


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    """A shallow clone shows no partial history, and the page says why."""
    edited(root)
    commit(root, "Edit a record")
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    assert told(tmp_path / "shallow").changes == {}
    section = page(tmp_path / "shallow", SAID).css_first("#history + p")
    assert section is not None
    assert section.text() == "The site was made from a clone that has only the latest commits."


def _object(root: Path, name: str) -> Path:
    """Return the file in which git keeps an object."""
    id = git(root, "rev-parse", name).strip()
    return root / ".git" / "objects" / id[:2] / id[2:]


@pytest.mark.parametrize("damaged", [False, True], ids=["lost", "damaged"])
def test_a_lost_text_hides_only_its_own_changes(damaged: bool, root: Path) -> None:
    """Where the clone lacks a text, the changes before and after it are unknown, and all others have their kind."""
    edited(root)
    supplied(root)
    commit(root, "Edit one record and supply another")
    corrected(root)
    commit(root, "Correct a word")
    lost = _object(root, f"HEAD~:{SAYS}")
    lost.chmod(0o600)
    lost.write_bytes(b"damaged") if damaged else lost.unlink()
    assert kinds(root, SAID) == ["unknown", "unknown", "added"]
    assert kinds(root, ANSWERED) == ["supplied", "added"]
    item = page(root, SAID).css_first(".history li")
    assert item is not None
    assert "Unknown change" in item.text()


def test_a_partial_clone_has_the_changes_without_their_kinds(root: Path, tmp_path: Path) -> None:
    """A clone without the earlier texts, which are not fetched, lists the changes."""
    edited(root)
    commit(root, "Edit a record")
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", root.as_uri(), "partial")
    assert kinds(tmp_path / "partial", SAID) == ["unknown", "added"]


def test_a_submodule_was_no_record(root: Path) -> None:
    """A submodule where a record was, or is now, changes no history."""
    text = (root / SAYS).read_bytes()
    (root / SAYS).unlink()
    git(root, "update-index", "--force-remove", SAYS)
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{SAYS}")
    git(root, "commit", "--quiet", "--message", "Store a submodule")
    git(root, "update-index", "--force-remove", SAYS)
    (root / SAYS).write_bytes(text.replace(b"been so for years", b"been so for many years"))
    supplied(root)
    commit(root, "Store the record again")
    assert kinds(root, SAID) == ["words", "added"]
    assert kinds(root, ANSWERED) == ["supplied", "added"]


def test_a_damaged_clone_says_so(root: Path) -> None:
    """Where commits cannot be read, the page says so instead of that there are none."""
    edited(root)
    commit(root, "Edit a record")
    _object(root, "HEAD~").unlink()
    assert told(root).missing == "The site was made from a damaged clone, whose commits cannot be read"


def test_a_copy_without_git_says_so(toy_root: Path, tmp_path: Path) -> None:
    """A copy of the files has no history, and the page says so."""
    shutil.copytree(toy_root, tmp_path / "copy")
    assert told(tmp_path / "copy").missing == "The site was made from a copy without its history"


def test_a_record_that_is_not_committed_says_so(root: Path) -> None:
    """A record that is not in git yet has no history, and the others have theirs."""
    text = (root / ANSWERS).read_text()
    (root / "statements/2018/2018-04-03-paragon-adds.md").write_text(text)
    section = page(root, "2018-04-03-paragon-adds").css_first("#history + p")
    assert section is not None
    assert section.text() == "This record is not committed yet."


def test_the_history_is_data(root: Path) -> None:
    """The history of all records is a data file, which reads back the same."""
    corrected(root)
    commit(root, "Correct a word")
    found = told(root)
    assert changes.read(changes.written(found)) == found
    assert changes.read(changes.written(NONE)) == NONE


@pytest.mark.parametrize(
    "data",
    [b"", b"{}\n", b"[]", b"\xff", b"[" * 100_000, b'{"missing":""}\n{"id":"a","changes":[{}]}', b'{"missing":1}'],
)
def test_what_is_no_history_is_refused(data: bytes) -> None:
    """A file that is not a history is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 -- json's own errors are such too
        changes.read(data)


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcde"), max_size=40))
def test_runs_are_the_words_of_both(old: list[str], new: list[str]) -> None:
    """Deleted words come from the old text and inserted words from the new; short texts are shown whole."""
    found = runs(" ".join(old), " ".join(new))
    if ("gap", "") not in found:
        assert " ".join(text for name, text in found if name != "inserted").split() == old
        assert " ".join(text for name, text in found if name != "deleted").split() == new
    deleted = [word for name, text in found if name == "deleted" for word in text.split()]
    inserted = [word for name, text in found if name == "inserted" for word in text.split()]
    assert len(old) - len(deleted) == len(new) - len(inserted)
