"""What tests share: the archive made up for them, read and linked, and the sites, each built once in a run.

Every run imports every file of tests, whichever it selects: a package that takes long to import (pandas, frictionless)
is imported inside the test that uses it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

import made_up
import tools
from archive.link.linking import Links, link
from archive.read.reading import read
from archive.record.model import Archive
from building import ADDRESS, TOP, Once, built

# No archive of the tests takes the history of the project's own repository, in which some of them lie.
os.environ["GIT_CEILING_DIRECTORIES"] = str(TOP)

# A run on a busy machine must fail for no other reason than a quiet one would.
hypothesis.settings.register_profile("archive", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("archive")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the option that writes the golden pages anew; the difference is for a person to read."""
    parser.addoption("--write-golden", action="store_true", help="write the golden pages of tests/golden/ anew")
    parser.addoption(
        "--install", action="store_true", help="install the programs that a test needs and that are absent"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker of the tests that run other programs."""
    config.addinivalue_line("markers", "needs(*programs): skip the test where one of these programs is absent")


@pytest.hookimpl(tryfirst=True)  # before the fixtures, which may run the programs
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test where a program that it needs is absent, after trying to install it if that was allowed."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if not tools.available(program, install=item.config.getoption("install")):
                pytest.skip(f"{program} is not installed on this machine")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes what all processes of a run share, in the process that asks first. No test changes what is made."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                make(folder)
                made.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def record_site(once: Once) -> Path:
    """The site of the real record. No test knows what that record holds, so that it can grow."""
    return once("record-site", lambda site: built(TOP, site))


@pytest.fixture(scope="session")
def archive_root(once: Once) -> Path:
    """The folder of an archive of some hundred statements, with those written by hand among them."""
    return once("archive", lambda root: made_up.write(root, disputes=made_up.FEW, by_hand=True))


@pytest.fixture(scope="session")
def archive(archive_root: Path) -> Archive:
    """The same archive, read."""
    return read(archive_root).archive


@pytest.fixture(scope="session")
def site(archive_root: Path, once: Once) -> Path:
    """The site of the same archive."""
    return once("site", lambda site: built(archive_root, site))


@pytest.fixture(scope="session")
def toy_root() -> Path:
    """The folder of the archive in which everything is made up; no test changes it."""
    return TOP / "tests" / "toy"


@pytest.fixture(scope="session")
def toy_site(toy_root: Path, once: Once) -> Path:
    """The site of the archive in which everything is made up."""
    return once("toy-site", lambda site: built(toy_root, site))


@pytest.fixture(scope="session")
def addressed_site(toy_root: Path, once: Once) -> Path:
    """The same site made for ADDRESS, whose pages then say more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVE_SITE_URL", ADDRESS)
        return once("addressed-site", lambda site: built(toy_root, site))


@pytest.fixture(scope="session")
def toy(toy_root: Path) -> Archive:
    """The archive in which everything is made up."""
    return read(toy_root).archive


@pytest.fixture(scope="session")
def toy_links(toy: Archive) -> Links:
    """The same, with every reference followed."""
    return link(toy)


def pytest_unconfigure() -> None:
    """Let the collector see again what reading hid from it: DuckDB counts what is left of it at the very end."""
    gc.unfreeze()
