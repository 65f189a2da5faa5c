"""Evidence: a source's words are found whole and exactly, their position is written, and a capture proposes them."""

from __future__ import annotations

import argparse
import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commands
from archive.prove.canonical import Canonical
from archive.prove.evidence import places
from archive.prove.verifying import evidence_lines
from archive.read import strict_yaml
from archive.read.reading import read
from archive.read.schema import EVIDENCE
from archive.record import nodes
from archive.record.model import Evidence, Range
from archive.record.written_dates import dates_in
from intake import drafts
from launcher import environment, program

MAYOR = "2017-03-08-sample-says-exampleton-complies"
TODAY = "2026-11-24"
PAGE = """\
<!doctype html><meta charset="utf-8"><title>The mayor answers – Exampleton</title>
<meta property="article:published_time" content="2017-10-12T09:00:00Z"><meta property="og:site_name" content="Town">
<link rel="canonical" href="https://exampleton.example/news/9"><h1>The mayor answers</h1>
<p>Thursday,
 October 12, 2017</p><p>“We are in full compliance with 99&nbsp;U.S.C. § 1234, and have been since 2016.”</p>
<p>Adopted 1 June 2016; read again on October 32, 2017.</p>
"""


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the toy archive."""
    return Path(shutil.copytree(toy_root, tmp_path / "archive"))


@pytest.fixture
def with_evidence(root: Path) -> Callable[[str], str]:
    """Add evidence to the mayor's answer, verify it, and return the exit code and the file."""
    file = root / f"statements/2017/{MAYOR}.md"
    before = file.read_text(encoding="utf-8")

    def give(evidence: str) -> str:
        proof = f"proof:\n  source: courier-the-mayor-answers\nevidence:\n{evidence}"
        file.write_text(before.replace("added:", f"{proof}added:"), encoding="utf-8")
        options = argparse.Namespace(
            root=root, ids=[MAYOR], against=None, vault=None, today=datetime.date.fromisoformat(TODAY)
        )
        code = commands.verify(options)
        return f"{code}\n{file.read_text(encoding='utf-8')}"

    return give


def test_verify_writes_the_place(with_evidence: Callable[[str], str]) -> None:
    """Words without a position get the first, a wrong one is fixed, a right one is kept, and a judgment needs none."""
    given = (
        "  - {field: title, words: The mayor answers}\n"
        '  - {field: date, words: "Wednesday", at: 1-10}\n'
        '  - {field: kind, judgment: "She \\"read\\" it."}\n'
    )
    written = with_evidence(given)
    assert written.startswith("0\n")
    assert '  - {field: title, words: "The mayor answers", at: 0-15}\n' in written
    assert '  - {field: date, words: "Wednesday", at: 33-42}\n' in written
    assert '  - {field: kind, judgment: "She \\"read\\" it."}\n' in written
    assert written.partition("\n")[2] in with_evidence(given)


