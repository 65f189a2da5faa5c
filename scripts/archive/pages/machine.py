"""What the head of a page says to programs: tags for reference managers, and a graph in JSON-LD."""

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


def statement(site: Site, one: Statement, body: Sequence[Passage], root: str) -> Markup:
    """Give the tags and the graph of a statement's page."""
    base = site.settings.site_url or root
    steps = [("Statements", "statements/"), (one.title, paths.statement(one.id))]
    nodes = [
        linked_data.statement(site.links.archive, one, body, base),
        linked_data.record(one, site.settings.site_name, base),
        linked_data.dataset(site.settings.site_name, base),
        linked_data.breadcrumbs(steps, base),
    ]
    return render("machine.html", tags=metadata.tags(site.entries[one.id].reference), graph=linked_data.block(nodes))


def coins(site: Site, one: Statement) -> str:
    """Return the context object for a statement's page; empty where its tags say all, since it would win over them."""
    return site.entries[one.id].coins if metadata.needs_coins(site.entries[one.id].reference) else ""


def entity(site: Site, one: Entity, root: str) -> Markup:
    """Give the graph of an entity's page."""
    base = site.settings.site_url or root
    section = paths.section(one)
    steps = [(INDEXES[one.group], section), (one.name, paths.entity(one))]
    return linked_data.block([linked_data.entity(site.links.archive, one, base), linked_data.breadcrumbs(steps, base)])


def thread(site: Site, one: Thread, root: str) -> Markup:
    """Give the graph of a thread's page."""
    base = site.settings.site_url or root
    steps = [("Threads", "threads/"), (one.title, paths.thread(one.slug))]
    node = linked_data.thread(site.links.archive, one, site.links.threads[one.slug], base)
    dataset = linked_data.dataset(site.settings.site_name, base)
    return linked_data.block([node, dataset, linked_data.breadcrumbs(steps, base)])
