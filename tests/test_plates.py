"""The link preview images of threads and places."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from archive.assets import plates
from archive.assets.cards import HEIGHT, WIDTH
from archive.assets.plates import Form, Plate
from archive.link.linking import Links
from archive.pages.plate import plates as plates_of
from archive.pages.timeline import FEWEST
from archive.site.site import Settings, Site
from building import pages_of

SETTINGS = Settings(site_name="Toy Archive", site_url="https://example.org/toy/")
THREAD = "cards/threads/exampleton-and-1234.png"


@pytest.fixture(scope="module")
def found(toy_links: Links) -> Mapping[str, Plate]:
    """Every plate of the made-up archive."""
    return plates_of(Site(links=toy_links, settings=SETTINGS))


def test_each_page_with_a_plate_names_it(toy_links: Links, found: Mapping[str, Plate]) -> None:
    """A thread or a place with enough statements for a picture has a plate, which its page offers to previews."""
    pages = {page.path: page for page in pages_of(Site(links=toy_links, settings=SETTINGS))}
    named = set()
    for path, page in pages.items():
        image = LexborHTMLParser(f"<head>{page.head}</head>").css_first('meta[property="og:image"]')
        if image and path.split("/")[0] in ("threads", "jurisdictions"):
            named.add(str(image.attributes["content"]).removeprefix(SETTINGS.site_url))
    enough = {f"cards/threads/{slug}.png" for slug, those in toy_links.threads.items() if len(those) >= FEWEST}
    enough |= {
        f"cards/jurisdictions/{slug}.png" for slug, those in toy_links.jurisdictions.items() if len(those) >= FEWEST
    }
    assert named == set(found) == enough


def test_a_site_without_an_address_has_no_plate(toy_links: Links) -> None:
    """A preview needs an absolute address; without one, nothing is drawn."""
    assert plates_of(Site(links=toy_links, settings=replace(SETTINGS, site_url=""))) == {}


def test_a_plate_shows_every_statement(toy_links: Links, found: Mapping[str, Plate]) -> None:
    """Each statement of a thread is a mark on its plate, and the note counts them and their cautions."""
    marks = [shape for shape in found[THREAD].shapes if isinstance(shape, Form)]
    assert not any(mark.is_bar for mark in marks)
    assert len({mark.box for mark in marks}) == len(marks) == len(toy_links.threads["exampleton-and-1234"])
    assert f"{len(marks)} statements" in found[THREAD].note
    assert found[THREAD].note.endswith("with a caution")


def test_the_same_plate_makes_the_same_bytes(found: Mapping[str, Plate], tmp_path: Path) -> None:
    """A plate is a small PNG of the size that previews show uncropped, drawn once and then cached by its content."""
    plates.write({THREAD: found[THREAD]}, tmp_path / "site", tmp_path / "kept")
    data = (tmp_path / "site" / THREAD).read_bytes()
    assert data == plates.draw(found[THREAD])
    assert [file.name for file in (tmp_path / "kept").iterdir()] == [found[THREAD].key]
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT)
    assert len(data) < 60_000
    assert replace(found[THREAD], note="Another").key != found[THREAD].key
