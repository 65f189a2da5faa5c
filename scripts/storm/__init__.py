"""Hostile records, and hostile conditions to build them in: what the command ``storm`` makes and what it requires."""
