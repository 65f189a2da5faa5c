"""The picture of an exchange: nothing is left out, nothing overlaps, and time stays in order."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from archive import outputs
from archive.link.linking import Links, link
from archive.pages import geometry, picture
from archive.pages.geometry import COLUMN, Dot, Lane
from archive.record.dates import Date
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.frame import Page
from archive.site.site import Settings, Site

GOLDEN = Path(__file__).with_name("vectors") / "picture.txt"

LANES = (Lane(top=0, rows=1), Lane(top=40, rows=3), Lane(top=90, rows=2))
COLUMNS = 60
_FIRST = datetime.date(1791, 1, 1).toordinal()
_LAST = datetime.date(2199, 12, 31).toordinal()


@some.composite
def _dots(draw: some.DrawFn) -> list[Dot]:
    """Draw dots of any day, month or year, in chronological order, many of them close together."""
    around = draw(some.integers(_FIRST, _LAST))
    day = some.one_of(some.integers(_FIRST, _LAST), some.integers(around, around + 40))
    drawn = some.builds(
        lambda lane, begin, length, mark: Dot(lane, begin, begin + length, mark),
        some.integers(0, len(LANES) - 1),
        day,
        some.sampled_from((0, 0, 0, 30, 364)),
        some.sampled_from(("solid", "open", "none")),
    )
    return sorted(draw(some.lists(drawn, min_size=1, max_size=60)), key=lambda dot: dot.day)


def _axis(dots: list[Dot]) -> geometry.Axis:
    return geometry.axis([dot.day for dot in dots], COLUMNS)


@given(_dots())
def test_every_statement_is_in_the_picture_once(dots: list[Dot]) -> None:
    """Every dot is in exactly one cell, and no two cells have the same position."""
    cells = geometry.cells(dots, _axis(dots), LANES)
    assert sorted(number for cell in cells for number in cell.dots) == list(range(len(dots)))
    assert len({(cell.lane, cell.column) for cell in cells}) == len(cells)


@given(_dots())
def test_no_mark_lies_over_another(dots: list[Dot]) -> None:
    """Dots that are not gathered each have their own row inside their lane, and every column is inside the picture."""
    for cell in geometry.cells(dots, _axis(dots), LANES):
        lane = LANES[cell.lane]
        assert 0 <= cell.column < COLUMNS
        assert cell.gathered == (len(cell.dots) > lane.rows)
        if not cell.gathered:
            heights = [geometry.height_of(lane, row) for row in range(len(cell.dots))]
            assert all(lane.top < height < lane.base for height in heights)
            assert len(set(heights)) == len(heights)


@given(_dots())
def test_the_order_of_time_is_kept(dots: list[Dot]) -> None:
    """An earlier day is never in a later column, nor higher in the same column."""
    axis = _axis(dots)
    columns = [axis.column(dot.day) for dot in dots]
    assert columns == sorted(columns)
    for cell in geometry.cells(dots, axis, LANES):
        days = [dots[number].day for number in cell.dots]
        assert days == sorted(days)


@given(_dots())
def test_most_statements_are_in_the_main_stretch(dots: list[Dot]) -> None:
    """An axis sets aside at most one statement in ten, and its stretches follow each other without touching."""
    axis = _axis(dots)
    aside = sum(axis.of(dot.day) is not axis.main for dot in dots)
    assert aside * 10 <= len(dots)
    for one, other in pairwise(axis.stretches):
        assert one.last < other.first
        assert one.column + one.columns < other.column
    assert axis.stretches[-1].column + axis.stretches[-1].columns == COLUMNS


def test_what_is_far_off_is_behind_a_break() -> None:
    """Two statutes of 1996 do not squeeze the exchange of 2017."""
    days = [datetime.date(1996, 9, 30).toordinal()] * 2
    days += [datetime.date(2017, 1, 1).toordinal() + 3 * number for number in range(100)]
    axis = geometry.axis(days, COLUMNS)
    assert [tick.text for tick in geometry.ticks(axis)][:2] == ["1996", "2017"]
    assert axis.main.columns == COLUMNS - 4
    assert len(axis.breaks) == 1


@given(_dots())
def test_a_bar_stands_in_its_lane(dots: list[Dot]) -> None:
    """The parts of a bar are stacked from the base of the lane, below the space for the count."""
    cells = geometry.cells(dots, _axis(dots), LANES)
    most = max(len(cell.dots) for cell in cells)
    for cell in cells:
        lane = LANES[cell.lane]
        parts = geometry.bar(cell, dots, lane, most, ("solid", "open", "none"))
        assert parts[0].y + parts[0].height == pytest.approx(lane.base, abs=0.11)
        assert parts[-1].y >= lane.top
        assert len(parts) == len({dots[number].mark for number in cell.dots})


@given(some.lists(some.integers(0, 1000), max_size=40, unique=True))
def test_labels_do_not_touch(lines: list[int]) -> None:
    """Labels are inside the picture and do not overlap, each beside its line; the most important that fits is shown."""
    wanted = [(number, float(x)) for number, x in enumerate(lines)]
    found = geometry.placed(wanted, 150, 1000, 10)
    for one, other in pairwise(found):
        assert one.left + 150 + 10 <= other.left
    for label in found:
        assert label.left in (label.x, label.x - 150)
        assert 0 <= label.left <= 850
    if lines:
        assert 0 in {label.number for label in found}


def test_the_picture_of_the_toy_archive(toy_links: Links, pytestconfig: pytest.Config) -> None:
    """Marks, bars, arcs, labels and words on the axis are where a person approved them."""
    site = Site(links=toy_links, settings=Settings(site_name="The Toy Archive"))
    written = "".join(
        _written(picture.picture(site, toy_links.statements, shape, lambda entry: f"#y{entry.year}"))
        for shape in picture.SHAPES
    )
    if pytestconfig.getoption("--write-golden"):
        GOLDEN.write_text(written, encoding="utf-8", newline="\n")
    assert written == GOLDEN.read_text(encoding="utf-8")


def _written(drawn: picture.Picture) -> str:
    lines = [f"{drawn.shape.name} {drawn.shape.width} x {drawn.height}"]
    lines += [f"lane {one.lane.top} to {one.lane.base}: {one.name}" for one in drawn.lanes]
    lines += [f"mark {one.key} {one.x:g} {one.y:g} {one.form} {one.spread or ''} {one.words}" for one in drawn.marks]
    lines += [f"bar {one.key} {one.x:g} {one.top:g} {one.base:g} {one.words}" for one in drawn.bars]
    lines += [f"arc {path}" for path in drawn.arcs]
    lines += [f"label {one.anchor} {one.x:g} to {one.end:g}: {' / '.join(one.lines)}" for one in drawn.labels]
    lines += [f"break {x:g}" for x in drawn.axis.breaks]
    lines += [f"tick {one.x:g} {one.text}" for one in drawn.ticks]
    return "\n".join(line.rstrip() for line in lines) + "\n\n"


def test_every_statement_of_a_site_is_drawn(toy_links: Links) -> None:
    """The marks and the counts of the bars add up to all statements."""
    site = Site(links=toy_links, settings=Settings(site_name="The Toy Archive"))
    for shape in picture.SHAPES:
        drawn = picture.picture(site, toy_links.statements, shape, lambda entry: "")
        assert len(drawn.marks) + sum(bar.count for bar in drawn.bars) == len(toy_links.statements)
        assert max(Counter(mark.key for mark in drawn.marks).values()) == 1
        assert all(0 < mark.x < drawn.shape.columns * COLUMN for mark in drawn.marks)


def test_places_and_threads_have_their_picture(toy_links: Links) -> None:
    """The page of a place or a thread draws its own statements, each once in each shape, and no others."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy"))
    archive = toy_links.archive
    drawn = 0
    pages = {
        **{paths.thread(slug): toy_links.threads[slug] for slug in archive.threads},
        **{paths.entity(each): site.statements_of(each) for each in archive.jurisdictions.values()},
    }
    made = {output.path: output for part in outputs.searched(site) for output in part}
    made |= {output.path: output for part in outputs.others(site, {}) for output in part}
    for path, statements in pages.items():
        page = made[f"{path}index.html"].make()
        assert isinstance(page, Page)
        for svg in LexborHTMLParser(page.content).css(".pictured .picture > svg:not(.patterns)"):
            drawn += 1
            single = [link.attributes["href"] or "" for link in svg.css(".marks > a:not(:has(text))")]
            gathered = sum(int(text.text()) for text in svg.css(".marks > a text"))
            assert len(single) + gathered == len(statements)
            assert {link.removeprefix("../../") for link in single} <= {paths.statement(each.id) for each in statements}
    assert drawn >= 4  # of a place and of a thread, for a screen and for a phone


