"""A reader's tasks, walked from the home page, each within its number of steps.

A step is a press, a choice from a list, or a drag. The archive decides which place, speaker and months are used.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from archive.link.linking import link
from archive.record import answers
from archive.record.model import Archive
from archive.record.positions import Take, takes_of
from browser.conftest import OpenPage
from browser.positions_page import ready


@dataclass(slots=True)
class Walk:
    """A reader and the steps so far."""

    page: Page
    steps: int = 0

    def press(self, target: Locator) -> None:
        """Press a link or a button."""
        target.click()
        self.steps += 1

    def choose(self, target: Locator, label: str) -> None:
        """Choose from a list."""
        target.select_option(label=label)
        self.steps += 1

    def drag(self, source: Locator, target: Locator) -> None:
        """Drag from one element to another."""
        source.hover()
        self.page.mouse.down()
        target.hover()
        self.page.mouse.up()
        self.steps += 1


def _place(walk: Walk, archive: Archive) -> tuple[str, list[Take]]:
    """Go to the most disputed place, and return its slug with everything said about it."""
    first = walk.page.locator(".disputes:not(.threads) a").first
    slug = (first.get_attribute("href") or "").strip("/").rpartition("/")[2]
    walk.press(first)
    return slug, [
        take
        for statement in archive.statements.values()
        for take in takes_of(archive, statement)
        if take.jurisdiction == slug
    ]


def _dates(found: Locator) -> set[str]:
    return set(found.locator("time").evaluate_all("all => all.map((one) => one.dateTime)"))


def _answer(page: Page, question: str) -> Locator:
    return page.locator(".answers .given > div", has=page.get_by_role("heading", name=question))


def test_who_first_said_that_a_place_complies(open_page: OpenPage, address: str, archive: Archive) -> None:
    """At most two steps lead to whoever first said so, on the first screen."""
    walk = Walk(open_page(address))
    _, takes = _place(walk, archive)
    answer = _answer(walk.page, "Who first said it complies?")
    expect(answer.locator(".say").first).to_be_in_viewport()
    assert _dates(answer.locator(".say")) == {take.statement.date.stem for take in answers.first_to_claim(takes)}
    assert walk.steps <= 2


def test_what_the_authority_said_and_when(open_page: OpenPage, address: str, archive: Archive) -> None:
    """At most two steps lead to each statement of an authority on a place, with its date."""
    walk = Walk(open_page(address))
    _, takes = _place(walk, archive)
    told = _dates(_answer(walk.page, "What has the authority said?"))
    said = [take for take in takes if take.side == "authority" and take.stance and not take.statement.withdrawn]
    assert {take.statement.date.stem for take in said} <= told
    assert len(told) > 1
    assert walk.steps <= 2


def test_what_a_speaker_said_in_one_year(open_page: OpenPage, address: str, archive: Archive) -> None:
    """At most four steps lead to everything that somebody said in a year, in chronological order."""
    speaker, statements = max(link(archive).speakers.items(), key=lambda one: (len(one[1]), one[0]))
    year = statements[len(statements) // 2].date.year
    walk = Walk(open_page(address))
    walk.press(walk.page.locator(".masthead").get_by_role("link", name="Speakers"))
    walk.press(walk.page.locator(f"#content a[href$='speakers/{speaker}/']").first)
    walk.press(walk.page.locator(".jumps").get_by_role("link", name=str(year)))
    listed = walk.page.locator("section", has=walk.page.locator(f"h2#y{year}"))
    expect(listed).to_be_in_viewport()
    assert _dates(listed) >= {one.date.stem for one in statements if one.date.year == year}
    assert walk.steps <= 4


def test_what_changed_between_two_months(open_page: OpenPage, address: str) -> None:
    """Two steps lead to what changed from one month to another."""
    walk = Walk(open_page(address))
    walk.press(walk.page.locator("#content").get_by_role("link", name="Then and now"))
    expect(walk.page.locator("[data-form]")).to_be_visible()
    months = walk.page.locator("[data-months] a")
    walk.drag(months.nth(max(0, months.count() - 6)), months.last)
    expect(walk.page.locator("[data-between] li").first).to_be_visible()
    assert walk.steps <= 2


def test_two_places_compared(open_page: OpenPage, address: str, archive: Archive) -> None:
    """Three steps lead from the home page to two places side by side."""
    walk = Walk(open_page(address))
    slug, _ = _place(walk, archive)
    box = walk.page.get_by_label("Compare with")
    other = box.locator("option").last
    label, value = other.inner_text(), other.get_attribute("value")
    walk.choose(box, label)
    walk.press(walk.page.get_by_role("button", name="Compare", exact=True))
    ready(walk.page)
    places = walk.page.locator("tbody:visible")
    expect(places.first).to_be_visible()
    assert {(places.nth(at).get_attribute("data-place") or "") for at in range(places.count())} == {slug, value}
    assert walk.steps <= 3
