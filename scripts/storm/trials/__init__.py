"""Test the proofs: made-up sources come in, honest and tampered with; whatever was missed goes out."""
