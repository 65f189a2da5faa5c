"""The parts of a citation of law: § 1373(b)(1) is part of § 1373(b), which is part of § 1373."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PIN = re.compile(r"(?:, § [^,(]+|\([0-9A-Za-z]+\))$")


def wholes(citation: str) -> Iterator[str]:
    """Yield a citation and everything it is part of, up to the section: ``...(a)(1)``, ``...(a)``, ``...``."""
    yield citation
    while (shorter := _PIN.sub("", citation)) != citation:
        yield shorter
        citation = shorter


def falls_under(citation: str, cited: Iterable[str]) -> bool:
    """Return whether a citation is among those cited, or part of one."""
    return not set(wholes(citation)).isdisjoint(cited)
