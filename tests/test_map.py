"""The map of positions: a holder's last word on each place, each place in its state."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import place_map, positions_table
from archive.record.last import ITSELF, last_words
from archive.site.site import Settings, Site


def _site(links: Links) -> Site:
    return Site(links=links, settings=Settings(site_name="Toy"))


def _among(links: Links, ocd_ids: Mapping[str, str]) -> Links:
    """Return the archive with some of its places in other states."""
    archive = links.archive
    moved = {slug: replace(archive.jurisdictions[slug], ocd_id=ocd_id) for slug, ocd_id in ocd_ids.items()}
    return link(replace(archive, jurisdictions={**archive.jurisdictions, **moved}))


def test_the_last_word_is_the_latest(toy_links: Links) -> None:
    """The map shows the latest of everything that a holder had said of a place by a day."""
    found = _site(toy_links).histories
    days = sorted({step.since for history in found.values() for track in history for step in track.steps})
    holders = {track.holder for history in found.values() for track in history}
    shown = 0
    for day in days:
        for holder in (*holders, ITSELF):
            words = last_words(found, holder, day)
            said: dict[str, list[datetime.date]] = {}
            for question, history in found.items():
                for track in history:
                    if track.holder == holder or (holder == ITSELF and track.side == "jurisdiction"):
                        said.setdefault(question.jurisdiction, []).extend(
                            step.since for step in track.steps if step.since <= day
                        )
            assert {place: last.step.since for place, last in words.items()} == {
                place: max(known) for place, known in said.items() if known
            }
            shown += len(words)
    assert shown


def test_a_place_is_in_the_tile_of_its_state(toy_links: Links) -> None:
    """A place is in the tile named by its id, or by the place around it; a place in no state is listed apart."""
    links = _among(
        toy_links,
        {
            "example": "ocd-division/country:us/state:la",
            "exampleton": "",
            "sample-county": "ocd-division/country:us/state:tx/county:sample",
        },
    )
    assert place_map.state_of(links.archive, "exampleton") == "LA"
    html = LexborHTMLParser(str(place_map.slots(_site(links))["map"]("../../")))
    tiles = {
        tile.text(deep=True).split()[0]: [each.attributes["data-place"] for each in tile.css("[data-place]")]
        for tile in html.css(".tile")
    }
    assert len(tiles) == 52  # the states, the District of Columbia and Puerto Rico
    assert "exampleton" in tiles["LA"]
    assert not any("exampleton" in places for code, places in tiles.items() if code != "LA")
    spoken_of = {question.jurisdiction for question in _site(links).histories}
    drawn = [each.attributes["data-place"] or "" for each in html.css("[data-place]")]
    assert sorted(drawn) == sorted(spoken_of)
    assert {line.attributes["data-line"] for line in html.css("[data-line]")} == spoken_of


def test_a_map_without_states_is_a_table(toy_links: Links) -> None:
    """If no place is in a state, there is only the table, with every place."""
    html = LexborHTMLParser(str(place_map.slots(_site(toy_links))["map"]("../../")))
    assert html.css(".tile") == []
    assert len(html.css("[data-line]")) == len({question.jurisdiction for question in _site(toy_links).histories})


def test_no_link_skips_to_a_table_that_is_not_there(toy_links: Links) -> None:
    """If nobody takes a position, neither the map nor the positions page links to a table."""
    empty = Site(links=link(replace(toy_links.archive, statements={}, threads={})), settings=Settings(site_name="Any"))
    for pages, name in ((place_map, "map"), (positions_table, "positions")):
        assert 'class="skip"' not in pages.slots(empty)[name]("../")
