"""A table's mapping file: what each column or key means, and the values that apply to all rows."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field

from archive.read.strict_yaml import parse
from archive.record.nodes import Mapping as Node
from archive.record.nodes import Scalar
from archive.record.problem import nearest
from archive.record.vocabulary import vocabulary
from intake.candidate import Candidate, InputError
from intake.paragraphs import of_text

COLUMNS = ("title", "date", "url", "publisher", "speaker", "kind", "copy", "seen", "text")
"""The possible meanings of a column. Without a mapping file, each is the column of the same name."""

_TERMS = ("kind", "copy", "seen")
_KEYS = ("columns", "constants", "date_format")
_LARGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What each column means."""

    columns: Mapped[str, str] = field(default_factory=lambda: {name: name for name in COLUMNS})
    """The name of a column for each of ``COLUMNS`` that is there."""
    constants: Mapped[str, str] = field(default_factory=dict)
    """What holds for all rows whose column is absent or empty."""
    date_format: str = ""
    """As ``strptime`` names it."""

    def candidate(self, row: Mapped[str, str], place: str) -> Candidate:
        """Make a candidate from a row, by the names of its columns."""
        values = {name: row.get(self.columns.get(name, ""), "") or self.constants.get(name, "") for name in COLUMNS}
        speakers = tuple(filter(None, (name.strip() for name in values["speaker"].split(";"))))
        return Candidate(
            place=place,
            title=values["title"],
            date=values["date"],
            url=values["url"],
            publisher=values["publisher"],
            kind=_term("kind", values["kind"]),
            copy=_term("copy", values["copy"]),
            seen=_term("seen", values["seen"]),
            speakers=speakers,
            paragraphs=of_text(values["text"]),
        )


def _term(name: str, text: str) -> str:
    """Return the term that a text names, as a term or as a label; anything else is left open."""
    term = "-".join(text.casefold().split())
    return term if term in vocabulary(name) else ""


def read(path: str, data: bytes) -> Mapping:
    """Read a mapping file; raises InputError with everything that is wrong with it."""
    if len(data) > _LARGEST:
        raise InputError(f"{path} must have at most {_LARGEST:,} bytes.")
    try:
        front, problems = parse(path, data.decode("utf-8"), first_line=1)
    except UnicodeDecodeError:
        raise InputError(f"{path} must be UTF-8.") from None
    if problems or front is None:
        raise InputError("\n".join(map(str, problems)))
    faults: list[str] = []
    columns = _texts(front, "columns", COLUMNS, faults)
    constants = _texts(front, "constants", COLUMNS, faults)
    form = front.get("date_format")
    for key, _ in front.pairs:
        if key.text not in _KEYS:
            faults.append(f"`{key.text}` must be one of {', '.join(_KEYS)}. {nearest(key.text, _KEYS)}".strip())
    for name in _TERMS:
        if name in constants and constants[name] not in vocabulary(name):
            faults.append(f"`{constants[name]}` must be a term of the vocabulary `{name}`.")
    if faults:
        raise InputError("\n".join(f"{path}: {fault}" for fault in faults))
    known = {name: name for name in COLUMNS} | columns
    return Mapping(columns=known, constants=constants, date_format=form.text if isinstance(form, Scalar) else "")


def _texts(front: Node, key: str, allowed: Iterable[str], faults: list[str]) -> dict[str, str]:
    node = front.get(key)
    if node is None:
        return {}
    if not isinstance(node, Node):
        faults.append(f"`{key}` must be keys with their values.")
        return {}
    found: dict[str, str] = {}
    for name, value in node.pairs:
        if name.text not in allowed:
            faults.append(f"`{name.text}` under `{key}` must be one of {', '.join(allowed)}.")
        elif not isinstance(value, Scalar):
            faults.append(f"`{name.text}` under `{key}` must be a text.")
        else:
            found[name.text] = value.text
    return found
