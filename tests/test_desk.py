"""Drafts beside their sources: the file is the source of truth, and only a page of the same server writes to it."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.frame import Page
from drafting import HEAD, NAME, PASSAGES, with_draft
from intake import drafts
from intake.desk import Desk
from intake.selection import selected, spans, with_body, written
from serve.guard import Guard, is_loopback
from serve.server import Board, Server
from serve.watch import Change, Watch

PATH = f"drafts/{NAME}/"
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def root(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the toy archive with one draft."""
    return with_draft(toy_root, tmp_path)


@pytest.fixture
def desk(root: Path) -> Desk:
    """The desk of that archive, without a theme around its pages."""
    return Desk(root, TODAY, _poured, "a token")


def _poured(page: Page) -> bytes:
    return page.content.encode()


def _file(root: Path) -> Path:
    return root / "drafts" / f"{NAME}.md"


def _choose(desk: Desk, root: Path, *numbers: int, **changed: Any) -> tuple[int, str]:
    digest = hashlib.sha256(_file(root).read_bytes()).hexdigest()
    asked = {"passages": numbers, "hash": digest, "replace": False, **changed}
    status, told = desk.choose(PATH, json.dumps(asked).encode())
    return int(status), told["said"]


def test_a_page_has_all_that_a_person_needs(desk: Desk) -> None:
    """A page has open questions, problems and hints, the file by lines, numbered passages, and the accept command."""
    page = (desk.page(PATH) or b"").decode()
    assert "<dd>who says what</dd>" in page
    assert "`nonsense` must be a term of the vocabulary `kind`." in page.replace("&#39;", "'")
    assert f'id="drafts/{NAME}.md:4" value="4" class="wrong"' in page
    assert page.count('<input type="checkbox" value=') == len(PASSAGES)
    assert "checked" not in page
    assert f"manage.py accept {NAME}" in page
    assert "From &lt;saved&gt;.html" in page
    assert f'<a href="{NAME}/">' in (desk.page("drafts/") or b"").decode()


def test_the_list_tells_all_that_is_open(desk: Desk, root: Path) -> None:
    """The list names the open keys of a draft and of its source's file; a link to elsewhere is not listed."""
    (root / "drafts" / f"{NAME}.yml").write_text("#? rights: may the words be shown\n", encoding="utf-8")
    (root / "drafts" / "2017-10-13-linked.md").symlink_to(_file(root))
    page = (desk.page("drafts/") or b"").decode()
    assert "open: title, rights" in page
    assert "linked" not in page


def test_a_choice_writes_what_take_writes(desk: Desk, root: Path) -> None:
    """A choice writes the same bytes as the command, and the page then marks exactly these passages."""
    assert _choose(desk, root, 2, 3, 5) == (HTTPStatus.OK, "")
    chosen = _file(root).read_bytes()
    assert drafts.take(root / "drafts", NAME, "2-3,5") == 3
    assert _file(root).read_bytes() == chosen == f"{HEAD}\nWe comply.\n\nWe always did.\n\n[...]\n\nMenu\n".encode()
    page = (desk.page(PATH) or b"").decode()
    assert [number for number in range(1, 7) if f'value="{number}" checked' in page] == [2, 3, 5]
    for wrong in ((3, 2), (2, 2), (0,), (7,)):
        assert _choose(desk, root, *wrong)[0] == HTTPStatus.BAD_REQUEST
    assert _choose(desk, root)[0] == HTTPStatus.OK
    assert _file(root).read_text(encoding="utf-8") == HEAD


def test_an_edit_in_between_is_never_overwritten(desk: Desk, root: Path) -> None:
    """A choice made from an outdated version of the file is refused, and so is a choice that would undo an edit."""
    old = hashlib.sha256(_file(root).read_bytes()).hexdigest()
    edited = HEAD.replace("nonsense", "letter")
    _file(root).write_text(edited, encoding="utf-8")
    status, said = _choose(desk, root, 2, hash=old)
    assert (status, "changed" in said) == (HTTPStatus.CONFLICT, True)
    assert _file(root).read_text(encoding="utf-8") == edited
    assert _choose(desk, root, 2)[0] == HTTPStatus.OK
    mine = _file(root).read_text(encoding="utf-8").replace("We comply.", "We [the city] comply.")
    _file(root).write_text(mine, encoding="utf-8")
    assert "edited by hand" in (desk.page(PATH) or b"").decode()
    status, said = _choose(desk, root, 2, 3)
    assert (status, "by hand" in said) == (HTTPStatus.CONFLICT, True)
    assert _file(root).read_text(encoding="utf-8") == mine
    assert _choose(desk, root, 2, 3, replace=True)[0] == HTTPStatus.OK
    assert _file(root).read_text(encoding="utf-8") == f"{edited}\nWe comply.\n\nWe always did.\n"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (PATH, b"{"),
        (PATH, b"[" * 100_000),
        (PATH, b"\xff"),
        (PATH, b'{"passages": ["2"], "hash": "", "replace": true}'),
        (PATH, b'{"passages": [true], "hash": "", "replace": true}'),
        (PATH, b'{"passages": [7], "hash": "", "replace": true}'),
        (PATH, b'{"passages": [3, 2], "hash": "", "replace": true}'),
        (PATH, b'{"passages": [2], "hash": 0, "replace": true}'),
        ("drafts/../statements/x/", b'{"passages": [], "hash": "", "replace": true}'),
        ("drafts/other/", b'{"passages": [], "hash": "", "replace": true}'),
        ("drafts//", b'{"passages": [], "hash": "", "replace": true}'),
        (f"drafts/{NAME}", b'{"passages": [], "hash": "", "replace": true}'),
    ],
)
def test_what_no_page_sends_is_refused(path: str, data: bytes, desk: Desk, root: Path) -> None:
    """Anything but a choice of passages of an existing draft gets an answer, and writes nothing."""
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert desk.choose(path, data)[0] in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_a_link_is_no_draft(desk: Desk, root: Path) -> None:
    """A symbolic link in the folder is neither shown nor written."""
    (root / "drafts" / "elsewhere.md").symlink_to(root / "statements" / "README.md")
    assert desk.page("drafts/elsewhere/") is None
    assert desk.choose("drafts/elsewhere/", b'{"passages":[],"hash":"","replace":true}')[0] == HTTPStatus.NOT_FOUND


