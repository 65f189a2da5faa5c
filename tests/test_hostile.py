"""Whatever words a record holds, they are plain text on the site's pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from archive.prove.evidence import length
from archive.prove.holdings import passages_of, sum_of
from archive.read.fields import Record
from archive.read.frontmatter import FENCE
from archive.read.kinds import ListOf, OrNull, Text
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD
from building import built

WORDS = (
    "</title></script></style></textarea>--><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>"
    "\"' onfocus='alert(1)' x=\"<a href='javascript:alert(1)'>&lt;script&gt; {{ 6543 + 1 }} {% if %} {# #} ${6543 + 1} "
    "@@archive:head@@ <!-- archive: search --> ]]>"
)
"""Text that would do harm wherever it were taken for markup, a template or a token."""


OPERATOR = WORDS.replace("@@archive:head@@", "")
"""The same words from the archive's operator, except the theme's own token."""

SETTINGS = {
    "site_name": OPERATOR,
    "site_description": OPERATOR,
    "site_url": "https://example.org/a\"onfocus='alert(1)'><script>alert(1)</script>/",
    "repo_url": "https://example.org/b\"onfocus='alert(1)'><script>alert(1)</script>/",
    "nav": [{"Home": "index.md"}, {OPERATOR: "about.md"}, {OPERATOR: [{OPERATOR: "contribute.md"}]}],
}
"""What such an operator writes into mkdocs.yml."""


class _Hostile:
    """Puts hostile words into every text of a record, whatever its keys."""

    def __init__(self) -> None:
        self.quotes: list[str] = []
        self._count = 0

    def spoil(self, kind: object, value: Any) -> Any:
        """Return a value with each text in it made hostile, no two alike."""
        match kind:
            case Text():
                self._count += 1
                return f"{WORDS} {self._count}"
            case ListOf():
                return [self.spoil(kind.kind, one) for one in (value if isinstance(value, list) else [value])]
            case OrNull():
                return None if value == "null" else self.spoil(kind.kind, value)
            case Record():
                inner = {field.name: field.kind for field in kind.fields}
                found = {key: self.spoil(inner[key], one) for key, one in value.items()}
                self.quotes += [found["quote"]] if "quote" in found else []
                return found
            case _:
                return value


def _spoil(root: Path, top: Path) -> None:
    """Write a copy of an archive with every text made hostile."""
    hostile = _Hostile()
    shutil.copytree(root / "statements/bytes", top / "statements/bytes")
    for path in sorted(root.glob("statements/*/*.[my]*")):
        target = top / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".yml":
            record, front, body = AUTHORITIES[path.parent.name], text, ""
        else:
            record, (_, front, body) = STATEMENT_RECORD, text.split(f"{FENCE}\n", 2)
        hostile.quotes.clear()
        spoiled = hostile.spoil(record, yaml.load(front, yaml.BaseLoader))
        if path.suffix == ".md":
            words = "".join(f"\n{quote}\n" for quote in hostile.quotes) + f"\n## {WORDS}\n\n> - {WORDS}\n"
            body = f"{body}{words}" if body.strip() else ""
            if "proof" in spoiled:  # of the words as they are now, or nothing would be published
                spoiled["proof"]["words"] = sum_of(passages_of(body.strip()))
        for item in spoiled.get("evidence", ()):  # in a place as long as the words are now
            item.update({"at": f"0-{length(item['words'])}"} if "at" in item else {})
        for sighting in spoiled.get("sightings", ()):  # of words that the body has now, as its fourth passage
            for difference in sighting.get("differences", ()):
                difference.update({"was": WORDS, "passage": "4"} if "was" in difference else {})
        written = json.dumps(spoiled, ensure_ascii=False, indent=1) + "\n"
        if path.suffix == ".md":
            written = f"{FENCE}\n{written}{FENCE}\n{body}"
        target.write_text(written, encoding="utf-8")


@pytest.fixture(scope="module")
def pages(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """The pages of the made-up archive with every text and setting made hostile."""
    top = tmp_path_factory.mktemp("hostile")
    _spoil(toy_root, top / "archive")
    (top / "archive" / "mkdocs.yml").write_text(json.dumps(SETTINGS), encoding="utf-8")
    site = built(top / "archive", top / "site")
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_bytes()) for path in sorted(site.rglob("*.html"))
    }


def _faults(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("*"):
        yield from (f"{node.tag} {name}" for name in node.attributes if name.startswith("on"))
    for script in page.css("script"):
        address = script.attributes.get("src") or ""
        if script.attributes.get("type") == "application/ld+json":
            json.loads(script.text())
            yield from (f"{one} in JSON" for one in "<>&" if one in script.text())
        elif "assets/" not in address or script.text().strip():
            yield f"script {address} {script.text()}"
    for node in page.css("img, svg, a"):
        if node.attributes.get("src") == "x" or (node.attributes.get("href") or "").startswith("javascript"):
            yield str(node.html)
    words = page.body.text() if page.body else ""
    yield from (f"evaluated: {one}" for one in ("6544",) if one in words)


def test_hostile_words_stay_words(pages: dict[str, LexborHTMLParser]) -> None:
    """No page has a script, a handler or an address from a record, and no template ran."""
    assert len(pages) > 30
    assert {name: faults for name, page in pages.items() if (faults := list(_faults(page)))} == {}


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "statements/2017-03-08-sample-says-exampleton-complies/index.html",
        "speakers/ada-sample/index.html",
        "jurisdictions/exampleton/index.html",
        "statutes/99-usc-1234/index.html",
        "timeline/index.html",
        "wanted/index.html",
        "statements/2017-03-09-mayor-answers-department/index.html",
    ],
)
def test_hostile_words_come_out_whole(pages: dict[str, LexborHTMLParser], name: str) -> None:
    """A reader sees a record's words, hostile or not, exactly as they were written."""
    body = pages[name].body
    assert body is not None
    assert "</title></script></style></textarea>--><script>alert(1)</script>" in body.text()


def test_hostile_titles_stay_in_the_title(pages: dict[str, LexborHTMLParser]) -> None:
    """A title cannot close its element: all of it is the page's title."""
    title = pages["statements/2017-03-08-sample-says-exampleton-complies/index.html"].css_first("title")
    assert title is not None
    assert WORDS in title.text()


def test_settings_come_out_whole(pages: dict[str, LexborHTMLParser]) -> None:
    """The archive's name and addresses appear as written, and its navigation titles lose their tags."""
    page = pages["about/index.html"]
    (name, repository) = (page.css_first(".wordmark span"), page.css_first(".colophon nav li:last-child a"))
    assert name is not None
    assert name.text() == OPERATOR
    assert repository is not None
    assert "alert(1)" in (repository.attributes["href"] or "")
    assert all("<script>" not in (node.html or "") for node in page.css(".sections a, .colophon nav"))
