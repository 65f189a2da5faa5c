"""Fetch an address, whatever its server does: within a time limit, up to a size, and never inside a private network.

A server may answer slowly, endlessly, incompletely, with a decompression bomb, or with a redirect loop. Each of these
is reported in a sentence, and none yields an answer that only looks complete.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import string
import threading
import urllib.request
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from archive.prove.canonical import LARGEST

AGENT = "compliance-statement-archive"
"""By which a server, and its robots.txt, knows the archive."""
PATIENCE = 60.0
"""Seconds that one answer may take, from the connection to the last byte."""
_REDIRECTS = 10
_PART = 65_536
"""Bytes that are read at a time."""


class FetchError(Exception):
    """There is no usable answer; says why in a sentence."""

    def __init__(self, sentence: str, *, may_pass: bool = False) -> None:
        """Take the sentence, and whether the same request may succeed later."""
        super().__init__(sentence)
        self.may_pass = may_pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A server's response, whatever its status."""

    asked: str
    url: str
    """The address that answered, after all redirections."""
    status: int
    headers: Message
    data: bytes


def fetch(
    url: str,
    *,
    local: frozenset[str] = frozenset(),
    seconds: float = PATIENCE,
    largest: int = LARGEST,
    cut: bool = False,
    before: Callable[[str], None] = lambda address: None,
) -> Answer:
    """Fetch an address, following redirects. Raises FetchError.

    ``local`` names the hosts that may be in a private network. ``before`` is called with each address before it is
    requested, and may raise. An answer larger than ``largest`` is refused, or with ``cut`` truncated.
    """
    address = url
    for _ in range(_REDIRECTS + 1):
        before(address)
        status, headers, data = _requested(address, local, seconds, largest, cut=cut)
        target = headers.get("Location") if status in (301, 302, 303, 307, 308) else None
        if target is None:
            return Answer(asked=url, url=address, status=status, headers=headers, data=data)
        address = _followed(address, target)
    raise FetchError(f"{url} must lead to a page, and it leads from one address to the next without end.")


def host_of(url: str) -> str:
    """Return an address's host name; raises FetchError if there is none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return parts.hostname
    raise FetchError(f"{url} must be an address that begins with http:// or https:// and names a host.")


def _followed(address: str, target: str) -> str:
    with suppress(ValueError, FetchError):
        following = urldefrag(urljoin(address, quote(target, safe=string.punctuation)))[0]
        host_of(following)
        return following
    raise FetchError(f"{address} must lead to an address, and it leads to {target[:200]}.")


def _requested(
    address: str, local: frozenset[str], seconds: float, largest: int, *, cut: bool
) -> tuple[int, Message, bytes]:
    """Request one address, without following redirects."""
    host = host_of(address)
    guard = _Guard(seconds, private=host in local)
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _Plain(guard), _Secure(guard)):
        opener.add_handler(handler)
    late = FetchError(f"{address} must answer within {seconds:g} seconds.", may_pass=True)
    try:
        request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"})
        with guard, opener.open(request, timeout=seconds) as response:
            data = _body(response, address, largest, cut=cut)
            if guard.expired:
                raise late
            return response.status, response.headers, data
    except (OSError, ValueError, http.client.HTTPException) as error:
        if guard.expired:
            raise late from None
        reason = getattr(error, "reason", error)
        lasting = isinstance(reason, (_PrivateError, ssl.SSLCertVerificationError)) or isinstance(error, ValueError)
        raise FetchError(f"{address} must answer: {str(reason).rstrip('.')}.", may_pass=not lasting) from None


def _body(response: http.client.HTTPResponse, address: str, largest: int, *, cut: bool) -> bytes:
    """Read a body and unpack it, no more than ``largest`` bytes."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"{address} must answer in gzip or unpacked, and it answers in {encoding[:40]}.")
    unpacking = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    promised, received, data = response.length, 0, bytearray()
    try:
        while len(data) <= largest and (part := response.read(_PART)):
            received += len(part)
            data += unpacking.decompress(part, largest + 1 - len(data)) if unpacking else part
    except zlib.error:
        raise FetchError(f"{address} must answer in whole gzip, and it is broken.", may_pass=True) from None
    if len(data) > largest:
        if cut:
            return bytes(data[:largest])
        raise FetchError(f"{address} must have at most {largest:,} bytes.")
    if promised is not None and received < promised:
        sentence = f"{address} must answer with the {promised:,} bytes that it promises, and it sent {received:,}."
        raise FetchError(sentence, may_pass=True)
    if unpacking and received and (not unpacking.eof or unpacking.unused_data):
        raise FetchError(f"{address} must answer in whole gzip, and it is cut short.", may_pass=True)
    return bytes(data)


class _PrivateError(OSError):
    """A host is in a private network."""


class _Guard:
    """Ends a request's connections when its time is up, whatever they are waiting for, and keeps them to public
    addresses."""

    def __init__(self, seconds: float, *, private: bool) -> None:
        """Take the time, and whether a private address is allowed."""
        self.expired = False
        self._private = private
        self._held: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the timer."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the timer."""
        self._timer.cancel()
        for held in self._held:
            held.close()

    def hold(self, connection: socket.socket, host: str) -> None:
        """Check where a connection leads, and end it in time."""
        # A duplicate descriptor: TLS takes over the first, and shutting down either ends the connection.
        self._held.append(connection.dup())
        peer = connection.getpeername()[0]
        if not (self._private or host in _proxies() or _is_public(peer)):
            raise _PrivateError(f"{host} is in a private network ({peer})")
        if self.expired:
            raise TimeoutError

    def _expire(self) -> None:
        self.expired = True
        for held in self._held:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


def _is_public(peer: str) -> bool:
    address = ipaddress.ip_address(peer.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global


def _proxies() -> set[str | None]:
    """Return the proxies through which this machine reaches all other hosts."""
    return {urlsplit(proxy).hostname for proxy in urllib.request.getproxies().values()}


class _Connection(http.client.HTTPConnection):
    """A connection that a guard watches."""

    guard: _Guard

    def connect(self) -> None:
        """Connect, and check where to."""
        super().connect()
        self.guard.hold(self.sock, self.host)


class _SecureConnection(http.client.HTTPSConnection, _Connection):
    """The same with TLS: the plain connection is made first, and watched from before the handshake."""


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_guarded(_Connection, self._guard), req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        context = ssl.create_default_context()
        return self.do_open(_guarded(_SecureConnection, self._guard), req, context=context)


def _guarded(kind: type[_Connection], guard: _Guard) -> Callable[..., _Connection]:
    def made(*arguments: Any, **options: Any) -> _Connection:
        connection = kind(*arguments, **options)
        connection.guard = guard
        return connection

    return made
