"""A folder of Markdown files with YAML front matter, the format of many other sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.read.files import MAX_BYTES
from archive.read.frontmatter import split_statement
from archive.record.nodes import Node, Scalar, Sequence
from intake.candidate import Refusal, Row, row
from intake.formats.mapping import Mapping


def markdown_folder(folder: Path, mapping: Mapping) -> Iterator[Row]:
    """Read every ``.md`` under a folder, in path order; a symbolic link is refused."""
    for path in sorted(folder.rglob("*.md")):
        yield _read(path, path.relative_to(folder).as_posix(), mapping)


def _read(path: Path, place: str, mapping: Mapping) -> Row:
    if path.is_symlink() or not path.is_file():
        return Refusal(place=place, sentence="A file must be a regular file, not a link.")
    if path.stat().st_size > MAX_BYTES:
        return Refusal(place=place, sentence=f"A file must have at most {MAX_BYTES:,} bytes.")
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Refusal(place=place, sentence="A file must be UTF-8.")
    document = split_statement(place, text)
    if document.front is None or document.problems:
        return Refusal(place=place, sentence=document.problems[0].sentence)
    values = {key.text: _text(node) for key, node in document.front.pairs}
    return row(mapping.candidate({**values, mapping.columns["text"]: document.body}, place))


def _text(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "; ".join(item.text for item in node.items if isinstance(item, Scalar))
    return ""
