"""The finished site has no broken link, and no page requests anything from another host."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from archive.publish.addresses import resolve
from archive.publish.verify import Checker, verify
from archive.record.problem import Problem
from archive.site.frame import Frame, Page

GOOD = """<!doctype html><title>x</title><link rel="stylesheet" href="assets/a.css"><script src="assets/a.js"></script>
<link rel="canonical" href="https://example.org/elsewhere/">
<h1 id="top">x</h1><p id="§-1">x</p><a href="">self</a><a href="#top">top</a><a href="?q=1">query</a>
<a href="b/">b</a><a href="b/index.html#b">b</a><a href="./b/?q=1#b">b</a>
<a href="b/#%C3%BC-1">percent-encoded</a>
<a href="#%C2%A7-1">percent-encoded</a><a href="#§-1">plain</a><a href="a%20b.txt">a file</a><a href="/b/#b">rooted</a>
<a href="https://example.org/#x">web</a><a href="//example.org/">web</a><a href="mailto:a@example.org">mail</a>
<form action="b/"></form><img src="data:image/svg+xml,x"><img src="assets/a.png">
"""


def _tree(top: Path, page: str) -> Path:
    """Make a site of two pages and some files; ``page`` is the first page."""
    for name in ("assets/a.css", "assets/a.js", "assets/a.png", "a b.txt"):
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text("", encoding="utf-8")
    (top / "b").mkdir()
    (top / "b" / "index.html").write_text(
        "<p id='b'>b<p id='ü-1'><a href='../#top'>back</a><a href='..'>up</a>", encoding="utf-8"
    )
    (top / "index.html").write_text(page, encoding="utf-8")
    return top


def _found(top: Path, line: str, prefix: str = "/") -> list[tuple[str, str]]:
    """Return the file and rule of each problem on a page with an added line."""
    return [(problem.place.path, problem.rule) for problem in verify(_tree(top, GOOD + line), Checker(prefix=prefix))]


def test_a_good_site_has_no_problem(tmp_path: Path) -> None:
    """Links to pages, anchors, files, queries and the web are accepted in any form that a site may use."""
    assert verify(_tree(tmp_path, GOOD), Checker()) == ()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('<a href="c/">', "broken-link"),
        ('<a href="c.html">', "broken-link"),
        ('<a href="b">', "broken-link"),  # a host would have to redirect to b/
        ('<a href="../b/">', ""),  # a browser does not climb above the root
        ('<a href="/c/">', "broken-link"),
        ('<a href="assets/">', "broken-link"),
        ('<area href="c/">', "broken-link"),
        ('<form action="c/">', "broken-link"),
        ('<img src="c.png">', "broken-link"),
        ('<img srcset="c.png 2x">', "broken-link"),
        ('<script src="c.js"></script>', "broken-link"),
        ('<script type="module" src="c.js"></script>', "broken-link"),
        ('<link rel="alternate" href="c.json">', "broken-link"),
        ('<meta http-equiv="refresh" content="0; url=c/">', "broken-link"),
        ('<a href="#c">', "broken-anchor"),
        ('<a href="b/#c">', "broken-anchor"),
        ('<a href="b/#%C2%A7">', "broken-anchor"),
        ('<a href="javascript:alert(1)">', "link-scheme"),
        ('<a href=" JavaScript:alert(1)">', "link-scheme"),
        ('<a href="data:text/html,x">', "link-scheme"),
        ('<a href="ftp://example.org/">', "link-scheme"),
        ('<a href="file:///etc/passwd">', "link-scheme"),
        ('<script src="https://example.org/a.js"></script>', "third-party"),
        ('<script src="//example.org/a.js"></script>', "third-party"),
        ('<img src="https://example.org/a.png">', "third-party"),
        ('<img src="assets/a.png" srcset="https://example.org/a.png 2x">', "third-party"),
        ('<iframe src="https://example.org/"></iframe>', "third-party"),
        ('<video poster="https://example.org/a.png">', "third-party"),
        ('<audio src="https://example.org/a.mp3">', "third-party"),
        ('<object data="https://example.org/a.svg">', "third-party"),
        ('<embed src="https://example.org/a.svg">', "third-party"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "third-party"),
        ('<link rel="preconnect" href="https://example.org/">', "third-party"),
        ('<link rel="dns-prefetch" href="//example.org/">', "third-party"),
        ('<link rel="ICON" href="https://example.org/a.png">', "third-party"),
        ('<style>@import "https://example.org/a.css";</style>', "third-party"),
        ("<style>p { background: url(//example.org/a.png) }</style>", "third-party"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, line: str, rule: str) -> None:
    """Each kind of broken, hostile or foreign address is one problem, under its rule."""
    assert _found(tmp_path, line) == ([("index.html", rule)] if rule else [])


def test_a_problem_names_the_address(tmp_path: Path) -> None:
    """The report names the page and the faulty address."""
    (problem,) = verify(_tree(tmp_path, GOOD + '<a href="c/?q=1#x">'), Checker())
    assert str(problem) == (
        "index.html:1:1: broken-link: A link must lead to a page that exists, and c/?q=1#x does not."
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<a href="/archive/b/#b">', []),
        ('<a href="/archive/">', []),
        ('<a href="/archive/c/">', [("index.html", "broken-link")]),
        ('<a href="/archived/">', [("index.html", "broken-link")]),
    ],
)
def test_a_site_under_a_prefix(tmp_path: Path, line: str, expected: list[tuple[str, str]]) -> None:
    """If the site is under a path, an address from the host's root must begin with it."""
    page = GOOD.replace('<a href="/b/#b">rooted</a>', "") + line
    assert [
        (problem.place.path, problem.rule) for problem in verify(_tree(tmp_path, page), Checker(prefix="/archive/"))
    ] == expected


