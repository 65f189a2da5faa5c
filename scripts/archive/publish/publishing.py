"""Put a finished tree in the place of the site before it, so that no reader meets half a site."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive.publish.search_index import FOLDER

_MARKS = ("index.html", FOLDER)
"""What every site made here has, and hardly another folder."""


class PlaceError(Exception):
    """Something that is no site stands where the site shall go, and publishing would delete it."""


def begin(site: Path) -> Path:
    """Return the folder to build in: beside the site's place, on the same file system, with nothing in it.

    What a crash left is put right first. Raises PlaceError.
    """
    _recover(site)
    if site.exists() and not _replaceable(site):
        raise PlaceError(f"{site} must be a site made before, an empty folder or nothing: it would be deleted.")
    tree = site.with_name(f".{site.name}.next")
    shutil.rmtree(tree, ignore_errors=True)
    return tree


def publish(tree: Path, site: Path) -> None:
    """Replace ``site`` by ``tree``: two renames, between which a crash leaves the old site beside its place."""
    _recover(site)
    try:
        if site.exists():
            site.rename(_old(site))
        tree.rename(site)
    finally:
        _recover(site)


def _recover(site: Path) -> None:
    """Put the old site back where the new one did not take its place, and delete it where it did."""
    old = _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _replaceable(site: Path) -> bool:
    return site.is_dir() and (all((site / mark).exists() for mark in _MARKS) or not any(site.iterdir()))


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
