"""Check the record. In: an Archive. Out: the problems that need the whole record to be seen."""
