"""Sources are looked at again, and only the fate of the proved words is recorded."""

from __future__ import annotations

import datetime
import gzip
import shutil
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.check.checking import check
from archive.prove.canonical import Canonical
from archive.prove.holdings import passages_of
from archive.read.files import File
from archive.read.reading import read, read_text
from archive.record.dates import Date
from archive.record.model import Archive, Difference, Proof, Sighting
from archive.record.problem import report
from archive.record.watch import events
from intake.fetching import Answer
from intake.watching import Look, Subject, look, recorded, subjects, written
from launcher import environment, program
from misbehaving import Answering, Misbehaving, drip, misbehaving, moved, page
from nearby import read_here

ANSWER = "2017-03-08-sample-says-exampleton-complies"
SOURCE = "courier-the-mayor-answers"
TESTS = Path(__file__).parent
PLACE = "/courier/the-mayor-answers"


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands in this process, whose environment is ready."""
    monkeypatch.setattr(environment, "enter", lambda *_: None)


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    """A server that permits everything and has the mayor's answer, as captured."""
    with misbehaving() as server:
        server.answers[PLACE] = page(_captured(), kind="text/html; charset=iso-8859-1")
        yield server


@pytest.fixture
def root(toy_root: Path, tmp_path: Path, server: Misbehaving) -> Path:
    """The toy archive, with the mayor's answer proved by a page of the server."""
    root = Path(shutil.copytree(toy_root, tmp_path / "toy"))
    shutil.rmtree(root / "statements/watched")
    proved = (TESTS / "rules/proof-stands/statements/2017" / f"{ANSWER}.md").read_text(encoding="utf-8")
    (root / f"statements/2017/{ANSWER}.md").write_text(proved.replace("150-178", "149-178"), encoding="utf-8")
    source = root / f"statements/sources/{SOURCE}.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("https://example.org" + PLACE, server.address + PLACE), encoding="utf-8")
    return root


def _captured() -> bytes:
    (kept,) = (path for path in TESTS.glob("toy/**/4811c9e8*.gz") if path.is_file())
    return gzip.decompress(kept.read_bytes())


def run(root: Path, day: str, *words: str) -> int:
    own = ("--root", str(root), "--today", day, "--local", "127.0.0.1", "--pause", "0", "--patience", "2")
    return program.main(["watch", ANSWER, *words, *own])


def _written(root: Path) -> str:
    file = root / f"statements/watched/{SOURCE}.yml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _last(root: Path) -> Sighting:
    return read(root).archive.watched[SOURCE].sightings[-1]


def _page(old: str, new: str) -> bytes:
    html = _captured().decode("cp1252")
    assert old in html
    return page(html.replace(old, new).encode("cp1252"), kind="text/html; charset=windows-1252")


def test_a_source_that_is_intact_changes_one_day(root: Path) -> None:
    """The first look writes a file, and later looks only change the day, as long as nothing changes."""
    assert run(root, "2026-11-01") == 0
    first = _written(root)
    assert "state: intact" in first
    assert run(root, "2026-11-24") == 0
    assert _written(root) == first.replace("intact: 2026-11-01", "intact: 2026-11-24")


def test_a_not_is_found(root: Path, server: Misbehaving, capsys: pytest.CaptureFixture[str]) -> None:
    """An added word is a change, shown word by word and dated once; the bytes that have it are kept."""
    assert run(root, "2026-11-01") == 0
    server.answers[PLACE] = _page("is in full compliance with 99", "is not in full compliance with 99")
    assert run(root, "2026-11-10") == 1
    assert f"  {ANSWER}, passage 1: source “not”, record “”\n" in capsys.readouterr().out
    changed = _written(root)
    assert run(root, "2026-11-24") == 1
    assert _written(root) == changed
    assert 'passage: 1\n        now: "not"\n' in changed
    assert "intact: 2026-11-01\n" in changed
    assert (root / "vault" / _last(root).sha256).is_file()


_CHANGES = {
    "a word less": ("<em>very</em> clear", "clear", ("very", "")),
    "a word for another": ("for years", "for decades", ("years", "decades")),
    "a mark": ("1234, and it", "1234; and it", (",", ";")),
    "a paragraph between": ("<blockquote>", "<p>Nobody reads it.</p><blockquote>", ("", "Nobody reads it .")),
    "a passage gone": ("There are three reasons for the Department to be content:", "", ("", "")),
    "letters that hide": ("for years", "for &#8238;dec&#8203;ades", ("years", "dec ades")),
}


