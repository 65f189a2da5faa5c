"""What a reader's browser may load and who may frame a page: the content security policies of the site."""

from __future__ import annotations

PAGES = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""Of every page: the site's own host and no other. Pagefind needs the word on WebAssembly and the one on blobs."""

CARDS = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
"""Of a card, which other sites show in frames and which has no script."""

UNFRAMED = "frame-ancestors 'none'"
"""What a header alone can say: no other site may put the page into a frame."""
