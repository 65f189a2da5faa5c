"""A saved page, a PDF, a text, an address or a WARC becomes a draft, and the bytes are kept."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import http.server
import io
import json
import shutil
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from archive.prove.canonical import Canonical, text_of
from archive.read.reading import read
from intake import drafts, obtaining, ocr
from intake.candidate import InputError
from intake.capturing import passages, text
from intake.obtaining import Capture, obtained, sniffed
from intake.paragraphs import of_lines
from intake.recognizing import no_document
from launcher import environment, program
from nearby import read_here
from serve.watch import Watch

TODAY = datetime.date(2026, 11, 24)
PAGE = """\
<!doctype html><html><head><meta charset="windows-1252"><title>Mayor responds | City of Exampleton</title>
<meta property="og:site_name" content="City of Exampleton">
<meta property="article:published_time" content="2017-10-12T09:00:00Z">
<link rel="canonical" href="https://exampleton.example/news/9"></head>
<body><nav><ul><li>Home</li><li>News</li></ul></nav><main><h1>Mayor responds to the Department</h1>
<p>EXAMPLETON – Mayor Ada Sample today answered the letter of the Department, which asks for proof of compliance.</p>
<p>“We are in full compliance with 99 U.S.C. § 1234, and always have been,” the mayor said.<br>“Nobody has shown
otherwise.”</p><p>“We will continue to follow the law as it is written, as we have <b>always</b> done.”</p></main>
<footer><p>Copyright City of Exampleton. All rights reserved.</p></footer><script>x()</script></body></html>
"""
WORDS = "The city of Exampleton complies with the law, and it has done so for many years. " * 3


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(tmp_path: Path, toy_root: Path) -> Path:
    """A copy of the toy archive, for a test to add to."""
    shutil.copytree(toy_root, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A page in windows-1252, saved from a browser."""
    file = tmp_path / "saved.html"
    file.write_bytes(PAGE.encode("cp1252"))
    return file


def run(root: Path, command: str, *words: str | Path) -> int:
    """Run a command as the command line does; returns the exit code."""
    return program.main([command, *map(str, words), "--root", str(root), "--today", TODAY.isoformat()])


def _captured(data: bytes, media_type: str = "text/html", **known: str | int) -> Capture:
    return Capture(data=data, origin="a test", media_type=media_type, method="saved", **known)  # type: ignore[arg-type]


def test_a_saved_page_becomes_a_draft(root: Path, saved: Path) -> None:
    """A page's bytes are kept under their hash, its exact statements are taken, and the body has no words yet."""
    assert run(root, "capture", saved) == 0
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    assert (root / "vault" / digest).read_bytes() == saved.read_bytes()
    (name,) = drafts.names(root / "drafts")
    assert name == "2017-10-12-mayor-responds-to-the-department"
    written = (root / "drafts" / f"{name}.md").read_text(encoding="utf-8")
    assert written.endswith("\n---\n")
    assert "\n#? speaker: who speaks; the text names `ada-sample` (Mayor, President on that day)\n" in written
    assert "\nstatutes:\n  - 99 U.S.C. § 1234\n" in written
    assert "  url: https://exampleton.example/news/9\n" in written
    assert drafts.found(root / "drafts", name).source["sha256"] == digest


def test_passages_stand_in_the_canonical_text(saved: Path) -> None:
    """Every paragraph has a span in the canonical text, and those around the document are not proposed."""
    capture = next(obtained(str(saved)))
    form = Canonical(text_of(capture.data, capture.media_type)).form
    found = passages(capture, text(capture))
    assert [passage.proposed for passage in found] == [False, False, True, True, True, True, False]
    assert all(form[passage.start : passage.end] == Canonical(passage.text).form for passage in found)
    assert found[4].text.startswith("“We are in full compliance with 99 U.S.C. § 1234")