@pytest.mark.parametrize("words", ["mayor answer", "he mayor", "The Mayor", "the mayor answered on Thursday", "§"])
def test_words_are_exact_and_whole(
    words: str, with_evidence: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Words that the source lacks, or has only inside longer words, are named, and nothing is written."""
    written = with_evidence(f'  - {{field: speaker, words: "{words}"}}\n')
    found = words == "§"
    assert written.startswith("0\n" if found else "1\n")
    assert (f"not in the source: “{words}”, the evidence of speaker" in capsys.readouterr().out) is not found
    assert ("level: exact" in written) is found


def test_a_catalogued_record_can_have_evidence(root: Path) -> None:
    """A record without words names a source, and its evidence is looked up there."""
    file = root / "statements/2017/2017-03-01-department-letter-asks-for-proof.md"
    text = file.read_text(encoding="utf-8")
    proof = "proof: {source: courier-the-mayor-answers}\nevidence: [{field: speaker, words: The mayor}]\n"
    file.write_text(text.replace("added:", f"{proof}added:"), encoding="utf-8")
    assert program.main(["verify", file.stem, "--root", str(root), "--today", TODAY]) == 0
    assert '\nevidence:\n  - {field: speaker, words: "The mayor", at: 0-8}\nadded:' in file.read_text(encoding="utf-8")
    assert program.main(["check", "--root", str(root), "--today", TODAY]) == 0


def test_a_capture_proposes_and_accept_carries(root: Path, tmp_path: Path) -> None:
    """A draft has evidence for what the page says in words, an edit to it is checked at once, and it is accepted."""
    saved = tmp_path / "saved.html"
    saved.write_text(PAGE, encoding="utf-8")
    assert program.main(["capture", str(saved), "--root", str(root), "--today", TODAY]) == 0
    (name,) = drafts.names(root / "drafts")
    file = root / "drafts" / f"{name}.md"
    text = file.read_text(encoding="utf-8")
    proposed = text.partition("evidence:\n")[2].partition("added:")[0]
    assert [line.partition(", at")[0] for line in proposed.splitlines()] == [
        '  - {field: title, words: "The mayor answers"',
        '  - {field: date, words: "Thursday, October 12, 2017"',
        '  - {field: statutes, words: "99 U.S.C. § 1234"',
    ]
    given = {"title": "Sample says so", "speaker": "ada-sample", "jurisdiction": "exampleton", "kind": "press-release"}
    lines = [line for line in text.splitlines() if not line.startswith("#?")]
    lines[1:1] = [f"{key}: {value}" for key, value in given.items()] + ["summary: The mayor answers."]
    lines[lines.index("source:") + 1 : lines.index("source:") + 1] = ["  copy: document", "  seen: whole"]
    done = "\n".join(lines) + "\n"
    file.write_text(done.replace('"Thursday, October 12', '"Thursday, October 13'), encoding="utf-8")
    broken = drafts.problems(read(root), root / "drafts", [name], datetime.date(2026, 11, 24))
    assert {problem.rule for problem in broken} >= {"evidence-stands"}
    file.write_text(done.replace("evidence:", 'evidence:\n  - {field: speaker, words: "The mayor"}'), encoding="utf-8")
    source = root / "drafts" / f"{name}.yml"
    source.write_text(
        "".join(line for line in source.read_text(encoding="utf-8").splitlines(True) if "#?" not in line)
        + "rights: Public domain.\n",
        encoding="utf-8",
    )
    assert program.main(["accept", name, "--root", str(root), "--today", TODAY]) == 0
    accepted = read(root).archive.statements[name]
    assert [item.field for item in accepted.evidence] == ["speaker", "title", "date", "statutes"]
    assert all(item.at for item in accepted.evidence)
    assert program.main(["check", "--root", str(root), "--today", TODAY]) == 0


def test_an_open_date_is_told_with_those_of_the_source(root: Path, tmp_path: Path) -> None:
    """A source without its own date leaves the date open, and lists the dates that it gives in words."""
    saved = tmp_path / "saved.txt"
    saved.write_text("Adopted 1 June 2016; read again on October 12, 2017.\n" + "It stands as it was. " * 8)
    assert program.main(["capture", str(saved), "--root", str(root), "--today", TODAY]) == 0
    (name,) = drafts.names(root / "drafts")
    text = (root / "drafts" / f"{name}.md").read_text(encoding="utf-8")
    assert "\n#? date: when the words were given; the source says “1 June 2016”, “October 12, 2017”\n" in text


def test_a_draft_says_what_can_be_written(root: Path, tmp_path: Path) -> None:
    """An open key with a vocabulary lists its terms, and a bare section is a law that the text cites in full."""
    saved = tmp_path / "saved.txt"
    saved.write_text("99 U.S.C. § 1234 is clear. Section 1234(a) is too, says Exampleton, and it will be kept.\n" * 2)
    assert program.main(["capture", str(saved), "--root", str(root), "--today", TODAY]) == 0
    (name,) = drafts.names(root / "drafts")
    file = root / "drafts" / f"{name}.md"
    text = file.read_text(encoding="utf-8")
    assert "\n#? kind: what kind of document it is: press-statement, press-release, " in text
    assert "\n#? source.seen: how much of the document was seen: whole, " in text
    assert "\nstatutes:\n  - 99 U.S.C. § 1234\n  - 99 U.S.C. § 1234(a)\n" in text
    assert '{field: statutes, words: "Section 1234(a)", at: ' in text
    file.write_text(text.replace("#? date:", "date: 2017-10-12 #"), encoding="utf-8")
    found = drafts.problems(read(root), root / "drafts", [name], datetime.date(2026, 11, 24))
    assert [problem.hint for problem in found if problem.rule == "id-date"] == [
        f"manage.py accept {name} --as 2017-10-12-{name.removeprefix('undated-')}"
    ]


def test_dates_in_words() -> None:
    """Full dates in English words are read if their weekday agrees; anything else that looks like a date is not."""
    text = "Thursday, October 12, 2017; Friday, October 12, 2017; 8 U.S.C. 1373; May 2017; June 32, 2017; 1 June\n2016"
    assert [(words, str(date)) for words, date in dates_in(text)] == [
        ("Thursday, October 12, 2017", "2017-10-12"),
        ("1 June 2016", "2016-06-01"),
    ]


@given(st.text(alphabet="ab -’1", max_size=40), st.text(alphabet="ab -’1", min_size=1, max_size=4))
def test_every_place_has_the_words(text: str, words: str) -> None:
    """Every match has exactly the words, and never cuts what a reader would call a word."""
    source = Canonical(text)
    for place in places(source, words):
        assert source.form[place.start : place.end] == Canonical(words).form
        assert not source.splits_word(place.start)
        assert not source.splits_word(place.end)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("C", "Z", "M")), min_size=1))
def test_evidence_is_written_as_it_is_read(words: str) -> None:
    """Written evidence reads back the same, whatever characters its words have."""
    item = Evidence(field="date", words=f"a {words}", at=Range(3, 9))
    text = "\n".join(evidence_lines([item]))
    tree, problems = strict_yaml.parse("x.md", text, first_line=1)
    assert not problems
    assert isinstance(tree, nodes.Mapping)
    (_, listed), *_ = tree.pairs
    assert isinstance(listed, nodes.Sequence)
    assert EVIDENCE.read(listed.items[0], lambda *_: None) == item