def test_a_style_sheet_is_walked_too(tmp_path: Path) -> None:
    """A style sheet, too, loads only files on the site itself."""
    tree = _tree(tmp_path, GOOD)
    sheet = "p { background: url('a.png') } i { background: url( data:image/svg+xml,x ) }"
    (tree / "assets" / "a.css").write_text(sheet, encoding="utf-8")
    assert verify(tree, Checker()) == ()
    (tree / "assets" / "a.css").write_text("@import '//example.org/a.css'; p { color: url(b.png) }", encoding="utf-8")
    assert [(problem.place.path, problem.rule) for problem in verify(tree, Checker())] == [
        ("assets/a.css", "third-party"),
        ("assets/a.css", "broken-link"),
    ]


def test_a_built_site_has_no_problem(site: Path) -> None:
    """A site has no broken links, and loads nothing from elsewhere."""
    assert verify(site, Checker()) == ()


_THEME = """<!doctype html><title>@@archive:title@@</title>@@archive:head@@
<a href="../lost/">theme</a><a href="#end">end</a><a href="beside/">beside</a>
<main data-section="@@archive:section@@"><h1>Theme</h1>@@archive:content@@</main><p id="end">end
"""
_FRAME = Frame({1: _THEME}, "")


def _poured(top: Path) -> list[tuple[str, Page | bytes]]:
    """Write three pages in a frame with a broken link, the second with its own broken link."""
    pages: list[tuple[str, Page | bytes]] = []
    for name, link in (("a", "../b/#own"), ("b", "../a/#own"), ("c", "../a/")):
        anchor = "<a href='../none/'>none</a>" if name == "b" else "<i id='own'></i>"
        content = Markup(f"<a href='{link}'>{name}</a>{anchor}")
        page = Page(path=f"{name}/", title=name, description="", content=content)
        pages.append((f"{name}/index.html", page))
        (top / name).mkdir()
        (top / name / "index.html").write_bytes(_FRAME.file(page))
    return pages


def _brief(problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """Return the page, rule and address of each problem."""
    return [(problem.place.path, problem.rule, problem.sentence.split()[-3]) for problem in problems]


def test_what_pages_share_is_checked_once(tmp_path: Path) -> None:
    """A fault in the frame is reported only for the first page; a page's own links and anchors are always checked."""
    pages = _poured(tmp_path)
    every = _brief(verify(tmp_path, Checker()))
    checker = Checker(frame=_FRAME)
    once = _brief(verify(tmp_path, checker, [checker.check(pages)]))
    assert [found for found in every if found[2] == "../lost/"] == [
        (f"{name}/index.html", "broken-link", "../lost/") for name in "abc"
    ]
    assert once == [found for found in every if found[2] != "../lost/" or found[0] == "a/index.html"]
    assert ("b/index.html", "broken-link", "../none/") in once
    assert [page for page, _, address in once if address == "beside/"] == [f"{name}/index.html" for name in "abc"]
    assert ("a/index.html", "broken-anchor", "../b/#own") in once


@pytest.mark.parametrize("names", [(), ("a/index.html", "b/index.html", "c/index.html")])
def test_the_parts_do_not_change_what_is_found(tmp_path: Path, names: tuple[str, ...]) -> None:
    """However pages are split, and whether or not their names are known before, the problems are the same."""
    pages = _poured(tmp_path)
    checker = Checker(frame=_FRAME)
    whole = verify(tmp_path, checker, [checker.check(pages)])
    checker = Checker(frozenset(names), frame=_FRAME)
    assert verify(tmp_path, checker, [checker.check([page]) for page in reversed(pages)]) == whole
    assert len(whole) == 6


@given(
    page=st.sampled_from(("index.html", "a/index.html", "a/b-c/index.html", "404.html")),
    address=st.lists(
        st.sampled_from(
            ("..", ".", "/", "a", "b-c", "x.html", "#", "?q=1", "%20", "§", ":", "https://example.org/", "_")
        )
    ).map("".join),
)
@example(page="a/index.html", address="b-c/../x.html#_")
@example(page="a/index.html", address="b-c/./")
def test_the_short_way_leads_to_the_same_place(page: str, address: str) -> None:
    """An address that is resolved the short way leads where RFC 3986 says."""
    base = f"http://site.invalid/{page}"
    try:
        expected = urlsplit(urljoin(base, address))
    except ValueError:
        return
    file, anchor, scheme = resolve(page, address, "/nowhere/")
    if expected.netloc == "site.invalid" and expected.scheme == "http":
        path = unquote(expected.path.lstrip("/"))
        assert (file, anchor, scheme) == (
            path if path and not path.endswith("/") else f"{path}index.html",
            unquote(expected.fragment),
            "",
        )
    else:
        assert (file, anchor, scheme) == ("", "", expected.scheme or "none")
