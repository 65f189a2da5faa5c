"""The programs that tests need and no Python package provides, each installed when the first test needs it.

curl and R run the examples in the guide; Node and Java run npm packages that check published files.
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
"""Each program and its Debian package."""


def ensure(names: tuple[str, ...], environ: Mapping[str, str], say: Callable[[str], None]) -> bool:
    """Return whether the programs are installed, after trying to install the missing ones with apt-get as root."""
    missing = _missing(names, environ)
    if missing and installing.may_use_apt(environ):
        say(f"Installing {' and '.join(missing)} with apt-get ...")
        installing.with_apt(tuple(PACKAGES[name] for name in missing), environ)
        missing = _missing(names, environ)
    return not missing


def _missing(names: tuple[str, ...], environ: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in names if shutil.which(name, path=environ.get("PATH")) is None)
