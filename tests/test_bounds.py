"""Hostile sources, texts and repositories take bounded time, and run nothing."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from archive.check.rules import watching
from archive.check.rules.rule import Context
from archive.history.commits import history
from archive.prove import apart, canonical, holdings, markup
from archive.prove.canonical import SourceError, text_of
from archive.read.reading import read
from archive.record import anchors
from archive.record.comparing import opcodes
from archive.record.text import passages
from building import TODAY
from edits import SAYS, edited
from intake import ocr
from intake.candidate import InputError
from intake.capturing import passages as passages_of_page
from intake.obtaining import Capture
from intake.page import page_of
from repositories import commit, git, toy_repository


def _pdf(*objects: bytes) -> bytes:
    """Return a PDF of some objects, the first of which is its catalog."""
    numbered = b"".join(b"%d 0 obj%bendobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + numbered + b"trailer<</Root 1 0 R>>"


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream " % (keys, len(content), content)


def _laughing(depth: int) -> bytes:
    """Return a PDF of a form that shows another ten times, which shows another, and so on."""
    fonts = b"/Font<</F 4 0 R>>"
    words = b"BT /F 12 Tf (Words. ) Tj ET\n"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    forms = (
        _stream(
            b"/X Do " * 10 if number < depth else words,
            b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<<%b/XObject<</X %d 0 R>>>>" % (fonts, 6 + number),
        )
        for number in range(1, depth + 1)
    )
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _stream(b"/X Do "),
        *forms,
    )


BUSY = {
    "a PDF of forms in forms": (_laughing(12), canonical.PDF),
    "elements in elements": (b"<div>" * 400_000, canonical.HTML),
    "an element of many attributes": (b"<a " + b" ".join(b"a%d" % at for at in range(200_000)) + b">", canonical.HTML),
    "attributes that hide the end of a tag": (
        b"<a " + b" ".join(b"a%d=\">\" b%d='>>'" % (at, at) for at in range(100_000)) + b">",
        canonical.HTML,
    ),
}
FILLING = b"".join(b"<b a=%d><p>" % at for at in range(6_000)) + b"</b>" * 6_000
"""A page of which a parser makes some forty million elements."""


@pytest.mark.parametrize("name", BUSY)
def test_a_source_that_keeps_its_reader_busy_is_given_up(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that would take minutes, or years, to read ends in a sentence once its time is up."""
    for module in (canonical, markup):
        monkeypatch.setattr(module, "apart", partial(apart.apart, seconds=1))
    with pytest.raises(SourceError, match="must be readable: it takes more than 1 seconds"):
        text_of(*BUSY[name])


def test_a_source_that_fills_the_memory_is_given_up() -> None:
    """A small page that its parser would blow up to gigabytes ends in a sentence, and fills no memory."""
    with pytest.raises(SourceError, match="more than 30 seconds or 2 GB of memory"):
        text_of(FILLING, canonical.HTML)


CALM = [
    "<p title='a > b'>Words</p>" * 2_000,
    '<p title="it\'s">It\'s</p><a href=\'/?a="b"\'>says "no"</a>' * 300,
    "<p>Words</p><script>if (a = '<b>') { b = \"</b>\" }</script>" * 200,
    "<p>A <b>bold</b> word and a <a href='/'>link</a>.</p>" * 100,
]


