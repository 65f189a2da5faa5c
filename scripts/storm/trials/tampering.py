"""Ways to tamper with a proved archive, each with what the tools must say, and about which file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from archive.prove.holdings import passages_of, sum_of
from archive.read.files import SEALS
from archive.record.ledger import Ledger, Seal
from storm.trials import ground
from storm.trials.ground import Files
from storm.trials.honest import Written, plainly
from storm.trials.speeches import Speech, body

CHECK, BASE, VERIFY, SINCE = "check", "check --base", "verify", "audit --since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampering:
    """Files written over an archive, and the required result."""

    kind: str
    files: Mapping[str, bytes | None] = field(repr=False)
    """None for a deleted file."""
    said: Mapping[str, tuple[str, str]]
    """For each tool that must find it: of which file it speaks, and a pattern of what it says."""


Words = tuple[tuple[str, ...], tuple[bool, ...]]
"""Passages, and whether a gap is between a passage and the next."""
_Change = Callable[[Speech, Random], Words]


def _at_word(change: Callable[[list[str], int, Random], list[str]]) -> _Change:
    """Return a function that changes words in the middle of a passage."""

    def changed(speech: Speech, random: Random) -> Words:
        at = random.randrange(len(speech.passages))
        words = speech.passages[at].split(" ")
        words = change(words, random.randrange(2, len(words) - 3), random)
        return (*speech.passages[:at], " ".join(words), *speech.passages[at + 1 :]), speech.gaps

    return changed


def _at_letter(pattern: str, make: Callable[[str], str]) -> _Change:
    """Return a function that changes one of the letters or marks that a pattern finds."""

    def changed(speech: Speech, random: Random) -> Words:
        at = random.choice([at for at, passage in enumerate(speech.passages) if re.search(pattern, passage)])
        found = random.choice(list(re.finditer(pattern, speech.passages[at])))
        text = speech.passages[at]
        text = text[: found.start()] + make(found[0]) + text[found.end() :]
        return (*speech.passages[:at], text, *speech.passages[at + 1 :]), speech.gaps

    return changed


def _without_not(speech: Speech, random: Random) -> Words:
    return tuple(passage.replace(" not ", " ") for passage in speech.passages), speech.gaps


def _swapped(speech: Speech, random: Random) -> Words:
    first, second = sorted(random.sample(range(len(speech.passages)), 2))
    passages = list(speech.passages)
    passages[first], passages[second] = passages[second], passages[first]
    return tuple(passages), speech.gaps


def _without_gap(speech: Speech, random: Random) -> Words:
    gap = random.choice([at for at, gap in enumerate(speech.gaps) if gap])
    return speech.passages, tuple(each and at != gap for at, each in enumerate(speech.gaps))


def _without_passage(speech: Speech, random: Random) -> Words:
    """Leave out the middle of a passage that has no gap beside it."""
    at = random.randrange(len(speech.passages))
    sentences = re.split(r"(?<=[.”]) (?=[A-Z])", speech.passages[at])
    words = speech.passages[at].split(" ")
    cut = [sentences[0], *sentences[2:]] if len(sentences) > 2 else [*words[:3], *words[-3:]]
    return (*speech.passages[:at], " ".join(cut), *speech.passages[at + 1 :]), speech.gaps


_LOOKALIKES = {"a": "\u0430", "c": "\u0441", "e": "\u0435", "i": "\u0456", "o": "\u043e", "p": "\u0440"}
_OTHERS = ("otherwise", "yesterday", "elsewhere", "nobody", "instead")

WORDS: Mapping[str, _Change] = {
    "another word": _at_word(lambda words, at, random: [*words[:at], random.choice(_OTHERS), *words[at + 1 :]]),
    "a “not” put in": _at_word(lambda words, at, _: [*words[:at], "not", *words[at:]]),
    "a “not” taken out": _without_not,
    "words left out": _at_word(lambda words, at, random: words[:at] + words[at + random.randint(1, 3) :]),
    "a sentence left out": _without_passage,
    "a gap that is not marked": _without_gap,
    "two passages swapped": _swapped,
    "two words swapped": _at_word(
        lambda words, at, _: (
            [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
            if words[at] != words[at + 1]
            else [*words[:at], *words[at + 1 :]]
        )
    ),
    "a word twice": _at_word(lambda words, at, _: [*words[: at + 1], words[at], *words[at + 1 :]]),
    "a lookalike letter": _at_letter("[aceiop]", _LOOKALIKES.__getitem__),
    "another number": _at_letter("[0-9]", lambda digit: str((int(digit) + 1) % 10)),
    "a small letter for a capital": _at_letter("[A-Z]", str.lower),
    "an accent lost": _at_letter("[éÁï]", {"é": "e", "Á": "A", "ï": "i"}.__getitem__),
    "another mark": _at_letter("[,.;]", lambda mark: {",": ";", ";": ",", ".": "?"}[mark]),
}
"""Ways to change what was said."""

STILL_STANDS = ("a gap that is not marked",)
"""Those in which a source may be tampered with, and the words still stand in it: only its proof says something else."""


def worded(written: Written, kind: str, random: Random) -> Written:
    """Return a source that says something else, and a record with those words."""
    passages, gaps = WORDS[kind](written.speech, random)
    assert body(passages, gaps) != written.speech.body, kind
    made = plainly(replace(written.speech, passages=passages, gaps=gaps), random)
    return replace(made, way=kind, body=body(passages, gaps))


_REWRITTEN = "The words were rewritten, and no correction says so."
_STANDS = "proof-stands: Proved words must be in their source: "
_OTHER = "proof-stands: A proof must be what `verify` finds in the source; this one differs."
_OTHERWISE = "the record's proof differs in"
_SOURCE = "The source has another SHA-256 than the one that was published."
_PROOF = "Its proof was changed or removed, and no correction says so."

THE_RECORD, ITS_SUM, THE_BYTES, THEIR_SUM, ALL = (
    "the record", "the record and its sum", "the bytes", "the bytes and their sum", "the record and its source",
)  # fmt: skip
PLACES = (THE_RECORD, ITS_SUM, THE_BYTES, THEIR_SUM, ALL)
"""The places that can be changed so that they say something else."""


def in_words(files: Files, others: Files, written: Written, other: Written, place: str) -> Tampering:
    """Give a statement's record, source or both the words that another archive has under the same number."""
    number = written.speech.number
    where, source, kept = ground.path(number), ground.source_path(number), ground.kept_path(written.data)
    front = _FRONT.match(files[where].decode())
    assert front
    careless = f"{front[0]}\n{other.body}\n"
    sum_ = sum_of(passages_of(other.body))
    of_record = {VERIFY: (where, "not proved; passage "), SINCE: (where, _REWRITTEN), BASE: (where, "words-changed: ")}
    of_source = {VERIFY: (where, "not proved; passage "), SINCE: (source, _SOURCE), BASE: (source, "source-changed: ")}
    changed: Mapping[str, bytes | None]
    said: Mapping[str, tuple[str, str]]
    stands = other.way in STILL_STANDS
    match place:
        case "the record":
            changed, said = {where: careless.encode()}, of_record | {CHECK: (where, "proof-current: ")}
        case "the record and its sum":
            forged = re.sub(r"(?m)^  words: .*$", f"  words: {sum_}", careless)
            changed, said = {where: forged.encode()}, of_record | {CHECK: (where, "proof-stands: ")}
        case "the bytes":
            changed = {kept: ground.packed(other.data)}
            said = {CHECK: (source, "source-bytes: "), VERIFY: (where, "must match its SHA-256")}
        case "the bytes and their sum":
            changed = {kept: None, **ground.sourced(number, other.data, other.media_type)}
            said = of_source | {CHECK: (where, _OTHER if stands else _STANDS)}
            said = said | ({VERIFY: (where, _OTHERWISE)} if stands else {})
        case _:
            new = (where, source, ground.kept_path(other.data))
            changed = {kept: None, **{each: others[each] for each in new}}
            said = {tool: words for tool, words in of_record.items() if tool != VERIFY}
    return Tampering(kind=f"{other.way}, in {place}", files=changed, said=said)