class _Told:
    """A desk that writes nothing, and remembers the requests."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def page(self, path: str) -> bytes | None:
        return b"a page" if path == PATH else None

    def choose(self, path: str, data: bytes) -> tuple[HTTPStatus, dict[str, Any]]:
        self.asked.append(path)
        return HTTPStatus.OK, {"said": data.decode()}


@pytest.fixture
def server() -> Iterator[Server]:
    """A local server, without a desk yet."""
    made = Server("127.0.0.1", 0, lambda path: None, Board())
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def _asked(server: Server, data: bytes | None, **headers: str) -> tuple[int, bytes]:
    names = {name.replace("_", "-"): value for name, value in headers.items() if value}
    request = urllib.request.Request(f"{server.address}{PATH}", data=data, headers=names)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_only_a_page_of_the_same_server_writes(server: Server) -> None:
    """A request without the token, from another origin, under another name or from a form never reaches the desk."""
    told, guard = _Told(), Guard(server.server_port)
    server.desk = told, guard
    good = {
        "Origin": server.address.removesuffix("/"),
        "Content_Type": "application/json",
        "X_Drafts_Token": guard.token,
        "Sec_Fetch_Site": "same-origin",
    }
    assert _asked(server, b"{}", **good) == (HTTPStatus.OK, b'{"said": "{}"}')
    assert told.asked == [PATH]
    bad = [
        {"X_Drafts_Token": ""},
        {"X_Drafts_Token": Guard(server.server_port).token},
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": f"http://localhost:{server.server_port}"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Host": f"elsewhere.example:{server.server_port}"},
        {"Host": "127.0.0.1:1"},
    ]
    for changed in bad:
        assert _asked(server, b"{}", **{**good, **changed})[0] == HTTPStatus.FORBIDDEN, changed
    assert _asked(server, b"x" * 100_001, **good)[0] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert told.asked == [PATH]


def test_only_this_machine_reads(server: Server) -> None:
    """A drafts page, which contains the token, is not served under another name or to other machines."""
    assert _asked(server, None)[0] == HTTPStatus.NOT_FOUND
    assert _asked(server, b"{}")[0] == HTTPStatus.FORBIDDEN
    server.desk = _Told(), Guard(server.server_port)
    assert _asked(server, None) == (HTTPStatus.OK, b"a page")
    assert _asked(server, None, Host=f"elsewhere.example:{server.server_port}")[0] == HTTPStatus.NOT_FOUND
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.0.1", "x")] == [
        *(True, True, True),
        *(False, False, False),
    ]


def test_a_draft_is_told_apart_from_the_record(root: Path) -> None:
    """A change to a draft is not a change to the record; drafts are seen even if their folder is created later."""
    shutil.rmtree(root / "drafts")
    watch = Watch(root / "statements", drafts=root / "drafts")
    watch.start()
    try:
        (root / "drafts").mkdir()
        assert watch.wait(30) == Change.DRAFTS
        (root / "drafts" / "new.md").write_text("---\n", encoding="utf-8")
        assert watch.wait(30) == Change.DRAFTS
        (root / "statements" / "speakers" / "new.yml").write_text("name: x\n", encoding="utf-8")
        assert watch.wait(30) == Change.RECORD
    finally:
        watch.stop()


_WORDS = st.lists(st.sampled_from(["a", "b", "a b", "- c", "[...]", "1. d", "*e*"]), max_size=8)


@given(_WORDS, st.data())
def test_what_was_chosen_is_read_again(passages: list[str], data: st.DataObject) -> None:
    """Whatever passages are chosen, the file's body is recognized as passages, and as the same ones if preferred."""
    every = st.sets(st.integers(1, len(passages))) if passages else st.just(set[int]())
    numbers = sorted(data.draw(every))
    text = with_body("---\nx: y\n---\n", written(passages, numbers))
    found = selected(text, passages)
    assert found.whole
    assert list(found.numbers) == sorted(set(found.numbers))
    assert written(passages, found.numbers) == written(passages, numbers)
    assert selected(text, passages, numbers).numbers == tuple(numbers)
    assert drafts.numbered(spans(numbers), len(passages)) == tuple(numbers)
