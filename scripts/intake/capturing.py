"""Turn a capture into a draft: its text, the passages proposed as a body, and the page's own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from archive.prove.canonical import HTML, PDF, PLAIN, Canonical, SourceError, decode, text_of
from intake.candidate import Candidate, InputError
from intake.drafts import Found, Passage, all_found
from intake.importing import finished
from intake.making import Maker, fault
from intake.obtaining import Capture
from intake.ocr import ocr_text
from intake.page import page_of, within_limits
from intake.paragraphs import of_html, of_lines, of_text
from intake.recognizing import no_document

_PATIENCE = 2_000_000_000
"""Characters that are searched in vain for the paragraphs of a page."""

_CAUTION = (
    "a machine read these words (OCR) and is wrong in one sentence of four; compare each with the pages, and say so"
)


def machine_read(capture: Capture) -> Capture:
    """Return the text of a PDF's images as a separate capture that says how it was obtained; raises InputError."""
    if capture.media_type != PDF:
        raise InputError(f"{capture.origin} must be a PDF for --ocr.")
    words = ocr_text(capture.data).encode()
    return replace(capture, data=words, media_type=PLAIN, charset="utf-8", method="ocr")


def drafted(capture: Capture, maker: Maker, folder: Path, *, url: str, anyway: bool) -> tuple[str, str, Found] | str:
    """Return a draft of a capture with its id and findings, or a sentence on why it is not a document.

    Raises InputError if it cannot be read at all, and DraftError if earlier drafts cannot.
    """
    words = text(capture)
    if (nothing := no_document(capture, words)) and not anyway:
        return nothing.sentence
    before = dict(all_found(folder))
    key = f"sha256:{capture.sha256}"
    if known := next((id for id, found in before.items() if found.key == key), ""):
        return f"A capture must be new; {known} was made from the same bytes."
    own = candidate(capture, url)
    made = maker.draft(
        own,
        capture.origin,
        passages(capture, words),
        caution=_CAUTION if capture.method == "ocr" else "",
        source=Canonical(words),
    )
    source: dict[str, str | int] = {
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "charset": capture.charset if re.fullmatch(r"[\w.:-]{1,40}", capture.charset, re.ASCII) else "",
        "size": len(capture.data),
        "url": "" if fault("source.url", own.url) else own.url,
        "method": capture.method,
        "fetched": maker.today.isoformat(),
    }
    found = replace(made.found, key=key, source=source)
    (draft,) = finished([replace(made, found=found)], maker.archive, before, folder)
    return draft


def text(capture: Capture) -> str:
    """Return the text of a capture, from which its canonical text is made; raises InputError."""
    if not capture.media_type:
        raise InputError(f"{capture.origin} must be a page, a PDF or a plain text.")
    try:
        return text_of(capture.data, capture.media_type, capture.charset)
    except SourceError as error:
        raise InputError(f"{capture.origin}: {error}") from None


def passages(capture: Capture, text: str) -> tuple[Passage, ...]:
    """Return every paragraph of a source with its span; those that an extractor attributes to the document are
    proposed.

    The extractor can only propose: it drops or changes words on many pages.
    """
    if capture.media_type == PDF:
        paragraphs, main = of_lines(text), ""
    elif capture.media_type == PLAIN:
        paragraphs, main = of_text(text), ""
    else:
        html = decode(capture.data, capture.charset, markup=True)
        paragraphs, main = of_html(html), within_limits(_main, html)
    return tuple(_placed(paragraphs, Canonical(text).form, Canonical(main).form))


def _placed(paragraphs: Iterable[str], source: str, main: str) -> Iterator[Passage]:
    """Find each paragraph's span in the canonical text, searching from the end of the previous one.

    Each search of a whole text in vain takes from the patience; once it is gone, nothing more is searched or proposed.
    """
    done, patience = 0, _PATIENCE
    for paragraph in paragraphs:
        form = Canonical(paragraph).form
        start = source.find(form, done) if patience > 0 else -1
        within = patience > 0 and form in main
        proposed = not main or (within and len(form) > 1)
        patience -= (len(source) - done if start < 0 else 0) + (0 if within else len(main))
        if start < 0:
            yield Passage(text=paragraph, proposed=proposed)
            continue
        done = start + len(form)
        yield Passage(text=paragraph, start=start, end=done, proposed=proposed)


def _main(data: bytes) -> str:
    """Return the text that trafilatura extracts from a page; empty if it finds none."""
    import trafilatura  # takes a second

    html = data.decode("utf-8", "surrogatepass")
    found = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    return found or ""


def candidate(capture: Capture, url: str) -> Candidate:
    """Return a capture's own metadata; ``url`` is the address that a person gave, or empty."""
    address = url or capture.url
    if capture.media_type != HTML:
        return Candidate(place=capture.origin, url=address)
    page = page_of(capture)
    return Candidate(
        place=capture.origin,
        title=page.title,
        date=page.date,
        date_basis="The date in the page's metadata." if page.date else "",
        url=address or page.url,
        publisher=page.publisher,
    )
