"""The measurement of both searches takes phrases from texts, knows where they are, and reports what was found."""

from __future__ import annotations

import argparse
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.link.linking import Links
from archive.record.normalized import normalized
from bench import recall
from bench.asking import Answer
from bench.phrases import CLASSES, Phrase, Text, Truth, cut, texts
from bench.recall import Score
from bench.serving import Loaded, served
from building import TOP
from tools import CHROMIUM, needs

BELLS = Text(
    id="2020-03-02-bells",
    stretches=(
        "The bells of Exampleton ring twice – at noon, and at night.\nThe mayor’s rule & 99 U.S.C. § 1234 cost $40.",
        "He said “ring the bells” once more, and the people of the town agreed.",
    ),
    archives=("Bells of Exampleton",),
)
OTHER = Text(id="2021-04-05-other", stretches=("Nobody rings the bells of Exampletonia here any more at all.",))
TEXTS = (BELLS, OTHER)


def test_the_same_phrases_each_time() -> None:
    """The same texts give the same phrases, of every class in the texts, without duplicates."""
    phrases = cut(TEXTS, 60)
    assert phrases == cut(TEXTS, 60)
    assert {phrase.name for phrase in phrases} == {group.name for group in CLASSES}
    assert len({(phrase.name, phrase.text) for phrase in phrases}) == len(phrases)


def test_no_more_phrases_than_wanted() -> None:
    """Each class has at most its share, and a rare class has as many as there are."""
    phrases = cut([Text(id=f"{at}", stretches=(f"We saw {chr(97 + at)} red bell here.",)) for at in range(26)], 30)
    assert [phrase.name for phrase in phrases].count("plain words") == 3
    assert {phrase.name for phrase in phrases} <= {"plain words", "with punctuation"}


def test_every_phrase_stands_where_it_was_cut() -> None:
    """A phrase is made of whole words from its statement, and has the mark of its class."""
    spoken = {text.id: [" ".join(part.split()) for part in text.stretches] for text in TEXTS}
    marks = {group.name: group.mark for group in CLASSES if group.name not in ("typed plainly", "across paragraphs")}
    truth = Truth(TEXTS)
    for phrase in cut(TEXTS, 60):
        assert phrase.source in truth.having(phrase.text), phrase
        if mark := marks.get(phrase.name):
            assert any(re.search(rf"(?<!\S){re.escape(phrase.text)}(?!\S)", part) for part in spoken[phrase.source])
            assert mark.search(phrase.text)
        assert phrase.name == "with quotation marks" or normalized(phrase.text).count('"') == 0


def test_a_phrase_across_paragraphs_is_in_two() -> None:
    """Such a phrase has words from the end of one paragraph and the beginning of the next."""
    across = [phrase.text for phrase in cut(TEXTS, 60) if phrase.name == "across paragraphs"]
    assert across
    assert all("night. The" in text for text in across)


def test_what_is_true() -> None:
    """A phrase occurs where all its words do, by the rule of the searches: not in longer words, nor across a gap."""
    truth = Truth(TEXTS)
    assert truth.having("the BELLS of exampleton") == {BELLS.id}
    assert truth.having("twice - at noon") == {BELLS.id}
    assert truth.having("mayor's rule") == {BELLS.id}
    assert truth.having("the bells") == {BELLS.id, OTHER.id}
    assert truth.having("ings the bells") == frozenset()
    assert truth.having("cost $40. He said") == frozenset()


def test_the_tables() -> None:
    """Found, missed and wrong statements are counted by class, the same text for the same scores."""
    both = frozenset({"a", "b"})
    phrase = Phrase(name="with &", text="bells & rules", source="a")
    scores = (
        Score(phrase=phrase, mode="exact", having=both, found=both),
        Score(phrase=phrase, mode="words", having=both, found=frozenset({"a", "c", "d"})),
    )
    assert recall.report(scores) == REPORT
    answers = [
        Answer(found=both, first=first, whole=2000, loaded=Loaded(size=3_000_000, compressed=1_000_000))
        for first in (900, 500, 100)
    ]
    assert recall.times({"exact, cold": answers}) == TIMES


REPORT = """\
|        | phrases | stand in | exact: found | without it | words: found | without it |
| ------ | ------: | -------: | -----------: | ---------: | -----------: | ---------: |
| with & |       1 |        2 |            2 |          0 |            1 |          2 |
| all    |       1 |        2 |            2 |          0 |            1 |          2 |
"""

TIMES = """\
|             | first results s | all searched s | MB loaded | MB in gzip |
| ----------- | --------------: | -------------: | --------: | ---------: |
| exact, cold |            0.50 |           2.00 |      3.00 |       1.00 |
"""


@pytest.mark.parametrize(
    ("name", "having", "found", "breaks"),
    [
        ("plain words", {"a"}, {"a"}, False),
        ("plain words", {"a", "b"}, {"a"}, True),
        ("plain words", {"a"}, {"a", "b"}, True),
        ("with quotation marks", {"a"}, {"a", "b"}, False),
        ("with quotation marks", {"a"}, set(), True),
    ],
)
def test_what_breaks_the_promise(name: str, having: set[str], found: set[str], breaks: bool) -> None:
    """A missed statement breaks the promise, and so does an extra one, unless the phrase cannot be searched whole."""
    phrase = Phrase(name=name, text="ring", source="a")
    assert Score(phrase=phrase, mode="exact", having=frozenset(having), found=frozenset(found)).breaks == breaks


def test_texts_of_a_site(toy_site: Path, toy_links: Links) -> None:
    """The texts of a site are those of all its statements, without a gap's mark."""
    found = texts(toy_site)
    assert {text.id for text in found} == {statement.id for statement in toy_links.statements}
    assert all(text.archives for text in found)
    assert not any("[...]" in part.splitlines() for text in found for part in text.stretches)


@needs(CHROMIUM)
def test_a_search_of_a_site(toy_site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The command runs both searches of a real site; the exact search keeps its promise."""
    options = argparse.Namespace(site=toy_site, phrases=20, corpus=None, count=None)
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests has its loop in this thread
        assert apart.submit(recall.run, "recall", options).result() == recall.OK
    out, err = capfd.readouterr()
    *_, everything = (line.replace("|", " ").split() for line in out.split("\n\n")[0].splitlines())
    assert everything[0] == "all"
    assert everything[2] == everything[3]
    assert [line for line in out.splitlines() if line.startswith(("| exact, cold", "| words, warm"))]
    assert "phrases" in err


def test_a_folder_that_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without statements is refused with a sentence and a hint."""
    options = argparse.Namespace(site=tmp_path, phrases=20, corpus=None, count=None)
    assert recall.run("recall", options) == recall.USAGE_ERROR
    assert "has no statements in api/v1/" in capsys.readouterr().err


def test_what_is_loaded_is_weighed(tmp_path: Path) -> None:
    """The bytes of an answer are those of the files requested since the previous answer."""
    (tmp_path / "a.json").write_bytes(b"x" * 5000)
    with served(tmp_path) as host:
        host.asked += [tmp_path / "a.json", tmp_path / "absent.json"]
        loaded = host.loaded()
        assert (loaded.size, host.loaded().size) == (5000, 0)
    assert 0 < loaded.compressed < 100


def test_the_guide_tells_of_every_class() -> None:
    """The benchmark page has the figures for every class of phrases."""
    guide = (TOP / "docs" / "benchmark.md").read_text(encoding="utf-8")
    assert all(f"| {group.name} |" in guide for group in CLASSES)
