"""The content security policies of the site: what a page may load, and who may frame it."""

from __future__ import annotations

PAGES = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""For every page: only the site's own host. Pagefind needs `wasm-unsafe-eval` and `blob:`."""

CARDS = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
"""For a card, which other sites show in a frame and which has no script."""

EMBEDS = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""Of a view for frames, whose scripts filter it and tell its height."""

SOURCES = "sandbox; default-src 'none'"
"""Of the bytes of a source, which somebody else wrote: a browser saves them, and would run nothing in them."""

UNFRAMED = "frame-ancestors 'none'"
"""Only a header can set this: no other site may frame the page."""
