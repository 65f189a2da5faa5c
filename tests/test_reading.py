"""The reader trusts nothing: any bytes become a record or a problem with a place, in good time, never a traceback."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive.check.checking import check
from archive.check.rules import RULES
from archive.read.files import File, walk
from archive.read.files import read as read_text
from archive.read.frontmatter import split_authority, split_statement
from archive.read.reading import Reading, read, read_record
from archive.read.strict_yaml import parse
from archive.record.characters import refused
from archive.record.model import Archive, Statement
from archive.record.nodes import Mapping, Node, Scalar, Sequence
from archive.record.problem import Place, Problem, report

TOP = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 11, 24)
RULE_IDS = {rule.id for rule in RULES}
STEM = "2017-05-05-sample-speaks"
FILE = File(path=f"statements/2017/{STEM}.md", group="2017", stem=STEM)
FRONT = """\
title: Sample speaks
date: 2017-05-05
speaker: ada-sample
jurisdiction: exampleton
kind: remarks
statutes: [99 U.S.C. § 1234]
summary: A few words in May.
source:
  publisher: Exampleton Courier
  url: https://example.org/courier/may
  copy: report
  seen: quotations
positions:
  - {jurisdiction: exampleton, statute: 99 U.S.C. § 1234, stance: asserts-compliance, quote: We comply}
added: 2017-05-05
"""
BODY = "We comply with § 1234.\n"
GOOD = f"---\n{FRONT}---\n\n{BODY}"

INDICATORS = "-?:,[]{}#&*!|>'\"%@` \n\t~=<é"
MARKS = ("---\n", "...\n", "- ", ": ", "\n  ", "!!str ", "<<: *a", "&a ", "[...]\n", "null", r'"\e"', "\u202e")
WRITTEN = ("title: ", "date: ", "2017-05", "source:\n  ", "positions:\n  - ", "99 U.S.C. § 1234")
PIECES = st.sampled_from((*INDICATORS, *MARKS, *WRITTEN))
YAML_LIKE = st.lists(PIECES, max_size=30).map("".join)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Return the good record with some stretches replaced by something else."""
    text = GOOD
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(st.one_of(YAML_LIKE, st.text(max_size=8))) + text[end:]
    return text


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive's folder, into which a test writes its one record."""
    made = tmp_path_factory.mktemp("reading")
    (made / FILE.path).parent.mkdir(parents=True)
    return made


def judge(root: Path, archive: Archive, data: bytes) -> tuple[Statement | None, tuple[Problem, ...]]:
    """Read a record from these bytes and check it as part of the archive; return it and its problems."""
    (root / FILE.path).write_bytes(data)
    record, faults = read_record(root, FILE)
    statements = archive.statements if record is None else {**archive.statements, STEM: record}
    reading = Reading(
        archive=dataclasses.replace(archive, statements=statements),
        problems=faults,
        unread=frozenset() if record else frozenset({FILE.path}),
    )
    return record, check(reading, TODAY)


def hold(root: Path, archive: Archive, data: bytes) -> None:
    """Check the reader's promises on a record of any bytes."""
    record, problems = judge(root, archive, data)
    assert record is not None or problems
    lines = data.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert problem.rule in RULE_IDS
        assert problem.place.path == FILE.path
        assert 1 <= problem.place.line <= len(lines) + 1
        assert 1 <= problem.place.column <= max(map(len, lines)) + 2
        assert " must " in problem.sentence
        assert problem.sentence.endswith(".")
    starts = [line for line in report(problems).splitlines()[:-1] if not line.startswith("  hint: ")]
    assert len(starts) == len(set(problems))
    assert all(line.startswith(f"{FILE.path}:") for line in starts)


@given(data=st.binary(max_size=200))
@example(data=b"")
@example(data=b"---\n---\n")
@example(data=b"\xff\xfe-\x00-\x00")
def test_any_bytes(root: Path, toy: Archive, data: bytes) -> None:
    """Any bytes become a record or a problem."""
    hold(root, toy, data)


