"""Fixtures that tests share: the made-up archive, read and linked, and the sites, each built once per run.

Most runs import many test files of which they need few: a package that is slow to import (pandas, frictionless) is
imported inside the test that uses it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

import choosing
import made_up
import tools
from archive.link.linking import Links, link
from archive.read.reading import read
from archive.record.model import Archive
from building import ADDRESS, TOP, Once, built

# No test archive uses the history of the project's own repository, which contains some of them.
os.environ["GIT_CEILING_DIRECTORIES"] = str(TOP)

# A run must not fail just because the machine is busy.
hypothesis.settings.register_profile("archive", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("archive")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of a run. A person reads what ``--write-golden`` changed before it is committed."""
    parser.addoption("--write-golden", action="store_true", help="rewrite the golden files")
    parser.addoption(
        "--install", action="store_true", help="install the programs that a test needs and that are absent"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker for tests that run other programs."""
    config.addinivalue_line("markers", "needs(*programs): skip the test where one of these programs is absent")


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are processors: tests often wait, for a browser or for a slow line."""
    return (os.cpu_count() or 1) + 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Skip a test file without the words of ``-k``, unless the command names files."""
    keyword = config.getoption("keyword")
    if not keyword or config.args_source is pytest.Config.ArgsSource.ARGS or not collection_path.match("test_*.py"):
        return None
    return not choosing.may_match(keyword, collection_path, TOP / "tests") or None


@pytest.hookimpl(tryfirst=True)  # before the fixtures, which may run the programs
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test if a program that it needs is missing, after trying to install it if that is allowed."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if not tools.available(program, install=item.config.getoption("install")):
                pytest.skip(f"{program} is not installed on this machine")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes what all processes of a run share, in the process that asks first. No test changes it."""
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
    """The site of the real record. No test depends on what that record holds, so that it can grow."""
    return once("record-site", lambda site: built(TOP, site))


@pytest.fixture(scope="session")
def archive_root(once: Once) -> Path:
    """The folder of an archive of about a hundred statements, including those written by hand."""
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
    """The folder of the made-up archive; no test changes it."""
    return TOP / "tests" / "toy"


@pytest.fixture(scope="session")
def toy_site(toy_root: Path, once: Once) -> Path:
    """The site of the made-up archive."""
    return once("toy-site", lambda site: built(toy_root, site))


@pytest.fixture(scope="session")
def addressed_site(toy_root: Path, once: Once) -> Path:
    """The same site built for ADDRESS, whose pages then say more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVE_SITE_URL", ADDRESS)
        return once("addressed-site", lambda site: built(toy_root, site))


@pytest.fixture(scope="session")
def toy(toy_root: Path) -> Archive:
    """The made-up archive."""
    return read(toy_root).archive


@pytest.fixture(scope="session")
def toy_links(toy: Archive) -> Links:
    """The same archive, with every reference resolved."""
    return link(toy)


def pytest_unconfigure() -> None:
    """Show the garbage collector again what reading hid from it: DuckDB counts what is left at the very end."""
    gc.unfreeze()
