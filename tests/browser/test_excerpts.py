"""The excerpts of a search contain the matches."""

from __future__ import annotations

import pytest

from browser.conftest import OpenPage

MARKED = """async ([module, count, locations]) => {
  const { hits } = await import(module);
  const content = Array.from({ length: count }, (_, at) => `word${at}`).join(" ");
  const found = hits({ content, anchors: [{ id: "p1", location: 0 }] }, locations);
  const { parts, opens, closes } = found.find(({ name }) => name === "words");
  return { marked: parts.filter(({ mark }) => mark).flatMap(({ text }) => text.trim().split(" ")),
    words: parts.flatMap(({ text }) => text.trim().split(" ")), opens, closes };
}"""
WINDOW = 36


@pytest.mark.parametrize("locations", [[50, 84], [0, 35], [64, 99], [10, 60, 61, 62], [99], [40, 41, 42]], ids=str)
def test_an_excerpt_has_the_words_that_it_was_cut_for(locations: list[int], open_page: OpenPage, address: str) -> None:
    """An excerpt has all the matches that fit, and some words before them if there is room."""
    page = open_page(address)
    found = page.evaluate(MARKED, [f"{address}assets/js/search/words/passages.js", 100, locations])
    together = [[at for at in locations if first <= at < first + WINDOW] for first in locations]
    most = max(together, key=len)
    assert found["marked"] == [f"word{at}" for at in most]
    assert len(found["words"]) == WINDOW
    assert found["opens"] == (found["words"][0] == "word0")
    assert found["closes"] == (found["words"][-1] == "word99")
