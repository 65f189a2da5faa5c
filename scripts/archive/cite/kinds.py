"""The kinds of citation: four styles to read, four formats to load.

``reference`` has the facts, ``styles`` writes them for readers, ``formats`` for programs; ``every`` yields all of them
for a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.cite import formats, styles
from archive.cite.reference import Author, Reference, refer

__all__ = ["FORMATS", "KINDS", "STYLES", "Author", "Citation", "Kind", "Reference", "every", "refer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A style or a format."""

    name: str
    label: str
    write: Callable[[Reference], str]
    ending: str = ""
    """The file extension of the format; empty if it is only copied."""
    media: str = ""
    """The format's media type."""
    is_style: bool = False
    """Whether it is for readers rather than programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a statement in one kind."""

    kind: Kind
    text: str


KINDS: tuple[Kind, ...] = (
    Kind(name="bluebook", label="Bluebook", write=styles.bluebook, is_style=True),
    Kind(name="chicago", label="Chicago", write=styles.chicago, is_style=True),
    Kind(name="apa", label="APA", write=styles.apa, is_style=True),
    Kind(name="mla", label="MLA", write=styles.mla, is_style=True),
    Kind(name="bibtex", label="BibTeX", write=formats.bibtex, ending="bib", media="application/x-bibtex"),
    Kind(name="ris", label="RIS", write=formats.ris, ending="ris", media="application/x-research-info-systems"),
    Kind(
        name="csl",
        label="CSL-JSON",
        write=formats.csl_json,
        ending="json",
        media="application/vnd.citationstyles.csl+json",
    ),
    Kind(name="wikitext", label="Wikipedia", write=formats.wikitext),
)

STYLES = tuple(kind for kind in KINDS if kind.is_style)
FORMATS = tuple(kind for kind in KINDS if not kind.is_style)


def every(reference: Reference) -> Iterator[Citation]:
    """Yield a statement's citation of each kind."""
    for kind in KINDS:
        yield Citation(kind=kind, text=kind.write(reference))
