"""From a list to drafts, and from a draft to the record."""

from __future__ import annotations

import datetime
import gzip
import json
import shutil
import time
from collections.abc import Mapping as Mapped
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.read.reading import Reading, read
from archive.record.model import Archive
from archive.record.text import fold, passages
from archive.record.written_dates import exact, from_seconds
from intake import drafts
from intake.candidate import Candidate, InputError, Refusal, Row
from intake.drafts import DraftError
from intake.formats import FORMATS, mapping, recognized
from intake.formats.markdown_folder import markdown_folder
from intake.importing import imported
from intake.making import Maker
from intake.markdown import body
from intake.near_duplicates import Text, near_duplicates, page
from intake.paragraphs import of_html
from launcher import arguments, environment, program

TODAY = datetime.date(2026, 11, 24)
INTAKE = Path(__file__).parent / "intake"
LISTS = sorted(path for path in (INTAKE / "lists").iterdir() if path.suffix not in (".yml", ".expected"))


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def root(tmp_path: Path, toy_root: Path) -> Path:
    """A copy of the toy archive, for a test to add to."""
    shutil.copytree(toy_root, tmp_path / "archive")
    return tmp_path / "archive"


def run(root: Path, command: str, *words: str | Path) -> int:
    """Run a command as the command line does; returns the exit code."""
    return program.main([command, *map(str, words), "--root", str(root), "--today", TODAY.isoformat()])


def _drafted(archive: Archive, path: Path, folder: Path) -> str:
    """Return what importing a list would write, and what it refuses."""
    columns = path.with_suffix(".yml")
    how = mapping.read(columns.name, columns.read_bytes()) if columns.is_file() else mapping.Mapping()
    if path.is_dir():
        rows = markdown_folder(path, how)
    else:
        rows = recognized(path.name, path.read_bytes()).read(path.read_bytes(), how)
    result = imported(rows, path.name, Maker(archive=archive, today=TODAY, form=how.date_format), folder)
    parts = [
        f"== {name}\n{text}" + "".join(f"* {passage.text}\n" for passage in found.passages)
        for name, text, found in result.drafts
    ]
    return "".join((*parts, *(f"refused {row.place}: {row.sentence}\n" for row in result.refused)))


@pytest.mark.parametrize("path", [*LISTS, INTAKE / "markdown"], ids=lambda path: path.name)
def test_each_format_gives_exactly_these_drafts(
    path: Path, toy: Archive, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A list in each format becomes these drafts, with these open keys, and these refusals."""
    golden = path.with_name(path.name + ".expected")
    made = _drafted(toy, path, tmp_path)
    if request.config.getoption("write_golden"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_every_format_has_a_list_and_a_name() -> None:
    """Each format is recognized in one of the test lists, and the command line names them all."""
    assert {recognized(path.name, path.read_bytes()).name for path in LISTS} == set(FORMATS)
    assert tuple(FORMATS) == arguments.LISTS


_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
_DEEP = b"[" * 100_000


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", _BOMB, _DEEP, b"null", b"{}", b'{"results": [1, null, {}]}', b"@a{" * 99]
)
def test_hostile_lists_are_refused_in_words(name: str, data: bytes) -> None:
    """Bytes that are not a list yield refusals or one sentence in every format, and never another exception."""
    rows, sentence = _read(name, data)
    assert all(isinstance(row, Refusal) for row in rows)
    assert rows or not sentence or sentence.endswith(".")


@pytest.mark.parametrize("name", ["feed", "sitemap"])
@pytest.mark.parametrize("declared", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/hostname">', ""])
def test_xml_that_declares_anything_is_refused(name: str, declared: str) -> None:
    """XML with internal or external entities, or with a document type, is refused before it is parsed."""
    data = f"<!DOCTYPE x [{declared}]><rss><channel><item><title>t</title></item></channel></rss>".encode()
    assert _read(name, data)[1].startswith("XML must not declare entities or a document type")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=30)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_sentence(name: str, data: bytes) -> None:
    """No bytes make an importer crash."""
    rows, _ = _read(name, data)
    assert all(isinstance(row, Candidate | Refusal) for row in rows)


def _read(name: str, data: bytes) -> tuple[list[Row], str]:
    """Return the rows of a list, or the message about it."""
    try:
        return list(FORMATS[name].read(data, mapping.Mapping())), ""
    except InputError as error:
        return [], str(error)


@settings(max_examples=25)
@given(
    candidate=st.builds(
        Candidate,
        place=st.just("line 1"),
        title=st.text(max_size=80),
        date=st.text(max_size=20),
        url=st.text(max_size=40),
        publisher=st.text(max_size=40),
        speakers=st.tuples(st.text(max_size=20)),
        paragraphs=st.lists(st.text(max_size=60), max_size=4).map(tuple),
    )
)
def test_any_candidate_makes_a_draft_that_can_be_read(
    candidate: Candidate, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a source says about itself, its draft's only problems are open keys."""
    folder = tmp_path_factory.mktemp("drafts")
    made = Maker(archive=_toy().archive, today=TODAY).draft(candidate, "a test")
    drafts.write(folder, [(made.stem, made.text, made.found)])
    found = drafts.problems(_toy(), folder, [made.stem], TODAY)
    assert {problem.rule for problem in found} <= {"missing-key"}
    assert drafts.found(folder, made.stem) == made.found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017-10-12", "2017-10-12"),
        ("2017-10", "2017-10"),
        ("2017", "2017"),
        ("2017-10-12T09:30:00Z", "2017-10-12"),
        ("2017/10/12/", "2017-10-12"),
        ("2017///", "2017"),
        ("Thu, 12 Oct 2017 09:30:00 GMT", "2017-10-12"),
        ("Thursday, October 12, 2017", "2017-10-12"),
        ("Oct. 12, 2017", "2017-10-12"),
        ("12 October 2017", "2017-10-12"),
        ("October 2017", "2017-10"),
    ],
)
def test_dates_of_exact_forms_are_read(written: str, read: str) -> None:
    """Each listed format is read at its own precision."""
    assert str(exact(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        *("", "10/12/2017", "No. 17-0333", "8 U.S.C. 1373", "Monday, October 12, 2017", "February 30, 2017"),
        *("yesterday", "Oct 2017 12", "2017-13-01", "May 32, 2017", "Foo 12, 2017"),
    ],
)
def test_what_is_no_exact_date_is_none(written: str) -> None:
    """An ambiguous date, a non-date, or a date with the wrong weekday is refused."""
    with pytest.raises(ValueError, match=r"\.$"):
        exact(written)


