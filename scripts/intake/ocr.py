"""Text recognized in page images by tesseract: only on request, and labeled as such."""

from __future__ import annotations

import io
import shutil
import subprocess

import pypdfium2

from intake.candidate import InputError

_SCALE = 300 / 72
_MOST_PAGES = 200
_PATIENCE = 120


def ocr_text(data: bytes) -> str:
    """Return the text of a PDF's pages as read by tesseract; raises InputError."""
    program = shutil.which("tesseract")
    if program is None:
        raise InputError("--ocr must find the program tesseract; on Debian, install tesseract-ocr.")
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise InputError(
                    f"A PDF must have at most {_MOST_PAGES} pages for --ocr, and this has {len(document)}."
                )
            return "\n".join(_read(program, page) for page in document)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"A PDF must be readable: {error}.") from None


def _read(program: str, page: pypdfium2.PdfPage) -> str:
    picture = io.BytesIO()
    page.render(scale=_SCALE).to_pil().save(picture, "PNG")
    try:
        done = subprocess.run(
            [program, "stdin", "stdout"], input=picture.getvalue(), capture_output=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(f"tesseract must read every page: {error}.") from None
    return done.stdout.decode("utf-8", "replace")
