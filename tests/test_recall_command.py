"""The command ``recall`` as a whole: it builds its own site if none is named, or says what is missing."""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import commands
from bench import recall
from bench.phrases import Text
from launcher import chromium, environment, program
from tools import CHROMIUM, needs


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _options(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**{"site": None, "phrases": 10, "corpus": None, "count": None, **given})


@needs(CHROMIUM)
def test_without_a_site_one_is_built(scratch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a site the command makes the requested number of texts, builds a site, searches it and deletes it."""
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests has its loop in this thread
        assert apart.submit(recall.run, "recall", _options(count=8)).result() == recall.OK
    out, err = capfd.readouterr()
    assert "\n8 statements, " in f"\n{err}"
    (everything,) = (line.replace("|", " ").split() for line in out.splitlines() if line.startswith("| all "))
    assert int(everything[1]) > 0
    assert everything[2] == everything[3]
    assert list(scratch.iterdir()) == []


def test_a_site_that_cannot_be_built(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the build fails, the command exits with 1, searches nothing and leaves nothing behind."""
    monkeypatch.setattr(commands, "run", lambda command, options: commands.PROBLEMS)
    monkeypatch.setattr(recall, "asker", lambda host: pytest.fail("there is nothing to search"))
    assert recall.run("recall", _options(count=8)) == recall.FAILED
    assert capsys.readouterr().out == ""
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "has no release that names its speaker and has a text."),
        ("no JSON\n", "Line 1 must be a JSON object"),
    ],
)
def test_a_corpus_that_cannot_be_used(
    lines: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file without releases, or of something else, is refused with a sentence, a hint and exit code 2."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(lines, encoding="utf-8")
    assert recall.run("recall", _options(corpus=corpus)) == recall.USAGE_ERROR
    first, hint = capsys.readouterr().err.splitlines()
    assert first.startswith("manage.py: ")
    assert said in first
    assert hint == "  hint: docs/benchmark.md lists what is needed"


def test_texts_too_short_for_a_phrase(
    toy_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Texts that yield no phrase are refused before anything is searched."""
    monkeypatch.setattr(recall, "texts", lambda site: (Text(id="a", stretches=("Yes.",)),))
    monkeypatch.setattr(recall, "asker", lambda host: pytest.fail("there is nothing to search for"))
    assert recall.run("recall", _options(site=toy_site)) == recall.USAGE_ERROR
    assert "too few, or too short" in capsys.readouterr().err


def test_without_a_browser(toy_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """If Chromium is missing, the command exits with 3 and says so."""
    monkeypatch.setattr(environment, "enter", lambda top, requirements: None)
    monkeypatch.setenv(chromium.VARIABLE, "nothing-here")
    assert program.main(["recall", "--site", str(toy_site), "--phrases", "10"]) == 3
    assert "ARCHIVE_CHROMIUM names nothing-here, which is not a program.\n  hint: " in capsys.readouterr().err
