"""Mutations of an archive: each is a few files to write over it, and whether it must then be refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from archive.read import files, forms
from archive.read.fields import Record
from archive.read.frontmatter import FENCE
from archive.read.kinds import LONGEST_LIST, LONGEST_TEXT, Kind, ListOf, MapOf, OrNull, Parsed, TermOf, Text
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD
from archive.record.characters import shown
from storm import payloads

Value = Any
"""A value as JSON has it: texts, lists, mappings, and None for ``null``."""

_TWICE = "@@twice@@"
_BROKEN = (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\x80")
_BAD_FORMS: Mapping[Any, tuple[str, ...]] = {
    forms.DATE.rule: payloads.DATES,
    forms.URL.rule: payloads.ADDRESSES,
    forms.SPEAKER.rule: payloads.NAMES,
    forms.LANGUAGE.rule: payloads.LANGUAGES,
    forms.OCD_ID.rule: payloads.DIVISIONS,
    forms.CITATION.rule: ("9" * (forms.LONGEST_CITATION + 1),),
}
"""Texts that are refused for their form, by the rule that says so."""
_FILLERS = (
    "{",
    "[",
    "- ",
    "> ",
    "? ",
    ": ",
    '"',
    "'",
    "*",
    "_",
    "`",
    "[...]\n\n",
    "[…]\n\n",
    "§ ",
    "a: ",
    "\n",
    "<a>",
    "(a)",
)
"""Padding that fills a file up to the largest size that is read."""
_PLACES = (
    "statements/{0}.md", "statements/letters/{0}.md", "statements/2017/{0}.txt", "statements/2017/{0} copy.md",
    "statements/2017/UPPER-{0}.md", "statements/0017/{0}.md", "statements/2017/{0}\n.md",
    "statements/2017/{0}\u202e.md", "statements/2017/2017-13-45-{0}.md", "statements/1999/{0}.md",
    "statements/2017/deep/{0}.md", "statements/speakers/{0}.md", "statements/speakers/{0}.yaml",
    "statements/2017/" + "a" * (files.MAX_STEM + 1) + ".md",
)  # fmt: skip
"""Where no record may be, each with the id of one that is elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """The files to write over an archive."""

    attack: str
    """The change in a few words: its row in the report."""
    files: Mapping[str, bytes]
    """New bytes by path, relative to the archive's root."""
    refused: bool
    """Whether the archive must be refused then; else it may be."""
    at: str = ""
    """The keys of the value, where one value is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the archive, parsed."""

    path: str
    data: bytes
    record: Record
    value: Value
    body: str

    def written(self, value: Value, *, escaped: bool = False) -> bytes:
        """Return the file with a new value; JSON is YAML, and ``escaped`` writes it in ASCII alone."""
        front = json.dumps(value, ensure_ascii=escaped, indent=1)
        if not self.path.endswith(".md"):
            return f"{front}\n".encode("utf-8", "surrogatepass")
        return f"{FENCE}\n{front}\n{FENCE}\n{self.body}".encode("utf-8", "surrogatepass")

    def bodied(self, body: str) -> bytes:
        """Return a statement's file with a new body."""
        return f"{FENCE}\n{json.dumps(self.value, ensure_ascii=False, indent=1)}\n{FENCE}\n\n{body}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file whose value can be changed."""

    source: Source
    keys: tuple[str | int, ...]
    kind: Kind | Record
    value: Value

    def replaced(self, value: Value, *, escaped: bool = False) -> bytes:
        """Return the file with a new value here."""
        whole = copy.deepcopy(self.source.value)
        if not self.keys:
            return self.source.written(value, escaped=escaped)
        inner = whole
        for key in self.keys[:-1]:
            inner = inner[key]
        inner[self.keys[-1]] = value
        return self.source.written(whole, escaped=escaped)


def sources(root: Path) -> tuple[Source, ...]:
    """Read the files of an archive without problems, sorted by path."""
    return tuple(_source(root, found) for found in files.walk(root) if isinstance(found, files.File))


def mutations(found: tuple[Source, ...], seed: int) -> Iterator[Mutation]:
    """Yield endless mutations: the same for the same archive and seed."""
    random = Random(seed)
    spots = [spot for source in found for spot in _spots(source, (), source.record, source.value)]
    kinds: dict[str, list[Spot]] = {}
    for spot in spots:
        kinds.setdefault(
            f"{spot.source.record.make.__name__} {[key for key in spot.keys if key is str(key)]}", []
        ).append(spot)
    while True:  # every key of every kind of file in turn, and after each a file as a whole
        for name in random.sample(sorted(kinds), len(kinds)):
            spot = random.choice(kinds[name])
            yield _at(spot, random)
            yield random.choice(_WHOLE)(random.choice(found), found, random)


def _source(root: Path, file: files.File) -> Source:
    data = (root / file.path).read_bytes()
    text = data.decode()
    record: Record = STATEMENT_RECORD if file.is_statement else AUTHORITIES[file.group]
    front, body = text, ""
    if file.is_statement:
        _, front, body = text.split(f"{FENCE}\n", 2)
    value = _nulled(yaml.load(front, yaml.BaseLoader))  # it makes a text of every scalar
    return Source(path=file.path, data=data, record=record, value=value, body=body)


