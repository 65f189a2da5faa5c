"""Programs that read a page learn what a reader does."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.cite import metadata
from archive.cite.kinds import refer
from archive.link.linking import Links
from archive.pages import linked_data, machine
from archive.record.model import Archive
from archive.record.text import passages
from archive.site.site import Settings, Site

HOME = "https://toy.example/archive/"
SAMPLE = "2017-03-08-sample-says-exampleton-complies"
ORG = "https://schema.org/"

THING = {"name", "url", "identifier", "description", "alternateName", "sameAs"}
WORK = THING | {
    "abstract",
    "text",
    "genre",
    "inLanguage",
    "dateCreated",
    "datePublished",
    "creator",
    "about",
    "citation",
}
WORK |= {
    "comment",
    "creativeWorkStatus",
    "author",
    "mainEntity",
    "isBasedOn",
    "isPartOf",
    "mentions",
    "hasPart",
    "publisher",
    "archivedAt",
    "correction",
}
PROPERTIES = {
    "Quotation": WORK,
    "CreativeWork": WORK,
    "CorrectionComment": WORK,
    "Comment": WORK,
    "WebPage": WORK,
    "CollectionPage": WORK,
    "Dataset": WORK
    | {"license", "distribution", "keywords", "temporalCoverage", "isAccessibleForFree", "variableMeasured"},
    "Legislation": WORK | {"legislationIdentifier", "legislationDate"},
    "Person": THING | {"memberOf"},
    "Organization": THING | {"parentOrganization", "areaServed"},
    "OrganizationRole": THING | {"roleName", "startDate", "endDate", "memberOf"},
    "AdministrativeArea": THING | {"containedInPlace"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat", "contentSize", "sha256"},
}
"""What schema.org allows on each type that the archive uses."""


def _context(url: str, options: Any) -> Any:
    """Stand in for schema.org, whose context is only a vocabulary, without network access."""
    assert url in ("https://schema.org", "https://schema.org/")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": {"@vocab": ORG}},
    }


def _graph(markup: str) -> list[dict[str, Any]]:
    (script,) = LexborHTMLParser(markup).css('script[type="application/ld+json"]')
    return list(json.loads(script.text())["@graph"])


def expanded(markup: str, base: str) -> list[dict[str, Any]]:
    """Read the graph of a page at an address with a JSON-LD processor."""
    (script,) = LexborHTMLParser(markup).css('script[type="application/ld+json"]')
    options = {"documentLoader": _context, "base": base}
    from pyld import jsonld

    return list(jsonld.expand(json.loads(script.text()), options))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def assert_sound(nodes: list[dict[str, Any]]) -> None:
    """Check every node against what schema.org allows; a node's name is an absolute address."""
    for node in _nodes(nodes):
        (kind,) = node["@type"]
        allowed = {ORG + name for name in PROPERTIES[kind.removeprefix(ORG)]}
        assert {key for key in node if not key.startswith("@")} <= allowed, kind
        assert "://" in node.get("@id", "://")


@pytest.fixture
def pages(toy_links: Links) -> Callable[[str], Iterator[tuple[str, str]]]:
    """Return the metadata in every page head of the toy archive, by path, for a site address."""

    def every(site_url: str) -> Iterator[tuple[str, str]]:
        site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url=site_url))
        archive = toy_links.archive
        for statement in toy_links.statements:
            yield f"statements/{statement.id}/", machine.statement(site, statement, passages(statement.body), "../../")
        for folder in archive.entities.values():
            for each in folder.values():
                yield f"x/{each.slug}/", machine.entity(site, each, "../../")
        for thread in archive.threads.values():
            yield f"threads/{thread.slug}/", machine.thread(site, thread, "../../")

    return every


@pytest.mark.parametrize("site_url", [HOME, ""])
def test_graphs_are_sound(pages: Callable[[str], Iterator[tuple[str, str]]], site_url: str) -> None:
    """A JSON-LD processor reads each page's graph, whose types have only properties defined by schema.org."""
    count = 0
    for path, markup in pages(site_url):
        nodes = expanded(markup, HOME + path)
        assert_sound(nodes)
        count += len(nodes)
    assert count > 40


