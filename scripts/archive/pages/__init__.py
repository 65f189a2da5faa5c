"""The view of each kind of page: from the linked record to the values that a template shows."""
