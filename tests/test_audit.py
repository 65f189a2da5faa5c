"""An audit names everything on a site that differs from its record, and everything rewritten since a manifest."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archive.audit import comparison, rewrites
from archive.audit.download import download
from archive.audit.rewrites import ManifestError
from archive.export.data import manifest
from archive.link.linking import link
from archive.read.published import Published
from archive.read.reading import read
from archive.read.restoring import RestoreError
from archive.record.ledger import Ledger
from archive.site.frame import Page
from archive.site.site import Settings, Site
from building import TODAY, built, tree
from edits import ANSWERS, HONEST, SAYS, replace
from launcher import environment, program

WORDS = f"statements/{Path(SAYS).stem}/index.html"
Tamper = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture(scope="module")
def files(toy_site: Path) -> Mapping[str, bytes]:
    """Every file of the site of the toy archive."""
    return tree(toy_site)


@pytest.fixture(scope="module")
def site(toy_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The record of that site, as an audit reads it from there."""
    root = tmp_path_factory.mktemp("taken")
    settings, history = download(Published(str(toy_site)), root)
    return Site(links=link(read(root).archive), settings=settings, history=history)


def audit(site: object, root: Path, *options: object) -> int:
    """Run the command; returns its exit code."""
    words = ["audit", str(site), "--root", str(root), "--today", TODAY.isoformat(), *map(str, options)]
    return program.main(words)


Given = list[tuple[str, Page | bytes]]


@pytest.fixture(scope="module")
def given(site: Site) -> Given:
    """Each file of the record."""
    return list(comparison.expected(site))


def named(given: Given, files: Mapping[str, bytes], tampered: Mapping[str, bytes | None]) -> dict[str, str]:
    """Return what is said about each file of a site in which some were tampered with."""
    found = comparison.differences(given, "", {**files, **tampered}.get)
    return {difference.path: difference.sentence for difference in found}


def _flip(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _more(data: bytes) -> bytes:
    return data + b" "


def _less(data: bytes) -> bytes:
    return data[:-1]


def _twice(data: bytes) -> bytes:
    return data + data


def _nothing(data: bytes) -> bytes:
    del data
    return b""


@pytest.mark.parametrize("tamper", [_flip, _more, _less, _twice, _nothing, None])
def test_every_file_of_data_that_was_touched_is_named(
    tamper: Tamper | None, given: Given, files: Mapping[str, bytes]
) -> None:
    """A flipped bit, a byte more or less, a file doubled, emptied or deleted: each such file is named, and no other."""
    paths = [path for path in dict(given) if not path.endswith("index.html")]
    assert len(paths) > 60
    tampered = {path: tamper(files[path]) if tamper else None for path in paths}
    assert named(given, files, tampered).keys() == set(paths)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h1>", "<h1>Not: "),
        ("</h1>", "</h1><p>The city complies.</p>"),
        ("complies", "does not comply"),
        ("a", "\u0430"),
        (">Source<", ">Doubtful source<"),
        ("<title>", "<title>Forged: "),
        ('content="', 'content="Forged. '),
        ("</body>", "<script>document.body.hidden = true</script></body>"),
        ("<body", '<body style="display:none"'),
        ('href="../../', 'href="https://forged.example/'),
    ],
)
@pytest.mark.parametrize("folder", ["statements", "speakers"])
def test_a_page_that_was_touched_is_named(
    folder: str, old: str, new: str, given: Given, files: Mapping[str, bytes]
) -> None:
    """Any change to a page, in its words, its head or around them, is reported for that page alone."""
    pages = [path for path in dict(given) if path.startswith(f"{folder}/") and path.count("/") == 2]
    pages = [path for path in pages if path.endswith("index.html") and "<article" in files[path].decode()]
    pages = [path for path in pages if old in files[path].decode()]
    for path in pages[:6]:
        text = files[path].decode()
        body = text.index("<article") if old == "a" else 0
        tampered = text[:body] + text[body:].replace(old, new, 1)
        assert tampered != text
        assert named(given, files, {path: tampered.encode()}).keys() == {path}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" in full compliance", " not in full compliance", "the site has “not” where the record has nothing"),
        ("full compliance", "no compliance", "the site has “no” where the record has “full”"),
        ("it has been so", "it has never been so", "the site has “never” where the record has nothing"),
        ("nobody", "somebody", "the site has “somebody” where the record has “nobody”"),
        ("years", "ye\u0430rs", "the site has “ye\u0430rs.” where the record has “years.”"),
        (
            "We’ll say the same next year.",
            "",
            "the site has nothing where the record has “We’ll say the same next year.”",
        ),
        ("words not held here", "", "the site has nothing where the record has “words not held here”"),
        ("<strong>", "<em>", "The words are the record's, but the markup around them is not."),
    ],
)
def test_changed_words_are_told(old: str, new: str, said: str, given: Given, files: Mapping[str, bytes]) -> None:
    """For a statement whose words were changed, the report says which words, and what the record has instead."""
    text = files[WORDS].decode()
    at = text.index("<blockquote")
    tampered = text[:at] + text[at:].replace(old, new, 1)
    assert said in named(given, files, {WORDS: tampered.encode()})[WORDS]


