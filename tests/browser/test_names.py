"""Speaker names are data: a name that every JavaScript object has works like any other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.serving import served
from browser.conftest import PREFIX, OpenPage
from browser.filters import tick
from browser.search_page import ask, searched
from building import built

NAMES = {"ada-sample": ("constructor", "__proto__"), "clara-instance": ("valueof", "toString")}
"""By their slugs, two speakers of the made-up archive, with the slug and the name that they get instead."""


@pytest.fixture(scope="module")
def named(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the made-up archive after two of its speakers get such slugs and names."""
    top = tmp_path_factory.mktemp("names")
    unsealed = shutil.ignore_patterns("seals")
    shutil.copytree(toy_root / "statements", top / "archive" / "statements", ignore=unsealed)
    speakers = top / "archive" / "statements" / "speakers"
    for old, (slug, name) in NAMES.items():
        for file in (top / "archive" / "statements").glob("*/*.[my]*"):
            file.write_text(file.read_text(encoding="utf-8").replace(old, slug), encoding="utf-8")
        (_, *rest) = (speakers / f"{old}.yml").read_text(encoding="utf-8").splitlines()
        (speakers / f"{slug}.yml").write_text("\n".join([f"name: {name}", *rest, ""]), encoding="utf-8")
        (speakers / f"{old}.yml").unlink()
    with served(built(top / "archive", top / "site"), PREFIX) as host:
        yield host.address


@pytest.mark.parametrize("query", ['"exampleton"', "exampleton"])
def test_groups_and_facets_count_any_name(query: str, open_page: OpenPage, named: str) -> None:
    """Either search groups by such a speaker and can filter its results to that speaker, with the right count."""
    page = ask(searched(open_page(f"{named}search/?group=speaker")), query)
    group = page.locator(".group", has=page.get_by_role("heading", name="__proto__")).first
    expect(group.locator(".hit").first).to_be_visible()
    tick(page, "Speaker", "__proto__")
    expect(page).to_have_url(re.compile("speaker="))
    expect(searched(page).locator(".hit").first).to_be_visible()


def test_a_name_is_completed_and_asked_for(open_page: OpenPage, named: str) -> None:
    """A condition finds only the statements of a speaker whose slug is `constructor`."""
    page = ask(searched(open_page(f"{named}search/?group=speaker")), "speaker:constructor")
    assert "__proto__" in page.locator(".group").first.inner_text()


def test_the_timeline_narrows_to_any_name(open_page: OpenPage, named: str) -> None:
    """The timeline can be filtered to such a speaker, and shows the name."""
    page = open_page(f"{named}timeline/?speaker=constructor")
    expect(page.locator("[data-timeline]")).to_contain_text("__proto__")
