"""The words of a body come out unchanged, and nothing in them becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archive.record import text
from archive.record.text import fold, html, passages

ALLOWED = {
    "p": set(),
    "h3": set(),
    "h4": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "em": set(),
    "strong": set(),
    "br": set(),
    "a": {"href", "class"},
}
"""Elements and their attributes that a body can become."""

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "![x](https://tracker.example/x.png)",
    "<https://tracker.example/>",
    "[x]: javascript:alert(1)\n\n[x]",
    "https://tracker.example/ and www.tracker.example",
    "```html\n<script>alert(1)</script>\n```",
    "`<b>`",
    "| a | b |\n|---|---|\n| <script> | x |",
    "&lt;script&gt; &#60;script&#62; &amp;",
    "\\<script\\>",
    "<!-- archive: search -->",
    "@@archive:content@@",
    "<style>*{display:none}</style>",
    "</p></div><script>",
    "# <script>alert(1)</script>",
    "> - 1. *<img src=x>*",
    "*" * 2000,
    "*a **b " * 500,
    ">" * 300 + " deep",
    "- " * 300 + "deep",
    "Title\n=====\n\nTitle\n-----\n\n---",
    "Term\n: definition",
    "~~struck~~ ==marked== x^2^ H~2~O [^1]",
    "{: onclick=alert(1) }",
)


def no_links(words: str) -> Iterator[tuple[int, int, str]]:
    """Find nothing."""
    del words
    yield from ()


def law_links(words: str) -> Iterator[tuple[int, int, str]]:
    """Find each ``§`` with its neighbour."""
    at = words.find("§")
    while at >= 0:
        yield at, min(at + 2, len(words)), '../../statutes/x/?a=1&b="2"#a'
        at = words.find("§", at + 2)


def rendered(body: str) -> str:
    """Render the passages of a body, gaps left out."""
    return "\n".join(html(passage, law_links) for passage in passages(body) if not passage.is_gap)


def words_of(markup: str) -> str:
    """Return the words that a browser would show."""
    markup = str(markup)  # Markup would escape what is put in
    for end in ("<br>", "</p>", "</li>", "</h3>", "</h4>"):
        markup = markup.replace(end, end + " ")
    body = LexborHTMLParser(markup).body
    assert body is not None
    return fold(body.text())


def assert_safe(markup: str) -> None:
    """Assert that part of a page has only allowed elements, attributes and addresses, and no link in a link."""
    body = LexborHTMLParser(markup).body
    assert body is not None
    for node in body.css("*"):
        if node.tag == "body":
            continue
        assert node.tag in ALLOWED
        assert set(node.attributes) <= ALLOWED[str(node.tag)]
    assert not body.css("a a")
    assert {node.attributes["href"] for node in body.css("a")} <= {'../../statutes/x/?a=1&b="2"#a'}


def test_passages_are_numbered_and_gaps_are_not() -> None:
    """Each block has the next anchor; a gap is in place without an anchor."""
    found = passages("First.\n\n[...]\n\n> Second.\n\n- Third\n- and more.\n\n## Fourth\n\n[…]\n")
    assert [(one.anchor, one.plain, one.line) for one in found] == [
        ("p1", "First.", 0),
        ("", "[...]", 2),
        ("p2", "Second.", 4),
        ("p3", "Third and more.", 6),
        ("p4", "Fourth", 9),
        ("p5", "[…]", 11),
    ]
    assert [one.is_gap for one in found] == [False, True, False, False, False, False]


def test_no_body_has_no_passage() -> None:
    """An empty body, or one of white space, has no words."""
    assert passages("") == passages(" \n\n\t\n") == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One *two* **three** _four_.", "<p>One <em>two</em> <strong>three</strong> <em>four</em>.</p>"),
        ("line\nwrapped", "<p>line\nwrapped</p>"),
        ("Yours,\\\nthe Mayor", "<p>Yours,<br>\nthe Mayor</p>"),
        ("# One\n\n## Two\n\n###### Six", "<h3>One</h3>\n<h3>Two</h3>\n<h3>Six</h3>"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("2 \\* 3", "<p>2 * 3</p>"),
        ("a_b_c and 2 * 3 * 4", "<p>a_b_c and 2 * 3 * 4</p>"),
        ("“Smart” ‘quotes’ — é", "<p>“Smart” ‘quotes’ — é</p>"),
    ],
)
def test_the_small_markdown(body: str, expected: str) -> None:
    """Paragraphs, headings, lists, block quotations, emphasis, escapes and hard breaks are read, below a page's h2."""
    assert "\n".join(html(passage, no_links).strip() for passage in passages(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[x](https://example.org/)",
        "![x](https://example.org/x.png)",
        "<https://example.org/>",
        "https://example.org/",
        "`code`",
        "<b>bold</b>",
        "&amp; &copy;",
        "~~struck~~",
        "| a | b |",
        "-- ... (c)",
    ],
)
def test_other_markdown_stays_as_it_was_typed(body: str) -> None:
    """Anything outside the supported Markdown stays on the page, mark for mark."""
    (passage,) = passages(body)
    assert passage.plain == body
    assert html(passage, no_links).strip() == f"<p>{escape(body, quote=False)}</p>"


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:24]))
def test_hostile_text_is_text(body: str) -> None:
    """Known ways to smuggle markup into a page put only words on it."""
    assert_safe(rendered(body))


