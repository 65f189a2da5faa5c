"""Prove words: the bytes of a source and the passages of a body come in, where each passage stands goes out."""
