"""The scripts of the site: lint, format and types; what may import what; the versions of the data that they read."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from archive.export import exact
from archive.export import timeline as timeline_data
from archive.pages import positions_table
from tools import NODE, PACKAGES, needs

SCRIPTS = Path(__file__).resolve().parents[1] / "docs/assets/js"
IMPORT = re.compile(r"""(?:\bfrom |^import |\bimport\()"(\.[^"]+)"[;)]""", re.MULTILINE)

JUDGES = {
    "lint and format": ("biome", "check", f"--config-path={NODE}", "--error-on-warnings", str(SCRIPTS)),
    "types": ("tsc", "--project", str(NODE)),
}
"""What judges the scripts: a program of npm, with its arguments. ``biome check --write`` mends what it can."""


@needs("node")
@pytest.mark.parametrize("judge", JUDGES)
def test_the_scripts_are_clean(judge: str) -> None:
    """The linter, the formatter and the type checker report nothing about any script."""
    program, *arguments = JUDGES[judge]
    command = ["node", str(PACKAGES / ".bin" / program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def imports() -> list[tuple[str, str]]:
    """Return each import as two paths below the scripts' folder: the module, and what it imports."""
    return [
        (path.relative_to(SCRIPTS).as_posix(), os.path.relpath(path.parent / name, SCRIPTS))
        for path in sorted(SCRIPTS.rglob("*.js"))
        for name in IMPORT.findall(path.read_text(encoding="utf-8"))
    ]


def test_no_page_imports_from_another() -> None:
    """A module imports only from its own folder and from shared/; code that two pages need is shared."""
    room = {name: name.split("/")[0] for pair in imports() for name in pair}
    assert [pair for pair in imports() if room[pair[1]] not in (room[pair[0]], "shared")] == []


def test_every_module_is_used() -> None:
    """Every module is loaded by a page, or imported or started by another module."""
    entries = {f"{path.parent.name}/main.js" for path in SCRIPTS.glob("*/main.js")}
    known = entries | {"frame/first.js", "embed/host.js"} | {imported for _, imported in imports()}
    found = {path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.rglob("*.js")}
    assert {name for name in found - known if Path(name).name != "worker.js"} == set()


def test_every_import_leads_somewhere() -> None:
    """Every imported module exists."""
    assert [pair for pair in imports() if not (SCRIPTS / pair[1]).is_file()] == []


def test_the_data_have_the_version_that_the_scripts_read() -> None:
    """The build and the scripts agree on the versions of what one writes and the other reads."""
    text = (SCRIPTS / "shared/versions.js").read_text(encoding="utf-8")
    assert dict(re.findall(r"(\w+): (\d+)", text)) == {
        "texts": str(exact.VERSION),
        "timeline": str(timeline_data.VERSION),
        "positions": str(positions_table.VERSION),
    }
