// Marks the words that a search led to; see below.
