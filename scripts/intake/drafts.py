"""Drafts: records that nobody has accepted yet, in a folder outside the record.

A draft is two files or three. ``<id>.md`` has the form of a statement; keys that are still open are lines that begin
with ``#?``, with what is known. ``<id>.yml`` has the form of a source, if the draft was made from a capture.
``<id>.json`` has what was found and where, including the passages proposed as its body; it is kept when the draft is
accepted or deleted, so that the same source is not proposed twice.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from archive.check.checking import check
from archive.prove.holdings import Holdings
from archive.prove.verifying import verify
from archive.read.files import FOLDER, MAX_STEM, File, is_slug
from archive.read.frontmatter import FENCE
from archive.read.reading import Reading, read_record
from archive.record.model import Archive, Capture, Proof, Statement
from archive.record.problem import Place, Problem, errors
from intake.scalars import quoted
from intake.selection import with_body, written

DRAFTS = "drafts"
"""The folder, at the top of an archive; git ignores it."""

OPEN = "#?"
"""Begins a line about a key that is still open."""

_FOR_ACCEPTED = frozenset({"year-folder"})
"""Rules that a draft cannot keep before it is accepted."""
_SOURCE = ".yml"
_LARGEST = 20_000_000
_SPAN = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a source, proposed for a body."""

    text: str
    start: int = -1
    """Its offset in the source's canonical text; -1 where there is none."""
    end: int = -1
    proposed: bool = True
    """Whether it is taken for the document's own words, and not for a menu or a notice around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """A text with much the same words."""

    name: str
    """The id of a draft or of a statement."""
    kind: str
    """``same page``, ``same words``, ``joint`` or ``template``."""
    score: float
    """How alike the words are, from 0 to 100."""
    difference: str = ""
    """The first place where they differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found about a source: the content of a draft's ``.json``."""

    key: str
    """Tells the source apart from all others: its address, or the hash of its words."""
    origin: str
    """The file and the place in it, as a person would name them."""
    open: Mapping[str, str] = field(default_factory=dict)
    """The keys left open, each with the reason."""
    passages: tuple[Passage, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    speakers: tuple[str, ...] = ()
    """The names of those who speak, as the source writes them."""
    source: Mapping[str, str | int] = field(default_factory=dict)
    """The capture, by the keys of a source's file; empty if there is none."""


class DraftError(Exception):
    """A draft cannot be read or changed as requested; says why in a sentence."""


def names(folder: Path) -> tuple[str, ...]:
    """Return the ids of the drafts in a folder, in order."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.stem for path in folder.glob("*.md") if is_slug(path.stem)))


def all_found(folder: Path) -> Iterator[tuple[str, Found]]:
    """Yield everything ever found for the drafts in a folder, by id; raises DraftError."""
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        yield path.stem, found(folder, path.stem)


def found(folder: Path, name: str) -> Found:
    """Return what was found for a draft; nearly empty if a person wrote it. Raises DraftError."""
    path = folder / f"{name}.json"
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        data = json.loads(path.read_bytes())
        return Found(
            key=str(data["key"]),
            origin=str(data["origin"]),
            open={str(key): str(reason) for key, reason in data["open"].items()},
            passages=tuple(Passage(**passage) for passage in data["passages"]),
            near_duplicates=tuple(NearDuplicate(**near) for near in data["near_duplicates"]),
            speakers=tuple(map(str, data["speakers"])),
            source=data["source"],
        )
    except FileNotFoundError:
        return Found(key="", origin="")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DraftError(f"{path.name} must be what the archive wrote; capture or import the source again.") from None


def serialized(found: Found) -> str:
    """Return what was found as JSON, one passage per line."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"


def problems(
    reading: Reading, folder: Path, chosen: Sequence[str], today: datetime.date, ids: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Return the problems of some drafts, each checked as if it were in the record with the others.

    An open key is a problem under the rule ``missing-key``. ``ids`` has the id of each draft whose id will differ from
    its name.
    """
    return _checked(_together(reading, folder, {name: (ids or {}).get(name, name) for name in chosen}), folder, today)


def _together(reading: Reading, folder: Path, ids: Mapping[str, str]) -> Reading:
    """Add drafts to a record, each under its id; the problems are those of the drafts' files."""
    statements, sources = dict(reading.archive.statements), dict(reading.archive.sources)
    own: list[Problem] = []
    for name, id in ids.items():
        file = _file(folder, name, id)
        record, faults = read_record(folder.parent, file)
        own.extend(faults)
        if id in reading.archive.permalinks:
            sentence = f"An id must belong to only one record; the archive already has `{id}`."
            own.append(Problem(place=Place(path=file.path), rule="id-unique", sentence=sentence))
        elif isinstance(record, Statement):
            statements[id] = record
        if (folder / f"{name}{_SOURCE}").is_file():
            source, faults = read_record(folder.parent, _source_file(folder, name, id))
            own.extend(faults)
            if isinstance(source, Capture):
                sources[id] = source
                if id in statements and statements[id].proof is None:  # its evidence is looked up there
                    statements[id] = replace(statements[id], proof=Proof(source=id))
    archive = replace(reading.archive, statements=statements, sources=sources)
    return replace(reading, archive=archive, problems=tuple(own))


def _checked(together: Reading, folder: Path, today: datetime.date) -> tuple[Problem, ...]:
    return tuple(
        _renamed(problem) if problem.rule == "id-date" else problem
        for problem in check(together, today)
        if problem.place.path.startswith(f"{folder.name}/") and problem.rule not in _FOR_ACCEPTED
    )


def _renamed(problem: Problem) -> Problem:
    """Tell the user how to change a draft's id: it is set when the draft is accepted."""
    name = Path(problem.place.path).stem
    id = problem.hint.removesuffix(".md").replace("-undated-", "-", 1)
    return replace(problem, hint=f"manage.py accept {name} --as {id}")


def accept(
    root: Path,
    reading: Reading,
    folder: Path,
    name: str,
    today: datetime.date,
    *,
    id: str = "",
    vault: Path | None = None,
) -> Path:
    """Move a draft into the record, under ``id`` if given; returns its path. Raises DraftError.

    It must have no errors and nothing open: a line that begins with ``#?`` is a question nobody has answered. If the
    bytes of its source are in ``vault``, they must contain its words, and the proof is written.
    """
    id = id or name
    if not is_slug(id) or len(id) > MAX_STEM:
        raise DraftError(f"An id must be at most {MAX_STEM} lower-case letters, digits and single hyphens: {id!r}.")
    together = _together(reading, folder, {name: id})
    if faults := errors(_checked(together, folder, today)):
        raise DraftError(f"{name} must have no error, and it has {len(faults)}.\n  {faults[0]}")
    source = together.archive.sources.get(id)
    texts = {f"{together.archive.statements[id].date.year}/{id}.md": together.archive.statements[id].origin.text}
    if source is not None:
        texts[f"sources/{id}{_SOURCE}"] = source.origin.text
    for text in texts.values():
        if still := [line for line in _front(text) if line.startswith(OPEN)]:
            raise DraftError(
                f"{name} must have no line that begins with `{OPEN}`: {still[0].removeprefix(OPEN).strip()}"
            )
    (first, text), *others = texts.items()
    statement = together.archive.statements[id]
    if source is not None and (statement.held or any(item.words for item in statement.evidence)):
        text = _proved(together.archive, id, vault, today)
    _write_new(root / FOLDER, {first: text, **dict(others)})
    for ending in (".md", _SOURCE):
        (folder / f"{name}{ending}").unlink(missing_ok=True)
    return root / FOLDER / first


def _proved(archive: Archive, id: str, vault: Path | None, today: datetime.date) -> str:
    """Return a statement's file with the proof of its words, or with only its source if no proof could be written."""
    (verified,) = verify(archive, (id,), Holdings((vault,) if vault else ()), None, today)
    if not verified.fine:
        raise DraftError("\n  ".join((f"The words of {id} must be in their source.", *verified.lines)))
    text = verified.text or verified.statement.origin.text
    head, close, rest = text.partition(f"\n{FENCE}\n")
    named = any(line.startswith("proof:") for line in head.split("\n"))
    return text if named else f"{head}\nproof:\n  source: {id}{close}{rest}"


def _write_new(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files that must not exist yet; raises DraftError."""
    for path in texts:
        if (folder / path).exists():
            raise DraftError(f"{folder.name}/{path} must not be there already.")
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / path, text)


def take(folder: Path, name: str, chosen: str) -> int:
    """Make the chosen passages, as in ``1-3,7``, a draft's body; returns how many. Raises DraftError."""
    proposed = found(folder, name).passages
    numbers = numbered(chosen, len(proposed))
    path = folder / f"{name}.md"
    words = written([passage.text for passage in proposed], numbers)
    try:
        write_whole(path, with_body(path.read_text(encoding="utf-8"), words))
    except ValueError as error:
        raise DraftError(f"{path.name}: {error}") from None
    return len(numbers)


def numbered(chosen: str, count: int) -> tuple[int, ...]:
    """Parse ``1-3,7`` as numbers from 1 to ``count``, in order; ``none`` means no numbers. Raises DraftError."""
    if chosen == "none":
        return ()
    numbers: set[int] = set()
    for part in chosen.split(","):
        match = _SPAN.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise DraftError(f"Passages must be numbers from 1 to {count}, as in 1-3,7; “{part}” is not.")
        numbers.update(range(first, last + 1))
    return tuple(sorted(numbers))


def write(folder: Path, made: Iterable[tuple[str, str, Found]]) -> None:
    """Write drafts, each an id, its text and what was found, so that a reader never sees a partial draft.

    What was found is written last: a source counts as known only once its draft exists, so an interrupted run can
    simply be repeated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text, notes in made:
        write_whole(folder / f"{name}.md", text)
        if notes.source:
            write_whole(folder / f"{name}{_SOURCE}", _source(notes.source))
        write_whole(folder / f"{name}.json", serialized(notes))


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _source(known: Mapping[str, str | int]) -> str:
    """Write a source's file: what is known of a capture, and what a person must state about the rights."""
    lines = [f"{key}: {quoted(str(value))}" for key, value in known.items() if value]
    return "\n".join((*lines, f"{OPEN} rights: what the rights allow, and why", "kept: vault", ""))


def _file(folder: Path, name: str, id: str) -> File:
    return File(path=f"{folder.name}/{name}.md", group=DRAFTS, stem=id)


def _source_file(folder: Path, name: str, id: str) -> File:
    return File(path=f"{folder.name}/{name}{_SOURCE}", group="sources", stem=id)


def _front(text: str) -> list[str]:
    return text.partition(f"\n{FENCE}\n")[0].split("\n")
