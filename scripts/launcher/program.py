"""From a command line to an exit code: parse, make the environment, run."""

from __future__ import annotations

import argparse
import datetime
import importlib
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import PathFinder
from pathlib import Path

from launcher import environment
from launcher.arguments import PROGRAM
from launcher.lacking import LackingError, from_os_error
from launcher.overview import overview
from launcher.table import COMMANDS, Command

TOP = Path(__file__).resolve().parents[2]
"""The top of the project."""


def main(argv: Sequence[str]) -> int:
    """Run a command line, given without the program's name; return the exit code.

    Wrong use raises SystemExit(2), as argparse does.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not have every character of the record
    try:
        code = carry_out(argv)
        sys.stdout.flush()  # here, so that a closed pipe is handled below
        return code
    except KeyboardInterrupt:
        sys.stderr.write("\nmanage.py: Interrupted.\n")
        return 130
    except LackingError as lacking:
        sys.stderr.write(f"manage.py: {lacking}\n")
        return 3
    except BrokenPipeError:
        # The reader of the output has gone, as head does; nothing may be flushed to it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        refusal = from_os_error(error)
        if refusal is None:
            raise
        sys.stderr.write(f"manage.py: {refusal}\n")
        return 3


def carry_out(argv: Sequence[str]) -> int:
    """Execute a command line and return the exit code; errors are raised."""
    if argv and argv[0] in ("-h", "--help", "help"):
        sys.stdout.write(overview(COMMANDS))
        return 0
    command = choose(argv)
    options = parse(command, argv[1:])
    environment.enter(TOP, command.requirements)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # handle SIGTERM like Ctrl+C
    try:
        return int(importlib.import_module(command.module).run(command.name, options))
    except ImportError as error:
        package = (error.name or "").partition(".")[0]
        if not package or PathFinder.find_spec(package, [str(TOP / "scripts")]):
            raise
        raise LackingError(
            f"The environment {environment.FOLDER} has lost the package {package}.",
            f"delete {TOP / environment.FOLDER} and run the command again, which recreates it",
        ) from None


def choose(argv: Sequence[str]) -> Command:
    """Find the command that the first word names; raises SystemExit(2) if it names none."""
    if not argv:
        raise wrong_use("A command is missing.", f"{PROGRAM} --help lists them")
    named = {command.name: command for command in COMMANDS}
    if argv[0] in named:
        return named[argv[0]]
    if argv[0].startswith("-"):
        raise wrong_use(f"The command must come before its options, and {argv[0]} comes first.", f"{PROGRAM} --help")
    import difflib  # imported here because it would slow down every start

    near = difflib.get_close_matches(argv[0], named, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(named)}"
    raise wrong_use(f"There is no command {argv[0]}.", hint)


def wrong_use(sentence: str, hint: str) -> SystemExit:
    """Print what is wrong with the command line to stderr; return the exception that exits with 2."""
    sys.stderr.write(f"manage.py: {sentence}\n  hint: {hint}\n")
    return SystemExit(2)


def parse(command: Command, argv: Sequence[str]) -> argparse.Namespace:
    """Read a command's arguments and fill in the defaults that depend on where and when it runs.

    A command that declares ``--root``, ``--site-dir`` or ``--today`` always finds ``root`` and
    ``site_dir``, two absolute paths, and ``today``, a date. This is the one place that reads the clock, unless
    ``SOURCE_DATE_EPOCH`` says what time it is (reproducible-builds.org).
    """
    if command.passes_on and list(argv) not in (["-h"], ["--help"]):
        return argparse.Namespace(arguments=list(argv))
    options = command.parser().parse_args(argv)
    if "root" in options:
        options.root = options.root or TOP
    if "site_dir" in options:
        options.site_dir = options.site_dir or options.root / "site"
    if "today" in options:
        options.today = options.today or _today(os.environ)
    return options


def _today(environ: Mapping[str, str]) -> datetime.date:
    """Return today in UTC; raises SystemExit(2) if SOURCE_DATE_EPOCH is not a number of seconds since 1970."""
    given = environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        sentence = f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, and {given!r} is not."
        raise wrong_use(sentence, "unset SOURCE_DATE_EPOCH") from None
