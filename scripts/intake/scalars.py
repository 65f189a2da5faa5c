"""Write texts as YAML that reads back as the same text."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .,/§()–’'&;?=_%~+-]|:(?=\S))*(?<! )", re.ASCII)


def quoted(text: str) -> str:
    """Write a text as a YAML scalar: plain if nothing in it could be read as YAML syntax."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
