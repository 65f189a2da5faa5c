"""A reader's browser proves words by the rule of the build."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from archive.prove.canonical import HTML, PLAIN, Canonical, Level, text_of
from archive.prove.matching import Match, prove
from archive.record.model import Archive
from archive.record.proofs import proved
from browser.accessible import faults_in_every_variant
from browser.conftest import OpenPage
from browser.kinds import HELD
from building import TOP

VECTORS: dict[str, Any] = json.loads((TOP / "tests/vectors/proof.json").read_text(encoding="utf-8"))
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OPEN = """(url) => Promise.all(["canonical", "matching"].map((name) => import(`${url}/${name}.js`)))
  .then(([canonical, matching]) => { Object.assign(globalThis, canonical, matching); })"""
FORMS = """(sources) => sources.map(([data, markup, charset]) => {
  const text = textOf(Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)), { markup, charset });
  return [new Canonical(text).form, new Canonical(text, true).form];
})"""
PROVE = """(cases) => cases.map(([text, passages]) => {
  const { source, spans, insertions, missing } = prove(text, passages);
  const points = (unit) => [...source.form.slice(0, unit)].length;
  return {
    typographic: source.typographic,
    missing: missing?.passage ?? null,
    spans: spans.map(({ passage, start, end }) => [passage, points(start), points(end)]),
    insertions: insertions.map(({ passage, words, replaced }) => [passage, words, replaced]),
  };
})"""

MARKS = (
    "<p> </p> <br> <b> </b> <td> <table> </table> <script> </script> <noscript> </noscript> <style> </style> <title> "
    "</title> <!-- --> <template> </template> <select> <option> &amp; &nbsp &#146; &#x2019; &lt;p <q> </div> "
    "<textarea> <svg> </svg> <math> <li> we comply \u2019s é \u00ad “ ” ﬁ \U0001d49c < ]]> <![CDATA[ <body> </body>"
)
MARKUP = st.lists(st.sampled_from([*MARKS.split(), " ", "\n"]), max_size=24).map("".join)
WORDS = st.text(st.sampled_from("ab1 c’'ﬁ\u00ad-[].…é\U0001d49c“\n"), max_size=30)


@pytest.fixture
def script(open_page: OpenPage, address: str) -> Page:
    """A page with the browser's modules loaded."""
    page = open_page(address + "about/")
    page.evaluate(OPEN, address + "assets/js/statement/proof")
    return page


def forms(script: Page, sources: list[tuple[bytes, str, str]]) -> list[list[str]]:
    """Return each source's exact and typographic form in the browser."""
    given = [(base64.b64encode(data).decode(), media != PLAIN, charset) for data, media, charset in sources]
    return list(script.evaluate(FORMS, given))


def told(match: Match) -> dict[str, Any]:
    """Return the build's result in the browser's form."""
    return {
        "typographic": match.level is Level.TYPOGRAPHIC,
        "missing": match.missing and match.missing.passage,
        "spans": [[span.passage, span.start, span.end] for span in match.spans],
        "insertions": [[each.passage, each.words, each.replaced] for each in match.insertions],
    }


def test_each_source_of_the_vectors(script: Page) -> None:
    """The bytes of each source in the vectors have the canonical text given there, at both levels."""
    cases = VECTORS["sources"]
    sources = [
        (
            case["text"].encode() if "text" in case else base64.b64decode(case["base64"]),
            case["media_type"],
            case["charset"],
        )
        for case in cases
    ]
    found = {case["name"]: made for case, made in zip(cases, forms(script, sources), strict=True)}
    assert found == {case["name"]: [case["exact"], case["typographic"]] for case in cases}


def test_each_match_of_the_vectors(script: Page) -> None:
    """The passages of each case are found at the level and places given in the vectors, or the same one is missing."""
    cases = VECTORS["matches"]
    answers = script.evaluate(PROVE, [[case["source"], case["passages"]] for case in cases])
    for case, answer in zip(cases, answers, strict=True):
        if case["level"] is None:
            assert (case["name"], answer["missing"]) == (case["name"], case["missing"])
            continue
        expected = (case["name"], case["level"], case["spans"], case["insertions"])
        level = "typographic" if answer["typographic"] else "exact"
        spans = [span[1:] for span in answer["spans"]]
        assert (case["name"], level, spans, [each[1:] for each in answer["insertions"]]) == expected


