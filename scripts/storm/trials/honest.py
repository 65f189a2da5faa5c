"""Honest ways to write the same speech: its words must not be refused in any of them."""

# ruff: noqa: RUF001 - characters that look alike are its subject
from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from archive.prove.canonical import HTML, PLAIN, WHITE_SPACE
from storm.trials.speeches import Speech, body, speech

EXACT, TYPOGRAPHIC = "exact", "typographic"
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A source as it was saved, and the body of a record of it."""

    way: str
    """How it is written, in a few words."""
    speech: Speech
    body: str
    data: bytes
    media_type: str = HTML
    charset: str = ""
    """The encoding that the server declared."""
    level: str = EXACT
    """The level at which the words are proved."""


_Change = Callable[[str, Random], str]
"""Rewrites a paragraph, which has no markup."""
_Make = Callable[[str, Random], str]
"""Returns what is written for what was found."""


def honest(random: Random, count: int) -> Iterator[Written]:
    """Yield a number of sources, each of a different speech; every way of writing gets its turn."""
    ways = tuple(_WAYS.items())
    for number in range(count):
        name, way = ways[number % len(ways)]
        yield replace(way(speech(number, random), random), way=name)


def plainly(speech: Speech, random: Random) -> Written:
    """Write a plain page."""
    return _page(speech, random)


def _page(speech: Speech, random: Random, change: _Change | None = None, level: str = EXACT) -> Written:
    html = _html(change(each, random) if change else each for each in speech.paragraphs)
    return Written(way="", speech=speech, body=_marked(speech, random), data=html.encode(), level=level)


def _html(paragraphs: Iterable[str], head: str = '<meta charset="utf-8">') -> str:
    text = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<!doctype html>\n<html><head>{head}<title>A page</title></head>\n<body>{text}</body></html>\n"


def _marked(speech: Speech, random: Random) -> str:
    """Write the body in one of Markdown's ways to write the same words."""
    first, *others = speech.passages
    words = first.split(" ")
    match random.randrange(6):
        case 0:
            first = "\n".join(textwrap.wrap(first, 40))
        case 1:
            first = " ".join([words[0], f"*{words[1]}*", f"**{words[2]}**", *words[3:]])
        case 2:
            first = f"> {first}"
        case 3:
            first = f"{' '.join(words[:4])}\\\n{' '.join(words[4:])}"
        case 4:
            first = f"- {' '.join(words[:2])}\n- {' '.join(words[2:])}"
    return body((first, *others), speech.gaps)


def _each(pattern: str, make: _Make, share: float = 1) -> _Change:
    """Return a function that rewrites a share of a pattern's matches."""

    def change(text: str, random: Random) -> str:
        return re.sub(pattern, lambda found: make(found[0], random) if random.random() < share else found[0], text)

    return change


def _either(*choices: str) -> _Make:
    return lambda _, random: random.choice(choices)


_SPACE, _INSIDE = " ", r"(?<=[a-z])(?=[a-z])"
_NAMES = {
    "é": "eacute", "Á": "Aacute", "ï": "iuml", "’": "rsquo", "“": "ldquo", "”": "rdquo", "—": "mdash", "§": "sect",
}  # fmt: skip
_CODES = {"’": 146, "“": 147, "”": 148, "—": 151}
_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "ff": "ﬀ", "fl": "ﬂ"}
_ALIKE = {"’": "'`´ʼ′‘‛", "“": '"„«‟″', "”": '"»‟″', "—": "–―‒−", "-": "‐‑−"}
_APART = {"é": "e\u0301", "Á": "A\u0301", "ï": "i\u0308"}
_STRAIGHT = str.maketrans("’“”—", '\'""-')
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_HIDDEN = (
    "<!-- we do not comply -->", "<script>say('not <b>so</b>');</script>", "<style>p { color: red }</style>",
    "<noscript>Turn it on.</noscript>", "<template><p>not</p></template>", "<iframe>No frames.</iframe>",
    "<script type='application/ld+json'>{\"not\": true}</script>",
)  # fmt: skip
_AROUND = (
    "<b>{}</b>", "<a href='/x?a=1&amp;b=2'>{}</a>", '<span title="a > b">{}</span>', "<em><i>{}</i></em>",
    "<q>{}</q>", "<x-word>{}</x-word>", "<FONT SIZE=2>{}</FONT>",
)  # fmt: skip