def test_a_capture_of_the_same_bytes_is_told(root: Path, saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same bytes make no second draft, and a changed copy of the page is a near duplicate of the first."""
    assert run(root, "capture", saved) == 0
    assert run(root, "capture", saved) == 1
    assert "was made from the same bytes" in capsys.readouterr().out
    saved.write_bytes(saved.read_bytes().replace(b"Nobody", b"Nobody ever"))
    assert run(root, "capture", saved) == 0
    found = [drafts.found(root / "drafts", name).near_duplicates for name in drafts.names(root / "drafts")]
    ((near,),) = filter(None, found)
    assert (near.kind, near.difference) == ("same page", "here “ever”, there “”")


_NOTHING = {
    "challenge": "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>",
    "refusal": "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this.</p>",
    "robot": f"<title>City</title><p>Please verify you are human.</p><p>{WORDS}</p>",
    "login": f"<title>City</title><form><input type=password></form><p>{WORDS}</p>",
    "members": f"<title>Sign in - City</title><p>{WORDS}</p>",
    "missing": f"<title>Page not found | City</title><p>{WORDS}</p>",
    "code": f"<title>404</title><h1>Oops</h1><p>{WORDS}</p>",
    "maintenance": f"<title>City</title><h1>The site is down for maintenance</h1><p>{WORDS}</p>",
    "server": f"<title>502 Bad Gateway</title><p>{WORDS}</p>",
    "shell": "<title>City</title><div id=root></div><script>load()</script>",
    "nothing": "<title>City</title><p>Soon.</p>",
    "empty": "<html></html>",
}


@pytest.mark.parametrize("page", _NOTHING.values(), ids=_NOTHING)
def test_what_is_no_document_is_recognized(page: str) -> None:
    """Block pages, login pages, error pages and empty ones are told apart from documents."""
    capture = _captured(page.encode())
    found = no_document(capture, text(capture))
    assert found
    assert found.sentence.endswith(".")


_DOCUMENTS = {
    "short": f"<title>Statement of the mayor</title><p>{WORDS}</p>",
    "on access": f"<title>Mayor on access to public records</title><p>{WORDS}</p>",
    "finding": f"<title>DOJ: no violation found in 404 cases</title><p>{WORDS}</p>",
    "law": f"<title>Statement on 8 U.S.C. 1373</title><p>{WORDS}</p>",
    "comment form": f"<title>Statement</title><form><input type=text></form><p>{WORDS}</p><script>x()</script>",
    "long with login": f"<title>Statement</title><form><input type=password></form><p>{WORDS * 20}</p>",
    "long on denial": f"<title>Access Denied: BLM to revoke orders</title><p>{WORDS * 20}</p>",
    "long on blocking": f"<title>Statement</title><p>Funds were denied: you have been blocked. {WORDS * 20}</p>",
}


@pytest.mark.parametrize("page", _DOCUMENTS.values(), ids=_DOCUMENTS)
def test_documents_are_not_refused(page: str) -> None:
    """A document about errors, logins or access is still a document."""
    capture = _captured(page.encode())
    assert no_document(capture, text(capture)) is None


@pytest.mark.parametrize(
    ("asked", "url", "status", "refused"),
    [
        ("https://a.example/news/9", "https://a.example/news/9", 200, False),
        ("https://a.example/news/9", "https://a.example/2017/news-9", 200, False),
        ("https://a.example/news/9", "https://a.example/", 200, True),
        ("https://a.example/news/9", "https://a.example/login?next=9", 200, True),
        ("https://a.example/news/9", "https://a.example/404.html", 200, True),
        ("https://a.example/news/9", "https://a.example/news/9", 403, True),
        ("https://a.example/", "https://a.example/home", 200, False),
    ],
)
def test_another_page_than_asked_for_is_told(asked: str, url: str, status: int, *, refused: bool) -> None:
    """A front page, a login or an error is no document in place of the page; a new address of the page is no error."""
    capture = _captured(_DOCUMENTS["short"].encode(), asked=asked, url=url, status=status)
    assert bool(no_document(capture, text(capture))) is refused


def test_no_document_is_kept_but_not_drafted(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A block page's bytes are kept and no draft is made, unless a person says so."""
    file = tmp_path / "blocked.html"
    file.write_text(_NOTHING["challenge"], encoding="utf-8")
    assert run(root, "capture", file) == 1
    assert "a bot check" in capsys.readouterr().out
    assert len(list((root / "vault").iterdir())) == 1
    assert drafts.names(root / "drafts") == ()
    assert run(root, "capture", file, "--anyway") == 0
    assert len(drafts.names(root / "drafts")) == 1


def _pdf(*lines: str) -> bytes:
    """Return a PDF of one page with a text layer."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_a_pdf_becomes_a_draft(root: Path, tmp_path: Path) -> None:
    """A PDF's text layer yields paragraphs that are in its canonical text."""
    file = tmp_path / "Letter to Exampleton.pdf"
    lines = ("Dear Mayor Sample, the Department asks the city to show by the end of the month that it",
             "complies with 99 U.S.C. \xa7 1234.", "It will otherwise withhold the grant.")  # fmt: skip
    file.write_bytes(_pdf(*lines))
    assert run(root, "capture", file, "--url", "https://examples.example/letter.pdf") == 0
    (name,) = drafts.names(root / "drafts")
    assert name == "undated-letter-pdf"
    found = drafts.found(root / "drafts", name)
    assert [passage.text for passage in found.passages] == [" ".join(lines[:2]), lines[2]]
    form = Canonical(text_of(file.read_bytes(), "application/pdf")).form
    assert all(form[each.start : each.end] == Canonical(each.text).form for each in found.passages)


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    """A soft hyphen at the end of a line marks a broken word; elsewhere it is not part of the words either."""
    assert of_lines("The city com\u00ad\r\nplies with it\r\nas it has al\u00adways done. Yes.\r\n") == (
        "The city complies with it as it has always done. Yes.",
    )


def test_a_scan_needs_ocr_and_is_labelled(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PDF of images has no text; on request tesseract reads it, and the draft asks a person to compare."""
    file = tmp_path / "scan.pdf"
    Image.new("1", (200, 200), 1).save(file, "PDF")
    assert run(root, "capture", file) == 1
    assert "Use --ocr" in capsys.readouterr().out
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(root, "capture", file, "--ocr") == 1
    assert "must find the program tesseract" in capsys.readouterr().err
    fake = tmp_path / "tesseract"
    fake.write_text(f"#!/bin/sh\necho '{WORDS}'\n", encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    assert run(root, "capture", file, "--ocr") == 0
    (name,) = drafts.names(root / "drafts")
    source = drafts.found(root / "drafts", name).source
    assert (source["method"], source["media_type"]) == ("ocr", "text/plain")
    assert (root / "vault" / str(source["sha256"])).read_text("utf-8") == f"{WORDS}\n"
    assert "\n#? caution: a machine read these words (OCR)" in (root / "drafts" / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("_PAGE_SECONDS", "Page 1 must be readable: tesseract takes more than 1 seconds."),
        ("_SECONDS", "OCR must take at most 0 minutes; it has read 1 of 2 pages in that time."),
        ("_PAGES", "A PDF must have at most 1 pages for --ocr, and this has 2."),
    ],
)
def test_ocr_has_limits(limit: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OCR ends in a sentence where a page, or all pages, take too long, or where there are too many."""
    scan, page = io.BytesIO(), Image.new("1", (20, 20), 1)
    page.save(scan, "PDF", save_all=True, append_images=[page])
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(ocr, limit, 1)
    if limit == "_SECONDS":
        monkeypatch.setattr(ocr, "time", SimpleNamespace(monotonic=iter((0, 0, 2)).__next__))
        slow.write_text("#!/bin/sh\n", encoding="utf-8")
    with pytest.raises(InputError) as found:
        ocr.ocr_text(scan.getvalue())
    assert str(found.value) == sentence


def _warc() -> bytes:
    """Return a WARC of two pages and a picture, each record compressed separately."""
    packed = b""
    for url, status, kind, data in (
        ("https://exampleton.example/news/9", "200 OK", "text/html; charset=windows-1252", PAGE.encode("cp1252")),
        ("https://exampleton.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://exampleton.example/old", "404 Not Found", "text/html", _DOCUMENTS["short"].encode()),
    ):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\n\r\n"
        block = head.encode() + gzip.compress(data, mtime=0)
        fields = (
            *("WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {url}", "WARC-Date: 2017-10-12T09:00:00Z"),
            *("WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>", f"Content-Length: {len(block)}"),
            "Content-Type: application/http; msgtype=response",
        )
        packed += gzip.compress("\r\n".join((*fields, "", "")).encode() + block + b"\r\n\r\n", mtime=0)
    return packed


@pytest.mark.parametrize("name", ["saved.warc.gz", "saved.wacz"])
def test_a_warc_gives_its_pages(name: str, root: Path, tmp_path: Path) -> None:
    """Each page in a WARC or a WACZ is identified by its payload's hash, and anything but a document is reported."""
    file = tmp_path / name
    if name.endswith(".wacz"):
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("archive/data.warc.gz", _warc())
            packed.writestr("datapackage.json", "{}")
    else:
        file.write_bytes(_warc())
    assert run(root, "capture", file) == 1, "one of the two pages is an error"
    (draft,) = drafts.names(root / "drafts")
    found = drafts.found(root / "drafts", draft)
    assert found.source["sha256"] == hashlib.sha256(PAGE.encode("cp1252")).hexdigest()
    assert found.source["url"] == "https://exampleton.example/news/9"


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        status, data = (200, PAGE) if self.path in ("/news/9", "/") else (503, _DOCUMENTS["short"])
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=windows-1252")
        self.end_headers()
        self.wfile.write(data.encode("cp1252"))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server with one page."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_an_address_is_fetched(root: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A page is fetched from its address; an error and a redirect to the front page are not documents."""
    assert run(root, "capture", f"{server}/news/9") == 0
    assert run(root, "capture", f"{server}/gone") == 1
    assert run(root, "capture", f"{server}/moved") == 1
    out = capsys.readouterr().out
    assert "status 503" in out
    assert "the requested one" in out
    (name,) = drafts.names(root / "drafts")
    assert drafts.found(root / "drafts", name).source["charset"] == "windows-1252"


def test_no_answer_is_told_in_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If no server answers, or the file does not exist, one sentence says so."""
    assert run(root, "capture", "http://127.0.0.1:9/") == 1
    assert run(root, "capture", "http://[bad") == 1
    assert run(root, "capture", "not-there.html") == 1
    assert all(line.startswith("manage.py: ") and line.endswith(".") for line in capsys.readouterr().err.splitlines())


@settings(max_examples=60)
@given(data=st.binary(max_size=300) | st.text(alphabet="<>/!dphtmlscriptb ody&;#0", max_size=80).map(str.encode))
@pytest.mark.parametrize("start", [b"", b"%PDF-1.4\n", b"<!doctype html>", b"\xff\xfe"])
def test_any_bytes_give_passages_or_a_sentence(start: bytes, data: bytes) -> None:
    """Whatever bytes are captured, the result is a reason or passages that are where they say."""
    capture = _captured(start + data, sniffed(start + data))
    try:
        with pytest.MonkeyPatch.context() as patch:
            read_here(patch)
            words = text(capture)
    except InputError as error:
        told = str(error)
    else:
        nothing = no_document(capture, words)
        told = nothing.sentence if nothing else ""
        form = Canonical(words).form
        for passage in passages(capture, words):
            assert passage.start < 0 or form[passage.start : passage.end] == Canonical(passage.text).form
    assert not told or told.endswith((".", "r)", ")"))


@settings(max_examples=40)
@given(data=st.binary(max_size=300))
@pytest.mark.parametrize("ending", ["warc", "warc.gz", "wacz"])
def test_any_bytes_in_a_container_give_captures_or_a_sentence(
    ending: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A broken WARC or WACZ is reported in words."""
    file = tmp_path_factory.mktemp("containers") / f"a.{ending}"
    file.write_bytes(data)
    try:
        found = list(obtained(str(file)))
    except InputError as error:
        assert str(error).startswith("a.")  # noqa: PT017 - either is right
    else:
        assert found == []


def _wacz(method: int, entries: int = 1, more: bytes = b"") -> bytes:
    """Return a WACZ packed in a given way; ``more`` follows each WARC in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for number in range(entries):
            archive.writestr(f"archive/{number}.warc.gz", _warc() + more)
    return packed.getvalue()


_RECORD = "WARC/1.0\r\nWARC-Type: response\r\n{}Content-Length: {}\r\n\r\n{}\r\n\r\n"
_BROTLI = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n<p>words"
BROKEN = {
    "a packing that is broken": ("a.wacz", _wacz(zipfile.ZIP_LZMA).replace(b"]\0\0", b"\xff\xff\xff")),
    "an entry that is cut": ("a.wacz", _wacz(zipfile.ZIP_STORED)[40:]),
    "an entry without end": ("a.wacz", _wacz(zipfile.ZIP_BZIP2).replace(b"BZh9", b"BZh0")),
    "no address": ("a.warc", _RECORD.format("", 15, "HTTP/1.1 200 OK").encode()),
    "an encoding that is broken": (
        "a.warc",
        _RECORD.format("WARC-Target-URI: https://a.example/\r\n", len(_BROTLI), _BROTLI).encode(),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_container_is_told_in_a_sentence(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Any failure to read a container is one sentence, and the reader itself prints nothing."""
    file, data = BROKEN[name]
    (tmp_path / file).write_bytes(data)
    with pytest.raises(InputError, match=f"{file} must be a WA"):
        list(obtained(str(tmp_path / file)))
    assert capfd.readouterr() == ("", "")


def test_a_container_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many large files in a small container are not all unpacked in turn."""
    (tmp_path / "a.wacz").write_bytes(_wacz(zipfile.ZIP_DEFLATED, entries=3, more=bytes(20_000)))
    monkeypatch.setattr(obtaining, "LARGEST", 2_000)
    with pytest.raises(InputError, match="must hold at most"):
        list(obtained(str(tmp_path / "a.wacz")))


def test_what_was_found_is_json_that_others_can_read(root: Path, saved: Path) -> None:
    """What was found for a draft is JSON with a passage's text, its span and whether it is proposed."""
    assert run(root, "capture", saved) == 0
    (file,) = (root / "drafts").glob("*.json")
    first = json.loads(file.read_bytes())["passages"][0]
    assert set(first) == {"text", "start", "end", "proposed"}


def test_following_tells_again_after_each_change(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report is printed again when a draft changes, and Ctrl+C ends it."""
    assert run(root, "capture", saved) == 0
    (name,) = drafts.names(root / "drafts")
    file = root / "drafts" / f"{name}.md"
    changes = iter((lambda: file.write_text("no draft", encoding="utf-8"),))

    def wait(watch: Watch) -> None:
        try:
            next(changes)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(Watch, "wait", wait)
    capsys.readouterr()
    assert run(root, "draft", name, "--take", "4", "--follow") == 0
    out = capsys.readouterr().out
    assert out.count("1 passage taken") == 1
    assert out.count("missing-key") > 0
    assert out.count("front-matter-open") == 1


_FACTS = """\
title: Sample says that Exampleton complies
date: 2017-10-12
speaker: ada-sample
jurisdiction: exampleton
kind: press-release
statutes: [99 U.S.C. § 1234]
summary: The mayor says so, and that nobody has shown otherwise.
source: {publisher: City of Exampleton, url: "https://exampleton.example/news/9", copy: document, seen: whole}
added: 2026-11-24
"""


def _completed(root: Path, saved: Path) -> str:
    """Capture a page, take passages as its words, and fill in the open keys; returns the draft's name."""
    assert run(root, "capture", saved) == 0
    (name,) = drafts.names(root / "drafts")
    run(root, "draft", name, "--take", "5-6")
    file, source = root / "drafts" / f"{name}.md", root / "drafts" / f"{name}.yml"
    words = file.read_text(encoding="utf-8").partition("\n---\n")[2]
    file.write_text(f"---\n{_FACTS}---\n{words}", encoding="utf-8")
    text = source.read_text(encoding="utf-8").replace("#? rights: ", "rights: The city allows it; ")
    source.write_text(text, encoding="utf-8")
    return name


def test_an_accepted_draft_is_proved(root: Path, saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft brings its source into the record, and its words are proved against the kept bytes."""
    name = _completed(root, saved)
    assert run(root, "draft", name) == 0, capsys.readouterr().out
    assert run(root, "accept", name, "--as", "2017-10-12-sample-says-exampleton-complies") == 0
    assert run(root, "check") == 0, capsys.readouterr().out
    archive = read(root).archive
    statement = archive.statements["2017-10-12-sample-says-exampleton-complies"]
    assert statement.proof is not None
    assert statement.proof.level == "exact"
    assert archive.sources[statement.proof.source].sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()
    assert {file.suffix for file in (root / "drafts").iterdir()} == {".json"}


@pytest.mark.parametrize(
    ("old", "new"), [("full compliance", "compliance"), ("always done", "not always done"), ("Nobody", "nobody")]
)
def test_words_that_are_not_the_source_s_are_not_accepted(
    root: Path, saved: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word changed after it was taken keeps the draft out, and the difference is shown."""
    name = _completed(root, saved)
    file = root / "drafts" / f"{name}.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = sorted((root / "statements").rglob("*"))
    assert run(root, "accept", name) == 1
    assert "must be in their source" in capsys.readouterr().err
    assert sorted((root / "statements").rglob("*")) == before
    assert file.is_file()


def test_without_the_bytes_a_draft_names_its_source(root: Path, saved: Path) -> None:
    """Without the bytes at hand, the record names its source and claims no level of proof."""
    name = _completed(root, saved)
    shutil.rmtree(root / "vault")
    assert run(root, "accept", name) == 0
    proof = read(root).archive.statements[name].proof
    assert proof is not None
    assert (proof.source, proof.level) == (name, "")
    assert run(root, "check") == 0


def test_the_rights_are_a_person_s_to_say(root: Path, saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source whose rights are open keeps its draft out of the record."""
    name = _completed(root, saved)
    source = root / "drafts" / f"{name}.yml"
    source.write_text(source.read_text(encoding="utf-8").replace("rights:", "#? rights:"), encoding="utf-8")
    assert run(root, "accept", name) == 1
    assert "`rights` must be given" in capsys.readouterr().err
