"""The help of the whole command, made from the table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from launcher.arguments import PROGRAM
from launcher.table import Command

_HEAD = f"""\
The Compliance Statement Archive keeps what officials say about compliance with the law, each with its owner.

usage: {PROGRAM} COMMAND [ARGUMENT...]
"""

_TAIL = f"""
Examples
  {PROGRAM} serve                          view the site while you edit
  {PROGRAM} check statements/2017          check some records only
  {PROGRAM} build --site-dir /tmp/preview  leave site/ alone

Exit codes
  0  success
  1  the record has problems, or a test failed
  2  wrong usage
  3  the machine lacks something, which the message names

The first run creates .venv at the top of the project and installs the packages that it needs there.
{PROGRAM} COMMAND --help explains a command.
"""


def overview(commands: Iterable[Command]) -> str:
    """Return the help of the whole command: the commands by purpose, examples and exit codes."""
    return _HEAD + "".join(_groups(commands)) + _TAIL


def _groups(commands: Iterable[Command]) -> Iterable[str]:
    for purpose, group in groupby(commands, key=lambda command: command.purpose):
        yield f"\n{purpose}\n"
        for command in group:
            yield f"  {command.name + ' ' + command.usage:<20}{command.line}\n"