@pytest.mark.parametrize(("old", "new", "difference"), _CHANGES.values(), ids=_CHANGES)
def test_each_change_is_told(root: Path, server: Misbehaving, old: str, new: str, difference: tuple[str, str]) -> None:
    """Any change in the words is recorded, in a file that breaks no rule."""
    server.answers[PLACE] = _page(old, new)
    assert run(root, "2026-11-24") == 1
    assert difference in [(each.was, each.now) for each in _last(root).differences]
    assert _problems(root) == "0 errors, 0 warnings\n"


def _problems(root: Path) -> str:
    return report(check(read(root), datetime.date(2026, 11, 24)))


_HARMLESS: dict[str, Answering] = {
    "another page around it": _page("<p>The mayor answered on Wednesday.</p>", "<nav>Home</nav><h1>News of 2026</h1>"),
    "other white space": _page(" it has been so for years", "\r\n\t it  has\u00a0been so for years"),
    "a lie on its encoding": page(_captured(), kind="text/html; charset=utf-8"),
    "no word on its encoding": page(_captured(), kind="text/html"),
    "soft hyphens": _page("for years", "for y\u00adears"),
    "packed": page(gzip.compress(_captured()), "Content-Encoding: gzip", kind="text/html; charset=iso-8859-1"),
    "asks to log in beside": _page("<p>Then she left.", "<form><input type=password></form><p>Then she left."),
}


@pytest.mark.parametrize("answer", _HARMLESS.values(), ids=_HARMLESS)
def test_what_leaves_the_words_is_no_change(root: Path, server: Misbehaving, answer: Answering) -> None:
    """Whatever else changes on a page, the source is intact as long as it has the words."""
    server.answers[PLACE] = answer
    assert run(root, "2026-11-24") == 0
    assert _last(root).state == "intact"


_WORDS = b"<p>" + b"The city has a new page on this and many other matters. " * 5
_ELSE: dict[str, tuple[Answering, str]] = {
    "not found": (page(b"", status="404 Not Found"), "gone"),
    "gone": (page(_WORDS, status="410 Gone"), "gone"),
    "not found, politely": (page(b"<title>Page not found</title>" + _WORDS), "gone"),
    "the front page": (moved("/"), "gone"),
    "forbidden": (page(b"", status="403 Forbidden"), "blocked"),
    "too often": (page(b"", "Retry-After: 9000", status="429 Slow down"), "blocked"),
    "for legal reasons": (page(b"", status="451 No"), "blocked"),
    "a check of the visitor": (page(b"<title>Just a moment...</title>" + _WORDS, status="503 Wait"), "blocked"),
    "a login": (moved("/login?next=9"), "blocked"),
    "a login page": (page(b"<title>Sign in</title>" + _WORDS), "blocked"),
    "a wall of cookies": (
        page(b"<p>Please accept all cookies to continue.</p>" + _WORDS),
        "blocked",
    ),
    "another page": (page(b"<title>City</title>" + _WORDS * 9), "changed"),
}
_FRONT = page(b"<title>City</title>" + _WORDS)


@pytest.mark.parametrize(("answer", "state"), _ELSE.values(), ids=_ELSE)
def test_what_became_of_a_source_is_told(root: Path, server: Misbehaving, answer: Answering, state: str) -> None:
    """A source that is gone, blocked or another page is recorded as such, and the file breaks no rule."""
    server.answers |= {PLACE: answer, "/": _FRONT, "/login?next=9": _FRONT}
    assert run(root, "2026-11-24") == 1
    assert _last(root).state == state
    assert "intact:" not in _written(root)
    assert _problems(root) == "0 errors, 0 warnings\n"


