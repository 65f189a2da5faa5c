"""How a statement's page shows its citations."""

from __future__ import annotations

import html

from markupsafe import Markup

from archive.cite.kinds import every
from archive.record.model import Statement
from archive.site.site import Site
from archive.site.templating import render


def citations(site: Site, statement: Statement, root: str) -> Markup:
    """Return every citation of a statement, to copy and, where it is a format, to load into a program."""
    reference = site.entries[statement.id].reference
    shown = [(citation.kind, _text(citation.text)) for citation in every(reference)]
    return render("cite.html", root=root, id=reference.id, address=reference.url, citations=shown)


def _text(words: str) -> Markup:
    """Escape words between tags, where quotation marks mean nothing; CSL-JSON is full of them."""
    return Markup(html.escape(words, quote=False))
