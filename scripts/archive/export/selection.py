"""Some statements as a table for a spreadsheet: the columns that the timeline's own export has."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.data import csv_file
from archive.export.data.table import Row, column
from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.site import facets, paths
from archive.site.site import Site

COLUMNS = (
    column("id", "The statement's id"),
    column("date", "As precisely as it is known: 2017, 2017-10 or 2017-10-12"),
    column("title", "Its title"),
    column("who", "Who speaks"),
    column("where", "The places it is about"),
    column("kind", "What kind of document it is"),
    column("holder", "Whose position it is"),
    column("side", "The side they speak for"),
    column("stances", "What they hold"),
    column("statutes", "The laws it cites"),
    column("text", "Whether the archive holds its words"),
    column("flags", "Whether it carries a caution or was withdrawn"),
    column("source", "The address of its source"),
    column("permalink", "Its page in the archive"),
)


def written(site: Site, statements: Iterable[Statement]) -> bytes:
    """Write statements as CSV, in their order."""
    return csv_file.written(COLUMNS, (_row(site, statement) for statement in statements))


def _row(site: Site, statement: Statement) -> Row:
    entry = site.entries[statement.id]
    labels = facets.labels(site.links.archive)
    labels = {**labels, "holder": labels["speaker"]}

    def named(name: str) -> str:
        return "; ".join(labels[name][key] for key in site.facets[statement.id][name])

    return (
        entry.id,
        statement.date.stem,
        entry.title,
        entry.who,
        entry.where,
        named("kind"),
        named("holder"),
        named("side"),
        named("stance"),
        named("statute"),
        named("text"),
        "; ".join(caveat.heading for caveat in caveats(statement)),
        entry.url,
        site.settings.site_url + paths.statement(statement.id),
    )
