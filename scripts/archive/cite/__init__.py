"""Cite statements. In: a statement. Out: its citations, and its metadata for programs that collect them."""
