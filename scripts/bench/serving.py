"""Serve a built site to a browser, as a plain static host does, and record what it requested."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_BLANK = b'<link rel="icon" href="data:,">'
"""A page without its own icon requests one from the host."""

EMPTY = "empty-page"
"""The address, under the root, of a page without anything, from which the site's scripts are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Bytes loaded: as they are, and as a host sends them with gzip."""

    size: int
    compressed: int


@dataclass(slots=True, kw_only=True)
class Host:
    """A site being served."""

    prefix: str
    """The path of the site on the host; begins and ends with a slash."""
    address: str = ""
    """The address of the site's root, which ends with the prefix."""
    asked: list[Path] = field(default_factory=list)
    """The files that were requested."""

    def loaded(self) -> Loaded:
        """Count the bytes requested since the last call."""
        files = [path for path in self.asked if path.is_file()]
        self.asked.clear()
        return Loaded(size=sum(path.stat().st_size for path in files), compressed=sum(map(_compressed, files)))


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a prefix and nowhere else, and logs nothing."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body waits some 40 ms for the browser to acknowledge the head
    extensions_map = {  # noqa: RUF012 - the standard library has it as a plain dict, and so must who overrides it
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".png": "image/png",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: Any, host: Host, **options: Any) -> None:
        self._host = host
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.path == self._host.prefix + EMPTY:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(_BLANK)))
            self.end_headers()
            self.wfile.write(_BLANK)
            return
        self._host.asked.append(Path(self.translate_path(self.path)))
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return the file of an address; one outside the prefix has none."""
        if not path.startswith(self._host.prefix):
            return str(Path(self.directory, "outside", "the", "prefix"))
        return super().translate_path("/" + path.removeprefix(self._host.prefix))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that hangs up, as it does when a page is closed; report anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[Host]:
    """Serve a site on a free port of this machine, under a prefix and nowhere else."""
    host = Host(prefix=prefix)
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site), host=host)) as server:
        host.address = f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()


@cache
def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))
