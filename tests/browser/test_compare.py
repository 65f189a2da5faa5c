"""Deliberately changed quotations are answered correctly, and the measurement knows the truth about them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import addresses, pairs, quotations
from bench.pairs import ANSWERS, DIFFERS, KINDS, LIKE, NONE, SAME, Pair
from bench.phrases import Text
from bench.quotations import Judged
from bench.releases import releases
from bench.serving import EMPTY, served
from building import TOP

TEXTS = 32
PAIRS = 209
RIGHT = {"two sentences joined": 0.7, "order changed": 0.7, "two speakers joined": 0.6, "close paraphrase": 0.5}
"""How many answers of a kind must be right: eight of ten unless given here. In so few and so long texts
nearly every word is common; the figures of a large archive are on the page on the benchmark."""
CERTAIN = ("exact", "typography", "“not” dropped", "common words only", "unrelated", "same subject, somebody else")
"""The kinds of which every answer must be right."""


@pytest.fixture(scope="module")
def judged(browser: Browser) -> Iterator[tuple[Judged, ...]]:
    """The answers of the page's own script to quotations made from addresses to Congress."""
    texts = tuple(releases(addresses.lines()))[-TEXTS:]
    with quotations.prepared(texts) as (folder, held, apart), served(folder) as host:
        made = pairs.make(held, apart, PAIRS)
        page = browser.new_page()
        page.goto(host.address + EMPTY)
        answers = page.evaluate(quotations.SCRIPT, [host.address, [one.quotation for one in made]])
        page.close()
        yield quotations.judge(made, answers)


def of(judged: tuple[Judged, ...], name: str) -> list[Judged]:
    """Return the answers to a kind of change."""
    return [verdict for verdict in judged if verdict.kind.name == name]


def test_there_are_pairs_of_every_kind(judged: tuple[Judged, ...]) -> None:
    """At least two hundred quotations are checked, and at least ten of each kind."""
    assert len(judged) >= 200
    assert {kind.name: len(of(judged, kind.name)) >= 10 for kind in KINDS} == {kind.name: True for kind in KINDS}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_each_kind_of_change_is_answered_rightly(kind: str, judged: tuple[Judged, ...]) -> None:
    """Of each kind, the promised number is answered correctly, with the right statement and the difference in words."""
    own = of(judged, kind)
    wrong = [(item.answer, item.statements[:1], sorted(item.notes), item.pair) for item in own if not item.pointed]
    assert len(wrong) <= (0 if kind in CERTAIN else 1 - RIGHT.get(kind, 0.8)) * len(own), wrong


@pytest.mark.parametrize("answer", [SAME, DIFFERS])
def test_an_answer_that_names_words_as_said_is_never_wrong(answer: str, judged: tuple[Judged, ...]) -> None:
    """Words are attributed to somebody only if they are theirs, and never otherwise."""
    wrong = [verdict.pair for verdict in judged if verdict.answer == answer and not verdict.right]
    assert wrong == []


def test_what_is_left_out_is_counted(judged: tuple[Judged, ...]) -> None:
    """If a quotation says that it leaves words out, every word is accounted for."""
    own = [one for one in of(judged, "words left out, said") if one.answer == DIFFERS]
    assert own
    assert [item.counts.get("omitted") for item in own] == [item.pair.count for item in own]
    assert all(item.counts["extra"] == item.counts["missing"] == 0 for item in own)


SPOKEN = (
    "The bells of the town may ring on 12 of the days in winter.",
    "We do not ring them in the night, as the law asks.",
    "The mayor has asked the people to provide wood for the new tower, and they must work on it every day.",
    "Nobody here has ever seen a bell that rings by itself in the morning.",
    "We will build the wall again in spring.",
    "The council of the town has known since autumn that the tower leans to the east.",
)
HELD = Text(id="2020-03-02-bells", stretches=(" ".join(SPOKEN),))
APART = Text(
    id="2021-04-05-other", stretches=("The other town has sold the bells of its churches to a museum by the sea.",)
)


