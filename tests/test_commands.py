"""`check` returns an exit code for anything it meets, prints every problem, and never shows a traceback."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

import commands
from launcher import environment, program

TOP = Path(__file__).resolve().parents[1]
TODAY = "2026-11-24"


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(tmp_path: Path, toy_root: Path) -> Path:
    """A copy of the toy archive, for a test to break."""
    shutil.copytree(toy_root / "statements", tmp_path / "archive" / "statements")
    return tmp_path / "archive"


@pytest.fixture
def broken(root: Path) -> Path:
    """The toy archive with an empty file from 2017, and a file from 2018 that is not a record."""
    (root / "statements" / "2017" / "2017-05-05-empty.md").touch()
    (root / "statements" / "2018" / "notes.txt").touch()
    return root


def check(root: Path, *arguments: Path | str) -> int:
    """Run `check` as the command line does and return the exit code."""
    return program.main(["check", "--root", str(root), "--today", TODAY, *map(str, arguments)])


def test_good_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without problems `check` exits with 0 and prints one line."""
    assert check(root) == 0
    assert capsys.readouterr() == ("0 errors, 0 warnings\n", "")


def test_bad_record(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With errors it exits with 1 and prints all of them, sorted by place."""
    assert check(broken) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out == (
        "statements/2017/2017-05-05-empty.md:1:1: file-empty: A record must not be empty.\n"
        "statements/2018/notes.txt:1:1: file-name: A record in statements/2018/ must be a file that ends in .md.\n"
        "2 errors, 0 warnings\n"
    )


def test_warnings_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With only warnings it exits with 0 and prints them."""
    speakers = root / "statements" / "speakers"
    shutil.copy(speakers / "ada-sample.yml", speakers / "ada-sample-2.yml")
    assert check(root) == 0
    assert capsys.readouterr().out.endswith("\n0 errors, 1 warning\n")


def test_files_that_are_named(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report on some files or folders covers only their problems; so does the exit code."""
    statements = broken / "statements"
    assert check(broken, statements / "2017") == 1
    assert capsys.readouterr().out.endswith("must not be empty.\n1 error, 0 warnings\n")
    assert check(broken, statements / "2018" / "notes.txt") == 1
    assert capsys.readouterr().out.startswith("statements/2018/notes.txt:")
    assert check(broken, statements / "speakers") == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"


def test_link_is_where_it_stands(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link is reported in the folder that contains it, wherever it leads."""
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.touch()
    link = root / "statements" / "2017" / "2017-05-05-linked.md"
    link.symlink_to(elsewhere)
    for path in (link, link.parent):
        assert check(root, path) == 1
        assert "2017-05-05-linked.md:1:1: file-link: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["check", "--today", "tomorrow"],
            "Argument --today: a date must be written as 2026-11-24, and tomorrow is not.",
        ),
        (["check", "nowhere"], "Argument PATH: there is no file or folder nowhere."),
        (["check", "--root", "nowhere"], "Argument --root: nowhere must be a folder with statements/ in it."),
        (["chekc"], "There is no command chekc."),
        ([], "A command is missing."),
    ],
    ids=["date", "path", "root", "command", "nothing"],
)
def test_wrong_use(
    words: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use exits with 2 and prints one sentence and a hint to stderr, and nothing to stdout."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        program.main(words)
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"manage.py: {sentence}\n  hint: ")


def test_lacking_machine(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An error from the operating system exits with 3 and prints a sentence."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied", "statements")

    monkeypatch.setattr(commands, "check", refuse)
    assert check(root) == 3
    assert capsys.readouterr().err.startswith("manage.py: The machine refused to write or read a file: statements: ")


def test_output_that_cannot_show_every_letter(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an ASCII-only output, other characters are shown as escapes."""
    (broken / "statements" / "2017" / "2017-05-06-é.md").touch()
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", stream)
    assert check(broken) == 1
    assert rb"2017-05-06-\xe9.md:1:1: file-name: " in stream.buffer.getvalue()


def test_name_that_is_no_text(broken: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A name with unprintable characters is shown with escapes, on one line."""
    (broken / "statements" / "2017" / "a\n\u202eb.md").touch()
    assert check(broken) == 1
    assert rb"statements/2017/a\n\u202eb.md:1:1: file-name: " in capsysbinary.readouterr().out


def test_problems_annotate_a_pull_request(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--format github` each problem is also a workflow command, after the report."""
    hostile = broken / "statements" / "2018" / "a,b:c%0A::stop.txt"
    hostile.touch()
    assert check(broken, "--format", "github") == 1
    assert capsys.readouterr().out.partition("3 errors, 0 warnings\n")[2] == (
        "::error file=statements/2017/2017-05-05-empty.md,line=1,col=1,title=file-empty::A record must not be empty.\n"
        "::error file=statements/2018/a%2Cb%3Ac%250A%3A%3Astop.txt,line=1,col=1,title=file-name::"
        "A record in statements/2018/ must be a file that ends in .md.\n"
        "::error file=statements/2018/notes.txt,line=1,col=1,title=file-name::"
        "A record in statements/2018/ must be a file that ends in .md.\n"
    )


def test_the_record_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """Without another archive's folder, the command checks the record and finds no problem."""
    assert program.main(["check"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
