"""The edits that the guide allows to a published record of the toy archive, and how tests change a file."""

from __future__ import annotations

from pathlib import Path

SAYS = "statements/2017/2017-03-08-sample-says-exampleton-complies.md"
ANSWERS = "statements/2018/2018-04-03-paragon-answers-notice.md"


def replace(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    """Replace words in a file, all of which must be there."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def corrected(root: Path) -> None:
    """Change words and add a correction that says so."""
    entry = "  - date: 2026-11-24\n    note: A word was missing.\naliases:"
    replace(root, SAYS, ("been so for years", "been so for many years"), ("aliases:", entry))


def wrapped(root: Path) -> None:
    """Rewrap a paragraph."""
    replace(root, SAYS, ("Let me be *very* clear: ", "Let me be *very* clear:\n"))


def supplied(root: Path) -> None:
    """Add the words of a record that had none."""
    replace(root, ANSWERS, ("seen: account", "seen: quotations"))
    with (root / ANSWERS).open("a", encoding="utf-8") as stream:
        stream.write("\nIt is an empty page.\n")


def edited(root: Path) -> None:
    """Change the archive's own words."""
    replace(root, SAYS, ("gives three reasons", "gives its reasons"), ("title: Sample says", "title: The mayor says"))


def renamed(root: Path) -> None:
    """Give a record a new id, and leave an alias."""
    new = root / ANSWERS.replace("paragon-answers", "paragon-belittles")
    (root / ANSWERS).rename(new)
    alias = f"aliases: [{Path(ANSWERS).stem}]\nadded:"
    replace(root, new.relative_to(root).as_posix(), ("added:", alias))


def added(root: Path) -> None:
    """Add a record."""
    text = (root / ANSWERS).read_text(encoding="utf-8")
    (root / "statements/2018/2018-04-03-paragon-adds.md").write_text(text.replace("title: ", "title: And "))


def withdrew(root: Path) -> None:
    """Withdraw a record."""
    notice = "withdrawn: {date: 2026-11-24, reason: The tape was of another clerk.}\nadded:"
    replace(root, ANSWERS, ("added:", notice))


def nothing(root: Path) -> None:
    """Change nothing."""
    del root


HONEST = (corrected, wrapped, supplied, edited, renamed, added, withdrew, nothing)
"""Each takes the root of a copy of the toy archive."""
