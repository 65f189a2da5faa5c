"""The preview over HTTP: pages are made on request, and open pages follow changes by themselves.

Only drafts can be written through it, by one of its own pages on the same machine.
"""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from archive.record.problem import Problem
from archive.site.policy import UNFRAMED
from serve.guard import Guard

_OWN = "/.serve/"
_SCRIPT = f"{_OWN}reload.js"
_FILES = {_SCRIPT: "text/javascript", f"{_OWN}drafts.js": "text/javascript", f"{_OWN}drafts.css": "text/css"}
"""The files served from this folder, with their types."""
_DRAFTS = "/drafts/"
_LARGEST = 100_000
"""Bytes of what a page sends."""
_STATE = f"{_OWN}state"
_PATIENCE = 25.0
"""Seconds that a page waits for news before it asks again."""
_NOTHING = "There is nothing to show yet."

Answer = Callable[[str], bytes | None]
"""Makes the file at a path under the site's root; None if there is none."""


class Desk(Protocol):
    """Shows drafts, and writes the choices made for them."""

    def page(self, path: str) -> bytes | None:
        """Return the page at a path under the site's root; None if there is none."""

    def choose(self, path: str, data: bytes) -> tuple[HTTPStatus, dict[str, Any]]:
        """Write a choice made on the page at a path; returns the response, which becomes JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A message to an open page."""

    version: int = 0
    """Counts the messages to pages."""
    page: int = 0
    """Counts what makes a page load again."""
    drafts: int = 0
    """Counts the changes of drafts."""
    heading: str = ""
    """What is wrong; empty if nothing is."""
    problems: tuple[Problem, ...] = ()

    def written(self) -> bytes:
        """Return it as JSON."""
        problems = [
            {"place": str(problem.place), "rule": problem.rule, "sentence": problem.sentence, "hint": problem.hint}
            for problem in self.problems
        ]
        counts = {"version": self.version, "page": self.page, "drafts": self.drafts}
        told = {**counts, "heading": self.heading, "problems": problems}
        return json.dumps(told, ensure_ascii=False).encode()


class Board:
    """The number of the latest news; a page that has it can wait for the next."""

    def __init__(self) -> None:
        """Start without any news."""
        self._news = News()
        self._changed = threading.Condition()

    def post(self, *, page: bool, heading: str = "", problems: Iterable[Problem] = ()) -> None:
        """Notify every open page; ``page`` makes it reload."""
        with self._changed:
            old = self._news
            self._news = replace(
                old,
                version=old.version + 1,
                page=old.page + page,
                heading=heading,
                problems=tuple(sorted(problems)),
            )
            self._changed.notify_all()

    def post_drafts(self) -> None:
        """Notify every open page that drafts have changed."""
        with self._changed:
            self._news = replace(self._news, version=self._news.version + 1, drafts=self._news.drafts + 1)
            self._changed.notify_all()

    def after(self, version: int) -> News:
        """Return the latest news, as soon as there is any after ``version`` or the wait times out."""
        with self._changed:
            self._changed.wait_for(lambda: self._news.version > version, _PATIENCE)
            return self._news


class Server(ThreadingHTTPServer):
    """Serves a preview. Listens as soon as it is created; raises OSError if it cannot."""

    daemon_threads = True
    request_queue_size = 256
    """Connections that wait to be taken: as many readers as that can come at once."""

    def __init__(self, host: str, port: int, answer: Answer, board: Board) -> None:
        """Take the address to listen on; port 0 leaves the choice to the system."""
        if ":" in host:
            import socket

            self.address_family = socket.AF_INET6
        super().__init__((host, port), partial(_Handler, answer, board))
        self.desk: tuple[Desk, Guard] | None = None
        """The desk that shows drafts, and the guard that decides who may see them; None if they are not shown."""

    @property
    def address(self) -> str:
        """Where it serves."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a reader who has gone; anything else that goes wrong is a bug, and is shown."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def __init__(self, answer: Answer, board: Board, *arguments: Any) -> None:
        self._answer, self._board = answer, board
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer a request."""
        parts = urlsplit(self.path)
        if parts.path in _FILES:
            file = Path(__file__).with_name(parts.path.removeprefix(_OWN))
            self._send(HTTPStatus.OK, _FILES[parts.path], file.read_bytes())
        elif parts.path == _STATE:
            self._send(HTTPStatus.OK, "application/json", self._board.after(_number(parts.query)).written())
        else:
            self._page(unquote(parts.path).removeprefix("/"))

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self.do_GET()

    def do_POST(self) -> None:
        """Accept a choice for a draft, only from a page of this server."""
        path = urlsplit(self.path).path
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and int(length) <= _LARGEST):
            self.close_connection = True
            self._tell(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"said": "What is sent must have a length, and be short."})
            return
        data = self.rfile.read(int(length))
        match self._desk:
            case desk, guard if path.startswith(_DRAFTS) and guard.writes(self.headers):
                self._tell(*desk.choose(unquote(path).removeprefix("/"), data))
            case _:
                self._tell(HTTPStatus.FORBIDDEN, {"said": "Only a page of this server may write: reload it."})

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing, to keep the terminal for problems in the record."""

    def _page(self, path: str) -> None:
        file = f"{path}index.html" if not path or path.endswith("/") else path
        data = self._drafts(path) if file.startswith(_DRAFTS[1:]) else self._answer(file)
        if data is not None:
            self._send(HTTPStatus.OK, _media(file), data)
        elif self._answer(f"{path}/index.html") is not None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{quote(path)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            missing = self._answer("404.html") or _nothing()
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", missing)

    @property
    def _desk(self) -> tuple[Desk, Guard] | None:
        assert isinstance(self.server, Server)
        return self.server.desk

    def _drafts(self, path: str) -> bytes | None:
        match self._desk:
            case desk, guard if guard.reads(self.headers):
                return desk.page(path)
            case _:
                return None

    def _tell(self, status: HTTPStatus, told: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(told).encode())

    def _send(self, status: HTTPStatus, media: str, data: bytes) -> None:
        if media.startswith("text/html"):
            data = _following(data)
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.path.startswith(_DRAFTS):
            self.send_header("Content-Security-Policy", UNFRAMED)
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _number(query: str) -> int:
    try:
        return int(parse_qs(query)["after"][0])
    except (KeyError, ValueError):
        return -1


def _media(file: str) -> str:
    guessed = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed


def _following(page: bytes) -> bytes:
    """Add the script that follows the record: a file of the same host, which the page's strict policy allows."""
    head, end, tail = page.rpartition(b"</body>")
    return head + f'<script type="module" src="{_SCRIPT}"></script>'.encode() + end + tail if end else page


def _nothing() -> bytes:
    sentence = escape(_NOTHING)
    return f'<!doctype html><html lang="en"><title>{sentence}</title><body><p>{sentence}</p></body></html>'.encode()
