"""A finished search index is brought into canonical form."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import cbor2
import pytest

from archive.publish.canonical import make_canonical
from building import tree

_YEARS = ["year", [["2017", [2, 3]], ["2018", [1]]]]
_KINDS = ["kind", [["letter", [1]], ["remarks", [2]], ["testimony", [3]]]]


def _index(folder: Path, *filters: list[Any], mark: bytes = b"pagefind_dcd") -> Path:
    """Write an index of one language as Pagefind does, with random names for the filters."""
    (folder / "filter").mkdir(parents=True)
    named = [[value[0], f"en_{id(value):x}"] for value in filters]
    for (_, hash), value in zip(named, filters, strict=True):
        (folder / "filter" / f"{hash}.pf_filter").write_bytes(gzip.compress(mark + cbor2.dumps(value)))
    table = ["1.5.2", [["en_1", 10]], [], named, [["date", [2, 3, 1]]], ["title"]]
    (folder / "pagefind.en_chance.pf_meta").write_bytes(gzip.compress(mark + cbor2.dumps(table)))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_chance", "wasm": "en", "page_count": 3}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
    return folder


def _shuffled(value: list[Any]) -> list[Any]:
    return [value[0], value[1][::-1]]


def test_the_order_of_filters_changes_no_byte(tmp_path: Path) -> None:
    """Two indexes whose filters and values came in different orders end up as the same files."""
    first = _index(tmp_path / "first", _YEARS, _KINDS)
    second = _index(tmp_path / "second", _shuffled(_KINDS), _shuffled(_YEARS))
    make_canonical(first)
    make_canonical(second)
    assert tree(first) == tree(second)


def test_nothing_but_order_changes(tmp_path: Path) -> None:
    """Each filter keeps its values and their pages, the table keeps everything else, and both are found by name."""
    folder = _index(tmp_path / "index", _shuffled(_YEARS), _KINDS)
    make_canonical(folder)
    hash = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"]["en"]["hash"]
    table = _read(folder / f"pagefind.{hash}.pf_meta")
    assert [*table[:3], *table[4:]] == ["1.5.2", [["en_1", 10]], [], [["date", [2, 3, 1]]], ["title"]]
    assert [_read(folder / "filter" / f"{hash}.pf_filter") for _, hash in table[3]] == [_KINDS, _YEARS]
    assert len(list(folder.rglob("*.pf_*"))) == 3


def test_another_form_is_refused(tmp_path: Path) -> None:
    """An index in another format, as a later Pagefind may write it, is refused, naming the file."""
    folder = _index(tmp_path / "index", _YEARS, mark=b"pagefind_2")
    with pytest.raises(ValueError, match=r"pagefind\.en_chance\.pf_meta has another form"):
        make_canonical(folder)


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