def test_a_picture_of_one_side_shows_density(toy_links: Links) -> None:
    """If all speak from one side, a tall bar and a short bar differ in height by more than a mark."""
    site = Site(links=toy_links, settings=Settings(site_name="Any"))
    pattern = next(one for one in toy_links.statements if picture.lane_of(site, one) == "The jurisdiction")
    few, many = 10, 40
    crowd = [replace(pattern, id=f"2017-03-08-{at}") for at in range(few)]
    crowd += [replace(pattern, id=f"2017-09-08-{at}", date=Date.parse("2017-09-08")) for at in range(many)]
    crowded = replace(toy_links.archive, statements={one.id: one for one in crowd}, threads={})
    drawn = picture.picture(
        Site(links=link(crowded), settings=Settings(site_name="Any")), crowd, picture.WIDE, lambda entry: entry.path
    )
    low, high = (bar.segments[0].height for bar in sorted(drawn.bars, key=lambda bar: bar.count))
    assert high > 2 * low
    assert high > 5 * geometry.ROW
    assert drawn.height <= 260


def test_a_label_has_the_whole_title(toy_links: Links) -> None:
    """A title that does not fit its label is not cut, since it could then say the opposite; the label is left out."""
    archive = toy_links.archive
    long = (
        "The mayor says that the city complies, and that nobody has ever found any evidence at all against it but one"
    )
    first = next(iter(archive.threads.values())).turns[0].statement
    statements = {**archive.statements, first: replace(archive.statements[first], title=long)}
    site = Site(links=link(replace(archive, statements=statements)), settings=Settings(site_name="Any"))
    titles = {statement.title.replace("§ ", "§\N{NO-BREAK SPACE}") for statement in statements.values()}
    shown = [
        " ".join(label.lines[1:])
        for shape in picture.SHAPES
        for label in picture.picture(site, site.links.statements, shape, lambda entry: "").labels
    ]
    shown += [" ".join(lines[1:]) for _, lines in picture.extra(site)["turns"]]
    assert shown
    assert set(shown) <= titles - {long}


def test_what_is_labeled_first(toy_links: Links) -> None:
    """A change to the law that nobody answered comes after a turn of two threads, and before the turns of one."""
    archive = toy_links.archive
    slug, thread = next(iter(archive.threads.items()))
    twice, once = (turn.statement for turn in thread.turns[:2])
    law = next(one.id for one in reversed(toy_links.statements) if not toy_links.incoming.get(one.id))
    kind = next(term.name for term in vocabulary("kind").values() if term.changes_law)
    statements = {**archive.statements, law: replace(archive.statements[law], kind=kind)}
    threads = {slug: thread, "again": replace(thread, slug="again", turns=thread.turns[:1])}
    site = Site(
        links=link(replace(archive, statements=statements, threads=threads)), settings=Settings(site_name="Any")
    )
    ordered = [site.links.statements[number].id for number in picture.turning_points(site, site.links.statements)]
    assert [id for id in ordered if id in (twice, law, once)] == [twice, law, once]
