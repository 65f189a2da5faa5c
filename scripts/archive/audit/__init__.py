"""Audit a published site. In: its files and an earlier manifest. Out: each difference from its own record, by name."""
