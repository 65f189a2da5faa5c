"""The short form of the trials, from a seed: no honest source is refused, and whatever was tampered with is named."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from storm.trials.honest import honest
from storm.trials.judging import Trial, refused
from storm.trials.published import PublishedTrial

SEED = 20171012


def test_honest_sources_are_not_refused(tmp_path: Path) -> None:
    """More than 300 honest ways of writing are proved at the claimed level, and pass every check."""
    assert list(refused(honest(Random(SEED), 342), tmp_path)) == []


def test_what_was_tampered_with_is_named(tmp_path: Path) -> None:
    """Each of more than 300 tamperings is named by every tool that must find it, with its file and what is wrong."""
    trial = Trial(56, Random(SEED), tmp_path)
    groups = list(trial.together())
    assert sum(map(len, groups)) > 300
    assert [fault for group in groups for fault in trial.missed(group)] == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> PublishedTrial:
    """A small site, published."""
    root = tmp_path_factory.mktemp("published")
    return PublishedTrial(Trial(6, Random(SEED), root).files, root / "site", Random(SEED))


def test_pages_of_other_words_are_named(published: PublishedTrial, tmp_path: Path) -> None:
    """A page whose words differ from its record is named, with the words."""
    tried, faults = published.of_pages(Trial(6, Random(SEED), tmp_path).words_alone())
    assert tried == 6
    assert faults == []


def test_data_that_were_touched_are_named(published: PublishedTrial) -> None:
    """A data file, a feed or a receipt that was changed, truncated, swapped or deleted is named."""
    tried, faults = published.of_data()
    assert tried > 300
    assert faults == []


def test_a_rewritten_manifest_is_named(published: PublishedTrial) -> None:
    """Whatever is rewritten in the manifest, checksums and all, the audit names it."""
    tried, faults = published.of_manifests()
    assert tried > 20
    assert faults == []


def test_rewritten_records_are_named(published: PublishedTrial) -> None:
    """A published record that was rewritten, backdated or deleted is named, even with new checksums."""
    tried, faults = published.of_records()
    assert tried == 10
    assert faults == []


def test_sources_that_were_touched_are_named(published: PublishedTrial) -> None:
    """Published source bytes that were changed, unpacked, extended, truncated or deleted are named."""
    tried, faults = published.of_sources()
    assert tried == 30
    assert faults == []
