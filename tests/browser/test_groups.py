"""Results in groups: by speaker or by year, each under a heading with the right count."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from archive.link.linking import link
from archive.record.model import Archive
from archive.site.facets import every
from browser.conftest import OpenPage
from browser.search_page import ask, searched, status

SPEAKERS, YEARS = "By speaker", "By year"


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Page:
    """The search page."""
    return searched(open_page(address + "search/"))


def _group(page: Page, label: str) -> None:
    page.get_by_label("Groups").select_option(label)
    expect(page).to_have_url(re.compile("group="))
    while (more := searched(page).locator("[data-search=more]")).is_visible():
        shown = page.locator(".hit").count()
        more.click()
        expect(page.locator(".hit").nth(shown)).to_be_visible()


def _groups(page: Page) -> dict[str, tuple[int, int]]:
    """Return each group's name with the number in its heading and that of the items under it."""
    return {
        group.get_attribute("data-group") or "": (
            int(group.locator(".extent").inner_text().split()[0]),
            group.locator(".hit").count(),
        )
        for group in page.locator(".group").all()
    }


@pytest.mark.parametrize("label", [SPEAKERS, YEARS])
def test_statements_in_groups(label: str, search: Page, archive: Archive) -> None:
    """Each statement is under each of its speakers, or its year, and the headings say how many there are."""
    ask(search, "kind:letter")
    facets = every(link(archive))
    letters = [statement for statement in archive.statements.values() if statement.kind == "letter"]
    _group(search, label)
    if label == YEARS:
        expected = Counter(str(statement.date.year) for statement in letters)
        assert list(_groups(search)) == sorted(expected, reverse=True)
    else:
        expected = Counter(archive.speakers[slug].name for one in letters for slug in facets[one.id]["speaker"])
        counts = [count for count, _ in _groups(search).values()]
        assert counts == sorted(counts, reverse=True)
    assert _groups(search) == {name: (count, count) for name, count in expected.items()}


def test_lines_in_groups(search: Page) -> None:
    """Lines are in the same groups, sorted by the word after; the headings count the occurrences."""
    ask(search, "compliance", "Exact words")
    search.get_by_label("One line per match").check()
    search.get_by_label("Lines", exact=True).select_option("By the word after")
    search.get_by_label("Groups").select_option(YEARS)
    parts = search.locator(".concordance tbody")
    expect(parts.first.locator("th")).to_be_visible()
    while (more := search.locator("[data-search=concordance] .next")).is_visible():
        more.click()
    numbers = []
    for part in parts.all():
        numbers.append(int(re.findall(r"(\d+) places?", part.locator("th").inner_text())[0]))
        expect(part.locator("tr:not(.group)")).to_have_count(numbers[-1])
    assert len(numbers) > 1
    (said,) = map(int, re.findall(r"in (\d+) places?", status(search).inner_text()))
    expect(parts.locator("tr.spoken")).to_have_count(said)


@pytest.mark.parametrize("label", [SPEAKERS, YEARS])
def test_words_in_groups(label: str, search: Page) -> None:
    """The index returns its results in groups too, and says how many pages belong to none."""
    ask(search, "compliance", "Words in any form")
    total = int(status(search).inner_text().split()[0])
    _group(search, label)
    groups = _groups(search)
    assert len(groups) > 2
    assert all(count == items for count, items in groups.values())
    links = search.locator(".hit h3 a").evaluate_all("(links) => links.map((link) => link.pathname)")
    left = re.findall(r"(\d+) pages? without a (?:speaker|year)", status(search).inner_text())
    assert len(set(links)) + int((left or ["0"])[0]) == total


def test_the_address_keeps_the_groups(search: Page) -> None:
    """Opening the address of grouped results shows them grouped."""
    ask(search, "kind:letter")
    _group(search, YEARS)
    groups = _groups(search)
    search.goto(search.url)
    _group(search, YEARS)
    assert _groups(search) == groups
