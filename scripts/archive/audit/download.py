"""Download the record, the seals and the settings of a published site, without trusting any of it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from archive.export.data import changes
from archive.read.files import FOLDER
from archive.read.published import Published
from archive.read.restoring import MANIFEST, NAME, SUMS, RestoreError, restored, seals, shipped
from archive.record.history import History
from archive.site.site import Settings


def download(published: Published, root: Path) -> tuple[Settings, History]:
    """Write the files of a site's record, with bytes and seals, to ``root``; return its settings and its history.

    The history is the site's own claim and is not proved. Raises RestoreError.
    """
    manifest = published.data(MANIFEST)
    files = restored(published.data(NAME), published.data(SUMS).decode("utf-8", "replace"))
    for path, content in (*files.items(), *shipped(files, published), *seals(manifest, published)):
        _write(root / FOLDER / path, content)
    try:
        settings = _settings(json.loads(manifest)["site"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RestoreError(f"data/{MANIFEST} must be a manifest with its seals and the site's settings.") from None
    try:
        return settings, changes.read(published.data(changes.NAME))
    except ValueError as error:
        raise RestoreError(f"data/{changes.NAME} {error}.") from None


def _settings(values: dict[str, Any]) -> Settings:
    texts = {field.name: values[field.name] for field in fields(Settings) if field.name != "written"}
    written = tuple(values["written"])
    if not all(isinstance(text, str) for text in (*texts.values(), *written)):
        raise TypeError
    return Settings(**texts, written=written)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
