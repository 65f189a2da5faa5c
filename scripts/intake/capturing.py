"""Turn a capture into a draft: its text, the passages proposed as a body, and the page's own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from archive.prove.canonical import HTML, PDF, PLAIN, Canonical, SourceError, decode, text_of
from archive.record.text import fold
from intake.candidate import Candidate, InputError
from intake.drafts import Found, Passage, all_found
from intake.importing import finished
from intake.making import Maker, fault
from intake.obtaining import Capture
from intake.ocr import ocr_text
from intake.paragraphs import of_html, of_lines, of_text
from intake.recognizing import no_document

_TITLES = ('meta[property="og:title"]', 'meta[name="citation_title"]', 'meta[name="dcterms.title"]')
_DATES = (
    *('meta[property="article:published_time"]', 'meta[name="citation_date"]'),
    *('meta[name="dcterms.date"]', 'meta[name="dc.date"]', 'meta[itemprop="datePublished"]'),
)
_PUBLISHERS = ('meta[property="og:site_name"]', 'meta[name="dcterms.publisher"]')

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
        paragraphs, main = of_html(html), _main(html)
    return tuple(_placed(paragraphs, Canonical(text).form, Canonical(main).form))


def _placed(paragraphs: Iterable[str], source: str, main: str) -> Iterator[Passage]:
    """Find each paragraph's span in the canonical text, searching from the end of the previous one."""
    done = 0
    for paragraph in paragraphs:
        form = Canonical(paragraph).form
        start = source.find(form, done)
        proposed = not main or (form in main and len(form) > 1)
        if start < 0:
            yield Passage(text=paragraph, proposed=proposed)
            continue
        done = start + len(form)
        yield Passage(text=paragraph, start=start, end=done, proposed=proposed)


def _main(html: str) -> str:
    """Return the text that trafilatura extracts from a page; empty if it finds none."""
    import trafilatura  # takes a second

    found = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    return found or ""


def candidate(capture: Capture, url: str) -> Candidate:
    """Return a capture's own metadata; ``url`` is the address that a person gave, or empty."""
    told = _of_page(capture) if capture.media_type == HTML else {}
    address = url or capture.url or told.get("url", "")
    return Candidate(
        place=capture.origin,
        title=told.get("title", ""),
        date=told.get("date", ""),
        date_basis="The date in the page's metadata." if told.get("date") else "",
        url=address,
        publisher=told.get("publisher", ""),
    )


def _of_page(capture: Capture) -> dict[str, str]:
    tree = LexborHTMLParser(decode(capture.data, capture.charset, markup=True))
    title = _first(tree, _TITLES)
    if not title:
        headings = tree.css("h1")
        node = headings[0] if len(headings) == 1 else tree.css_first("title")
        title = fold(node.text(deep=True)) if node is not None else ""
    link = tree.css_first('link[rel="canonical"]')
    return {
        "title": title,
        "date": _first(tree, _DATES),
        "publisher": _first(tree, _PUBLISHERS),
        "url": (link.attributes.get("href") or "") if link is not None else "",
    }


def _first(tree: LexborHTMLParser, selectors: Iterable[str]) -> str:
    for selector in selectors:
        node = tree.css_first(selector)
        if node is not None and (content := fold(node.attributes.get("content") or "")):
            return content
    return ""
