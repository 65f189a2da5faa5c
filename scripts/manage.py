"""The one command of the archive: ``python3 scripts/manage.py COMMAND``.

It starts with the standard library alone, in any Python. This file keeps to the syntax of Python 3.8, so that an old
Python gets a message and not a syntax error; everything else is in the package ``launcher``.
"""

from __future__ import annotations

import sys
from pathlib import Path


def start() -> int:
    """Check the Python version, then run the launcher; return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python may run this
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(
            f"manage.py: The archive needs Python 3.11 or newer, and this is Python {found}.\n"
            "  hint: run it with a newer one, for instance python3.13 scripts/manage.py --help\n"
        )
        return 3
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:  # python -I and python -P leave it out
        sys.path.insert(0, here)
    from launcher.program import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
