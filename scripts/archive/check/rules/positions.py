"""Rules on positions: within the record's scope, fit for the speaker's side, not repeated, and quoted verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.model import Position, Speaker, Statement
from archive.record.normalized import ALIKE
from archive.record.parts import wholes
from archive.record.standing import organizations_of, side_of
from archive.record.text import fold, passages
from archive.record.vocabulary import label, vocabulary

_ALIKE = str.maketrans({mark: plain.replace('"', "'") for plain in "'\"-" for mark in plain + ALIKE[plain]})
"""Maps every kind of quotation mark and dash, character by character."""


def position_scope(context: Context) -> Iterator[Finding]:
    """A position's jurisdiction must be among the record's own, and its statute among the statutes."""
    for statement, index, position in _positions(context):
        if position.jurisdiction and statement.jurisdictions and position.jurisdiction not in statement.jurisdictions:
            sentence = f"The jurisdiction `{position.jurisdiction}` of a position must be among the record's own."
            hint = f"add it under `jurisdiction`: {_listed(statement.jurisdictions)}"
            yield Finding(place=statement.origin.at("positions", index, "jurisdiction"), sentence=sentence, hint=hint)
        covered = {whole for citation in statement.statutes for whole in wholes(citation)}
        if position.statute in context.archive.citations and position.statute not in covered:
            sentence = f"The statute {position.statute} of a position must be among the record's statutes."
            hint = f"add it under `statutes`: {_listed(statement.statutes)}"
            yield Finding(place=statement.origin.at("positions", index, "statute"), sentence=sentence, hint=hint)


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(values)}]" if values else "there are none"


def position_repeated(context: Context) -> Iterator[Finding]:
    """A record must not take the same position twice."""
    for statement in context.archive.statements.values():
        seen: list[Position] = []
        for index, position in enumerate(statement.positions):
            alike = [other for other in seen if _key(other) == _key(position)]
            if alike and position not in alike and all((position.jurisdiction, position.stance)):
                sentence = f"`{position.stance}` on `{position.jurisdiction}` must not repeat an earlier position."
                hint = "keep the quotation that supports it best"
                yield Finding(place=statement.origin.at("positions", index), sentence=sentence, hint=hint)
            seen.append(position)


def _key(position: Position) -> tuple[str, str | None, str]:
    return position.jurisdiction, position.statute, position.stance


def stance_side(context: Context) -> Iterator[Finding]:
    """A stance must be one that the speaker's side can take."""
    stances = vocabulary("stance")
    for statement, index, position in _positions(context):
        if not position.stance or (position.statute and position.statute not in context.archive.citations):
            continue
        taken_by = stances[position.stance].taken_by
        for slug in statement.speakers:
            speaker = context.archive.speakers.get(slug)
            if speaker is None or not _placed(context, speaker, statement):
                continue
            side = side_of(context.archive, speaker, statement, position)
            if taken_by and side not in taken_by:
                able = " or ".join(label("side", name).lower() for name in taken_by)
                sentence = (
                    f"The stance `{position.stance}` must be taken by {able}; "
                    f"{speaker.name} speaks as {label('side', side).lower()}."
                )
                hint = (
                    f"one of {', '.join(name for name, term in stances.items() if side in (term.taken_by or [side]))}"
                )
                yield Finding(place=statement.origin.at("positions", index, "stance"), sentence=sentence, hint=hint)


def _placed(context: Context, speaker: Speaker, statement: Statement) -> bool:
    """Return whether everything that determines the speaker's side is known."""
    wanted = {office.organization for office in speaker.offices} if speaker.is_person else {speaker.slug}
    wanted |= set(statement.on_behalf_of)
    bodies = tuple(organizations_of(context.archive, speaker, statement))
    whole = all(body.type and body.classification and body.jurisdiction for body in bodies)
    parents = {body.parent for body in bodies if body.parent}
    return bool(speaker.type) and whole and wanted | parents <= context.archive.speakers.keys()


def quote_verbatim(context: Context) -> Iterator[Finding]:
    """A position's quotation must appear word for word in one passage of the body."""
    for statement in context.archive.statements.values():
        quoted = [(index, fold(position.quote)) for index, position in enumerate(statement.positions) if position.quote]
        words = _words(statement) if quoted else ""
        blurred = ""
        for index, quote in quoted:
            if quote in words:
                continue
            place = statement.origin.at("positions", index, "quote")
            if not words:
                sentence = "A quotation must be in the body; this record has no words."
                yield Finding(place=place, sentence=sentence, hint="remove `quote` until the text is there")
            else:
                blurred = blurred or _blurred(words)
                sentence = "A quotation must appear word for word in one passage of the body."
                yield Finding(place=place, sentence=sentence, hint=_near(quote, words, blurred))


def _words(statement: Statement) -> str:
    """Return the words of a body, one line per passage."""
    return "\n".join(passage.plain for passage in passages(statement.body) if not passage.is_gap)


def quote_basis(context: Context) -> Iterator[Finding]:
    """The basis of a position with a quotation must be `quoted`."""
    for statement, index, position in _positions(context):
        if position.quote and position.basis not in ("", "quoted"):
            sentence = f"The basis of a position with a quotation must be `quoted`, not `{position.basis}`."
            yield Finding(
                place=statement.origin.at("positions", index, "basis"), sentence=sentence, hint="basis: quoted"
            )


def _near(quote: str, words: str, blurred: str) -> str:
    """Return a hint if a quotation differs only in marks or capitals, or runs over several passages."""
    wanted = _blurred(quote)
    start = blurred.find(wanted)
    if start >= 0:
        return f"the body has: {words[start : start + len(quote)]}"
    over = wanted in blurred.replace("\n", " ")
    return "quote from one passage only" if over else "copy the words from the body"


def _blurred(text: str) -> str:
    """Fold capitals, quotation marks and dashes, without changing the length."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text.translate(_ALIKE))


def _positions(context: Context) -> Iterator[tuple[Statement, int, Position]]:
    for statement in context.archive.statements.values():
        for index, position in enumerate(statement.positions):
            yield statement, index, position
