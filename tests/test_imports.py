"""Which modules may import which."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from building import TOP


def test_the_contracts_on_imports_are_kept() -> None:
    """Each subpackage imports only those below it, even inside a function, and none of them imports MkDocs."""
    program = Path(sys.executable).with_name("lint-imports")  # in its own process: it reconfigures logging
    command = [str(program), str(TOP / "pyproject.toml"), "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(TOP / "scripts")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
