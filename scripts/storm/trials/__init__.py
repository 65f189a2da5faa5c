"""Try the proofs: made-up sources come in, honest ones and ones that were tampered with; out goes what was missed."""
