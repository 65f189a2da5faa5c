"""A quotation is compared with the words that are held, word by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from archive.read import read
from browser.conftest import OpenPage
from browser.kinds import HELD
from building import TOP

Check = Callable[[str], Page]
WORDS = st.lists(st.sampled_from(["a", "b", "c", "§", "it’s"]), max_size=12)


@pytest.fixture
def check(open_page: OpenPage, address: str) -> Check:
    """Pastes a quotation and waits for the answer."""
    page = open_page(address + "search/check/")

    def check(quotation: str) -> Page:
        page.get_by_label("The quotation").fill(quotation)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("[aria-busy]")).to_have_count(0)
        return page

    return check


def difference(page: Page, kind: str) -> list[str]:
    """Give the words of a kind of difference, without what is there for those who hear the page."""
    code = """(all) => all.map((one) =>
      [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(""))"""
    found: list[str] = page.locator(f".compared .{kind}").evaluate_all(code)
    return found


@pytest.mark.parametrize(
    "quotation",
    [
        "“We are in full compliance with 8 U.S.C. § 1373”",
        "the federal government's deportation force",
        "does 'not prohibit, or in any way restrict, any government entity",
    ],
)
def test_the_same_words(quotation: str, check: Check) -> None:
    """Words that stand so in a text are found, whatever their quotation marks and capitals, with who said them."""
    page = check(quotation)
    expect(page.get_by_role("status")).to_contain_text("Exactly these words.")
    hit = page.locator(".hit")
    expect(hit).to_contain_text("12 October 2017")
    expect(hit).to_contain_text("Mitch Landrieu, Mayor")
    assert difference(page, "extra") + difference(page, "missing") == []
    hit.get_by_role("link").click()
    expect(page.locator(".words mark").first).to_be_in_viewport()


def test_a_quotation_over_a_link(check: Check) -> None:
    """A citation that is a link in the text is compared as its words."""
    page = check("officers are to follow Section 1373(a), and that the policy does")
    expect(page.get_by_role("status")).to_contain_text("Exactly these words.")


def test_other_punctuation(check: Check) -> None:
    """Points and commas that differ are not passed off as exact, nor as other words."""
    page = check("follow all federal laws. However the NOPD will not be")
    expect(page.get_by_role("status")).to_contain_text("The same words, with other punctuation.")


def test_words_left_out(check: Check) -> None:
    """A quotation that says where it leaves words out is told to be so, and what it left out is shown."""
    page = check("we have maintained for years … we are in full compliance")
    expect(page.get_by_role("status")).to_contain_text("with words left out where the quotation says so")
    assert difference(page, "omitted") == ["the Department of Justice has confirmed that"]


def test_other_words(check: Check) -> None:
    """Each word that differs is shown, with the words of the record."""
    page = check("the Department of Justice has certified that we are in compliance with 8 U.S.C. § 1373")
    expect(page.get_by_role("status")).to_contain_text("Nearly these words.")
    expect(page.locator(".verdict")).to_have_text("Nearly these words: 3 words differ")
    assert difference(page, "extra") == ["certified"]
    assert difference(page, "missing") == ["confirmed", "full"]


def test_what_nobody_said(check: Check) -> None:
    """What is not there is not said to be false: the page tells of how many statements words are held."""
    page = check("The moon is made of green cheese and the mayor likes it")
    expect(page.get_by_role("status")).to_contain_text("Neither these words nor any near to them are in a text")
    statements = read(TOP).archive.statements.values()
    extent = f"the archive holds the words of {sum(one.held for one in statements)} of its {len(statements)} statements"
    expect(page.get_by_role("status")).to_contain_text(extent)
    expect(page.locator(".hit")).to_have_count(0)


def test_too_short_to_compare(check: Check) -> None:
    """Two words are no quotation."""
    expect(check("full compliance").get_by_role("status")).to_contain_text("at least 3 words")


def test_the_address_holds_the_quotation(check: Check, open_page: OpenPage) -> None:
    """A link can be sent to somebody else, and the quotation in it is sent to no host."""
    page = check("we are in full compliance with 8 U.S.C. § 1373")
    asked: list[str] = []
    other = open_page(page.url.split("#")[0])
    other.on("request", lambda request: asked.append(request.url))
    other.goto(page.url)
    other.reload()
    expect(other.get_by_role("status")).to_contain_text("Exactly these words.")
    assert other.locator(f".hit a[href*='{HELD}']").count() == 1
    assert asked
    assert not any("compliance+with" in url or "compliance%20with" in url for url in asked)


def test_a_sentence_of_no_text_and_markup(check: Check) -> None:
    """Markup in a quotation stays words."""
    page = check("<img src=x onerror=alert(1)> we are in full compliance with 8 U.S.C. § 1373")
    expect(page.locator("#content img")).to_have_count(0)
    assert difference(page, "extra") == ["<img src=x onerror=alert(1)>"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, WORDS), min_size=10, max_size=20))
def test_the_steps_lead_from_one_to_the_other(check: Check, open_page: OpenPage, address: str, pairs: Any) -> None:
    """For any two texts: same and extra make the quotation, same and missing a stretch of the text, and no two
    texts need more steps than there are words."""
    page = check("two words")
    code = """async ([url, pairs]) => {
      const { align, wordsOf } = await import(url);
      return pairs.map(([one, other]) => align(wordsOf(one.join(" ")), wordsOf(other.join(" "))));
    }"""
    url = address + "assets/js/search/exact/compare.js"
    for (words, others), found in zip(pairs, page.evaluate(code, [url, pairs]), strict=True):
        steps = [(step["kind"], step["text"].split(" ")) for step in found["steps"]]
        own = [word for kind, texts in steps if kind != "missing" for word in texts]
        its = [word for kind, texts in steps if kind != "extra" for word in texts]
        assert own == words
        assert its == " ".join(others)[found["start"] : found["end"]].split()
        assert found["distance"] == sum(len(texts) for kind, texts in steps if kind != "same") <= len(words)
