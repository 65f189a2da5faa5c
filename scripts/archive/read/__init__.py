"""Read the record. In: the files in ``statements/``. Out: an Archive, and the problems of each file."""