def test_a_graph_means_the_same_without_an_address(pages: Callable[[str], Iterator[tuple[str, str]]]) -> None:
    """If the site does not know its own address, the nodes are named relative to the page, and come out the same."""
    for (path, absolute), (_, relative) in zip(pages(HOME), pages(""), strict=True):
        named = {node.get("@id") for node in _nodes(expanded(absolute, HOME + path))}
        assert {node.get("@id") for node in _nodes(expanded(relative, HOME + path))} == named


def test_a_statement_is_a_quotation_by_its_speaker(toy_links: Links) -> None:
    """The graph names the speaker, the source of the words, whom they are about and which law they cite."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url=HOME))
    statement = toy_links.archive.statements[SAMPLE]
    quotation, record, crumbs = _graph(machine.statement(site, statement, passages(statement.body), "../../"))
    assert quotation["@type"] == "Quotation"
    assert quotation["@id"] == f"{HOME}statements/{SAMPLE}/"
    assert [(who["@type"], who["name"]) for who in quotation["creator"]] == [("Person", "Ada Sample")]
    assert quotation["isBasedOn"]["url"] == statement.source.url
    assert [law["legislationIdentifier"] for law in quotation["citation"]] == list(statement.statutes)
    assert [policy["name"] for policy in quotation["mentions"]] == ["Exampleton police policy on examples"]
    assert [place["@type"] for place in quotation["about"]] == ["AdministrativeArea"]
    assert quotation["text"].startswith("Let me be very clear: Exampleton")
    assert quotation["comment"][0]["dateCreated"] == "2017-05-02"
    assert (record["abstract"], record["author"]["name"]) == (statement.summary, "Toy")
    assert record["correction"][0]["dateCreated"] == "2017-05-02"
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2]


def test_a_thread_is_a_collection_of_its_statements(toy_links: Links) -> None:
    """The graph names every statement of the exchange by its page, in order, and the subject of the dispute."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url=HOME))
    for thread in toy_links.archive.threads.values():
        collection, crumbs = _graph(machine.thread(site, thread, "../../"))
        assert collection["@type"] == "CollectionPage"
        assert collection["@id"] == f"{HOME}threads/{thread.slug}/"
        parts = [(part["@type"], part["@id"], part["dateCreated"]) for part in collection["hasPart"]]
        assert parts == [
            ("Quotation" if each.held else "CreativeWork", f"{HOME}statements/{each.id}/", each.date.stem)
            for each in toy_links.threads[thread.slug]
        ]
        assert len(collection.get("about", ())) == len(thread.jurisdictions)
        assert [law["name"] for law in collection.get("citation", ())] == list(thread.statutes)
        assert [step["item"] for step in crumbs["itemListElement"]] == [f"{HOME}threads/", collection["@id"]]


def test_words_cannot_leave_their_script(toy_links: Links) -> None:
    """No text in a record can close the element that holds the graph, and it reads back whole."""
    title = "</script><script>alert(1)</script><!-- & \\u2028 ]]>"
    statement = dataclasses.replace(toy_links.archive.statements[SAMPLE], title=title)
    markup = linked_data.block([linked_data.record(statement, "Toy", HOME)])
    (node,) = _graph(markup)
    assert node["name"] == title
    assert markup.count("<") == markup.count(">") == 2


def test_highwire_tags_make_a_report(toy: Archive) -> None:
    """A reference manager finds a report with its author, institution, date and address, and no journal."""
    statement = refer(toy, toy.statements[SAMPLE], "Toy", HOME + "x/")
    tags = dict(metadata.tags(statement))
    assert tags["citation_author"] == tags["DC.creator"] == "Sample, Ada"
    assert tags["citation_technical_report_institution"] == "City of Exampleton"
    assert tags["citation_publication_date"] == "2017/03/08"
    assert tags["citation_public_url"] == tags["DC.identifier"] == HOME + "x/"
    assert not any("journal" in name for name in tags)


