"""The rules on single files, which the reader applies; listed here so that the guide can print them."""

from __future__ import annotations

from dataclasses import dataclass

from archive.record.problem import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRule:
    """A rule that a module of the reader reports by its id."""

    id: str
    sentence: str
    severity: Severity = Severity.ERROR


_SENTENCES = {
    "file-place": "A record must be in the folder of its year or kind.",
    "file-type": "A record must be a regular file.",
    "file-link": "A record must be a regular file, not a symbolic link.",
    "file-name": (
        "A record's name must be lower-case letters, digits and single hyphens, at most 70 characters, "
        "and end in .md for a statement, .yml for anything else."
    ),
    "file-unreadable": "A record must be readable.",
    "file-size": "A record must have at most 1,000,000 bytes.",
    "file-empty": "A record must not be empty.",
    "seal": "A seal must be as `seal` wrote it: its number, its entries, their Merkle root, and the seal before it.",
    "encoding": "A record must be UTF-8 text.",
    "byte-order-mark": "A record must not begin with a byte-order mark.",
    "line-ending": "A record's lines must end with a line feed only.",
    "character": (
        "A record must not contain a character that is invisible, changes the direction of text or is for private use, "
        "or more than 8 marks on one; a script or an emoji keeps the joiners, selectors and marks that it needs."
    ),
    "front-matter-open": "A statement must begin with a line of three hyphens.",
    "front-matter-close": "The front matter must end with a line of three hyphens.",
    "yaml-syntax": "The front matter must be valid YAML.",
    "yaml-mapping": "The front matter must be a list of keys with their values.",
    "yaml-document": "The front matter must be one YAML document.",
    "yaml-depth": "Lists and keys must not nest deeper than any record needs.",
    "yaml-tab": "Front matter must not contain a tab.",
    "yaml-alias": "A value must be written out, not replaced by an alias.",
    "yaml-anchor": "A value must not have an anchor.",
    "yaml-tag": "A value must not have a tag.",
    "yaml-comment": "A comment must be on its own line.",
    "duplicate-key": "A key must appear only once.",
    "unknown-key": "A key must be defined for its kind of record.",
    "missing-key": "A required key must be given.",
    "value-shape": "A value must have the shape of its key: a text, a list, or keys with their values.",
    "value-empty": "A key must have a value, and a text must contain a letter, a digit or a symbol.",
    "value-length": (
        "A text must have at most 2,000 characters, a citation 100, a list 200 items, and one place 200 keys."
    ),
    "value-repeated": "A list must not repeat a value.",
    "vocabulary": "A term must be in its closed vocabulary.",
    "sum": "A checksum must be SHA-256 in 64 hexadecimal digits.",
    "number": "A number must be written in digits.",
    "range": "The range of a passage must be two numbers joined by a hyphen.",
    "media-type": "A media type must be one that text can be read from.",
    "date": (
        "A date must be a year, a year and month, or a full date that exists; `?`, `~` or `%` may follow. "
        "Under `dates` a slash may join two."
    ),
    "url": "An address must begin with http:// or https:// and name a host.",
    "slug": "A reference must be a file name without its extension.",
    "language": "A language must be a BCP 47 tag.",
    "ocd-id": "A division must be an Open Civic Data identifier.",
    "id-unique": "An id must belong to only one record.",
}

READER_RULES: tuple[ReaderRule, ...] = tuple(
    ReaderRule(id=identifier, sentence=sentence) for identifier, sentence in _SENTENCES.items()
)
