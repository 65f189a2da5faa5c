"""Compare a site with its record, by making every output of that record again.

Data files must be equal byte for byte. A page must contain the content that the archive makes, letter for letter; the
theme around it is not the record's, and only has to be the same on all pages of a folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import escape

from archive import outputs
from archive.audit.difference import Difference, in_bytes, in_words
from archive.prove.apart import ApartError
from archive.prove.markup import parsed, tree
from archive.site.frame import Page, slots_in
from archive.site.site import Site
from archive.site.templating import for_readers

Fetch = Callable[[str], bytes | None]
"""Returns a file of the published site by path, such as ``statements/<id>/index.html``, or None."""

_ABSENT = "The site must have this file; it is missing."
_TOKEN = "\0"
"""Replaces the parts of a page that are its own."""


def expected(site: Site) -> Iterator[tuple[str, Page | bytes]]:
    """Yield each file that the record gives, with its path, except hand-written pages."""
    for part in (*outputs.searched(site), *outputs.others(site, {})):
        for output in part:
            yield output.path, output.make()


def differences(files: Iterable[tuple[str, Page | bytes]], site_url: str, fetch: Fetch) -> Iterator[Difference]:
    """Yield each difference between the files of a site and the ``expected`` ones."""
    around: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for path, made in files:
        found = fetch(path)
        if found is None:
            yield Difference(path=path, sentence=_ABSENT)
        elif isinstance(made, bytes):
            if found != made:
                yield in_bytes(path, made, found)
        else:
            html = found.decode("utf-8", "replace")
            if html.count(for_readers(made.content)) == 1 and str(made.whole_head) in html:
                group = made.depth, made.path.partition("/")[0]
                around[group][path] = _around(html, made, site_url)
            else:
                yield _in_page(path, made, html)
    yield from _odd(around)


def _around(html: str, page: Page, site_url: str) -> str:
    """Return the theme around a page's own content."""
    html = html.replace(for_readers(page.content), _TOKEN)
    html = html.replace(str(page.whole_head), _TOKEN, 1) if page.whole_head else html
    title, description = escape(page.title), escape(page.description)
    html = html.replace(f"<title>{title} ", f"<title>{_TOKEN} ")
    for value in (title, description, *((escape(site_url + page.path),) if site_url else ())):
        html = html.replace(f'="{value}"', f'="{_TOKEN}"')
    return html


def _in_page(path: str, page: Page, html: str) -> Difference:
    content = for_readers(page.content)
    if content in html:
        where = "more than once" if html.count(content) > 1 else "with another head (title, metadata or facets)"
        return Difference(path=path, sentence=f"The page has the record's content {where}.")
    return in_words(path, _text(content), _text(html))


def _text(html: str) -> str:
    """Return the words of a page; none where a hostile one takes too much to read."""
    try:
        return parsed(_words, html)
    except ApartError:
        return ""


def _words(data: bytes) -> str:
    page = tree(data)
    within = page.css_first("#content") or page.body
    return within.text(separator=" ") if within else ""


def _odd(around: Mapping[tuple[int, str], Mapping[str, str]]) -> Iterator[Difference]:
    """Yield the pages whose theme differs from that of most pages in the folder."""
    for pages in around.values():
        usual, _ = Counter(pages.values()).most_common(1)[0]
        for path, html in pages.items():
            if html != usual:
                wanted, found = usual.encode(), html.encode()
                sentence = f"The page around its content is unlike the others. {in_bytes(path, wanted, found).sentence}"
                yield Difference(path=path, sentence=sentence.replace(_TOKEN, " "))


def slots(site: Site, written: Mapping[str, str], fetch: Fetch) -> Iterator[Difference]:
    """Yield the hand-written pages whose slots do not have the record's content.

    ``written`` has the HTML of each, its slots open, by path.
    """
    filled = outputs.slots(site)
    for path, html in written.items():
        found = fetch(path)
        if found is None:
            yield Difference(path=path, sentence=_ABSENT)
            continue
        text = found.decode("utf-8", "replace")
        for name in slots_in(html):
            wanted = for_readers(filled[name]("../" * path.count("/")))
            if wanted not in text:
                difference = in_words(path, _text(wanted), _text(text), within=True)
                yield Difference(
                    path=path, sentence=f"The content of the slot `{name}` is missing. {difference.sentence}"
                )


def surplus(site: Site, theme: Iterable[str], names: Iterable[str]) -> Iterator[Difference]:
    """Yield the files among a site's records and data that neither its record nor the theme gives.

    ``names`` are the paths of all files of the site, ``theme`` those of the theme and the hand-written pages. The
    theme, images and the search index are not checked.
    """
    given = {output.path for part in (*outputs.searched(site), *outputs.others(site, {})) for output in part}
    ours = {path.partition("/")[0] for path in given if "/" in path} | {"seals", "sources"}
    for name in sorted({*names} - given - {*theme}):
        if name.partition("/")[0] in ours:
            yield Difference(path=name, sentence="The site has this file, but its record does not give it.")
