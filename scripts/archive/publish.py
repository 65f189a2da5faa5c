"""Put a finished tree in the place of the site before it, so that no reader meets half a site."""

from __future__ import annotations

import shutil
from pathlib import Path


def staging(site: Path) -> Path:
    """Give the folder that a site is built in: beside its place, on the same file system."""
    return site.with_name(f".{site.name}.next")


def publish(tree: Path, site: Path) -> None:
    """Replace ``site`` by ``tree``: two renames, between which a crash leaves the old site beside its place."""
    old = _old(site)
    recover(site)
    if site.exists():
        site.rename(old)
    tree.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Undo what a crash between the two renames left."""
    old = _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
