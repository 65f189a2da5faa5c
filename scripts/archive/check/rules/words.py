"""Rules on the body: cited laws, duplicate words, weekdays, gaps, and unsupported markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from archive.check.rules.rule import Context, Finding
from archive.record import law
from archive.record.characters import readable
from archive.record.model import Statement
from archive.record.parts import wholes
from archive.record.problem import Place
from archive.record.text import GAP, each, fold, passages
from archive.record.weekdays import Named, named, weekday

_COMPARE = "compare the source; if the source says this, say so in `caution`"
_WORD = re.compile(r"[^\W_]+")
_FIRST = 16
"""How many words are compared before two whole bodies are compared."""
_KEPT = 65_536
"""How many bodies' first words are remembered: after an edit, ``serve`` checks every body again."""
_LEFT_OUT = re.compile(r"^ *\[ ?(?:\.{3}|…|\. \. \.) ?\] *$", re.MULTILINE)
_MARKUP = re.compile(
    r"(?<!\\)(?:(?P<HTML></?[A-Za-z][^<>\n]*>|<!--)"
    r"|(?P<image>!\[[^\[\]\n]*\]\([^)\n]{0,500}\))|(?P<link>\[[^\[\]\n]*\]\([^)\n]{0,500}\)))"
    r"|^ {0,3}(?P<fence>```|~~~)",
    re.MULTILINE,
)
_MARKS = {"HTML": "HTML", "image": "a Markdown image", "link": "a Markdown link", "fence": "a code fence"}


def statute_cited(context: Context) -> Iterator[Finding]:
    """A statute or subsection that the body cites must be among the record's statutes."""
    for statement in _held(context):
        listed = {whole for citation in statement.statutes for whole in wholes(citation)}
        for found in law.find_in(statement.body, statement.statutes, context.archive):
            if found.canonical not in listed:
                listed.add(found.canonical)
                words = " ".join(statement.body[found.start : found.end].split())
                sentence = f"{found.canonical} must be among the record's statutes; the body cites it as “{words}”."
                hint = f"add `- {found.canonical}` under `statutes`"
                yield Finding(place=_place(statement, found.start), sentence=sentence, hint=hint)


def duplicate_words(context: Context) -> Iterator[Finding]:
    """Two records must not have the same words, unless one of them is withdrawn."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in _held(context):
        if statement.withdrawn is None:
            groups[_opening(statement.body)].append(statement)
    groups.pop((), None)  # bodies without words are not copies
    for group in groups.values():
        firsts: dict[tuple[str, ...], Statement] = {}
        for statement in group if len(group) > 1 else ():
            first = firsts.setdefault(tuple(_WORD.findall(statement.body.casefold())), statement)
            if first is not statement:
                sentence = f"The words must be in only one record; {first.origin.path} already has them."
                hint = "list other copies under `also_reported_by`, or withdraw one of the two"
                yield Finding(place=statement.origin.in_body(0), sentence=sentence, hint=hint)


@lru_cache(maxsize=_KEPT)
def _opening(body: str) -> tuple[str, ...]:
    """Return the first words of a body, folded."""
    return tuple(match[0].casefold() for match in islice(_WORD.finditer(body), _FIRST))


def weekday_date(context: Context) -> Iterator[Finding]:
    """A weekday next to a date must be the weekday of that date, unless `caution` quotes both."""
    for statement in _held(context):
        for found in _disagreeing(statement, statement.body):
            yield Finding(place=_place(statement, found.start), sentence=_weekday(found), hint=_COMPARE)


def _disagreeing(statement: Statement, text: str) -> Iterator[Named]:
    """Yield the weekdays of an English text that do not match their dates and that no caution mentions."""
    if statement.lang.partition("-")[0] == "en":
        for found in named(text, statement.date.year):
            if not found.agrees and fold(found.words) not in statement.caution:
                yield found


def _weekday(found: Named) -> str:
    """Return what is wrong with a weekday."""
    days = " or ".join(f"{weekday(day)} ({day})" for day in found.days)
    is_ = f"that day is a {days}" if days else "there is no such day"
    return f"A weekday must match the date next to it: “{fold(found.words)}” names {found.weekday}, but {is_}."


def body_words(context: Context) -> Iterator[Finding]:
    """A body must contain words: a visible letter, digit or symbol, apart from gaps."""
    for statement in _held(context):
        if statement.body[0].isalpha():
            continue  # no markup begins with a letter, so it is visible
        words = (passage.plain for passage in each(statement.body) if not passage.is_gap)
        if statement.body != GAP and not any(map(readable, words)):
            hint = "leave the body empty if you do not have the words"
            yield Finding(
                place=statement.origin.in_body(0), sentence="A body must contain words; this one shows none.", hint=hint
            )


def gap_edge(context: Context) -> Iterator[Finding]:
    """A gap must be between two passages: not first, not last, not next to another gap."""
    for statement in _held(context):
        found = passages(statement.body) if GAP in statement.body else ()
        for index, passage in enumerate(found):
            first, last = index == 0, index == len(found) - 1
            if passage.is_gap and (first or last or found[index - 1].is_gap):
                side = "before them" if first else "after them" if last else "after another gap"
                sentence = f"A gap must be between two passages; this one is {side}."
                yield Finding(
                    place=statement.origin.in_body(passage.line), sentence=sentence, hint=f"remove the line {GAP}"
                )


def gap_form(context: Context) -> Iterator[Finding]:
    """A gap must be `[...]` on its own line, with an empty line before and after it."""
    for statement in _held(context):
        line, counted = 0, 0
        for match in _LEFT_OUT.finditer(statement.body) if "[" in statement.body else ():
            start, end = match.span()
            line, counted = line + statement.body.count("\n", counted, start), start
            first, last = start == 0, end == len(statement.body)
            apart = (first or statement.body.endswith("\n\n", 0, start)) and (
                last or statement.body.startswith("\n\n", end)
            )
            if match[0].rstrip() != GAP or not apart:
                sentence = f"A gap must be `{GAP}` on its own line, with an empty line before and after it."
                yield Finding(place=statement.origin.in_body(line), sentence=sentence, hint=GAP)


def body_markup(context: Context) -> Iterator[Finding]:
    """A body must not have HTML, links, images or code fences, which are shown as typed."""
    for statement in _held(context):
        if not any(mark in statement.body for mark in ("<", "](", "`", "~")):
            continue
        seen: set[str] = set()
        for match in _MARKUP.finditer(statement.body):
            kind = match.lastgroup or ""
            if kind not in seen:
                seen.add(kind)
                sentence = f"A body must not have {_MARKS[kind]}: “{match[0].strip()[:40]}” is shown as typed."
                yield Finding(place=_place(statement, match.start()), sentence=sentence)


def _held(context: Context) -> Iterator[Statement]:
    return (statement for statement in context.archive.statements.values() if statement.held)


def _place(statement: Statement, offset: int) -> Place:
    """Return the location of an offset in the body."""
    lines = _lines(statement.body)
    line = bisect_right(lines, offset) - 1
    return statement.origin.in_body(line, offset - lines[line] + 1)


@lru_cache(maxsize=1)
def _lines(body: str) -> list[int]:
    """Return the offset of each line; kept for the findings in the same body."""
    return [0, *(match.end() for match in re.finditer("\n", body))]
