"""The views that other sites may show in a frame: the timeline, positions, what changed in them, the map, places,
threads, and a claim beside the statement that contradicts it.

A view's address is that of its page under ``embed/``, with the same parameters. It has no masthead; it has its title,
the cautions of what it shows, its source and a link back, and without scripts it is a complete list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from markupsafe import Markup

from archive.export import selection
from archive.pages import changes, picture, place_map, positions_table
from archive.pages.opening import Opening, facing, opening
from archive.pages.timeline import FEWEST
from archive.record.caveats import Caveat, caveats
from archive.record.model import Jurisdiction, Statement, Thread
from archive.site import paths, policy
from archive.site.entry import Entry
from archive.site.frame import with_fonts
from archive.site.output import Output
from archive.site.pagination import LIMIT, year_anchor
from archive.site.site import Site
from archive.site.templating import render

TABLE = "statements.csv"
"""The name of a view's table beside its page, where its statements are always the same."""
_LISTED = 250
"""The most statements that a view lists, with their cautions: it is to be light, and its full page has the others."""
_OPEN = 12
"""The most statements whose list is open from the start."""
_SPOKEN = 4
"""The most statements whose cautions are open from the start."""
_NO_FINDING = "Each mark is the speaker’s own position, not a finding of the archive."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """A statement whose cautions a view carries."""

    entry: Entry
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The content of a frame."""

    path: str
    """Of its full page, under the root."""
    title: str
    statements: Sequence[Statement]
    """In the order of its list."""
    draw: Callable[[str], Markup]
    """Draws it, given the way to the root."""
    note: str = ""
    filtered: str = ""
    """The filter for the timeline's scripts, as in ``jurisdiction=exampleton``; they leave a view without one alone."""
    listed: bool = True
    """Whether its statements are listed below what is drawn."""
    heeds: bool = True
    """Whether their cautions follow; what is drawn can have them itself."""


def address(path: str) -> str:
    """Return the path of a page's view for frames."""
    return f"embed/{path}"


def facing_path(claim: Statement) -> str:
    """Return the path of a claim beside the statement that contradicts it; it has no page of its own."""
    return f"embed/facing/{claim.id}/"


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield every view, with its table if it has its own."""
    if not site.links.statements:
        return
    yield _page(site, "embed/timeline/", partial(_timeline, site))
    yield _page(site, "embed/positions/", partial(_positions, site))
    yield _page(site, address(changes.PATH), partial(_changes, site))
    yield _page(site, "embed/positions/map/", partial(_map, site))
    for place in site.links.archive.jurisdictions.values():
        if site.statements_of(place):
            yield from _with_table(site, address(paths.entity(place)), partial(_place, site, place))
    for thread in site.links.archive.threads.values():
        yield from _with_table(site, address(paths.thread(thread.slug)), partial(_thread, site, thread))
    for found in facings(site):
        claim = site.links.archive.statements[found.claim.entry.id]
        yield from _with_table(site, facing_path(claim), partial(_facing, site, found))


def facings(site: Site) -> Iterator[Opening]:
    """Yield each claim beside the statement known to contradict it, and the pair that opens the home page."""
    first = opening(site)
    found = {pair.claim.entry.id: pair for pair in (first, *facing(site)) if pair and pair.answer}
    yield from found.values()


def _page(site: Site, path: str, view: Callable[[], View]) -> Output[bytes]:
    return Output(path=f"{path}index.html", make=lambda: _drawn(site, path, view()))


def _with_table(site: Site, path: str, view: Callable[[], View]) -> Iterator[Output[bytes]]:
    yield _page(site, path, view)
    yield Output(path=f"{path}{TABLE}", make=lambda: selection.written(site, view().statements))


def _drawn(site: Site, path: str, view: View) -> bytes:
    root = "../" * path.count("/")
    shown = site.entries_of(view.statements[:_LISTED]) if view.listed else ()
    html = render(
        "framed.html",
        root=root,
        policy=Markup(policy.EMBEDS),
        view=view,
        content=view.draw(root),
        stances=picture.stance_marks(),
        entries=shown,
        total=len(view.statements),
        is_open=len(shown) <= _OPEN,
        heeded=tuple(islice(_heeded(site, view.statements), _LISTED)),
        warned=sum(bool(caveats(statement)) for statement in view.statements),
        spoken=_SPOKEN,
        site=site.settings,
        as_of=site.as_of,
    )
    return with_fonts(str(html), root).encode()


def _heeded(site: Site, statements: Iterable[Statement]) -> Iterator[Heeded]:
    for statement in statements:
        found = caveats(statement)
        if found:
            yield Heeded(entry=site.entries[statement.id], caveats=found)


def _timeline(site: Site) -> View:
    statements = site.links.statements[::-1]
    return View(
        path="timeline/",
        title="Who said what, and when",
        note=_NO_FINDING,
        statements=statements,
        draw=partial(_pictured, site, statements, "timeline/", True),
        filtered="all",
    )


def _place(site: Site, place: Jurisdiction) -> View:
    statements = site.statements_of(place)[::-1]
    path = paths.entity(place)
    return View(
        path=path,
        title=f"{place.name}: who said what, and when",
        note=_NO_FINDING,
        statements=statements,
        draw=partial(_pictured, site, statements, path, True),
        filtered=f"jurisdiction={place.slug}",
    )


def _thread(site: Site, thread: Thread) -> View:
    statements = site.links.threads[thread.slug]
    path = paths.thread(thread.slug)
    return View(
        path=path,
        title=thread.title,
        note=_NO_FINDING,
        statements=statements,
        draw=partial(_pictured, site, statements, path, False),
    )


def _pictured(site: Site, statements: Sequence[Statement], path: str, worked: bool, root: str) -> Markup:
    """Draw statements; a bar of several links to its year on the full page, or to the first of them there."""
    if len(statements) < FEWEST:
        return Markup()

    def place(entry: Entry) -> str:
        anchor = year_anchor(entry.year) if worked else entry.id
        year = f"{entry.year}/" if worked and len(statements) > LIMIT else ""
        return f"{root}{path}{year}#{anchor}"

    return picture.drawn(site, statements, root, place, worked=worked)


def _positions(site: Site) -> View:
    return View(
        path="positions/",
        title="Who says which place complies with which law",
        note="A pattern holds until the same holder says something later. It is the holder’s own last word, not a "
        "finding of the archive.",
        statements=_taking(site),
        draw=lambda root: positions_table.drawn(site, root, framed=True),
        listed=False,
    )


def _changes(site: Site) -> View:
    return View(
        path=changes.PATH,
        title="Then and now: who says something else",
        note="Each mark is what a holder began to say, not a finding of the archive.",
        statements=_taking(site),
        draw=partial(changes.drawn, site),
        listed=False,
    )


def _map(site: Site) -> View:
    return View(
        path="positions/map/",
        title="Places by what one holder last said of each",
        note="A pattern is the holder’s own last known word on any law or matter, not a finding of the archive.",
        statements=_taking(site),
        draw=lambda root: place_map.drawn(site, root, framed=True),
        listed=False,
    )


def _taking(site: Site) -> Sequence[Statement]:
    return tuple(statement for statement in site.links.statements if statement.positions)


def _facing(site: Site, found: Opening) -> View:
    both = [found.claim, found.answer] if found.answer else [found.claim]
    return View(
        path=found.claim.entry.path,
        title=f"A claim, and {'what contradicts it' if found.contradicts else 'what another holder says'}",
        statements=[site.links.archive.statements[said.entry.id] for said in both],
        draw=lambda root: render("home/facing.html", root=root, opening=found),
        listed=False,
        heeds=False,
    )
