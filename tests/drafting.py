"""Make a copy of the toy archive with a draft, for tests of the desk."""

from __future__ import annotations

import shutil
from pathlib import Path

from intake import drafts
from intake.drafts import Found, Passage

NAME = "2017-10-12-mayor-answers"
PASSAGES = ("Menu", "We comply.", "We always did.", "1. First", "Menu", "All rights reserved.")
HEAD = "---\n#? title: who says what\ndate: 2017-10-12\nkind: nonsense\nsource:\n  title: The mayor answers\n---\n"


def with_draft(toy_root: Path, folder: Path) -> Path:
    """Copy the toy archive into a folder, add one draft, and return the copy."""
    root = Path(shutil.copytree(toy_root, folder / "archive"))
    passages = tuple(Passage(text=text, proposed="Menu" not in text) for text in PASSAGES)
    drafts.write(root / "drafts", [(NAME, HEAD, Found(key="sha256:0", origin="<saved>.html", passages=passages))])
    return root
