"""What tests share: the archive made up for them, read and linked, and the site of the real record, built once."""

from __future__ import annotations

import gc
from pathlib import Path

import hypothesis
import pytest

from archive.link import Links, link
from archive.model import Archive
from archive.read import read
from building import TOP, built

# A run on a busy machine must fail for no other reason than a quiet one would.
hypothesis.settings.register_profile("archive", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("archive")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the option that writes the golden pages anew; the difference is for a person to read."""
    parser.addoption("--write-golden", action="store_true", help="write the golden pages of tests/golden/ anew")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real record; no test changes it."""
    return built(TOP, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def toy_root() -> Path:
    """The folder of the archive in which everything is made up; no test changes it."""
    return TOP / "tests" / "toy"


@pytest.fixture(scope="session")
def toy_site(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the archive in which everything is made up; no test changes it."""
    return built(toy_root, tmp_path_factory.mktemp("toy") / "site")


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