def _by_number(found: str, random: Random) -> str:
    return random.choice((f"&#{ord(found)};", f"&#x{ord(found):X};", f"&#{ord(found):07};"))


def _wrapped(found: str, random: Random) -> str:
    return random.choice(_AROUND).format(found)


_PARAGRAPHS: Mapping[str, _Change] = {
    "a page": lambda text, _: text,
    "any white space": _each(_SPACE, _either(*WHITE_SPACE)),
    "no white space": _each(_SPACE, _either(""), 0.3),
    "spaces that do not break": _each(_SPACE, _either("&nbsp;", "&#160;", "&nbsp; ", "\xa0")),
    "narrow and wide spaces": _each(_SPACE, _either("&thinsp;", "&ensp;", "&#8239;", "&emsp;", "\u3000")),
    "line breaks": _each(_SPACE, _either("<br>", "<br/>\n", "<BR clear=all>"), 0.2),
    "lines wrapped": lambda text, _: textwrap.fill(text, 30, break_long_words=False),
    "lines indented": _each(_SPACE, _either("\r\n\t    "), 0.3),
    "entities by name": _each("[^ -~]", lambda found, _: f"&{_NAMES[found]};"),
    "entities by number": _each("[^ ]", _by_number, 0.4),
    "entities of windows-1252": _each("[’“”—]", lambda found, _: f"&#{_CODES[found]};"),
    "comments and scripts between words": _each(_SPACE, lambda _, random: f" {random.choice(_HIDDEN)} ", 0.2),
    "comments inside words": _each(_INSIDE, _either("<!-- - -->"), 0.1),
    "scripts inside words": _each(_INSIDE, _either(*_HIDDEN), 0.03),
    "markup around words": _each("[A-Za-z]+", _wrapped, 0.3),
    "markup inside words": _each("(?<=[a-z])[a-z](?=[a-z])", _wrapped, 0.1),
    "where a line may break": _each(_INSIDE, _either("<wbr>"), 0.1),
    "nested quotations": lambda text, _: f"<blockquote><blockquote><p>{text}</blockquote></blockquote>",
    "quotations in quotations": lambda text, _: f"<q>{text[:20]}<q>{text[20:]}</q></q>",
    "tables": lambda text, _: f"<table><tr><th><td>{text}</td></tr><tr><td></td></tr></table>",
    "lists": lambda text, _: f"<ul><li><li><p>{text}</ul>",
    "tags left open": lambda text, _: f"<DIV CLASS=a><B>{text}",
}
"""Ways to write a paragraph of a page in which its words are the same, character for character."""

_FOLDED: Mapping[str, _Change] = {
    "marks of another form": _each("[-’“”—]", lambda found, random: random.choice(_ALIKE[found])),
    "straight marks": lambda text, _: text.translate(_STRAIGHT),
    "ligatures": _each("ffi|fi|ff|fl", lambda found, _: _LIGATURES[found]),
    "soft hyphens": _each(_INSIDE, _either("&shy;"), 0.1),
    "soft line ends": _each(_INSIDE, _either("&shy;\n", "&shy;<wbr>", "\u00ad<br>"), 0.1),
    "what cannot be seen": _each(_INSIDE, _either(*_UNSEEN), 0.1),
    "full width": _each("[A-Za-z0-9]", lambda found, _: chr(ord(found) + 0xFEE0), 0.1),
    "accents apart": _each("[éÁï]", lambda found, _: _APART[found]),
    "letters of mathematics": _each("[a-z]", lambda found, _: chr(ord(found) - ord("a") + 0x1D41A), 0.1),
}
"""Those in which only marks and forms of letters are others."""


def _encoded(
    codec: str, *, meta: str = "", declared: str = "", mark: bytes = b""
) -> Callable[[Speech, Random], Written]:
    """Return a function that writes a page in an encoding; characters that it lacks become entities."""

    def way(speech: Speech, random: Random) -> Written:
        html = _html(speech.paragraphs, f'<meta charset="{meta}">' if meta else "")
        data = mark + html.encode(codec, "xmlcharrefreplace")
        return replace(_page(speech, random), data=data, charset=declared)

    return way


