"""What programs read to find the site and what is in it: sitemap, robots.txt, OpenSearch, llms.txt, headers.

A sitemap and an OpenSearch description hold absolute addresses by their standards, so a site that does not know its
own has neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from archive.export.data.dataset import ABSTRACT
from archive.record.model import Statement
from archive.record.problem import counted
from archive.site import paths, policy
from archive.site.output import Output
from archive.site.site import Settings, Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT_NAME = 16
"""The most characters of an OpenSearch name."""


_OPEN = "Access-Control-Allow-Origin: *"
_EXACT = "X-Content-Type-Options: nosniff"
_PAGES = f"Content-Security-Policy: {policy.PAGES}; {policy.UNFRAMED}"
_INERT = f"Content-Security-Policy: {policy.SOURCES}; {policy.UNFRAMED}"
_SAVED = "Content-Disposition: attachment"
_EMBEDS = f"Content-Security-Policy: {policy.EMBEDS}"


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files; all are at the site's root."""
    known = bool(site.settings.site_url)
    if known:
        yield Output(path="sitemap.xml", make=lambda: _xml(_sitemap(site)))
        yield Output(path="opensearch.xml", make=lambda: _xml(_opensearch(site)))
    yield Output(path="robots.txt", make=lambda: _robots(site.settings).encode())
    yield Output(path="llms.txt", make=lambda: _llms(site).encode())
    yield Output(path="_headers", make=lambda: _headers(site.settings).encode())


def _headers(settings: Settings) -> str:
    """Return the file from which some hosts read headers: the policies, and access to the data for other sites.

    No header is named by two rules of which both fit an address, since hosts differ in what they make of that. So each
    folder of pages has a rule of its own, and what other sites may frame has another; a card is stricter in its page.
    """
    folders = sorted({path.partition("/")[0] for path in settings.written} - {""})
    rules = {"/*": [_EXACT], "/": [_PAGES], "/api/*": [_OPEN], "/embed/*": [_EMBEDS]}
    rules |= {f"/{folder}/*": [_PAGES] for folder in folders}
    rules["/data/*"] = [_OPEN, _PAGES]
    rules["/sources/*"] = [_INERT, _SAVED]
    return "".join(f"{path}\n" + "".join(f"  {header}\n" for header in headers) for path, headers in rules.items())


def _sitemap(site: Site) -> Element:
    """List the pages; only statements have a date of change, from their records."""
    top = Element("urlset", xmlns=_SITEMAP)
    for path, changed in _pages(site):
        url = SubElement(top, "url")
        SubElement(url, "loc").text = site.settings.site_url + path
        if changed:
            SubElement(url, "lastmod").text = changed
    return top


def _pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each page with the date of its last change, as far as the record knows one."""
    archive = site.links.archive
    yield from ((path, "") for path in site.settings.written)
    yield from ((paths.statement(statement.id), _changed(statement)) for statement in site.links.statements)
    for group in archive.entities.values():
        yield from ((paths.entity(entity), "") for entity in group.values())
    yield from ((paths.thread(slug), "") for slug in archive.threads)


def _changed(statement: Statement) -> str:
    dates = [correction.date for correction in statement.corrections]
    if statement.withdrawn:
        dates.append(statement.withdrawn.date)
    return max(dates).stem if dates else ""


def _opensearch(site: Site) -> Element:
    """Describe the search for the browser's address bar."""
    top = Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    SubElement(top, "ShortName").text = _short(site.settings.site_name)
    SubElement(top, "Description").text = f"Search the statements of the {site.settings.site_name}"
    SubElement(top, "InputEncoding").text = "UTF-8"
    SubElement(
        top, "Image", height="16", width="16", type="image/svg+xml"
    ).text = f"{site.settings.site_url}assets/img/favicon.svg"
    SubElement(top, "Url", type="text/html", template=f"{site.settings.site_url}search/?q={{searchTerms}}")
    return top


def _xml(top: Element) -> bytes:
    ElementTree.indent(top)
    written: bytes = ElementTree.tostring(top, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _short(name: str) -> str:
    """Cut a name between words to the allowed length, or to its initials if the first word is too long."""
    while len(name) > _SHORT_NAME and " " in name:
        name = name.rpartition(" ")[0]
    return name[:_SHORT_NAME]


def _robots(settings: Settings) -> str:
    sitemap = f"\nSitemap: {settings.site_url}sitemap.xml\n" if settings.site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _llms(site: Site) -> str:
    """Return the summary of the site in Markdown that language models are pointed to (llmstxt.org)."""
    settings, archive = site.settings, site.links.archive
    base = settings.site_url or "/"
    held = sum(statement.held for statement in site.links.statements)
    return f"""\
# {settings.site_name}

> {ABSTRACT}

The archive makes no claim of its own on who complies with a law. Every claim in it belongs to the speaker who is named
with it, in the office held on that date; a summary is in the archive's words and a text is the speaker's, word for
word. Quote the text, name the speaker, the date and the source, and heed a record's `caution`. A withdrawn record no
longer counts. The archive has {counted(len(site.links.statements), "statement")}; it holds the words of {held:,}, and
of the others the facts and a source.

## Data

- [Every statement, one a line, as JSON]({base}data/statements.jsonl.gz)
- [Every file of the record as it was written, one a line]({base}data/records.jsonl.gz)
- [API: index]({base}api/v1/index.json), [description in OpenAPI]({base}api/v1/openapi.json)
- [All formats and every field explained]({base}data/)

## Pages

- [Timeline]({base}timeline/): all statements by date
- [Speakers]({base}speakers/): {len(archive.speakers):,} persons and organizations with their offices
- [Jurisdictions]({base}jurisdictions/): {len(archive.jurisdictions):,} places, each with what was said of it
- [Statutes]({base}statutes/): {len(archive.statutes):,} laws and orders, each with what cites it
- [Policies]({base}policies/): {len(archive.policies):,} policies, ordinances and rules, each with its known versions
- [About]({base}about/): what is kept, how it is checked, how it is corrected
"""
