"""Check the record. In: an Archive. Out: the problems that only the whole of it shows."""
