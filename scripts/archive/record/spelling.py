"""Which writings of a citation are one: ``8 U.S.C. § 1373(a)`` and ``8 USC §1373(a)``."""

from __future__ import annotations

import re

_POINTLESS = re.compile(r"[^a-z0-9()§]")
"""What tells no citation from another: points, commas, apostrophes and spaces."""


def spelling(citation: str) -> str:
    """Reduce a citation to what tells it from others, so that every usual way to write it comes out alike."""
    return _POINTLESS.sub("", citation.lower())
