"""Running the programs of ``tests/node/`` on what the archive publishes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).resolve().parent / "node"
PACKAGES = NODE / "node_modules"
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where a program, or the packages it runs, are absent; ``manage.py test`` installs both."""
    absent = shutil.which(program) is None or not PACKAGES.is_dir()
    return pytest.mark.skipif(absent, reason=f"{program} or tests/node/node_modules is not installed on this machine")


def node(script: str, *arguments: str, given: Any = None) -> Any:
    """Run a script of the folder with a value as JSON on its standard input; give the value that it prints."""
    command = ["node", str(NODE / script), *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
