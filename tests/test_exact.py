"""The files of words behind the browser's exact search."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export import exact
from archive.link.linking import Links
from archive.record.normalized import normalized, words
from archive.record.text import passages
from archive.site.site import Settings, Site
from bench.places import places


def _files(links: Links) -> dict[str, Any]:
    site = Site(links=links, settings=Settings(site_name="Toy"))
    made = {output.path.removeprefix(exact.FOLDER): output.make() for output in exact.outputs(site)}
    return {name: json.loads(gzip.decompress(data) if name.endswith(".gz") else data) for name, data in made.items()}


def _statements(files: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all statements in the order of their numbers."""
    return [statement for name, _ in files["index.json"]["files"] for statement in files[f"{name}.json.gz"]]


def test_every_word_is_there(toy_links: Links) -> None:
    """Each statement is present once, in a file of its year, with all its words and gaps as spoken."""
    files = _files(toy_links)
    given = {
        (name[:4], statement["id"]): statement.get("words", [])
        for name, _ in files["index.json"]["files"]
        for statement in files[f"{name}.json.gz"]
    }
    assert given == {
        (str(statement.date.year), statement.id): [
            None if passage.is_gap else passage.plain for passage in passages(statement.body) if statement.held
        ]
        for statement in toy_links.statements
    }


def test_the_index_counts(toy_links: Links) -> None:
    """The index lists the files from the earliest on, with each one's number of statements, and no others."""
    files = _files(toy_links)
    index = files["index.json"]
    for name, number in index["files"]:
        assert number == len(files[f"{name}.json.gz"])
    words = [f"words-{at}.json.gz" for at in range(index["words"])]
    assert set(files) == {"index.json", *(f"{name}.json.gz" for name, _ in index["files"]), *words}
    assert [statement["days"][0] for statement in _statements(files)] == sorted(
        statement["days"][0] for statement in _statements(files)
    )


def test_a_year_of_many_words_is_cut(toy_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file ends when it is full, and the rest is in further numbered files of the year."""
    whole = _statements(_files(toy_links))
    monkeypatch.setattr(exact, "_FULL", 1)
    files = _files(toy_links)
    assert _statements(files) == whole
    of_2017 = [name for name, _ in files["index.json"]["files"] if name.startswith("2017")]
    assert of_2017 == [f"2017-{at}" for at in range(1, len(of_2017) + 1)]
    assert len(of_2017) > 1


def test_every_word_leads_to_its_statements(toy_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file named by a word's letters has exactly the statements with it, or says that there are too many."""
    monkeypatch.setattr(exact, "_FULL", 500)
    files = _files(toy_links)
    buckets = files["index.json"]["words"]
    assert buckets > 1
    names = ("title", "summary", "caution", "words")
    searched = [json.dumps([found.get(name) for name in names], ensure_ascii=False) for found in _statements(files)]
    having = [words(text.replace("\\n", " ")) for text in searched]
    for word in set().union(*having) - {"null"}:
        numbers = list(accumulate(files[f"words-{exact.bucket(word, buckets)}.json.gz"][word]))
        expected = [at for at, found in enumerate(having) if word in found]
        assert numbers == (expected if len(expected) <= len(having) / 4 else [])


@given(st.text(st.sampled_from("ab1é’ -\u00ad\u0301ﬁK"), max_size=30), st.data())
def test_a_phrase_has_only_words_of_its_text(text: str, data: st.DataObject) -> None:
    """If a phrase is found in a text as whole words, each of its runs of letters is in the text."""
    whole = normalized(text)
    start = data.draw(st.integers(0, len(whole)))
    phrase = normalized(whole[start : data.draw(st.integers(start, len(whole)))])
    if places(phrase, whole):
        assert words(phrase) <= words(text)


def test_names_lead_somewhere(toy_links: Links) -> None:
    """Everything that a statement names is in the index, and a date is no more precise than is known."""
    files = _files(toy_links)
    labels = files["index.json"]["labels"]
    for statement in _statements(files):
        assert set(statement["speakers"]) <= set(labels["speaker"])
        assert set(statement["jurisdictions"]) <= set(labels["jurisdiction"])
        assert set(statement.get("statutes", [])) <= set(labels["statute"])
        assert statement["kind"] in labels["kind"]
        assert set(statement.get("stances", [])) <= set(labels["stance"])
        assert statement["days"][0] <= statement["days"][1]
    imprecise = next(
        statement for statement in files["2015-1.json.gz"] if statement["id"] == "2015-police-department-sets-policy-7"
    )
    assert imprecise["days"] == ["2015-01-01", "2015-12-31"]


def test_a_section_is_cited_with_its_subsections(toy_links: Links) -> None:
    """A search for a section also finds statements that cite only a part of it."""
    statement = next(
        statement
        for statement in _files(toy_links)["2017-1.json.gz"]
        if statement["id"] == "2017-04-03-model-rules-for-exampleton"
    )
    assert statement["statutes"] == ["exec-order-no-99999.2-a", "exec-order-no-99999"]
