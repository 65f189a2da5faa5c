"""Install what the tests need besides Python packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping


def may_use_apt(environ: Mapping[str, str]) -> bool:
    """Return whether apt-get is installed and the user is root."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and shutil.which("apt-get", path=environ.get("PATH")) is not None


def with_apt(packages: tuple[str, ...], environ: Mapping[str, str]) -> None:
    """Install Debian packages and their dependencies; the caller checks whether that worked."""
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive"}
    if done(["apt-get", "update"], quiet):
        done(["apt-get", "install", "-y", "--no-install-recommends", *packages], quiet)


def done(command: list[str], environ: Mapping[str, str]) -> bool:
    """Run a program without input or output; return whether it succeeded."""
    finished = subprocess.run(command, env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return finished.returncode == 0
