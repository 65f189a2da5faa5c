"""Recognize responses that are not documents: what a server sends in place of one, and empty pages."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.prove.canonical import HTML, PDF, Canonical
from intake.obtaining import Capture
from intake.page import Page, page_of

_GONE = (404, 410)
_REFUSING = (401, 402, 403, 407, 429, 451)
"""The statuses by which a server refuses this visitor and not the page."""

_SHORT = 1_500
"""Characters, white space apart, within which a page can be nothing but a notice."""
_EMPTY = 80
"""Characters, white space apart, that a document has at least."""

_BLOCKED = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|are you (?:a robot|human)|not a robot|"
    r"verif(?:y|ying) (?:that )?you are (?:a )?human|complete the captcha|request unsuccessful|incapsula|"
    r"pardon our interruption|checking your browser|ddos protection|enable javascript and cookies to continue|"
    r"unusual traffic|you have been blocked|(?:accept|enable|allow|consent to)(?: \w+){0,3} cookies|"
    r"cookies (?:are|must be) (?:required|enabled|accepted)|before you continue",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"^\W*(?:http |error )*(?:404|410)\b(?! U\.?S\.?C| F\.)|\berror (?:404|410)\b|"
    r"(?:page|file|document|site|content)(?: was| is| could)?(?: not be| not)? (?:not found|missing|found)|"
    r"\bnot found\b|no longer (?:available|exists)",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"^\W*(?:http |error )*(?:40[0-9]|429|50[0-9])\b(?! U\.?S\.?C| F\.)|\berror (?:40[0-9]|429|50[0-9])\b|"
    r"(?:page|file|document|site|content)(?: was| is| could)?(?: not be| not)? unavailable|"
    r"(?:under|scheduled|down for) maintenance|"
    r"temporarily unavailable|internal server error|bad gateway|service unavailable",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"\s*(?:log ?-?in|sign ?-?in|log on|members only|subscribe to (?:read|continue))\b", re.IGNORECASE)
_APART = re.compile(r"/(?:404|error|not-?found|home|index)(?:[./]|$)", re.IGNORECASE)
_ASKING = re.compile(r"/(?:login|signin|sign-in)(?:[./]|$)", re.IGNORECASE)


class NoDocument(NamedTuple):
    """What a server sent in place of a document."""

    kind: str
    """``blocked``, where a visitor is refused or checked; ``gone``, where the page is no longer there; ``broken``."""
    sentence: str


def no_document(capture: Capture, text: str) -> NoDocument | None:
    """Return why a capture is not a document; None if it may be one. ``text`` is its text. Raises InputError."""
    size = len(Canonical(text).form)
    seen = _Seen(page=page_of(capture), text=text, size=size) if capture.media_type == HTML else None
    return (
        (seen and _block_page(seen))  # whatever its status: some servers send one with 503
        or _by_status(capture)
        or _by_address(capture)
        or (seen and (_login_page(seen) or _error_page(seen) or _shell(seen)))
        or _without_text(capture, size)
    )


class _Seen(NamedTuple):
    page: Page
    text: str
    size: int
    """Characters of the text, white space apart."""


def _by_status(capture: Capture) -> NoDocument | None:
    if not capture.status or 200 <= capture.status < 300:
        return None
    kind = "gone" if capture.status in _GONE else "blocked" if capture.status in _REFUSING else "broken"
    return NoDocument(kind, f"The server must send a document; it responded with status {capture.status}.")


def _by_address(capture: Capture) -> NoDocument | None:
    """Report that a different page came back than was requested."""
    asked, got = urlsplit(capture.asked).path.rstrip("/"), urlsplit(capture.url).path.rstrip("/")
    sentence = f"The page must be the requested one; {capture.url} responded instead."
    if not asked or asked == got:
        return None
    if _ASKING.search(got) and not _ASKING.search(asked):
        return NoDocument("blocked", sentence)
    return NoDocument("gone", sentence) if not got or (_APART.search(got) and not _APART.search(asked)) else None


def _block_page(seen: _Seen) -> NoDocument | None:
    if seen.size < _SHORT and _BLOCKED.search(f"{seen.page.heading} {seen.text}"):
        return NoDocument("blocked", "The page must be a document; it is a bot check or a refusal.")
    return None


def _login_page(seen: _Seen) -> NoDocument | None:
    if seen.size < _SHORT and (seen.page.asks or _LOGIN.match(seen.page.heading)):
        return NoDocument("blocked", "The page must be a document; it is a login page.")
    return None


def _error_page(seen: _Seen) -> NoDocument | None:
    if seen.size >= _SHORT:
        return None
    if _MISSING.search(seen.page.heading):
        return NoDocument("gone", "The page must be a document; it says that there is none.")
    if _BROKEN.search(seen.page.heading):
        return NoDocument("broken", "The page must be a document; it is an error page.")
    return None


def _shell(seen: _Seen) -> NoDocument | None:
    if seen.page.size >= _EMPTY and seen.size >= _EMPTY:
        return None
    if seen.page.runs:
        return NoDocument(
            "broken", "The page must hold its text, and only its scripts would fetch it; save it from a browser."
        )
    return None


def _without_text(capture: Capture, size: int) -> NoDocument | None:
    if size >= _EMPTY:
        return None
    hint = " Use --ocr if its pages are pictures." if capture.media_type == PDF else ""
    return NoDocument("broken", f"A document must have text; this one has {size} characters.{hint}")
