"""The theme is split at its tokens and filled in; text that is filled in stays text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from archive.assets.fonts import CUTS, PARTS
from archive.site.frame import Frame, Page, fill

THEME = (
    "<title>@@archive:title@@</title><meta content='@@archive:description@@'><link href='@@archive:canonical@@'>"
    "<i>@@archive:section@@</i>@@archive:head@@<main>@@archive:content@@</main>"
)
PAGE = Page(path="statements/x/", title="A", description="B", content=Markup("<p>C</p>"), head=Markup("<meta>"))


def test_pour_puts_each_part_in_its_place() -> None:
    """Title, description, address, section, head and content each replace their token."""
    assert Frame({2: THEME}, "https://example.org/a/").pour(PAGE) == (
        "<title>A</title><meta content='B'><link href='https://example.org/a/statements/x/'>"
        "<i>statements</i><meta><main><p>C</p></main>"
    )


def test_pour_escapes_title_and_description() -> None:
    """A title and a description are text, in an element and in an attribute with either quotation mark."""
    hostile = "</title><script>'\"&"
    poured = Frame({2: THEME}, "").pour(replace(PAGE, title=hostile, description=hostile))
    escaped = "&lt;/title&gt;&lt;script&gt;&#39;&#34;&amp;"
    assert poured.startswith(f"<title>{escaped}</title><meta content='{escaped}'>")
    assert "<script" not in poured


@pytest.mark.parametrize(
    ("html", "fonts"),
    [
        ('<p>“5 × 4 …”</p><img class="instances">', []),
        ("<p>İstanbul</p>", ["newsreader-accented", "libre-franklin-accented"]),
        ("<p>An <em>emphasis</em> in prose</p>", []),
        ('<section class="words" id="w"><p>An\n<em>emphasis</em></p></section>', ["newsreader-italic"]),
        ('<form data-search="form"></form>', ["newsreader-italic"]),
        ('<span class="stances">Asserts compliance</span>', ["newsreader-italic"]),
        ('<p class="wide stance">É</p>', ["newsreader-accented", "libre-franklin-accented", "newsreader-italic"]),
    ],
)
def test_a_page_preloads_the_fonts_it_needs(html: str, fonts: list[str]) -> None:
    """Accented letters and italics have fonts of their own, which only pages with any load, generated or not."""
    theme = "<head><title>@@archive:title@@</title>@@archive:head@@</head>@@archive:content@@"
    generated = Frame({2: theme}, "").pour(replace(PAGE, content=Markup(html)))
    written = fill("<head></head><!-- archive: list -->", {"list": lambda root: Markup(html)}, "../../")
    for page in (generated, written):
        head = page.partition("</head>")[0]
        assert re.findall(r'rel="preload" href="../../assets/fonts/([\w-]+).woff2"', head) == fonts
    assert set(fonts) <= {f"{cut.name}{part}" for cut in CUTS for part in PARTS}


def test_a_title_with_accents_preloads_their_fonts() -> None:
    """A page whose title alone has an accented letter preloads the fonts, too."""
    assert "newsreader-accented" in Frame({2: THEME}, "").pour(replace(PAGE, title="José"))


def test_pour_reads_no_token_in_a_page() -> None:
    """A record that mentions a token shows the token and nothing else."""
    page = replace(PAGE, title="@@archive:content@@", content=Markup("@@archive:title@@ @@archive:nothing@@"))
    poured = Frame({2: THEME}, "").pour(page)
    assert "<title>@@archive:content@@</title>" in poured
    assert "<main>@@archive:title@@ @@archive:nothing@@</main>" in poured


@pytest.mark.parametrize("name", ["title", "content"])
def test_a_theme_without_a_token_is_refused(name: str) -> None:
    """A theme that leaves out the title or the content is refused."""
    with pytest.raises(KeyError, match="must have a place"):
        Frame({1: THEME, 2: THEME.replace(f"@@archive:{name}@@", "")}, "")


def test_an_unknown_token_is_named() -> None:
    """An unknown token is an error that names it, not an empty space."""
    with pytest.raises(KeyError, match="colour"):
        Frame({2: THEME + "@@archive:colour@@"}, "").pour(PAGE)


@pytest.mark.parametrize(("path", "depth"), [("timeline/", 1), ("statements/x/", 2), ("speakers/x/2017/", 3)])
def test_a_page_takes_the_frame_of_its_depth(path: str, depth: int) -> None:
    """The chosen frame is the one whose relative links fit the page."""
    frames = {at: f"{at}: @@archive:title@@ @@archive:content@@" for at in (1, 2, 3)}
    assert Frame(frames, "").pour(replace(PAGE, path=path)) == f"{depth}: A <p>C</p>"


def test_fill_gives_each_slot_the_way_to_the_root() -> None:
    """Every occurrence of a slot is filled with its function's result for the path to the root."""
    slots = {"list": lambda root: Markup(f"<a href='{root}'>"), "other-list": lambda root: Markup("x")}
    page = "<p><!-- archive: list --></p>\n<!-- archive: other-list --><!-- archive: list --><!-- a comment -->"
    assert fill(page, slots, "../") == "<p><a href='../'></p>\nx<a href='../'><!-- a comment -->"


def test_fill_names_a_slot_that_there_is_not() -> None:
    """An unfilled slot is an error that names it."""
    with pytest.raises(KeyError, match="unknown-slot"):
        fill("<!-- archive: unknown-slot -->", {}, "")


def test_fill_reads_no_slot_in_what_it_puts_in() -> None:
    """Words of a record that look like a slot stay as they are."""
    assert fill("<!-- archive: a -->", {"a": lambda root: Markup("<!-- archive: b -->")}, "") == "<!-- archive: b -->"
