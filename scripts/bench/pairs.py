"""Quotations made from a record's sentences by stated kinds of change, each with its true answer.

The true answer follows from how a quotation was made and from the texts themselves, independently of the browser's
code. The same texts give the same pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from archive.record import sentences
from archive.record.normalized import normalized
from bench.phrases import Text

_SEED = 2026
# The thresholds of the comparison were chosen with pairs from other seeds, so these pairs can prove them wrong.
_SHORTEST, _LONGEST = 9, 28
"""The number of words in a sentence that a quotation is made from."""
_RUN = 5
"""Words in a row that a sentence of nobody in the archive must not share with it."""
_TRIED = 4000
"""Sentences that are tried for one kind."""
_PLAIN = re.compile(r"[A-Z][A-Za-z0-9$%,;:' -]+\.")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'-]*")
_NUMBER = re.compile(r"\b[1-9]\d*\b(?![,.]\d)")
_NEGATION = re.compile(r" (?:not|never)\b")
_AUXILIARY = re.compile(r" (?:is|are|was|were|will|has|have|can|must|should|do|does)\b(?! (?:not|never|no)\b)")
_HEDGE = re.compile(r" (?:may|might|could|possibly|perhaps|probably)\b")

SAME, DIFFERS, LIKE, NONE = "same", "differs", "like", "none"
ANSWERS = (SAME, DIFFERS, LIKE, NONE)

OTHERS = ("harvest", "orchestra", "velvet", "lantern", "gravel", "umbrella", "cinnamon", "walrus", "trombone", "pebble")
"""Words that take a word's place, or are added."""

SYNONYMS = {
    "important": "vital", "people": "citizens", "help": "assist", "ensure": "guarantee", "need": "require",
    "make": "render", "work": "labor", "support": "back", "protect": "defend", "provide": "supply",
    "continue": "carry on", "many": "numerous", "also": "too", "new": "fresh", "great": "grand", "country": "nation",
    "nation": "country", "children": "kids", "jobs": "work", "money": "funds", "law": "statute", "laws": "statutes",
    "bill": "proposal", "legislation": "measures", "americans": "citizens", "families": "households",
    "world": "globe", "war": "conflict", "peace": "calm", "begin": "start", "build": "construct", "create": "produce",
    "increase": "raise", "reduce": "cut", "critical": "crucial", "workers": "employees", "companies": "firms",
    "business": "trade", "government": "administration", "federal": "national", "future": "years ahead",
    "every": "each", "must": "have to", "today": "now", "year": "twelvemonth", "years": "seasons",
    "know": "understand", "want": "wish", "give": "hand", "keep": "hold", "across": "throughout", "because": "since",
    "believe": "think", "strong": "robust", "better": "improved", "community": "neighborhood",
    "communities": "neighborhoods", "health": "medical", "care": "treatment", "tax": "levy", "taxes": "levies",
    "security": "safety", "said": "stated", "proud": "pleased",
}  # fmt: skip
"""The replacements in a close paraphrase."""

