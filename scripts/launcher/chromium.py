"""Find Chromium for the browser tests, or install it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher import installing
from launcher.lacking import LackingError

VARIABLE = "ARCHIVE_CHROMIUM"
"""The environment variable that names the Chromium to use; it overrides all others."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEBIAN = Path("/usr/bin/chromium")
_HINT = f"install Chromium or Google Chrome, or name one in {VARIABLE}"


def find(environ: Mapping[str, str]) -> Path | None:
    """Return the Chromium to use, or None.

    Tries the variable ARCHIVE_CHROMIUM, then Debian's, then one on PATH, then Playwright's own.
    Raises LackingError if the variable does not name a program.
    """
    named = environ.get(VARIABLE)
    if named:
        program = shutil.which(named, path=environ.get("PATH"))
        if program is None:
            raise LackingError(f"{VARIABLE} names {named}, which is not a program.", _HINT)
        return Path(program).absolute()
    return _installed(environ) or _playwrights_own()


def ensure(environ: Mapping[str, str], say: Callable[[str], None]) -> Path:
    """Return the Chromium to use; if there is none, install Debian's package as root, otherwise Playwright's.

    Raises LackingError if neither could be installed.
    """
    found = find(environ)
    if found is None and installing.may_use_apt(environ):
        say("Installing Chromium with apt-get ...")
        installing.with_apt(("chromium",), environ)
        found = _installed(environ)
    if found is None:
        say("Installing Chromium with Playwright ...")
        installing.done([sys.executable, "-m", "playwright", "install", "chromium"], environ)
        found = _playwrights_own()
    if found is None:
        raise LackingError("The tests need Chromium; it was not found and could not be installed.", _HINT)
    return found


def _installed(environ: Mapping[str, str]) -> Path | None:
    candidates = (str(_DEBIAN), *NAMES)
    found = (shutil.which(name, path=environ.get("PATH")) for name in candidates)
    return next((Path(program) for program in found if program), None)


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None