def test_the_same_pairs_each_time() -> None:
    """The same texts give the same pairs, without duplicates."""
    made = pairs.make([HELD], [APART], 100)
    assert made == pairs.make([HELD], [APART], 100)
    assert len({(one.kind, one.quotation) for one in made}) == len(made)
    assert {"exact", "“not” dropped", "“may” dropped", "number changed", "unrelated"} <= {one.kind for one in made}


def test_what_is_said_of_a_pair_is_true() -> None:
    """An exact pair is in its text; a changed pair is not."""
    for one in pairs.make([HELD], [APART], 100):
        assert (one.quotation.rstrip(".") in HELD.stretches[0]) <= (one.kind in ("exact", "typography")), one
        assert one.source in ("", HELD.id)


def answered(kind: str, answer: str, *, source: str = "a", notes: tuple[str, ...] = ()) -> Judged:
    """Make a pair of a kind with its answer."""
    pair = Pair(kind=kind, quotation="x", source="a" if kind == "“not” dropped" else "")
    given = {"answer": answer, "statements": [source], "notes": notes, "counts": {}, "first": 100, "whole": 3000}
    return quotations.judge([pair], [given])[0]


def test_the_tables() -> None:
    """Answers are counted by kind and by answer: right, with the right statement, and stated in words."""
    judged = (
        answered("“not” dropped", DIFFERS, notes=("negation-lost",)),
        answered("“not” dropped", DIFFERS),
        answered("“not” dropped", DIFFERS, source="b", notes=("negation-lost",)),
        answered("“not” dropped", NONE),
        answered("unrelated", LIKE),
    )
    assert quotations.report(judged) == REPORT
    assert quotations.by_answer(judged) == BY_ANSWER
    assert quotations.times(judged) == TIMES


REPORT = """\
|               | pairs | same | differs | like | none | right answer | right statement | pointed out |
| ------------- | ----: | ---: | ------: | ---: | ---: | -----------: | --------------: | ----------: |
| “not” dropped |     4 |    0 |       3 |    0 |    1 |         75 % |            50 % |        25 % |
| unrelated     |     1 |    0 |       0 |    1 |    0 |          0 % |             0 % |         0 % |
| all           |     5 |    0 |       3 |    1 |    1 |         60 % |            40 % |        20 % |
"""
BY_ANSWER = """\
|         | given | right | precision | wanted | found | recall |
| ------- | ----: | ----: | --------: | -----: | ----: | -----: |
| same    |     0 |     0 |         - |      0 |     0 |      - |
| differs |     3 |     3 |     100 % |      4 |     3 |   75 % |
| like    |     1 |     0 |       0 % |      0 |     0 |      - |
| none    |     1 |     0 |       0 % |      1 |     0 |    0 % |
"""
TIMES = """\
|                 | median s | 19 of 20 s | longest s |
| --------------- | -------: | ---------: | --------: |
| first statement |     0.10 |       0.10 |      0.10 |
| whole answer    |     3.00 |       3.00 |      3.00 |
"""


@pytest.mark.parametrize(("line", "said"), [("no JSON\n", "Line 1 must be a JSON object"), ("", "more than 8 texts")])
def test_a_corpus_that_cannot_be_used(line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with too few texts, or of another kind, is refused with a sentence, a hint and exit code 2."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(line, encoding="utf-8")
    options = argparse.Namespace(corpus=corpus, count=None, pairs=20)
    assert quotations.run("compare", options) == quotations.USAGE_ERROR
    first, hint = capsys.readouterr().err.splitlines()
    assert said in first
    assert hint == "  hint: docs/benchmark.md lists what is needed"


def test_the_addresses_are_lines_of_a_corpus() -> None:
    """Each address is one line with a speaker, a date and a text."""
    rows = [json.loads(line) for line in addresses.lines()]
    assert len(rows) > TEXTS
    assert all(row["speaker"] and row["date"] >= "1946" and len(row["text"]) > 1000 for row in rows)


def test_the_guide_tells_of_every_kind() -> None:
    """The benchmark page has the figures for every kind of change and every answer."""
    guide = (TOP / "docs/benchmark.md").read_text(encoding="utf-8")
    assert [kind.name for kind in KINDS if f"| {kind.name} |" not in guide] == []
    assert set(ANSWERS) == {SAME, DIFFERS, LIKE, NONE}
