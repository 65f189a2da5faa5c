"""Values with a fixed form: dates, addresses, references, citations, language tags, identifiers, checksums."""

from __future__ import annotations

import re
from unicodedata import category

from archive.prove.canonical import MEDIA_TYPES
from archive.read.files import MAX_STEM, is_slug
from archive.read.kinds import Json, Parsed
from archive.record.dates import NO_DATE, Date, when
from archive.record.model import Range

LONGEST_CITATION = 100
"""Characters in a citation, since each of its parts, as in ``(a)(1)(B)``, is a citation that a page can link to."""

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TOP = "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_HOST = rf"https?://(?:(?:{_LABEL}\.)+{_TOP}|(?:{_OCTET}\.){{3}}{_OCTET})(?::[0-9]{{1,5}})?"
# JavaScript would refuse an escape that it does not know, such as that of a quotation mark, in the JSON Schema.
_SIGN = r"""(?:[^\s<>"\\^`{|}\[\]#%]|%[0-9A-Fa-f]{2})"""
_URL = rf"{_HOST}(?:[/?]{_SIGN}*)?(?:#{_SIGN}*)?"
"""An address that HTML takes for one: escapes are whole, and one number sign begins the fragment."""
_PORTS = range(1, 65_536)
_ENCODED = "xn--"
"""How a label begins whose letters are not those of ASCII, in Punycode."""
_JOINED = "-\u200c\u200d"
"""What may stand in it beside letters, marks and digits."""
_TAG = "(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?"


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(
            "A reference must be a file name without its extension: lower-case letters, digits and hyphens."
        )
    if len(text) > MAX_STEM:
        raise ValueError(f"A name must have at most {MAX_STEM} characters; this one has {len(text):,}.")
    return text


def _url(text: str) -> str:
    host = re.match(f"{_HOST}(?=[/?#]|$)", text)
    if host is None or not _is_host(host[0].partition("://")[2]):
        raise ValueError("An address must begin with http:// or https:// and name a host.")
    if not re.fullmatch(_URL, text):
        raise ValueError(
            "An address must not contain spaces, quotation marks, backslashes, brackets, a lone % or a second #; "
            "percent-encode them."
        )
    return text


def _is_host(text: str) -> bool:
    name, _, port = text.partition(":")
    return int(port or 1) in _PORTS and all(map(_is_label, name.lower().split(".")))


def _is_label(text: str) -> bool:
    """Return whether a part of a host's name is letters, decoded where it is in Punycode."""
    if not text.startswith(_ENCODED):
        return True
    try:
        decoded = text.removeprefix(_ENCODED).encode().decode("punycode")
    except UnicodeError:
        return False
    return not decoded.isascii() and all(each in _JOINED or category(each)[0] in "LMN" for each in decoded)


def _language(text: str) -> str:
    found = re.fullmatch(_TAG, text)
    if not found or not _is_named(**found.groupdict()):
        raise ValueError("A language must be a BCP 47 tag: a language, and where needed its script and region.")
    return text


def _is_named(language: str, script: str | None, region: str | None) -> bool:
    """Return whether Unicode's data name all parts of a tag: HTML allows only those that are registered."""
    from babel import Locale  # few records need it

    names = Locale("en")
    return language in names.languages and (script or "Latn") in names.scripts and (region or "US") in names.territories


def _ocd_id(text: str) -> str:
    if not re.fullmatch(r"ocd-division/country:[a-z]{2}(/[a-z_]+:[\w.~-]+)*", text):
        raise ValueError("A division must be an Open Civic Data identifier.")
    return text


def _citation(text: str) -> str:
    if len(text) > LONGEST_CITATION:
        raise ValueError(f"A citation must have at most {LONGEST_CITATION} characters; this one has {len(text):,}.")
    return text


def _media_type(text: str) -> str:
    if text not in MEDIA_TYPES:
        raise ValueError(f"A media type must be one of {', '.join(MEDIA_TYPES)}.")
    return text


