"""Make git repositories for tests: the toy archive, committed, for a test to continue from."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from building import TOP

_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
}


def git(root: Path, *arguments: str, date: str = "2026-11-20T12:00:00Z") -> str:
    """Run git in a folder without anybody's settings; returns its output."""
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    environ = {**os.environ, **_NOBODY, **dates}
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root: Path, subject: str, date: str = "2026-11-20T12:00:00Z") -> str:
    """Commit everything in a folder; returns the commit's id."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", subject, date=date)
    return git(root, "rev-parse", "HEAD").strip()


def toy_repository(root: Path) -> Path:
    """Make a repository of the toy archive, with one commit."""
    shutil.copytree(TOP / "tests" / "toy", root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "Add the toy archive")
    return root