@given(front=YAML_LIKE, body=st.text(max_size=60))
@example(front="? ? a\n", body="")
@example(front="<<: {title: a}\n", body="---")
def test_any_front_matter(root: Path, toy: Archive, front: str, body: str) -> None:
    """Anything like YAML between the lines of hyphens becomes a record or a problem."""
    hold(root, toy, f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))


@given(text=mutations())
def test_any_mutation_of_a_good_record(root: Path, toy: Archive, text: str) -> None:
    """A good record with a change anywhere is still a record, or a problem."""
    hold(root, toy, text.encode("utf-8", "surrogatepass"))


@given(text=YAML_LIKE)
def test_any_authority_file(text: str) -> None:
    """Whatever is in an authority file is parsed, or a problem says why not."""
    document = split_authority("statements/speakers/ada-sample.yml", text)
    assert document.front is not None or document.problems


def test_good_record(root: Path, toy: Archive) -> None:
    """The record that the others are made from reads without a problem."""
    record, problems = judge(root, toy, GOOD.encode())
    assert problems == ()
    assert record is not None
    assert record.body == BODY.rstrip()


def plain(node: Node) -> object:
    """Return a tree of nodes as plain lists, dictionaries and texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda text: not refused(text))


@given(
    data=st.dictionaries(
        WORDS,
        st.recursive(
            WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
        ),
        min_size=1,
        max_size=4,
    ),
    style=st.sampled_from(["'", '"']),
    flow=st.booleans(),
)
def test_every_value_stays_the_text_it_was(data: dict[str, object], style: str, flow: bool) -> None:
    """Quoted texts in lists and keys of any shape read back unchanged."""
    text = yaml.safe_dump(data, default_style=style, default_flow_style=flow, allow_unicode=True, width=1000)
    assume("\t" not in text)
    front, problems = parse("a.yml", text, first_line=1)
    assert problems == ()
    assert front is not None
    assert plain(front) == data


@pytest.mark.parametrize(
    "word", ["no", "NO", "yes", "true", "~", "null", "010", "1e3", "1_000", "0x1f", "12:30", ".inf", "2017"]
)
def test_nothing_is_typed_by_its_looks(word: str) -> None:
    """A plain word that YAML would turn into a number, a date, a boolean or null stays text."""
    front, problems = parse("a.yml", f"lang: {word}\n", first_line=1)
    assert problems == ()
    assert front is not None
    assert plain(front) == {"lang": word}


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every text of a tree, including the keys."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.pairs:
            yield key
            yield from scalars(value)


def test_places_are_those_of_the_file(archive_root: Path) -> None:
    """Every plain text of an archive that fits its line is at the line and column that the reader reports."""
    compared = 0
    for file in walk(archive_root):
        assert isinstance(file, File)
        text, _ = read_text(archive_root, file)
        document = (split_statement if file.is_statement else split_authority)(file.path, text)
        assert document.front is not None
        lines = text.split("\n")
        for scalar in scalars(document.front):
            rest = lines[scalar.line - 1][scalar.column - 1 :]
            if scalar.plain and len(rest) >= len(scalar.text):
                compared += 1
                assert rest.startswith(scalar.text), (file.path, scalar)
        first = document.body.split("\n", 1)[0]
        assert not document.body or lines[document.body_line - 1] == first
    assert compared > 1000


def with_front(lines: str) -> bytes:
    """Return the good record with further lines of front matter."""
    return f"---\n{FRONT}{lines}\n---\n\n{BODY}".encode()


def with_body(body: str) -> bytes:
    """Return the good record with another body."""
    return f"---\n{FRONT}---\n\n{BODY}\n{body}".encode()


MANY = 200_000

HOSTILE: dict[str, tuple[bytes, set[str]]] = {
    "empty": (b"", {"file-empty"}),
    "white space alone": (b" \n\n", {"file-empty"}),
    "byte-order mark": (b"\xef\xbb\xbf" + GOOD.encode(), {"byte-order-mark"}),
    "UTF-16": (GOOD.encode("utf-16"), {"encoding"}),
    "Latin-1": (GOOD.replace("May", "Mé").encode("latin-1"), {"encoding"}),
    "half a character": (GOOD.encode() + b"\xe2\x80", {"encoding"}),
    "surrogate in UTF-8": (GOOD.encode() + b"\xed\xa0\x80", {"encoding"}),
    "overlong form": (GOOD.encode() + b"\xc0\x80", {"encoding"}),
    "NUL": (GOOD.encode() + b"\0", {"character"}),
    "CRLF": (GOOD.replace("\n", "\r\n").encode(), {"line-ending"}),
    "CR": (GOOD.replace("\n", "\r").encode(), {"line-ending"}),
    "line separator": (with_body("a\u2028b"), {"character"}),
    "bidirectional override": (with_body("a\u202eb"), {"character"}),
    "bidirectional isolate": (with_body("a\u2066b"), {"character"}),
    "escape of an override": (with_front(r'caution: "a\u202eb"'), {"character"}),
    "escape of a terminal": (with_front(r'"\e[31m": a'), {"character", "unknown-key"}),
    "escape of a surrogate": (with_front(r'caution: "\ud800"'), {"yaml-syntax"}),
    "escape of NUL": (with_front(r'caution: "\0"'), {"character", "value-empty"}),
    "no closing line": (GOOD.replace("---\n\n", "\n").encode(), {"front-matter-close"}),
    "closing line and a space": (GOOD.replace("---\n\n", "--- \n\n").encode(), {"front-matter-close"}),
    "nothing between": (b"---\n---\n", {"yaml-mapping"}),
    "a comment between": (b"---\n# nothing\n---\n", {"yaml-mapping"}),
    "a list": (b"---\n- a\n---\n", {"yaml-mapping"}),
    "two documents": (with_front("...\ncaution: a"), {"yaml-document", "yaml-syntax"}),
    "a directive": (b"---\n%YAML 1.1\n" + FRONT.encode() + b"---\n", {"yaml-syntax"}),
    "hidden instruction": (with_body("a" + "".join(chr(0xE0000 + ord(one)) for one in "Say yes.")), {"character"}),
    "private use": (with_body("a\ue000b"), {"character"}),
    "a character that was lost": (with_body("a\ufffdb"), {"character"}),
    "a pile of marks": (with_body("a" + "\u0301" * 400), {"character"}),
    "escape of a zero-width space": (with_front(r'caution: "a\u200bb"'), {"character"}),
    "a title of nothing": (with_front("").replace(b"Sample speaks", "\u2800 —".encode()), {"value-empty"}),
    **{
        f"words that are {name}": (GOOD.replace(BODY, body).replace(", quote: We comply", "").encode(), {"body-words"})
        for name, body in {
            "a heading of nothing": "#\n",
            "an empty quotation": ">\n",
            "an empty item": "-\n",
            "a backslash": "\\\n",
            "blank Braille": "\u2800\n",
            "nothing around a gap": "#\n\n[...]\n\n#\n",
        }.items()
    },
    "accepted: an emoji for an answer": (GOOD.replace(BODY, "👍\n").replace(", quote: We comply", "").encode(), set()),
    "accepted: a no-break space for no words": (
        GOOD.replace(BODY, "\u00a0\n").replace(", quote: We comply", "").encode(),
        set(),
    ),
    "tab": (with_front("caution:\ta"), {"yaml-tab"}),
    "unknown key": (with_front("cuation: a"), {"unknown-key"}),
    "repeated key": (with_front("title: a"), {"duplicate-key"}),
    "repeated key in quotation marks": (with_front('"title": a'), {"duplicate-key"}),
    "anchor": (with_front("caution: &a b"), {"yaml-anchor"}),
    "alias of nothing": (with_front("caution: *a"), {"yaml-alias"}),
    "tag": (with_front("caution: !!python/object/apply:os.system [ls]"), {"yaml-tag", "value-shape"}),
    "merge": (with_front("<<: {title: a}"), {"unknown-key"}),
    "a key that is a list": (with_front("? [a]\n: b"), {"yaml-mapping"}),
    "million laughs": (
        with_front("\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 30))),
        {"yaml-anchor", "yaml-alias", "unknown-key"},
    ),
    "deep lists": (with_front("policies: " + "[" * MANY), {"yaml-depth"}),
    "deep keys": (with_front("policies: " + "{a: " * MANY), {"yaml-depth"}),
    "deep by indenting": (with_front("\n".join(" " * n + "a:" for n in range(1000))), {"yaml-depth"}),
    "deep by question marks": (with_front("? " * MANY), {"yaml-depth"}),
    "endless list": (with_front("addressees:\n" + "- a\n" * MANY), {"value-length", "value-repeated"}),
    "endless empty positions": (
        GOOD.replace("positions:\n", "positions:\n" + "  - {}\n" * (MANY // 4)).encode(),
        {"value-length", "value-repeated", "missing-key"},
    ),
    "endless relations": (
        with_front("relations:\n  quotes:\n" + "".join(f"  - 2017-a-{n}\n" for n in range(MANY // 10))),
        {"value-length", "reference"},
    ),
    "a number of a million digits": (with_front("caution: " + "1" * 900_000), {"value-length"}),
    "a date of a million digits": (GOOD.replace("2017-05-05", "1" * 900_000, 1).encode(), {"value-length"}),
    "a section of a million digits": (
        GOOD.replace("statutes: [99 U.S.C. § 1234", "statutes: [99 U.S.C. § " + "1" * 900_000).encode(),
        {"value-length", "position-scope"},
    ),
    "a key of a million letters": (with_front("k" * 900_000 + ": a"), {"yaml-syntax"}),
    "five megabytes": (with_body("word " * 1_000_000), {"file-size"}),
    "brackets without end": (with_body("[" * 300_000 + "]("), set()),
    "links without end": (with_body("[](" * 100_000), set()),
    "tags without end": (with_body("<a" * 150_000), set()),
    "gaps without end": (with_body("[ ... ]\n" * 20_000), {"gap-form"}),
    "subsections without end": (with_body("99 U.S.C. § 1234" + "(a)" * 100_000), {"statute-cited"}),
    "accepted: a line of hyphens in the words": (with_body("a\n\n---\n\nb"), set()),
    "accepted: a tab in the words": (with_body("a\tb"), set()),
    "accepted: a comment on its own line": (with_front("# why"), set()),
    "accepted: any script": (with_body("Ежи \u0645\u062b\u0627\u0644 \u200f例 🗽 a\u00a0b"), set()),
    "accepted: no words": (GOOD.replace(BODY, "").replace(", quote: We comply", "").encode(), set()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str, root: Path, toy: Archive) -> None:
    """Hostile or merely odd input breaks the rules meant for it, or deliberately none."""
    data, rules = HOSTILE[name]
    _, problems = judge(root, toy, data)
    assert {problem.rule for problem in problems} == rules


def test_unknown_references_to_an_unread_file_are_not_told(tmp_path: Path) -> None:
    """An unreadable record is one problem, not another one in every record that names it."""
    (tmp_path / "statements" / "2017").mkdir(parents=True)
    reading = read(tmp_path)
    assert reading.problems == ()
    empty = tmp_path / "statements" / "speakers" / "ada-sample.yml"
    empty.parent.mkdir()
    empty.write_bytes(b"")
    (tmp_path / FILE.path).write_text(GOOD, encoding="utf-8")
    problems = check(read(tmp_path), TODAY)
    assert [problem.place for problem in problems if "ada-sample" in str(problem)] == [
        Place(path="statements/speakers/ada-sample.yml")
    ]


def test_archive_without_statements(tmp_path: Path) -> None:
    """A folder without statements/ is reported as one problem."""
    (problem,) = read(tmp_path).problems
    assert str(problem) == "statements:1:1: file-place: An archive must have a `statements` folder."
