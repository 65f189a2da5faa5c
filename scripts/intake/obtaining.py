"""Get the bytes of a source: from a file, from an address, or from the records of a WARC or a WACZ."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from archive.prove.canonical import HTML, LARGEST, PDF, PLAIN
from intake.candidate import InputError
from intake.fetching import Answer, FetchError, fetch, host_of

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|"
    rb"!--|meta|\?xml)(?=[\s>-])",
    re.IGNORECASE,
)
"""How markup begins (the WHATWG's MIME Sniffing, 7.1, and two more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of a source as they were obtained, and what is known about how."""

    data: bytes
    origin: str
    """The file or the address, as a person would name it."""
    media_type: str
    method: str
    """How the bytes were got, by a term of the vocabulary ``method``: ``saved``, ``fetched`` or ``ocr``."""
    charset: str = ""
    """The encoding that its headers declare."""
    asked: str = ""
    """The address that was requested; empty if none is known."""
    url: str = ""
    """The address that answered."""
    status: int = 0
    """The status of the answer; 0 where none is known."""

    @property
    def sha256(self) -> str:
        """The source's identifier: the hash of its bytes, never of the container they came in."""
        return hashlib.sha256(self.data).hexdigest()


def obtained(source: str) -> Iterator[Capture]:
    """Yield the captures in a source: one, or each response of a WARC or a WACZ. Raises InputError."""
    if source.startswith(("http://", "https://")):
        yield _fetched(source)
        return
    path = Path(source)
    try:
        if path.stat().st_size > 20 * LARGEST:
            raise InputError(f"{path.name} must have at most {20 * LARGEST:,} bytes.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{source} must be there to read: {error.strerror}.") from None
    if path.name.endswith((".warc", ".warc.gz")):
        yield from _of_warc(data, path.name)
    elif path.name.endswith(".wacz"):
        yield from _of_wacz(data, path.name)
    else:
        yield _bounded(Capture(data=data, origin=path.name, media_type=sniffed(data), method="saved"))


def sniffed(data: bytes) -> str:
    """Return the media type that bytes show; empty if no text can be extracted from them."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if _MARKUP.match(data[:1024]):
        return HTML
    text = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data
    return PLAIN if data.strip() and text else ""


def _fetched(url: str) -> Capture:
    try:
        return answered(fetch(url, local=frozenset({host_of(url)})))  # a person named the host
    except FetchError as error:
        raise InputError(str(error)) from None


def answered(answer: Answer) -> Capture:
    """Return the capture made from an answer; raises InputError."""
    headers = answer.headers
    declared = headers.get_content_charset("") if headers.get("Content-Type") else ""
    named = headers.get_content_type() if headers.get("Content-Type") else ""
    media_type = named if named in (HTML, PDF, PLAIN) else sniffed(answer.data)
    return _bounded(
        Capture(
            data=answer.data,
            origin=answer.asked,
            media_type=media_type,
            method="fetched",
            charset=declared,
            asked=answer.asked,
            url=answer.url,
            status=answer.status,
        )
    )


def _of_warc(data: bytes, name: str) -> Iterator[Capture]:
    """Yield the responses that may be documents: pages, PDFs and plain text."""
    for record in _records(data, name):
        if record.rec_type != "response" or record.http_headers is None:
            continue
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        headers = Message()
        for key, value in record.http_headers.headers:
            headers[key] = value
        if headers.get_content_type() not in (HTML, PDF, PLAIN, "application/xhtml+xml"):
            continue
        status = record.http_headers.get_statuscode()
        with _parsing(name, "WARC"):
            answer = Answer(
                asked=url,
                url=url,
                status=int(status) if status.isdecimal() else 0,
                headers=headers,
                data=record.content_stream().read(LARGEST + 1),
            )
        yield replace(answered(answer), origin=f"{name}, {url}")


def _records(data: bytes, name: str) -> Iterator[Any]:
    with _parsing(name, "WARC"):
        records = ArchiveIterator(io.BytesIO(data))
    while True:
        with _parsing(name, "WARC"):
            record = next(records, None)
        if record is None:
            return
        yield record


def _of_wacz(data: bytes, name: str) -> Iterator[Capture]:
    with _parsing(name, "WACZ"):
        packed = zipfile.ZipFile(io.BytesIO(data))
    entries = [
        entry
        for entry in packed.infolist()
        if entry.filename.startswith("archive/") and entry.filename.endswith((".warc", ".warc.gz"))
    ]
    if sum(entry.file_size for entry in entries) > 20 * LARGEST:
        raise InputError(f"{name} must hold at most {20 * LARGEST:,} bytes of WARC.")
    for entry in entries:
        with _parsing(name, "WACZ"), packed.open(entry) as stream:
            unpacked = stream.read(entry.file_size)
        yield from _of_warc(unpacked, name)


@contextmanager
def _parsing(name: str, form: str) -> Iterator[None]:
    """Raise InputError for anything that a parser raises on a broken file, and suppress what it prints."""
    try:
        with redirect_stderr(io.StringIO()):
            yield
    except Exception as error:
        raise InputError(f"{name} must be a {form}: {str(error) or type(error).__name__}.") from None


def _bounded(capture: Capture) -> Capture:
    if len(capture.data) > LARGEST:
        raise InputError(f"{capture.origin} must have at most {LARGEST:,} bytes.")
    return capture


def keep(vault: Path, capture: Capture) -> Path:
    """Keep the bytes in a folder under their hash; returns the file."""
    file = vault / capture.sha256
    if not file.exists():
        vault.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.part")
        beside.write_bytes(capture.data)
        beside.replace(file)
    return file
