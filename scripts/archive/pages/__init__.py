"""Lay out the pages. In: the linked record. Out: a Page of each kind."""
