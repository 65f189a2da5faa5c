"""A reader's browser finds the words of made-up sources wherever the archive does, and misses those tampered with."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page

from browser.conftest import OpenPage
from storm.trials import browser, tampering
from storm.trials.honest import honest, plainly
from storm.trials.speeches import speech

SEED = 20171012


@pytest.fixture
def reader(open_page: OpenPage, toy_address: str) -> Page:
    """The browser of a reader, on a statement's page."""
    return open_page(f"{toy_address}statements/2017-03-08-sample-says-exampleton-complies/")


def test_honest_sources_are_not_refused(reader: Page, toy_address: str, tmp_path: Path) -> None:
    """In more than 300 honest ways of writing the words are found, in the same places and at the same level."""
    sources = list(honest(Random(SEED), 342))
    assert list(browser.refused(reader, toy_address, sources, tmp_path / "honest")) == []


def test_what_was_tampered_with_is_missed(reader: Page, toy_address: str, tmp_path: Path) -> None:
    """Of more than 300 pages, copies and other pages, none is mistaken for the source."""
    random = Random(SEED)
    written = [plainly(speech(number, random), random) for number in range(140)]
    kinds = tuple(tampering.WORDS)
    others = [tampering.worded(each, kinds[at % len(kinds)], random) for at, each in enumerate(written)]
    tried, faults = browser.missed(reader, toy_address, written, others, tmp_path / "tampered")
    assert tried > 300
    assert faults == []
