"""The archive's own package: from files under ``statements/`` to a published site.

The modules carry the verbs of the flow: read, check, link, render, index, verify, publish; ``pipeline`` names
them in order. Nothing here imports MkDocs, reads the clock or prints, except ``commands``, which is what a
person runs.
"""
