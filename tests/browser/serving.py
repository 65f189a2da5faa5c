"""Serving a built site to a browser, as a plain static host does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder under a prefix and nowhere else, and says nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - so the standard library has it
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".png": "image/png",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self._prefix = prefix
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Give the file of an address; one outside the prefix has none."""
        if not path.startswith(self._prefix):
            return str(Path(self.directory, "outside", "the", "prefix"))
        return super().translate_path("/" + path.removeprefix(self._prefix))

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output of the tests clean."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up, as it does when a page is closed; say anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a site on a free port; gives the address of its root, which ends with the prefix."""
    handler = partial(_Host, directory=str(site), prefix=prefix)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        server.shutdown()
        thread.join()
