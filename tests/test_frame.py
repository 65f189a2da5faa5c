"""The theme is cut at its tokens and poured full; what is poured in as text stays text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from archive.site.frame import Frame, Page, fill

THEME = (
    "<title>@@archive:title@@</title><meta content='@@archive:description@@'><link href='@@archive:canonical@@'>"
    "<i>@@archive:section@@</i>@@archive:head@@<main>@@archive:content@@</main>"
)
PAGE = Page(path="statements/x/", title="A", description="B", content=Markup("<p>C</p>"), head=Markup("<meta>"))


def test_pour_puts_each_part_in_its_place() -> None:
    """Title, description, address, section, head and content each take the place of their token."""
    assert Frame({2: THEME}, "https://example.org/a/").pour(PAGE) == (
        "<title>A</title><meta content='B'><link href='https://example.org/a/statements/x/'>"
        "<i>statements</i><meta><main><p>C</p></main>"
    )


def test_pour_escapes_title_and_description() -> None:
    """A title and a description are text, in an element and in an attribute of either quotation mark."""
    hostile = "</title><script>'\"&"
    poured = Frame({2: THEME}, "").pour(replace(PAGE, title=hostile, description=hostile))
    escaped = "&lt;/title&gt;&lt;script&gt;&#39;&#34;&amp;"
    assert poured.startswith(f"<title>{escaped}</title><meta content='{escaped}'>")
    assert "<script" not in poured


def test_pour_reads_no_token_in_a_page() -> None:
    """A record that speaks of a token gets the token and nothing else."""
    page = replace(PAGE, title="@@archive:content@@", content=Markup("@@archive:title@@ @@archive:nothing@@"))
    poured = Frame({2: THEME}, "").pour(page)
    assert "<title>@@archive:content@@</title>" in poured
    assert "<main>@@archive:title@@ @@archive:nothing@@</main>" in poured


@pytest.mark.parametrize("name", ["title", "content"])
def test_a_theme_without_a_token_is_refused(name: str) -> None:
    """A theme that would leave out the title or the content is no frame."""
    with pytest.raises(KeyError, match="must have a place"):
        Frame({1: THEME, 2: THEME.replace(f"@@archive:{name}@@", "")}, "")


def test_an_unknown_token_is_named() -> None:
    """A token that the archive does not know is an error that names it, not an empty place."""
    with pytest.raises(KeyError, match="colour"):
        Frame({2: THEME + "@@archive:colour@@"}, "").pour(PAGE)


@pytest.mark.parametrize(("path", "depth"), [("timeline/", 1), ("statements/x/", 2), ("speakers/x/2017/", 3)])
def test_a_page_takes_the_frame_of_its_depth(path: str, depth: int) -> None:
    """The frame is the one whose relative links fit the page."""
    frames = {at: f"{at}: @@archive:title@@ @@archive:content@@" for at in (1, 2, 3)}
    assert Frame(frames, "").pour(replace(PAGE, path=path)) == f"{depth}: A <p>C</p>"


def test_fill_gives_each_slot_the_way_to_the_root() -> None:
    """A slot is filled with what its function gives for the way to the root, as often as it is there."""
    slots = {"list": lambda root: Markup(f"<a href='{root}'>"), "other-list": lambda root: Markup("x")}
    page = "<p><!-- archive: list --></p>\n<!-- archive: other-list --><!-- archive: list --><!-- a comment -->"
    assert fill(page, slots, "../") == "<p><a href='../'></p>\nx<a href='../'><!-- a comment -->"


def test_fill_names_a_slot_that_there_is_not() -> None:
    """A slot that nothing fills is an error that names it."""
    with pytest.raises(KeyError, match="unknown-slot"):
        fill("<!-- archive: unknown-slot -->", {}, "")


def test_fill_reads_no_slot_in_what_it_puts_in() -> None:
    """Words of a record that look like a slot stay as they are."""
    assert fill("<!-- archive: a -->", {"a": lambda root: Markup("<!-- archive: b -->")}, "") == "<!-- archive: b -->"
