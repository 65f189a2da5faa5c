"""The card of a statement for embedding in another site: a small page without scripts, and its oEmbed description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from archive.pages import byline
from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.text import each
from archive.site import paths, policy
from archive.site.output import Output
from archive.site.site import Settings, Site
from archive.site.templating import render
from archive.site.wording import cut

_ROOT = "../../"
_LONGEST = 420
"""The most characters of the words on a card."""
WIDTH, HEIGHT = 600, 420
"""The size of the frame in pixels."""


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the card of every statement; with the site's address known, its oEmbed description too.

    The source of the description is the specification at oembed.com, version 1.0, type ``rich``.
    """
    for statement in site.links.statements:
        path = paths.embed(statement.id)
        yield Output(path=f"{path}index.html", make=partial(_card, site, statement))
        if site.settings.site_url:
            yield Output(path=f"{path}{DESCRIPTION}", make=partial(_described, site, statement))


DESCRIPTION = "oembed.json"
"""The file name of the description next to its card."""


def opening(statement: Statement, longest: int) -> str:
    """Return the first words of a held text, otherwise the archive's summary, up to about ``longest`` characters."""
    held = (passage.plain for passage in each(statement.body) if not passage.is_gap) if statement.held else ()
    return cut(next(iter(held), statement.summary), longest)


def _card(site: Site, statement: Statement) -> bytes:
    return render(
        "embed.html",
        root=_ROOT,
        policy=Markup(policy.CARDS),
        statement=statement,
        entry=site.entries[statement.id],
        caveats=caveats(statement),
        words=opening(statement, _LONGEST),
        attribution=byline.attribution(site, statement),
        path=paths.statement(statement.id),
        site=site.settings,
    ).encode()


def _described(site: Site, statement: Statement) -> bytes:
    return json.dumps(_description(site, statement), ensure_ascii=False, indent=1).encode()


def _description(site: Site, statement: Statement) -> dict[str, object]:
    settings: Settings = site.settings
    address = settings.site_url + paths.embed(statement.id)
    found = caveats(statement)
    title = "".join(f"[{caveat.heading}] " for caveat in found if caveat.kind != "corrected") + statement.title
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": byline.names(site, statement),
        "provider_name": settings.site_name,
        "provider_url": settings.site_url,
        "html": render("embed_frame.html", address=address, title=title, width=WIDTH, height=HEIGHT).strip(),
        "width": WIDTH,
        "height": HEIGHT,
        # A consumer passes over keys that it does not know; one that shows more than the frame finds them here.
        "caveats": [{"kind": caveat.kind, "heading": caveat.heading, "text": caveat.text} for caveat in found],
    }
