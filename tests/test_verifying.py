"""Statements are proved against bytes, and nothing but the proof is written."""

from __future__ import annotations

import argparse
import datetime
import gzip
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import commands
from archive.prove.canonical import SourceError
from archive.prove.holdings import Holdings
from archive.prove.verifying import UseError, verify, written
from archive.read.reading import read
from archive.record.model import Archive, Proof
from archive.record.proofs import state

ANSWER = "2017-03-08-sample-says-exampleton-complies"
LETTER = "2017-09-20-department-finds-exampleton-complies"
TESTS = Path(__file__).parent
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def root(toy_root: Path, tmp_path: Path) -> Path:
    """The toy archive, with the mayor's answer proved against the kept page."""
    root = Path(shutil.copytree(toy_root, tmp_path / "toy"))
    broken = (TESTS / "rules/proof-stands/statements/2017" / f"{ANSWER}.md").read_text(encoding="utf-8")
    _file(root).write_text(broken.replace("150-178", "149-178"), encoding="utf-8")
    return root


@pytest.fixture
def toy(root: Path) -> Archive:
    return read(root).archive


def _file(root: Path) -> Path:
    return root / f"statements/2017/{ANSWER}.md"


def _change(root: Path, old: str, new: str) -> None:
    text = _file(root).read_text(encoding="utf-8")
    assert old in text
    _file(root).write_text(text.replace(old, new), encoding="utf-8")


def test_a_proof_is_written_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without its proof gets it back byte for byte; a second run leaves the file as it is."""
    before = _file(root).read_text(encoding="utf-8")
    _file(root).write_text(re.sub(r"(?m)^  level: (?:.*\n)+?(?=---)", "", before), encoding="utf-8")
    for day in ("2017-03-10", "2026-11-24"):
        assert _run(root, day) == 0
        assert _file(root).read_text(encoding="utf-8") == before
    assert "proved, exact: 361 of 438 characters" in capsys.readouterr().out


def _run(root: Path, day: str, *ids: str) -> int:
    options = argparse.Namespace(
        root=root, ids=list(ids), against=None, vault=None, today=datetime.date.fromisoformat(day)
    )
    return commands.verify(options)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("in full compliance", "not in full compliance", "source “”, record “not”"),
        ("been so for years", "been so for decades", "source “years”, record “decades”"),
        ("in full compliance", "in complete compliance", "source “full”, record “complete”"),
        ("has been so", "h\u0430s been so", "source “has”, record “h\u0430s”"),
        ("\n\n[...]\n\nWe’ll", "\n\nWe’ll", "passage"),
        ("and it has been so for years.", "for years.", "must not be left out without `[...]`"),
    ],
)
def test_a_tampered_body_is_not_proved(
    root: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """For a word added, changed or left out, or a lookalike letter, the report shows the difference."""
    _change(root, old, new)
    changed = _file(root).read_bytes()
    assert _run(root, "2026-11-24", ANSWER) == 1
    assert said in capsys.readouterr().out
    assert _file(root).read_bytes() == changed


def test_a_statement_is_proved_against_its_own_source_alone(toy: Archive) -> None:
    """A file that is not a source of the archive proves nothing, and its checksum is shown."""
    (verified,) = verify(toy, [ANSWER], Holdings(), b"another page", TODAY)
    assert not verified.fine
    assert "No source has the SHA-256" in verified.lines[0]


def test_what_is_asked_for_must_be_there(toy: Archive) -> None:
    """An unknown id, and one file for many statements, are refused."""
    with pytest.raises(UseError, match="nobody"):
        list(verify(toy, ["nobody"], Holdings(), None, TODAY))
    with pytest.raises(UseError, match="one statement"):
        list(verify(toy, [], Holdings(), b"", TODAY))


def test_bytes_that_are_not_those_of_the_hash_are_refused(root: Path) -> None:
    """A changed, broken or oversized file is not a source; nothing beyond the source's size is unpacked."""
    archive = read(root).archive
    source = archive.sources["courier-the-mayor-answers"]
    file = root / "statements" / "bytes" / f"{source.sha256}.gz"
    for data in (gzip.compress(b"x" * source.size), b"no gzip", gzip.compress(b"x" * 10_000_000)):
        file.write_bytes(data)
        with pytest.raises(SourceError):
            Holdings((root / "statements" / "bytes",)).data(source)


def test_a_link_is_no_source(root: Path) -> None:
    """A link in a folder of bytes is not followed, wherever it leads."""
    source = read(root).archive.sources["courier-the-mayor-answers"]
    folder = root / "statements" / "bytes"
    assert Holdings((folder,)).data(source)
    (folder / f"{source.sha256}.gz").rename(root / "elsewhere")
    (folder / f"{source.sha256}.gz").symlink_to(root / "elsewhere")
    assert Holdings((folder,)).data(source) is None


def test_a_machines_reading_is_proved_only_with_a_second_reader(toy: Archive) -> None:
    """Words that a machine read from a picture stay transcribed until a second reader is named."""
    letter = toy.statements[LETTER]
    assert letter.proof is not None
    assert state(toy, letter) == "typographic"
    assert state(toy, replace(letter, proof=replace(letter.proof, second_reader=""))) == "transcribed"


def test_verify_calls_no_machines_reading_proved(toy: Archive, root: Path) -> None:
    """For such a source the report says that the words were found, and what is missing; a second reader proves them."""
    source = replace(toy.sources["courier-the-mayor-answers"], method="ocr")
    archive = replace(toy, sources={**toy.sources, source.slug: source})
    holdings = Holdings((root / "statements/bytes",))
    (verified,) = verify(archive, [ANSWER], holdings, None, TODAY)
    assert verified.lines[0].startswith("found, exact")
    assert "not proved yet: a machine read this source" in verified.lines[-1]
    answer = archive.statements[ANSWER]
    assert answer.proof is not None
    read_twice = replace(answer, proof=replace(answer.proof, second_reader="Dora Model"))
    (verified,) = verify(replace(archive, statements={ANSWER: read_twice}), [ANSWER], holdings, None, TODAY)
    assert [line.partition(":")[0] for line in verified.lines] == ["proved, exact"]


def test_a_body_without_proof_is_transcribed(toy: Archive) -> None:
    """Words without a proof, and words that only name their source, are transcribed; no words are catalogued."""
    answer = toy.statements[ANSWER]
    assert state(toy, answer) == "exact"
    assert state(toy, replace(answer, proof=None)) == "transcribed"
    assert state(toy, replace(answer, proof=Proof(source="courier-the-mayor-answers"))) == "transcribed"
    assert state(toy, replace(answer, body="")) == "catalogued"


def test_a_proof_is_written_into_any_front_matter() -> None:
    """A new proof is added at the end; an old one is replaced in place."""
    proof = Proof(source="page", level="exact")
    block = "proof:\n  source: page\n  level: exact\n"
    assert written("---\na: b\n---\n\nproof: no\n", proof).startswith(f"---\na: b\n{block}")
    again = written("---\nproof:\n  source: old\n\n  level: exact\nz: 1\n---\nx", proof)
    assert again.startswith(f"---\n{block}")
    assert again.endswith("z: 1\n---\nx")
