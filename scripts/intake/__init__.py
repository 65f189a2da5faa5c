"""Turn sources into drafts. In: files, pages and lists. Out: drafts, in a folder that is not part of the record.

The package ``archive`` never imports this one: a build does not need it.
"""
