"""The tables that a measurement prints, in Markdown. Values in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.measure import PageSizes, Usage, Weight

_HEAD = ("", "wall s", "CPU s", "peak MB", "site MB", "files")
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one job."""

    title: str
    steps: Mapping[str, Usage]
    """What each of its commands took, by the step's name, in their order."""
    weight: Weight | None
    """Of the site; None for a job that makes none."""
    stages: Mapping[str, float]
    """Seconds of each stage that a command of ours named itself."""
    pages: PageSizes | None = None
    """Of the statements' own pages."""

    @property
    def fine(self) -> bool:
        """Return whether all of its commands succeeded."""
        return all(usage.code == 0 for usage in self.steps.values())

    @property
    def wall(self) -> float:
        """Seconds, all steps together."""
        return sum(usage.wall for usage in self.steps.values())

    @property
    def cpu(self) -> float:
        """Seconds of processor time, all steps together."""
        return sum(usage.cpu for usage in self.steps.values())

    @property
    def peak(self) -> int:
        """Bytes, the largest of its steps."""
        return max(usage.peak for usage in self.steps.values())


def report(results: Sequence[Result], ours: str, reference: str) -> str:
    """Return the whole report; ``ours`` and ``reference`` are the titles of the two results to compare."""
    by_title = {result.title: result for result in results if result.fine}
    parts = [columns(_HEAD, map(_row, results))]
    for result in results:
        parts += _details(result)
    if ours in by_title and reference in by_title:
        parts.append(_ratios(by_title[ours], by_title[reference]))
    return "\n".join(parts)


def growth(results: Mapping[int, Result]) -> str:
    """Return the table of one builder with more and more statements, by their number."""
    head = ("statements", "wall s", "CPU s", "CPU ms a statement", "peak MB", "site MB", "KB a statement", "files")
    return columns(head, (_grown(count, result) for count, result in results.items()))


def _grown(count: int, result: Result) -> tuple[str, ...]:
    if not result.fine or result.weight is None:
        return (f"{count:,}", "failed", *[""] * 6)
    wall, cpu, each = f"{result.wall:.1f}", f"{result.cpu:.1f}", f"{1000 * result.cpu / count:.1f}"
    size = result.weight.size
    site = (f"{size / _MEGA:,.1f}", f"{size / count / 1000:.1f}", f"{result.weight.files:,}")
    return (f"{count:,}", wall, cpu, each, f"{result.peak / _MEGA:,.0f}", *site)


def previews(builds: Mapping[str, Result], pictures: Weight) -> str:
    """Return the table of builds that draw previews; each has one step."""
    head = (
        f"previews: {pictures.files:,} pictures, {pictures.size / _MEGA:,.1f} MB",
        "wall s",
        "whole build, wall s",
        "whole build, CPU s",
    )
    rows = (
        (name, f"{build.stages.get('previews', 0):.1f}", f"{build.wall:.1f}", f"{build.cpu:.1f}")
        if build.fine
        else (name, "failed", "", "")
        for name, build in builds.items()
    )
    return columns(head, rows)


def _row(result: Result) -> tuple[str, ...]:
    if not result.fine:
        return (result.title, "failed", "", "", "", "")
    used = (f"{result.wall:.1f}", f"{result.cpu:.1f}", f"{result.peak / _MEGA:,.0f}")
    weight = result.weight
    return (result.title, *used, *((f"{weight.size / _MEGA:,.1f}", f"{weight.files:,}") if weight else ("", "")))


def _details(result: Result) -> Iterable[str]:
    if len(result.steps) > 1:
        steps = ((name, f"{usage.wall:.2f}", f"{usage.peak / _MEGA:,.0f}") for name, usage in result.steps.items())
        yield columns((f"{result.title}, steps", "wall s", "peak MB"), steps)
    if result.stages:
        rest = result.wall - sum(result.stages.values())
        stages = {**result.stages, "start and end": rest}
        yield columns((f"{result.title}, stages", "wall s"), ((name, f"{took:.2f}") for name, took in stages.items()))
    if result.pages:
        sizes = result.pages
        rows = (("median", sizes.median, sizes.median_compressed), ("largest", sizes.largest, sizes.largest_compressed))
        head = (f"{result.title}, a statement's page", "KB", "KB in gzip")
        yield columns(head, ((name, f"{raw / 1000:.1f}", f"{small / 1000:.1f}") for name, raw, small in rows))


def _ratios(ours: Result, reference: Result) -> str:
    pairs = [("wall", ours.wall, reference.wall), ("CPU", ours.cpu, reference.cpu), ("peak", ours.peak, reference.peak)]
    if ours.weight and reference.weight:
        pairs.append(("site", ours.weight.size, reference.weight.size))
        pairs.append(("files", ours.weight.files, reference.weight.files))
    rows = ((name, f"{pair / other:.2f}" if other else "") for name, pair, other in pairs)
    return columns((f"{ours.title} / {reference.title}", "ratio"), rows)


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, aligned: the first column to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    first, *others = (f"{'-' * (width - 1)}:" for width in widths)
    rule = [first.replace(":", "-"), *others]
    return "".join(f"{_aligned(line, widths)}\n" for line in (head, rule, *lines[1:]))


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(line, widths, strict=True)
    cells = (first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest))
    return f"| {' | '.join(cells)} |"
