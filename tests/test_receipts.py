"""A receipt proves its record to anyone who has only the lines printed on the receipts page."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.export import receipts
from archive.export.data import manifest, sources
from archive.link.linking import link
from archive.read.reading import read
from archive.record.model import Archive
from archive.site.site import Settings, Site
from building import TOP
from tools import needs

RECORD = "statements/2017/2017-03-08-sample-says-exampleton-complies.md"
PENDING = "statements/2018/2018-04-03-paragon-answers-notice.md"

CONFIGURATION = """
[tsa]
serial = serial
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4
[stamping]
extendedKeyUsage = critical, timeStamping
"""


def made(archive: Archive) -> dict[str, bytes]:
    """Make every receipt and seal of an archive, by its path."""
    site = Site(links=link(archive), settings=Settings(site_name="Toy"))
    return {output.path: output.make() for output in receipts.outputs(site)}


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lines as the page prints them."""
    page = (TOP / "docs" / "receipts.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    file = tmp_path_factory.mktemp("checker") / "check.py"
    file.write_text(lines, encoding="utf-8")
    return file


@pytest.fixture
def receipt(tmp_path: Path, toy: Archive) -> Path:
    """The receipt of a sealed record."""
    file = tmp_path / "receipt.json"
    file.write_bytes(made(toy)[f"statements/{Path(RECORD).stem}/receipt.json"])
    return file


def run(checker: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the lines as a reader does, without the project's packages."""
    command = [sys.executable, "-I", "-S", str(checker), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=checker.parent)


def edit(receipt: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the values of a receipt."""
    values = json.loads(receipt.read_bytes())
    change(values)
    receipt.write_text(json.dumps(values))


def test_the_lines_are_few(checker: Path) -> None:
    """A reader has to trust at most forty lines, which use only the standard library."""
    text = checker.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    (imported,) = re.findall(r"^import (.+)$", text, re.MULTILINE)
    assert set(imported.split(", ")) <= sys.stdlib_module_names


def test_every_receipt_proves_its_record(checker: Path, toy: Archive, toy_root: Path, tmp_path: Path) -> None:
    """Each statement has a receipt that verifies its file, alone and among all records."""
    found = made(toy)
    (tmp_path / "records.jsonl").write_bytes(sources.written(toy))
    for statement in toy.statements.values():
        receipt = tmp_path / "receipt.json"
        receipt.write_bytes(found[f"statements/{statement.id}/receipt.json"])
        record = toy_root / statement.origin.path if statement.held else tmp_path / "records.jsonl"
        done = run(checker, receipt, record)
        assert done.returncode == 0, done.stderr
        sealed = statement.origin.path in {path for seal in toy.seals for _, path in seal.added}
        assert done.stdout.endswith("seal 1 of 2017-03-10\n" if sealed else "not sealed yet\n")


def _drop(values: dict[str, Any]) -> None:
    values["path"].pop()


def _add(values: dict[str, Any]) -> None:
    values["path"].append(base64.b64encode(bytes(32)).decode())


def _turn(values: dict[str, Any]) -> None:
    values["path"].reverse()


def _flip(values: dict[str, Any]) -> None:
    values["path"][0] = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda values: values.update(entry=values["entry"] - 1), "The head does not cover this record."),
        (lambda values: values.update(file=PENDING), "The head does not cover this record."),
        (lambda values: values.update(sha256="0" * 64), "This is not the record that the receipt is for."),
        (lambda values: values.update(head=values["head"].replace('"root":"', '"root":"0')), "does not cover"),
        (lambda values: values.update(head=values["head"].replace('"entries":4', '"entries":9')), "does not cover"),
        (_drop, "The head does not cover this record."),
        (_add, "The head does not cover this record."),
        (_turn, "The head does not cover this record."),
        (_flip, "The head does not cover this record."),
    ],
)
def test_a_forged_receipt_is_refused(
    change: Callable[[dict[str, Any]], object], sentence: str, checker: Path, receipt: Path, toy_root: Path
) -> None:
    """A receipt with a change in any part of its proof proves nothing."""
    edit(receipt, change)
    done = run(checker, receipt, toy_root / RECORD)
    assert done.returncode == 1
    assert sentence in done.stderr


@pytest.mark.parametrize(
    "old_new", [("full compliance", "no compliance"), ("\n", "\r\n"), ("8 March", "8 march"), ("", " ")]
)
def test_another_record_is_refused(
    old_new: tuple[str, str], checker: Path, receipt: Path, toy_root: Path, tmp_path: Path
) -> None:
    """With one byte added, removed or changed, the record does not match the receipt."""
    text = (toy_root / RECORD).read_bytes().decode().replace("9 March", "8 March")
    record = tmp_path / "record.md"
    record.write_bytes(text.replace(*old_new, 1).encode())
    assert run(checker, receipt, record).stderr == "This is not the record that the receipt is for.\n"


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory, toy_root: Path) -> Path:
    """The toy archive with a time stamp from a made-up authority, whose certificate is beside the archive."""
    folder = tmp_path_factory.mktemp("stamped")
    root = shutil.copytree(toy_root, folder / "archive")
    (folder / "tsa.cnf").write_text(CONFIGURATION)
    (folder / "serial").write_text("01\n")
    name = ("-subj", "/CN=Authority of the Toy", "-keyout", "tsa.key", "-out", "tsa.pem")
    _openssl(
        folder,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "9000",
        *name,
        "-addext",
        "extendedKeyUsage=critical,timeStamping",
    )
    _openssl(
        folder, "ts", "-query", "-data", "archive/statements/seals/0001.json", "-sha256", "-cert", "-out", "query.tsq"
    )
    answer = ("-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "tsa.cnf", "-section", "tsa")
    _openssl(
        folder, "ts", "-reply", "-queryfile", "query.tsq", *answer, "-out", "archive/statements/seals/0001-toy.tsr"
    )
    return root


@needs("openssl")
def test_a_time_stamp_is_checked(checker: Path, stamped: Path, tmp_path: Path) -> None:
    """A receipt names the time stamps on its head; the lines check one, and refuse it for another head."""
    found = made(read(stamped).archive)
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(found[f"statements/{Path(RECORD).stem}/receipt.json"])
    assert json.loads(receipt.read_bytes())["stamps"] == ["seals/0001-toy.tsr"]
    stamp = tmp_path / "stamp.tsr"
    stamp.write_bytes(found["seals/0001-toy.tsr"])
    done = run(checker, receipt, stamped / RECORD, stamp, stamped.parent / "tsa.pem")
    assert done.returncode == 0, done.stderr
    receipt.write_bytes(found["statements/2018-04-03-paragon-answers-notice/receipt.json"])
    assert run(checker, receipt, stamped / PENDING, stamp, stamped.parent / "tsa.pem").returncode != 0


def test_a_sealed_receipt_stays(toy_root: Path, toy: Archive, tmp_path: Path) -> None:
    """The receipt of a sealed record stays the same, byte for byte, whatever is added to the archive later."""
    root = shutil.copytree(toy_root, tmp_path / "archive")
    (root / PENDING).write_text((root / PENDING).read_text().replace("an empty page", "a page"))
    name = f"statements/{Path(RECORD).stem}/receipt.json"
    assert made(read(root).archive)[name] == made(toy)[name]


def test_the_manifest_has_every_file(toy: Archive, toy_root: Path) -> None:
    """The manifest lists each file of the record once, in path order, and discloses no words."""
    text = manifest.written(toy, Settings(site_name="Toy")).decode()
    values = json.loads(text)
    files = [path.relative_to(toy_root).as_posix() for path in sorted((toy_root / "statements").glob("*/*.[my]*"))]
    assert [file["path"] for file in values["files"]] == sorted(files)
    assert values["head"] == toy.ledger.head.text
    assert [seal["number"] for seal in values["seals"]] == [1, 2]
    assert "compliance" not in text


def test_a_site_has_what_its_receipts_need(toy_site: Path, toy: Archive) -> None:
    """A built site has all receipts and seals, and each statement's page links to its receipt."""
    for path, data in made(toy).items():
        assert (toy_site / path).read_bytes() == data
    page = (toy_site / "statements" / Path(RECORD).stem / "index.html").read_text(encoding="utf-8")
    assert 'href="receipt.json"' in page
    assert 'href="../../receipts/#check"' in page
