"""Treat spellings of a citation as equal: ``8 U.S.C. § 1373(a)`` and ``8 USC §1373(a)``."""

from __future__ import annotations

import re

_POINTLESS = re.compile(r"[^a-z0-9()§]")
"""What does not distinguish citations: periods, commas, apostrophes and spaces."""


def spelling(citation: str) -> str:
    """Reduce a citation to what distinguishes it, so that all usual spellings become equal."""
    return _POINTLESS.sub("", citation.lower())
