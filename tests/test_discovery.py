"""Programs that discover the site find what is in it, and learn nothing that it does not know."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.export import discovery
from archive.link.linking import Links
from archive.site.policy import CARDS, EMBEDS, PAGES
from archive.site.site import Settings, Site

HOME = "https://toy.example/archive/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def _files(links: Links, site_url: str = HOME, name: str = "Toy Archive") -> dict[str, bytes]:
    settings = Settings(site_name=name, site_url=site_url, written=("", "about/"))
    return {one.path: one.make() for one in discovery.outputs(Site(links=links, settings=settings))}


def _listed(links: Links) -> dict[str, str | None]:
    top = ElementTree.fromstring(_files(links)["sitemap.xml"])
    return {url.findtext(f"{SITEMAP}loc") or "": url.findtext(f"{SITEMAP}lastmod") for url in top}


def test_sitemap_has_every_page(toy_links: Links) -> None:
    """The sitemap lists each page once: handwritten pages, statements, entities and threads, but no former address."""
    archive = toy_links.archive
    expected = {HOME, f"{HOME}about/"}
    expected |= {f"{HOME}statements/{identifier}/" for identifier in archive.statements}
    for section, entities in {**archive.entities, "threads": archive.threads}.items():
        expected |= {f"{HOME}{section}/{slug}/" for slug in entities}
    assert set(_listed(toy_links)) == expected


def test_sitemap_dates_are_those_of_the_record(toy_links: Links) -> None:
    """A page says when it changed only if its record does: by its last correction, or its withdrawal."""
    dated = {address: date for address, date in _listed(toy_links).items() if date}
    assert dated == {
        f"{HOME}statements/2017-03-08-sample-says-exampleton-complies/": "2017-05-02",
        f"{HOME}statements/2018-03-department-and-bureau-issue-notice/": "2018-05-03",
        f"{HOME}statements/2018-01-conference-of-mayors-on-order/": "2018-06-01",
    }


def test_a_browser_can_search_the_site(toy_links: Links) -> None:
    """The OpenSearch description points to the search page, with the words in its address."""
    top = ElementTree.fromstring(_files(toy_links)["opensearch.xml"])
    url = top.find(f"{OPENSEARCH}Url")
    assert url is not None
    assert url.attrib == {"type": "text/html", "template": f"{HOME}search/?q={{searchTerms}}"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Toy Archive", "Toy Archive"),
        ("Archive of Invented Words", "Archive of"),
        ("Unpronounceability", "Unpronounceabili"),
    ],
)
def test_the_name_of_the_search_fits(toy_links: Links, name: str, short: str) -> None:
    """The name for the browser's bar has at most sixteen characters, cut between words where that is possible."""
    top = ElementTree.fromstring(_files(toy_links, name=name)["opensearch.xml"])
    assert top.findtext(f"{OPENSEARCH}ShortName") == short


def test_without_an_address_none_is_invented(toy_links: Links) -> None:
    """A site that does not know its own address has no sitemap and no OpenSearch description."""
    files = _files(toy_links, site_url="")
    assert set(files) == {"robots.txt", "llms.txt", "_headers"}
    assert b"Sitemap" not in files["robots.txt"]


def test_a_built_site_without_an_address_has_no_sitemap(toy_site: Path) -> None:
    """The theme's own unfilled template is not published either."""
    assert list(toy_site.glob("sitemap*")) == []


def test_robots_are_welcome(toy_links: Links) -> None:
    """No program is kept out, and all are pointed to the sitemap."""
    assert _files(toy_links)["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"


def test_models_are_told_whose_the_claims_are(toy_links: Links) -> None:
    """The summary for language models says that claims have owners, and links to the data."""
    text = _files(toy_links)["llms.txt"].decode()
    assert text.startswith("# Toy Archive\n\n> ")
    assert "Every claim in it belongs to the speaker" in text
    assert f"({HOME}data/statements.jsonl.gz)" in text


def _headers(text: str) -> dict[str, list[str]]:
    """Return the headers that a ``_headers`` file sets, by pattern."""
    rules: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            rules[list(rules)[-1]].append(line.strip())
        else:
            assert line not in rules
            rules[line] = []
    return rules


def _sent(rules: dict[str, list[str]], path: str) -> list[str]:
    fits = [headers for pattern, headers in rules.items() if fnmatchcase(path, pattern)]
    return [header for headers in fits for header in headers]


def test_data_may_be_read_across_origins(toy_links: Links) -> None:
    """A host that reads ``_headers`` allows pages of other sites to read the API and the data, and nothing else."""
    rules = _headers(_files(toy_links)["_headers"].decode())
    opened = {pattern for pattern, headers in rules.items() if "Access-Control-Allow-Origin: *" in headers}
    assert opened == {"/api/*", "/data/*"}


@pytest.mark.parametrize("policy", [PAGES, CARDS, EMBEDS], ids=["pages", "cards", "embeds"])
def test_a_policy_runs_only_scripts_of_the_site(policy: str) -> None:
    """No policy lets a script in a page, an `eval` or another host's script run."""
    rules = {name: values for name, *values in map(str.split, policy.split(";"))}
    scripts = rules.get("script-src", rules["default-src"])
    assert set(scripts) <= {"'self'", "'none'", "'wasm-unsafe-eval'"}
    assert set(rules["default-src"]) <= {"'self'", "'none'"}
    assert rules["base-uri"] == ["'none'"]


def test_headers_guard_every_page(toy_site: Path) -> None:
    """Such a host sends each page's own policy, lets sites frame only the embeds, and turns off type sniffing."""
    rules = _headers((toy_site / "_headers").read_text(encoding="utf-8"))
    embeds = set()
    for page in toy_site.rglob("index.html"):
        path = "/" + page.relative_to(toy_site).as_posix().removesuffix("index.html")
        sent = _sent(rules, path)
        assert sent.count("X-Content-Type-Options: nosniff") == 1
        (policy,) = [header.partition(": ")[2] for header in sent if header.startswith("Content-Security-Policy: ")]
        meta = LexborHTMLParser(page.read_bytes()).css_first('meta[http-equiv="Content-Security-Policy"]')
        own = meta.attributes["content"] if meta else None  # a redirect has none
        if path.startswith("/embed/"):
            assert own in (EMBEDS, CARDS)
            assert policy == EMBEDS
            embeds.add(own)
        else:
            assert own is None or policy == f"{own}; frame-ancestors 'none'"
            assert policy.endswith("; frame-ancestors 'none'")
    assert embeds == {EMBEDS, CARDS}


def test_no_header_is_set_twice(toy_site: Path) -> None:
    """Hosts differ in how they merge two rules for one header, so no two rules for an address set the same header."""
    rules = _headers((toy_site / "_headers").read_text(encoding="utf-8"))
    for path in ("/", "/about/", "/data/", "/data/statements.csv", "/api/v1/index.json", "/embed/x/", "/statements/x/"):
        names = [header.partition(":")[0] for header in _sent(rules, path)]
        assert len(names) == len(set(names)), path