@pytest.mark.parametrize(
    ("identifier", "date"),
    [("2017-03-specimen-says-exampleton-violates", "2017/03"), ("2015-police-department-sets-policy-7", "2015")],
)
def test_highwire_dates_have_their_precision(toy: Archive, identifier: str, date: str) -> None:
    """A date's unknown day or month is left out."""
    tags = dict(metadata.tags(refer(toy, toy.statements[identifier], "Toy", HOME)))
    assert tags["citation_publication_date"] == date


def test_every_speaker_is_an_author(toy: Archive) -> None:
    """A statement of several speakers has a tag for each."""
    statement = refer(toy, toy.statements["2017-09-20-sample-instance-welcome-finding"], "Toy", HOME)
    authors = [content for name, content in metadata.tags(statement) if name == "citation_author"]
    assert len(authors) == len(statement.authors) == 2


def test_no_address_is_claimed_that_is_not_known(toy: Archive) -> None:
    """If the site does not know its own address, no tag and no context object has one."""
    statement = refer(toy, toy.statements[SAMPLE], "Toy", f"statements/{SAMPLE}/")
    assert not {"citation_public_url", "DC.identifier"} & {name for name, _ in metadata.tags(statement)}
    assert "rft_id" not in parse_qs(metadata.coins(statement))


def test_coins_say_what_the_record_says(toy: Archive) -> None:
    """A context object reads back as a report with the same author, title, date and address."""
    read = parse_qs(metadata.coins(refer(toy, toy.statements[SAMPLE], "Toy", HOME + "x/")), strict_parsing=True)
    assert read["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert read["rft.genre"] == ["report"]
    assert (read["rft.aulast"], read["rft.aufirst"]) == (["Sample"], ["Ada"])
    assert read["rft.btitle"] == [toy.statements[SAMPLE].source.title]
    assert (read["rft.date"], read["rft_id"]) == (["2017-03-08"], [HOME + "x/"])


def test_built_pages_carry_them(toy_site: Path, toy: Archive) -> None:
    """On the site each statement's page has its tags, and it and each thread's page have one graph."""
    for statement in toy.statements.values():
        page = LexborHTMLParser((toy_site / "statements" / statement.id / "index.html").read_bytes())
        (title,) = page.css('meta[name="citation_title"]')
        assert title.attributes["content"] == statement.source.title or f"[{statement.title}]"
        assert len(page.css('script[type="application/ld+json"]')) == 1
    assert toy.threads
    for slug in toy.threads:
        page = LexborHTMLParser((toy_site / "threads" / slug / "index.html").read_bytes())
        assert len(page.css('script[type="application/ld+json"]')) == 1


@pytest.mark.parametrize("path", ["statements", "timeline", "timeline/oldest"])
def test_lists_carry_their_statements(toy_site: Path, toy: Archive, path: str) -> None:
    """In a list of all statements each has a context object that a reference manager can import."""
    listed = LexborHTMLParser((toy_site / path / "index.html").read_bytes()).css("span.Z3988[title]")
    titles = sorted(parse_qs(span.attributes["title"] or "")["rft.btitle"][0] for span in listed)
    assert titles == sorted(statement.source.title or f"[{statement.title}]" for statement in toy.statements.values())


def test_the_page_on_the_data_is_a_dataset(toy_site: Path) -> None:
    """The data page describes a data set whose downloads are files of the site."""
    markup = (toy_site / "data/index.html").read_text(encoding="utf-8")
    assert_sound(expanded(markup, HOME + "data/"))
    dataset, crumbs = _graph(markup)
    assert (dataset["@type"], crumbs["@type"]) == ("Dataset", "BreadcrumbList")
    files = [toy_site / "data" / download["contentUrl"] for download in dataset["distribution"]]
    assert len(files) > 20
    assert all(file.is_file() for file in files)
