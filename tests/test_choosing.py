"""A run with ``-k`` imports only the test files that could have a matching test, and misses none."""

from __future__ import annotations

from pathlib import Path

import pytest

import choosing

TESTS = Path(__file__).parent


def test_every_test_is_found_by_its_name(request: pytest.FixtureRequest) -> None:
    """Each test of this run could be selected by any word of its name, so `-k` misses none."""
    lost = {
        item.nodeid
        for item in request.session.items
        if (path := item.path.relative_to(TESTS).as_posix()) not in choosing.BY_DATA
        and not choosing.holds(item.path, path, item.name)
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("keyword", "matches"),
    [
        ("choosing", True),
        ("CHOOSING", True),
        ("test_every_test_is_found", True),
        ("test_every_test_is_found_nowhere_" + "else", False),
        ("nothing_of" + "_the_kind", False),
        ("nothing_of" + "_the_kind or (choosing and other)", True),
        ("not choosing", True),
        ("found7", True),
    ],
    ids=range(8),
)
def test_a_file_is_skipped_only_if_a_word_is_missing(keyword: str, matches: bool) -> None:
    """A file is imported if it has all words of a name that is asked for, or if the expression excludes a name."""
    assert choosing.may_match(keyword, Path(__file__), TESTS) == matches


def test_names_from_data_are_always_found() -> None:
    """The files with names from data are imported for any expression, and each of them exists."""
    files = [TESTS / path for path in choosing.BY_DATA]
    assert all(file.is_file() and choosing.may_match("words-of-a-rule", file, TESTS) for file in files)
