"""A typed condition is completed: its name, and its value from those in the record."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from archive.export import exact
from browser.accessible import faults
from browser.conftest import OpenPage
from browser.search_page import searched, status

LABELS: dict[str, dict[str, str]] = {
    "speaker": {"ada-sample": "Ada Sample", "ben-specimen": "Ben Specimen", "sample-office": "Office of Ada Sample"},
    "jurisdiction": {"exampleton": "City of Exampleton"},
    "statute": {
        "99-usc-1234": "99 U.S.C. § 1234",
        "99-usc-1234.a": "99 U.S.C. § 1234(a)",
        "exec-order-no-99999": "Exec. Order No. 99,999",
    },
    "policy": {"police-manual-7": "Exampleton police policy on examples"},
    "kind": {"letter": "Letter", "legal-opinion": "Legal opinion"},
    "stance": {"sets-policy": "Sets policy"},
    "text": {"exact": "Proved", "typographic": "Proved, typography aside", "transcribed": "Transcribed"},
}
INDEX = {"labels": LABELS, "citations": exact.citations()}
COMPLETE = """([module, text, caret, index]) => import(module).then(({ typed, values, completed }) => {
    const condition = typed(text, caret);
    return condition && values(condition, index).map((one) => completed(text, condition, one).text);
})"""
CASES: dict[str, list[str] | None] = {
    "speaker:|": ["speaker:ada-sample ", "speaker:ben-specimen ", "speaker:sample-office "],
    "speaker:samp|": ["speaker:ada-sample ", "speaker:sample-office "],
    'police speaker:"ada s| x': ["police speaker:ada-sample x", "police speaker:sample-office x"],
    "-SPEAKER:“ben|” x": ["-SPEAKER:ben-specimen x"],
    "a jurisdiction:ex| kind:letter": ["a jurisdiction:exampleton kind:letter"],
    'statute:"99 USC 1234(|': ['statute:"99 U.S.C. § 1234(a)" '],
    'statute:"section 1234(a) of title 99, US Code|': ['statute:"99 U.S.C. § 1234(a)" '],
    "statute:eo|": ['statute:"Exec. Order No. 99,999" '],
    "policy:examples|": ["policy:police-manual-7 "],
    "kind:le|": ["kind:legal-opinion ", "kind:letter "],
    "stance:policy|": ["stance:sets-policy "],
    "text:pro|": ["text:exact ", "text:typographic "],
    "has:|": ["has:caution ", "has:text "],
    "kind:zebra|": [],
    "kind:letter |": None,
    'kind:"letter"|': None,
    'kind:|"letter"': None,
    "ki|nd:letter": None,
    '"see kind:le|': None,
    "year:20|": None,
    "http://|": None,
    "spea|": ["speaker:"],
    "police -ST| x": ["police -statute:x", "police -stance:x"],
    "police|": [],
    "s|": None,
    "sp|eaker": None,
    '"of a spea|': None,
}


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Page:
    """The search page."""
    return searched(open_page(address + "search/"))


def _box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Words, a phrase")


def test_what_a_condition_could_be(search: Page, address: str) -> None:
    """Only the condition at the caret (|) is completed, by names, ids and citations in any spelling."""
    module = f"{address}assets/js/search/complete.js"
    given = {case: search.evaluate(COMPLETE, [module, case.replace("|", ""), case.index("|"), INDEX]) for case in CASES}
    assert given == CASES


def test_by_the_keys(search: Page) -> None:
    """Arrow keys choose a value and Enter accepts it; the next Enter searches."""
    _box(search).press_sequentially("speaker:ada")
    options = search.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text(["Ada Sample ada-sample"])
    expect(_box(search)).to_have_attribute("aria-expanded", "true")
    _box(search).press("ArrowDown")
    expect(options).to_have_attribute("aria-selected", "true")
    expect(_box(search)).to_have_attribute("aria-activedescendant", options.get_attribute("id") or "")
    _box(search).press("Enter")
    expect(_box(search)).to_have_value("speaker:ada-sample ")
    expect(search.get_by_role("listbox")).to_be_hidden()
    expect(search).not_to_have_url(re.compile("q="))
    _box(search).press("Enter")
    expect(search).to_have_url(re.compile(r"q=speaker%3Aada-sample$"))
    expect(status(search)).to_contain_text("under these conditions")


def test_the_name_and_then_the_value(search: Page) -> None:
    """Once the name of a condition is accepted, its values are suggested next."""
    _box(search).press_sequentially("police sta")
    options = search.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text(["The law it cites statute:", "The position taken stance:"])
    _box(search).press("ArrowUp")
    _box(search).press("Enter")
    expect(_box(search)).to_have_value("police stance:")
    expect(options.filter(has_text="asserts-compliance")).to_be_visible()
    expect(_box(search)).to_have_attribute("aria-expanded", "true")


def test_a_list_that_is_not_wanted(search: Page) -> None:
    """Escape closes the list and keeps what was typed; Enter without a choice searches for it."""
    _box(search).press_sequentially("kind:le")
    options = search.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(2)
    _box(search).press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    _box(search).press("Escape")
    expect(search.get_by_role("listbox")).to_be_hidden()
    expect(_box(search)).to_have_value("kind:le")
    _box(search).press("Enter")
    expect(search).to_have_url(re.compile("q=kind%3Ale$"))
    expect(search.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_by_the_mouse(open_page: OpenPage, address: str, width: int, scheme: str) -> None:
    """A tapped value is accepted, on a phone too; with the list open no accessibility rule is broken."""
    page = searched(open_page(address + "search/", width=width, scheme=scheme))
    _box(page).press_sequentially('police statute:"99 us')
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    assert faults(page) == []
    page.get_by_role("option", name="99 U.S.C. § 1234(a)").click()
    expect(_box(page)).to_have_value('police statute:"99 U.S.C. § 1234(a)" ')
    expect(_box(page)).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()
