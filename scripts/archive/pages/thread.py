"""The page of a thread: a summary, differing accounts, who held what, and the whole exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from archive.pages import band, exchange, machine, picture, social
from archive.pages.byline import edit_address
from archive.pages.timeline import FEWEST
from archive.record.model import Archive, Statement, Thread
from archive.record.threads import gathered, side_in
from archive.record.vocabulary import Term, vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.facets import key
from archive.site.frame import Page
from archive.site.site import Extent, Site
from archive.site.templating import render
from archive.site.wording import When, cut, span

_ROOT = "../../"
_DESCRIPTION = 200
"""The most characters of a page's description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turning point, in one sentence."""

    entry: Entry
    side: Term
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One of several differing accounts."""

    owner: str
    when: When
    says: str
    url: str
    entry: Entry | None
    quote: str
    """Words of the statement, if they are held."""


def page(site: Site, thread: Thread) -> Page:
    """Return the page of a thread."""
    archive = site.links.archive
    sequence = site.links.threads[thread.slug]
    bands, axis = band.bands_among(site, sequence, _places(site, thread))
    places = [archive.jurisdictions[slug] for slug in thread.jurisdictions]
    return Page(
        path=paths.thread(thread.slug),
        title=thread.title,
        description=cut(thread.introduction[0], _DESCRIPTION),
        content=render(
            "thread.html",
            root=_ROOT,
            thread=thread,
            extent=extent(site, thread),
            wanted=sum(not statement.held for statement in sequence),
            places=places,
            narrowed=urlencode(list(_narrowed(archive, thread))),
            held_on=urlencode([("jurisdiction", slug) for slug in thread.jurisdictions]),
            statutes=[(citation, paths.citation(archive, citation)) for citation in thread.statutes],
            policies=tuple(_policies(site, thread)),
            turns=tuple(_turns(site, thread)),
            accounts=tuple(_accounts(site, thread)),
            bands=bands,
            axis=axis,
            marks=tuple(vocabulary("mark").values()),
            pictured=_pictured(site, sequence),
            moments=exchange.moments(site, thread),
            edit=edit_address(site, thread.origin.path),
        ),
        head=render(
            "thread_head.html",
            root=_ROOT,
            thread=thread,
            preview=social.pictured(site, paths.thread(thread.slug), thread.title, sequence),
            machine=machine.thread(site, thread, _ROOT),
        ),
    )


def _pictured(site: Site, sequence: Sequence[Statement]) -> Markup:
    """Draw a thread's statements, if there are enough for a picture."""
    if len(sequence) < FEWEST:
        return Markup()
    return picture.drawn(site, sequence, _ROOT, lambda entry: f"#{entry.id}", worked=False)


def extent(site: Site, thread: Thread) -> Extent:
    """Return the number of a thread's statements and the time spanned by its own."""
    own = gathered(site.links.archive, thread)
    dates = sorted(statement.date for statement in site.links.threads[thread.slug] if statement.id in own)
    return Extent(count=len(site.links.threads[thread.slug]), span=span(dates[0], dates[-1]) if dates else "")


def _places(site: Site, thread: Thread) -> tuple[str, ...]:
    """Return the places of a thread: its own, or those of all its statements."""
    every = (slug for statement in site.links.threads[thread.slug] for slug in statement.jurisdictions)
    return thread.jurisdictions or tuple(dict.fromkeys(every))


def _policies(site: Site, thread: Thread) -> Iterator[tuple[str, str]]:
    """Yield the policies of its places that its statements mention, with name and page."""
    places = _places(site, thread)
    spoken = dict.fromkeys(
        cited.policy for statement in site.links.threads[thread.slug] for cited in statement.policies
    )
    for policy in (site.links.archive.policies[slug] for slug in spoken):
        if policy.jurisdiction in places:
            yield policy.name, paths.entity(policy)


def _narrowed(archive: Archive, thread: Thread) -> Iterator[tuple[str, str]]:
    """Yield filters that restrict the timeline to roughly the thread's statements."""
    yield from (("jurisdiction", slug) for slug in thread.jurisdictions)
    yield from (("statute", key(archive.citations[citation], citation)) for citation in thread.statutes)
    yield from ((name, date.stem) for name, date in (("from", thread.begin), ("to", thread.end)) if date)


def _turns(site: Site, thread: Thread) -> Iterator[Turn]:
    for turn in thread.turns:
        side = side_in(site.links.archive, thread, site.links.archive.statements[turn.statement])
        yield Turn(entry=site.entries[turn.statement], side=vocabulary("side")[side], note=turn.note)


def _accounts(site: Site, thread: Thread) -> Iterator[Account]:
    for account in thread.accounts:
        statement = site.links.archive.statements.get(account.statement)
        yield Account(
            owner=account.owner,
            when=When.of(account.date),
            says=account.says,
            url=account.url,
            entry=site.entries[statement.id] if statement else None,
            quote=_quote(statement) if statement else "",
        )


def _quote(statement: Statement) -> str:
    return next((position.quote for position in statement.positions if position.quote), "")
