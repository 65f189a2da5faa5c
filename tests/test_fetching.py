"""An address is fetched within a time limit and up to a size, whatever its server does."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from functools import partial
from pathlib import Path

import pytest

from archive.record.model import Unwatched
from archive.record.nodes import Mapping, Origin
from intake import fetching
from intake.fetching import FetchError, fetch
from intake.visiting import ForbiddenError, Manners, Visitor
from misbehaving import Answering, Misbehaving, drip, flood, misbehaving, moved, packed, page

LOCAL = frozenset({"127.0.0.1"})
BODY = b"<p>The words.</p>"


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as server:
        yield server


def _chunked(*parts: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(parts)


_BROKEN: dict[str, tuple[Answering, str]] = {
    "a body that drips": (drip, "must answer within 1 seconds"),
    "headers that drip": (partial(drip, start=b"HTTP/1.1 200 OK\r\nX: "), "must answer within 1 seconds"),
    "chunks that drip": (partial(drip, part=b"1\r\nx\r\n", start=_chunked()), "must answer within 1 seconds"),
    "a status that drips": (partial(drip, start=b""), "must answer within 1 seconds"),
    "an endless interim answer": (partial(drip, part=b"HTTP/1.1 100 Go on\r\n\r\n", start=b""), "must answer within 1"),
    "a body without end": (flood, "must have at most 50,000,000 bytes"),
    "a body cut short": (page(BODY).replace(b"Content-Length: 17", b"Content-Length: 99"), "99 bytes that it promises"),
    "a chunk cut short": (_chunked(b"40\r\nabc"), "must answer"),
    "broken gzip": (page(b"\x1f\x8b\x08\x00 nonsense", "Content-Encoding: gzip"), "whole gzip"),
    "gzip cut short": (page(gzip.compress(BODY)[:-9], "Content-Encoding: gzip"), "whole gzip"),
    "gzip that is none": (page(BODY, "Content-Encoding: gzip"), "whole gzip"),
    "a gzip bomb": (packed(bytes(60_000_000)), "must have at most 50,000,000 bytes"),
    "a bomb in deflate": (page(zlib.compress(bytes(60_000_000), 1), "Content-Encoding: deflate"), "gzip or unpacked"),
    "no HTTP at all": (b"SSH-2.0-OpenSSH_9.2\r\n", "must answer"),
    "nothing": (b"", "must answer"),
    "a circle": (moved("/x"), "without end"),
    "a way to a file": (moved("file:///etc/passwd"), "must lead to an address"),
    "a way to no address": (moved("http://[bad"), "must lead to an address"),
    "a private host": (moved("http://localhost:1/"), "must answer"),
}


@pytest.mark.parametrize(("answer", "said"), _BROKEN.values(), ids=_BROKEN)
def test_a_bad_answer_is_a_sentence(server: Misbehaving, answer: Answering, said: str) -> None:
    """Slow, endless, truncated, broken or circular answers end in time, with one sentence that says why."""
    server.answers["/x"] = answer
    with pytest.raises(FetchError, match=said) as told:
        fetch(f"{server.address}/x", local=LOCAL, seconds=20 if "50,000,000" in said else 1)
    assert str(told.value).endswith(".")


def test_a_private_address_is_not_asked(server: Misbehaving) -> None:
    """A host in a private network is not contacted unless it is named, not even after a redirect."""
    server.answers["/x"] = moved(f"http://localhost:{server.port}/secret")
    for url in (f"{server.address}/secret", f"http://localhost:{server.port}/secret"):
        with pytest.raises(FetchError, match="private network"):
            fetch(url)
    with pytest.raises(FetchError, match="localhost is in a private network"):
        fetch(f"{server.address}/x", local=LOCAL)
    assert server.asked == ["/x"]


@pytest.mark.parametrize("peer", ["10.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:127.0.0.1", "fd00::1"])
def test_private_addresses_are_known(peer: str) -> None:
    """Private network addresses are recognized in every notation."""
    assert not fetching._is_public(peer)
    assert fetching._is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert fetching._is_public("93.184.215.14")
    assert fetching._is_public("::ffff:93.184.215.14")


def test_a_packed_answer_is_unpacked(server: Misbehaving) -> None:
    """Gzip is decompressed, and redirects are followed to the page."""
    server.answers |= {"/x": moved("/y", "301 Moved"), "/y": moved("z#part", "308 Moved"), "/z": packed(BODY)}
    answer = fetch(f"{server.address}/x", local=LOCAL)
    assert (answer.data, answer.status, answer.url) == (BODY, 200, f"{server.address}/z")


def test_a_bomb_is_never_unpacked_whole(server: Misbehaving) -> None:
    """A decompression bomb is unpacked only up to the size limit of an answer."""
    server.answers["/x"] = packed(bytes(60_000_000))
    tracemalloc.start()
    with pytest.raises(FetchError, match="at most 1,000,000 bytes"):
        fetch(f"{server.address}/x", local=LOCAL, largest=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[int]:
    """The port of a server with an untrusted certificate."""
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2")
    files = ("-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem"))
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, pytest.raises(ssl.SSLError):
                context.wrap_socket(connection, server_side=True)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_an_untrusted_certificate_is_refused(untrusted: int) -> None:
    """A page from a server with an untrusted certificate is refused, and not requested again."""
    with pytest.raises(FetchError, match="certificate") as told:
        fetch(f"https://127.0.0.1:{untrusted}/", local=LOCAL)
    assert not told.value.may_pass


def test_a_silent_handshake_ends_in_time() -> None:
    """A server that accepts a connection but never starts TLS does not block the client."""
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(FetchError, match="within 1 seconds"):
        fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/", local=LOCAL, seconds=1)


class _Clock:
    """A clock that advances only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.now += seconds