_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)

_Said = Mapping[str, str | tuple[str, str]]
"""What each tool says; with STATEMENT or SOURCE before it where it does not say it of the file that was changed."""
STATEMENT, SOURCE = "statement", "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A rewritten line of a file."""

    old: str
    """A pattern that matches once in the file."""
    new: str
    said: _Said
    of: str = STATEMENT


_LOST = "was there and now leads nowhere"
_CORRECTION = "A published correction is gone or was changed."
_OF_PROOF: _Said = {CHECK: _OTHER, BASE: "proof-changed: ", VERIFY: _OTHERWISE, SINCE: _PROOF}

EDITS: Mapping[str, Edit] = {
    "the date": Edit(
        old="^date: 2018-06-01$",
        new="date: 2018-05-31",
        said={
            CHECK: "id-date: ",
            BASE: "attribution-changed: ",
            SINCE: "It was dated 2018-06-01 and now says 2018-05-31",
        },
    ),
    "the date, less exactly": Edit(
        old="^date: 2018-06-01$",
        new="date: 2018-06",
        said={BASE: "attribution-changed: ", SINCE: "It was dated 2018-06-01"},
    ),
    "the speaker": Edit(
        old="ada-sample",
        new="dora-model",
        said={BASE: "attribution-changed: ", SINCE: "It was by ada-sample and is now by dora-model"},
    ),
    "a speaker more": Edit(
        old="ada-sample",
        new="[ada-sample, dora-model]",
        said={BASE: "attribution-changed: ", SINCE: "It was by ada-sample"},
    ),
    "the day it was added": Edit(
        old="^added: 2018-06-02$",
        new="added: 2018-06-01",
        said={BASE: "added-changed: ", SINCE: "It was added on 2018-06-02"},
    ),
    "an alias lost": Edit(old=r"^aliases: .*\n", new="", said={BASE: "permalink-lost: ", SINCE: _LOST}),
    "an alias rewritten": Edit(old="-former-", new="-previous-", said={BASE: "permalink-lost: ", SINCE: _LOST}),
    "a correction lost": Edit(
        old=r"^corrections:\n(  .*\n)+", new="", said={BASE: "correction-lost: ", SINCE: _CORRECTION}
    ),
    "what a correction says": Edit(
        old="A word was missing", new="A mark was missing", said={BASE: "correction-lost: ", SINCE: _CORRECTION}
    ),
    "the day of a correction": Edit(
        old="date: 2018-06-03", new="date: 2018-06-02", said={BASE: "correction-lost: ", SINCE: _CORRECTION}
    ),
    "words, with a correction dated back": Edit(
        old=r"(corrections:\n)((?:.*\n)*?---\n\n)(?:.*\n)+",
        new=r"\1  - {date: 2018-06-02, note: All was wrong.}\n\2It was otherwise.\n",
        said={
            CHECK: "proof-current: ",
            BASE: "words-changed: ",
            VERIFY: "not proved; passage 1",
            SINCE: "The correction of 2018-06-02 is backdated",
        },
    ),
    "a selector": Edit(old=r"^    - \d+-", new="    - 1-", said=_OF_PROOF),
    "a selector left out": Edit(old=r"^    - .*\n", new="", said=_OF_PROOF),
    "the sum of the canonical text": Edit(old="^  canonical: .{8}", new="  canonical: 01234567", said=_OF_PROOF),
    "the length of the canonical text": Edit(old=r"^  characters: .*", new="  characters: 999999", said=_OF_PROOF),
    "the level": Edit(old="^  level: exact$", new="  level: typographic", said=_OF_PROOF),
    "the sum of the words": Edit(
        old="^  words: .{8}", new="  words: 01234567", said={**_OF_PROOF, CHECK: "proof-current: "}
    ),
    "the day of the proof": Edit(
        old="^  proved: .*", new="  proved: 2018-06-01", said={BASE: "proof-changed: ", SINCE: _PROOF}
    ),
    "no proof": Edit(old=r"^proof:\n(  .*\n)+", new="", said={BASE: "proof-changed: ", SINCE: _PROOF}),
    "the sum of the bytes": Edit(
        old="^sha256: .{8}",
        new="sha256: 01234567",
        of=SOURCE,
        said={
            CHECK: "source-bytes: ",
            BASE: "source-changed: ",
            VERIFY: (STATEMENT, "must be in the repository"),
            SINCE: _SOURCE,
        },
    ),
    "the size of the bytes": Edit(
        old="^size: .*",
        new="size: 99",
        of=SOURCE,
        said={CHECK: "source-bytes: ", VERIFY: (STATEMENT, "must match its SHA-256")},
    ),
    "the kind of the bytes": Edit(
        old="^media_type: .*",
        new="media_type: text/plain",
        of=SOURCE,
        said={CHECK: (STATEMENT, "proof-stands: "), VERIFY: (STATEMENT, f"not proved; passage |{_OTHERWISE}")},
    ),
}
"""Ways to rewrite what is not the words."""


