"""The intake commands: only they print; the rest of the package does not."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive.read.files import FOLDER, VAULT
from archive.read.reading import Reading, read
from archive.record.problem import Problem, counted, errors, report, visible
from intake import drafts
from intake.candidate import InputError
from intake.drafts import DRAFTS, OPEN, DraftError

if TYPE_CHECKING:
    from archive.record.model import Watched
    from intake.candidate import Row
    from intake.formats.mapping import Mapping
    from intake.importing import Import
    from intake.obtaining import Capture
    from intake.visiting import Visitor
    from intake.watching import Look, Subject

FINE, PROBLEMS = 0, 1

_LARGEST = 500_000_000
"""Bytes of a list that is imported."""


def run(command: str, options: argparse.Namespace) -> int:
    """Run a command; returns the exit code."""
    options.drafts = getattr(options, "drafts", None) or options.root / DRAFTS
    options.vault = getattr(options, "vault", None) or options.root / VAULT
    commands = {"import": import_list, "capture": capture, "draft": draft, "accept": accept, "watch": watch}
    carry_out = commands[command]
    try:
        return carry_out(options)
    except (InputError, DraftError) as error:
        sys.stderr.write(f"manage.py: {visible_lines(str(error))}\n")
        return PROBLEMS


def import_list(options: argparse.Namespace) -> int:
    """Make drafts of the documents in a list, or say what they would be."""
    from intake.importing import imported
    from intake.making import Maker

    mapping = _mapping(options.mapping)
    reading = _read(options.root)
    maker = Maker(archive=reading.archive, today=options.today, form=mapping.date_format)
    result = imported(_rows(options, mapping), options.file.name, maker, options.drafts)
    for refusal in result.refused:
        sys.stdout.write(f"{visible(f'{options.file.name}, {refusal.place}: {refusal.sentence}')}\n")
    agreed = options.skip or not result.refused
    if agreed and not options.dry_run:
        drafts.write(options.drafts, result.drafts)
    _tell(result, options.drafts, written=agreed and not options.dry_run)
    if not agreed:
        sys.stderr.write("manage.py: Nothing was written.\n  hint: --skip writes the drafts of the other rows\n")
    return FINE if agreed else PROBLEMS


def _mapping(path: Path | None) -> Mapping:
    from intake.formats import mapping

    return mapping.Mapping() if path is None else mapping.read(path.name, _bytes(path))


def _rows(options: argparse.Namespace, mapping: Mapping) -> Iterator[Row]:
    from intake.formats import FORMATS, recognized
    from intake.formats.markdown_folder import markdown_folder

    if options.file.is_dir():
        return markdown_folder(options.file, mapping)
    data = _bytes(options.file)
    chosen = FORMATS[options.format] if options.format else recognized(options.file.name.removesuffix(".gz"), data)
    return chosen.read(data, mapping)


def _bytes(path: Path) -> bytes:
    """Read a file, decompressed if its name ends in .gz; raises InputError."""
    import gzip
    import zlib

    try:
        with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as stream:
            data: bytes = stream.read(_LARGEST + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise InputError(f"{path.name} must be there to read: {error}.") from None
    if len(data) > _LARGEST:
        raise InputError(f"{path.name} must have at most {_LARGEST:,} bytes.")
    return data


def _tell(result: Import, folder: Path, *, written: bool) -> None:
    known = sum("\nstatutes:\n" in text for _, text, _ in result.drafts)
    cited = sum("\nstatutes:\n" in text or f"\n{OPEN} statutes:" in text for _, text, _ in result.drafts)
    kinds = Counter(found.near_duplicates[0].kind for _, _, found in result.drafts if found.near_duplicates)
    alike = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())) or "none"
    sys.stdout.write(
        f"{counted(len(result.drafts), 'draft')} {f'written in {folder}' if written else 'not written'}; "
        f"{cited:,} cite laws, {known:,} of them laws of the record; near duplicates: {alike}\n"
        f"{counted(len(result.known), 'row')} known already, {len(result.refused):,} refused\n"
    )


def capture(options: argparse.Namespace) -> int:
    """Keep the bytes of sources, and make a draft from each that is a document."""
    from intake.capturing import drafted
    from intake.making import Maker

    if options.url and len(options.sources) > 1:
        raise InputError("--url must come with one source, whose address it is.")
    maker = Maker(archive=_read(options.root).archive, today=options.today)
    refused = 0
    for found, kept in _kept(options.sources, options.vault, ocr=options.ocr):
        made = drafted(found, maker, options.drafts, url=options.url, anyway=options.anyway)
        if isinstance(made, str):
            refused += 1
            outcome = made
        else:
            drafts.write(options.drafts, [made])
            passages = made[2].passages
            proposed = sum(passage.proposed for passage in passages)
            count = counted(len(passages), "passage")
            outcome = f"{options.drafts / made[0]}.md, with {count}, {proposed:,} of them proposed"
        sys.stdout.write(f"{visible(f'{found.origin}: {outcome}')}\n")
        sys.stdout.write("".join(f"  kept as {file}\n" for file in kept))
    return PROBLEMS if refused else FINE


def _kept(sources: Sequence[str], vault: Path, *, ocr: bool) -> Iterator[tuple[Capture, Sequence[Path]]]:
    """Yield each capture with the files in which its bytes are kept, and those that it was read from."""
    from intake.capturing import machine_read
    from intake.obtaining import keep, obtained

    for source in sources:
        for found in obtained(source):
            kept = keep(vault, found)
            if ocr:
                read_by_machine = machine_read(found)
                yield read_by_machine, (kept, keep(vault, read_by_machine))
            else:
                yield found, (kept,)


def draft(options: argparse.Namespace) -> int:
    """List the drafts with what is open and wrong; for a single draft, also show what was found."""
    if options.take and len(options.ids) != 1:
        raise DraftError("--take must come with the id of one draft.")
    chosen = _chosen(options)
    if options.follow:
        return _follow(options)
    if options.take:
        count = drafts.take(options.drafts, chosen[0], options.take)
        sys.stdout.write(f"{counted(count, 'passage')} taken as the body of {chosen[0]}\n")
    found = drafts.problems(_read(options.root), options.drafts, chosen, options.today)
    if not options.ids:
        return _list(options.drafts, chosen, found)
    for name in chosen:
        _show(options.drafts, name)
    sys.stdout.write(report(found))
    return PROBLEMS if errors(found) else FINE


def _follow(options: argparse.Namespace) -> int:
    """Print the list again after each change to a draft or the record, until interrupted."""
    from serve.watch import Watch

    options.follow = False
    watch = Watch(options.root / FOLDER, drafts=options.drafts)
    watch.start()
    try:
        while True:
            draft(options)
            sys.stdout.flush()
            watch.wait()
            options.take = None  # once
    except KeyboardInterrupt:
        return FINE
    finally:
        watch.stop()


def _list(folder: Path, chosen: Sequence[str], problems: Sequence[Problem]) -> int:
    """Print a line for each draft: its open keys, and the number of other errors."""
    still: dict[str, list[Problem]] = {name: [] for name in chosen}
    for problem in errors(problems):
        still[Path(problem.place.path).stem].append(problem)
    for name, faults in still.items():
        lacking = [problem.sentence.split("`")[1] for problem in faults if problem.rule == "missing-key"]
        others = len(faults) - len(lacking)
        lacks = [f"open: {', '.join(lacking)}"] * bool(lacking) + [counted(others, "error")] * bool(others)
        sys.stdout.write(f"{name}: {'; '.join(lacks) or 'ready'}\n")
    ready = sum(not faults for faults in still.values())
    sys.stdout.write(f"{counted(len(chosen), 'draft')} in {folder}, {ready:,} ready\n")
    return FINE


def _show(folder: Path, name: str) -> None:
    found = drafts.found(folder, name)
    lines = [name]
    if found.origin:
        lines.append(f"  from {found.origin}")
    lines += (f"  {near.kind}: {near.name} ({near.score:g} %) {near.difference}" for near in found.near_duplicates)
    for number, passage in enumerate(found.passages, start=1):
        lines.append(f"{'*' if passage.proposed else ' '}{number:>5}  {passage.text}")
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))


def accept(options: argparse.Namespace) -> int:
    """Move into the record each draft that has no error and nothing open."""
    if options.id and len(options.ids) > 1:
        raise DraftError("--as must come with one draft, whose id it is.")
    reading = _read(options.root)
    refused = 0
    for name in _chosen(options):
        try:
            target = drafts.accept(
                options.root, reading, options.drafts, name, options.today, id=options.id, vault=options.vault
            )
        except DraftError as error:
            refused += 1
            sys.stderr.write(f"manage.py: {error}\n  hint: python3 scripts/manage.py draft {name}\n")
        else:
            sys.stdout.write(f"{target.relative_to(options.root)}\n")
            reading = _read(options.root)
    return PROBLEMS if refused else FINE


def watch(options: argparse.Namespace) -> int:
    """Look at the sources of statements again, and record what has changed."""
    import time

    from archive.prove.verifying import UseError
    from archive.record.watch import WHOLE
    from intake.visiting import Manners, Visitor
    from intake.watching import look, subjects

    archive = _read(options.root).archive
    manners = Manners(pause=options.pause, patience=options.patience)
    visitor = Visitor(time, manners, archive.unwatched.values(), frozenset(options.local))
    try:
        chosen = tuple(subjects(archive, options.ids))
    except UseError as error:
        raise InputError(str(error)) from None
    last = max((each.since for watched in archive.watched.values() for each in watched.sightings), default=None)
    if last and options.today < last.earliest:
        raise InputError(f"Sources were last checked on {last}, so today must not be {options.today}.")
    states: Counter[str] = Counter()
    for subject in chosen:
        found = look(subject, visitor)
        states[found.state] += 1
        _tell_look(subject, found)
        if found.state:
            slug = subject.source.slug
            _write_look(options, archive.watched.get(slug), slug, found, visitor)
    counts = ", ".join(f"{count:,} {state or 'unknown'}" for state, count in sorted(states.items()))
    sys.stdout.write(f"{counted(len(chosen), 'source')}{counts and f': {counts}'}\n")
    return FINE if set(states) <= set(WHOLE) else PROBLEMS


def _tell_look(subject: Subject, found: Look) -> None:
    lines = [f"{subject.source.slug}: {found.state or 'unknown'}: {found.sentence}"]
    for each in found.differences:
        change = f"source “{each.now}”, record “{each.was}”" if each.was or each.now else "not there as it was"
        lines.append(f"  {each.statement}, passage {each.passage}: {change}")
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    sys.stdout.flush()


def _write_look(options: argparse.Namespace, known: Watched | None, slug: str, found: Look, visitor: Visitor) -> None:
    """Write a source's file; a source that changed is kept, and also saved elsewhere if requested."""
    from archive.record.dates import Date
    from intake.obtaining import keep
    from intake.watching import recorded, written

    intact, sightings = recorded(known, found, Date.parse(options.today.isoformat()))
    if found.capture and found.state == "changed":
        sys.stdout.write(f"  kept as {keep(options.vault, found.capture)}\n")
    if options.save and found.capture and not sightings[-1].archived:
        archived = _saved(found.url, options.service, visitor)
        sightings = (*sightings[:-1], replace(sightings[-1], archived=archived))
    file = options.root / FOLDER / "watched" / f"{slug}.yml"
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(written(intact, sightings), encoding="utf-8", newline="\n")
    beside.replace(file)


def _saved(url: str, service: str, visitor: Visitor) -> str:
    """Have a page saved and report where; returns nothing if it was not saved."""
    from intake.fetching import FetchError
    from intake.saving import save

    try:
        address = save(url, service, visitor)
    except FetchError as error:
        sys.stdout.write(f"  not saved: {visible(str(error))}\n")
        return ""
    sys.stdout.write(f"  saved as {visible(address)}\n")
    return address


def _chosen(options: argparse.Namespace) -> Sequence[str]:
    known = drafts.names(options.drafts)
    for name in options.ids:
        if name not in known:
            raise DraftError(f"There must be a draft {name!r} in {options.drafts}.")
    return tuple(options.ids) or known


def _read(root: Path) -> Reading:
    """Read the record; raises InputError if it has errors, since a draft is checked against all of it."""
    reading = read(root)
    if found := errors(reading.problems):
        raise InputError(f"The record must have no errors; it has {len(found)}, which check lists.")
    return reading


def visible_lines(text: str) -> str:
    """Escape unprintable characters, but keep the line breaks."""
    return "\n".join(map(visible, text.split("\n")))
