"""A quotation is compared with the held words, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from archive.record import sentences
from archive.record.model import Archive
from archive.record.normalized import normalized
from bench.serving import EMPTY
from browser.accessible import faults_in_every_variant
from browser.conftest import OpenPage
from browser.kinds import HELD

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
    """Return the words of a kind of difference, without the text for screen readers."""
    code = """(all) => all.map((one) =>
      [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(""))"""
    found: list[str] = page.locator(f".compared .{kind}").evaluate_all(code)
    return found


@pytest.mark.parametrize(
    "quotation",
    [
        "“We are in full compliance with 99 U.S.C. § 1234”",
        "the Department's example force",
        "does 'not prohibit, or in any way restrict, any officer or agency",
    ],
)
def test_the_same_words(quotation: str, check: Check) -> None:
    """Words that are in a text are found with their speaker, whatever their quotation marks and capitals."""
    page = check(quotation)
    expect(page.get_by_role("status")).to_contain_text(
        "These words. They are from a statement of Ada Sample, Mayor, 12 October 2017."
    )
    hit = page.locator(".hit")
    expect(hit).to_contain_text("12 October 2017")
    expect(hit).to_contain_text("Ada Sample, Mayor")
    assert difference(page, "extra") + difference(page, "missing") == []
    hit.get_by_role("link").click()
    expect(page.locator(".words mark").first).to_be_in_viewport()


def test_a_quotation_over_a_link(check: Check) -> None:
    """A citation that is a link in the text is compared as plain words."""
    page = check("officers are to follow Section 1234(a), and that the policy does")
    expect(page.get_by_role("status")).to_contain_text(
        "These words. They are from a statement of Ada Sample, Mayor, 12 October 2017."
    )


def test_other_punctuation(check: Check) -> None:
    """Different periods and commas are passed off neither as exact nor as different words."""
    page = check("follow all laws. However the police will not be")
    expect(page.get_by_role("status")).to_contain_text("These words, with differences.")
    expect(page.locator(".differences")).to_contain_text("punctuation, hyphens or brackets differ")


def test_words_left_out(check: Check) -> None:
    """Words that a quotation marks as left out are counted and shown."""
    page = check("we have maintained for years … we are in full compliance")
    expect(page.locator(".verdict")).to_have_text(
        "These words, with differences: 7 words left out where the quotation says so"
    )
    assert difference(page, "omitted") == ["the Department of Examples has confirmed that"]


def test_other_words(check: Check) -> None:
    """Each word that differs is shown and named, with the words of the record."""
    page = check("the Department of Examples has certified that we are in compliance with 99 U.S.C. § 1234")
    expect(page.get_by_role("status")).to_contain_text("These words, with differences.")
    assert page.locator(".differences li").all_inner_texts() == [
        "The record has “confirmed”; the quotation has “certified”.",
        "1 word is left out, and the quotation does not say so: “full”.",
    ]
    assert difference(page, "extra") == ["certified"]
    assert difference(page, "missing") == ["confirmed", "full"]


def test_the_whole_sentence_stands_beside_it(check: Check) -> None:
    """A reader who quotes half a sentence is shown all of it, and its record's caution."""
    page = check("be the Department’s example force")
    record = page.locator("figure").filter(has_text="as the record has it").locator("blockquote")
    expect(record).to_have_text(re.compile(r"^Under my watch, .* the police will not be .* example force\.$"))
    expect(page.get_by_role("status")).to_contain_text("Outside the words quoted, the record’s sentence has “not”")
    expect(page.locator(".warned")).to_contain_text("Treat the confirmation as the mayor's claim")


GRAVE = {
    "the police will be the Department’s example force": "“not” is missing",
    "the police will … be the Department’s example force": "“not” is missing",
    "we are not in full compliance with 99 U.S.C. § 1234": "“not” was added",
    "we may be in full compliance with 99 U.S.C. § 1234": "“may” was added",
    "all officers and employees were notified about the policy in September 2017": "the record has “2016”",
}


def test_what_turns_a_sentence_is_pointed_out(check: Check, subtests: pytest.Subtests) -> None:
    """A different “not”, “may” or number is pointed out in words, in the answer and beside the record."""
    for quotation, said in GRAVE.items():
        with subtests.test(quotation):
            page = check(quotation)
            expect(page.get_by_role("status")).to_contain_text(said)
            expect(page.locator(".differences .grave").first).to_contain_text(said)


def test_words_in_brackets_are_the_quoters(check: Check) -> None:
    """Brackets added by whoever quoted are distinguished from changed words."""
    page = check("the Department of Examples has confirmed that [the city and] we are in full compliance")
    expect(page.locator(".differences")).to_contain_text("In brackets, from whoever quoted: “the city and”.")
    page = check("[A]s we have maintained for years, the Department of Examples has confirmed")
    expect(page.get_by_role("status")).to_contain_text("These words, with differences.")
    assert difference(page, "extra") == []


def test_a_passage_that_is_like_it(check: Check) -> None:
    """A paraphrase leads to the passage, and is attributed to nobody."""
    page = check("The Department has confirmed our city’s full compliance, as maintained for years by the Department")
    expect(page.get_by_role("status")).to_contain_text("A similar passage, not a quotation.")
    expect(page.get_by_role("status")).to_contain_text("The passage is from a statement of Ada Sample")
    expect(page.locator(".compared .shared").first).to_be_visible()


def test_common_words_are_no_likeness(check: Check) -> None:
    """Common words, plus one more, are attributed to nobody."""
    expect(check("we will build the wall").get_by_role("status")).to_contain_text("Not in this archive.")


def test_the_archives_own_words_are_nobodys(check: Check) -> None:
    """Words that are only in the archive's summary are not said to have been spoken."""
    page = check("Claims that the Department has confirmed the city's compliance")
    expect(page.get_by_role("status")).to_contain_text("Not in this archive.")
    expect(page.locator(".results")).to_contain_text("These words are the archive’s own, in its summary of Sample says")
    expect(page.locator(".compared")).to_have_count(0)


def test_too_long_to_compare(check: Check) -> None:
    """A text longer than a quotation is refused, and the limit is shown."""
    status = check("many words " * 201).get_by_role("status")
    expect(status).to_have_text(
        "A quotation to be compared has at most 400 words; this one has 402. Compare a part of it."
    )


def test_far_too_long_to_compare(check: Check, subtests: pytest.Subtests) -> None:
    """A text of any length is refused at once, whatever its characters."""
    for number, mark in enumerate(("[", "[ ", '"', "…")):
        with subtests.test(mark):
            count = 30_000 + number  # each answer is another one
            status = check(mark * count).get_by_role("status")
            said = f"at most 20,000 characters; this one has {len((mark * count).strip()):,}"
            expect(status).to_contain_text(said)


def test_an_answer_is_accessible(open_page: OpenPage, address: str) -> None:
    """An answer with differences passes axe in both color schemes, and fits a phone."""
    page = open_page(address + "search/check/#quotation=the+police+will+be+the+Department+example+force")
    expect(page.locator(".differences").first).to_be_visible()
    assert faults_in_every_variant(page) == []


def test_sentences_are_cut_as_the_record_cuts_them(open_page: OpenPage, address: str, archive: Archive) -> None:
    """The sentence around a word is the same by the browser's rule and by the archive's."""
    texts = [statement.summary for statement in archive.statements.values() if statement.summary]
    texts.append("He cites 99 U.S.C. § 1234. “We do!” he said. No. 4 is Dr. X's. End")
    spans = [(text, at, at + 3) for text in texts for at in range(0, len(text) - 3, 11)]
    code = "([url, spans]) => import(url).then(({ around }) => spans.map((span) => around(...span)))"
    found = open_page(address + EMPTY).evaluate(code, [f"{address}assets/js/check/sentence.js", spans])
    assert [tuple(span) for span in found] == [sentences.around(*span) for span in spans]


def test_what_nobody_said(check: Check, archive: Archive) -> None:
    """A missing quotation is not called false: the page says how many statements have held words."""
    page = check("The moon is made of green cheese and the mayor likes it")
    expect(page.get_by_role("status")).to_contain_text(
        "Not in this archive. Neither these words nor a passage like them is in a text that it holds."
    )
    statements = archive.statements.values()
    held = sum(statement.held for statement in statements)
    extent = f"the archive holds the words of {held} of its {len(statements)} statements"
    expect(page.get_by_role("status")).to_contain_text(extent)
    expect(page.locator(".hit")).to_have_count(0)


def test_too_short_to_compare(check: Check) -> None:
    """Two words are not a quotation."""
    expect(check("full compliance").get_by_role("status")).to_contain_text("at least 3 words")


def test_the_address_holds_the_quotation(check: Check, open_page: OpenPage) -> None:
    """A link can be shared, and the quotation in it is sent to no host."""
    page = check("we are in full compliance with 99 U.S.C. § 1234")
    asked: list[str] = []
    other = open_page(page.url.split("#")[0])
    other.on("request", lambda request: asked.append(request.url))
    other.goto(page.url)
    other.reload()
    expect(other.get_by_role("status")).to_contain_text(
        "These words. They are from a statement of Ada Sample, Mayor, 12 October 2017."
    )
    assert other.locator(f".hit a[href*='{HELD}']").count() == 1
    assert asked
    assert not any("compliance+with" in url or "compliance%20with" in url for url in asked)


def test_a_sentence_of_no_text_and_markup(check: Check) -> None:
    """Markup in a quotation stays words."""
    page = check("<i>today</i> the Department of Examples has confirmed that we are in full compliance")
    expect(page.locator("#content i")).to_have_count(0)
    assert difference(page, "extra") == ["<i>today</i>"]


@pytest.fixture
def about(open_page: OpenPage, address: str) -> Page:
    """A page that every example of a law shares."""
    return open_page(address + EMPTY)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, WORDS), min_size=10, max_size=20))
def test_the_steps_lead_from_one_to_the_other(about: Page, address: str, pairs: Any) -> None:
    """For any two texts: same and extra make the quotation, same and missing a stretch of the text."""
    code = """async ([root, pairs]) => {
      const { align } = await import(`${root}align.js`);
      const { quotation, wordsOf } = await import(`${root}quotation.js`);
      const weighed = (text) => quotation(text).map((word) => ({ ...word, weight: 1 + (word.key.length % 3) }));
      return pairs.map(([one, other]) => align(weighed(one.join(" ")), wordsOf(other.join(" ")))
        .map(({ kind, word, other }) => [kind, word?.key ?? other.key, other?.start ?? -1]));
    }"""
    for (words, others), steps in zip(pairs, about.evaluate(code, [address + "assets/js/check/", pairs]), strict=True):
        keys = [normalized(word) for word in words]
        assert [key for kind, key, _ in steps if kind in ("same", "extra")] == keys
        places = [start for kind, _, start in steps if kind in ("same", "missing")]
        text = " ".join(others)
        begins = [at for at in range(len(text)) if at == 0 or text[at - 1] == " "]
        assert places == [at for at in begins if places and places[0] <= at <= places[-1]]