def _sum(text: str) -> str:
    if not re.fullmatch(_SUM, text, re.ASCII):
        raise ValueError("A checksum must be SHA-256 in 64 hexadecimal digits, lower case.")
    return text


def _number(text: str) -> int:
    if not re.fullmatch(_NUMBER, text, re.ASCII):
        raise ValueError("A number must be written in digits, without separators.")
    return int(text)


def _range(text: str) -> Range:
    if not re.fullmatch(_RANGE, text, re.ASCII):
        raise ValueError("The range of a passage must be two numbers joined by a hyphen.")
    start, end = map(int, text.split("-"))
    return Range(start, end)


_SUM = "[0-9a-f]{64}"
_NUMBER = "0|[1-9][0-9]{0,11}"
_RANGE = f"({_NUMBER})-({_NUMBER})"

_SLUG_SCHEMA: Json = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_STEM}
_DAY = r"[12]\d{3}(-\d{2}(-\d{2})?)?[?~%]?"
_YEAR: Json = {"type": "integer", "minimum": 1000, "maximum": 2999}
"""Editors read a year alone as a number."""
_DATE_SCHEMA: Json = {"anyOf": [{"type": "string", "pattern": f"^{_DAY}$"}, _YEAR]}
_WHEN_SCHEMA: Json = {"anyOf": [{"type": "string", "pattern": f"^{_DAY}(/{_DAY})?$"}, _YEAR]}

DATE = Parsed("date (EDTF)", "date", Date.parse, _DATE_SCHEMA, blank=NO_DATE)
WHEN = Parsed("date or interval (EDTF)", "date", when, _WHEN_SCHEMA, blank=NO_DATE, hint="2017-10-11/2017-10-12")
URL = Parsed(
    "address (http or https)",
    "url",
    _url,
    {"type": "string", "format": "uri", "pattern": f"^{_URL}$"},
    hint="https://...",
)
SPEAKER = Parsed("speaker", "slug", _slug, _SLUG_SCHEMA, hint="mitch-landrieu")
JURISDICTION = Parsed("jurisdiction", "slug", _slug, _SLUG_SCHEMA, hint="new-orleans-la")
POLICY = Parsed("policy", "slug", _slug, _SLUG_SCHEMA, hint="nopd-immigration-status")
VERSION = Parsed("version", "slug", _slug, _SLUG_SCHEMA, hint="first")
STATEMENT = Parsed("statement id", "slug", _slug, _SLUG_SCHEMA, hint="2017-04-21-landrieu-says-doj-already-has-proof")
CITATION = Parsed(
    "citation",
    "value-length",
    _citation,
    {"type": "string", "minLength": 1, "maxLength": LONGEST_CITATION},
    hint="8 U.S.C. § 1373(a)",
)
LANGUAGE = Parsed(
    "language tag",
    "language",
    _language,
    {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
    blank="en",
    hint="en",
)
OCD_ID = Parsed(
    "OCD identifier",
    "ocd-id",
    _ocd_id,
    {"type": "string", "pattern": "^ocd-division/"},
    hint="ocd-division/country:us",
)
SOURCE_SLUG = Parsed("source", "slug", _slug, _SLUG_SCHEMA, hint="wgno-2017-10-12")
MEDIA_TYPE = Parsed("media type", "media-type", _media_type, {"enum": list(MEDIA_TYPES)}, hint="text/html")
SUM = Parsed("SHA-256", "sum", _sum, {"type": "string", "pattern": f"^{_SUM}$"}, hint="sha256sum FILE")
NUMBER = Parsed("number", "number", _number, {"type": "integer", "minimum": 0}, blank=0, hint="2451")
RANGE = Parsed(
    "range of characters",
    "range",
    _range,
    {"type": "string", "pattern": f"^{_RANGE}$"},
    blank=Range(0, 0),
    hint="120-480",
)