def edited(files: Files, number: int, kind: str) -> Tampering:
    """Rewrite a line of a statement's file, or of its source's."""
    edit = EDITS[kind]
    places = {STATEMENT: ground.path(number), SOURCE: ground.source_path(number)}
    where = places[edit.of]
    text, often = re.subn(edit.old, edit.new, files[where].decode(), count=1, flags=re.MULTILINE)
    assert often == 1, kind
    said = {
        tool: (where, words) if isinstance(words, str) else (places[words[0]], words[1])
        for tool, words in edit.said.items()
    }
    return Tampering(kind=kind, files={where: text.encode()}, said=said)


def _lost(files: Files, written: Written, other: Written) -> Tampering:
    where = ground.path(written.speech.number)
    said = {BASE: (where, "permalink-lost: "), SINCE: (where, _LOST)}
    return Tampering(kind="a record taken away", files={where: None}, said=said)


def _renamed(files: Files, written: Written, other: Written) -> Tampering:
    where = ground.path(written.speech.number)
    said = {BASE: (where, "permalink-lost: "), SINCE: (where, _LOST)}
    changed = {where: None, where.replace("-speech-", "-talk-"): files[where]}
    return Tampering(kind="a record renamed", files=changed, said=said)


def _back(files: Files, written: Written, other: Written) -> Tampering:
    where = ground.path(written.speech.number)
    new = where.replace("-speech-", "-earlier-")
    text = re.sub(r"(?m)^(aliases|proof): ?.*\n(  .*\n)*", "", files[where].decode()) + "\nAnd once more.\n"
    said = {CHECK: (new, "added-sealed: "), SINCE: (new, "It says that it was added on 2018-06-02, and was not there")}
    return Tampering(kind="a record dated back", files={new: text.encode()}, said=said)


