"""The available bytes of sources, and the passages found in them; results are cached."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.prove.canonical import LARGEST, Canonical, SourceError, text_of
from archive.prove.evidence import Places, places
from archive.prove.matching import Match, prove
from archive.record.model import Capture, Evidence, Proof, Range
from archive.record.text import each


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Passages looked for in a source."""

    text: str
    """The text of the source if a passage is missing, for the report; otherwise empty."""
    match: Match
    proof: Proof
    """The proof without its day; it has no level if a passage is missing."""


@dataclass(frozen=True)
class Holdings:
    """Folders with the bytes of sources, each file named by its SHA-256, plain or as ``.gz``."""

    folders: tuple[Path, ...] = ()
    _found: dict[tuple[str, str, str, tuple[str, ...]], Found] = field(default_factory=dict, compare=False)
    _places: dict[tuple[str, str, str, str], tuple[Range, ...]] = field(default_factory=dict, compare=False)

    def data(self, capture: Capture) -> bytes | None:
        """Return the bytes of a source, or None; raises SourceError if a file has other bytes."""
        for folder in self.folders:
            for file, packed in ((folder / f"{capture.sha256}.gz", True), (folder / capture.sha256, False)):
                if file.is_file() and not file.is_symlink():
                    return _whole(file, packed, capture)
        return None

    def find(self, capture: Capture, data: bytes, passages: tuple[str, ...]) -> Found:
        """Find passages in the bytes of a source; raises SourceError if they cannot be read."""
        key = capture.sha256, capture.media_type, capture.charset, passages
        if key not in self._found:
            self._found[key] = _find(capture, data, passages)
        return self._found[key]

    def places(self, capture: Capture, data: bytes, evidence: Iterable[Evidence]) -> Places:
        """Return where a source has the words of evidence. Raises SourceError where its bytes cannot be read."""
        keys = {item.words: (capture.sha256, capture.media_type, capture.charset, item.words) for item in evidence}
        if not all(key in self._places for key in keys.values()):
            source = Canonical(text_of(data, capture.media_type, capture.charset))
            self._places.update((key, places(source, words)) for words, key in keys.items())
        return {words: self._places[key] for words, key in keys.items()}


def passages_of(body: str) -> tuple[str, ...]:
    """Return the plain words of each passage of a body, including gaps."""
    return tuple(passage.plain for passage in each(body))


def sum_of(passages: Sequence[str]) -> str:
    """Return the SHA-256 of passages in canonical form, one per line."""
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
    """Read a file, but not more than the source's size."""
    _bound(capture)
    try:
        with file.open("rb") as stream:
            data = stream.read() if packed else stream.read(capture.size + 1)
    except OSError as error:
        raise SourceError(f"The bytes of a source must be readable: {error}.") from error
    if packed:
        return unpacked(data, capture)
    if not _are_of(data, capture):
        raise SourceError(f"The bytes of a source must match its SHA-256; {file.name} does not.")
    return data


def unpacked(data: bytes, capture: Capture) -> bytes:
    """Return the bytes of a source out of a file of gzip that holds them and nothing else; raises SourceError."""
    _bound(capture)
    name, unpacking = f"{capture.sha256}.gz", zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(data, capture.size + 1)
    except zlib.error as error:
        raise SourceError(f"The bytes of a source must be readable; {name} is not: {error}.") from error
    if not _are_of(found, capture):
        raise SourceError(f"The bytes of a source must match its SHA-256; {name} does not.")
    if not unpacking.eof or unpacking.unused_data:
        raise SourceError(f"The bytes of a source must be packed alone and whole; {name} has more or less.")
    return found


def _are_of(data: bytes, capture: Capture) -> bool:
    return len(data) == capture.size and hashlib.sha256(data).hexdigest() == capture.sha256


def _bound(capture: Capture) -> None:
    if capture.size > LARGEST:
        raise SourceError(f"A source must have at most {LARGEST:,} bytes, and {capture.slug} has {capture.size:,}.")
