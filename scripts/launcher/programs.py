"""The programs that tests run and that no package of Python brings: what is absent is installed.

curl and R run the guide's examples; Node and Java run the readers and checkers that published files must satisfy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping

from launcher import installing

PACKAGES = {
    "curl": "curl",
    "Rscript": "r-base-core",
    "node": "nodejs",
    "npm": "npm",
    "java": "default-jre-headless",
}
"""Each program, with the package of Debian that has it."""


def ensure(environ: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Install the programs that are absent, as root with apt-get; says which of them then are still absent."""
    absent = _absent(environ)
    if absent and installing.may_use_apt(environ):
        say(f"Installing {' and '.join(absent)} with apt-get ...")
        installing.with_apt(tuple(PACKAGES[name] for name in absent), environ)
        absent = _absent(environ)
    if absent:
        say(f"The tests that need {' and '.join(absent)} are skipped: no such program is installed.")


def _absent(environ: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in PACKAGES if shutil.which(name, path=environ.get("PATH")) is None)
