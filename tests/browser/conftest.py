"""One Chromium for all browser tests, with pages that are watched for faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

import made_up
import tools
from archive.read.reading import read
from archive.record.model import Archive
from bench.serving import EMPTY, served
from browser.sharing import Pool, Shared
from browser.watching import Watch
from building import Once, built
from launcher import chromium

PREFIX = "/some/prefix/"
"""Where the sites are served: whatever a page takes from the root of the host is missing there."""

WAIT = 30_000
"""Milliseconds until something that must appear counts as missing, on a busy machine too."""

expect.set_options(timeout=WAIT)

_UNUSED = (
    # Chromium loads two internal pages for each context, at three times the cost of the page under test.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # The features that Playwright disables, whose list this one replaces.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""Features of Chromium that no test needs."""

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=" + ",".join(_UNUSED),
)

OpenPage = Callable[..., Page]
"""Opens a page: ``open_page(address, width=390, scheme="dark", allowed="404", fresh=True, **options)``.

``allowed`` is a pattern of the faults that the test is about. The options are those of Playwright's contexts. Without
any, the page is one that tests use in turn, cleared after each; a test that adds scripts to it, emulates a device by
itself or counts the steps of its history asks for a ``fresh`` one.
"""


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """Chromium: the one named by the variable ARCHIVE_CHROMIUM, or an installed one."""
    found = tools.available(tools.CHROMIUM, install=pytestconfig.getoption("install"))
    assert found, "the tests need Chromium; `python3 scripts/manage.py test` installs it"
    program = chromium.find(os.environ)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site of about a hundred made-up statements: under a prefix, with a trailing slash."""
    with served(site, PREFIX) as host:
        yield host.address


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """The address of the same site at the root of a host."""
    with served(site) as host:
        yield host.address


@pytest.fixture(scope="session")
def toy_address(toy_site: Path) -> Iterator[str]:
    """The address of the toy archive's site, under a prefix."""
    with served(toy_site, PREFIX) as host:
        yield host.address


@pytest.fixture(scope="session")
def large_root(once: Once) -> Path:
    """The folder of an archive of more than a thousand made-up statements."""
    return once("large", lambda root: made_up.write(root, disputes=made_up.MANY))


@pytest.fixture(scope="session")
def large(large_root: Path) -> Archive:
    """The same archive, read."""
    return read(large_root).archive


@pytest.fixture(scope="session")
def large_address(large_root: Path, once: Once) -> Iterator[str]:
    """The address of its site, under a prefix."""
    with served(once("large-site", lambda site: built(large_root, site)), PREFIX) as host:
        yield host.address


@pytest.fixture(scope="session")
def pool(browser: Browser) -> Iterator[Pool]:
    """The pages that tests share."""
    pool = Pool(browser)
    yield pool
    pool.close()


@pytest.fixture
def open_page(browser: Browser, pool: Pool, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens pages; the test fails at its end if any of them had a fault."""
    own: list[Page] = []
    shared: list[Shared] = []
    hosts: set[str] = set()
    watches: list[Watch] = []
    failed = request.session.testsfailed

    def open_page(
        address: str,
        *,
        width: int = 1280,
        scheme: Any = "light",
        allowed: str = "",
        fresh: bool = False,
        **options: Any,
    ) -> Page:
        size: ViewportSize = {"width": width, "height": 900 if width > 600 else 844}
        if fresh or options:
            page = browser.new_context(viewport=size, color_scheme=scheme, **options).new_page()
            own.append(page)
        else:
            shared.append(pool.take())
            page = shared[-1].show(size, scheme)
        page.set_default_timeout(WAIT)
        host = urlsplit(address).netloc
        hosts.add(host)
        watches.append(Watch(page, host, allowed))
        page.goto(address)
        return page

    yield open_page
    faults = [fault for watch in watches for fault in watch.faults]
    for watch in watches:
        watch.end()
    if not faults and request.session.testsfailed == failed:
        for each in shared:
            pool.give_back(each, hosts)
    else:
        own += [each.page for each in shared]
    for page in own:
        page.context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage, address: str) -> Page:
    """An empty page on that site; continue with ``page.goto(address + "about/")``."""
    return open_page(address + EMPTY)
