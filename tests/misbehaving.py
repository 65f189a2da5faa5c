"""A local server that answers each path as a test says: with any bytes, in any way."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answering = bytes | Callable[[socket.socket], None]


@dataclass
class Misbehaving:
    """The server, its answers, and the requests that it received."""

    port: int
    answers: dict[str, Answering] = field(default_factory=dict)
    """By path; a path that is not here is answered with status 404."""
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65_536)
                if not part:
                    return
                request += part
            path = request.split(b" ", 2)[1].decode()
            self.asked.append(path)
            found = self.answers.get(path, page(b"<title>Not found</title>", status="404 Not Found"))
            if isinstance(found, bytes):
                connection.sendall(found)
            else:
                found(connection)


def page(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """Return a complete answer with the right length."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers, "", "")
    return "\r\n".join(lines).encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {to}", status=status)


def packed(body: bytes) -> bytes:
    return page(gzip.compress(body, 1), "Content-Encoding: gzip")


def drip(connection: socket.socket, part: bytes = b"x", start: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> None:
    """Send a byte now and then, forever."""
    connection.sendall(start)
    while True:
        connection.sendall(part)
        time.sleep(0.05)


def flood(connection: socket.socket) -> None:
    """Send as much as the client takes, forever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 1_000_000)


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Misbehaving(port=listening.getsockname()[1])
        listening.settimeout(0.1)
        over = threading.Event()
        threads: list[threading.Thread] = []

        def serve() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    connection, _ = listening.accept()
                    connection.settimeout(5)
                    threads.append(threading.Thread(target=server.answer, args=(connection,), daemon=True))
                    threads[-1].start()

        serving = threading.Thread(target=serve)
        serving.start()
        try:
            yield server
        finally:
            over.set()
            serving.join()
            for thread in threads:
                thread.join(10)
