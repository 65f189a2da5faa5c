"""How a statement's page shows its citations."""

from __future__ import annotations

import html

from markupsafe import Markup

from archive.citations import Reference, every
from archive.model import Statement
from archive.pages.site import Site
from archive.pages.templating import render


def reference(site: Site, statement: Statement) -> Reference:
    """Give what a citation of a statement needs; its permalink is absolute where the site knows its own address."""
    return site.entries[statement.id].reference


def citations(site: Site, statement: Statement, root: str) -> Markup:
    """Give every citation of a statement, to copy and, where it is a format, to load into a program."""
    one = reference(site, statement)
    shown = [(citation.kind, _text(citation.text)) for citation in every(one)]
    return render("cite.html", root=root, id=one.id, address=one.url, citations=shown)


def _text(words: str) -> Markup:
    """Escape words that stand between tags, where quotation marks mean nothing; CSL-JSON is full of them."""
    return Markup(html.escape(words, quote=False))
