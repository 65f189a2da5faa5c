"""Everything sealed is under one head, stays provable as the archive grows, and cannot be changed unnoticed."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.check.checking import check
from archive.read.ledger import read_ledger
from archive.read.reading import read
from archive.record.ledger import GONE, Ledger
from archive.record.merkle import Tree, leaf
from archive.record.problem import errors
from building import TODAY
from launcher import environment, program

ENTRIES = [bytes.fromhex(entry) for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
ENTRIES.append(bytes(range(0x60, 0x70)))
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The entries and roots that implementations of Certificate Transparency test themselves with."""

DAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(tmp_path: Path, toy_root: Path) -> Path:
    """A copy of the toy archive with its seals, for a test to continue from."""
    return shutil.copytree(toy_root, tmp_path / "archive")


def seal(root: Path, today: datetime.date = TODAY) -> int:
    """Run the command; returns its exit code."""
    return program.main(["seal", "--root", str(root), "--today", today.isoformat()])


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    """A root is the same as an independent computation from the same entries."""
    assert Tree(ENTRIES).root(size).hex() == ROOTS[size]


def _root_from(path: Sequence[bytes], entry: bytes, index: int, size: int) -> bytes:
    """Compute a root from a path by the side of each sibling, as RFC 6962 defines paths."""
    if size == 1:
        assert not path
        return leaf(entry)
    half = 1 << (size - 1).bit_length() - 1
    if index < half:
        both = _root_from(path[:-1], entry, index, half) + path[-1]
    else:
        both = path[-1] + _root_from(path[:-1], entry, index - half, size - half)
    return hashlib.sha256(b"\1" + both).digest()


@given(st.lists(st.binary(max_size=3), min_size=1, max_size=70), st.data())
def test_a_path_leads_from_its_entry_to_the_root(entries: list[bytes], data: st.DataObject) -> None:
    """Each entry has a path to the root of every prefix of the list that contains it."""
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(entries)
    assert _root_from(tree.path(index, size), entries[index], index, size) == tree.root(size)
    assert tree.root(size) == Tree(entries[:size]).root(size)


_FILES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["1" * 64, "2" * 64, "3" * 64]), max_size=6)


@given(st.lists(_FILES, max_size=5), _FILES)
def test_every_file_has_a_proof_under_the_first_head_that_has_it(
    states: list[dict[str, str]], now: dict[str, str]
) -> None:
    """However an archive changed between seals, each current file has a proof, and no seal has changed."""
    ledger = Ledger()
    for files in states:
        ledger = ledger.with_files(files.items())
        if ledger.pending:
            ledger = Ledger(seals=(*ledger.seals, ledger.next(DAY)))
    ledger = ledger.with_files(now.items())
    for path, digest in now.items():
        proof = ledger.proof(path)
        entry = f"{digest}  {path}".encode()
        assert _root_from(proof.path, entry, proof.index, proof.head.entries).hex() == proof.head.root
        older = [seal for seal in ledger.seals if seal.head.entries <= proof.index]
        assert proof.seal == (ledger.seals[len(older)] if len(older) < len(ledger.seals) else None)
    standing = {path for path, index in ledger.last.items() if ledger.entries[index][0] != GONE}
    assert standing == now.keys()
    assert (ledger.head.number is None) is (bool(ledger.pending) or not ledger.seals)


def test_the_command_seals_what_is_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A seal has what is new since the previous one and is chained to it; then nothing is left to seal."""
    before = read(root).archive
    assert seal(root) == 0
    head = root / "statements" / "seals" / "0003.json"
    assert capsys.readouterr().out.startswith(f"Seal 3 has {len(before.ledger.pending)} entries: {head}\n")
    archive = read(root).archive
    assert archive.ledger.pending == ()
    assert archive.seals[:2] == before.seals
    assert (
        json.loads(head.read_text())["before"]
        == hashlib.sha256((root / "statements/seals/0002.json").read_bytes()).hexdigest()
    )
    assert seal(root) == 0
    assert capsys.readouterr().out == "Nothing has changed since the last seal.\n"


def test_what_is_sealed_is_checked_by_sha256sum(root: Path) -> None:
    """A seal's entries are checksums of files, in a format that other programs read."""
    seal(root)
    lines = (root / "statements" / "seals" / "0003.sums").read_text().splitlines()
    assert lines == sorted(lines, key=lambda line: line[66:])
    for line in lines:
        assert hashlib.sha256((root / line[66:]).read_bytes()).hexdigest() == line[:64]


def test_a_renamed_record_leaves_an_entry(root: Path) -> None:
    """A deleted file is sealed as gone, and the same file may come back."""
    seal(root)
    old = root / "statements/2018/2018-04-03-paragon-answers-notice.md"
    text = old.read_text()
    old.unlink()
    (old.parent / "2018-04-03-paragon-replies.md").write_text(text.replace("added:", f"aliases: [{old.stem}]\nadded:"))
    seal(root)
    added = read(root).archive.seals[-1].added
    assert [digest == GONE for digest, _ in added] == [True, False]
    (old.parent / "2018-04-03-paragon-replies.md").rename(root / "elsewhere.md")
    old.write_text(text)
    assert [path for _, path in read(root).archive.ledger.pending] == [path for _, path in added]


def test_a_record_with_errors_is_not_sealed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record with errors is not sealed."""
    (root / "statements/2017/2017-05-05-empty.md").touch()
    assert seal(root) == 1
    assert "file-empty" in capsys.readouterr().out
    assert not (root / "statements/seals/0003.json").exists()


def test_a_seal_is_not_dated_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A seal is never older than the one before it."""
    seal(root, datetime.date(2026, 11, 23))
    capsys.readouterr()
    shutil.copy(root / "statements/speakers/ada-sample.yml", root / "statements/speakers/ada-sample-again.yml")
    assert seal(root, datetime.date(2026, 11, 22)) == 1
    assert "The date 2026-11-23 must not be in the future; today is 2026-11-22." in capsys.readouterr().out


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))

    return edit


