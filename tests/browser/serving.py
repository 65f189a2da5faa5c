"""Serving a built site to a browser, as a plain static host does."""

from __future__ import annotations

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


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a site on a free port; gives the address of its root, which ends with the prefix."""
    handler = partial(_Host, directory=str(site), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        server.shutdown()
        thread.join()
