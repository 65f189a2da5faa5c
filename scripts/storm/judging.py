"""The standard for every mutation: a record, or problems with place, rule and hint, within a time limit."""

from __future__ import annotations

import datetime
import json
import shutil
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import outputs
from archive.check.checking import check
from archive.check.rules import RULES
from archive.export.data import sources
from archive.link.linking import link
from archive.read.reading import Reader, Reading
from archive.record.problem import Problem, errors, report
from archive.site.site import Settings, Site
from storm.mutating import Mutation

BOUND = 10.0
"""Seconds of the processor in which an archive of this size is judged, whatever one file of it holds."""
_LONGEST_REPORT = 200_000
_IDS = frozenset(rule.id for rule in RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome of a mutation."""

    mutation: Mutation
    accepted: bool
    seconds: float
    """Processor seconds."""
    faults: tuple[str, ...]
    """The promises that were broken."""


class Judge:
    """Writes each mutation over a copy of an archive and judges it."""

    def __init__(self, root: Path, scratch: Path, today: datetime.date) -> None:
        """Take an archive and a folder to copy it into, which must not exist."""
        shutil.copytree(root / "statements", scratch / "statements")
        self.root, self._today = scratch, today
        self._reader = Reader(scratch)

    def judge(self, mutation: Mutation) -> Verdict:
        """Write the files, read and check the archive, and put everything back."""
        before = {path: self._held(path) for path in mutation.files}
        made = [path for name in mutation.files for path in self._write(name, mutation.files[name])]
        try:
            return self._judged(mutation)
        finally:
            for name, data in before.items():
                if data is None:
                    (self.root / name).unlink()
                else:
                    (self.root / name).write_bytes(data)
            for folder in reversed(made):
                folder.rmdir()

    def keep(self, mutation: Mutation) -> None:
        """Keep a mutation, so that the next ones are written over it."""
        for name, data in mutation.files.items():
            self._write(name, data)

    def _held(self, path: str) -> bytes | None:
        file = self.root / path
        return file.read_bytes() if file.exists() else None

    def _write(self, name: str, data: bytes) -> list[Path]:
        """Write a file, and return the folders that were created for it."""
        file = self.root / name
        made = [folder for folder in reversed(file.parents) if not folder.exists()]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return made

    def _judged(self, mutation: Mutation) -> Verdict:
        begun = time.process_time()
        accepted = False
        try:
            reading = self._reader.read()
            problems = check(reading, self._today)
            faults = list(_of_problems(problems, self.root))
            accepted = not errors(problems)
            if accepted:
                faults += _of_accepted(reading, mutation)
        except Exception:  # a traceback is what this looks for
            faults = [traceback.format_exc(limit=-3)]
        seconds = time.process_time() - begun
        if accepted and mutation.refused:
            faults.append("it was accepted")
        if seconds > BOUND:
            faults.append(f"it took {seconds:.1f} s")
        return Verdict(mutation=mutation, accepted=accepted, seconds=seconds, faults=tuple(faults))


def _of_problems(problems: tuple[Problem, ...], root: Path) -> Iterator[str]:
    text = report(problems)
    if len(text) > _LONGEST_REPORT:
        yield f"the report has {len(text):,} characters"
    for problem in problems:
        quoted = repr(str(problem)[:300])
        if problem.rule not in _IDS:
            yield f"the rule is none: {quoted}"
        if not problem.sentence.endswith(".") or not (
            " must " in problem.sentence or "more problem" in problem.sentence
        ):
            yield f"the sentence is none: {quoted}"
        if not _is_there(problem, root):
            yield f"the place is nowhere: {quoted}"
        lines = str(problem).split("\n")
        if not all(line.isprintable() for line in lines) or len(lines) != 1 + bool(problem.hint):
            yield f"it does not print: {quoted}"


def _is_there(problem: Problem, root: Path) -> bool:
    file = root / problem.place.path
    if not file.is_file():
        return file.exists() and problem.place.line == problem.place.column == 1
    lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    place = problem.place
    return 1 <= place.line <= len(lines) + 1 and 1 <= place.column <= max(map(len, lines)) + 2


def _of_accepted(reading: Reading, mutation: Mutation) -> Iterator[str]:
    """Check an accepted archive: its words are published unchanged, and its pages can be made."""
    published = {line["path"]: line["text"] for line in map(json.loads, sources.written(reading.archive).splitlines())}
    for path, data in mutation.files.items():
        if published.get(path, "").encode() != data:
            yield f"{path} is not published as it is"
    site = Site(links=link(reading.archive), settings=Settings(site_name="Storm"))
    stems = {Path(path).stem for path in mutation.files}
    for part in outputs.searched(site):
        for output in part:
            if not stems.isdisjoint(output.path.split("/")):
                output.make()
