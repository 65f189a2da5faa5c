"""The commands: each takes parsed options, calls the core, prints and returns the exit code."""

from __future__ import annotations

import argparse
import errno
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from archive.record.problem import Problem, counted, errors, report, visible
from github import annotate

if TYPE_CHECKING:
    from archive.pipeline import Prepared

OK, PROBLEMS, USAGE_ERROR, LACKING = 0, 1, 2, 3


def run(command: str, options: argparse.Namespace) -> int:
    """Run a command and return the exit code."""
    commands = {
        "check": check,
        "verify": verify,
        "seal": seal,
        "build": build,
        "audit": audit,
        "export": export,
        "serve": serve,
    }
    return commands[command](options)


def check(options: argparse.Namespace) -> int:
    """Print every problem in the record, or in the given files."""
    from archive.check.checking import check as find
    from archive.history.git import GitError
    from archive.history.revision import read_at
    from archive.read.reading import NOTHING, read

    try:
        base = NOTHING if options.base is None else read_at(options.root, options.base)
    except GitError as error:
        return _refuse(USAGE_ERROR, str(error))
    problems = [
        problem
        for problem in find(read(options.root), options.today, base)
        if _among(problem, options.root, options.paths)
    ]
    sys.stdout.write(report(problems))
    if options.format == "github":
        sys.stdout.write(annotate(problems))
    return PROBLEMS if errors(problems) else OK


def verify(options: argparse.Namespace) -> int:
    """Prove the words of statements, record where they are, and report what is not found."""
    from archive.prove.holdings import Holdings
    from archive.prove.verifying import UseError
    from archive.prove.verifying import verify as prove
    from archive.read.reading import read

    reading = read(options.root)
    vault = (options.vault,) if options.vault else ()
    holdings = Holdings((*reading.holdings.folders, *vault))
    fine = True
    try:
        given = options.against.read_bytes() if options.against else None
        for verified in prove(reading.archive, options.ids, holdings, given, options.today):
            fine = fine and verified.fine
            lines = (verified.statement.id, *verified.lines)
            sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
            if verified.text:
                file = options.root / verified.statement.origin.path
                beside = file.with_name(f".{file.name}.new")
                beside.write_bytes(verified.text.encode())
                beside.replace(file)
    except (UseError, OSError) as error:
        return _refuse(USAGE_ERROR, str(error))
    return OK if fine else PROBLEMS


def seal(options: argparse.Namespace) -> int:
    """Write the next seal: the checksums of new and changed files, and a head that covers everything so far."""
    from archive.check.checking import check as find
    from archive.read.files import SEALS
    from archive.read.reading import read

    reading = read(options.root)
    problems = find(reading, options.today)
    if errors(problems):
        sys.stdout.write(report(problems))
        return PROBLEMS
    ledger = reading.archive.ledger
    if not ledger.pending:
        sys.stdout.write(f"Nothing has changed since {'the last seal' if ledger.seals else 'the archive was empty'}.\n")
        return OK
    if ledger.day and options.today < ledger.day:
        return _refuse(USAGE_ERROR, f"A seal must not be dated before the last one, and {options.today} is.")
    new = ledger.next(options.today)
    folder = options.root / SEALS
    folder.mkdir(exist_ok=True)
    head = folder / f"{new.head.number:04}.json"
    for file, text in ((head.with_suffix(".sums"), new.sums), (head, new.head.text)):
        with file.open("x", encoding="ascii", newline="") as stream:
            stream.write(text)
    entries = counted(len(new.added), "entry", "entries")
    sys.stdout.write(f"Seal {new.head.number} has {entries}: {head}\nCommit it with its .sums file.\n")
    return OK


def build(options: argparse.Namespace) -> int:
    """Build the site; print a line for each stage and the counts at the end."""
    from archive.link.counts import counts

    stages = Stages(sys.stderr)
    _report_ignored(options)
    built = _built(options, stages)
    if isinstance(built, int):
        return built
    found = counts(built.links)
    sys.stdout.write(
        f"{counted(found.statements, 'statement')}, {found.held:,} with words held; {found.speakers:,} who speak, "
        f"{counted(found.places, 'place')} spoken of, {counted(found.laws, 'law')} cited; {found.named:,} only named\n"
        f"published in {options.site_dir} after {stages.total:.1f} s\n"
    )
    return OK


