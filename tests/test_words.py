"""The words of a statement on its page, and which of them get quotation marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.pages import words
from archive.record.model import Archive
from archive.record.text import passages

MARKED = {
    "plain": ("We comply.", True, True),
    "a quotation within, at the end": ("The policy does ‘not prohibit’", True, True),
    "a quotation within, at the start": ("‘Not prohibit,’ it says", True, True),
    "double marks within, at the end": ("He wrote “we comply”", True, True),
    "straight marks within, at the end": ('He wrote "we comply"', True, True),
    "marks of its own": ("“We comply.”", False, False),
    "straight marks of its own": ('"We comply."', False, False),
    "marks of its own around others": ("“He wrote ‘we comply’”", False, False),
    "a mark of its own at the end alone": ("We comply.”", True, False),
    "French marks": ("«Nous respectons la loi»", False, False),
}


@pytest.mark.parametrize(("body", "opens", "closes"), MARKED.values(), ids=MARKED.keys())
def test_quotation_marks(body: str, opens: bool, closes: bool, toy: Archive) -> None:
    """A quotation mark is drawn on each side that has none of its own; a quotation within counts as words."""
    statement = replace(next(iter(toy.statements.values())), body=body)
    (shown,) = words.shown(toy, statement, passages(body), "")
    assert (shown.opens, shown.closes) == (opens, closes)