def _text(
    codec: str = "utf-8",
    *,
    declared: str = "",
    between: str = "\n\n",
    width: int = 0,
    before: str = "",
) -> Callable[[Speech, Random], Written]:
    """Return a function that writes plain text."""

    def way(speech: Speech, random: Random) -> Written:
        wrapped = (textwrap.fill(each, width) if width else each for each in speech.paragraphs)
        text = before + between.join(wrapped)
        made = _page(speech, random)
        return replace(made, data=text.encode(codec), media_type=PLAIN, charset=declared)

    return way


def _xhtml(speech: Speech, random: Random) -> Written:
    text = "".join(f"<p>{each}<br/></p>\n" for each in speech.paragraphs)
    html = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
    )
    return replace(_page(speech, random), data=html.encode(), media_type=XHTML)


def _straight_record(speech: Speech, random: Random) -> Written:
    """Write the record, but not the source, with straight quotation marks."""
    return replace(_page(speech, random), body=speech.body.translate(_STRAIGHT), level=TYPOGRAPHIC)


def _bracketed(speech: Speech, random: Random) -> Written:
    """Put the editor's words in brackets into the record, in place of those that they replace."""
    words = speech.passages[-1].split(" ")
    at = random.randrange(1, len(words) - 2)
    stands_for = random.choice((words[at : at + 1], []))
    passages = (*speech.passages[:-1], " ".join([*words[:at], "[the editor’s]", *words[at + len(stands_for) :]]))
    return replace(_page(speech, random), body=body(passages, speech.gaps))


def _begun_later(speech: Speech, random: Random) -> Written:
    """Leave out words at the beginning and the end."""
    first, last = speech.passages[0].split(" ", 2)[2], speech.passages[-1].rsplit(" ", 2)[0]
    return replace(_page(speech, random), body=body((first, *speech.passages[1:-1], last), speech.gaps))


def _gaps_for_nothing(speech: Speech, random: Random) -> Written:
    """Put a gap between all passages, even where nothing was left out."""
    return replace(_page(speech, random), body=body(speech.passages, (True,) * len(speech.gaps)))


def _said_twice(speech: Speech, random: Random) -> Written:
    """Make the page say everything twice."""
    return replace(_page(speech, random), data=_html([*speech.paragraphs, *speech.paragraphs]).encode())


def _changed(change: _Change, level: str, speech: Speech, random: Random) -> Written:
    return _page(speech, random, change, level)


_WAYS: Mapping[str, Callable[[Speech, Random], Written]] = {
    **{name: partial(_changed, change, EXACT) for name, change in _PARAGRAPHS.items()},
    **{name: partial(_changed, change, TYPOGRAPHIC) for name, change in _FOLDED.items()},
    "windows-1252, which the page says": _encoded("cp1252", meta="windows-1252"),
    "windows-1252, called iso-8859-1": _encoded("cp1252", meta="iso-8859-1"),
    "windows-1252, which the server says": _encoded("cp1252", meta="utf-8", declared="windows-1252"),
    "windows-1252, which nobody says": _encoded("cp1252"),
    "UTF-8 with a mark": _encoded("utf-8", meta="windows-1252", mark=b"\xef\xbb\xbf"),
    "UTF-16, the low byte first": _encoded("utf-16-le", mark=b"\xff\xfe"),
    "UTF-16, the high byte first": _encoded("utf-16-be", meta="utf-8", mark=b"\xfe\xff"),
    "UTF-16, which the server says": _encoded("utf-16-le", declared="utf-16le"),
    "iso-8859-15": _encoded("iso-8859-15", meta="iso-8859-15"),
    "windows-1251": _encoded("cp1251", meta="windows-1251"),
    "macintosh": _encoded("mac-roman", declared="macintosh"),
    "Shift JIS": _encoded("shift_jis", meta="shift_jis"),
    "GB 18030": _encoded("gb18030", meta="gb18030"),
    "plain text": _text(),
    "plain text, wrapped": _text(width=40),
    "plain text with the line ends of Windows": _text(between="\r\n\r\n"),
    "plain text in windows-1252": _text("cp1252"),
    "plain text in windows-1252, which the server says": _text("cp1252", declared="windows-1252"),
    "plain text in UTF-16": _text("utf-16"),
    "plain text that begins like a page": _text(before="<p>No page & no markup: a &lt; b\n"),
    "XHTML": _xhtml,
    "a record with straight marks": _straight_record,
    "words in brackets": _bracketed,
    "words left out at the ends": _begun_later,
    "gaps for nothing": _gaps_for_nothing,
    "a page that says everything twice": _said_twice,
}