_SMALL = (
    "we", "will", "do", "it", "and", "they", "have", "been", "for", "us", "as", "I", "was", "with", "you", "there",
    "when", "that", "can", "be", "so", "if", "not", "now", "then", "what", "is", "in", "the", "of", "to", "our", "on",
    "all", "this", "by", "their", "but", "more", "at", "who", "from", "or", "are", "no", "would", "out", "up", "about",
)  # fmt: skip
_UNRELATED = (
    "The recipe calls for two cups of flour, a pinch of nutmeg and melted butter.",
    "Knit four rows in garter stitch before you bind off the collar of the sweater.",
    "The bishop takes the knight, and White castles on the queenside three moves later.",
    "Our goldfish prefers its aquarium gravel coarse and its lettuce finely chopped.",
    "Soak the watercolor paper overnight so that the pigment does not bleed at the edges.",
    "A glockenspiel doubles the piccolo in the scherzo of the composer's fourth symphony.",
    "The penguin chicks huddle on the ice while their parents dive for krill.",
    "Tighten the derailleur cable until the bicycle chain climbs onto the largest sprocket.",
    "Prune the wisteria in February and feed the roses with composted seaweed.",
    "The telescope's mirror must cool to the evening air before Saturn's rings look sharp.",
    "Whisk the egg whites until they form stiff peaks, then fold in the powdered sugar.",
    "The goalkeeper punched the corner away and the striker volleyed it over the crossbar.",
    "Sand the walnut veneer along the grain and finish it with beeswax polish.",
    "The volcano's lava cooled into hexagonal columns of basalt along the fjord.",
    "Moths are drawn to the porch lamp while the owl waits in the sycamore.",
    "The cellist rosined her bow and retuned the lowest string before the encore.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A quotation and its true answer."""

    kind: str
    quotation: str
    source: str
    """The statement that it was made from; empty if no statement in the archive has it."""
    base: str = ""
    """The sentence of that statement."""
    count: int = 0
    """How many words were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a statement, and what follows it there."""

    source: str
    text: str
    later: str = ""
    """Another sentence of the same statement, well behind this one."""


Change = Callable[[Sentence, Random], tuple[str, int] | None]
"""Makes a quotation, with the number of words left out; None if the sentence does not lend itself to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of change."""

    name: str
    answers: frozenset[str]
    """The answers that are right."""
    notes: frozenset[str] = frozenset()
    """If the answer is that the words differ, it must state one of these."""
    change: Change | None = None
    """None for a quotation that is not made from a sentence in the archive."""


def _words(text: str) -> list[str]:
    return text.rstrip(".").split()


def _inner(words: list[str], chance: Random) -> int:
    """Pick the position of a plain word of four letters or more that is neither first nor last."""
    fit = [at for at, word in enumerate(words) if 1 < at < len(words) - 2 and re.fullmatch("[a-z]{4,}", word)]
    return chance.choice(fit) if fit else 0


def _exact(sentence: Sentence, chance: Random) -> tuple[str, int]:
    words = _words(sentence.text)
    size = chance.randint(7, len(words))
    start = chance.randint(0, len(words) - size)
    return " ".join(words[start : start + size]), 0


def _typed(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    text = sentence.text.replace("'", "’").replace(" - ", " — ").upper()
    return (f"“{text}”", 0) if chance.random() < 0.7 else (f"  {sentence.text.lower().replace(' ', '  ')} ", 0)


def _changed(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    words = _words(sentence.text)
    at = _inner(words, chance)
    words[at] = chance.choice(OTHERS)
    return (" ".join(words), 0) if at else None


def _added(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    words = _words(sentence.text)
    at = _inner(words, chance)
    words.insert(at, chance.choice(OTHERS))
    return (" ".join(words), 0) if at else None


def _left_out(mark: str) -> Change:
    def change(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
        words = _words(sentence.text)
        count = chance.randint(2, max(2, len(words) // 3))
        start = chance.randint(3, max(3, len(words) - count - 3))
        gone = words[start : start + count]
        if len(words) < count + 6 or any(_NEGATION.match(f" {word}") for word in gone):
            return None
        made = " ".join([*words[:start], *filter(None, [mark]), *words[start + count :]])
        return made, len(" ".join(gone).replace("-", " ").split())

    return change


def _replaced(pattern: re.Pattern[str], by: str) -> Change:
    def change(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
        found = list(pattern.finditer(sentence.text))
        if len(found) != 1:
            return None
        return sentence.text[: found[0].start()] + by + sentence.text[found[0].end() :], 0

    return change


def _negated(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    found = list(_AUXILIARY.finditer(sentence.text))
    at = chance.choice(found).end() if found and not _NEGATION.search(sentence.text) else 0
    return (f"{sentence.text[:at]} not{sentence.text[at:]}", 0) if at else None


def _renumbered(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    found = list(_NUMBER.finditer(sentence.text))
    if not found:
        return None
    match = chance.choice(found)
    return (
        f"{sentence.text[: match.start()]}{int(match[0]) + chance.choice((1, 3, 10))}{sentence.text[match.end() :]}",
        0,
    )


def _spliced(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    del chance
    if not sentence.later:
        return None
    first, last = _words(sentence.text), _words(sentence.later)
    return " ".join([*first[: max(6, len(first) * 2 // 3)], *last[-max(6, len(last) * 2 // 3) :]]), 0


def _reordered(sentence: Sentence, chance: Random) -> tuple[str, int]:
    words = _words(sentence.text)
    at = chance.randint(len(words) // 3, 2 * len(words) // 3)
    return " ".join([*words[at:], *words[:at]]), 0


def _paraphrased(sentence: Sentence, chance: Random) -> tuple[str, int] | None:
    del chance
    words = _words(sentence.text)
    made = [SYNONYMS.get(word.strip(",;:").lower(), word) for word in words]
    changed = sum(a != b for a, b in zip(words, made, strict=True))
    if not 2 <= changed <= len(words) // 3:
        return None
    comma = next((at for at, word in enumerate(made) if word.endswith(",") and 3 < at < len(made) - 4), None)
    if comma is not None:
        made = [*made[comma + 1 :], *made[: comma + 1]]
    return " ".join(made), 0


def _differs(name: str, change: Change, *notes: str) -> Kind:
    return Kind(name=name, answers=frozenset({DIFFERS}), notes=frozenset(notes), change=change)


_ANY = frozenset({DIFFERS, LIKE})
KINDS = (
    Kind(name="exact", answers=frozenset({SAME}), change=_exact),
    Kind(name="typography", answers=frozenset({SAME}), change=_typed),
    _differs("one word changed", _changed, "changed"),
    _differs("one word added", _added, "added"),
    _differs("words left out, said", _left_out("…"), "omitted"),
    _differs("words left out, not said", _left_out(""), "missing"),
    _differs("“not” dropped", _replaced(_NEGATION, ""), "negation-lost"),
    _differs("“not” added", _negated, "negation-added"),
    _differs("“may” dropped", _replaced(_HEDGE, ""), "hedge-lost"),
    _differs("“may” made “will”", _replaced(_HEDGE, " will"), "hedge-lost"),
    _differs("number changed", _renumbered, "number"),
    _differs("two sentences joined", _spliced, "joined", "missing", "changed"),
    Kind(name="two speakers joined", answers=_ANY, notes=frozenset({"added", "changed"})),
    Kind(name="order changed", answers=_ANY, change=_reordered),
    Kind(name="close paraphrase", answers=_ANY, change=_paraphrased),
    Kind(name="common words only", answers=frozenset({NONE})),
    Kind(name="same subject, somebody else", answers=frozenset({NONE, LIKE})),
    Kind(name="unrelated", answers=frozenset({NONE})),
    Kind(name="made up of its words", answers=frozenset({NONE})),
)
"""What quotations are made by. Where two answers are right, how much is left alike decides which is better."""


def make(held: Sequence[Text], apart: Sequence[Text], count: int) -> tuple[Pair, ...]:
    """Make about ``count`` pairs, evenly by kind, from texts that the archive holds and others that it does not."""
    share = max(1, -(-count // len(KINDS)))
    truth = _Truth(held)
    own = list(_sentences(held))
    foreign = list(_sentences(apart))
    return tuple(pair for kind in KINDS for pair in _of_kind(kind, own, foreign, truth, share))


class _Truth:
    """The archive's words, normalized."""

    def __init__(self, held: Sequence[Text]) -> None:
        self._stretches = [" ".join(_keys(part)) for one in held for part in one.stretches]

    def stands(self, text: str) -> int:
        """Count the places where the words of a text occur in a row."""
        wanted = f" {' '.join(_keys(text))} "
        return sum(wanted in f" {part} " for part in self._stretches)

    def shares(self, text: str) -> bool:
        """Return whether any five consecutive words of a text are in the archive."""
        keys = _keys(text)
        return any(self.stands(" ".join(keys[at : at + _RUN])) for at in range(len(keys) - _RUN + 1))


def _keys(text: str) -> list[str]:
    return _WORD.findall(normalized(text).replace("-", " "))


def _sentences(texts: Sequence[Text]) -> Iterator[Sentence]:
    """Yield the plain sentences of the texts."""
    for one in texts:
        for stretch in one.stretches:
            fit = [text for line in stretch.split("\n") for text in _cut(line) if _fits(text)]
            for at, text in enumerate(fit):
                yield Sentence(source=one.id, text=text, later=fit[at + 4] if at + 4 < len(fit) else "")


def _cut(line: str) -> Iterator[str]:
    at = 0
    while at < len(line):
        start, end = sentences.around(line, at, at + 1)
        yield line[start:end].strip()
        at = max(end, at) + 1


def _fits(text: str) -> bool:
    words = text.split()
    return bool(
        _SHORTEST <= len(words) <= _LONGEST
        and _PLAIN.fullmatch(text)
        and sum(w[:1].islower() for w in words) * 2 > len(words)
    )


def _of_kind(kind: Kind, own: list[Sentence], foreign: list[Sentence], truth: _Truth, count: int) -> Iterator[Pair]:
    chance = Random(f"{_SEED} {kind.name}")
    made: set[str] = set()
    for _ in range(_TRIED):
        if len(made) == count:
            return
        pair = _ONE.get(kind.name, _ordinary)(kind, own, foreign, chance)
        if pair and pair.quotation not in made and _holds(kind, pair, truth):
            made.add(pair.quotation)
            yield pair


def _holds(kind: Kind, pair: Pair, truth: _Truth) -> bool:
    """Return whether a pair's answer holds: its quotation occurs once, or nowhere, and its source sentence once."""
    if pair.base and truth.stands(pair.base) != 1:
        return False
    stands = truth.stands(pair.quotation)
    if kind.name == "same subject, somebody else":
        return not truth.shares(pair.quotation)
    return stands == 1 if SAME in kind.answers else stands == 0


def _ordinary(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair | None:
    del foreign
    one = chance.choice(own)
    made = kind.change(one, chance) if kind.change else None
    return Pair(kind=kind.name, quotation=made[0], source=one.source, base=one.text, count=made[1]) if made else None


def _two_speakers(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair | None:
    del foreign
    one, other = chance.choice(own), chance.choice(own)
    first, last = _words(one.text), _words(other.text)
    if one.source == other.source or len(first) < len(last):
        return None
    return Pair(
        kind=kind.name,
        quotation=" ".join([*first[: len(first) * 4 // 5], *last[-4:]]),
        source=one.source,
        base=one.text,
    )


def _common(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair:
    del own, foreign
    return Pair(kind=kind.name, quotation=" ".join(chance.choices(_SMALL, k=chance.randint(6, 12))), source="")


def _foreign(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair:
    del own
    return Pair(kind=kind.name, quotation=chance.choice(foreign).text, source="")


def _unrelated(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair:
    del own, foreign
    return Pair(kind=kind.name, quotation=chance.choice(_UNRELATED), source="")


def _salad(kind: Kind, own: list[Sentence], foreign: list[Sentence], chance: Random) -> Pair:
    del foreign
    words = [chance.choice(_words(chance.choice(own).text)).strip(",;:") for _ in range(chance.randint(9, 16))]
    return Pair(kind=kind.name, quotation=" ".join(words), source="")


_ONE = {
    "two speakers joined": _two_speakers,
    "common words only": _common,
    "same subject, somebody else": _foreign,
    "unrelated": _unrelated,
    "made up of its words": _salad,
}