def _built(options: argparse.Namespace, stages: Stages) -> Prepared | int:
    """Build the site and print the problems of the record; returns the exit code if there is no site."""
    import hooks
    from archive import pipeline
    from archive.assets.disk_cache import CacheError
    from archive.outputs import UnknownSlotError
    from archive.publish.publishing import BusyError, PlaceError, abandoned
    from archive.publish.search_index import IndexingError

    try:
        prepared = pipeline.build(
            options.root,
            options.site_dir,
            options.today,
            stages,
            lambda tree: hooks.shell(tree, options.root, options.trust),
            hooks.CACHE,
            hooks.watched(options.root),
        )
    except pipeline.ProblemsFoundError as found:
        sys.stdout.write(report(found.problems))
        return PROBLEMS
    except BusyError as error:
        return _refuse(LACKING, f"{error}\n  hint: build again when it is done")
    except (pipeline.ShellError, UnknownSlotError, PlaceError, CacheError) as error:
        return _refuse(USAGE_ERROR, str(error))
    except IndexingError as error:
        return _refuse(LACKING, f"Pagefind must be able to index the site: {error}")
    for left in abandoned(options.site_dir.resolve()):
        sys.stderr.write(f"{left} is left from an earlier build and could not be deleted; delete it by hand.\n")
    if prepared.warnings:
        sys.stdout.write(report(prepared.warnings))
    return prepared


def _report_ignored(options: argparse.Namespace) -> None:
    """Print which keys of the archive's own configuration are ignored; the build reports an unreadable one."""
    import hooks
    from archive.pipeline import ShellError

    with suppress(ShellError):
        keys = () if options.trust else hooks.ignored(options.root)
        if keys:
            sys.stderr.write(
                f"{options.root / 'mkdocs.yml'}: ignored {', '.join(map(visible, keys))}.\n"
                "  hint: --trust uses the whole file and runs that archive's own code\n"
            )


def export(options: argparse.Namespace) -> int:
    """Restore a record, with its seals and sources, from a published site; nothing unless every checksum is right."""
    from archive.read.published import Published
    from archive.read.restoring import MANIFEST, NAME, SUMS, RestoreError, restored, seals, shipped

    try:
        published = Published(options.site)
        data, sums, manifest = (published.data(name) for name in (NAME, SUMS, MANIFEST))
        records = restored(data, sums.decode("utf-8", "replace"))
        files = {**records, **dict(shipped(records, published)), **dict(seals(manifest, published))}
    except RestoreError as error:
        return _refuse(PROBLEMS, f"{options.site}: {error}")
    for path, content in files.items():
        file = options.records / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(content)
    sys.stdout.write(f"{counted(len(files), 'file')} written in {options.records}\n")
    return OK


def audit(options: argparse.Namespace) -> int:
    """Print where a published site differs from its record, and what was lost or rewritten since a manifest."""
    import hooks
    from archive.audit import comparison, rewrites
    from archive.audit.download import download
    from archive.check.checking import check as find
    from archive.link.linking import link
    from archive.pipeline import ShellError
    from archive.publish.tree import files
    from archive.read.published import Published
    from archive.read.reading import read
    from archive.read.restoring import RestoreError
    from archive.site.site import Site

    published = Published(options.site)
    with tempfile.TemporaryDirectory(prefix="archive-audit-") as folder:
        root, tree = Path(folder) / "archive", Path(folder) / "tree"
        try:
            kept = rewrites.read(options.since.read_bytes()) if options.since else None
            settings, history = download(published, root)
            written = hooks.shell(tree, options.root, trust=False).written
        except (rewrites.ManifestError, ShellError, OSError) as error:
            return _refuse(USAGE_ERROR, f"{options.since if options.since else ''} {error}".strip())
        except RestoreError as error:
            return _refuse(PROBLEMS, f"{options.site}: {error}")
        reading = read(root)
        problems = find(reading, options.today)
        if errors(problems):
            sys.stdout.write(f"The record of the site has problems.\n{report(problems)}")
            return PROBLEMS
        site = Site(links=link(reading.archive), settings=settings, history=history)
        differences = [*comparison.differences(comparison.expected(site), settings.site_url, published)]
        differences += comparison.slots(site, written, published)
        differences += comparison.surplus(site, [*written, *files(tree)], published.names())
        differences += rewrites.differences(reading.archive, kept) if kept else ()
    for difference in sorted(differences):
        sys.stdout.write(f"{difference}\n")
    sys.stdout.write(
        f"{counted(len(differences), 'difference')} in {counted(len(site.links.statements), 'statement')}\n"
    )
    return PROBLEMS if differences else OK


