"""Read the history in git. In: the folder of an archive. Out: the record at a revision, and changes by statement."""
