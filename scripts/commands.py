"""What the commands do once their arguments are parsed and the environment is right: they print, the core does not."""

from __future__ import annotations

import argparse
import errno
import io
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from archive.record.problem import Problem, counted, errors, report, visible

if TYPE_CHECKING:
    from archive.pipeline import Prepared

_WAITING = "The site stays as it was until this is mended.\n"

FINE, PROBLEMS, WRONG_USE, LACKING = 0, 1, 2, 3


def run(command: str, options: argparse.Namespace) -> int:
    """Carry out a command; gives the exit code."""
    return {"check": check, "build": build, "serve": serve}[command](options)


def check(options: argparse.Namespace) -> int:
    """Print every problem of the record, or of the files that are named."""
    from archive.check.checking import check as find
    from archive.read.reading import read

    reading = read(options.root)
    problems = [one for one in find(reading, options.today) if _among(one, options.root, options.paths)]
    sys.stdout.write(report(problems))
    return PROBLEMS if errors(problems) else FINE


def build(options: argparse.Namespace) -> int:
    """Make the site, with a line for each stage and the counts at the end."""
    from archive.link.counts import counts

    stages = Stages(sys.stderr)
    _tell_passed_over(options)
    built = _built(options, stages)
    if isinstance(built, int):
        return built
    found = counts(built.links)
    sys.stdout.write(
        f"{counted(found.statements, 'statement')}, {found.held:,} with words held; {found.speakers:,} who speak, "
        f"{counted(found.places, 'place')} spoken of, {counted(found.laws, 'law')} cited; {found.named:,} only named\n"
        f"published in {options.site_dir} after {stages.total:.1f} s\n"
    )
    return FINE


def _built(options: argparse.Namespace, stages: Stages) -> Prepared | int:
    """Build the site and print the problems of the record; returns the exit code where there is no site."""
    import hooks
    from archive import pipeline
    from archive.publish.publishing import PlaceError
    from archive.publish.search_index import IndexingError

    try:
        prepared = pipeline.build(
            options.root,
            options.site_dir,
            options.today,
            stages,
            lambda prepared, tree: hooks.shell(prepared, tree, options.root, options.trust),
        )
    except pipeline.ProblemsFoundError as found:
        sys.stdout.write(report(found.problems))
        return PROBLEMS
    except (pipeline.ShellError, PlaceError) as error:
        return _refuse(WRONG_USE, str(error))
    except IndexingError as error:
        return _refuse(LACKING, f"Pagefind must be able to index the site: {error}")
    if prepared.warnings:
        sys.stdout.write(report(prepared.warnings))
    return prepared


def _tell_passed_over(options: argparse.Namespace) -> None:
    """Say what an archive's own configuration sets in vain; whether it can be read at all the build says."""
    import hooks
    from archive.pipeline import ShellError

    with suppress(ShellError):
        keys = () if options.trust else hooks.passed_over(options.root)
        if keys:
            sys.stderr.write(
                f"{options.root / 'mkdocs.yml'}: {', '.join(map(visible, keys))} passed over.\n"
                "  hint: --trust uses the whole file, and runs that archive's own code\n"
            )


def serve(options: argparse.Namespace) -> int:
    """Serve the site until interrupted, and build it anew whenever a file changes.

    A record with problems is reported as ``check`` reports it, and the last good site is served until it is mended.
    """
    import hooks

    def build_and_tell() -> None:
        stages = Stages(io.StringIO())
        try:
            built = _built(options, stages)
        except OSError as error:  # a full disk, say: the site that was there is served on
            built = _refuse(LACKING, f"The site could not be built: {error}")
        sys.stdout.write(f"Built in {stages.total:.1f} s.\n" if not isinstance(built, int) else _WAITING)
        if not told:
            told.append(f"Serving {server.address} (press Ctrl+C to stop)\n")
            sys.stdout.write(told[0])
        sys.stdout.flush()

    told: list[str] = []
    _tell_passed_over(options)
    server = hooks.SiteServer(build_and_tell, options.host, options.port, options.site_dir, options.root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be stopped is to be stopped, by whatever means
    try:
        server.run()
    except OSError as error:
        server.server_close()
        return _refuse_address(options.host, options.port, error)
    except KeyboardInterrupt:
        server.shutdown(wait=True)
    return FINE


def _refuse_address(host: str, port: int, error: OSError) -> int:
    if error.errno == errno.EADDRINUSE:
        sentence = f"Port {port} of {host} is in use by another program."
        return _refuse(LACKING, f"{sentence}\n  hint: serve --port {port + 1 if port < 65_535 else 8000}")
    return _refuse(WRONG_USE, f"The site cannot be served at {host}, port {port}: {error.strerror or error}.")


class Stages:
    """Shows each stage: its name while it runs, where the stream is a terminal, and its time when it is done."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream to show them on."""
        self._stream = stream
        self.total = 0.0
        """Seconds, of all stages so far."""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time a stage; one that fails leaves its name as the last word."""
        if self._stream.isatty():
            self._stream.write(f"  {name} ...")
            self._stream.flush()
        began = time.perf_counter()
        yield
        took = time.perf_counter() - began
        self.total += took
        back = "\r" if self._stream.isatty() else ""
        self._stream.write(f"{back}  {name:<20}{took:6.2f} s\n")
        self._stream.flush()


def _refuse(code: int, sentence: str) -> int:
    sys.stderr.write(f"manage.py: {sentence}\n")
    return code


def _among(problem: Problem, root: Path, paths: list[Path]) -> bool:
    place = _standing(root / problem.place.path)
    return not paths or any(place == path or path in place.parents for path in map(_standing, paths))


def _standing(path: Path) -> Path:
    """Resolve the folder that a file stands in and not the file: a symbolic link is where it is, not where it leads."""
    return path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
