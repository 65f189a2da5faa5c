"""The map of positions in a browser: another holder, another day, and the address that keeps both."""

from __future__ import annotations

import datetime

from playwright.sync_api import Page, expect

from archive.link.linking import link
from archive.record.last import last_words
from archive.record.model import Archive
from archive.site.site import Settings, Site
from browser.conftest import OpenPage

LAST = """async ([module, data, holder, days]) => {
  const { daysOf, lastWords } = await import(module);
  const { cells } = await (await fetch(data)).json();
  const found = days.map((day) =>
    [...lastWords(cells, holder, day)].map(([place, { step }]) => `${place} ${step.since}`).sort());
  return { found, days: daysOf(cells, holder) };
}"""


def _ready(page: Page) -> Page:
    expect(page.locator("[data-form]")).to_be_visible()
    return page


def test_build_and_browser_agree(open_page: OpenPage, address: str, archive: Archive) -> None:
    """For any holder and any day, the scripts find the same last words as the build."""
    page = _ready(open_page(f"{address}positions/map/"))
    histories = Site(links=link(archive), settings=Settings(site_name="Any")).histories
    steps = {step.since for history in histories.values() for track in history for step in track.steps}
    days = sorted(steps | {day - datetime.timedelta(days=1) for day in steps})
    holders = {track.holder for history in histories.values() for track in history}
    for holder in (*holders, "itself"):
        asked = ["" if holder == "itself" else holder, *days]
        told = page.evaluate(
            LAST,
            [
                f"{address}assets/js/map/last.js",
                f"{address}positions/data.json",
                holder,
                [day.isoformat() for day in days],
            ],
        )
        wanted = [
            sorted(f"{place} {last.step.since}" for place, last in last_words(histories, str(asked[0]), day).items())
            for day in days
        ]
        assert told["found"] == wanted
        assert set(told["days"]) <= {day.isoformat() for day in steps}


def test_a_holder_and_a_day_can_be_chosen_and_sent(open_page: OpenPage, address: str) -> None:
    """Another holder fills the table with its words; the slider works by keyboard; the address keeps both."""
    page = _ready(open_page(f"{address}positions/map/"))
    page.get_by_label("Said by").select_option("department-of-examples")
    slide = page.get_by_label("As of", exact=True)
    latest = page.locator("[data-state]").inner_text()
    slide.press("ArrowLeft")
    expect(page.locator("[data-state]")).not_to_have_text(latest)
    expect(page.locator("[data-state]")).to_contain_text("Last said by Department of Examples, as of ")
    lines = page.locator("tbody tr:not(.silent)").all_inner_texts()
    fresh = _ready(open_page(page.url))
    assert fresh.locator("tbody tr:not(.silent)").all_inner_texts() == lines
    assert "holder=department-of-examples&on=" in page.url


def test_without_scripts_there_is_a_table(open_page: OpenPage, address: str) -> None:
    """Without scripts the page has the first holder's last word on each place."""
    page = open_page(f"{address}positions/map/", java_script_enabled=False)
    expect(page.locator("[data-form]")).to_be_hidden()
    expect(page.locator("tbody tr:not(.silent)").first).to_be_visible()