@FEW
@given(st.lists(MARKUP, min_size=20, max_size=40))
def test_any_page(script: Page, pages: list[str]) -> None:
    """Both rules read any markup the same way."""
    texts = [text_of(page.encode(), HTML) for page in pages]
    expected = [[Canonical(text).form, Canonical(text, Level.TYPOGRAPHIC).form] for text in texts]
    found = forms(script, [(page.encode(), HTML, "") for page in pages])
    assert list(zip(pages, found, strict=True)) == list(zip(pages, expected, strict=True))


@FEW
@given(st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=4)), min_size=20, max_size=40))
def test_any_passages(script: Page, cases: list[tuple[str, list[str]]]) -> None:
    """Both rules find any passages in the same places, or miss the same one."""
    assert script.evaluate(PROVE, cases) == [told(prove(text, passages)) for text, passages in cases]


@FEW
@given(st.lists(st.tuples(WORDS, st.data()), min_size=20, max_size=30))
def test_passages_that_stand(script: Page, drawn: list[tuple[str, st.DataObject]]) -> None:
    """Both rules agree on passages cut from the source, most of which are in it."""
    cases: list[tuple[str, list[str]]] = []
    for text, data in drawn:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        cases.append((text, [text[start:end], "[...]", text[end:]]))
    assert script.evaluate(PROVE, cases) == [told(prove(text, passages)) for text, passages in cases]


@pytest.fixture
def held(open_page: OpenPage, address: str) -> Page:
    """A statement with held words, with the form for a copy of its source open."""
    return opened(open_page(address + HELD))


def opened(page: Page) -> Page:
    """Open the form for a copy."""
    page.get_by_text("Check these words against a copy of the source").click()
    return page


def source(page: Page) -> str:
    """Return a page with a statement's words among others."""
    texts = page.locator(".words .passage").evaluate_all(
        "(all) => all.map((one) => [...one.children].filter((child) => !child.matches('.anchor, .carry'))"
        ".map((child) => child.textContent).join(' '))"
    )
    between = "<p>The reporter’s own words.</p>"
    return f"<!doctype html><meta charset=utf-8><script>no()</script>{between.join(f'<p>{text}</p>' for text in texts)}"


def choose(page: Page, data: bytes, name: str = "saved.html") -> Locator:
    """Choose a copy, and return the place of the verdict."""
    field = page.get_by_label("The saved page or text file")
    expect(field).to_be_enabled()
    field.set_input_files({"name": name, "mimeType": "text/html", "buffer": data})
    return page.locator(".proving").get_by_role("status")


def test_words_that_stand_in_a_copy(held: Page) -> None:
    """A saved page with the words is reported to have them, and shown with each passage marked and its hash."""
    data = source(held).encode()
    expect(choose(held, data)).to_have_text(re.compile("are in your copy, in this order, character for character"))
    gaps = held.locator(".words .gap").count()
    assert gaps
    expect(held.locator(".proving mark")).to_have_count(held.locator(".words .passage").count())
    expect(held.locator(".proving")).to_contain_text(hashlib.sha256(data).hexdigest())
    expect(held.locator(".proving .copy")).to_contain_text("The reporter’s own words.")
    expect(held.locator(".proving .copy")).not_to_contain_text("no()")


def test_another_encoding_and_other_marks(held: Page) -> None:
    """In UTF-16 the words are the same; with straight quotation marks they match only if these count as curly ones."""
    page = source(held)
    expect(choose(held, b"\xff\xfe" + page.encode("utf-16-le"))).to_contain_text("character for character")
    straight = page.translate(str.maketrans("‘’“”", "''\"\""))
    if straight != page:
        expect(choose(held, straight.encode())).to_contain_text("if marks that look alike count as one")