def _visitor(clock: _Clock, *unwatched: str) -> Visitor:
    origin = Origin(path="statements/unwatched/x.yml", front=Mapping(line=1, column=1, pairs=()))
    exceptions = [Unwatched(slug="x", url=url, reason="They asked.", origin=origin) for url in unwatched]
    return Visitor(clock, Manners(patience=5), exceptions, LOCAL)


def test_a_host_is_asked_slowly(server: Misbehaving) -> None:
    """Requests to the same host are five seconds apart, or as many as its robots.txt asks for."""
    server.answers |= {"/a": page(BODY), "/b": page(BODY)}
    clock = _Clock()
    visitor = _visitor(clock)
    for path in ("/a", "/b"):
        visitor.visit(server.address + path)
    assert server.asked == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [5, 5]
    server.answers["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 30\n", kind="text/plain")
    clock, server.asked = _Clock(), []
    visitor = _visitor(clock)
    for path in ("/a", "/b"):
        visitor.visit(server.address + path)
    assert clock.slept == [5, 30]


_ROBOTS: dict[str, tuple[Answering, bool]] = {
    "forbids all": (page(b"User-agent: *\nDisallow: /\n"), False),
    "forbids the archive": (page(b"User-agent: compliance-statement-archive\nDisallow: /news\n"), False),
    "forbids others": (page(b"User-agent: otherbot\nDisallow: /\n"), True),
    "forbids by a pattern": (page(b"User-agent: *\nDisallow: /*.html$\n"), False),
    "permits a part": (page(b"User-agent: *\nDisallow: /\nAllow: /news/\n"), True),
    "is a page": (page(b"<!doctype html><title>Welcome</title>"), True),
    "is missing": (page(b"", status="404 Not Found"), True),
    "is secret": (page(b"", status="403 Forbidden"), True),
    "is nonsense": (page(bytes(range(256)) * 50), True),
    "is huge": (page(b"User-agent: *\nDisallow: /news\n" + b"# and so on\n" * 1_000_000), False),
    "is endless": (flood, True),
}


@pytest.mark.parametrize(("robots", "permitted"), _ROBOTS.values(), ids=_ROBOTS)
def test_robots_are_obeyed(server: Misbehaving, robots: Answering, *, permitted: bool) -> None:
    """A robots.txt is obeyed according to RFC 9309, including patterns; half a megabyte of it is read."""
    server.answers |= {"/news/9.html": page(BODY), "/robots.txt": robots}
    visitor = _visitor(_Clock())
    if permitted:
        assert visitor.visit(f"{server.address}/news/9.html").data == BODY
    else:
        with pytest.raises(ForbiddenError, match=r"robots\.txt"):
            visitor.visit(f"{server.address}/news/9.html")
        assert server.asked == ["/robots.txt"]


def test_without_robots_that_can_be_read_nothing_is_asked(server: Misbehaving) -> None:
    """If the server fails to say what it permits, its page is not requested."""
    server.answers |= {"/x": page(BODY), "/robots.txt": page(b"", status="500 Oops")}
    with pytest.raises(FetchError, match="status 500"):
        _visitor(_Clock()).visit(f"{server.address}/x")
    assert set(server.asked) == {"/robots.txt"}


def _once(first: bytes, *others: bytes) -> Callable[[socket.socket], None]:
    """Give the answers in turn, repeating the last."""
    left = [first, *others]
    return lambda connection: connection.sendall(left.pop(0) if len(left) > 1 else left[0])


@pytest.mark.parametrize(
    ("wish", "waited"),
    [("40", 40), (formatdate(1_800_000_065, usegmt=True), 60), ("soon", 10), ("-5", 10), ("", 10)],
    ids=["seconds", "date", "soon", "negative", "empty"],
)
def test_a_busy_server_is_asked_again_when_it_says(server: Misbehaving, wish: str, waited: float) -> None:
    """After status 429 or 503 the visitor waits as long as Retry-After says, or ten seconds without it."""
    for status in ("429 Slow down", "503 Later"):
        clock = _Clock()
        server.answers["/x"] = _once(page(b"", f"Retry-After: {wish}", status=status), page(BODY))
        assert _visitor(clock).visit(f"{server.address}/x").data == BODY
        assert clock.slept == pytest.approx([5, waited])


def test_a_server_that_asks_for_too_much_is_left_alone(server: Misbehaving) -> None:
    """A server that asks for more than two minutes is not tried again, and one that stays busy is tried three times."""
    server.answers["/x"] = page(b"", "Retry-After: 86400", status="429 Slow down")
    assert _visitor(_Clock()).visit(f"{server.address}/x").status == 429
    assert server.asked.count("/x") == 1
    server.answers["/y"] = page(b"", status="503 Later")
    clock = _Clock()
    assert _visitor(clock).visit(f"{server.address}/y").status == 503
    assert server.asked.count("/y") == 3
    assert clock.slept == [5, 10, 20]


@pytest.mark.parametrize("start", ["/news/", "/news", "/news/9"])
def test_exceptions_are_not_visited(server: Misbehaving, start: str) -> None:
    """An address that the record says not to visit is not visited, even if another page redirects to it."""
    server.answers |= {"/news/9": page(BODY), "/newsletter": page(BODY), "/old": moved("/news/9")}
    visitor = _visitor(_Clock(), server.address + start)
    for path in ("/news/9", "/old"):
        with pytest.raises(FetchError, match=r"statements/unwatched/x\.yml says not to visit .*: They asked\."):
            visitor.visit(server.address + path)
    assert visitor.visit(f"{server.address}/newsletter").data == BODY
    assert "/news/9" not in server.asked
