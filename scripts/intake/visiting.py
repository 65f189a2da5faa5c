"""Visit addresses politely: at the host's pace, obeying its robots.txt, and never where the record says not to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from archive.record.model import Unwatched
from intake.fetching import AGENT, PATIENCE, Answer, FetchError, fetch, host_of

_ROBOTS = 512_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""
_BUSY = (429, 500, 502, 503, 504)
"""The statuses after which it is worth to ask again."""


class Clock(Protocol):
    """A clock that tells the time and sleeps: the module ``time``, or a test's own."""

    def time(self) -> float:
        """Return the seconds since 1970."""

    def sleep(self, seconds: float, /) -> None:
        """Return after some seconds."""


class ForbiddenError(FetchError):
    """The robots.txt of a host does not permit an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a visitor behaves; everything but the tries is in seconds."""

    pause: float = 5.0
    """Between two requests to one host."""
    patience: float = PATIENCE
    """For one answer."""
    tries: int = 3
    longest: float = 120.0
    """The longest wait at the wish of a server; one that asks for more is left alone."""


class Visitor:
    """Visits one address after another."""

    def __init__(
        self, clock: Clock, manners: Manners, unwatched: Iterable[Unwatched], local: frozenset[str] = frozenset()
    ) -> None:
        """Take the clock, the manners, the addresses not to visit, and the hosts that may be in a private network."""
        self._clock = clock
        self._manners = manners
        self._unwatched = tuple(unwatched)
        self._fetch = partial(fetch, local=local, seconds=manners.patience)
        self._robots: dict[str, Protego] = {}
        self._next: dict[str, float] = {}
        """When each host may be contacted again."""

    def visit(self, url: str) -> Answer:
        """Fetch a page, retrying later if that may help. Raises FetchError and ForbiddenError."""
        return self._patiently(url, self._before)

    def ask(self, url: str) -> Answer:
        """Fetch from a service meant for programs, whose robots.txt does not apply. Raises FetchError."""
        return self._patiently(url, lambda address: self._wait(address, 0.0))

    def _patiently(self, url: str, before: Callable[[str], None]) -> Answer:
        for attempt in range(1, self._manners.tries + 1):
            last = attempt == self._manners.tries
            wait = self._manners.pause * 2**attempt
            try:
                answer = self._fetch(url, before=before)
            except FetchError as error:
                if last or not error.may_pass:
                    raise
            else:
                wait = max(wait, self._asked_for(answer))
                if last or answer.status not in _BUSY or wait > self._manners.longest:
                    return answer
            self._clock.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _asked_for(self, answer: Answer) -> float:
        """Return how many seconds a server asks to be left alone (RFC 9110, 10.2.3)."""
        wish = answer.headers.get("Retry-After", "").strip()
        if wish.isascii() and wish.isdigit():
            return float(wish[:9])
        try:
            return parsedate_to_datetime(wish).timestamp() - self._clock.time()
        except (ValueError, OverflowError):
            return 0.0

    def _before(self, address: str) -> None:
        """Wait for a host's turn. Raises FetchError if an address must not be requested."""
        self._permitted(address)
        robots = self._rules(address)
        if not robots.can_fetch(address, AGENT):
            raise ForbiddenError(f"The robots.txt of {host_of(address)} must allow {address}; it does not.")
        self._wait(address, robots.crawl_delay(AGENT) or 0.0)

    def _permitted(self, address: str) -> None:
        for exception in self._unwatched:
            if _begins(address, exception.url):
                raise FetchError(f"{exception.origin.path} says not to visit {address}: {exception.reason}")

    def _rules(self, address: str) -> Protego:
        """Return a host's robots.txt, fetched once; without one everything is permitted (RFC 9309, 2.3.1)."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            answer = self._fetch(f"{site}/robots.txt", largest=_ROBOTS, cut=True, before=self._before_robots)
            if answer.status >= 500 or answer.status == 429:
                sentence = f"{site}/robots.txt must be there or not, and it answers with status {answer.status}."
                raise FetchError(sentence, may_pass=True)
            found = answer.status == 200
            self._robots[site] = Protego.parse(answer.data.decode("utf-8", "replace") if found else "")
        return self._robots[site]

    def _before_robots(self, address: str) -> None:
        self._permitted(address)
        self._wait(address, 0.0)

    def _wait(self, address: str, delay: float) -> None:
        host = host_of(address)
        pause = max(self._manners.pause, min(delay, self._manners.longest))
        turn = self._next.get(host, 0.0) - self._clock.time()
        if turn > 0:
            self._clock.sleep(turn)
        self._next[host] = self._clock.time() + pause


def _begins(address: str, start: str) -> bool:
    """Return whether an address begins with another, whatever the scheme."""
    ours, theirs = (text.partition("://")[2].lower() for text in (address, start))
    return ours == theirs or ours.startswith(theirs if theirs.endswith("/") else (f"{theirs}/", f"{theirs}?"))
