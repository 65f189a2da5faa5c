"""The command ``bench``: make the texts, build them with each builder, and print what each build took."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench import corpus, editing, generate, measure, table
from bench.contenders import BUILD, CONTENDERS, PREVIEWS, SERVE, Contender, Job, site
from bench.releases import CorpusError, Release, read, releases
from launcher.lacking import LackingError

OK, FAILED, USAGE_ERROR = 0, 1, 2
_COUNT = 10_000
"""How many texts are made where none are given."""
_GROWTH = (1_000, 10_000, 50_000)
"""The sizes at which growth is measured, with made-up texts."""
_EDITS = 9
"""How many edits are timed."""
_ARCHIVE = "archive"
_OURS, _REFERENCE = "archive: build", "Hugo + Pagefind"
_STAGE = re.compile(r"^ {2}(\S.*?) +(\d+\.\d\d) s$", re.MULTILINE)
"""A stage and its time, as ``build`` writes them on its error stream."""
_LAST_WORDS = 12
"""Lines shown of what a failed command said."""


def run(command: str, options: argparse.Namespace) -> int:
    """Measure; ``options`` has ``corpus``, ``count``, ``keep``, ``only``, ``previews`` and ``growth``.

    Returns 0 if every installed builder succeeded, 1 if one failed, 2 for a corpus that cannot be used.

    Raises LackingError on a system that does not report what a process used.
    """
    del command  # there is only one
    if not hasattr(os, "wait4"):
        raise LackingError("This system does not tell what a program took.", "measure on Linux or macOS")
    try:
        found = texts(options.corpus, options.count)
    except CorpusError as error:
        sys.stderr.write(f"manage.py: {error}\n  hint: docs/benchmark.md tells what a line must have\n")
        return USAGE_ERROR
    chosen = [contender for contender in CONTENDERS if not options.only or contender.name in options.only]
    _say(f"{len(found):,} releases, {sum(len(one.body) for one in found) / 1e6:.1f} million characters")
    _say(_machine())
    _say(_versions(chosen))
    with _folder(options.keep) as folder:
        results = [result for one in chosen for result in _measured(one, found, folder / one.name)]
        if results:
            print(f"\n{table.report(results, _OURS, _REFERENCE)}", end="", flush=True)
        if any(result.title == _OURS for result in results):
            print(_edited(found, folder / _ARCHIVE), end="", flush=True)
            if options.previews:
                results += _previews(found, folder / _ARCHIVE)
        if options.growth:
            results += _grown(_GROWTH, folder, keep=bool(options.keep))
    return OK if all(result.fine for result in results) else FAILED


def _previews(found: tuple[Release, ...], folder: Path) -> list[table.Result]:
    """Measure a first build that draws previews and a second that reuses them; print the table."""
    job = Job(title="archive: previews", steps=(PREVIEWS,))
    builds = {name: _job(job, found, folder) for name in ("first build", "second build")}
    print(f"\n{table.previews(builds, measure.weigh(site(folder), 'cards/*.png'))}", end="", flush=True)
    return list(builds.values())


def _grown(counts: Iterable[int], folder: Path, *, keep: bool) -> list[table.Result]:
    """Measure builds of a growing number of made-up statements; print the table."""
    done: dict[int, table.Result] = {}
    for count in counts:
        place = folder / f"{_ARCHIVE}-{count}"
        place.mkdir()
        found = texts(None, count)
        with _shown(f"{count:,} made-up statements: writing them"):
            corpus.write(found, place)
        done[count] = _job(Job(title=f"archive: {count:,}", steps=(BUILD,)), found, place)
        if not keep:
            shutil.rmtree(place)
    print(f"\n{table.growth(done)}", end="", flush=True)
    return list(done.values())


def _edited(found: Sequence[Release], folder: Path) -> str:
    """Measure `serve`, and print how long it took; nothing if the archive has an error."""
    record = folder / "statements" / found[len(found) // 2].date[:4] / f"{found[len(found) // 2].id}.md"
    try:
        with _shown("archive: serve"):
            took = editing.edits(SERVE, folder, record, _EDITS)
    except editing.EditingError as error:
        _say(f"archive: serve failed: {error}")
        return ""
    return (
        f"\narchive: serve: {took.start:.1f} s to the first page; from saving a record to its page"
        f" {took.median:.2f} s, at most {took.longest:.2f} s in {_EDITS} edits\n"
    )


def texts(corpus: Path | None, count: int | None) -> tuple[Release, ...]:
    """Return the first ``count`` releases of a file, or that many made-up ones; raises CorpusError."""
    if corpus is None:
        return tuple(releases(generate.lines(count or _COUNT)))
    found = tuple(islice(read(corpus), count))
    if not found:
        raise CorpusError(f"{corpus} has no release that names its speaker and has a text.")
    return found


def stages(said: str) -> Mapping[str, float]:
    """Read the seconds of each stage from the output of ``build``."""
    return {name: float(took) for name, took in _STAGE.findall(said)}


def _measured(contender: Contender, found: tuple[Release, ...], folder: Path) -> Iterator[table.Result]:
    if contender.lacks:
        _say(f"{contender.program} is not installed, so {contender.name} is passed over; to get it: {contender.hint}")
        return
    folder.mkdir()
    with _shown(f"{contender.name}: writing its input"):
        contender.prepare(found, folder)
    for job in contender.jobs:
        result = _job(job, found, folder)
        yield result
        if not result.fine:
            return


def _job(job: Job, found: tuple[Release, ...], folder: Path) -> table.Result:
    used: dict[str, measure.Usage] = {}
    said = ""
    for step in job.steps:
        os.sync()  # output from before this step is not its work
        log = folder / f"{step.name}.log"
        with _shown(f"{job.title}: {step.name}"):
            used[step.name] = measure.run(step.command, folder, log, dict(step.environment))
        said = log.read_text(encoding="utf-8", errors="replace")
        if used[step.name].code != 0:
            _say(f"{job.title}: {step.name} failed with exit code {used[step.name].code}; its last words:")
            _say("\n".join(f"  {line}" for line in said.splitlines()[-_LAST_WORDS:]))
            break
    pages = (site(folder) / "statements" / one.id / "index.html" for one in found)
    return table.Result(
        title=job.title,
        steps=used,
        weight=measure.weigh(site(folder)) if job.makes_site else None,
        stages=stages(said),
        pages=measure.page_sizes(page for page in pages if page.is_file()) if job.makes_site else None,
    )


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="archive-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB of memory"


def _versions(chosen: Iterable[Contender]) -> str:
    packages = ("mkdocs", "mkdocs-material", "pagefind")
    known = [f"Python {platform.python_version()}"]
    known += [f"{name} {importlib.metadata.version(name)}" for name in packages]
    for one in chosen:
        if one.version and not one.lacks:
            known.append(subprocess.run(one.version, capture_output=True, text=True, check=False).stdout.split("+")[0])
    return ", ".join(known)


@contextmanager
def _shown(what: str) -> Iterator[None]:
    """Show the step under way: on a terminal from its start, and everywhere with its time at the end."""
    on_terminal = sys.stderr.isatty()
    if on_terminal:
        sys.stderr.write(f"{what} ...")
        sys.stderr.flush()
    begun = time.perf_counter()
    yield
    _say(f"{chr(13) if on_terminal else ''}{what}: {time.perf_counter() - begun:.1f} s")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
