"""Who may write through the preview: only a page that it served itself, on this machine."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

TOKEN = "X-Drafts-Token"
"""The header with the token of the run."""


def is_loopback(host: str) -> bool:
    """Return whether an address or a name belongs to this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges requests to a server at ``port``; other programs and other sites do not know its token."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def reads(self, headers: Mapping[str, str] | Message) -> bool:
        """Return whether a request names this machine: a foreign name that leads here (DNS rebinding) gets nothing."""
        host, _, port = headers.get("Host", "").rpartition(":")
        return port == str(self.port) and is_loopback(host.removeprefix("[").removesuffix("]"))

    def writes(self, headers: Mapping[str, str] | Message) -> bool:
        """Return whether a request comes from a page that this server sent in this run."""
        return (
            self.reads(headers)
            and headers.get("Origin", "") == f"http://{headers.get('Host', '')}"
            and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and headers.get("Content-Type", "") == "application/json"
            and hmac.compare_digest(headers.get(TOKEN, "").encode(), self.token.encode())
        )
