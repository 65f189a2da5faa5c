"""The frame: the theme around a page, rendered once for each folder depth and then filled with pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.site.output import Output
from archive.site.templating import for_index, for_readers

DEPTHS = (1, 2, 3)
"""The possible folder depths of a page, on which relative links depend."""

_TOKEN = re.compile(r"@@archive:([a-z]+)@@")
_EVERY = "zzeverypagezz"
"""The last word of every document for the search index: a search without words asks for it (``words/index.js``)."""
_SLOT = re.compile(r"<!-- archive: ([a-z-]+) -->")

_BLANK = re.compile(r"\n\s*\n")
"""Empty lines from the theme's templates, which every page would have."""

_ITALIC = re.compile(
    r"""class="(?:[^"]* )?(?:stances?|standfirst|say|accounts)[ "]"""
    r"""|data-search="form"|<section class="words".*<em>""",
    re.DOTALL,
)
"""What the style sheets show in serif italics, and the search, whose results have stances."""
_FONTS = (
    (re.compile("[\u00c0-\u00d6\u00d8-\u017f]"), ("newsreader-accented", "libre-franklin-accented")),
    (_ITALIC, ("newsreader-italic",)),
)
"""The fonts that only some pages need: those with accented letters, and those with italics."""

_LANGUAGE = re.compile(r"<html[^>]*>")
_NOTHING = Markup()

Slots = Mapping[str, Callable[[str], Markup]]
"""The content of each slot by name; takes the relative path to the root, such as ``../``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page."""

    path: str
    """Its address under the site's root, with a trailing slash: ``statements/<id>/``."""
    title: str
    description: str
    """One plain sentence for search engines and previews."""
    content: Markup
    head: Markup = _NOTHING
    """Additional elements for the page's head."""
    indexed: Markup = _NOTHING
    """Head elements for the search index only; a page without them is not indexed."""

    @property
    def depth(self) -> int:
        """How many folders below the root it is."""
        return self.path.count("/")

    @property
    def whole_head(self) -> Markup:
        """Its additional elements, and preloads of the fonts that only some pages need."""
        return self.head + _preloads(self.title + self.content, "../" * self.depth)


def page_output(path: str, make: Callable[[], Page]) -> Output[Page]:
    """Return the output of a page at an address."""
    return Output(path=f"{path}index.html", make=make)


class Frame:
    """The rendered theme around an empty page for each depth, split at its tokens."""

    def __init__(self, rendered: Mapping[int, str], site_url: str) -> None:
        """Split the theme's output by depth; ``site_url`` may be empty. Raises KeyError if a token is missing."""
        self._site_url = site_url
        self._parts = {depth: _TOKEN.split(_BLANK.sub("\n", html.lstrip())) for depth, html in rendered.items()}
        for parts in self._parts.values():
            if not {"title", "content"} <= set(parts[1::2]):
                raise KeyError("the theme must have a place for a frame's title and content")

    def pour(self, page: Page) -> str:
        """Return the HTML of a page in the frame of its depth."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(self._site_url + page.path),
            "section": escape(page.path.partition("/")[0]),
            "head": page.whole_head,
            "content": for_readers(page.content),
        }
        parts = list(self._parts[page.depth])
        parts[1::2] = [str(values[name]) for name in parts[1::2]]
        return "".join(parts)

    def document(self, page: Page) -> str:
        """Return the document for the search index: a page's content without the frame."""
        before = self._parts[page.depth][0]
        language = _LANGUAGE.search(before)
        html = language[0] if language else "<html>"
        content = for_index(page.content)
        return f"<!doctype html>{html}<head>{page.indexed}</head><body>{content}<p>{_EVERY}</p></body></html>"

    @property
    def depths(self) -> tuple[int, ...]:
        """The depths that the frame was rendered for."""
        return tuple(self._parts)

    def empty(self, depth: int) -> bytes:
        """Return the empty frame of a depth."""
        return "".join(self._parts[depth][::2]).encode()

    def file(self, made: Page | bytes) -> bytes:
        """Return the bytes of an output: a page in its frame, or the bytes themselves."""
        return made if isinstance(made, bytes) else self.pour(made).encode()


def _preloads(html: str, root: str) -> Markup:
    """Return preloads of the fonts that a page needs; without them, a first visit would show another font."""
    needed = (font for sign, fonts in _FONTS if sign.search(html) for font in fonts)
    return _NOTHING.join(
        Markup('<link rel="preload" href="{}assets/fonts/{}.woff2" as="font" type="font/woff2" crossorigin>').format(
            root, font
        )
        for font in needed
    )


def slots_in(html: str) -> list[str]:
    """Return the names of the slots in a hand-written page, in order."""
    return _SLOT.findall(html)


def fill(html: str, slots: Slots, root: str) -> str:
    """Fill the slots of a hand-written page, and preload its fonts; raises KeyError for an unknown slot."""
    return with_fonts(_SLOT.sub(lambda match: for_readers(slots[match[1]](root)), html), root)


def with_fonts(html: str, root: str) -> str:
    """Return a whole page with the fonts it needs preloaded."""
    return html.replace("</head>", f"{_preloads(html, root)}</head>", 1)
