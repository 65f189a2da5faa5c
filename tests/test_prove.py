from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.prove import canonical
from archive.prove.canonical import Canonical, Level, SourceError, text_of
from archive.prove.matching import MAX_BRACKETS, MAX_REPLACED, match, prove
from building import TOP

VECTORS: dict[str, Any] = json.loads((TOP / "tests/vectors/proof.json").read_text(encoding="utf-8"))
WORDS = st.text(st.sampled_from("ab c’'ﬁ\n"), min_size=1)


@pytest.mark.parametrize("case", VECTORS["sources"], ids=lambda case: case["name"])
def test_a_source_has_the_canonical_text_of_the_vectors(case: dict[str, Any]) -> None:
    """The bytes of each source in the vectors yield the canonical text given there, at both levels."""
    data = case["text"].encode() if "text" in case else base64.b64decode(case["base64"])
    text = text_of(data, case["media_type"], case["charset"])
    assert Canonical(text).form == case["exact"]
    assert Canonical(text, Level.TYPOGRAPHIC).form == case["typographic"]
    assert Canonical("".join(case["words"])).form == case["exact"]


@pytest.mark.parametrize("case", VECTORS["matches"], ids=lambda case: case["name"])
def test_passages_stand_where_the_vectors_say(case: dict[str, Any]) -> None:
    """The passages of each case are found at the level and places given in the vectors, or the same one is missing."""
    found = prove(case["source"], case["passages"])
    if case["level"] is None:
        assert found.missing is not None
        assert found.missing.passage == case["missing"]
        return
    assert found.missing is None
    assert found.level == case["level"]
    assert [[span.start, span.end] for span in found.spans] == case["spans"]
    assert [[insertion.words, insertion.replaced] for insertion in found.insertions] == case["insertions"]


def test_the_vectors_have_the_tables_of_the_rule() -> None:
    """The vectors contain the rule's current tables, for anyone who reimplements it."""
    assert VECTORS["white_space"] == [f"{ord(each):04X}" for each in canonical.WHITE_SPACE]
    assert VECTORS["dropped"] == list(canonical.DROPPED)
    assert VECTORS["blocks"] == list(canonical.BLOCKS)
    assert VECTORS["folded"] == canonical.FOLDED
    assert VECTORS["joining"] == canonical.JOINING
    assert VECTORS["max_replaced"] == MAX_REPLACED
    assert VECTORS["max_brackets"] == MAX_BRACKETS


@given(st.text(), st.sampled_from(Level))
def test_each_character_of_the_form_comes_from_its_place_in_the_text(text: str, level: Level) -> None:
    """The canonical form maps back to the characters that it was made from."""
    source = Canonical(text, level)
    assert len(source.offsets) == len(source.form)
    assert "".join(Canonical(text[offset], level).form for offset in dict.fromkeys(source.offsets)) == source.form


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_words_taken_from_a_source_stand_in_it(parts: list[str], data: st.DataObject) -> None:
    """Passages copied from a source in order, with gaps between, are found at the exact level."""
    text = "".join(f" {part} " for part in parts)
    kept = [part for part in parts if data.draw(st.booleans()) and Canonical(part).form]
    passages = [passage for part in kept for passage in (part, "[...]")]
    assert match(Canonical(text), passages).proved == bool(kept)


@given(st.text(st.sampled_from("ab [].x"), max_size=30), st.text(st.sampled_from("ab x"), max_size=30))
def test_any_passage_gives_a_place_or_a_reason(passage: str, text: str) -> None:
    """Whatever a passage contains, the result is where it is or why it was not found."""
    found = prove(text, [passage])
    form = Canonical(text, found.level).form
    if found.missing is None:
        assert all(0 <= span.start < span.end <= len(form) for span in found.spans)
    else:
        assert found.missing.reason.endswith(".")


def test_the_report_shows_what_differs_word_by_word() -> None:
    """For a changed word, the report has the source's word, the record's word, and the place in the source."""
    text = "First. The department has confirmed that we are in full compliance with the law. Last."
    missing = prove(text, ["The department has confirmed that we are not in full compliance with the law."]).missing
    assert missing is not None
    assert text[missing.start : missing.end] == (
        "The department has confirmed that we are in full compliance with the law."
    )
    assert [(change.source, change.record) for change in missing.changes] == [("", "not")]


def test_only_so_many_brackets_may_stand_for_something_else() -> None:
    """A run may have 20 of the editor's brackets, and more only if all are the source's own."""
    assert prove("a " * 21, ["a " + "[b] a " * 20]).proved
    assert prove("a " + "[b] a " * 200, ["a " + "[b] a " * 200]).proved
    missing = prove("a " * 22, ["a " + "[b] a " * 21]).missing
    assert missing is not None
    assert "at most 20" in missing.reason


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"<p>"], ids=["empty", "broken", "not a PDF"])
def test_what_is_no_pdf_is_an_error(data: bytes) -> None:
    """Bytes that are not a PDF give a reason, not a traceback."""
    with pytest.raises(SourceError, match="A PDF must be readable"):
        text_of(data, "application/pdf")


def test_another_media_type_is_an_error() -> None:
    """A format that the rule cannot read is named, with those that it can."""
    with pytest.raises(SourceError, match="image/png"):
        text_of(b"", "image/png")
