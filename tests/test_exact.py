"""The words by year, from which the browser's exact search is answered."""

from __future__ import annotations

import json
from typing import Any

from archive import exact
from archive.link import Links
from archive.pages.site import Settings, Site
from archive.text import passages


def _files(links: Links) -> dict[str, Any]:
    site = Site(links=links, settings=Settings(site_name="Toy"))
    return {one.path.removeprefix(exact.FOLDER): json.loads(one.data) for one in exact.documents(site)}


def test_every_word_is_there(toy_links: Links) -> None:
    """Each statement stands once, in the file of its year, with all its words and gaps as they were spoken."""
    files = _files(toy_links)
    years = {name: file for name, file in files.items() if name != "index.json"}
    given = {(name, one["id"]): one.get("words", []) for name, file in years.items() for one in file}
    assert given == {
        (f"{one.date.year}.json", one.id): [
            None if passage.is_gap else passage.plain for passage in passages(one.body) if one.held
        ]
        for one in toy_links.statements
    }


def test_the_index_counts(toy_links: Links) -> None:
    """The index has the years from the latest, with the number and the size of what is in their files."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy"))
    sizes = {one.path: len(one.data) for one in exact.documents(site)}
    files = _files(toy_links)
    years = files["index.json"]["years"]
    assert [year for year, _, _ in years] == sorted({one.date.year for one in toy_links.statements}, reverse=True)
    for year, number, size in years:
        assert number == len(files[f"{year}.json"])
        assert size == sizes[f"{exact.FOLDER}{year}.json"]


def test_names_lead_somewhere(toy_links: Links) -> None:
    """Whatever a statement names is in the index, and it says of a date no more than is known."""
    files = _files(toy_links)
    index = files["index.json"]
    for one in (one for name, file in files.items() if name != "index.json" for one in file):
        assert set(one["speakers"]) <= set(index["speakers"])
        assert set(one["jurisdictions"]) <= set(index["jurisdictions"])
        assert set(one.get("statutes", [])) <= set(index["statutes"])
        assert one["kind"] in index["kinds"]
        assert set(one.get("stances", [])) <= set(index["stances"])
        assert one["days"][0] <= one["days"][1]
    imprecise = next(one for one in files["2015.json"] if one["id"] == "2015-police-department-sets-policy-7")
    assert imprecise["days"] == ["2015-01-01", "2015-12-31"]


def test_a_section_is_cited_with_its_subsections(toy_links: Links) -> None:
    """Who asks for a section gets what cites only a part of it."""
    one = next(one for one in _files(toy_links)["2017.json"] if one["id"] == "2017-04-03-model-rules-for-exampleton")
    assert one["statutes"] == ["Exec. Order No. 99,999, § 2(a)", "Exec. Order No. 99,999"]
