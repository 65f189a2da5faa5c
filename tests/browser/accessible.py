"""Check that everybody can use a page: axe finds no fault, and nothing overflows its side."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import JSHandle, Page

_VARIANTS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1280, "light"),
    (1280, "dark"),
    (390, "dark"),
    (390, "light"),
)
_COLORS = ("color-contrast", "link-in-text-block")
"""The rules of axe that depend on the colors of a page. They take longer than all others together."""
_LONG = 600
"""Elements of a page, above which colors take axe seconds."""
_ALL = {"target-size": {"enabled": True}}
"""The rules of axe that it does not run by itself."""
_ALL_BUT_COLORS = _ALL | {rule: {"enabled": False} for rule in _COLORS}
_EQUIVALENT = ".strip .end"
"""Small targets that WCAG 2.5.8 allows, because the fields of the dates do the same: the ends of a chosen time."""
_RUN = """async ([context, options, equivalent]) => {
  const found = await axe.run(context, { resultTypes: ["violations"], elementRef: true, ...options });
  const counts = ({ id }, { element }) => id !== "target-size" || !element.matches(equivalent);
  return found.violations.flatMap((violation) =>
    violation.nodes.filter((node) => counts(violation, node))
      .map(({ target, failureSummary }) => `${violation.id}: ${target} ${failureSummary}`));
}"""
_SAMPLES = """() => {
  const paths = new Map([[null, ""]]);
  const samples = new Map();
  for (const element of document.querySelectorAll("*")) {
    const look = [...element.attributes].map(({ name, value }) =>
      /^(class|style|open|hidden|type|lang|role|aria-.*)$/.test(name) ? `${name}=${value}` : name);
    const path = `${paths.get(element.parentElement)} > ${element.localName} ${look}`;
    paths.set(element, path);
    const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (speaks && !samples.has(path) && element.checkVisibility()) samples.set(path, element);
  }
  return { include: [...samples.values()] };
}"""
"""Of the elements with words that no style sheet can tell apart by what they and their parents are, the first."""


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page as it is now, and whether anything overflows its side."""
    return [*_prepared(page), *_found(page, page.evaluate_handle("document"), {"rules": _ALL})]


def faults_in_every_variant(page: Page) -> list[str]:
    """Return the faults on a desktop and on a phone, in light and in dark.

    Colors are checked in each variant: on all of a short page first, otherwise on one of each group of similar
    elements. Everything else is checked once for each width.
    """
    short = page.locator("*").count() <= _LONG
    found: list[str] = []
    for number, (width, scheme) in enumerate(_VARIANTS):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        said = _prepared(page)
        colored = "document" if number == 0 and short else _SAMPLES
        said += _found(page, page.evaluate_handle(colored), {"runOnly": _COLORS})
        if number == 0 or width != _VARIANTS[number - 1][0]:
            said += _found(page, page.evaluate_handle("document"), {"rules": _ALL_BUT_COLORS})
        found += (f"{width} {scheme}: {fault}" for fault in said)
    return found


def _prepared(page: Page) -> list[str]:
    """Load axe into a page; return how many pixels too wide the page is."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    # axe does not check contrast under a drawing that covers a list, empty or not.
    page.evaluate("document.querySelector('.lines')?.remove()")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{over} pixels run over the side"] if over else []


def _found(page: Page, context: JSHandle, options: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(_RUN, [context, options, _EQUIVALENT])
    return found
