"""The archive in which proofs are tested, as files by path, and what each tool reports about it."""

from __future__ import annotations

import datetime
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.audit import rewrites
from archive.check.checking import check
from archive.export.data import manifest
from archive.prove.verifying import Verified, verify
from archive.read.files import BYTES, SEALS
from archive.read.reading import Reading, read
from archive.site.site import Settings
from storm.trials.honest import Written

Files = Mapping[str, bytes]
"""An archive: the bytes of each file by its path."""
Said = Mapping[str, str]
"""A tool's report on each file, by path; a file without faults is absent."""

TODAY = datetime.date(2018, 6, 10)
SEALED = datetime.date(2018, 6, 4)
SETTINGS = Settings(site_name="Trials")

_AUTHORITIES = {
    "speakers/ada-sample.yml": (
        "name: Ada Sample\nsort_name: Sample, Ada\ntype: person\n"
        "offices:\n  - {title: Mayor, organization: city-of-exampleton, from: 2015-01-05}\n"
    ),
    "speakers/dora-model.yml": (
        "name: Dora Model\nsort_name: Model, Dora\ntype: person\n"
        "offices:\n  - {title: Clerk, organization: city-of-exampleton, from: 2015-01-05}\n"
    ),
    "speakers/city-of-exampleton.yml": (
        "name: City of Exampleton\ntype: organization\nclassification: executive\njurisdiction: exampleton\n"
    ),
    "jurisdictions/exampleton.yml": "name: Exampleton\nlevel: federal\n",
    "statutes/99-usc-1234.yml": "citation: 99 U.S.C. § 1234\ntitle: Giving and receiving of examples\n",
}
_STATEMENT = """\
---
title: 'Speech {0}'
date: 2018-06-01
speaker: ada-sample
jurisdiction: exampleton
kind: remarks
statutes: [99 U.S.C. § 1234]
summary: 'A made-up speech: {0}.'
source:
  publisher: Exampleton Courier
  url: https://example.org/{0}
  copy: report
  seen: quotations
corrections:
  - date: 2018-06-03
    note: A word was missing.
aliases: [2018-06-01-former-{0}]
added: 2018-06-02
proof:
  source: speech-{0}
---

{1}
"""
_SOURCE = """\
sha256: {sha256}
media_type: {media_type}
size: {size}
url: https://example.org/{number}
method: saved
fetched: 2018-06-02
rights: Made up for a trial (CC0).
kept: repository
"""


def name(number: int) -> str:
    """Return the id of a statement."""
    return f"2018-06-01-speech-{number}"


def path(number: int) -> str:
    """Return the file of a statement."""
    return f"statements/2018/{name(number)}.md"


def source_path(number: int) -> str:
    """Return the file of a statement's source."""
    return f"statements/sources/speech-{number}.yml"


def kept_path(data: bytes) -> str:
    """Return the file with the bytes of a source."""
    return f"{BYTES}/{hashlib.sha256(data).hexdigest()}.gz"


def packed(data: bytes) -> bytes:
    """Return the bytes of a source as they are kept."""
    return gzip.compress(data, mtime=0)


def sourced(number: int, data: bytes, media_type: str, charset: str = "") -> Files:
    """Return the files of a source."""
    text = _SOURCE.format(number=number, sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type=media_type)
    text += f"charset: {charset}\n" if charset else ""
    return {source_path(number): text.encode(), kept_path(data): packed(data)}


def unproved(written: Iterable[Written]) -> Files:
    """Return an archive of sources, each with a statement of its words that is not proved yet."""
    files = {f"statements/{where}": text.encode() for where, text in _AUTHORITIES.items()}
    for each in written:
        number = each.speech.number
        files[path(number)] = _STATEMENT.format(number, each.body).encode()
        files |= sourced(number, each.data, each.media_type, each.charset)
    return files


def reading(files: Files, root: Path) -> Reading:
    """Write an archive into an empty folder and read it."""
    folders = {(root / where).parent for where in files}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for where, data in files.items():
        (root / where).write_bytes(data)
    return read(root)


def proved(files: Files, root: Path) -> Files:
    """Prove every statement and seal the archive."""
    found = reading(files, root)
    texts = {each.statement.origin.path: each.text.encode() for each in verified(found) if each.text}
    files = {**files, **texts}
    archive = reading(texts, root).archive
    seal = archive.ledger.next(SEALED)
    heads = {f"{SEALS}/0001.json": seal.head.text.encode(), f"{SEALS}/0001.sums": seal.sums.encode()}
    return {**files, **heads}


def verified(found: Reading) -> list[Verified]:
    """Prove every statement with the bytes that are held."""
    return list(verify(found.archive, [], found.holdings, None, TODAY))


def of_check(found: Reading, base: Reading) -> Said:
    """Return the output of ``check --base``, or of ``check`` without a base: one line per problem."""
    said: dict[str, list[str]] = defaultdict(list)
    for problem in check(found, TODAY, base):
        said[problem.place.path].append(f"{problem.rule}: {problem.sentence}")
    return {where: "\n".join(lines) for where, lines in said.items()}


def of_verify(found: Reading) -> Said:
    """Return what ``verify`` reports about statements whose words or proof are wrong."""
    return {each.statement.origin.path: "\n".join(each.lines) for each in verified(found) if not each.fine or each.text}


def of_since(found: Reading, kept: bytes) -> Said:
    """Return the output of ``audit --since`` with a manifest that somebody kept."""
    said: dict[str, list[str]] = defaultdict(list)
    for difference in rewrites.differences(found.archive, rewrites.read(kept)):
        said[difference.path].append(difference.sentence)
    return {where: "\n".join(lines) for where, lines in said.items()}


def kept_of(found: Reading) -> bytes:
    """Return the manifest that somebody keeps."""
    return manifest.written(found.archive, SETTINGS)
