"""A statement's card for another site's frame, and its oEmbed description."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import embed
from archive.record.caveats import caveats
from archive.record.model import Archive
from archive.site.site import Settings, Site

ADDRESS = "https://archive.example/sub/"
SPANISH = "2017-09-20-sample-instance-welcome-finding"
HOSTILE = '"></iframe></title><script>alert(1)</script>'
"""Would leave an attribute, a frame and a title, in which markup is text anyway."""


def _made(links: Links, address: str = ADDRESS) -> Mapping[str, str]:
    site = Site(links=links, settings=Settings(site_name="Toy", site_url=address))
    return {output.path: output.make().decode() for output in embed.outputs(site)}


@pytest.fixture(scope="module")
def made(toy_links: Links) -> Mapping[str, str]:
    """The cards of the made-up archive, with their descriptions."""
    return _made(toy_links)


def test_every_statement_has_a_card_and_a_description(toy: Archive, made: Mapping[str, str]) -> None:
    """Every statement has a card."""
    assert set(made) == {
        f"embed/{identifier}/{name}" for identifier in toy.statements for name in ("index.html", "oembed.json")
    }


def test_a_site_that_does_not_know_its_address_describes_nothing(toy: Archive, toy_links: Links) -> None:
    """A description needs absolute addresses; without them only the cards are published."""
    assert set(_made(toy_links, "")) == {f"embed/{identifier}/index.html" for identifier in toy.statements}


def test_a_description_has_what_the_specification_asks_for(toy: Archive, made: Mapping[str, str]) -> None:
    """A rich description needs version, type, html, width and height, and its frame points to the card."""
    for identifier in toy.statements:
        described = json.loads(made[f"embed/{identifier}/oembed.json"])
        frame = LexborHTMLParser(described["html"]).css_first("iframe")
        assert frame is not None
        assert (described["version"], described["type"]) == ("1.0", "rich")
        assert described["title"] == frame.attributes["title"]
        assert described["title"].endswith(toy.statements[identifier].title)
        assert [each["text"] for each in described["caveats"]] == [
            each.text for each in caveats(toy.statements[identifier])
        ]
        assert toy.speakers[toy.statements[identifier].speakers[0]].name in described["author_name"]
        assert (described["provider_name"], described["provider_url"]) == ("Toy", ADDRESS)
        assert frame.attributes["src"] == f"{ADDRESS}embed/{identifier}/"
        assert (int(str(frame.attributes["width"])), described["height"]) == (described["width"], embed.HEIGHT)


def test_a_card_runs_nothing_and_says_whose_words_it_has(toy: Archive, made: Mapping[str, str]) -> None:
    """A card has no script; held words are in a quotation, and a summary says that it is the archive's."""
    for statement in toy.statements.values():
        card = LexborHTMLParser(made[f"embed/{statement.id}/index.html"])
        assert card.css_first("script") is None
        assert (card.css_first("blockquote") is not None) == statement.held
        text = card.body.text() if card.body else ""
        assert ("In the archive’s words" in text) != statement.held
        for caveat in caveats(statement):
            assert caveat.heading in text
            assert caveat.opening in text


def test_a_card_has_the_first_words_and_who_said_them(toy: Archive, made: Mapping[str, str]) -> None:
    """Between the quotation marks are words of the text, in its language and cut if long, after the speaker's name."""
    longest = "word " * 400
    statement = dataclasses.replace(toy.statements[SPANISH], body=longest.strip())
    changed = _made(link(dataclasses.replace(toy, statements={**toy.statements, SPANISH: statement})))
    card = LexborHTMLParser(changed[f"embed/{SPANISH}/index.html"])
    (quotation,) = card.css("blockquote")
    assert quotation.attributes["lang"] == "es"
    assert quotation.text().strip().startswith("“word word")
    assert len(quotation.text()) < 500
    for each in toy.statements.values():
        card = LexborHTMLParser(made[f"embed/{each.id}/index.html"])
        (who,) = card.css(".attribution")
        assert toy.speakers[each.speakers[0]].name in who.text()
        if each.held:
            words = card.css("blockquote")[0].text().strip("“” \n…")
            assert " ".join(words.split()[:3]) in " ".join(each.body.split())


def test_a_withdrawn_record_says_so_on_its_card(toy: Archive, made: Mapping[str, str]) -> None:
    """A person who sees only the frame learns that the archive has withdrawn the record."""
    assert any(statement.withdrawn for statement in toy.statements.values())
    for statement in toy.statements.values():
        text = made[f"embed/{statement.id}/index.html"]
        assert ("Withdrawn" in text) == (statement.withdrawn is not None)


def test_a_card_stands_for_its_page(toy: Archive, made: Mapping[str, str]) -> None:
    """A card points search engines to its statement's page, and may load only style sheets and fonts."""
    for identifier in toy.statements:
        card = LexborHTMLParser(made[f"embed/{identifier}/index.html"])
        (canonical,) = card.css('link[rel="canonical"]')
        assert canonical.attributes["href"] == f"{ADDRESS}statements/{identifier}/"
        assert card.css('meta[name="robots"][content="noindex"]')
        (policy,) = card.css('meta[http-equiv="Content-Security-Policy"]')
        assert (policy.attributes["content"] or "").startswith("default-src 'none'; style-src 'self'; font-src 'self';")


def test_hostile_words_stay_words(toy: Archive) -> None:
    """A title with markup is text on the card and in the frame's code."""
    statements = {statement.id: dataclasses.replace(statement, title=HOSTILE) for statement in toy.statements.values()}
    for path, text in _made(link(dataclasses.replace(toy, statements=statements))).items():
        html = json.loads(text)["html"] if path.endswith(".json") else text
        assert LexborHTMLParser(html).css_first("script") is None
