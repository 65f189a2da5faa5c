"""The sentence around a citation neither ends at an abbreviation nor runs into the next."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import link
from archive.pages import quoting
from archive.pages.facts import facts
from archive.record.model import Archive
from archive.record.sentences import around
from archive.site.site import Settings, Site

SENTENCES = [
    ["We comply with 8 U.S.C. § 1373.", "Nobody has asked.", "We would know!"],
    ["See Sec. 7 of the manual.", "It follows 8 U.S.C. § 1373(a).", "So do we."],
    ["He asked: “Does 8 U.S.C. § 1373 bind us?”", "“It does not.”", "That was all."],
    ["Mr. Sample of Washington, D.C. wrote on Oct. 12 about 8 U.S.C. § 1373.", "No answer came."],
    ["The court in Example v. Instance, No. 17-1, read 8 U.S.C. § 1373 so.", "(It was not asked twice.)", "It held."],
    ["8 U.S.C. § 1373"],
    ["a fragment about 8 U.S.C. § 1373,"],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda sentences: sentences[0][:30])
def test_the_sentence_is_whole(sentences: list[str]) -> None:
    """The words around a citation are its whole sentence, from beginning to end."""
    text = " ".join(sentences)
    at = text.index("8 U.S.C. § 1373")
    start, end = around(text, at, at + len("8 U.S.C. § 1373"))
    assert text[start:end] == next(sentence for sentence in sentences if "§ 1373" in sentence)


@pytest.mark.parametrize("word", ["Nobody", "would"])
def test_other_sentences_are_found_too(word: str) -> None:
    """Any span gets its sentence as a citation does."""
    text = " ".join(SENTENCES[0])
    start, end = around(text, text.index(word), text.index(word) + len(word))
    assert text[start:end] in SENTENCES[0][1:]


@given(st.text(max_size=80), st.data())
def test_any_span_is_within_its_sentence(text: str, data: st.DataObject) -> None:
    """Whatever the text, the sentence contains the span, and is within the text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, finish = around(text, start, end)
    assert 0 <= begin <= start
    assert finish <= len(text)
    assert text[start:end].rstrip() in text[begin:finish] or not text[start:end].strip()


def test_a_statute_shows_its_sentences(toy: Archive) -> None:
    """Each statute and each part has the sentences that cite it in the held texts, in chronological order."""
    site = Site(links=link(toy), settings=Settings(site_name="Toy"))
    found = quoting.cited(site, toy.statutes["99-usc-1234"])
    words = {
        one.citation: [f"{each.words.before}{each.words.citation}{each.words.after}" for each in one.sentences]
        for one in found
    }
    assert words["99 U.S.C. § 1234"][0] == (
        "Let me be very clear: Exampleton is in full compliance with 99 U.S.C. § 1234, and it has been so for years."
    )
    assert any("speaks of giving" in sentence for sentence in words["99 U.S.C. § 1234(a)"])
    dates = [each.entry.when.iso for each in found[0].sentences]
    assert dates == sorted(dates)


def test_sentences_lead_to_their_passage(toy_site: Path) -> None:
    """On the page each sentence marks the citation and links to its passage in the statement."""
    page = LexborHTMLParser((toy_site / "statutes/99-usc-1234/index.html").read_bytes())
    first = page.css_first(".quoting li")
    assert first is not None
    mark, way = first.css_first("blockquote mark"), first.css_first("a")
    assert mark is not None
    assert mark.text() == "99 U.S.C. § 1234"
    address = way.attributes["href"] if way else None
    assert address == "../../statements/2017-03-08-sample-says-exampleton-complies/#p1"


def test_editions_are_those_of_the_years_that_cite_it(toy: Archive) -> None:
    """A section of the U.S. Code links to govinfo's edition for each year in which a statement cites it."""
    statute = toy.statutes["99-usc-1234"]
    linked = dataclasses.replace(statute, links={"govinfo": "https://www.govinfo.gov/link/uscode/99/1234"})
    site = Site(links=link(toy), settings=Settings(site_name="Toy"))
    years = sorted({statement.date.year for statement in site.statements_of(statute)})
    (editions,) = (fact.values for fact in facts(site, linked) if fact.label == "Official editions")
    assert [value.url for value in editions] == [
        f"https://www.govinfo.gov/link/uscode/99/1234?year={year}" for year in years
    ]
    elsewhere = dataclasses.replace(statute, links={"cornell": "https://www.law.cornell.edu/uscode/text/99/1234"})
    assert "Official editions" not in {fact.label for fact in facts(site, elsewhere)}