def test_swapped_passages_are_told(given: Given, files: Mapping[str, bytes]) -> None:
    """Two swapped passages are a difference."""
    text = files[WORDS].decode()
    first, last = "Our manual says it in one sentence:", "We’ll say the same next year."
    tampered = text.replace(first, "@").replace(last, first).replace("@", last)
    assert named(given, files, {WORDS: tampered.encode()}).keys() == {WORDS}


def test_a_page_of_another_statement_is_told(given: Given, files: Mapping[str, bytes]) -> None:
    """A page that belongs to another statement is named, although it is whole."""
    other = next(path for path in dict(given) if path.startswith("statements/2018") and path.endswith("index.html"))
    assert named(given, files, {WORDS: files[other]}).keys() == {WORDS}


def test_an_honest_site_has_no_difference(toy_site: Path, toy_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site as built has no differences, and the command says so."""
    assert audit(toy_site, toy_root) == 0
    assert capsys.readouterr().out == "0 differences in 11 statements\n"


def test_an_honest_site_at_an_address(addressed_site: Path, toy_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that knows its own address is audited with it."""
    assert audit(addressed_site, toy_root) == 0, capsys.readouterr().out


def test_the_command_names_each_difference(
    toy_site: Path, toy_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed, lost and added files, and slots in handwritten pages, are all named in one run."""
    site = shutil.copytree(toy_site, tmp_path / "site")
    (site / "api/v1/index.json").write_text("{}")
    (site / "feed.xml").unlink()
    (site / "statements/2016-forged").mkdir()
    (site / "statements/2016-forged/index.html").write_text("Forged.")
    home = site / "index.html"
    home.write_text(home.read_text().replace("Sample County", "Simple County"))
    assert audit(site, toy_root) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == sorted(
        ["api/v1/index.json", "feed.xml", *["index.html"] * (len(lines) - 4), "statements/2016-forged/index.html"]
    )
    assert any("the site has “Simple” where the record has “Sample”" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "tamper", "said"),
    [
        ("records.jsonl.gz", _flip, "must have the checksum that SHA256SUMS gives"),
        ("records.jsonl.gz", None, "data/records.jsonl.gz must be readable"),
        ("SHA256SUMS", _nothing, "must have the checksum that SHA256SUMS gives"),
        ("manifest.json", _nothing, "data/manifest.json must be a manifest"),
        ("manifest.json", lambda data: data.replace(b'"site_name":"', b'"name":"'), "must be a manifest"),
        ("manifest.json", lambda data: data.replace(b'"number":2', b'"number":9'), "names 'seals/0009.json'"),
        (
            "manifest.json",
            lambda data: data.replace(b'"stamps":[]', b'"stamps":["../../etc/passwd"]'),
            "names 'seals/../../etc",
        ),
    ],
)
def test_a_record_that_cannot_be_taken_is_told(
    name: str,
    tamper: Tamper | None,
    said: str,
    toy_site: Path,
    toy_root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A site whose record, checksums or manifest were tampered with is refused before anything is trusted."""
    shutil.copytree(toy_site / "data", tmp_path / "data")
    for folder in ("seals", "sources"):
        shutil.copytree(toy_site / folder, tmp_path / folder)
    if tamper:
        (tmp_path / "data" / name).write_bytes(tamper((tmp_path / "data" / name).read_bytes()))
    else:
        (tmp_path / "data" / name).unlink()
    assert audit(tmp_path, toy_root) == 1
    assert said in capsys.readouterr().err


# Since a manifest


def _write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")


def _words(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace(root, SAYS, (old, new))


def _cut(root: Path) -> None:
    head, _, _ = (root / SAYS).read_text().rpartition("---\n")
    _write(root, SAYS, head + "---\n")


def _swap(root: Path) -> None:
    first, last = "Let me be *very* clear: Exampleton", "We’ll say"
    replace(root, SAYS, (first, "@@"), (last, first), ("@@", last))


def _lose(root: Path) -> None:
    (root / ANSWERS).unlink()


def _rename(root: Path) -> None:
    (root / ANSWERS).rename(root / ANSWERS.replace("answers", "belittles"))


def _merge(root: Path) -> None:
    (root / ANSWERS).unlink()
    replace(root, SAYS, ("aliases: [", f"aliases: [{Path(ANSWERS).stem}, "))


def _hand_over(root: Path) -> None:
    replace(root, SAYS, ("aliases: [2017-03-09-mayor-answers-department]\n", ""))
    replace(root, ANSWERS, ("added:", "aliases: [2017-03-09-mayor-answers-department]\nadded:"))


def _reseal(root: Path) -> None:
    archive, ledger = read(root).archive, Ledger()
    shutil.rmtree(root / "statements" / "seals")
    (root / "statements" / "seals").mkdir()
    for day in (datetime.date(2017, 3, 10), datetime.date(2017, 3, 12)):
        ledger = Ledger(seals=ledger.seals).with_files((file.path, file.sha256) for file in archive.files[: day.day])
        made = ledger.next(day)
        _write(root, f"statements/seals/{made.head.number:04}.json", made.head.text)
        _write(root, f"statements/seals/{made.head.number:04}.sums", made.sums)
        ledger = Ledger(seals=(*ledger.seals, made))


def _unseal(root: Path) -> None:
    for ending in ("json", "sums"):
        (root / f"statements/seals/0002.{ending}").unlink()


def _add_back(root: Path) -> None:
    text = (root / ANSWERS).read_text().replace("added: 2018-04-09", "added: 2017-03-11")
    _write(root, ANSWERS.replace("answers", "adds-to"), text)


_EARLY = "  - date: 2017-03-09\n    note: A word was missing.\naliases:"
_REWRITTEN, _LOST = "The words were rewritten, and no correction says so.", "lost"

TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a not": (
        _words(
            "is in full compliance with 99 U.S.C. § 1234, and", "is not in full compliance with 99 U.S.C. § 1234, and"
        ),
        _REWRITTEN,
    ),
    "a word": (_words("so for years", "so for months"), _REWRITTEN),
    "a letter": (_words("so for years", "so for ye\u0430rs"), _REWRITTEN),
    "a mark": (_words("We’ll", "We'll"), _REWRITTEN),
    "a number": (_words("§ 1234(b)(1) speaks", "§ 1234(b)(2) speaks"), _REWRITTEN),
    "emphasis": (_words("**nobody**", "nobody"), _REWRITTEN),
    "a gap": (_words("[...]\n\nWe’ll", "We’ll"), _REWRITTEN),
    "a gap more": (_words("There are three", "[...]\n\nThere are three"), _REWRITTEN),
    "a passage": (_words("\nWe’ll say the same next year.\n", ""), _REWRITTEN),
    "two passages": (_swap, _REWRITTEN),
    "all words": (_cut, _REWRITTEN),
    "a correction": (
        lambda root: _write(root, SAYS, re.sub(r"(?m)^corrections:\n(  .*\n)+", "", (root / SAYS).read_text())),
        "A published correction is gone or was changed.",
    ),
    "what a correction says": (
        _words("The day was given as 9 March", "A word was wrong"),
        "A published correction is gone or was changed.",
    ),
    "a correction's day": (
        _words("2017-05-02", "2017-05-03"),
        "A published correction is gone or was changed.",
    ),
    "a correction dated back": (
        _words("aliases:", _EARLY),
        "The correction of 2017-03-09 is backdated; it was not there on 2017-03-12.",
    ),
    "the day it was added": (
        _words("added: 2017-03-08", "added: 2017-03-07"),
        "It was added on 2017-03-08 and now says 2017-03-07",
    ),
    "a withdrawal": (
        lambda root: replace(
            root,
            "statements/2018/2018-01-conference-of-mayors-on-order.md",
            (
                "withdrawn:\n  date: 2018-06-01\n  reason: The station says that the words were those of a listener.\n",
                "",
            ),
        ),
        "Its withdrawal was changed or removed",
    ),
    "why it was withdrawn": (
        lambda root: replace(
            root, "statements/2018/2018-01-conference-of-mayors-on-order.md", ("a listener", "the mayors")
        ),
        "Its withdrawal was changed or removed",
    ),
    "a record": (_lose, f"The permalink `{Path(ANSWERS).stem}` was there and now leads nowhere."),
    "an id": (_rename, f"The permalink `{Path(ANSWERS).stem}` was there and now leads nowhere."),
    "an alias": (
        _words("aliases: [2017-03-09-mayor-answers-department]\n", ""),
        "`2017-03-09-mayor-answers-department` was there and now leads nowhere",
    ),
    "an alias handed over": (_hand_over, "Its id and its aliases lead to different records."),
    "a record merged": (_merge, "It was a separate record and now leads to"),
    "a speaker": (
        lambda root: (root / "statements/speakers/clara-instance.yml").unlink(),
        "The file was there and is gone.",
    ),
    "a seal": (_reseal, "The seal is not the one that was there."),
    "a seal lost": (_unseal, "The seal was there and is gone."),
    "a record dated back": (_add_back, "It says that it was added on 2017-03-11, and was not there on 2017-03-12."),
}


@pytest.fixture
def root(toy_root: Path, tmp_path: Path) -> Path:
    """A copy of the toy archive, for a test to rewrite."""
    return shutil.copytree(toy_root, tmp_path / "archive")


@pytest.fixture(scope="module")
def kept(toy_root: Path) -> bytes:
    """The manifest of the toy archive, as somebody kept it."""
    return manifest.written(read(toy_root).archive, Settings(site_name="Toy"))


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_rewritten_in_silence_is_named(what: str, root: Path, kept: bytes) -> None:
    """A rewritten record, with everything rebuilt from it, is detected by anyone who kept a manifest."""
    tamper, sentence = TAMPERINGS[what]
    tamper(root)
    found = [str(difference) for difference in rewrites.differences(read(root).archive, rewrites.read(kept))]
    assert any(sentence in line for line in found), found


@pytest.mark.parametrize("edit", HONEST, ids=lambda edit: edit.__name__)
def test_honest_edits_are_none(edit: Callable[[Path], None], root: Path, kept: bytes) -> None:
    """An edit that the guide allows is not a difference."""
    edit(root)
    assert list(rewrites.differences(read(root).archive, rewrites.read(kept))) == []


def test_a_site_that_was_rewritten_as_a_whole(
    root: Path, kept: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site built from a rewritten record agrees with itself, and not with the manifest that somebody kept."""
    _words("so for years", "never so")(root)
    site = built(root, tmp_path / "site")
    (tmp_path / "kept.json").write_bytes(kept)
    capsys.readouterr()
    assert audit(site, root) == 0
    assert audit(site, root, "--since", tmp_path / "kept.json") == 1
    assert capsys.readouterr().out.splitlines()[-2] == f"{SAYS}: {_REWRITTEN}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"seals":[],"files":[{"path":1}]}',
        b'{"seals":[{"number":"1"}],"files":[]}',
        b'{"seals":[],"files":[{"path":"a.md","aliases":[1]}]}',
        b'{"seals":1,"files":2}',
        b'{"seals":[],"files":["a"]}',
    ],
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    """A file that is not a manifest is refused in a sentence."""
    with pytest.raises(ManifestError, match="must be a manifest, such as"):
        rewrites.read(data)


def test_the_files_of_an_address_are_read(toy_site: Path, tmp_path: Path) -> None:
    """An unreadable file is reported in a sentence, and a missing one yields nothing."""
    published = Published(str(toy_site))
    assert json.loads(published("api/v1/index.json") or b"")["statements"] == 11
    assert published("nowhere.json") is None
    assert published("api") is None
    with pytest.raises(RestoreError, match=r"a must be readable"):
        Published("http://127.0.0.1:9")("a")