def _flip(name: str, before: str) -> Callable[[Path], None]:
    """Return a function that changes the digit after some words."""

    def flip(folder: Path) -> None:
        text = (folder / name).read_text()
        at = text.index(before) + len(before)
        digit = "0" if text[at] != "0" else "1"
        (folder / name).write_text(text[:at] + digit + text[at + 1 :])

    return flip


def _swap(folder: Path) -> None:
    lines = (folder / "0001.sums").read_text().splitlines(keepends=True)
    (folder / "0001.sums").write_text("".join([lines[1], lines[0], *lines[2:]]))


def _drop(folder: Path) -> None:
    text = (folder / "0001.sums").read_text()
    (folder / "0001.sums").write_text(text[: text.index("\n") + 1])


def _renumber(folder: Path) -> None:
    for ending in ("json", "sums"):
        (folder / f"0002.{ending}").rename(folder / f"0003.{ending}")


def _link(folder: Path) -> None:
    elsewhere = folder.parents[1] / "0002.json"
    (folder / "0002.json").rename(elsewhere)
    (folder / "0002.json").symlink_to(elsewhere)


TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a sum": (_flip("0001.sums", ""), "0001.json:1:1: seal: A seal must have the `root`"),
    "a path": (_edit("0001.sums", "ada-sample", "ada-simple"), "0001.json:1:1: seal: A seal must have the `root`"),
    "an entry less": (_drop, "0001.json:1:1: seal: A seal must have the `entries`"),
    "two entries swapped": (_swap, "0001.json:1:1: seal: A seal must have the `root`"),
    "the root": (_flip("0001.json", '"root":"'), "0001.json:1:1: seal: A seal must have the `root`"),
    "the day": (_edit("0001.json", "03-10", "03-09"), "0002.json:1:1: seal: A seal must have the `before`"),
    "a day that is none": (_edit("0001.json", "03-10", "13-10"), "must be JSON with its date"),
    "another form of the day": (_edit("0001.json", "2017-03-10", "20170310"), "must have the `date`"),
    "a day before": (
        _edit("0002.json", "03-12", "03-08"),
        "must not be dated before the previous one, which is from 2017-03-10",
    ),
    "the chain": (
        _flip("0002.json", '"before":"'),
        "0002.json:1:1: seal: A seal must have the `before`",
    ),
    "a space": (_edit("0001.json", ":1,", ": 1,"), "must be, byte for byte, as `seal` wrote it"),
    "a key more": (_edit("0001.json", "{", '{"a":1,'), "must be, byte for byte, as `seal` wrote it"),
    "no JSON": (_edit("0001.json", "{", "["), "must be JSON with its date"),
    "another line end": (_edit("0001.sums", "\n", "\r\n"), "0001.sums must be, byte for byte"),
    "no line end": (
        lambda folder: (folder / "0002.sums").write_text((folder / "0002.sums").read_text()[:-1]),
        "0002.sums must be, byte for byte",
    ),
    "a path elsewhere": (
        _edit("0001.sums", "statements/speakers/ada", "../speakers/ada"),
        "Line 4 of 0001.sums must be",
    ),
    "nothing": (lambda folder: (folder / "0002.sums").write_text(""), "A seal must add at least one entry."),
    "a number left out": (_renumber, "Seals must be numbered without a gap; number 2 is missing."),
    "a head less": (lambda folder: (folder / "0002.json").unlink(), "Both files of a seal must be readable"),
    "sums less": (lambda folder: (folder / "0001.sums").unlink(), "Both files of a seal must be readable"),
    "a link": (_link, "Both files of a seal must be readable"),
    "deep JSON": (
        lambda folder: (folder / "0001.json").write_text("[" * 100_000),
        "must be JSON with its date",
    ),
    "bytes": (lambda folder: (folder / "0001.sums").write_bytes(b"\xff\n"), "Line 1 of 0001.sums must be"),
    "entries alone": (
        lambda folder: (folder / "0003.sums").touch(),
        "statements/seals/0003.sums:1:1: seal: A seal must add at least one entry.",
    ),
    "a stamp of something else": (
        lambda folder: (folder / "0001-toy.tsr").write_bytes(b"\x30\x80" * 1000),
        "0001-toy.tsr must be a time stamp of 0001.json; it lacks its checksum.",
    ),
    "another file": (
        lambda folder: (folder / "0003.txt").touch(),
        "statements/seals/0003.txt:1:1: seal: A file in statements/seals/ must be",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_broken_seal_is_told(what: str, root: Path) -> None:
    """Any change to a seal is a problem that says where and what, and never a traceback."""
    tamper, sentence = TAMPERINGS[what]
    tamper(root / "statements" / "seals")
    problems = errors(check(read(root), TODAY))
    assert any(sentence in str(problem) for problem in problems), [str(problem) for problem in problems]
    assert {problem.rule for problem in problems} == {"seal"}


def test_an_archive_without_seals(tmp_path: Path) -> None:
    """An archive that was never sealed has no problem, but a folder that is a link does."""
    assert read_ledger(tmp_path) == ((), ())
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements/seals").symlink_to(tmp_path)
    seals, problems = read_ledger(tmp_path)
    assert seals == ()
    assert "The folder of the seals must be readable: it is a link." in str(problems[0])
