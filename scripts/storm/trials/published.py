"""Test a published site: pages and data are tampered with, and the audit must name each of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from archive.audit import comparison
from archive.audit.difference import Difference
from archive.audit.download import download
from archive.check.checking import check
from archive.export.data import FOLDER as DATA
from archive.link.linking import link
from archive.read.published import Published
from archive.read.reading import Reading, read
from archive.read.restoring import SHIPPED, SUMS, RestoreError
from archive.record.problem import errors
from archive.site.frame import DEPTHS, Frame, Page
from archive.site.output import compressed
from archive.site.site import Site
from storm.trials import ground
from storm.trials.ground import Files, Said

_RECORDS, _MANIFEST = f"{DATA}records.jsonl", f"{DATA}manifest.json"
_THEME = """\
<!doctype html><html lang="en"><head><title>@@archive:title@@ - Trials</title>@@archive:head@@</head>
<body><main id="content">@@archive:content@@</main></body></html>
"""
"""In place of the theme, which an audit does not judge."""


def frame() -> Frame:
    """Return the frame around a page."""
    return Frame(dict.fromkeys(DEPTHS, _THEME), "")


def site_of(found: Reading) -> Site:
    """Return the linked record of an archive."""
    return Site(links=link(found.archive), settings=ground.SETTINGS)


class PublishedTrial:
    """A site as it was published, and the tests run on it."""

    def __init__(self, files: Files, scratch: Path, random: Random) -> None:
        """Publish an archive; ``scratch`` is a folder that does not exist."""
        scratch.mkdir()
        self._scratch, self._random, self._runs = scratch, random, 0
        self._archive = files
        site = site_of(ground.reading(files, scratch / "archive"))
        self._given = list(comparison.expected(site))
        self._whole = {path: frame().file(made) for path, made in self._given}

    def of_pages(self, tampered: Files) -> tuple[int, list[str]]:
        """Replace the pages with pages of different words; return how many, and what is missed."""
        self._runs += 1
        other = comparison.expected(site_of(ground.reading(tampered, self._scratch / str(self._runs))))
        mine = {path: page for path, page in self._given if path.startswith("statements/2") and isinstance(page, Page)}
        pages = {path: frame().pour(page).encode() for path, page in other if path in mine and isinstance(page, Page)}
        changed = {path: data for path, data in pages.items() if data != self._whole[path]}
        said = _named(comparison.differences(mine.items(), "", {**self._whole, **changed}.get))
        missed = [
            f"{path}: audit must say what the site has" for path in changed if "the site has" not in said.get(path, "")
        ]
        return len(changed), missed + [f"{path}: audit must say nothing" for path in said if path not in changed]

    def of_data(self) -> tuple[int, list[str]]:
        """Change, truncate, empty and delete data files; return how many, and what is missed."""
        files = {path: made for path, made in self._given if isinstance(made, bytes)}
        tried, missed = 0, list[str]()
        for what in (self._flipped, self._shortened, self._exchanged, lambda _: None):
            tampered = {path: what(data) for path, data in files.items()}
            said = _named(comparison.differences(files.items(), "", tampered.get))
            tried += len(tampered)
            missed += [f"{path}: audit must say something" for path in tampered if not said.get(path)]
        return tried, missed

    def _flipped(self, data: bytes) -> bytes:
        at = self._random.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self._random.randrange(8)]) + data[at + 1 :]

    def _shortened(self, data: bytes) -> bytes:
        return data[: self._random.randrange(len(data))]

    def _exchanged(self, data: bytes) -> bytes:
        return self._random.choice([other for other in self._whole.values() if other != data])

    def of_manifests(self) -> tuple[int, list[str]]:
        """Rewrite the manifest, one value after another; return how often, and what is missed."""
        honest = json.loads(self._whole[_MANIFEST])
        tried, missed = 0, list[str]()
        for kind, values in _manifests(honest):
            text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            said = self.audited({**self._whole, _MANIFEST: text}, sums=True)
            tried += 1
            missed += [
                f"{kind}: audit must speak of {_MANIFEST}, and says {said}" for _ in range(_MANIFEST not in said)
            ]
        return tried, missed

    def of_records(self) -> tuple[int, list[str]]:
        """Rewrite and delete records of the site, checksums and all; return how many, and what is missed."""
        lines = [json.loads(line) for line in self._whole[_RECORDS].splitlines()]
        numbers = [number for number in range(len(lines)) if ground.path(number) in self._archive]
        again = [self._rewritten(line, number) for line in lines for number in [_number(line["path"])]]
        said = self.audited(_with_records(self._whole, again), sums=True)
        missed = [f"{number}: rewritten, and not reported" for number in numbers if not _speaks_of(said, number)]
        gone = {number for number in numbers if number % 2}
        left = [line for line in lines if _number(line["path"]) not in gone]
        said = self.audited(_with_records(self._whole, left), sums=True)
        missed += [f"{number}: removed, and not reported" for number in gone if not _speaks_of(said, number)]
        careless = {**self._whole, **_with_records({}, left)}
        said = self.audited(careless, sums=False)
        missed += ["a record without its checksum: not reported" for _ in range("SHA256SUMS" not in said.get("", ""))]
        return len(numbers) + len(gone) + 1, missed

    def of_sources(self) -> tuple[int, list[str]]:
        """Tamper with the source bytes that the site publishes; return how often, and what is missed."""
        start, _, end = SHIPPED.partition("{}")
        digests = [path[len(start) : -len(end)] for path in self._whole if path.startswith(start)]
        tried, missed = 0, list[str]()
        for digest in digests:
            path = SHIPPED.format(digest)
            packed = self._whole[path]
            for kind, data in {
                "other bytes": ground.packed(self._flipped(gzip.decompress(packed))),
                "not packed": gzip.decompress(packed),
                "more behind": packed + b"\0",
                "cut off": packed[:-1],
                "taken away": None,
            }.items():
                files = {name: other for name, other in self._whole.items() if name != path}
                said = self.audited({**files, **({} if data is None else {path: data})}, sums=True)
                tried += 1
                missed += [f"{kind}: audit must speak of {path}" for _ in range(digest not in said.get("", ""))]
        return tried, missed

    def _rewritten(self, line: Mapping[str, str], number: int | None) -> Mapping[str, str]:
        if number is None:
            return line
        old, new = (("summary: 'A made-up", "summary: 'A true"), ("ada-sample", "dora-model"), ("06-02", "06-01"))[
            number % 3
        ]
        text = line["text"].replace(old, new)
        return {**line, "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}

    def audited(self, files: Files, *, sums: bool) -> Said:
        """Return what an audit says about each file of a site; nothing if it refuses the record.

        With ``sums``, the list of checksums is made again.
        """
        self._runs += 1
        root = self._scratch / str(self._runs)
        for path, data in _summed(files).items() if sums else files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        published = Published(str(root))
        try:
            settings, history = download(published, root / ".restored")
        except RestoreError as error:
            return {_MANIFEST if "manifest" in str(error) else "": str(error)}
        found = read(root / ".restored")
        problems = check(found, ground.TODAY)
        if errors(problems):
            return {problem.place.path: problem.sentence for problem in problems}
        site = Site(links=link(found.archive), settings=settings, history=history)
        said = _named(comparison.differences(comparison.expected(site), settings.site_url, published))
        return said | _named(comparison.surplus(site, (), files))


def _named(differences: Iterator[Difference]) -> dict[str, str]:
    said: dict[str, list[str]] = defaultdict(list)
    for difference in differences:
        said[difference.path].append(difference.sentence)
    return {path: "\n".join(lines) for path, lines in said.items()}


def _speaks_of(said: Said, number: int) -> bool:
    """Return whether an audit mentions a file of a statement: its page or its entry in the API."""
    return any(re.search(rf"\b{ground.name(number)}\b", path) for path in said)


def _number(path: str) -> int | None:
    found = re.search(r"-speech-(\d+)\.md$", path)
    return int(found[1]) if found else None


def _with_records(files: Files, lines: list[Mapping[str, str]]) -> Files:
    """Return a site with a different record, plain and compressed."""
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines).encode()
    return {**files, _RECORDS: text, f"{_RECORDS}.gz": compressed(text)}


def _summed(files: Files) -> Files:
    """Return a site with the checksums of its data."""
    old = files[f"{DATA}{SUMS}"].decode()
    names = [line.partition("  ")[2] for line in old.splitlines()]
    lines = (f"{hashlib.sha256(files[DATA + name]).hexdigest()}  {name}\n" for name in names)
    return {**files, f"{DATA}{SUMS}": "".join(lines).encode()}


def _manifests(honest: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Yield rewritten manifests, each with the change made to it."""
    for key, value in honest.items():
        for name, other in _others(value):
            yield f"{key}{name}", {**honest, key: other}
        yield f"no {key}", {name: each for name, each in honest.items() if name != key}


def _others(value: object) -> Iterator[tuple[str, object]]:
    """Yield replacements for a value, changing one part of it after another."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from ((f".{key}{name}", {**value, key: other}) for name, other in _others(inner))
        case list():
            for at in {0, len(value) - 1} if value else ():
                changed = [(name, [*value[:at], other, *value[at + 1 :]]) for name, other in _others(value[at])]
                yield from ((f"[{at}]{name}", other) for name, other in changed)
                yield f"without [{at}]", [*value[:at], *value[at + 1 :]]
        case str():
            yield "", f"{value}0"
        case int():
            yield "", value + 1