def _other_page(files: Files, written: Written, other: Written) -> Tampering:
    """Replace the source with another page of the same site, under that page's own checksum."""
    where, source = (make(written.speech.number) for make in (ground.path, ground.source_path))
    changed = {
        ground.kept_path(written.data): None,
        **ground.sourced(written.speech.number, other.data, other.media_type),
    }
    said = {
        CHECK: (where, _STANDS),
        BASE: (source, "source-changed: "),
        VERIFY: (where, "not proved; passage 1"),
        SINCE: (source, _SOURCE),
    }
    return Tampering(kind="another page", files=changed, said=said)


def _no_bytes(files: Files, written: Written, other: Written) -> Tampering:
    where, source = (make(written.speech.number) for make in (ground.path, ground.source_path))
    said = {CHECK: (source, "source-bytes: "), VERIFY: (where, "must be in the repository")}
    return Tampering(kind="bytes taken away", files={ground.kept_path(written.data): None}, said=said)


WHOLES: tuple[Callable[[Files, Written, Written], Tampering], ...] = (_lost, _renamed, _back, _other_page, _no_bytes)
"""Ways to tamper with whole files; each takes the archive, a source, and one of another statement."""


def seals(files: Files) -> Iterator[Tampering]:
    """Yield ways to tamper with a seal; each is tested by itself."""
    head, sums = f"{SEALS}/0001.json", f"{SEALS}/0001.sums"
    rewritten = {BASE: (head, "seal-rewritten: "), SINCE: (head, "The seal ")}
    lines = files[sums].decode().splitlines(keepends=True)
    texts: dict[str, Mapping[str, bytes | None]] = {
        f"a seal's {key}": {head: re.sub(rf'"{key}":"?[\w-]*"?', f'"{key}":{value}', files[head].decode()).encode()}
        for key, value in (
            ("number", "2"), ("date", '"2018-06-32"'), ("entries", "3"), ("root", f'"{"0" * 64}"'), ("before", '"0"'),
        )
    }  # fmt: skip
    texts["a seal's last entry"] = {sums: "".join(lines[:-1]).encode()}
    texts["the order of a seal's entries"] = {sums: "".join(lines[::-1]).encode()}
    texts["the sum in an entry"] = {sums: f"{'0' * 63}1{''.join(lines)[64:]}".encode()}
    texts["the entries of a seal"] = {sums: None}
    for kind, changed in texts.items():
        yield Tampering(kind=kind, files=changed, said=rewritten | {CHECK: (head, "seal: ")})
    yield Tampering(kind="a seal taken away", files={head: None, sums: None}, said=rewritten)
    again = _sealed(lines[1:], ground.SEALED)
    made = {head: again.head.text.encode(), sums: again.sums.encode()}
    yield Tampering(kind="a seal made again", files=made, said=rewritten)
    back = _sealed(lines, ground.SEALED.replace(month=1))
    yield Tampering(kind="a seal dated back", files={head: back.head.text.encode()}, said=rewritten)


def _sealed(lines: Sequence[str], date: datetime.date) -> Seal:
    """Return the first seal of an archive, of the entries on some lines of a file of checksums."""
    entries = (line.split() for line in lines)
    return Ledger(pending=tuple((digest, path) for digest, path in entries)).next(date)
