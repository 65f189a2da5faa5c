"""Each rule has a golden folder that breaks it, and says what is wrong in exactly these words.

``tests/rules/<id>/``, its ``statements/``, is laid over the toy archive; ``expected.txt`` is the whole
report. Where there is ``tests/rules/<id>/base/``, it is laid over the toy archive too, as what was published before.
"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.check.rules import RULES
from archive.read.reading import NOTHING, Reading, read
from archive.record.problem import report
from unwritable import MAKERS

TESTS = Path(__file__).parent
GOLDEN = TESTS / "rules"
FOLDERS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
TODAY = datetime.date(2026, 11, 24)


def _reported(root: Path, base: Reading = NOTHING) -> str:
    return report(check(read(root), TODAY, base))


def _base(folder: Path, root: Path) -> Reading:
    """Return what a folder says was published before."""
    return read(_lay_over(root, folder / "base")) if (folder / "base").is_dir() else NOTHING


def _lay_over(root: Path, folder: Path) -> Path:
    """Return the toy archive with the files of a folder laid over it."""
    shutil.copytree(TESTS / "toy", root, dirs_exist_ok=True)
    if (folder / "statements").is_dir():
        shutil.copytree(folder / "statements", root / "statements", dirs_exist_ok=True)
    return root


@pytest.mark.parametrize("rule", FOLDERS)
def test_rule(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule finds what breaks it, at its place, and reports it in exactly these words."""
    root = _lay_over(tmp_path / "now", GOLDEN / rule)
    base = _base(GOLDEN / rule, tmp_path / "base")
    if rule in MAKERS:
        MAKERS[rule](root / "statements", monkeypatch)
    assert _reported(root, base) == (GOLDEN / rule / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", FOLDERS)
def test_expectation_is_of_its_rule(rule: str) -> None:
    """An expected report contains a problem of its rule, so that none can pass by expecting nothing."""
    lines = (GOLDEN / rule / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.split(": ")[1] == rule for line in lines if line.startswith("statements"))


def test_every_rule_has_its_folder() -> None:
    """Every rule has one golden folder, and every folder and every generated case belongs to a rule."""
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == FOLDERS
    assert MAKERS.keys() <= set(ids)


def test_severity_is_that_of_the_table() -> None:
    """A problem is a warning if the table says so for its rule, and otherwise an error."""
    told = {rule: (GOLDEN / rule / "expected.txt").read_text(encoding="utf-8") for rule in FOLDERS}
    warned = {rule for rule, text in told.items() if f": {rule}: warning: " in text}
    assert warned == {rule.id for rule in RULES if rule.severity == "warning"}


def test_toy_archive_is_free_of_problems(tmp_path: Path) -> None:
    """The archive that all golden folders are laid over breaks no rule by itself."""
    assert _reported(_lay_over(tmp_path, TESTS / "nothing")) == "0 errors, 0 warnings\n"


def test_thoroughly_bad_record(tmp_path: Path) -> None:
    """One record with a fault in every line has them all found in one run: no fault hides another."""
    root = _lay_over(tmp_path, TESTS / "bad")
    assert _reported(root) == (TESTS / "bad" / "expected.txt").read_text(encoding="utf-8")
