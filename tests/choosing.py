"""Tell which test files ``-k`` could select from, so that a run of a few tests imports few files.

The words of a test's name are in its file: in the path, in a function's name or in a list of cases. Only the files in
BY_DATA take names from data or from other modules; they are always collected.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

BY_DATA = frozenset({
    "browser/test_compare.py", "browser/test_every_kind.py", "browser/test_reach.py",
    "test_audit.py", "test_base.py", "test_cards.py", "test_data.py", "test_desk.py", "test_docs.py",
    "test_exports.py", "test_intake.py", "test_launcher.py", "test_prove.py", "test_record.py", "test_rules.py",
    "test_schema.py", "test_tools.py", "test_zotero.py",
})  # fmt: skip
"""The files, as paths in ``tests/``, whose names of tests are not all in the file."""

_WORD = re.compile(r"\w+")
_ESCAPED = re.compile(r"\\+(?:u[0-9a-f]{8}|u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt])")
"""A character that pytest replaces in a name."""


def may_match(keyword: str, file: Path, top: Path) -> bool:
    """Return whether a keyword expression could select a test of a file."""
    path = file.relative_to(top).as_posix()
    if path in BY_DATA or re.search(r"\bnot\b", keyword):
        return True
    asked = re.split(r"[\s()]+", keyword.lower())
    return any(holds(file, path, word) for word in asked if word not in ("", "and", "or"))


def holds(file: Path, path: str, name: str) -> bool:
    """Return whether a file has all words of a name, without the numbers at their ends, which pytest counts."""
    words = (word.rstrip("0123456789") for word in _WORD.findall(_ESCAPED.sub(" ", name.lower())))
    return all(word in _text(file, path) for word in words)


@functools.cache
def _text(file: Path, path: str) -> str:
    return f"{path}\n{file.read_text(encoding='utf-8')}".lower()
