"""Download the record, the seals and the settings of a published site, without trusting any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from archive.export.data import changes
from archive.read import ledger
from archive.read.files import FOLDER
from archive.read.published import Published
from archive.read.restoring import NAME, SUMS, RestoreError, restored
from archive.record.history import History
from archive.site.site import Settings

MANIFEST = "manifest.json"


def download(published: Published, root: Path) -> tuple[Settings, History]:
    """Write the files of a site's record and seals to ``root``; return its settings and its history.

    The history is the site's own claim and is not proved. Raises RestoreError.
    """
    for path, content in restored(published.data(NAME), published.data(SUMS).decode("utf-8", "replace")).items():
        _write(root / FOLDER / path, content)
    try:
        manifest = json.loads(published.data(MANIFEST))
        names = [*_heads(manifest["seals"])]
        settings = _settings(manifest["site"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RestoreError(f"data/{MANIFEST} must be a manifest with its seals and the site's settings.") from None
    for name in names:
        path = f"{ledger.FOLDER}/{name}"
        found = published(path)
        if found is None or not ledger.is_of_seal(path):
            raise RestoreError(f"data/{MANIFEST} must name only seals that the site has; it names {path!r}.")
        _write(root / path, found)
    try:
        return settings, changes.read(published.data(changes.NAME))
    except ValueError as error:
        raise RestoreError(f"data/{changes.NAME} {error}.") from None


def _heads(seals: list[dict[str, Any]]) -> Iterator[str]:
    for seal in seals:
        yield from (f"{seal['number']:04}.json", f"{seal['number']:04}.sums", *map(str, seal["stamps"]))


def _settings(values: dict[str, Any]) -> Settings:
    texts = {field.name: values[field.name] for field in fields(Settings) if field.name != "written"}
    written = tuple(values["written"])
    if not all(isinstance(text, str) for text in (*texts.values(), *written)):
        raise TypeError
    return Settings(**texts, written=written)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