def serve(options: argparse.Namespace) -> int:
    """Serve the site until interrupted; edits show at once, and the whole site is built in the background.

    Problems are reported as by ``check``, and the last good state is served until they are fixed.
    """
    import hooks
    from archive.preview import Preview
    from archive.read.files import FOLDER
    from intake.desk import Desk
    from intake.drafts import DRAFTS
    from serve.background import Background
    from serve.guard import Guard, is_loopback
    from serve.loop import Loop, with_search
    from serve.server import Board, Server
    from serve.watch import Watch

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="archive-serve-")))
        preview = Preview(
            options.root,
            options.today,
            lambda tree: hooks.shell(tree, options.root, options.trust),
            folder / "theme",
            hooks.CACHE,
        )
        board = Board()
        try:
            server = Server(options.host, options.port, with_search(preview.answer, options.site_dir), board)
        except OSError as error:
            return _refuse_address(options.host, options.port, error)
        stack.callback(server.server_close)
        background = Background(_build_command(options))
        stack.callback(background.close)
        drafts = options.root / DRAFTS
        if is_loopback(options.host):
            guard = Guard(server.server_port)
            server.desk = Desk(options.root, options.today, preview.pour, guard.token), guard
        watch = Watch(options.root / FOLDER, hooks.watched(options.root), drafts)
        watch.start()
        stack.callback(watch.stop)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        _report_ignored(options)
        loop = Loop(preview=preview, board=board, watch=watch, background=background, site=options.site_dir, say=_say)
        good = loop.update(theme=True)
        _say(f"Serving {server.address} (press Ctrl+C to stop)")
        if drafts.is_dir():
            where = f"at {server.address}drafts/" if server.desk else "only where no other machine can ask for them"
            _say(f"Drafts are shown {where}")
        try:
            loop.follow(good)
        except KeyboardInterrupt:
            return OK


def _build_command(options: argparse.Namespace) -> list[str]:
    program = str(Path(__file__).with_name("manage.py"))
    places = ["--root", str(options.root), "--site-dir", str(options.site_dir), "--today", options.today.isoformat()]
    return [sys.executable, program, "build", *places, *(["--trust"] if options.trust else [])]


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _refuse_address(host: str, port: int, error: OSError) -> int:
    if error.errno == errno.EADDRINUSE:
        sentence = f"Port {port} of {host} is in use by another program."
        return _refuse(LACKING, f"{sentence}\n  hint: serve --port {port + 1 if port < 65_535 else 8000}")
    return _refuse(USAGE_ERROR, f"The site cannot be served at {host}, port {port}: {error.strerror or error}.")


class Stages:
    """Prints each stage: on a terminal its name while it runs, and its time when it is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.total = 0.0
        """The seconds of all stages so far."""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time a stage; if it fails, its name is the last line."""
        if self._stream.isatty():
            self._stream.write(f"  {name} ...")
            self._stream.flush()
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        self.total += seconds
        back = "\r" if self._stream.isatty() else ""
        self._stream.write(f"{back}  {name:<20}{seconds:6.2f} s\n")
        self._stream.flush()


def _refuse(code: int, sentence: str) -> int:
    sys.stderr.write(f"manage.py: {sentence}\n")
    return code


def _among(problem: Problem, root: Path, paths: list[Path]) -> bool:
    place = _located(root / problem.place.path)
    return not paths or any(place == path or path in place.parents for path in map(_located, paths))


def _located(path: Path) -> Path:
    """Resolve a file's folder but not the file itself: a symbolic link counts where it is, not where it points."""
    return path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
