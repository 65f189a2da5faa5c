"""The bytes of sources that are held, and the passages found in them; what was found once is remembered."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.prove.canonical import Canonical, SourceError, text_of
from archive.prove.matching import Match, prove
from archive.record.model import Capture, Proof, Range
from archive.record.text import each

KEPT = "sources"
"""The folder of an archive with the bytes that the rights allow to keep: ``<sha256>.gz``."""

VAULT = "vault"
"""The folder of those that they do not allow to publish, which git ignores: ``<sha256>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Passages looked for in a source."""

    text: str
    """The text of the source where a passage is missing, for the report; not kept otherwise."""
    match: Match
    proof: Proof
    """What the record says of it, its day excepted; says no level where a passage is missing."""


@dataclass(frozen=True)
class Holdings:
    """Folders in which the bytes of sources may be, each file named by its SHA-256, as it is or with ``.gz``."""

    folders: tuple[Path, ...] = ()
    _found: dict[tuple[str, str, str, tuple[str, ...]], Found] = field(default_factory=dict, compare=False)

    def data(self, capture: Capture) -> bytes | None:
        """Return the bytes of a source; None where no folder has them. Raises SourceError for any other bytes."""
        for folder in self.folders:
            for file, packed in ((folder / f"{capture.sha256}.gz", True), (folder / capture.sha256, False)):
                if file.is_file() and not file.is_symlink():
                    return _whole(file, packed, capture)
        return None

    def find(self, capture: Capture, data: bytes, passages: tuple[str, ...]) -> Found:
        """Find passages in the bytes of a source. Raises SourceError where they cannot be read."""
        key = capture.sha256, capture.media_type, capture.charset, passages
        if key not in self._found:
            self._found[key] = _find(capture, data, passages)
        return self._found[key]


def passages_of(body: str) -> tuple[str, ...]:
    """Return the plain words of each passage of a body, and each gap."""
    return tuple(passage.plain for passage in each(body))


def sum_of(passages: Sequence[str]) -> str:
    """Return the SHA-256 of passages: of their canonical text, a line each."""
    return _sum("\n".join(Canonical(passage).form for passage in passages))


def _find(capture: Capture, data: bytes, passages: tuple[str, ...]) -> Found:
    text = text_of(data, capture.media_type, capture.charset)
    match = prove(text, passages)
    if not match.proved:
        return Found(text=text, match=match, proof=Proof(source=capture.slug))
    form = Canonical(text, match.level).form
    proof = Proof(
        source=capture.slug,
        level=str(match.level),
        canonical=_sum(form),
        characters=len(form),
        words=sum_of(passages),
        passages=tuple(Range(span.start, span.end) for span in match.spans),
    )
    return Found(text="", match=match, proof=proof)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _whole(file: Path, packed: bool, capture: Capture) -> bytes:
    """Read a file, but no more of it than the source has."""
    try:
        with file.open("rb") as stream:
            data = stream.read() if packed else stream.read(capture.size + 1)
        if packed:
            data = zlib.decompressobj(wbits=31).decompress(data, capture.size + 1)
    except (OSError, zlib.error) as error:
        raise SourceError(f"The bytes of a source must be readable: {error}.") from error
    if len(data) != capture.size or hashlib.sha256(data).hexdigest() != capture.sha256:
        raise SourceError(f"The bytes of a source must be those of its SHA-256, and {file.name} has others.")
    return data
