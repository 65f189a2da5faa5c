"""Invisible characters are refused, except those that scripts and emoji need."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive.read import kinds
from archive.record import nodes
from archive.record.characters import MAX_MARKS, likeness, named, readable, refused, shown

ZWNJ, ZWJ, VS16 = "\u200c", "\u200d", "\ufe0f"

KEPT = {
    "Persian": f"می{ZWNJ}خواهم",
    "Hindi": f"क्{ZWJ}ष और श्री{ZWNJ}मान",
    "Sinhala": f"ශ්{ZWJ}රී",
    "Hebrew with points": "בְּרֵאשִׁ֖ית בָּרָ֣א",
    "Hebrew beside Latin letters": "C++\u200e שלום",
    "Arabic": "مثال \u200f(1)",
    "Vietnamese": "Tiếng Việt được gìn giữ",
    "Khmer": "កុំ\u200bព្យូទ័រ",
    "Tibetan": "ཧྐྵྨླྺྼྻྂ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ\u180b",
    "Japanese": "葛\U000e0100飾区",
    "a family": f"👨{ZWJ}👩{ZWJ}👧{ZWJ}👦",
    "a judge": f"👩🏽{ZWJ}⚖{VS16}",
    "a key": f"1{VS16}\u20e3 ❤{VS16}",
}

REFUSED = {
    "a zero-width space": ("We comp\u200bly", 7, "U+200B ZERO WIDTH SPACE"),
    "a joiner of Latin letters": (f"We comp{ZWJ}ly", 7, "U+200D ZERO WIDTH JOINER"),
    "two joiners": (f"می{ZWNJ}{ZWNJ}خواهم", 3, "U+200C ZERO WIDTH NON-JOINER"),
    "a mark of direction that nothing needs": ("We\u200f comply", 2, "U+200F RIGHT-TO-LEFT MARK"),
    "two marks of direction": ("שלום\u200e\u200e", 5, "U+200E LEFT-TO-RIGHT MARK"),
    "a soft hyphen": ("com\u00adply", 3, "U+00AD SOFT HYPHEN"),
    "a tag": ("We\U000e0041", 2, "U+E0041 TAG LATIN CAPITAL LETTER A"),
    "private use": ("We \ue000", 3, "U+E000"),
    "the last plane": ("We \U0010fffd", 3, "U+10FFFD"),
    "what stands for a loss": ("We \ufffd", 3, "U+FFFD REPLACEMENT CHARACTER"),
    "an override": ("We \u202eylpmoc", 3, "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "an isolate": ("We \u2068comply", 3, "U+2068 FIRST STRONG ISOLATE"),
    "a selector of nothing": (f"We{VS16}", 2, "U+FE0F VARIATION SELECTOR-16"),
    "bytes in selectors": (f"❤{VS16}\U000e0121", 2, "U+E0121 VARIATION SELECTOR-50"),
    "a letter that shows nothing": ("\u3164", 0, "U+3164 HANGUL FILLER"),
    "a pile of marks": ("We" + "\u0301" * 400, 2 + MAX_MARKS, "U+0301 COMBINING ACUTE ACCENT"),
    "a pile of marks and joiners": ("म" + f"\u0941{ZWJ}" * 9, 1 + MAX_MARKS, "U+0941 DEVANAGARI VOWEL SIGN U"),
    "half of a pair": ("We \ud83d", 3, "U+D83D"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_a_script_needs_is_kept(name: str) -> None:
    """Joiners, selectors and marks are kept where a script or an emoji needs them, composed or not."""
    assert refused(unicodedata.normalize("NFC", KEPT[name])) is None
    assert refused(unicodedata.normalize("NFD", KEPT[name])) is None


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hidden_is_refused_by_its_code_point(name: str) -> None:
    """An invisible character is named, with its position."""
    text, offset, character = REFUSED[name]
    found = refused(text)
    assert found is not None
    assert (found.offset, character in found.sentence) == (offset, True), found
    assert found.hint


ANY = st.text(
    st.characters() | st.sampled_from([ZWNJ, ZWJ, VS16, *"\u200b\u200e\u200f\u061c\u0301\u202e\ue000\U000e0041אम❤"])
)


@given(text=ANY)
@example(text="e" + "\u0301" * MAX_MARKS)
def test_nothing_hidden_is_left(text: str) -> None:
    """An accepted text has no control, private or broken character, reverses no text, and stacks no marks."""
    if refused(text):
        return
    categories = ["" if character in "\t\n" else unicodedata.category(character) for character in text]
    assert not {"Cc", "Co", "Cs", "Zl", "Zp"} & set(categories)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd\U000e0041") & set(text)
    piles = groupby(category[:1] == "M" for category in categories)
    assert all(len(list(pile)) <= MAX_MARKS for marks, pile in piles if marks)


@given(before=ANY, after=ANY, character=st.sampled_from("\u202e\u2066\ue000\ufffd\x00\u2028\U000e0041\U0001ffff\u3164"))
def test_what_is_never_needed_is_found_anywhere(before: str, after: str, character: str) -> None:
    """No text before or after it makes a character acceptable that no script needs."""
    found = refused(before + character + after)
    assert found is not None
    assert found.offset <= len(before)


@given(text=ANY)
def test_the_place_is_that_of_the_first(text: str) -> None:
    """Nothing before the reported character is at fault; only a direction mark depends on what follows."""
    assume(not set("\u061c\u200e\u200f") & set(text))
    found = refused(text)
    if found:
        assert named(text[found.offset]) in found.sentence
        assert refused(text[: found.offset]) is None


@given(text=st.text(st.characters(codec="ascii", exclude_characters="\r") | st.sampled_from("éñü§–—‘’“”…")))
@example(text="a\tb\nc")
def test_plain_words_are_never_refused(text: str) -> None:
    """Latin letters and the usual punctuation pass, except control characters."""
    control = any(unicodedata.category(character) == "Cc" and character not in "\t\n" for character in text)
    assert (refused(text) is not None) == control


@pytest.mark.parametrize("text", ["a", "8", "§ 1373", "例", "👍", "é"])
def test_what_can_be_read(text: str) -> None:
    """A letter, a digit or a symbol is readable."""
    assert readable(text)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "—", "\\", "#", "...", "\u2800", "\u0301", "“”"])
def test_what_cannot_be_read(text: str) -> None:
    """White space, punctuation, lone marks and blank Braille are not readable."""
    assert not readable(text)


@pytest.mark.parametrize(
    ("text", "seen"), [("…", True), ("#", True), ("a", True), ("\u2800", False), ("\u0301", False)]
)
def test_a_mark_is_something_to_see(text: str, seen: bool) -> None:
    """A punctuation mark is visible; a blank Braille cell and a mark on nothing are not."""
    assert shown(text) == seen
    node = nodes.Scalar(text, 1, 1)
    told: list[str] = []
    kinds.Text(marks=True).read(node, lambda at, rule, *_: told.append(rule))
    assert (told == []) == seen


def test_names_that_look_alike() -> None:
    """A difference that no reader sees does not distinguish two names."""
    assert likeness("Ada  Sample") == likeness("ADA-SAMPLE") == likeness("\uff21da Sample")
    assert likeness("Ada Sample") != likeness("Ada Samples")
    assert likeness("José") != likeness("Jose")
    assert likeness("José") == likeness("Jose\u0301")
