"""A site publishes a source's bytes exactly if the rights allow it, and never as something that a browser would run."""

from __future__ import annotations

import datetime
import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.export import shipped
from archive.read.reading import read
from archive.record.model import Archive
from archive.site import paths

TODAY = datetime.date(2026, 11, 24)


def _made(archive: Archive) -> dict[str, bytes]:
    return {output.path: output.make() for output in shipped.outputs(archive)}


def test_what_may_be_published_is(toy: Archive) -> None:
    """Each source kept in the repository has a published file of its bytes, and no other source does."""
    found = {path: hashlib.sha256(gzip.decompress(data)).hexdigest() for path, data in _made(toy).items()}
    allowed = [capture.sha256 for capture in toy.sources.values() if capture.kept == "repository"]
    assert found == {paths.shipped(digest): digest for digest in allowed}
    assert 0 < len(found) < len(toy.sources)


def test_a_host_takes_it_for_no_page(toy: Archive, toy_site: Path) -> None:
    """Its name has the extension of compressed text, and the site asks hosts to send it as a sandboxed download."""
    assert all(path.endswith(".txt.gz") for path in _made(toy))
    (rule,) = (block for block in (toy_site / "_headers").read_text().split("\n/") if block.startswith("sources/*"))
    assert "Content-Security-Policy: sandbox; default-src 'none'; frame-ancestors 'none'" in rule
    assert "Content-Disposition: attachment" in rule


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda data: data + b"<script>", "must be packed alone and whole"),
        (lambda data: data + gzip.compress(b"more"), "must be packed alone and whole"),
        (lambda data: data[:-4], "must be packed alone and whole"),
        (lambda data: gzip.compress(gzip.decompress(data) + b"\n"), "must match its SHA-256"),
        (gzip.decompress, "must be readable"),
    ],
    ids=["something behind", "a second member", "cut off", "other bytes", "not packed"],
)
def test_bytes_are_those_of_the_source_and_nothing_else(
    tamper: Callable[[bytes], bytes], said: str, toy_root: Path, tmp_path: Path
) -> None:
    """Anything else in a file of bytes, before or after them, is a problem at the source."""
    root = tmp_path / "toy"
    (root / "statements").mkdir(parents=True)
    for path in toy_root.rglob("*"):
        if path.is_file():
            copy = root / path.relative_to(toy_root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(tamper(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    (problem,) = (problem for problem in check(read(root), TODAY) if problem.rule == "source-bytes")
    assert said in problem.sentence
    assert problem.place.path.startswith("statements/sources/")
