"""Prove words. In: the bytes of a source and the passages of a body. Out: the range of each passage in the source."""
