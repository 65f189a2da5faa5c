"""The same record makes the same site, whoever builds it, wherever they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import TODAY, TOP, tree
from launcher import program
from launcher.table import COMMANDS

_BUILD = """
import argparse, datetime, os, pathlib, sys
sys.path.insert(0, "scripts")
os.umask(0o077)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import commands
root, site, today = sys.argv[1:]
today = datetime.date.fromisoformat(today)
options = argparse.Namespace(root=pathlib.Path(root), site_dir=pathlib.Path(site), today=today, trust=False)
sys.exit(commands.run("build", options))
"""


def test_another_machine_makes_the_same_site(toy_root: Path, toy_site: Path, tmp_path: Path) -> None:
    """A different checkout, language, time zone, umask, hash seed and number of processors change no byte."""
    checkout = tmp_path / "another checkout"
    for name in ("scripts", "docs"):
        shutil.copytree(TOP / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "mkdocs.yml", checkout)
    root = shutil.copytree(toy_root, tmp_path / "another archive")
    elsewhere = {"LC_ALL": "C", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "11", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(root), str(tmp_path / "site"), TODAY.isoformat()],
        cwd=checkout,
        env=os.environ | elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    here, there = tree(toy_site), tree(tmp_path / "site")
    assert here.keys() == there.keys()
    assert {name for name in here if here[name] != there[name]} == set()


def test_the_day_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """``SOURCE_DATE_EPOCH`` sets today, unless ``--today`` does; anything but a number of seconds is refused."""
    (check,) = (command for command in COMMANDS if command.name == "check")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert program.parse(check, []).today.isoformat() == "1970-01-02"
    assert program.parse(check, ["--today", "2001-02-03"]).today.isoformat() == "2001-02-03"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SystemExit):
        program.parse(check, [])
