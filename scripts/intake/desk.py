"""Drafts beside their sources, for a person who decides which words to take: the pages, and writing each choice.

A draft's file is the source of truth. A choice names by its hash the file that it was made from, and is refused if the
file has changed since.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from markupsafe import Markup

from archive.read.files import is_slug
from archive.read.frontmatter import FENCE
from archive.read.reading import Reader
from archive.record.problem import Problem
from archive.site.frame import Page
from archive.site.templating import environment
from intake import drafts
from intake.drafts import OPEN, DraftError, Found
from intake.selection import selected, spans, with_body, written

FOLDER = "drafts"
"""The pages are below this address."""

_HEAD = Markup(
    '<link rel="stylesheet" href="/.serve/drafts.css"><script type="module" src="/.serve/drafts.js"></script>'
)
_TEMPLATES = Path(__file__).with_name("templates")
_LISTED = 500
_CHANGED = "The file has changed since this page was loaded, so nothing was written. Look at it again, then choose."
_EDITED = "The words were edited by hand, so nothing was written. Check the box below to replace them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a draft's file, with what is wrong with it."""

    number: int
    text: str
    open: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open key."""

    line: int
    file: str
    key: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A draft in the list of all drafts."""

    name: str
    open: tuple[str, ...]
    words: int
    """Passages in its body."""


