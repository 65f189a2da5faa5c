"""Serving a built site to a browser, and keeping what it asked for."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EMPTY = "empty-page"
"""The address of a page without anything, from which the site's scripts are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Bytes that were loaded: as they are, and as a host sends them in gzip."""

    size: int
    compressed: int


@dataclass(slots=True, kw_only=True)
class Host:
    """A site that is served."""

    address: str = ""
    asked: list[Path] = field(default_factory=list)
    """The files that were asked for."""

    def loaded(self) -> Loaded:
        """Weigh what was asked for since the last time."""
        files = [path for path in self.asked if path.is_file()]
        self.asked.clear()
        return Loaded(size=sum(path.stat().st_size for path in files), compressed=sum(map(_compressed, files)))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {"": "application/octet-stream", ".js": "text/javascript", ".json": "application/json"}  # noqa: RUF012

    def __init__(self, *args: object, host: Host, **options: object) -> None:
        self._host = host
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == f"/{EMPTY}":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._host.asked.append(Path(self.translate_path(self.path)))
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up."""


@contextmanager
def served(site: Path) -> Iterator[Host]:
    """Serve a site on a free port of this machine."""
    host = Host()
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site), host=host)) as server:
        host.address = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()


@cache
def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))