def test_seconds_are_a_date_only_at_midnight() -> None:
    """Seconds since 1970 are a date only if they are midnight in Washington or in UTC."""
    assert {from_seconds(text) for text in ("1507766400", "1507780800", "1507784400")} == {"2017-10-12"}
    with pytest.raises(ValueError, match="midnight"):
        from_seconds("1507812345")


@given(texts=st.lists(st.text(alphabet=st.sampled_from("ab 1.)#>*_-+\\[]\n\t&<"), min_size=1, max_size=30), max_size=5))
def test_words_come_out_of_a_body_as_they_went_in(texts: list[str]) -> None:
    """Words written as Markdown read back as the same words, whatever marks they contain."""
    texts = [text for text in texts if any(map(str.isalnum, text))]
    read_again = [passage.plain for passage in passages(body(list(enumerate(texts, start=1))))]
    assert read_again == [fold(text) for text in texts]


def test_gaps_stand_where_passages_are_left_out() -> None:
    """There is a gap between passages that are not neighbors, and none at either end."""
    assert body([(2, "a"), (3, "b"), (5, "c"), (9, "d")]) == "a\n\nb\n\n[...]\n\nc\n\n[...]\n\nd"


def test_paragraphs_of_html_are_what_a_reader_sees() -> None:
    """Blocks end paragraphs, inline markup does not, and scripts are not text."""
    found = of_html("<p>One <b>two</b></p>tail<p>x<br>y<script>no</script><ul><li>a<li>b</ul>after" + "<div>" * 5_000)
    assert found == ("One two", "tail", "x y", "a", "b", "after")


_MORE = """\
jurisdiction: exampleton
kind: press-release
summary: The mayor says so, and that it was always so.
"""


