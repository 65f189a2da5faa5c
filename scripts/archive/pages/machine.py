"""The metadata in a page's head: tags for reference managers, and a JSON-LD graph."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from archive.cite import metadata
from archive.pages import linked_data
from archive.record.model import Entity, Statement, Thread
from archive.record.text import Passage
from archive.site import paths
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import INDEXES


def statement(site: Site, statement: Statement, body: Sequence[Passage], root: str) -> Markup:
    """Return the tags and the graph of a statement's page."""
    base = site.settings.site_url or root
    steps = [("Statements", "statements/"), (statement.title, paths.statement(statement.id))]
    nodes = [
        linked_data.statement(site.links.archive, statement, body, base),
        linked_data.record(statement, site.settings.site_name, base),
        linked_data.breadcrumbs(steps, base),
    ]
    return render(
        "machine.html", tags=metadata.tags(site.entries[statement.id].reference), graph=linked_data.block(nodes)
    )


def coins(site: Site, statement: Statement) -> str:
    """Return the context object for a statement's page; empty if its tags suffice, since it would override them."""
    return site.entries[statement.id].coins if metadata.needs_coins(site.entries[statement.id].reference) else ""


def entity(site: Site, entity: Entity, root: str) -> Markup:
    """Return the graph of an entity's page."""
    base = site.settings.site_url or root
    section = paths.section(entity)
    steps = [(INDEXES[entity.group], section), (entity.name, paths.entity(entity))]
    return linked_data.block(
        [linked_data.entity(site.links.archive, entity, base), linked_data.breadcrumbs(steps, base)]
    )


def thread(site: Site, thread: Thread, root: str) -> Markup:
    """Return the graph of a thread's page."""
    base = site.settings.site_url or root
    steps = [("Threads", "threads/"), (thread.title, paths.thread(thread.slug))]
    node = linked_data.thread(site.links.archive, thread, site.links.threads[thread.slug], base)
    return linked_data.block([node, linked_data.breadcrumbs(steps, base)])