def _nulled(value: Value) -> Value:
    match value:
        case dict():
            return {key: _nulled(inner) for key, inner in value.items()}
        case list():
            return [_nulled(inner) for inner in value]
    return None if value == "null" else value


def _spots(source: Source, keys: tuple[str | int, ...], kind: Kind | Record, value: Value) -> Iterator[Spot]:
    if isinstance(kind, OrNull):
        if value is not None:
            yield from _spots(source, keys, kind.kind, value)
        return
    yield Spot(source=source, keys=keys, kind=kind, value=value)
    match kind, value:
        case ListOf(), list():
            for number, inner in enumerate(value):
                yield from _spots(source, (*keys, number), kind.kind, inner)
        case MapOf(), dict():
            for key, inner in value.items():
                yield from _spots(source, (*keys, key), kind.kind, inner)
        case Record(), dict():
            known = {field.name: field.kind for field in kind.fields}
            for key, inner in value.items():
                yield from _spots(source, (*keys, key), known[key], inner)


def _at(spot: Spot, random: Random) -> Mutation:
    """Change one value."""
    attack, value, refused = random.choice(list(_attacks(spot, random)))
    escaped = random.random() < 0.2
    data = spot.replaced(value, escaped=escaped)
    if attack == "a key twice":
        data = data.replace(_TWICE.encode(), json.dumps(next(iter(value)))[1:-1].encode())
    if escaped:
        attack += ", escaped"
    at = ".".join(map(str, spot.keys))
    return Mutation(attack=attack, files={spot.source.path: data}, refused=refused, at=at)


def _attacks(spot: Spot, random: Random) -> Iterator[tuple[str, Value, bool]]:
    """Yield attacks on a value: a name, the new value, and whether it must be refused."""
    depth = random.choice((2, 20, 200, 5_000)) if spot.keys else 20
    yield "deep nesting", _nested(depth, random), True
    match spot.kind:
        case Record():
            yield from _on_record(spot, spot.kind, random)
        case ListOf():
            yield from _on_list(spot, spot.kind)
        case MapOf():
            yield "a wrong type", random.choice(("words", [], ["words"], [{}])), True
            yield "an unknown key", {**spot.value, "constructor": []}, True
        case _:
            yield from _on_text(spot, random)


def _on_record(spot: Spot, record: Record, random: Random) -> Iterator[tuple[str, Value, bool]]:
    value = spot.value
    yield "a wrong type", random.choice(("words", [], None, ["words"])), True
    yield "an unknown key", {**value, random.choice(("constructor", "<<", "Title", "", "tit le")): "words"}, True
    yield "a key twice", {**value, _TWICE: "words"}, True
    yield "many keys", {**value, **{f"key{number}": "words" for number in range(LONGEST_LIST + 1)}}, True
    for field in record.fields:
        if field.required and field.name in value:
            yield "a key left out", {key: inner for key, inner in value.items() if key != field.name}, True


def _on_list(spot: Spot, kind: ListOf) -> Iterator[tuple[str, Value, bool]]:
    first = spot.value[0] if isinstance(spot.value, list) else spot.value
    yield "a wrong type", {"key": "words"}, True
    yield "an empty list", [], True
    yield "a long list", [first] * (LONGEST_LIST + 1), True
    yield "a value twice", [first, first], True
    if not kind.single:
        yield "a wrong type", "words", True


