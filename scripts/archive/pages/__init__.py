"""Lay out the pages. In: the linked record. Out: each kind of page."""
