"""The benchmark measures what it says, on its own texts or a corpus, and says what it did not measure."""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.read.reading import read
from bench import contenders, corpus, generate, measure, program, table
from bench.contenders import CONTENDERS
from bench.measure import PageSizes, Usage, Weight
from bench.releases import CorpusError, Release, releases
from building import TODAY, TOP
from launcher.arguments import BUILDERS

OPTIONS = ("--corpus", "--count", "--keep", "--only", "--previews", "--growth")
ROW = {
    "date": "2020-03-02",
    "speaker": "Ada Sample",
    "office": "U.S. Senator",
    "state": "QX",
    "title": "Bells of Exampleton",
    "url": "https://example.org/bells",
    "text": "We follow 8 U.S.C. § 1373(a).\n\tThe <b>bells</b> ring *twice*.",
}


_NOTHING: dict[str, object] = {
    "corpus": None,
    "count": None,
    "keep": None,
    "only": [],
    "previews": False,
    "growth": False,
}


def options(**given: object) -> argparse.Namespace:
    """Return the command's parsed arguments."""
    return argparse.Namespace(**{**_NOTHING, **given})


def made(count: int) -> tuple[Release, ...]:
    """Make some releases."""
    return tuple(releases(generate.lines(count)))


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_made_up_texts_are_the_same_each_time() -> None:
    """Everyone who measures without a corpus measures the same texts."""
    assert list(generate.lines(12)) == list(generate.lines(12))
    assert [one.id for one in made(12)] == [one.id for one in made(12)]
    assert len(made(40)) == 40


def test_a_made_archive_is_free_of_problems(tmp_path: Path) -> None:
    """The archive written from made-up texts could itself be published, citations and all."""
    corpus.write(made(60), tmp_path)
    reading = read(tmp_path)
    assert check(reading, TODAY) == ()
    assert len(reading.archive.statements) == 60
    assert reading.archive.statutes
    assert any(statement.statutes for statement in reading.archive.statements.values())


def test_the_same_releases_give_the_same_bytes(tmp_path: Path) -> None:
    """Every builder's input depends only on the releases."""
    for contender in CONTENDERS:
        for folder in ("first", "second"):
            (tmp_path / contender.name / folder).mkdir(parents=True)
            contender.prepare(made(8), tmp_path / contender.name / folder)
        assert tree(tmp_path / contender.name / "first") == tree(tmp_path / contender.name / "second")


def test_words_stay_words_for_every_builder(tmp_path: Path) -> None:
    """A release's text reaches each builder without anything that Markdown or HTML would read as markup."""
    (one,) = releases([json.dumps(ROW)])
    assert one.body == "We follow 8 U.S.C. § 1373(a).\n\nThe \u2039b\u203abells\u2039/b\u203a ring \\*twice\\*."
    corpus.write([one], tmp_path)
    reading = read(tmp_path)
    assert check(reading, TODAY) == ()
    (statement,) = reading.archive.statements.values()
    assert statement.statutes == ("8 U.S.C. § 1373(a)",)


def test_a_release_is_taken_once_and_needs_a_speaker() -> None:
    """Repeated words and words without a speaker are skipped; two releases with the same title get two ids."""
    rows = [ROW, ROW, ROW | {"speaker": "", "text": "other"}, ROW | {"text": "more"}]
    found = tuple(releases(json.dumps(row) for row in rows))
    assert [one.id for one in found] == ["2020-03-02-bells-of-exampleton", "2020-03-02-bells-of-exampleton-2"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "Line 1 must be a JSON object"),
        ("[]", "Line 1 must be a JSON object."),
        (json.dumps(ROW | {"date": "March"}), "Line 1 must have a date as in 2017-10-12, not 'March'."),
        (json.dumps(ROW | {"url": "ftp://x"}), "Line 1 must have a url of http or https, not 'ftp://x'."),
        (json.dumps(ROW | {"title": 7}), "Line 1 must have a text under title."),
        (json.dumps({"date": "2020-03-02"}), "Line 1 must have a text under speaker."),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, sentence: str) -> None:
    """A fault in the corpus stops the measurement with the line and the reason."""
    with pytest.raises(CorpusError) as error:
        tuple(releases([line]))
    assert str(error.value).startswith(sentence)


