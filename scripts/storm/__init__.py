"""Hostile records, and hostile moments to build them in: what the command ``storm`` makes and what it holds it to."""
