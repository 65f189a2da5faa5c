"""A site publishes enough to restore its record, byte for byte, and nothing else is ever written."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import pytest

import commands
from archive.export import receipts, shipped
from archive.export.data import manifest, sources
from archive.link.linking import link
from archive.read import restoring
from archive.read.reading import NOTHING, read
from archive.read.restoring import RestoreError, restored
from archive.record.model import Archive
from archive.site.output import compressed
from archive.site.site import Settings, Site
from building import TOP
from launcher import program

TOY = Path(__file__).parent / "toy"
RECORD = "statements/2017/2017-03-08-sample-says.md"


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _site(folder: Path, data: bytes, archive: Archive = NOTHING.archive) -> Path:
    (folder / "data").mkdir(parents=True)
    packed = compressed(data)
    (folder / "data" / "records.jsonl.gz").write_bytes(packed)
    (folder / "data" / "SHA256SUMS").write_text(f"{_sum(packed)}  records.jsonl.gz\n")
    site = Site(links=link(archive), settings=Settings(site_name="Site"))
    (folder / "data" / "manifest.json").write_bytes(manifest.written(archive, site.settings))
    for output in (*receipts.outputs(site), *shipped.outputs(archive)):
        (folder / output.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / output.path).write_bytes(output.make())
    return folder


def _line(path: str = RECORD, text: str = "words\n", digest: str = "") -> bytes:
    return json.dumps({"path": path, "sha256": digest or _sum(text.encode()), "text": text}).encode() + b"\n"


def _restored(packed: bytes) -> None:
    restored(packed, f"{_sum(packed)}  records.jsonl.gz\n")


def _export(site: Path | str, folder: Path) -> int:
    return commands.run("export", argparse.Namespace(site=str(site), records=folder))


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("root", [TOY, TOP], ids=["toy", "record"])
def test_the_record_comes_back(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A published record is restored as the same files with the same bytes, and their number is reported."""
    archive = read(root).archive
    site = _site(tmp_path / "site", sources.written(archive), archive)
    assert _export(site, tmp_path / "back") == 0
    files = _files(root / "statements")
    assert _files(tmp_path / "back") == files
    assert capsys.readouterr().out == f"{len(files):,} files written in {tmp_path / 'back'}\n"


def test_a_built_site_has_what_it_takes(toy_site: Path, toy_root: Path, tmp_path: Path) -> None:
    """A record is restored from its built site."""
    assert _export(toy_site, tmp_path / "back") == 0
    assert _files(tmp_path / "back") == _files(toy_root / "statements")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../statements/2017/a.md",
        "statements/../2017/a.md",
        "statements/2017/../a.md",
        "statements/2017/.a.md",
        "statements/2017/a.md/b.md",
        "statements/2017/a\\b.md",
        "statements/2017/a.yml",
        "statements/2017/.md",
        "statements/hooks/a.yml",
        "README.md",
        "statements/2017/README.md",
        "statements/README.MD",
        "C:/2017/a.md",
        "statements/2017/a\x00.md",
        pytest.param(f"statements/2017/{'a' * 71}.md", id="too long"),
    ],
)
def test_only_files_of_a_record_are_written(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that leads elsewhere, or to anything but a record's file, is refused, and nothing is written."""
    assert _export(_site(tmp_path / "site", _line() + _line(path)), tmp_path / "back") == 1
    assert "Line 2 of records.jsonl.gz must name a file of a record" in capsys.readouterr().err
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_line(digest="0" * 64), "Line 1 of records.jsonl.gz must match its own checksum; it does not."),
        (_line() + _line(), f"records.jsonl.gz must contain each file only once; '{RECORD[11:]}' appears again."),
        (_line() + b"{}\n", "Line 2 of records.jsonl.gz must be JSON with a path, a checksum and a text."),
        (b"[" * 100_000, "Line 1 of records.jsonl.gz must be JSON with a path, a checksum and a text."),
        (b"\xff\n", "Line 1 of records.jsonl.gz must be JSON with a path, a checksum and a text."),
        (
            b'{"path":"a","sha256":"b","text":"\\ud800"}\n',
            "Line 1 of records.jsonl.gz must be JSON with a path, a checksum and a text.",
        ),
        (_line(text="a" * 1_000_001), "Line 1 of records.jsonl.gz must contain at most 1,000,000 bytes."),
        (b"", "records.jsonl.gz must contain files; it contains none."),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, sentence: str) -> None:
    """A damaged or forged file is refused in a sentence."""
    with pytest.raises(RestoreError) as refused:
        _restored(compressed(data))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("packed", [_line(), compressed(_line())[:-9], b""], ids=["plain", "cut", "empty"])
def test_what_is_not_whole_is_refused(packed: bytes) -> None:
    """A file that is not gzip, or is truncated, is refused in a sentence."""
    with pytest.raises(RestoreError, match="must be a complete gzip file"):
        _restored(packed)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to a very large one is not unpacked."""
    monkeypatch.setattr(restoring, "_LARGEST", 1_000)
    with pytest.raises(RestoreError, match="must contain at most 1,000 bytes"):
        _restored(compressed(b" " * 1_000_000))


@pytest.mark.parametrize(
    "sums",
    ["", f"{'0' * 64}  records.jsonl.gz\n", f"{_sum(compressed(_line()))}  other.gz\n"],
    ids=["empty", "zeros", "other file"],
)
def test_the_sum_of_the_whole_must_be_right(sums: str) -> None:
    """A file whose checksum differs from the one published beside it is refused."""
    with pytest.raises(RestoreError, match="must have the checksum that SHA256SUMS gives"):
        restored(compressed(_line()), sums)


@pytest.mark.parametrize("site", ["nowhere", "http://127.0.0.1:9/", "http://[", "https://a b/"])
def test_a_site_that_cannot_be_read_is_told(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that does not exist, or does not answer, is refused in a sentence."""
    assert _export(site, tmp_path / "back") == 1
    assert "data/records.jsonl.gz must be readable" in capsys.readouterr().err


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record is never written over existing files."""
    (tmp_path / "kept.md").write_text("kept")
    with pytest.raises(SystemExit):
        program.parse(program.choose(["export"]), ["site", "--records", str(tmp_path)])
    assert "must be an empty folder, or not exist" in capsys.readouterr().err