@pytest.mark.parametrize("page", CALM)
def test_an_ordinary_page_needs_no_process(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotation marks and signs of comparison in a page of ordinary size do not make it a busy one."""
    monkeypatch.setattr(markup, "apart", None)
    assert text_of(page.encode(), canonical.HTML)


def test_a_page_that_keeps_its_reader_busy_is_not_captured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that capturing reads of a page, before it is judged, is read without limits."""
    data, _ = BUSY["attributes that hide the end of a tag"]
    capture = Capture(data=data, origin="a test", media_type=canonical.HTML, method="saved")
    monkeypatch.setattr(markup, "apart", partial(apart.apart, seconds=1))
    for step in (page_of, partial(passages_of_page, text="")):
        with pytest.raises(InputError, match="A page must be readable: it takes more than 1 seconds"):
            step(capture)


def test_ocr_of_a_pdf_that_keeps_its_reader_busy_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a hostile PDF are drawn within limits too, whatever the size that they say they have."""
    (tmp_path / "tesseract").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ocr, "apart", partial(apart.apart, seconds=1))
    with pytest.raises(InputError, match="Page 1 must be readable: it takes more than 1 seconds"):
        ocr.ocr_text(_laughing(12))


def test_a_large_page_is_read_as_a_small_one() -> None:
    """A page with very many elements is read in another process, with the same text."""
    page = "<ul><li>Wörter &amp; <b>words</b> \U0001f600</ul>"
    once, often = (text_of((page * count).encode(), canonical.HTML, "utf-8") for count in (1, 10_000))
    assert often == once * 10_000


def test_a_pdf_has_its_words() -> None:
    """A PDF of one form has the words of that form."""
    assert text_of(_laughing(1), canonical.PDF).split() == ["Words."]


def test_what_cannot_be_read_breaks_nothing() -> None:
    """A reader process that dies is reported."""
    with pytest.raises(apart.ApartError, match="breaks the program"):
        apart.apart(_dying, b"")


def _dying(data: bytes) -> str:
    raise RuntimeError


def test_a_source_has_a_size(toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source above the size limit is neither read nor unpacked."""
    reading = read(toy_root)
    (capture,) = (each for each in reading.archive.sources.values() if each.kept == "repository")
    for module in (canonical, holdings):
        monkeypatch.setattr(module, "LARGEST", 10)
    with pytest.raises(SourceError, match="at most 10 bytes"):
        text_of(b"more than ten", canonical.PLAIN)
    with pytest.raises(SourceError, match=r"at most 10 bytes, and .* has"):
        reading.holdings.data(capture)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["a"] * 30_000, ["b", *["a"] * 30_000, "b", "a"]),
        (["a", "b"] * 20_000, ["b", "a"] * 20_000),
        ([word for at in range(20_000) for word in (f"w{at}", "c")], ["c"] * 40_000),
    ],
    ids=["one word", "two words", "a word between others"],
)
def test_any_two_texts_are_compared_in_time(old: list[str], new: list[str]) -> None:
    """A comparison that would take hours counts as a replacement, with each word of both texts shown once."""
    before = time.process_time()
    steps = tuple(opcodes(old, new))
    assert time.process_time() - before < 10
    assert [word for _, a, b, _, _ in steps for word in old[a:b]] == old
    assert [word for _, _, _, c, d in steps for word in new[c:d]] == new
    assert all((old[a:b] == new[c:d]) == (operation == "equal") for operation, a, b, c, d in steps)


def test_quotations_are_looked_for_once(toy_root: Path) -> None:
    """However many places look for a quotation, the body is parsed once."""
    anchors._anchors.cache_clear()
    statement = read(toy_root).archive.statements[Path(SAYS).stem]
    quotes = [position.quote for position in statement.positions if position.quote]
    with mock.patch("archive.record.anchors.passages", wraps=passages) as parsed:
        assert all(anchors.anchor(statement, quote) for quote in quotes * 50)
    assert parsed.call_count == 1


def test_a_body_is_parsed_once_for_all_differences(toy_root: Path) -> None:
    """However many times a source differed, the words of its statement are parsed once."""
    archive = read(toy_root).archive
    assert sum(len(each.differences) for each in archive.watched["letter-to-mayor-sample"].sightings) == 2
    with mock.patch("archive.check.rules.watching.passages_of", wraps=holdings.passages_of) as parsed:
        assert list(watching.sighting_words(Context(archive=archive, unread=frozenset(), today=TODAY))) == []
    assert parsed.call_count == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [("log.showRoot", "false"), ("i18n.logOutputEncoding", "UTF-16"), ("color.ui", "always"), ("log.follow", "true")],
)
def test_settings_of_a_repository_change_no_history(key: str, value: str, tmp_path: Path) -> None:
    """Git reports the same history, whatever the repository's settings."""
    root = toy_repository(tmp_path / "archive")
    edited(root)
    commit(root, "Edit a record")
    archive = read(root).archive
    wanted = history(root, archive)
    assert wanted.changes
    git(root, "config", key, value)
    assert history(root, archive) == wanted