class Desk:
    """Makes the pages for an archive's drafts, and writes the choices made on them."""

    def __init__(self, root: Path, today: datetime.date, pour: Callable[[Page], bytes | None], token: str) -> None:
        """Take the archive's ``root``, the function that puts a page into the theme's frame, and the token of this
        run."""
        self._root, self._folder, self._today, self._pour, self._token = root, root / drafts.DRAFTS, today, pour, token
        self._reader = Reader(root)
        self._lock = threading.Lock()
        self._chosen: dict[str, Sequence[int]] = {}
        """The last choice for each draft, to tell passages with the same words apart."""

    def page(self, path: str) -> bytes | None:
        """Return the page at an address, such as ``drafts/<id>/``; None if there is none."""
        if path == f"{FOLDER}/":
            return self._pour(self._list())
        name = path.removeprefix(f"{FOLDER}/").removesuffix("/")
        with self._lock:
            return self._pour(self._draft(name)) if path == f"{FOLDER}/{name}/" and self._has(name) else None

    def choose(self, path: str, data: bytes) -> tuple[HTTPStatus, dict[str, Any]]:
        """Write the passages that a person chose on a page; ``data`` is JSON. Returns the response."""
        name = path.removeprefix(f"{FOLDER}/").removesuffix("/")
        try:
            asked = json.loads(data)
            numbers, digest, replace = asked["passages"], asked["hash"], asked["replace"]
            if not (isinstance(numbers, list) and all(type(number) is int for number in numbers)):
                raise TypeError
        except (ValueError, TypeError, KeyError, RecursionError):
            return HTTPStatus.BAD_REQUEST, {"said": "A choice must be JSON with passages, hash and replace."}
        with self._lock:
            if path != f"{FOLDER}/{name}/" or not self._has(name):
                return HTTPStatus.NOT_FOUND, {"said": "There is no such draft."}
            try:
                return self._write(name, numbers, digest, replace=replace is True)
            except (DraftError, ValueError, OSError) as error:
                return HTTPStatus.CONFLICT, {"said": str(error)}

    def _write(
        self, name: str, numbers: Sequence[int], digest: object, *, replace: bool
    ) -> tuple[HTTPStatus, dict[str, Any]]:
        passages = [passage.text for passage in drafts.found(self._folder, name).passages]
        if list(numbers) != sorted(set(numbers)) or not set(numbers) <= set(range(1, len(passages) + 1)):
            return HTTPStatus.BAD_REQUEST, {"said": "Passages must be numbers of the source, in order."}
        path = self._folder / f"{name}.md"
        before = path.read_bytes()
        if digest != _hash(before):
            return HTTPStatus.CONFLICT, {"said": _CHANGED}
        text = before.decode()
        if not (replace or selected(text, passages, self._chosen.get(name, ())).whole):
            return HTTPStatus.CONFLICT, {"said": _EDITED}
        made = with_body(text, written(passages, numbers))
        if path.read_bytes() != before:
            return HTTPStatus.CONFLICT, {"said": _CHANGED}
        drafts.write_whole(path, made)
        self._chosen[name] = tuple(numbers)
        return HTTPStatus.OK, {"said": "", "hash": _hash(made.encode())}

    def _has(self, name: str) -> bool:
        path = self._folder / f"{name}.md"
        return is_slug(name) and path.is_file() and not path.is_symlink()

    def _list(self) -> Page:
        names = [name for name in drafts.names(self._folder) if self._has(name)]
        content = _rendered(
            "list.html", drafts=tuple(map(self._listed, names[:_LISTED])), others=len(names[_LISTED:]), root="../"
        )
        return Page(path=f"{FOLDER}/", title="Drafts", description="Drafts of records.", content=content, head=_HEAD)

    def _listed(self, name: str) -> Listed:
        files = self._files(name)
        words = files[f"{FOLDER}/{name}.md"].partition(f"\n{FENCE}\n")[2]
        open = tuple(question.key for path, text in files.items() for question in _questions(path, text))
        return Listed(name=name, open=open, words=len(words.split("\n\n")) if words.strip() else 0)

    def _files(self, name: str) -> dict[str, str]:
        """Return the text of a draft's file and of the file for its source, if it has one, by address."""
        paths = {f"{FOLDER}/{name}{suffix}": self._folder / f"{name}{suffix}" for suffix in (".md", ".yml")}
        return {
            address: path.read_bytes().decode("utf-8", "replace")
            for address, path in paths.items()
            if path.is_file() and not path.is_symlink()
        }

    def _draft(self, name: str) -> Page:
        file = f"{FOLDER}/{name}.md"
        data = (self._folder / f"{name}.md").read_bytes()
        files = self._files(name)
        text = files[file]
        found, unreadable = self._found(name)
        passages = [passage.text for passage in found.passages]
        problems = drafts.problems(self._reader.read(), self._folder, [name], self._today)
        selection = selected(text, passages, self._chosen.get(name, ()))
        questions = tuple(question for path, each in files.items() for question in _questions(path, each))
        asked = {part for question in questions for part in question.key.split(".")}
        shown = tuple(
            problem
            for problem in problems
            if not (problem.rule == "missing-key" and problem.sentence.split("`")[1] in asked)
        )
        content = _rendered(
            "draft.html",
            root="../../",
            name=name,
            title=_title(text) or name,
            hash=_hash(data),
            token=self._token,
            found=found,
            unreadable=unreadable,
            selection=selection,
            spans=spans(selection.numbers),
            proposed=[number for number, passage in enumerate(found.passages, 1) if passage.proposed],
            questions=questions,
            problems=shown,
            files={path: tuple(_lines(path, each, shown)) for path, each in files.items()},
            address=found.source.get("url") or ("" if found.key.startswith("sha256:") else found.key),
        )
        return Page(
            path=f"{FOLDER}/{name}/", title=f"Draft {name}", description="A draft.", content=content, head=_HEAD
        )

    def _found(self, name: str) -> tuple[Found, str]:
        try:
            return drafts.found(self._folder, name), ""
        except DraftError as error:
            return Found(key="", origin=""), str(error)


def _rendered(template: str, **values: object) -> Markup:
    return Markup(environment(_TEMPLATES).get_template(template).render(values))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _question(line: str) -> tuple[str, str]:
    """Split an open line into its key and what is known."""
    key, _, note = line.removeprefix(OPEN).strip().partition(":")
    return key.strip(), note.strip()


def _questions(file: str, text: str) -> Iterator[Question]:
    for number, line in enumerate(text.partition(f"\n{FENCE}\n")[0].split("\n"), 1):
        if line.startswith(OPEN):
            key, note = _question(line)
            yield Question(line=number, file=file, key=key, note=note)


def _lines(file: str, text: str, problems: Sequence[Problem]) -> Iterator[Line]:
    head = text.partition(f"\n{FENCE}\n")[0].count("\n") + 1
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        yield Line(
            number=number,
            text=line,
            open=number <= head and line.startswith(OPEN),
            problems=tuple(each for each in problems if each.place.path == file and each.place.line == number),
        )


def _title(text: str) -> str:
    """Return the document's own title from the draft's file."""
    lines = (line.strip() for line in text.partition(f"\n{FENCE}\n")[0].split("\n") if line.startswith("  title:"))
    return next((line.partition(":")[2].strip().strip("\"'") for line in lines), "")
