"""Publish the site. In: a finished tree. Out: a search index, verified links, and the site in place."""
