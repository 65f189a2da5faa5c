"""From a source to a draft: what takes words in, up to the moment at which a person accepts a draft.

Files, pages and lists come in; drafts go out, in a folder that is no part of the record. The package ``archive`` never
imports this one: a build needs none of it.
"""
