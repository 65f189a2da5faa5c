"""Build a site in a test, as the command does. The command is imported only then: every test imports this module."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.site.frame import Page
    from archive.site.site import Site

TOP = Path(__file__).resolve().parents[1]
"""The top of the project."""

TODAY = datetime.date(2026, 11, 24)

ADDRESS = "https://toy.example/archive/"
"""Where the made-up archive would be published."""

Once = Callable[[str, Callable[[Path], object]], Path]
"""Makes a folder under a name by a function, unless it was made before; returns the folder."""


def build(root: Path, site: Path, *, trust: bool = False) -> int:
    """Run the command and return its exit code."""
    import commands

    return commands.run("build", argparse.Namespace(root=root, site_dir=site, today=TODAY, trust=trust))


def built(root: Path, site: Path, *, trust: bool = False) -> Path:
    """Build a site, which must succeed."""
    assert build(root, site, trust=trust) == 0
    return site


def tree(site: Path) -> dict[str, bytes]:
    """Return every file of a site, hidden ones too, with its bytes."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def pages_of(site: Site) -> list[Page]:
    """Make every generated page."""
    from archive import outputs
    from archive.site.frame import Page

    parts = (*outputs.searched(site), *outputs.others(site, {}))
    made = (output.make() for part in parts for output in part if output.path.endswith("/index.html"))
    return [page for page in made if isinstance(page, Page)]
