"""Every page of a site is sound for a reader, a screen reader and a search engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

Pages = dict[str, LexborHTMLParser]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Every page of the site by its path."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): LexborHTMLParser(path.read_bytes()) for path in found}


def _faults(pages: Pages, judge: object) -> dict[str, list[str]]:
    assert callable(judge)
    assert len(pages) > 200
    return {name: faults for name, page in pages.items() if (faults := list(judge(page)))}


def _texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text(strip=True) for node in page.css(selector)]


def _listed(page: LexborHTMLParser) -> bool:
    """Return whether a search engine may list a page."""
    return not page.css('meta[name="robots"][content*="noindex"]')


def test_each_page_has_one_main_heading(pages: Pages) -> None:
    """A page has exactly one h1, with words in it."""
    assert {name: found for name, page in pages.items() if len(found := _texts(page, "h1")) != 1 or not found[0]} == {}


def test_no_heading_level_is_left_out(pages: Pages) -> None:
    """Headings never skip a level: the outline has no gaps."""

    def judge(page: LexborHTMLParser) -> Iterator[str]:
        level = 0
        for node in page.css("h1, h2, h3, h4, h5, h6"):
            own = int(str(node.tag)[1])
            if own > level + 1:
                yield f"h{own} after h{level}: {node.text(strip=True)[:60]}"
            level = own

    assert _faults(pages, judge) == {}


def test_each_page_tells_its_language(pages: Pages) -> None:
    """A page names the language that it is written in."""
    html = {name: page.css_first("html") for name, page in pages.items()}
    assert {name for name, node in html.items() if node is None or node.attributes.get("lang") != "en"} == set()


def test_each_page_has_a_title_of_its_own(pages: Pages) -> None:
    """All pages that a search engine may list have a title, and no two have the same."""
    titles = {name: _texts(page, "head > title") for name, page in pages.items() if _listed(page)}
    assert {name for name, found in titles.items() if len(found) != 1 or not found[0]} == set()
    counts = Counter(found[0] for found in titles.values())
    assert {title for title, count in counts.items() if count > 1} == set()


def test_each_page_describes_itself(pages: Pages) -> None:
    """A page that a search engine may list has one description, short enough for a list of results."""

    def judge(page: LexborHTMLParser) -> Iterator[str]:
        found = [node.attributes.get("content") or "" for node in page.css('meta[name="description"]')]
        if (_listed(page) and not 10 <= len("".join(found)) <= 260) or len(found) > 1:
            yield str(found)

    assert _faults(pages, judge) == {}


def test_each_page_can_be_previewed(pages: Pages) -> None:
    """A page that can be listed gives link previews its kind, title, description and site (ogp.me)."""

    def judge(page: LexborHTMLParser) -> Iterator[str]:
        for name in ("type", "title", "description", "site_name"):
            found = [node.attributes.get("content") for node in page.css(f'meta[property="og:{name}"]')]
            if _listed(page) and not (len(found) == 1 and found[0]):
                yield f"og:{name}: {found}"

    assert _faults(pages, judge) == {}


def test_ids_are_unique(pages: Pages) -> None:
    """No id is used twice on a page, so an anchor leads to one place."""

    def judge(page: LexborHTMLParser) -> Iterator[str]:
        counts = Counter(node.attributes["id"] for node in page.css("[id]"))
        yield from (f"{one} {count} times" for one, count in counts.items() if count > 1 or not one)

    assert _faults(pages, judge) == {}


def test_no_page_carries_a_script_or_handler_inside(pages: Pages) -> None:
    """Every script is a file of the site: the policy of the page would run no other."""

    def judge(page: LexborHTMLParser) -> Iterator[str]:
        for node in page.css("script:not([src])"):
            if node.attributes.get("type") != "application/ld+json":
                yield str(node.html)[:120]
        for node in page.css("*"):
            yield from (f"{node.tag} {name}" for name in node.attributes if name.startswith("on"))

    assert _faults(pages, judge) == {}


def test_no_page_holds_a_token_or_an_empty_slot(pages: Pages, site: Path) -> None:
    """No trace of how a page is made is left on it."""
    marks = ("@@archive:", "<!-- archive:", "{% ")
    raw = {name: (site / name).read_text(encoding="utf-8") for name in pages}
    guides = ("architecture/", "contribute/", "decisions/")
    assert {
        name for name, text in raw.items() if not name.startswith(guides) and any(mark in text for mark in marks)
    } == set()
