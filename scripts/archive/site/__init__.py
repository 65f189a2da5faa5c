"""Provide what pages share. In: the linked record. Out: addresses, wording, list entries, templates and the frame."""