def test_a_list_becomes_a_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row becomes a draft, its passages become a body, and the draft becomes a statement once nothing is open."""
    source = INTAKE / "lists" / "releases.rss"
    assert run(root, "import", source) == 1, "a row was refused"
    assert not (root / "drafts").exists(), "and so nothing is written"
    assert run(root, "import", source, "--skip", "--dry-run") == 0
    assert not (root / "drafts").exists()
    assert run(root, "import", source, "--skip") == 0
    (name,) = drafts.names(root / "drafts")
    assert run(root, "accept", name) == 1, "keys are open"
    assert run(root, "draft", name, "--take", "1-2") == 1
    file = root / "drafts" / f"{name}.md"
    text = file.read_text(encoding="utf-8")
    assert text.endswith("\n---\n\nWe comply with 99 U.S.C. § 1234.\n\nAlways.\n")
    front, _, words = text.partition("\n---\n")
    filled = "\n".join(line for line in front.split("\n") if not line.startswith("#?"))
    filled = filled.replace("date:", "title: Sample says that Exampleton complies\ndate:", 1)
    filled = filled.replace("source:", f"{_MORE}source:\n  copy: document\n  seen: whole", 1)
    file.write_text(f"{filled}\n---\n{words}", encoding="utf-8")
    capsys.readouterr()
    assert run(root, "draft", name) == 0, capsys.readouterr().out
    assert run(root, "accept", name, "--as", "2018-10-12-sample-says-so") == 1, "it is of 2017"
    assert run(root, "accept", name, "--as", "2017-10-12-Sample") == 1
    assert run(root, "accept", name, "--as", "2017-10-12-sample-says-so") == 0
    assert run(root, "check") == 0
    assert not file.exists()
    name = "2017-10-12-sample-says-so"
    statement = read(root).archive.statements[name]
    assert (statement.speakers, statement.statutes) == (("ada-sample",), ("99 U.S.C. § 1234",))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, "import", source, "--skip") == 0
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_open_note_keeps_a_draft_out(root: Path) -> None:
    """A line that begins with `#?` keeps a draft out of the record even if it has no problems."""
    whole = next((root / "statements" / "2018").glob("*.md"))
    drafts.write_whole(
        _made(root) / whole.name, whole.read_text(encoding="utf-8").replace("---\n", "---\n#? date: which\n", 1)
    )
    whole.unlink()
    reading = read(root)
    with pytest.raises(DraftError, match="date: which"):
        drafts.accept(root, reading, root / "drafts", whole.stem, TODAY)


def test_a_draft_with_an_error_is_not_accepted(root: Path) -> None:
    """A draft without a required key stays where it is, even if nothing in it says so."""
    whole = next((root / "statements" / "2018").glob("*.md"))
    text = whole.read_text(encoding="utf-8")
    drafts.write_whole(_made(root) / whole.name, "\n".join(line for line in text.split("\n") if "kind:" not in line))
    whole.unlink()
    with pytest.raises(DraftError, match="must have no error"):
        drafts.accept(root, read(root), root / "drafts", whole.stem, TODAY)
    assert not whole.exists()


def test_a_repeated_import_changes_nothing_that_was_edited(root: Path) -> None:
    """A draft that a person edited or deleted is not made again from the same source."""
    source = INTAKE / "lists" / "justice.json"
    assert run(root, "import", source) == 0
    first, second = drafts.names(root / "drafts")
    (root / "drafts" / f"{first}.md").write_text("edited", encoding="utf-8")
    (root / "drafts" / f"{second}.md").unlink()
    assert run(root, "import", source) == 0
    assert drafts.names(root / "drafts") == (first,)
    assert (root / "drafts" / f"{first}.md").read_text(encoding="utf-8") == "edited"


def test_an_interrupted_import_is_completed(root: Path) -> None:
    """Wherever an import stopped, the next run makes the same files as an uninterrupted run."""
    source = INTAKE / "lists" / "justice.json"
    assert run(root, "import", source) == 0
    whole = {path.name: path.read_bytes() for path in (root / "drafts").iterdir()}
    for gone in whole:
        (root / "drafts" / gone).unlink()
        if gone.endswith(".md"):
            continue  # a person deleted this draft
        assert run(root, "import", source) == 0
        assert {path.name: path.read_bytes() for path in (root / "drafts").iterdir()} | whole == whole


def test_rows_of_one_title_get_names_of_their_own(toy: Archive, tmp_path: Path) -> None:
    """Two documents with the same day and title get two ids, the same in every run."""
    rows = [
        Candidate(place=f"line {number}", title="Same", date="2017", url=f"https://a.example/{number}")
        for number in (1, 2)
    ]
    names = [
        [name for name, *_ in imported(rows, "x", Maker(archive=toy, today=TODAY), tmp_path).drafts] for _ in range(2)
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


@pytest.mark.parametrize("chosen", ["0", "3", "2-1", "1-3", "a", "", "1,,2", "1-"])
def test_only_passages_that_are_there_can_be_taken(chosen: str) -> None:
    """Numbers that name no passage are refused."""
    with pytest.raises(DraftError, match="from 1 to 2"):
        drafts.numbered(chosen, 2)


def test_what_was_found_must_be_ours(tmp_path: Path) -> None:
    """A damaged file of findings is refused in words."""
    for content in ("", "[]", "[" * 100_000, '{"key": 1}', json.dumps({"key": "", "origin": "", "open": []})):
        (tmp_path / "a.json").write_text(content, encoding="utf-8")
        with pytest.raises(DraftError, match="must be what the archive wrote"):
            drafts.found(tmp_path, "a")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("columns: {titel: x}", "`titel` under `columns` must be one of"),
        ("constants: {kind: rumor}", "must be a term of the vocabulary `kind`"),
        ("columns: [a]", "`columns` must be keys"),
        ("colums: {}", "did you mean `columns`"),
        ("columns: {title: [a]}", "must be a text"),
        ("a: &b c", "anchor"),
    ],
)
def test_a_mapping_file_is_checked(written: str, said: str) -> None:
    """The faults of a mapping file are reported."""
    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        mapping.read("mapping.yml", written.encode())


_WORDS = " ".join(f"word{number}" for number in range(300))


def _duplicates_of(**others: Text) -> Mapped[str, tuple[str, ...]]:
    first = Text(name="first", words=_WORDS, url="https://www.a.example/1/", speakers=("A",), date=TODAY)
    near = near_duplicates([first, *others.values()], frozenset({"first"}))
    return {each.name: (each.kind, each.difference) for each in near.get("first", ())}


def test_near_duplicates_are_told_apart() -> None:
    """The same page, the same text elsewhere, a joint release and a template are each named, with the difference."""
    week = TODAY - datetime.timedelta(days=3)
    year = TODAY - datetime.timedelta(days=300)
    assert _duplicates_of(x=Text(name="x", words="other words", url="http://a.example/1#top")) == {
        "x": ("same page", f"here “{' '.join(_WORDS.split()[:12])} ...”, there “other words”")
    }
    assert _duplicates_of(x=Text(name="x", words=_WORDS.upper(), speakers=("A",))) == {"x": ("same words", "")}
    changed = _WORDS.replace("word7 ", "other7 ")
    assert _duplicates_of(x=Text(name="x", words=changed, speakers=("B",), date=week)) == {
        "x": ("joint", "here “word7”, there “other7”")
    }
    assert _duplicates_of(x=Text(name="x", words=changed, speakers=("B",), date=year))["x"][0] == "template"
    assert _duplicates_of(x=Text(name="x", words=changed, speakers=("A",), date=year))["x"][0] == "template"
    assert (
        _duplicates_of(x=Text(name="x", words=" ".join(f"else{number}" for number in range(300)), speakers=("A",)))
        == {}
    )
    assert _duplicates_of(x=Text(name="x", words="", speakers=("A",))) == {}


@given(words=st.lists(st.sampled_from(["we", "comply", "with", "the", "law", "of", "1373", "bells"]), max_size=40))
def test_a_copy_is_always_found(words: list[str]) -> None:
    """A text is always found among its copies, however short it is."""
    text = " ".join(words)
    near = near_duplicates([Text(name="a", words=text), Text(name="b", words=f" {text.upper()}\n")], frozenset({"b"}))
    assert [each.kind for each in near.get("b", ())] == ["same words"] * bool(words)


@given(url=st.text(max_size=60))
def test_any_address_can_be_told_apart(url: str) -> None:
    """No address makes the comparison crash."""
    assert isinstance(page(url), str)


@cache
def _toy() -> Reading:
    return read(INTAKE.parent / "toy")


def _made(root: Path) -> Path:
    folder = root / drafts.DRAFTS
    folder.mkdir()
    return folder


@pytest.mark.parametrize("at", [12, 40, 60])
def test_a_list_that_is_packed_badly_is_told(at: int, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A compressed list with a broken byte is refused in a sentence."""
    packed = bytearray(gzip.compress(b"title,url\n" + b"".join(b"Title %d,\n" % number for number in range(200))))
    packed[at] ^= 0xFF
    file = root / "list.csv.gz"
    file.write_bytes(bytes(packed))
    assert run(root, "import", file) == 1
    assert "list.csv.gz must be there to read" in capsys.readouterr().err


def test_many_headings_are_compared_in_time() -> None:
    """A table with a hundred thousand columns is judged at once."""
    names = ",".join(f"column{number}" for number in range(100_000))
    begun = time.process_time()
    with pytest.raises(InputError, match="must have a column for a title"):
        list(FORMATS["csv"].read(names.encode(), mapping.Mapping()))
    assert time.process_time() - begun < 5
