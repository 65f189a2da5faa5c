"""A reader's browser proves words by the rule of the build."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from archive.prove.canonical import HTML, PLAIN, Canonical, Level, text_of
from archive.prove.matching import Match, prove
from browser.conftest import OpenPage
from building import TOP

VECTORS: dict[str, Any] = json.loads((TOP / "tests/vectors/proof.json").read_text(encoding="utf-8"))
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OPEN = """(url) => Promise.all(["canonical", "matching"].map((name) => import(`${url}/${name}.js`)))
  .then(([canonical, matching]) => { Object.assign(globalThis, canonical, matching); })"""
FORMS = """(sources) => sources.map(([data, markup, charset]) => {
  const text = textOf(Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)), { markup, charset });
  return [new Canonical(text).form, new Canonical(text, true).form];
})"""
PROVE = """(cases) => cases.map(([text, passages]) => {
  const { source, spans, insertions, missing } = prove(text, passages);
  const points = (unit) => [...source.form.slice(0, unit)].length;
  return {
    typographic: source.typographic,
    missing,
    spans: spans.map(({ passage, start, end }) => [passage, points(start), points(end)]),
    insertions: insertions.map(({ passage, words, replaced }) => [passage, words, replaced]),
  };
})"""

MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<b>",
            "</b>",
            "<td>",
            "<table>",
            "</table>",
            "<script>",
            "</script>",
            "<noscript>",
            "</noscript>",
        ]
        + [
            "<style>",
            "</style>",
            "<title>",
            "</title>",
            "<!--",
            "-->",
            "<template>",
            "</template>",
            "<select>",
            "<option>",
        ]
        + [
            "&amp;",
            "&nbsp",
            "&#146;",
            "&#x2019;",
            "&lt;p",
            "<q>",
            "</div>",
            "<textarea>",
            "<svg>",
            "</svg>",
            "<math>",
            "<li>",
        ]
        + [
            "we ",
            "comply",
            "’s",
            " \n",
            "é",
            "\u00ad",
            "“",
            "”",
            "ﬁ",
            "𝒜",
            "<",
            "]]>",
            "<![CDATA[",
            "<body>",
            "</body>",
        ]
    ),
    max_size=24,
).map("".join)
WORDS = st.text(st.sampled_from("ab1 c’'ﬁ\u00ad-[].…é𝒜“\n"), max_size=30)


@pytest.fixture
def script(open_page: OpenPage, address: str) -> Page:
    """A page in which the browser's modules are there."""
    page = open_page(address + "about/")
    page.evaluate(OPEN, address + "assets/js/statement/proof")
    return page


def forms(script: Page, sources: list[tuple[bytes, str, str]]) -> list[list[str]]:
    """Return the exact and the typographic form that the browser gives each source."""
    given = [(base64.b64encode(data).decode(), media != PLAIN, charset) for data, media, charset in sources]
    return list(script.evaluate(FORMS, given))


def told(match: Match) -> dict[str, Any]:
    """Return what the build finds, as the browser tells it."""
    return {
        "typographic": match.level is Level.TYPOGRAPHIC,
        "missing": match.missing and match.missing.passage,
        "spans": [[span.passage, span.start, span.end] for span in match.spans],
        "insertions": [[each.passage, each.words, each.replaced] for each in match.insertions],
    }


def test_each_source_of_the_vectors(script: Page) -> None:
    """The bytes of each source in the vectors have the canonical text that stands there, at both levels."""
    cases = VECTORS["sources"]
    sources = [
        (
            case["text"].encode() if "text" in case else base64.b64decode(case["base64"]),
            case["media_type"],
            case["charset"],
        )
        for case in cases
    ]
    found = {case["name"]: made for case, made in zip(cases, forms(script, sources), strict=True)}
    assert found == {case["name"]: [case["exact"], case["typographic"]] for case in cases}


def test_each_match_of_the_vectors(script: Page) -> None:
    """The passages of each case stand at the level and in the places of the vectors, or the same one is missing."""
    cases = VECTORS["matches"]
    answers = script.evaluate(PROVE, [[case["source"], case["passages"]] for case in cases])
    for case, answer in zip(cases, answers, strict=True):
        if case["level"] is None:
            assert (case["name"], answer["missing"]) == (case["name"], case["missing"])
            continue
        expected = (case["name"], case["level"], case["spans"], case["insertions"])
        level = "typographic" if answer["typographic"] else "exact"
        spans = [span[1:] for span in answer["spans"]]
        assert (case["name"], level, spans, [each[1:] for each in answer["insertions"]]) == expected


@FEW
@given(st.lists(MARKUP, min_size=20, max_size=40))
def test_any_page(script: Page, pages: list[str]) -> None:
    """Both rules read any markup alike."""
    texts = [text_of(page.encode(), HTML) for page in pages]
    expected = [[Canonical(text).form, Canonical(text, Level.TYPOGRAPHIC).form] for text in texts]
    found = forms(script, [(page.encode(), HTML, "") for page in pages])
    assert list(zip(pages, found, strict=True)) == list(zip(pages, expected, strict=True))


@FEW
@given(st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=4)), min_size=20, max_size=40))
def test_any_passages(script: Page, cases: list[tuple[str, list[str]]]) -> None:
    """Both rules find any passages in the same places, or miss the same one."""
    assert script.evaluate(PROVE, cases) == [told(prove(text, passages)) for text, passages in cases]


@FEW
@given(st.lists(st.tuples(WORDS, st.data()), min_size=20, max_size=30))
def test_passages_that_stand(script: Page, drawn: list[tuple[str, st.DataObject]]) -> None:
    """The same for passages cut out of the source, most of which stand in it."""
    cases = []
    for text, data in drawn:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        cases.append([text, [text[start:end], "[...]", text[end:]]])
    assert script.evaluate(PROVE, cases) == [told(prove(text, passages)) for text, passages in cases]
