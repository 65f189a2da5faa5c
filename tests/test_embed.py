"""A statement's card for another site's frame, and its oEmbed description."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.link import Links, link
from archive.model import Archive
from archive.pages import embed
from archive.pages.site import Settings, Site

ADDRESS = "https://archive.example/sub/"
HOSTILE = '"><script>alert(1)</script>'


def _made(links: Links, address: str = ADDRESS) -> Mapping[str, str]:
    site = Site(links=links, settings=Settings(site_name="Toy", site_url=address))
    return {document.path: document.data.decode() for document in embed.documents(site)}


@pytest.fixture(scope="module")
def made(toy_links: Links) -> Mapping[str, str]:
    """The cards of the made-up archive, with their descriptions."""
    return _made(toy_links)


def test_every_statement_has_a_card_and_a_description(toy: Archive, made: Mapping[str, str]) -> None:
    """No statement is without its card."""
    assert set(made) == {f"embed/{one}/{name}" for one in toy.statements for name in ("index.html", "oembed.json")}


def test_a_site_that_does_not_know_its_address_describes_nothing(toy: Archive, toy_links: Links) -> None:
    """A description must give whole addresses; without them there are the cards alone."""
    assert set(_made(toy_links, "")) == {f"embed/{one}/index.html" for one in toy.statements}


def test_a_description_has_what_the_specification_asks_for(toy: Archive, made: Mapping[str, str]) -> None:
    """Type rich needs version, type, html, width and height, and its frame leads to the card."""
    for one in toy.statements:
        described = json.loads(made[f"embed/{one}/oembed.json"])
        frame = LexborHTMLParser(described["html"]).css_first("iframe")
        assert frame is not None
        assert (described["version"], described["type"]) == ("1.0", "rich")
        assert frame.attributes["src"] == f"{ADDRESS}embed/{one}/"
        assert (int(str(frame.attributes["width"])), described["height"]) == (described["width"], embed.HEIGHT)


def test_a_card_runs_nothing_and_says_whose_words_it_has(toy: Archive, made: Mapping[str, str]) -> None:
    """A card has no script; words that are held stand in a quotation, and a summary says that it is the archive's."""
    for one in toy.statements.values():
        card = LexborHTMLParser(made[f"embed/{one.id}/index.html"])
        assert card.css_first("script") is None
        assert (card.css_first("blockquote") is not None) == one.held
        text = card.body.text() if card.body else ""
        assert ("In the archive’s words" in text) != one.held
        assert ("what to know before quoting" in text) == bool(one.caution)


def test_hostile_words_stay_words(toy: Archive) -> None:
    """A title that is markup is text on the card and in the frame's code."""
    statements = {one.id: dataclasses.replace(one, title=HOSTILE) for one in toy.statements.values()}
    for path, text in _made(link(dataclasses.replace(toy, statements=statements))).items():
        html = json.loads(text)["html"] if path.endswith(".json") else text
        assert LexborHTMLParser(html).css_first("script") is None
