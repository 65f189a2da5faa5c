"""Parse YAML strictly, from its event stream into a tree of nodes, and report every problem on the way.

Nothing is typed here: every scalar stays text with its line and column, so ``NO`` does not become false and ``010``
does not become 8. Anything beyond plain data (anchors, aliases, tags, a second key of the same name, a comment that
cuts a value short) is a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from archive.record.characters import refused
from archive.record.nodes import Mapping, Node, Scalar, Sequence
from archive.record.problem import Place, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser if PyYAML has it (its wheels do): the same events, about ten times faster."""

Event = Any
"""An event of either of PyYAML's parsers; its stubs make marks optional, but they are always there."""

MAX_DEPTH = 8
"""How deep lists and mappings may nest; the schema needs four."""

_HINTS = {
    "mapping values are not allowed": "put a text that contains a colon followed by a space in quotation marks",
    "could not find expected ':'": "write each key with a colon and a space after it, as in `title: ...`",
    "cannot start any token": "put a text that begins with a special character in quotation marks",
    "expected alphabetic or numeric": "put a text that begins with a special character in quotation marks",
    "did not find expected key": "a text that continues on the next line must be indented; a quotation mark inside "
    "a quoted text must be doubled or escaped",
    "unexpected end of stream": "close the quotation mark or bracket that was opened",
}


def parse(path: str, text: str, *, first_line: int) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """Return a YAML mapping, or None if the YAML is broken, with every problem found."""
    tab = _tab(path, text, first_line)
    if tab:
        return None, (tab,)
    builder = _Builder(path=path, text=text, offset=first_line)
    try:
        node = builder.build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = getattr(error, "problem", None) or "it cannot be read"
        hint = next((hint for words, hint in _HINTS.items() if words in said), "")
        builder.report(line, column, "yaml-syntax", f"The front matter must be valid YAML: {said}.", hint)
        return None, tuple(builder.problems)
    except _TooDeepError:
        return None, tuple(builder.problems)
    if not isinstance(node, Mapping):
        builder.report(0, 0, "yaml-mapping", "The front matter must be a list of keys with their values.", "title: ...")
        return None, tuple(builder.problems)
    return node, tuple(builder.problems)


class _TooDeepError(Exception):
    """Lists and mappings nest deeper than any record needs."""


class _Builder:
    """Builds the tree from YAML events and collects the problems."""

    def __init__(self, path: str, text: str, offset: int) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.commented = "#" in text
        self.offset = offset
        self.problems: list[Problem] = []
        self._next: Callable[[], Event] = _LOADER(text).get_event

    def report(self, line: int, column: int, rule: str, sentence: str, hint: str = "") -> None:
        """Add a problem; line and column count from 0 within the YAML."""
        place = Place(path=self.path, line=line + self.offset, column=column + 1)
        self.problems.append(Problem(place=place, rule=rule, sentence=sentence, hint=hint))

    def build(self) -> Node | None:
        """Build the tree of the first document; a second one is a problem."""
        root: Node | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            line = event.start_mark.line
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, depth=0)
                root = root or node
            elif isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent) and event.explicit:
                sentence = "The front matter must be one YAML document."
                self.report(line, 0, "yaml-document", sentence, "remove the line of hyphens or dots")
        return root

    def _node(self, event: Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        line, column = event.start_mark.line, event.start_mark.column
        if depth > MAX_DEPTH:
            self.report(line, column, "yaml-depth", "Lists and keys must not nest this deep.")
            raise _TooDeepError
        self._refuse_extras(event, line, column)
        own = {"line": line + self.offset, "column": column + 1}
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(items=tuple(self._items(depth)), **own)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(pairs=tuple(self._pairs(depth)), **own)
        return Scalar(f"*{event.anchor}", line + self.offset, column + 1)

    def _scalar(self, event: Event) -> Scalar:
        mark = event.start_mark
        if event.anchor or event.tag:
            self._refuse_extras(event, mark.line, mark.column)
        plain = not event.style  # "" in libyaml, None in Python
        if plain and self.commented:
            self._refuse_comment(event)
        if event.style == '"' and (found := refused(event.value)):
            hint = "remove the escape sequence"
            self.report(mark.line, mark.column, "character", found.sentence, hint)
        return Scalar(event.value, mark.line + self.offset, mark.column + 1, plain)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        take, scalar = self._next, self._scalar
        while not isinstance(event := take(), yaml.MappingEndEvent):
            key = scalar(event) if isinstance(event, yaml.ScalarEvent) else self._node(event, depth + 1)
            event = take()
            value = scalar(event) if isinstance(event, yaml.ScalarEvent) else self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                line, column = key.line - self.offset, key.column - 1
                self.report(line, column, "yaml-mapping", "A key must be a word.", "title: ...")
            elif key.text in seen:
                sentence = f"The key `{key.text}` must appear only once; it is already on line {seen[key.text]}."
                self.report(key.line - self.offset, key.column - 1, "duplicate-key", sentence)
            else:
                seen[key.text] = key.line
                yield key, value

    def _refuse_extras(self, event: Event, line: int, column: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            sentence = "A value must be written out, not replaced by an alias."
            self.report(line, column, "yaml-alias", sentence, "write the text itself")
        elif event.anchor:
            self.report(line, column, "yaml-anchor", "A value must not have an anchor.", f"remove `&{event.anchor}`")
        if getattr(event, "tag", None) not in (None, "!"):
            hint = "remove the word that begins with `!`"
            self.report(line, column, "yaml-tag", "A value must not have a tag.", hint)

    def _refuse_comment(self, event: Event) -> None:
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if event.value and rest.lstrip().startswith("#"):
            sentence = "A comment must be on its own line; here it cuts a value short."
            hint = "put a text that contains a # after a space in quotation marks"
            self.report(end.line, end.column + len(rest) - len(rest.lstrip()), "yaml-comment", sentence, hint)


def _tab(path: str, text: str, first_line: int) -> Problem | None:
    """Find the first tab; YAML refuses tabs in some places and treats them as white space in others."""
    before, tab, _ = text.partition("\t")
    if not tab:
        return None
    place = Place(path=path, line=first_line + before.count("\n"), column=len(before) - before.rfind("\n"))
    return Problem(place=place, rule="yaml-tab", sentence="Front matter must not contain a tab.", hint="use spaces")
