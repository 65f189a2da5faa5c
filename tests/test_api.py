"""The static API says what the record says and keeps the promises of its description."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from archive.export import api, data
from archive.link.linking import Links
from archive.record.proofs import state
from archive.site.site import Settings, Site

HOME = "https://toy.example/archive/"
SAMPLE = "2017-03-08-sample-says-exampleton-complies"
ALIAS = "2017-03-09-mayor-answers-department"


def _site(links: Links, site_url: str = HOME) -> Site:
    return Site(links=links, settings=Settings(site_name="Toy Archive", site_url=site_url))


@pytest.fixture(scope="module")
def files(toy_links: Links) -> dict[str, Any]:
    """Every API file of the made-up archive, by path."""
    site = _site(toy_links)
    return {
        output.path.removeprefix(api.FOLDER): json.loads(output.make())
        for output in api.outputs(site, data.lines(site))
    }


@pytest.mark.parametrize("site_url", [HOME, ""])
def test_description_is_valid(site_url: str) -> None:
    """An independent validator accepts the OpenAPI description, with and without an address."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    OpenAPIV31SpecValidator(api.openapi(Settings(site_name="Toy", site_url=site_url))).validate()


def test_every_file_is_as_described(files: dict[str, Any]) -> None:
    """Each file is at a path in the description and is valid under its schema; each path has a file."""
    described = files["openapi.json"]
    registry = Registry().with_resource("urn:api", Resource.from_contents(described, DRAFT202012))
    used = set()
    for name, content in files.items():
        if name == "openapi.json":
            continue
        path = next(
            described_path
            for described_path in described["paths"]
            if re.fullmatch(described_path.replace("{id}", "[^/]+"), f"/{name}")
        )
        used.add(path)
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        absolute = {"$ref": "urn:api" + schema["$ref"]}
        jsonschema.Draft202012Validator(absolute, registry=registry).validate(content)
    assert used == set(described["paths"])


def test_a_statement_is_its_line(files: dict[str, Any], toy_links: Links) -> None:
    """A statement's file is its complete line of the JSON Lines."""
    lines = data.lines(_site(toy_links))
    assert all(files[f"statements/{identifier}.json"] == json.loads(line) for identifier, line in lines.items())


def test_a_key_that_was_renamed_goes_on_being_given(files: dict[str, Any]) -> None:
    """The kind of copy is still available under its former name, with its former terms."""
    copies = {
        (file["source"]["copy"], file["source"]["reliability"])
        for name, file in files.items()
        if name.startswith("statements/") and "source" in file
    }
    former = {"document": "primary", "republished": "copy", "report": "reported", "weak": "unverified"}
    assert copies <= set(former.items())
    assert len(copies) > 1


def test_a_former_name_tells_the_present_one(files: dict[str, Any]) -> None:
    """A statement's former name says where it moved."""
    assert files[f"statements/{ALIAS}.json"]["moved_to"] == SAMPLE


def test_lists_are_complete(files: dict[str, Any], toy_links: Links) -> None:
    """Every entity has its file, and lists by entity and by year have exactly the statements that the pages have."""
    site = _site(toy_links)
    archive = toy_links.archive
    for section, entities in archive.entities.items():
        assert [item["id"] for item in files[f"{section}.json"][section]] == list(entities)
        for slug, entity in entities.items():
            listed = [brief["id"] for brief in files[f"{section}/{slug}.json"]["statements"]]
            assert listed == [statement.id for statement in reversed(site.statements_of(entity))]
    for slug, sequence in toy_links.threads.items():
        assert [brief["id"] for brief in files[f"threads/{slug}.json"]["statements"]] == [
            statement.id for statement in sequence
        ]
    years = [files[f"years/{item['id']}.json"] for item in files["years.json"]["years"]]
    assert sorted(brief["id"] for year in years for brief in year["statements"]) == sorted(archive.statements)


def test_index_counts(files: dict[str, Any], toy_links: Links) -> None:
    """The index has the record's counts, and addresses that exist."""
    index = files["index.json"]
    assert index["statements"] == len(toy_links.statements)
    assert index["held"] == sum(statement.held for statement in toy_links.statements)
    assert index["words_states"] == Counter(state(toy_links.archive, statement) for statement in toy_links.statements)
    for address in (*index["lists"].values(), index["description"]):
        assert address.removeprefix(HOME + api.FOLDER) in files


def test_an_archive_of_nothing_has_an_api(toy_links: Links) -> None:
    """An archive without a statement has an index that says so."""
    from archive.link.linking import link
    from archive.record.model import Archive

    site = _site(link(Archive(statements={}, speakers={}, jurisdictions={}, statutes={})))
    made = {output.path: json.loads(output.make()) for output in api.outputs(site, data.lines(site))}
    assert made[f"{api.FOLDER}index.json"]["statements"] == 0


def test_policies_stay_texts_beside_their_references(files: dict[str, Any]) -> None:
    """A statement has each policy as a text, as version 1 always did, with what it refers to beside it."""
    statement = files[f"statements/{SAMPLE}.json"]
    assert statement["policies"] == ["Manual ch. 7, ¶ 2"]
    assert statement["policies_cited"] == [{"policy": "police-manual-7", "part": "¶ 2", "version": None}]
    versions = files["policies/police-manual-7.json"]["versions"]
    assert [(version["version"], version["replaces"], version["url"] is None) for version in versions] == [
        ("first", None, False),
        ("revised", "first", True),
    ]
