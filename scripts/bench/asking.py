"""Query a built site in Chromium through the site's own scripts, with both of its searches."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import EMPTY, Host, Loaded
from launcher import chromium

MODES = ("exact", "words")

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_PATIENCE = 120_000
"""Milliseconds."""
_BEGIN = """
  const begun = performance.now();
  const load = (name) => import(`${root}assets/js/search/${name}.js`);
  const [{ read }, { Names }, { index }] = await Promise.all(
    [load("state"), load("names"), load("../shared/texts/store")],
  );
  const names = new Names(await index());
  const state = read(`${new URLSearchParams({ q, type: "statement" })}`);
"""
_SCRIPTS = {
    "exact": f"""async ([root, q]) => {{{_BEGIN}
  const {{ Exact }} = await load("exact/search");
  globalThis.exact ??= new Exact();
  let first = null;
  let last = null;
  await globalThis.exact.search(state, names, (answer) => {{
    last = answer;
    if (answer.total) first ??= performance.now() - begun;
  }});
  const whole = performance.now() - begun;
  return {{ first: first ?? whole, whole, found: last.left.map(({{ statement }}) => statement.id) }};
}}""",
    "words": f"""async ([root, q, whole]) => {{{_BEGIN}
  const [{{ search }}, {{ parse }}] = await Promise.all([load("words/index"), load("query")]);
  const answer = await search(state, parse(q), names);
  await answer.load(0, 10);
  const first = performance.now() - begun;
  const all = whole ? await answer.load(0, answer.total) : [];
  return {{ first, whole: first, found: all.map(({{ url }}) => url.split("/").at(-2)) }};
}}""",
}
"""The work of the results page, without the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result of one query."""

    found: frozenset[str]
    """The ids of the statements."""
    first: float
    """Milliseconds until the first results could be shown."""
    whole: float
    """Milliseconds until all was searched."""
    loaded: Loaded


class Asker:
    """A browser with a site open."""

    def __init__(self, browser: Browser, host: Host) -> None:
        self._browser = browser
        self._host = host
        self._page: Page | None = None

    def reset(self) -> None:
        """Clear everything that was loaded, as for a first-time reader."""
        if self._page:
            self._page.context.close()
        self._page = self._browser.new_context().new_page()
        self._page.set_default_timeout(_PATIENCE)
        self._page.goto(f"{self._host.address}{EMPTY}")

    def ask(self, mode: str, query: str, *, whole: bool = True) -> Answer:
        """Run a reader's query; unless ``whole``, a search for words returns only the first results."""
        if not self._page:
            self.reset()
        assert self._page
        self._host.loaded()
        given = self._page.evaluate(_bounded(_SCRIPTS[mode]), [self._host.address, query, whole])
        found = frozenset(map(str, given["found"]))
        return Answer(found=found, first=given["first"], whole=given["whole"], loaded=self._host.loaded())

    def run(self, script: str, questions: Sequence[str]) -> list[dict[str, Any]]:
        """Run a script with the site's address and some queries, on a page that has loaded nothing yet."""
        self.reset()
        assert self._page
        answers: list[dict[str, Any]] = self._page.evaluate(_bounded(script), [self._host.address, questions])
        return answers


def _bounded(script: str) -> str:
    """Make a script that does not answer end with an error, since the browser sets no time limit itself."""
    late = f"new Promise((_, refuse) => setTimeout(() => refuse(new Error('no answer')), {_PATIENCE}))"
    return f"(given) => Promise.race([({script})(given), {late}])"


@contextmanager
def asker(host: Host) -> Iterator[Asker]:
    """Start Chromium on a site; raises LackingError if Chromium is missing."""
    with started() as browser:
        yield Asker(browser, host)


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; raises LackingError if it is missing."""
    program = chromium.ensure(os.environ, print)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()
