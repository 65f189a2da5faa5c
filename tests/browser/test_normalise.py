"""Words are compared by one rule, in the browser's scripts and in the build."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from archive.export import exact
from archive.record.normalized import normalized, words
from bench.places import places
from bench.serving import EMPTY
from browser.conftest import OpenPage
from building import TOP

CASES: list[tuple[str, str]] = json.loads((TOP / "tests/vectors/normalise.json").read_text(encoding="utf-8"))["cases"]
MARKS = "‘’“”«»—–-… \u00a0\t\u00ad\u200b\u0301ﬁΣςİßé§Aa1.,'\""
# Lower case follows the edition of Unicode, so letters younger than the oldest Python's edition are left out.
CHARACTERS = st.one_of(st.sampled_from(MARKS), st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]))
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def script(open_page: OpenPage, address: str) -> Page:
    """A page with the browser's module loaded as `rule`."""
    page = open_page(address + EMPTY)
    url = address + "assets/js/shared/normalise.js"
    page.evaluate("(url) => import(url).then((module) => { globalThis.rule = module; })", url)
    return page


def by_script(script: Page, texts: list[str]) -> list[tuple[str, str]]:
    """Return the results of the script's two ways for each text."""
    code = "(texts) => texts.map((text) => [rule.normalise(text), rule.normaliseWithPlaces(text).text])"
    return [(fast, slow) for fast, slow in script.evaluate(code, texts)]


def test_the_cases(script: Page) -> None:
    """Both rules match the cases, and the script's fast way matches its way with places."""
    assert [normalized(text) for text, _ in CASES] == [same for _, same in CASES]
    assert by_script(script, [text for text, _ in CASES]) == [(same, same) for _, same in CASES]


@FEW
@given(st.lists(st.text(CHARACTERS, max_size=60), min_size=20, max_size=60))
def test_any_text(script: Page, texts: list[str]) -> None:
    """Both rules agree on any text."""
    assert by_script(script, texts) == [(normalized(text), normalized(text)) for text in texts]


@FEW
@given(st.lists(st.text(CHARACTERS, min_size=1, max_size=60), min_size=20, max_size=40))
def test_places_lead_back(script: Page, texts: list[str]) -> None:
    """The positions of a match map back to a stretch of the original that is the same by the rule."""
    code = """(texts) => texts.flatMap((text) => {
      const { text: same, places } = rule.normaliseWithPlaces(text);
      return places.length !== same.length + 1 ? [[text, "length"]] : same.split(" ").flatMap((word) =>
        [...rule.find(word, same)].map((at) => [word, text.slice(places[at], places[at + word.length])]));
    })"""
    for word, original in script.evaluate(code, texts):
        assert word in normalized(original)


@FEW
@given(st.lists(st.text(st.sampled_from("ab1 .-'"), min_size=1, max_size=12), min_size=20, max_size=40), st.data())
def test_whole_words_are_found(script: Page, texts: list[str], data: st.DataObject) -> None:
    """A phrase is found wherever it occurs as whole words, and nowhere else."""
    phrases = [data.draw(st.text(st.sampled_from("ab1 .-'"), min_size=1, max_size=3)) for _ in texts]
    pairs = [(normalized(phrase), normalized(text)) for phrase, text in zip(phrases, texts, strict=True)]
    found = script.evaluate("(pairs) => pairs.map(([phrase, text]) => [...rule.find(phrase, text)])", pairs)
    assert found == [places(phrase, text) for phrase, text in pairs]


def test_words_lead_to_the_same_file(script: Page) -> None:
    """The browser looks up a word in the file where the build put it."""
    found = sorted(set().union(*(words(text) for text, _ in CASES)))
    code = """async ([found, url]) => {
      const { bucket } = await import(url);
      return found.map((word) => bucket(word, 97));
    }"""
    url = script.evaluate("location.href").replace(EMPTY, "assets/js/shared/texts/words.js")
    given = script.evaluate(code, [found, url])
    assert given == [exact.bucket(word, 97) for word in found]
    assert len(set(given)) > 20
