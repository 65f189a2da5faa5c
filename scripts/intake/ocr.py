"""Text recognized in page images by tesseract: only on request, and labeled as such."""

from __future__ import annotations

import base64
import io
import math
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pypdfium2

from archive.prove.apart import ApartError, apart
from intake.candidate import InputError

_SCALE = 300 / 72
_PIXELS = 100_000_000
"""Pixels of a page's image at most; a larger page is read at a coarser scale."""
_PAGES = 200
_PAGE_SECONDS = 120
"""Seconds that one page may take."""
_SECONDS = 3_600
"""Seconds that all pages may take."""


def ocr_text(data: bytes) -> str:
    """Return the text of a PDF's pages as read by tesseract; raises InputError."""
    program = shutil.which("tesseract")
    if program is None:
        raise InputError("--ocr must find the program tesseract; on Debian, install tesseract-ocr.")
    count = int(_of_pdf(_count, data, "A PDF"))
    if count > _PAGES:
        raise InputError(f"A PDF must have at most {_PAGES} pages for --ocr, and this has {count}.")
    end = time.monotonic() + _SECONDS
    read = []
    for number in range(count):
        left = end - time.monotonic()
        if left <= 0:
            raise InputError(
                f"OCR must take at most {_SECONDS // 60} minutes; it has read {number} of {count} pages in that time."
            )
        read.append(_read(program, data, number, min(left, _PAGE_SECONDS)))
    return "\n".join(read)


def _read(program: str, data: bytes, number: int, seconds: float) -> str:
    page = f"Page {number + 1}"
    picture = base64.b64decode(_of_pdf(_picture, data, page, str(number)))
    try:
        done = subprocess.run(
            [program, "stdin", "stdout"], input=picture, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"{page} must be readable: tesseract takes more than {seconds:.0f} seconds.") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(f"{page} must be readable: {error}.") from None
    return done.stdout.decode("utf-8", "replace")


def _of_pdf(work: Callable[..., str], data: bytes, what: str, *arguments: str) -> str:
    try:
        return apart(work, data, *arguments)
    except ApartError as error:
        raise InputError(f"{what} must be readable: {str(error).rstrip('.')}.") from None


def _count(data: bytes) -> str:
    with _opened(data) as document:
        return str(len(document))


def _picture(data: bytes, number: str) -> str:
    """Return a page as a PNG in base 64."""
    with _opened(data) as document:
        page = document[int(number)]
        width, height = page.get_size()
        scale = min(_SCALE, math.sqrt(_PIXELS / max(width * height, 1)))
        picture = io.BytesIO()
        page.render(scale=scale).to_pil().save(picture, "PNG")
        return base64.b64encode(picture.getvalue()).decode()


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; what its reader says is wrong with it becomes a ValueError."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
