"""The one command of the archive: ``python3 scripts/manage.py COMMAND``.

It begins on the standard library alone, with whatever Python it was given. This file therefore keeps to what
Python 3.8 can read, so that an old one is told what is missing instead of tripping over the grammar; all the
rest is in the package ``launcher`` beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path


def start() -> int:
    """Check the Python that runs this, then hand over to the launcher; return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- who runs this may have an older one
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
