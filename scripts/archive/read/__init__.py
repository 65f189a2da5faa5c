"""Read the record. In: the files under ``statements/``. Out: an Archive, and the problems of each file."""