_PIECES = st.sampled_from([*HOSTILE, "§ 1", "*", "**", "_", "> ", "- ", "1. ", "# ", "\n", "\n\n", "\\", "<", ">", "&"])
_BODIES = st.lists(_PIECES | st.text(max_size=8), max_size=10).map("".join)


@given(body=_BODIES)
def test_any_text_is_safe(body: str) -> None:
    """Whatever a body contains, its HTML has only allowed elements, attributes and addresses."""
    assert_safe(rendered(body))


@given(body=_BODIES)
@example(body="§ 1 *of* §2")
@example(body="un***be***lievable")
def test_plain_words_are_the_words_on_the_page(body: str) -> None:
    """The plain words of the passages, with which rules and quotations work, are those that the page shows."""
    shown = [passage for passage in passages(body) if not passage.is_gap]
    assert [words_of(html(one, law_links)) for one in shown] == [one.plain for one in shown]


@given(body=_BODIES.filter(lambda body: "\r" not in body))
@example(body="- one\n\ntwo\n\n  three\n\n[...]\n\n1. four")
def test_a_plain_paragraph_comes_out_as_the_parser_gives_it(body: str) -> None:
    """A paragraph without marks skips the parser and the sanitizer, and the page is the same."""
    with mock.patch.object(text, "_is_marked", return_value=True):
        parsed = passages(body)
    found = passages(body)
    assert [(one.anchor, one.plain, one.line) for one in found] == [(one.anchor, one.plain, one.line) for one in parsed]
    pages = [["".join(html(one, law_links) for one in each).replace("\xa0", "&nbsp;")] for each in (found, parsed)]
    assert pages[0] == pages[1]


def test_links_stand_where_they_were_found() -> None:
    """A link covers the words found, across wrapped lines but not across emphasis, and is escaped."""
    (passage,) = passages("under §\n1 and *§2*, § *3*")
    assert html(passage, law_links) == (
        '<p>under <a href="../../statutes/x/?a=1&amp;b=&quot;2&quot;#a" class="citation">§\n</a>1 and '
        '<em><a href="../../statutes/x/?a=1&amp;b=&quot;2&quot;#a" class="citation">§2</a></em>, '
        '<a href="../../statutes/x/?a=1&amp;b=&quot;2&quot;#a" class="citation">§ </a><em>3</em></p>\n'
    )


def test_a_page_s_links_never_run_code() -> None:
    """Even an address from a link finder is limited to schemes that a browser only opens."""
    (passage,) = passages("words")
    assert "javascript" not in html(passage, lambda words: iter([(0, len(words), "javascript:alert(1)")]))


def test_fold() -> None:
    """Each run of white space of any kind becomes one space, and none is left at the ends."""
    assert fold(" a\n\t b\u00a0 c\u2009") == "a b c"
