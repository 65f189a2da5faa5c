"""Recognize what is no document: what a server sends in place of one, and pages that hold nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from archive.prove.canonical import HTML, PDF, Canonical, decode
from intake.obtaining import Capture

_SHORT = 1_500
"""Characters, white space apart, within which a page can be nothing but a notice."""
_EMPTY = 80
"""Characters, white space apart, that a document has at least."""

_BLOCKED = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|are you (?:a robot|human)|not a robot|"
    r"verif(?:y|ying) (?:that )?you are (?:a )?human|complete the captcha|request unsuccessful|incapsula|"
    r"pardon our interruption|checking your browser|ddos protection|enable javascript and cookies to continue|"
    r"unusual traffic|you have been blocked",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"^\W*(?:http |error )*(?:40[0-9]|410|429|50[0-9])\b(?! U\.?S\.?C| F\.)|\berror (?:40[0-9]|410|429|50[0-9])\b|"
    r"(?:page|file|document|site|content)(?: was| is| could)?(?: not be| not)? (?:not found|unavailable|missing|found)|"
    r"\bnot found\b|no longer (?:available|exists)|(?:under|scheduled|down for) maintenance|"
    r"temporarily unavailable|internal server error|bad gateway|service unavailable",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"\s*(?:log ?-?in|sign ?-?in|log on|members only|subscribe to (?:read|continue))\b", re.IGNORECASE)
_APART = re.compile(r"/(?:404|error|login|signin|sign-in|not-?found|home|index)(?:[./]|$)", re.IGNORECASE)


def no_document(capture: Capture, text: str) -> str:
    """Return why a capture is no document, in a sentence; empty where it may be one. ``text`` is its text."""
    size = len(Canonical(text).form)
    for ask in (_by_status, _by_address):
        if why := ask(capture):
            return why
    if capture.media_type == HTML:
        tree = LexborHTMLParser(decode(capture.data, capture.charset, markup=True))
        checks: tuple[Callable[[LexborHTMLParser, str, int], str], ...] = (
            _block_page,
            _login_page,
            _error_page,
            _shell,
        )
        for check in checks:
            if why := check(tree, text, size):
                return why
    if size < _EMPTY:
        hint = " Use --ocr if its pages are pictures." if capture.media_type == PDF else ""
        return f"A document must have a text, and this has {size} characters.{hint}"
    return ""


def _by_status(capture: Capture) -> str:
    if capture.status and not 200 <= capture.status < 300:
        return f"The server must answer with a document, and it answered with status {capture.status}."
    return ""


def _by_address(capture: Capture) -> str:
    """Tell where another page than the one that was asked for came back."""
    asked, got = urlsplit(capture.asked).path.rstrip("/"), urlsplit(capture.url).path.rstrip("/")
    if asked and asked != got and (not got or (_APART.search(got) and not _APART.search(asked))):
        return f"The page must be the one that was asked for, and {capture.url} answered."
    return ""


def _block_page(tree: LexborHTMLParser, text: str, size: int) -> str:
    if size < _SHORT and _BLOCKED.search(f"{_heading(tree)} {text}"):
        return "The page must be a document, and it is a check of the visitor or a refusal."
    return ""


def _login_page(tree: LexborHTMLParser, text: str, size: int) -> str:
    asks = tree.css_first("input[type=password]") is not None
    if size < _SHORT and (asks or _LOGIN.match(_heading(tree))):
        return "The page must be a document, and it asks to log in."
    return ""


def _error_page(tree: LexborHTMLParser, text: str, size: int) -> str:
    if size < _SHORT and _BROKEN.search(_heading(tree)):
        return "The page must be a document, and it says that something is wrong."
    return ""


def _shell(tree: LexborHTMLParser, text: str, size: int) -> str:
    body = tree.body.text(deep=True) if tree.body is not None else ""
    if len(Canonical(body).form) >= _EMPTY and size >= _EMPTY:
        return ""
    if tree.css_first("script") is not None:
        return "The page must hold its text, and only its scripts would fetch it; save it from a browser."
    return ""


def _heading(tree: LexborHTMLParser) -> str:
    """Return the title and the first heading of a page."""
    nodes = (tree.css_first(name) for name in ("title", "h1"))
    return " | ".join(node.text(deep=True).strip() for node in nodes if node is not None)
