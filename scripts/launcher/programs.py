"""The programs that tests run and no Python package provides, each installed when the first test needs it.

curl and R run the guide's examples; Node and Java run the readers and checkers that published files must satisfy,
which are npm packages.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping

from launcher import installing

PACKAGES = {
    "curl": "curl",
    "openssl": "openssl",
    "Rscript": "r-base-core",
    "node": "nodejs",
    "npm": "npm",
    "java": "default-jre-headless",
}
"""Each program, with the Debian package that has it."""


def ensure(names: tuple[str, ...], environ: Mapping[str, str], say: Callable[[str], None]) -> bool:
    """Return whether some programs are there, after installing the absent ones as root with apt-get."""
    absent = _absent(names, environ)
    if absent and installing.may_use_apt(environ):
        say(f"Installing {' and '.join(absent)} with apt-get ...")
        installing.with_apt(tuple(PACKAGES[name] for name in absent), environ)
        absent = _absent(names, environ)
    return not absent


def _absent(names: tuple[str, ...], environ: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in names if shutil.which(name, path=environ.get("PATH")) is None)
