"""How a statement's page shows its citations: the styles in words, the formats by name, for a script to load."""

from __future__ import annotations

from markupsafe import Markup

from archive.cite.kinds import FORMATS, STYLES
from archive.record.model import Statement
from archive.site.site import Site
from archive.site.templating import render


def citations(site: Site, statement: Statement, root: str) -> Markup:
    """Return a statement's citations in each style, and the place of those in each format."""
    reference = site.entries[statement.id].reference
    styles = [(kind, kind.write(reference)) for kind in STYLES]
    return render("cite.html", root=root, id=reference.id, address=reference.url, styles=styles, formats=FORMATS)