@pytest.mark.parametrize("word", ["full", "compliance"])
def test_a_copy_with_another_word(word: str, held: Page) -> None:
    """If one word of the copy differs, the passage is named, with the words of the copy and of the record."""
    page = source(held)
    verdict = choose(held, page.replace(word, "absent", 1).encode())
    expect(verdict).to_have_text(re.compile("^Passage 1 of [0-9]+ is not in your copy.$"))
    expect(held.locator(".proving figure").first.locator("mark")).to_have_text(re.compile("^absent"))
    expect(held.locator(".proving figure").last.locator("mark")).to_have_text(re.compile(f"^{word}"))


def test_passages_out_of_their_order(held: Page) -> None:
    """A copy with the passages in another order is distinguished from a copy that lacks a passage."""
    texts = source(held).split("<p>The reporter’s own words.</p>")
    verdict = choose(held, "<p>Between.</p>".join([texts[-1], *texts[1:-1], texts[0]]).encode())
    expect(verdict).to_contain_text("but not after the passage before it")


def test_pasted_text(held: Page) -> None:
    """Pasted text is compared like a file."""
    text = " ".join(held.locator(".words .passage p").all_inner_texts())
    held.get_by_label("or its text, pasted here").fill(f"Before. {text} After.")
    held.get_by_role("button", name="Check", exact=True).click()
    expect(held.locator(".proving").get_by_role("status")).to_contain_text("are in your copy")


def test_what_cannot_be_compared(held: Page) -> None:
    """With nothing chosen, or a PDF, the page says what to do."""
    held.get_by_role("button", name="Check", exact=True).click()
    expect(held.locator(".proving").get_by_role("status")).to_have_text(
        "Choose a file, or paste the text of the source."
    )
    expect(choose(held, b"%PDF-1.7 ...", "source.pdf")).to_contain_text("select all of its text")


def test_markup_of_a_copy_stays_text(open_page: OpenPage, address: str) -> None:
    """Whatever a copy contains, the page shows it as text and loads nothing from it."""
    held = opened(open_page(address + HELD, allowed="Executing inline event handler violates"))
    evil = '<img src=x onerror="document.title=1">&lt;b onclick=x&gt;<iframe src="https://example.org/"></iframe>'
    choose(held, (source(held) + evil).encode())
    expect(held.locator(".proving .copy")).to_contain_text("<b onclick=x>")
    expect(held.locator(".proving :is(img, iframe, b)")).to_have_count(0)


def test_a_proof_is_accessible(held: Page) -> None:
    """axe finds nothing on an answer."""
    expect(choose(held, source(held).encode())).to_contain_text("are in your copy")
    assert faults_in_every_variant(held) == []


def test_the_very_copy(open_page: OpenPage, toy_address: str, toy: Archive, held: Page) -> None:
    """A reader with the bytes that the words were proved against is told so, and a reader with others is not."""
    proofs = ((statement, proved(toy, statement)) for statement in toy.statements.values() if statement.held)
    statement, proof = next((statement, proof) for statement, proof in proofs if proof)
    page = open_page(f"{toy_address}statements/{statement.id}/")
    expect(page.locator(".proving")).to_have_attribute("data-sha256", toy.sources[proof.source].sha256)

    data = source(held).encode()
    held.reload()
    held.locator(".proving").evaluate(
        "(place, hash) => { place.dataset.sha256 = hash; }", hashlib.sha256(data).hexdigest()
    )
    opened(held)
    same = held.get_by_text("the very copy that the archive proved these words against")
    expect(choose(held, data + b"\n")).to_contain_text("in your copy")
    expect(held.get_by_text("SHA-256 of your copy")).to_be_visible()
    expect(same).to_have_count(0)
    choose(held, data)
    expect(same).to_be_visible()


def test_all_of_a_long_copy(held: Page) -> None:
    """For a long copy a reader sees the text around the passages, and all of it on request."""
    words = " ".join(f"word{number}" for number in range(2_000))
    choose(held, (source(held) + f"<p>{words}</p>").encode())
    copy = held.locator(".proving .copy")
    expect(copy).to_contain_text("characters not shown")
    expect(copy).not_to_contain_text("word1999")
    held.get_by_role("button", name="Show all of it").click()
    expect(copy).to_contain_text("word1999")
    expect(copy).not_to_contain_text("characters not shown")
    expect(copy).to_be_focused()
