"""The only Jinja2 environment: every value is escaped, and an unknown name is an error, not an empty text."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from archive.record.problem import counted
from archive.record.vocabulary import label

_SIGN = re.compile(r"((?:§§?|¶)\s\S+)")
_FOLDER = Path(__file__).resolve().parent / "templates"

UNINDEXED = " \x02"
"""Stands for ``_IGNORED`` in what a template makes; no text of a record may hold a control character."""
_IGNORED = " data-pagefind-ignore"


class _Unindexed(Extension):
    """Writes the attribute that only the search index reads as one character, for a page to leave out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace(_IGNORED, UNINDEXED)


def for_readers(html: str) -> str:
    """Return what a template made without what only the search index reads."""
    return html.replace(UNINDEXED, "")


def for_index(html: str) -> str:
    """Return what a template made, its parts marked that the search index passes over."""
    return html.replace(UNINDEXED, _IGNORED)


class _Environment(Environment):
    """Keeps a template's globals in a plain dictionary, which every rendering copies; a ChainMap copies slowly."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


@cache
def environment(folder: Path = _FOLDER) -> Environment:
    """Return the environment of a folder of templates, made once; templates are compiled on first use."""
    made = _Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_Unindexed],
    )
    made.globals.update(label=label, counted=counted)  # before any template is loaded
    made.filters.update(unbroken=unbroken)
    return made


def unbroken(text: str) -> Markup:
    """Keep a section sign and its number on one line, without changing the text, so that it copies exactly."""
    if "§" not in text and "¶" not in text:
        return escape(text)
    parts = (
        Markup("<span class=unbroken>{}</span>").format(part) if at % 2 else part
        for at, part in enumerate(_SIGN.split(text))
    )
    return Markup().join(parts)


def render(template: str, **values: object) -> Markup:
    """Render a template to safe HTML."""
    return Markup(_template(template).render(values))


def compile_templates() -> None:
    """Compile every template now, so that processes forked later do not each compile it."""
    for name in environment().list_templates():
        _template(name)


@cache
def _template(name: str) -> Template:
    """Return a template from our own cache, since a large archive looks templates up 80,000 times."""
    return environment().get_template(name)