def _on_text(spot: Spot, random: Random) -> Iterator[tuple[str, Value, bool]]:
    kind, text = spot.kind, str(spot.value or "words")
    cut = random.randint(0, len(text))
    yield "a wrong type", random.choice(({"key": "words"}, [], [text], [[text]], {})), True
    nothing = random.choice(payloads.NOTHING)
    yield "nothing to read", nothing, not (isinstance(kind, Text) and kind.marks and shown(nothing))
    yield "an unseen character", f"a{text[:cut]}a{random.choice(payloads.UNSEEN)}a{text[cut:]}", True
    yield "a long text", "a " * random.choice((LONGEST_TEXT // 2 + 1, 400_000)), True
    yield "a line break", f"{text}\n{text}", True
    payload = random.choice(payloads.WORDS)
    yield "a payload", payload, not isinstance(kind, Text)
    match kind:
        case TermOf():
            yield "an unknown term", random.choice(("constructor", "toString", f"{text}s", text.upper() + "a")), True
        case Parsed() if kind.rule in _BAD_FORMS:
            yield "a wrong form", random.choice(_BAD_FORMS[kind.rule]), True
            if _leads(spot):
                yield "a reference to nothing", "constructor", True
        case Text():
            yield "a payload", f"{text} {payload}"[:LONGEST_TEXT], False


def _leads(spot: Spot) -> bool:
    """Return whether a value must be the name of an existing record."""
    if spot.kind is forms.STATEMENT:
        return spot.keys[0] != "aliases"
    return spot.kind in (forms.SPEAKER, forms.JURISDICTION, forms.POLICY)


def _nested(depth: int, random: Random) -> Value:
    value: Value = "words"
    for _ in range(min(depth, 300)):  # json cannot write deeper ones
        value = [value] if random.random() < 0.5 else {"key": value}
    return value


_Whole = Callable[[Source, tuple[Source, ...], Random], Mutation]


def _broken(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    data = _inserted(source.data, random.choice(_BROKEN), random)
    return Mutation(attack="broken UTF-8", files={source.path: data}, refused=True)


def _ended(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    data = random.choice(
        (
            source.data.replace(b"\n", b"\r\n"),
            source.data.replace(b"\n", b"\r"),
            b"\xef\xbb\xbf" + source.data,
            source.data.decode().encode("utf-16"),
            _inserted(source.data, b"\0", random),
        )
    )
    return Mutation(attack="another encoding", files={source.path: data}, refused=True)


def _cut(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    return Mutation(
        attack="cut short", files={source.path: source.data[: random.randrange(len(source.data))]}, refused=False
    )


def _flipped(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    data = bytearray(source.data)
    for _ in range(random.randint(1, 4)):
        data[random.randrange(len(data))] = random.randrange(256)
    return Mutation(attack="changed bytes", files={source.path: bytes(data)}, refused=False)


def _spliced(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    piece = "".join(random.choices("-?:,[]{}#&*!|>'\"%@` \n\t~=<\\é§", k=random.randint(1, 12)))
    return Mutation(
        attack="spliced signs", files={source.path: _inserted(source.data, piece.encode(), random)}, refused=False
    )


def _exchanged(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    other = random.choice(found)
    return Mutation(attack="another record's words", files={source.path: other.data}, refused=False)


def _sized(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    data = random.choice((b"", b" \n" * 10, b"words " * 200_000, b"---\n---\n", b"null", b"[]", b"{}"))
    return Mutation(attack="no record", files={source.path: data}, refused=True)


def _filled(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    filler = random.choice(_FILLERS)
    size = random.choice((1_000, 30_000, files.MAX_BYTES - len(source.data) - 100))
    filling = filler * (size // len(filler.encode()))
    at_front = random.random() < 0.5 or not source.path.endswith(".md")
    data = source.data[:4] + filling.encode() + source.data[4:] if at_front else source.bodied(source.body + filling)
    return Mutation(attack="filled to the brim", files={source.path: data}, refused=False)


def _tricked(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    text = source.written(source.value).decode()
    trick = random.choice(
        ("&a ", "*a ", "!!str ", "!!python/object/apply:os.system ", "!<tag:yaml.org,2002:binary> ", "!x ", "!!null ")
    )
    starts = [at for at in range(len(text)) if text.startswith(': "', at) and text.find("\n}", at) > 0]
    at = random.choice(starts) + 2
    return Mutation(
        attack="YAML's own tricks", files={source.path: f"{text[:at]}{trick}{text[at:]}".encode()}, refused=True
    )


def _placed(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    place = random.choice(_PLACES).format(Path(source.path).stem[:50])
    return Mutation(attack="a wrong place", files={place: source.data}, refused=True)


def _worded(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    source = random.choice([each for each in found if each.path.endswith(".md") and each.body.strip()])
    payload = random.choice(payloads.WORDS)
    before = source.body.strip()
    body, refused = random.choice(
        (
            (f"{before}\n\n{payload}", False),
            (f"{payload}\n\n{before}", False),
            (f"{before}\n\n> {payload}\n> - {payload}\n\n## {payload}\n", False),
            (f"{before}\n\n{'> ' * random.randint(1, 500)}words", False),
            (f"{before} a{random.choice(payloads.UNSEEN)}a", True),
            (f"{before}\n\n[...]", True),
            (f"[...]\n\n{before}", True),
            (f"{random.choice(payloads.NOTHING[5:])}", True),
        )
    )
    return Mutation(attack="the words of a statement", files={source.path: source.bodied(body)}, refused=refused)


def _looped(source: Source, found: tuple[Source, ...], random: Random) -> Mutation:
    """Link a few records in a circle."""
    ways = {
        "jurisdictions": "parent",
        "speakers": "parent",
        "statements": "supersedes",
    }
    group = random.choice(sorted(ways))
    among = [each for each in found if _group(each) == group]
    if group == "speakers":
        among = [each for each in among if "classification" in each.value]
    loop = random.sample(among, random.randint(1, min(5, len(among))))
    written = {}
    for each, after in zip(loop, [*loop[1:], loop[0]], strict=True):
        name = Path(after.path).stem
        change = {"relations": {"supersedes": [name]}} if group == "statements" else {"parent": name}
        written[each.path] = each.written({**each.value, **change})
    return Mutation(attack="a loop of references", files=written, refused=True)


def _group(source: Source) -> str:
    return "statements" if source.path.endswith(".md") else source.path.split("/")[1]


def _inserted(data: bytes, piece: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + piece + data[at:]


_WHOLE: tuple[_Whole, ...] = (
    _broken, _ended, _cut, _flipped, _spliced, _exchanged, _sized, _filled, _tricked, _placed, _worded, _looped,
)  # fmt: skip
