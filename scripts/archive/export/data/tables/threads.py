"""The tables made from the threads."""

from __future__ import annotations

from collections.abc import Iterator

from archive.export.data.table import Row, Table, column, kept, key
from archive.record.threads import gathered, side_in
from archive.site import paths
from archive.site.site import Site


def _threads(site: Site) -> Iterator[Row]:
    for thread in site.links.archive.threads.values():
        yield (
            thread.slug,
            site.settings.site_url + paths.thread(thread.slug),
            thread.title,
            "\n\n".join(thread.introduction),
            str(thread.begin) if thread.begin else None,
            str(thread.end) if thread.end else None,
        )


def _exchanges(site: Site) -> Iterator[Row]:
    for slug, sequence in site.links.threads.items():
        thread = site.links.archive.threads[slug]
        own = gathered(site.links.archive, thread)
        for number, statement in enumerate(sequence, 1):
            yield slug, number, statement.id, side_in(site.links.archive, thread, statement), statement.id in own


TABLES: tuple[Table, ...] = (
    Table(
        name="threads",
        description="Disputes, each as an exchange.",
        rows=_threads,
        columns=(
            key("id", "The permanent name of the thread."),
            column("url", "Its page.", optional=False),
            kept("title", "threads.title"),
            kept("introduction", "threads.introduction"),
            kept("begin", "threads.from"),
            kept("end", "threads.to"),
        ),
    ),
    Table(
        name="thread_statements",
        description="The statements of each thread, in the order of the exchange.",
        rows=_exchanges,
        columns=(
            key("thread", "The thread.", refers="threads"),
            key("number", "The place in the exchange, from 1.", "integer"),
            column("statement", "The statement.", refers="statements", optional=False),
            column("side", "Its side in the thread; derived.", optional=False),
            column("own", "Whether the thread gathers it; otherwise a relation ties it in.", "boolean", optional=False),
        ),
    ),
)
