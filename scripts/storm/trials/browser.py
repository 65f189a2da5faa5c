"""Test the check in the reader's browser: it must find, and miss, what the archive's own check does."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from archive.pages import statement
from archive.prove.canonical import text_of
from archive.prove.holdings import passages_of
from archive.prove.matching import prove
from storm.trials import ground
from storm.trials.honest import TYPOGRAPHIC, Written
from storm.trials.published import site_of
from storm.trials.tampering import STILL_STANDS

MODULES = "assets/js/statement/proof"
"""Where a site has the modules of the check."""

_ASK = """async ([url, cases]) => {
  const load = (name) => import(`${url}/${name}.js`);
  const [{ read }, { prove }, { passages }] = await Promise.all(["reading", "matching", "passages"].map(load));
  const answers = [];
  for (const [content, data, sha256, mediaType, charset] of cases) {
    const page = new DOMParser().parseFromString(content, "text/html");
    const bytes = Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0));
    const { text, hash } = await read(bytes, { sha256, mediaType, charset });
    const { source, spans, missing } = prove(text, passages(page));
    const points = (unit) => [...source.form.slice(0, unit)].length;
    answers.push({
      same: hash === sha256,
      typographic: source.typographic,
      missing: missing && missing.passage,
      spans: spans.map(({ start, end }) => [points(start), points(end)]),
    });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The words of a page, and a reader's copy of a source."""

    what: str
    content: str
    """The page of the statement, as HTML."""
    data: bytes
    known: Written
    """The source that the archive proved the words of that page against."""


def refused(page: Page, root: str, written: Sequence[Written], scratch: Path) -> Iterator[str]:
    """Yield the sources in which a browser fails to find the words where, and at the level, the archive does.

    ``page`` is any page of the site at the address ``root``; ``scratch`` is a folder that does not exist.
    """
    pages = _pages(written, scratch)
    asked = [
        Asked(what=each.way, content=content, data=each.data, known=each)
        for each, content in zip(written, pages, strict=True)
    ]
    for each, answer in zip(written, _answers(page, root, asked), strict=True):
        found = prove(text_of(each.data, each.media_type, each.charset), passages_of(each.body))
        wanted = {
            "same": True,
            "typographic": each.level == TYPOGRAPHIC,
            "missing": None,
            "spans": [[span.start, span.end] for span in found.spans],
        }
        if answer != wanted:
            yield f"{each.way}: the browser finds {answer}, and must find {wanted}"


def missed(
    page: Page, root: str, written: Sequence[Written], others: Sequence[Written], scratch: Path
) -> tuple[int, list[str]]:
    """Show a browser pages and copies with other words; return how many, and those that it accepts as the source."""
    honest, changed = _pages(written, scratch / "honest"), _pages(others, scratch / "changed")
    asked = [
        *(Asked(what=f"{other.way}, on the page", content=content, data=each.data, known=each)
          for content, each, other in zip(changed, written, others, strict=True)),
        *(Asked(what=f"{other.way}, in the copy", content=content, data=other.data, known=each)
          for content, each, other in zip(honest, written, others, strict=True) if other.way not in STILL_STANDS),
        *(Asked(what="another page", content=content, data=other.data, known=each)
          for content, each, other in zip(honest, written, written[1:], strict=False)),
    ]  # fmt: skip
    faults = [
        f"{each.what}: the browser finds the words, and must not"
        for each, answer in zip(asked, _answers(page, root, asked), strict=True)
        if answer["missing"] is None or answer["same"] != (each.data == each.known.data)
    ]
    return len(asked), faults


def _pages(written: Sequence[Written], scratch: Path) -> list[str]:
    """Return the page of each statement."""
    scratch.mkdir(parents=True)
    site = site_of(ground.reading(ground.unproved(written), scratch))
    made = {statement.id: statement for statement in site.links.statements}
    return [str(statement.page(site, made[ground.name(each.speech.number)]).content) for each in written]


def _answers(page: Page, root: str, asked: Sequence[Asked]) -> list[dict[str, object]]:
    cases = [
        [
            each.content,
            base64.b64encode(each.data).decode(),
            hashlib.sha256(each.known.data).hexdigest(),
            each.known.media_type,
            each.known.charset,
        ]
        for each in asked
    ]
    return list(page.evaluate(_ASK, [root + MODULES, cases]))
