"""The trials as storm attacks, with every tool and a reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from bench.asking import started
from bench.serving import EMPTY, served
from storm.attacks import Ground, Tally, built
from storm.trials import browser
from storm.trials.honest import honest
from storm.trials.judging import Trial, refused
from storm.trials.published import PublishedTrial

_SITE = 12
"""Statements of the site that is published and audited again and again."""


def honest_sources(ground: Ground) -> Tally:
    """Write speeches in every honest form: neither the archive nor a browser refuses their words."""
    sources = list(honest(ground.random, ground.count))
    faults = list(refused(sources, ground.scratch / "archive"))
    with _reader(ground) as (page, root):
        faults += browser.refused(page, root, sources, ground.scratch / "browser")
    return Tally(attack="honest sources", tried=ground.count, faults=tuple(faults))


def tampered(ground: Ground) -> Tally:
    """Tamper with records, sources, seals, a site and a reader's copies: every tool that must names each of them."""
    trial = Trial(ground.count, ground.random, ground.scratch / "archive")
    groups = list(trial.together())
    tried = sum(map(len, groups))
    faults = [fault for group in groups for fault in trial.missed(group)]
    small = Trial(_SITE, ground.random, ground.scratch / "small")
    published = PublishedTrial(small.files, ground.scratch / "site", ground.random)
    with _reader(ground) as (page, root):
        of_browser = browser.missed(page, root, trial.written, trial.others, ground.scratch / "browser")
    others = (
        published.of_pages(small.words_alone()),
        published.of_data(),
        published.of_manifests(),
        published.of_records(),
        published.of_sources(),
        of_browser,
    )
    tried += sum(often for often, _ in others)
    faults += [fault for _, found in others for fault in found]
    return Tally(attack="tamperings", tried=tried, faults=tuple(faults))


@contextmanager
def _reader(ground: Ground) -> Iterator[tuple[Page, str]]:
    """Open a page on the archive's site, and yield it with the site's address."""
    site = ground.scratch / "built"
    built(ground, site)
    with served(site) as host, started() as reader:
        page = reader.new_page()
        page.goto(host.address + EMPTY)
        yield page, host.address
