"""Cite statements. In: a statement. Out: its citations, and metadata for programs that collect them."""
