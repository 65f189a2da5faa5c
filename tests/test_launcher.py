"""The launcher by itself: its help, its refusals, its checks of the code."""

from __future__ import annotations

import argparse
import ast
import datetime
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from launcher import chromium, environment, installing, javascript, program, programs, suite
from launcher.lacking import LackingError, from_os_error
from launcher.table import COMMANDS, Command

TOP = Path(__file__).resolve().parents[1]
NAMES = [command.name for command in COMMANDS]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project with only the launcher and the lock files."""
    scripts = tmp_path / "project" / "scripts"
    for name in ("launcher", "requirements"):
        shutil.copytree(TOP / "scripts" / name, scripts / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "scripts" / "manage.py", scripts)
    return scripts.parent


def manage(top: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a project's command with only the standard library and its own environment."""
    base = {"PATH": os.environ["PATH"], "HOME": str(top), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-S", "-I", str(top / "scripts" / "manage.py"), *words]
    return subprocess.run(command, env=base | environ, cwd=top, capture_output=True, text=True, check=False, timeout=60)


def test_help_needs_no_environment(copy: Path) -> None:
    """The help names every command and exit code, and creates nothing."""
    done = manage(copy, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"\n  {name} " in done.stdout for name in NAMES)
    assert all(f"\n  {code}  " in done.stdout for code in range(4))
    assert max(map(len, done.stdout.splitlines())) <= 110
    assert [path.name for path in copy.iterdir()] == ["scripts"]


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_help_of_a_command(command: Command, copy: Path) -> None:
    """Each command shows its arguments and examples without an environment."""
    done = manage(copy, command.name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: python3 scripts/manage.py {command.name} ")
    assert all(f"\n  python3 scripts/manage.py {example}\n" in done.stdout for example in command.examples)


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_examples_are_right(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example in the help is a valid use of the command."""
    project = tmp_path / "project"
    for folder in (project / "statements" / "2017", project / "site", tmp_path / "another-archive" / "statements"):
        folder.mkdir(parents=True)
    for name in ("releases.jsonl", "manifest.json", "saved.html"):
        (project / name).touch()
    monkeypatch.chdir(project)
    assert command.examples
    for example in command.examples:
        name, *words = example.split()
        assert name == command.name
        program.parse(command, words)


@pytest.mark.parametrize(
    ("words", "sentence", "hint"),
    [
        ([], "A command is missing.", "python3 scripts/manage.py --help lists them"),
        (["biuld"], "There is no command biuld.", "did you mean build?"),
        (
            ["xyz"],
            "There is no command xyz.",
            "the commands are check, verify, seal, watch, capture, import, draft, accept, build, audit, export, serve",
        ),
        (["--root", "x", "build"], "The command must come before its options, and --root comes first.", ""),
        (
            ["build", "--colour"],
            "Unrecognized arguments: --colour.",
            "python3 scripts/manage.py build --help",
        ),
        (
            ["build", "--root", "nowhere"],
            "Argument --root: nowhere must be a folder with statements/ in it.",
            "",
        ),
        (["check", "nothing.md"], "Argument PATH: there is no file or folder nothing.md.", ""),
        (["check", "--today", "20261124"], "Argument --today: a date must be written as 2026-11-24", ""),
        (["serve", "--port", "65536"], "Argument --port: a port must be a number from 0 to 65535", ""),
        (["serve", "--port", "²"], "Argument --port: a port must be a number from 0 to 65535", ""),
        (["bench", "--count", "0"], "Argument --count: the count must be a whole number above 0", ""),
    ],
)
def test_wrong_use(words: list[str], sentence: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use is answered with one sentence, a hint and exit code 2."""
    with pytest.raises(SystemExit, check=lambda leaving: leaving.code == 2):
        program.main(words)
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith(f"manage.py: {sentence}")
    assert second.startswith(f"  hint: {hint}")


def test_old_python_can_read_the_door() -> None:
    """The entry script stays within the grammar of Python 3.8, so that an old Python gets a message."""
    source = (TOP / "scripts" / "manage.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_defaults_are_filled_in(tmp_path: Path) -> None:
    """A command gets its folders as absolute paths and its day as a date, given or not."""
    (tmp_path / "statements").mkdir()
    build = program.choose(["build"])
    given = program.parse(build, ["--root", str(tmp_path), "--today", "2026-11-24"])
    assert (given.root, given.site_dir) == (tmp_path, tmp_path / "site")
    assert given.today == datetime.date(2026, 11, 24)
    default = program.parse(build, [])
    assert (default.root, default.site_dir) == (TOP, TOP / "site")
    assert isinstance(default.today, datetime.date)


def test_words_for_pytest_go_on_untouched() -> None:
    """Everything after ``test`` reaches pytest as written, options and all."""
    words = ["-k", "launcher", "--", "-x", "--help"]
    assert program.parse(program.choose(["test"]), words).arguments == words


def test_the_named_chromium_wins(tmp_path: Path) -> None:
    """The program in ARCHIVE_CHROMIUM is used before any other, and a wrong name is reported."""
    program_file = tmp_path / "my-chromium"
    program_file.touch(mode=0o755)
    assert chromium.find({chromium.VARIABLE: str(program_file)}) == program_file
    with pytest.raises(LackingError, match="ARCHIVE_CHROMIUM names nothing-here, which is not a program"):
        chromium.find({chromium.VARIABLE: "nothing-here", "PATH": str(tmp_path)})


def test_chromium_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name, a Chromium on PATH is used."""
    monkeypatch.setattr(chromium, "_DEBIAN", tmp_path / "none")
    program_file = tmp_path / "google-chrome"
    program_file.touch(mode=0o755)
    assert chromium.find({"PATH": str(tmp_path)}) == program_file


@pytest.mark.parametrize("may", [True, False])
def test_a_program_that_a_test_needs_is_installed(may: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing programs are installed once, by their packages, if apt-get may be used."""
    (tmp_path / "node").touch(mode=0o755)
    asked: list[tuple[str, ...]] = []

    def install(packages: tuple[str, ...], environ: Mapping[str, str]) -> None:
        asked.append(packages)
        (tmp_path / "npm").touch(mode=0o755)

    monkeypatch.setattr(installing, "may_use_apt", lambda environ: may)
    monkeypatch.setattr(installing, "with_apt", install)
    said: list[str] = []
    found = [programs.ensure(("node", "npm"), {"PATH": str(tmp_path)}, said.append) for _ in range(2)]
    assert found == [may, may]
    assert asked == [("npm",)] * may
    assert said == ["Installing npm with apt-get ..."] * may


def test_packages_of_npm_are_installed_once_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm installs from the lock file without running package scripts, and again only if the lock file has changed."""
    (tmp_path / "npm").touch(mode=0o755)
    (tmp_path / "node_modules").mkdir()
    lock = tmp_path / "package-lock.json"
    asked: list[list[str]] = []

    def install(command: list[str], environ: Mapping[str, str]) -> bool:
        asked.append(command)
        return True

    monkeypatch.setattr(installing, "done", install)
    for content in ("1", "1", "2"):
        lock.write_text(content)
        javascript.ensure(tmp_path, {"PATH": str(tmp_path)}, lambda said: None)
    assert [command[1] for command in asked] == ["ci", "ci"]
    assert all("--ignore-scripts" in command for command in asked)
    lock.write_text("3")
    monkeypatch.setattr(installing, "done", lambda command, environ: False)
    with pytest.raises(LackingError, match=r"package-lock\.json"):
        javascript.ensure(tmp_path, {"PATH": str(tmp_path)}, lambda said: None)
    javascript.ensure(tmp_path, {"PATH": ""}, lambda said: pytest.fail("there is no npm"))


def test_other_faults_are_not_excused() -> None:
    """An error that does not come from the machine stays an error."""
    assert from_os_error(FileNotFoundError(errno.ENOENT, "gone")) is None


def test_an_interrupted_run_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends the command with one line and exit code 130."""

    def interrupt(top: Path, requirements: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "enter", interrupt)
    assert program.main(["build"]) == 130
    assert capsys.readouterr().err == "\nmanage.py: Interrupted.\n"


@pytest.mark.parametrize(
    ("failing", "code", "last"),
    [
        ((), 0, "mypy: runs beside pytest"),
        (("ruff",), 1, "failed: ruff check, ruff format"),
        (("mypy",), 1, "failed: mypy"),
        (("ruff", "mypy", "pytest"), 1, "failed: ruff check, ruff format, mypy, pytest"),
        (("pytest",), 1, "mypy: runs beside pytest"),
    ],
)
def test_all_checks_run_and_pytest_is_last(
    failing: tuple[str, ...],
    code: int,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No failure keeps another check from running, and only a failure outside pytest adds a line after it."""
    ran: list[tuple[str, ...]] = []

    def python(*words: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
        ran.append(words)
        return subprocess.CompletedProcess(words, returncode=int(words[0] in failing), stdout="")

    monkeypatch.setattr(suite, "_python", python)
    assert suite.run("test", argparse.Namespace(arguments=[])) == code
    assert [words[0] for words in ran[:2]] == ["ruff", "ruff"]
    assert sorted(ran[2:]) == [("mypy",), ("pytest", suite.INSTALL, *suite.ALL)]
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize("step", ["ruff", "mypy"])
def test_what_a_check_finds_is_printed(
    step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check's findings come before the line that says it failed; if it ran beside pytest, after pytest's output."""

    def python(*words: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
        if not quiet:
            print("3 passed")
        return subprocess.CompletedProcess(words, returncode=int(words[0] == step), stdout=f"{words[0]} found it\n")

    monkeypatch.setattr(suite, "_python", python)
    assert suite.run("test", argparse.Namespace(arguments=[])) == 1
    printed = capsys.readouterr().out
    assert f"{step} found it\n{step}" in printed
    assert printed.count("found it") == (2 if step == "ruff" else 1)
    assert (printed.index(f"{step} found it") > printed.index("3 passed")) == (step == "mypy")


@pytest.mark.parametrize("code", [0, 1])
def test_tests_that_are_asked_for_start_at_once(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words after ``test`` go to pytest, and nothing else runs before it."""
    ran: list[tuple[str, ...]] = []

    def python(*words: str) -> subprocess.CompletedProcess[str]:
        ran.append(words)
        return subprocess.CompletedProcess(words, returncode=code)

    monkeypatch.setattr(suite, "_python", python)
    assert suite.run("test", argparse.Namespace(arguments=["-k", "dates"])) == code
    assert ran == [("pytest", suite.INSTALL, "-k", "dates")]


def test_links_that_lead_nowhere_are_no_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site path behind a loop of links is refused in a sentence."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(SystemExit) as left:
        program.main(["build", "--site-dir", str(tmp_path / "a" / "site")])
    assert left.value.code == 2
    assert "must not lead through a loop of links" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--root", "--site-dir"])
def test_a_path_that_is_not_utf_8(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A path with bytes that are not UTF-8 is refused in a sentence."""
    with pytest.raises(SystemExit) as left:
        program.main(["build", option, "n\udcff"])
    assert left.value.code == 2
    assert "must be a path in UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["nh3", "nh3.inner"])
def test_a_stamp_without_its_packages(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If a package is missing from the environment, the command exits with 3 and says how to rebuild it."""

    def lack(_: str) -> NoReturn:
        raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

    monkeypatch.setattr("importlib.import_module", lack)
    monkeypatch.setattr(environment, "enter", lambda *_: None)
    assert program.main(["check"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("manage.py: The environment .venv has lost the package nh3.\n  hint: delete ")


def test_a_module_of_our_own_that_is_missing_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing import in the project's own code is shown as a bug."""

    def lack(_: str) -> NoReturn:
        raise ImportError("cannot import name 'nothing'", name="archive.outputs")

    monkeypatch.setattr("importlib.import_module", lack)
    monkeypatch.setattr(environment, "enter", lambda *_: None)
    with pytest.raises(ImportError):
        program.main(["check"])
