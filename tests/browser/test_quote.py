"""A reader copies words with their attribution, as HTML, or as a link back to them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage

HELD = "statements/2017-10-12-sample-department-confirms-compliance/"
FIRST = (
    "As we have maintained for years, the Department of Examples has confirmed that we are in full compliance with "
    "99 U.S.C. § 1234,"
)
SELECT = """([passage, from, to]) => {
  const words = document.querySelector(`#${passage} p`).firstChild;
  const range = document.createRange();
  range.setStart(words, words.data.indexOf(from));
  range.setEnd(words, words.data.indexOf(to) + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def held(open_page: OpenPage, address: str) -> Page:
    """The statement with held words, in a browser that allows clipboard access."""
    return open_page(address + HELD, permissions=["clipboard-read", "clipboard-write"])


def _copied(page: Page, group: str, button: str) -> Any:
    page.get_by_role("toolbar", name=group, exact=True).get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def _of_words(page: Page, address: str, name: str, text: str) -> Any:
    """Call a function of the module that makes the copied text."""
    script = "async ([module, name, text]) => (await import(module))[name](text)"
    return page.evaluate(script, [f"{address}assets/js/statement/words.js", name, text])


def test_a_passage_is_copied_with_who_said_it_and_when(held: Page, address: str) -> None:
    """The words are copied to the letter, with the speaker, the office, the date and the passage's address."""
    who = "Ada Sample, Mayor, City of Exampleton, said on 12 October 2017"
    held.locator("#p1").hover()
    first, *warned, last = _copied(held, "Passage 1", "Copy quotation").splitlines()
    assert (first, last) == (f"{who}: “{FIRST}”", f"{address}{HELD}#p1")
    assert all(re.fullmatch(r"\[.*\]", line) for line in warned)


def test_all_the_words_keep_their_gaps(held: Page) -> None:
    """If words are missing between two passages, the copied quotation shows it."""
    text = _copied(held, "All the words", "Copy quotation")
    assert text.count("\n\n[…]\n\n") == held.locator(".gap").count() > 0
    assert FIRST in text


def test_a_quotation_for_a_content_system_is_html(held: Page, address: str) -> None:
    """The copied source parses to a quotation with its address and a link."""
    source = _copied(held, "All the words", "Copy as HTML")
    found = held.evaluate(
        """(source) => {
          const parsed = new DOMParser().parseFromString(source, "text/html");
          return [parsed.querySelector("blockquote").cite, parsed.querySelector("blockquote p").textContent,
                  parsed.querySelector("body > p a").href];
        }""",
        source,
    )
    assert found == [address + HELD, FIRST, address + HELD]


def test_hostile_words_stay_words_in_copied_html(held: Page, address: str) -> None:
    """Whatever is in a text is text in the copied HTML."""
    source = held.evaluate(
        """async (address) => {
          const { markup } = await import(new URL("assets/js/statement/words.js", address));
          return markup(["<script>1</script>"], "A & B", `${address}?"><b>`, "<i>");
        }""",
        address,
    )
    assert not re.search(r"<(script|b|i)>", source)
    assert "&lt;script&gt;" in source
    assert "A &amp; B" in source


@pytest.mark.parametrize(
    ("text", "shown"),
    [("We comply.", "“We comply.”"), ("“We comply.”", "“We comply.”"), ("“We” comply.", "““We” comply.”")],
)
def test_words_stand_between_one_pair_of_marks(held: Page, address: str, text: str, shown: str) -> None:
    """Words with quotation marks at both ends get no second pair."""
    assert _of_words(held, address, "quoted", text) == shown


def test_a_hyphen_in_a_link_is_no_sign_of_context(held: Page, address: str) -> None:
    """Hyphens and commas are escaped in a link's text directive, where they would mark context and the end."""
    assert _of_words(held, address, "fragment", "well-known, we say") == ":~:text=well%2Dknown%2C%20we%20say"


def test_a_link_to_selected_words_leads_to_them(held: Page, address: str) -> None:
    """A selection is extended to whole words, and the link names just those, after the passage's own anchor."""
    held.evaluate(SELECT, ["p2", "xampleton pol", "hav"])
    link = _copied(held, "The selected words", "Copy link")
    assert link == f"{address}{HELD}#p2:~:text=Exampleton%20police%20have"


def test_a_long_selection_is_named_by_its_ends(held: Page) -> None:
    """A link to many words names only the first and the last, so that it stays short."""
    held.evaluate(SELECT, ["p2", "Under my", "whoever they are"])
    link = _copied(held, "The selected words", "Copy link")
    first, last = link.partition(":~:text=")[2].split(",")
    assert first == "Under%20my%20watch%2C%20the%20Exampleton%20police"
    assert last == "who%20harm%20others%2C%20whoever%20they%20are"


def test_nothing_is_offered_for_a_selection_elsewhere(held: Page) -> None:
    """Only the speaker's words are offered as a quotation of the speaker."""
    bar = held.get_by_role("toolbar", name="The selected words")
    held.evaluate(SELECT, ["p2", "Under my", "whoever they are"])
    expect(bar).to_be_visible()
    held.evaluate("getSelection().selectAllChildren(document.querySelector('.summary p'))")
    expect(bar).to_be_hidden()
    held.evaluate(SELECT, ["p2", "Under my", "whoever they are"])
    expect(bar).to_be_visible()
    held.evaluate("getSelection().extend(document.querySelector('footer'), 0)")  # out of the words at its end
    expect(bar).to_be_hidden()


def test_the_buttons_stay_while_one_has_the_focus(held: Page) -> None:
    """A keyboard user on the buttons does not lose them with the selection."""
    bar = held.get_by_role("toolbar", name="The selected words")
    held.evaluate(SELECT, ["p2", "Under my", "whoever they are"])
    bar.get_by_role("button", name="Copy link").focus()
    held.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("selectionchange", () => setTimeout(done), { once: true });
          getSelection().removeAllRanges();
        })"""
    )
    assert bar.is_visible()


def test_a_caution_is_repeated_to_whoever_copies(held: Page) -> None:
    """A copy from a record with a caution includes the caution, as text and as HTML, and the button says so."""
    caution = held.locator(".notice.caution p").inner_text()
    for way in ("Copy quotation", "Copy as HTML"):
        text = _copied(held, "All the words", way)
        (warned,) = re.findall(r"Caution: (.*?)(?: …)?(?:\]|</p>)", text)
        assert caution.startswith(warned.replace("&nbsp;", " "))
        held.reload()
    held.get_by_role("toolbar", name="All the words").get_by_role("button", name="Copy quotation").click()
    expect(held.get_by_role("button", name="Copied with its cautions")).to_be_visible()


def test_the_keyboard_reaches_the_buttons_of_a_passage(held: Page) -> None:
    """The buttons beside a passage show once they have focus."""
    held.locator("#p1 .anchor").focus()
    for _ in range(2):  # the citation of law within the passage comes first
        held.keyboard.press("Tab")
    button = held.get_by_role("toolbar", name="Passage 1", exact=True).get_by_role("button", name="Copy quotation")
    expect(button).to_be_focused()
    assert held.locator("#p1 > .carry").evaluate("(element) => getComputedStyle(element).opacity") == "1"


def test_the_buttons_of_a_passage_are_one_stop(held: Page) -> None:
    """The arrow keys move from one button to the next, and the next tab stop is past all of them."""
    bar = held.get_by_role("toolbar", name="Passage 1", exact=True)
    bar.get_by_role("button", name="Copy quotation").focus()
    held.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Copy as HTML")).to_be_focused()
    held.keyboard.press("ArrowRight")
    held.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Copy quotation")).to_be_focused()
    held.keyboard.press("Tab")
    expect(bar.locator(":focus")).to_have_count(0)
