"""Find passages in a source: in order, without approximation.

Passages that follow each other must do so in the source, and begin and end with whole words. A gap ``[...]`` stands for
any words, or none. Words in brackets are the editor's: they stand for nothing, or for at most ``MAX_REPLACED``
characters of the source; where the source has the same words in the same brackets, they are its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, islice, pairwise

from archive.prove.canonical import Canonical, Level

MAX_REPLACED = 80
"""The most characters of canonical text that the editor's words in brackets may replace."""
MAX_BRACKETS = 20
"""The most words in brackets between two gaps, unless all are the source's own."""
_COMPARED = 400
"""The most words of a missing passage that are compared with the source."""
_BEYOND = 30
"""How many more words of the source are compared than the passage has, since it may omit some."""

_TOKEN = re.compile(r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The span of a passage: offsets in the canonical text, from 0, excluding the end."""

    passage: int
    """The passage's number, from 0; gaps are not counted."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Words that the editor put in brackets."""

    passage: int
    words: str
    replaced: str
    """What the source has instead, in canonical form; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of the source and of the record that differ; one may be empty."""

    source: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A passage that is not where it must be."""

    passage: int
    reason: str
    """States what must be true, and is not."""
    start: int = 0
    end: int = 0
    """The most similar span of the source's text, not of its canonical form; empty if there is none."""
    changes: tuple[Change, ...] = ()
    """How the source differs there, word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The result of a search for passages."""

    level: Level
    spans: tuple[Span, ...] = ()
    insertions: tuple[Insertion, ...] = ()
    missing: Missing | None = None
    """The first missing passage, or None."""

    @property
    def proved(self) -> bool:
        """Whether every passage was found."""
        return self.missing is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Words of a passage that must be in the source."""

    passage: int
    form: str
    words: str
    bracket: str = ""
    """The editor's words before it, including brackets; empty if it directly follows the piece before."""
    cut_before: bool = False
    """Whether it may begin inside a word, because a bracket replaces the rest."""
    cut_after: bool = False


_Place = tuple[int, int]


def prove(text: str, passages: Sequence[str]) -> Match:
    """Find passages at the exact level, otherwise at the typographic one; if neither has them, report the exact one.

    ``passages`` are plain words; one that is ``[...]`` is a gap.
    """
    exact = match(Canonical(text), passages)
    if exact.proved:
        return exact
    typographic = match(Canonical(text, Level.TYPOGRAPHIC), passages)
    return typographic if typographic.proved else _farther(exact, typographic)


def match(source: Canonical, passages: Sequence[str]) -> Match:
    """Find passages in the canonical text of a source."""
    at, places, pieces = 0, list[_Place](), list[_Piece]()
    for run in _runs(passages, source.level):
        found = _find(source, run, at)
        if found is None:
            return Match(level=source.level, spans=_spans(pieces, places), missing=_missing(source, run, at))
        pieces += run
        places += found
        at = found[-1][1]
    if not pieces:
        return Match(level=source.level, missing=Missing(passage=0, reason="A passage must have words of the source."))
    return Match(
        level=source.level,
        spans=_spans(pieces, places),
        insertions=tuple(_insertions(source.form, pieces, places)),
    )


def _farther(exact: Match, typographic: Match) -> Match:
    """Return the report that got farther, so that mere typography is not reported as the fault."""
    assert exact.missing is not None
    assert typographic.missing is not None
    return typographic if typographic.missing.passage > exact.missing.passage else exact


def _runs(passages: Iterable[str], level: Level) -> Iterator[list[_Piece]]:
    """Yield the runs of pieces that must follow each other in the source, separated by gaps."""
    run: list[_Piece] = []
    number = -1
    bracket = ""
    for passage in passages:
        gap_alone = _is_gap(passage.strip())
        number += not gap_alone
        joined = False
        for words, mark in _cut(passage):
            form = Canonical(words, level).form
            editors = bool(mark) and not _is_gap(mark)
            if form:
                run.append(
                    _Piece(
                        passage=number,
                        form=form,
                        words=words,
                        bracket=bracket,
                        cut_before=joined and not words[0].isspace(),
                        cut_after=editors and not words[-1].isspace(),
                    )
                )
                bracket = ""
            joined = editors
            if mark and _is_gap(mark):
                if run:
                    yield run
                run, bracket = [], ""
            elif mark:
                bracket += mark
    if run:
        yield run


def _cut(passage: str) -> Iterator[tuple[str, str]]:
    """Yield words, and the gap or bracket after them; empty after the last."""
    done = 0
    for found in _TOKEN.finditer(passage):
        yield passage[done : found.start()], found[0]
        done = found.end()
    yield passage[done:], ""


def _is_gap(mark: str) -> bool:
    found = _TOKEN.fullmatch(mark)
    return bool(found) and not mark.strip("[]. …\t\n")


def _find(source: Canonical, run: Sequence[_Piece], at: int) -> list[_Place] | None:
    """Return the spans of a run's pieces, ending as early as possible, or None."""
    own = _verbatim(source, run, at)  # nearly always: no brackets, or the source's own
    return own or (None if _brackets(run) > MAX_BRACKETS else _around_brackets(source, run, at))


def _verbatim(source: Canonical, run: Sequence[_Piece], at: int) -> list[_Place] | None:
    """Return the spans of a run with its brackets taken literally."""
    parts = [(len(Canonical(piece.bracket, source.level).form), len(piece.form)) for piece in run]
    words = "".join(Canonical(piece.bracket, source.level).form + piece.form for piece in run)
    for start, end in _all(source.form, words, at):
        if _begins(source, run[0], start + parts[0][0]) and _ends(source, run[-1], end):
            ends = accumulate((bracket + form for bracket, form in parts), initial=start)
            return [(end - form, end) for (_, form), end in zip(parts, islice(ends, 1, None), strict=True)]
    return None


def _brackets(run: Sequence[_Piece]) -> int:
    return sum(bool(piece.bracket) for piece in run[1:])


def _around_brackets(source: Canonical, run: Sequence[_Piece], at: int) -> list[_Place] | None:
    """Return the spans of a run whose brackets replace something else, each as close to the previous as possible."""
    first, last = run[0], run[-1]
    ways = [[place for place in _all(source.form, first.form, at) if _begins(source, first, place[0])]]
    before: list[list[int]] = []
    for piece in run[1:]:
        ends = [end for _, end in ways[-1]]
        reach = MAX_REPLACED if piece.bracket else 0
        kept, nearest = [], []
        for start, end in _all(source.form, piece.form, at):
            latest = bisect_left(ends, start + 1) - 1
            if latest >= 0 and start - ends[latest] <= reach:
                kept.append((start, end))
                nearest.append(latest)
        ways.append(kept)
        before.append(nearest)
    index = next((number for number, (_, end) in enumerate(ways[-1]) if _ends(source, last, end)), None)
    if index is None:
        return None
    places: list[_Place] = []
    for number in range(len(run) - 1, -1, -1):
        places.append(ways[number][index])
        index = before[number - 1][index] if number else 0
    return places[::-1]


def _begins(source: Canonical, piece: _Piece, start: int) -> bool:
    return piece.cut_before or not source.splits_word(start)


def _ends(source: Canonical, piece: _Piece, end: int) -> bool:
    return piece.cut_after or not source.splits_word(end)


def _all(form: str, words: str, at: int) -> Iterator[_Place]:
    """Yield every span of words, including overlapping ones."""
    start = form.find(words, at)
    while start >= 0:
        yield start, start + len(words)
        start = form.find(words, start + 1)


def _spans(pieces: Sequence[_Piece], places: Sequence[_Place]) -> tuple[Span, ...]:
    """Return one span per passage, from its first piece to its last."""
    spans: dict[int, Span] = {}
    for piece, (start, end) in zip(pieces, places, strict=True):
        first = spans[piece.passage].start if piece.passage in spans else start
        spans[piece.passage] = Span(passage=piece.passage, start=first, end=end)
    return tuple(spans.values())


def _insertions(form: str, pieces: Sequence[_Piece], places: Sequence[_Place]) -> Iterator[Insertion]:
    for (_, before), (piece, after) in pairwise(zip(pieces, places, strict=True)):
        replaced = form[before[1] : after[0]]
        if piece.bracket and replaced != Canonical(piece.bracket).form:
            yield Insertion(passage=piece.passage, words=piece.bracket, replaced=replaced)


def _missing(source: Canonical, run: Sequence[_Piece], at: int) -> Missing:
    """Return why a run is not found after ``at``, and what the source has instead."""
    if _brackets(run) > MAX_BRACKETS:
        reason = (
            f"Between two gaps there must be at most {MAX_BRACKETS} words in brackets that are not the source's own."
        )
        return Missing(passage=run[0].passage, reason=reason)
    # the passage at fault is the first that is not found by itself
    number = next((piece.passage for piece in run if source.form.find(piece.form, at) < 0), run[0].passage)
    elsewhere = _find(source, run, 0)
    if elsewhere:
        start, end = source.span(elsewhere[0][0], elsewhere[-1][1])
        reason = "Passages must be in the order of the source; this one comes before the one that it follows."
        return Missing(passage=number, reason=reason, start=start, end=end)
    inside = source.form.find("".join(piece.form for piece in run))
    if inside >= 0:
        start, end = source.span(inside, inside + sum(len(piece.form) for piece in run))
        reason = "A passage must begin and end with whole words of the source."
        return Missing(passage=number, reason=reason, start=start, end=end)
    start, end, changes = _nearest(source.text, " ".join(piece.bracket + piece.words for piece in run))
    return Missing(passage=number, reason=_reason(changes), start=start, end=end, changes=changes)


def _reason(changes: Sequence[Change]) -> str:
    if changes and all(change.source and not change.record for change in changes):
        return "Words of the source must not be left out without `[...]`."
    return "Every word of a passage must be in the source."


def _nearest(text: str, passage: str) -> tuple[int, int, tuple[Change, ...]]:
    """Return the span of the text most similar to a passage, and the differences; empty if there is none."""
    places = list(_WORD.finditer(text))
    theirs = [place[0] for place in places]
    ours = _WORD.findall(passage)[:_COMPARED]
    matcher = SequenceMatcher(None, ours, theirs)
    block = matcher.find_longest_match()
    if not block.size:
        return 0, 0, ()
    low = max(0, block.b - block.a - _BEYOND)
    high = min(len(theirs), block.b - block.a + len(ours) + _BEYOND)
    window = theirs[low:high]
    codes = SequenceMatcher(None, ours, window, autojunk=False).get_opcodes()
    while codes and codes[0][0] == "insert":
        low += codes.pop(0)[4]
    changes = [
        Change(source=" ".join(window[first:last]), record=" ".join(ours[begin:end]))
        for _, begin, end, first, last in (code for code in codes if code[0] != "equal")
    ]
    if codes and codes[-1][0] == "insert":
        high -= codes[-1][4] - codes[-1][3]
        changes.pop()
    return places[low].start(), places[max(low, high - 1)].end(), tuple(changes)