def test_a_corpus_may_be_compressed(tmp_path: Path) -> None:
    """A JSON Lines file is read plain or gzipped, and only as many of its texts as requested."""
    lines = "".join(generate.lines(5))
    (tmp_path / "plain.jsonl").write_text(lines, encoding="utf-8")
    with gzip.open(tmp_path / "packed.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write(lines)
    assert program.texts(tmp_path / "plain.jsonl", None) == program.texts(tmp_path / "packed.jsonl.gz", None)
    assert len(program.texts(tmp_path / "plain.jsonl", 2)) == 2
    (tmp_path / "broken.jsonl.gz").write_text("no gzip")
    with pytest.raises(CorpusError, match=r"broken\.jsonl\.gz cannot be read"):
        program.texts(tmp_path / "broken.jsonl.gz", None)


def test_a_command_is_measured(tmp_path: Path) -> None:
    """A command's exit code, its time and the memory of all its processes are measured; its output is kept."""
    held = "import time; time.sleep(1)"  # long enough to be seen on a busy machine
    run = f"subprocess.run([sys.executable, '-c', '{held}'])"
    code = f"import subprocess, sys; x = b'x' * 60_000_000; print('said'); {run}"
    used = measure.run((sys.executable, "-c", code), tmp_path, tmp_path / "log")
    assert (used.code, (tmp_path / "log").read_text()) == (0, "said\n")
    assert used.peak > 60_000_000
    assert used.cpu > 0
    assert measure.run((sys.executable, "-c", "raise SystemExit(3)"), tmp_path, tmp_path / "log").code == 3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what processes share")
def test_shared_memory_counts_once(tmp_path: Path) -> None:
    """Processes that were forked and changed nothing need little more memory than one."""
    code = "import os, time; x = bytes(range(1, 201)) * 500_000; [os.fork() for _ in range(2)]; time.sleep(1)"
    used = measure.run((sys.executable, "-c", code), tmp_path, tmp_path / "log")
    assert 100_000_000 < used.peak < 190_000_000


def test_a_site_is_weighed(tmp_path: Path) -> None:
    """A site's size is that of its files; for its pages, the median and the largest are reported."""
    for number, size in enumerate((10, 20, 900)):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "index.html").write_bytes(b"x" * size)
    assert measure.weigh(tmp_path) == Weight(files=3, size=930)
    sizes = measure.page_sizes(sorted(tmp_path.rglob("*.html")))
    assert sizes is not None
    assert (sizes.median, sizes.largest) == (20, 900)
    assert sizes.largest_compressed < 100
    assert measure.page_sizes([]) is None


def test_the_report() -> None:
    """The report is one table for all, then the stages, pages and ratios, the same text for the same figures."""
    pages = PageSizes(median=20_000, largest=90_000, median_compressed=6_000, largest_compressed=30_000)
    results = (
        table.Result(
            title="archive: build",
            steps={"build": Usage(code=0, wall=30.0, cpu=50.0, peak=900_000_000)},
            weight=Weight(files=20_000, size=400_000_000),
            stages={"read": 3.0, "render": 12.5},
            pages=pages,
        ),
        table.Result(
            title="Hugo + Pagefind",
            steps={
                "hugo": Usage(code=0, wall=10.0, cpu=15.0, peak=800_000_000),
                "pagefind": Usage(code=0, wall=20.0, cpu=25.0, peak=2_000_000_000),
            },
            weight=Weight(files=10_000, size=200_000_000),
            stages={},
        ),
        table.Result(title="odd", steps={"odd": Usage(code=1, wall=1, cpu=1, peak=1)}, weight=None, stages={}),
    )
    assert table.report(results, "archive: build", "Hugo + Pagefind") == REPORT


REPORT = """\
|                 | wall s | CPU s | peak MB | site MB |  files |
| --------------- | -----: | ----: | ------: | ------: | -----: |
| archive: build  |   30.0 |  50.0 |     900 |   400.0 | 20,000 |
| Hugo + Pagefind |   30.0 |  40.0 |   2,000 |   200.0 | 10,000 |
| odd             | failed |       |         |         |        |

| archive: build, stages | wall s |
| ---------------------- | -----: |
| read                   |   3.00 |
| render                 |  12.50 |
| start and end          |  14.50 |

| archive: build, a statement's page |   KB | KB in gzip |
| ---------------------------------- | ---: | ---------: |
| median                             | 20.0 |        6.0 |
| largest                            | 90.0 |       30.0 |

| Hugo + Pagefind, steps | wall s | peak MB |
| ---------------------- | -----: | ------: |
| hugo                   |  10.00 |     800 |
| pagefind               |  20.00 |   2,000 |

| archive: build / Hugo + Pagefind | ratio |
| -------------------------------- | ----: |
| wall                             |  1.00 |
| CPU                              |  1.25 |
| peak                             |  0.45 |
| site                             |  2.00 |
| files                            |  2.00 |
"""