_PASSING: dict[str, Answering] = {
    "an error": page(b"", status="500 Oops"),
    "maintenance": page(b"<title>Down for maintenance</title>" + _WORDS),
    "a drip": partial(drip, start=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    "a circle": moved(PLACE),
    "a short answer": page(_captured()).replace(b"Content-Length: 8", b"Content-Length: 98"),
    "broken gzip": page(b"nonsense", "Content-Encoding: gzip"),
    "a shell": page(b"<title>City</title><div id=root></div><script>load()</script>"),
    "a picture": page(b"\x89PNG\r\n\x1a\n\0\0", kind="image/png"),
    "a private host": moved("http://localhost:9/"),
    "nothing": b"",
}


@pytest.mark.parametrize("answer", _PASSING.values(), ids=_PASSING)
def test_what_may_pass_is_not_written(
    root: Path, server: Misbehaving, answer: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer that says nothing lasting about the words is reported and leaves the record as it is."""
    assert run(root, "2026-11-01") == 0
    before = _written(root)
    server.answers[PLACE] = answer
    assert run(root, "2026-11-24") == 1
    assert f"{SOURCE}: unknown: " in capsys.readouterr().out
    assert _written(root) == before


def test_a_source_that_moved_is_followed(root: Path, server: Misbehaving) -> None:
    """A redirect to the words is a move; the new address is checked when the old one is gone."""
    server.answers |= {"/archive/9": server.answers[PLACE], PLACE: moved("/archive/9", "301 Moved")}
    assert run(root, "2026-11-01") == 0
    assert (_last(root).state, _last(root).url) == ("moved", f"{server.address}/archive/9")
    before = _written(root)
    del server.answers[PLACE]
    assert run(root, "2026-11-24") == 0
    assert _written(root) == before.replace("intact: 2026-11-01", "intact: 2026-11-24")
    del server.answers["/archive/9"]
    assert run(root, "2026-11-24") == 1
    assert _last(root).state == "gone"


def test_robots_block(root: Path, server: Misbehaving) -> None:
    """A page that robots.txt forbids counts as blocked, and is not requested."""
    server.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /courier/\n")
    assert run(root, "2026-11-24") == 1
    assert _last(root).state == "blocked"
    assert server.asked == ["/robots.txt"]


def test_a_private_host_is_not_visited_unasked(root: Path, server: Misbehaving) -> None:
    """An address in the record that leads into a private network is not requested without --local."""
    own = ("--root", str(root), "--today", "2026-11-24", "--pause", "0")
    assert program.main(["watch", ANSWER, *own]) == 1
    assert server.asked == []
    assert _written(root) == ""


def test_exceptions_of_the_record_hold(root: Path, server: Misbehaving, capsys: pytest.CaptureFixture[str]) -> None:
    """An address named in statements/unwatched/ is not visited, and the report gives the reason."""
    exception = root / "statements/unwatched/courier.yml"
    exception.write_text(f"url: {server.address}/courier/\nreason: The Courier asked.\n", encoding="utf-8")
    assert run(root, "2026-11-24") == 1
    assert server.asked == []
    assert "The Courier asked." in capsys.readouterr().out
    assert _written(root) == ""


def test_a_copy_is_saved_once(root: Path, server: Misbehaving, capsys: pytest.CaptureFixture[str]) -> None:
    """A web archive is asked to copy each state without a copy, and its answer is recorded."""
    url = server.address + PLACE
    copy = f"{server.address}/web/20261124000000/{url}"
    save = ("--save", "--service", f"{server.address}/save/")
    server.answers |= {f"/save/{url}": page(b"", status="520 Busy"), f"/web/20261124000000/{url}": page(b"")}
    assert run(root, "2026-11-01", *save) == 0
    assert "not saved" in capsys.readouterr().out
    assert _last(root).archived == ""
    server.answers[f"/save/{url}"] = moved(copy)
    assert run(root, "2026-11-02", *save) == 0
    assert _last(root).archived == copy
    assert run(root, "2026-11-03", *save) == 0
    assert server.asked.count(f"/save/{url}") == 2
    server.answers[PLACE] = _page("for years", "for decades")
    server.answers[f"/save/{url}"] = page(b"", f"Content-Location: /web/20261124000000/{url}")
    assert run(root, "2026-11-04", *save) == 1
    assert _last(root).archived == copy


def test_use_that_makes_no_sense_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown statement, or a day before the last look, is reported in a sentence."""
    assert run(root, "2026-11-24") == 0
    assert run(root, "2026-11-23") == 1
    assert program.main(["watch", "2017-no-such", "--root", str(root)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "manage.py: Sources were last checked on 2026-11-24, so today must not be 2026-11-23.",
        "manage.py: A statement must be in the archive; 2017-no-such is not.",
    ]


def test_what_is_written_is_read_again(toy_root: Path) -> None:
    """A file in statements/watched/ is written back as it was read."""
    watched = read(toy_root).archive.watched["letter-to-mayor-sample"]
    again = written(watched.intact, watched.sightings)
    assert "was:" in again
    last = watched.sightings[-1]
    found = Look(state=last.state, sentence="", differences=last.differences)
    assert recorded(watched, found, last.since) == (watched.intact, watched.sightings)


LETTER = "2017-09-20-department-finds-exampleton-complies"


def _told(archive: Archive, *states: tuple[str, tuple[Difference, ...]]) -> list[tuple[str, str]]:
    """Return the letter's events, earliest first, given the sightings of its source."""
    sightings = tuple(
        Sighting(since=Date(2018, month, 1), state=state, differences=differences)
        for month, (state, differences) in enumerate(states, start=1)
    )
    found = replace(archive.watched["letter-to-mayor-sample"], sightings=sightings)
    watched = replace(archive, watched={found.slug: found})
    return [(event.state, event.text) for event in events(watched, archive.statements[LETTER])][::-1]


def test_an_event_is_a_change(toy: Archive) -> None:
    """A source that was always intact has no event; one whose words come back has two."""
    gone = ("gone", "Department of Examples: the page is no longer at its address.")
    back = ("intact", "Department of Examples: the words are there as they were proved.")
    assert _told(toy, ("intact", ())) == []
    assert _told(toy, ("intact", ()), ("gone", ()), ("intact", ())) == [gone, back]
    assert [state for state, _ in _told(toy, ("blocked", ()), ("moved", ()))] == ["blocked", "moved"]


def test_what_changed_for_another_statement_is_no_event(toy: Archive) -> None:
    """Of two statements with the same source, each reports only what happened to its own words."""
    other = Difference(statement=ANSWER, passage=1, was="very")
    own = Difference(statement=LETTER, passage=2, now="not")
    assert _told(toy, ("changed", (other,))) == []
    (event,) = _told(toy, ("changed", (other, own)))
    assert event == ("changed", "Department of Examples: passage 2 also has “not”.")


def test_many_differences_are_counted(toy: Archive) -> None:
    """A sentence lists five differences, each as before and after, and counts the others."""
    differences = tuple(Difference(statement=LETTER, passage=2, was=f"w{at}", now="x" * (at > 0)) for at in range(7))
    ((_, text),) = _told(toy, ("changed", differences))
    assert text.startswith("Department of Examples: passage 2 no longer has “w0”; passage 2 has “x” where it had “w1”;")
    assert text.endswith("where it had “w4”; and 2 more.")


def test_without_a_proof_there_is_no_event(toy: Archive) -> None:
    """Words that a machine read and nobody compared are not proved, and nothing is said about their source."""
    letter = toy.statements[LETTER]
    assert events(toy, letter)
    assert letter.proof
    assert events(toy, replace(letter, proof=replace(letter.proof, second_reader=""))) == ()


class _Sent:
    """A visitor that gets the same answer everywhere."""

    def __init__(self, data: bytes, kind: str = "text/html") -> None:
        self.headers = Message()
        self.headers["Content-Type"] = kind
        self.data = data

    def visit(self, url: str) -> Answer:
        return Answer(asked=url, url=url, status=200, headers=self.headers, data=self.data)


_ANY = st.characters(codec="utf-8") | st.sampled_from("<>&\"'\u202e\u200b,;:“”\x00\x85#-")
_EDITS = st.text(alphabet=_ANY, max_size=40)


@settings(max_examples=150, deadline=None)
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), _EDITS), min_size=1, max_size=4))
def test_whatever_a_page_becomes_its_file_breaks_no_rule(toy: Archive, edits: list[tuple[float, int, str]]) -> None:
    """However a page is changed, the words are found or a difference is written that reads back the same."""
    html = _captured().decode("cp1252")
    for place, length, words in edits:
        at = int(place * len(html))
        html = html[:at] + words + html[at + length :]
    subject = _subject(toy)
    found = look(subject, _Sent(html.encode()))
    if not found.state:
        assert found.sentence.endswith((".", "r)"))
        return
    intact, sightings = recorded(None, found, Date(2026, 11, 24))
    file = File(path="statements/watched/x.yml", group="watched", stem="x")
    again, problems = read_text(file, written(intact, sightings))
    assert problems == ()
    assert (again.intact, again.sightings) == (intact, sightings)
    (statement,) = subject.statements
    passages = [Canonical(passage).form for passage in passages_of(statement.body) if passage != "[...]"]
    for each in found.differences:
        assert Canonical(each.was.removesuffix("…")).form in passages[each.passage - 1]


@pytest.mark.parametrize(
    "kind", ["text/html", "application/pdf", "text/plain", "image/png", "text/html; charset=utf-16"]
)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
@example(data=b"%PDF-1.4\n")
@example(data=b"\xff\xfe")
def test_any_bytes_give_a_state_or_a_sentence(kind: str, toy: Archive, data: bytes) -> None:
    """Whatever a server sends, a look classifies it."""
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        assert look(_subject(toy), _Sent(data, kind)).sentence


def _subject(archive: Archive) -> Subject:
    """Return the mayor's answer as proved by the kept page."""
    proof = Proof(source=SOURCE, level="exact")
    statement = replace(archive.statements[ANSWER], proof=proof)
    (found,) = subjects(replace(archive, statements={ANSWER: statement}), [])
    return found