def built(wall: float, code: int = 0) -> table.Result:
    """Return the result of a build that took some time."""
    return table.Result(
        title="archive",
        steps={"build": Usage(code=code, wall=wall, cpu=2 * wall, peak=900_000_000)},
        weight=Weight(files=20_000, size=40_000_000),
        stages={"previews": wall / 4},
    )


def test_the_table_of_growth() -> None:
    """Each size is a row, with the time and space per statement; a failed build says so."""
    assert (
        table.growth({1000: built(3.0), 50_000: built(99.0, code=1)})
        == """\
| statements | wall s | CPU s | CPU ms a statement | peak MB | site MB | KB a statement |  files |
| ---------- | -----: | ----: | -----------------: | ------: | ------: | -------------: | -----: |
| 1,000      |    3.0 |   6.0 |                6.0 |     900 |    40.0 |           40.0 | 20,000 |
| 50,000     | failed |       |                    |         |         |                |        |
"""
    )


def test_the_table_of_previews() -> None:
    """A first build that draws previews is shown beside one that reuses them."""
    assert (
        table.previews({"first build": built(8.0), "second build": built(4.0)}, Weight(files=12, size=240_000))
        == """\
| previews: 12 pictures, 0.2 MB | wall s | whole build, wall s | whole build, CPU s |
| ----------------------------- | -----: | ------------------: | -----------------: |
| first build                   |    2.0 |                 8.0 |               16.0 |
| second build                  |    1.0 |                 4.0 |                8.0 |
"""
    )


def test_a_small_measurement(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command builds a real archive, reports its stages, and leaves everything where it was told to."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(program, "_GROWTH", (3,))
    monkeypatch.setattr(program, "_EDITS", 3)
    chosen = options(count=12, keep=folder, only=["archive"], previews=True, growth=True)
    assert program.run("bench", chosen) == program.OK
    out, err = capfd.readouterr()
    assert "archive: check" in out
    assert "previews: 12 pictures" in out
    assert re.search(r"^\| 3 +\|", out, re.MULTILINE)
    assert all(f"\n| {stage} " in out for stage in ("read", "check", "render", "verify", "index"))
    assert "median" in out
    assert re.search(r"^archive: serve: .* from saving a record to its page \d+\.\d\d s", out, re.MULTILINE)
    assert "12 releases" in err
    assert "\r" not in err
    site = contenders.site(folder / "archive")
    assert all((site / "statements" / one.id / "index.html").is_file() for one in made(12))


def test_a_builder_that_is_not_installed_is_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Hugo the others are still measured, and a line says how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program.run("bench", options(count=3, keep=tmp_path / "kept", only=["hugo"])) == program.OK
    out, err = capsys.readouterr()
    assert out == ""
    assert "hugo is not installed, so hugo is passed over; to get it: apt-get install hugo" in err


def test_a_builder_that_fails_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing command shows its last words and a row that says so, and changes the exit code."""
    words = (sys.executable, "-c", "print('it broke'); raise SystemExit(4)")
    broken = contenders.Contender(
        name="broken",
        prepare=lambda found, folder: None,
        jobs=(contenders.Job(title="Broken", steps=(contenders.Step(name="build", command=words),)),),
    )
    monkeypatch.setattr(program, "CONTENDERS", (broken,))
    assert program.run("bench", options(count=2, keep=tmp_path / "kept")) == program.FAILED
    out, err = capsys.readouterr()
    assert "| Broken | failed |" in out
    assert "Broken: build failed with exit code 4; its last words:\n  it broke\n" in err


def test_a_corpus_without_use_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A corpus without a usable text prints a sentence and a hint, and nothing is built."""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert program.run("bench", options(corpus=empty)) == program.USAGE_ERROR
    assert "has no release that names its speaker" in capsys.readouterr().err


def test_the_names_of_the_builders() -> None:
    """The values of --only, declared before anything is installed, are the existing builders."""
    assert list(BUILDERS) == [contender.name for contender in CONTENDERS]


def test_the_guide_to_the_benchmark_names_each_builder_and_key() -> None:
    """The benchmark page names every option, every builder, and every key of a corpus."""
    guide = (TOP / "docs" / "benchmark.md").read_text(encoding="utf-8")
    for words in (*(f"`{name}`" for name in (*ROW, *BUILDERS)), *OPTIONS):
        assert words in guide
