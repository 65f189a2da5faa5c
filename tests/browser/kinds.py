"""One page of each kind of the real record's site, by its address. An id is for ever, so these may be named here."""

from __future__ import annotations

HELD = "statements/2017-10-12-landrieu-doj-confirms-compliance/"

KINDS = {
    "home": "",
    "timeline": "timeline/",
    "timeline, oldest first": "timeline/oldest/",
    "statements": "statements/",
    "statement held": HELD,
    "statement catalogued": "statements/2017-10-12-cook-county-says-it-complies/",
    "statement with a caution": "statements/2017-10-12-landry-on-doj-last-chance-warning/",
    "statement on many places": "statements/2017-10-12-doj-last-chance-statement-five-jurisdictions/",
    "speakers": "speakers/",
    "speaker": "speakers/mitch-landrieu/",
    "organization": "speakers/us-department-of-justice/",
    "jurisdictions": "jurisdictions/",
    "jurisdiction": "jurisdictions/new-orleans-la/",
    "statutes": "statutes/",
    "statute": "statutes/8-usc-1373/",
    "threads": "threads/",
    "thread": "threads/new-orleans-2016-2017/",
    "positions": "positions/",
    "search with results": "search/?q=compliance",
    "search for a phrase": "search/?q=%22in+full+compliance%22",
    "search without results": "search/?q=%22no+such+words+here%22",
    "search without words": "search/",
    "words marked": HELD + "?highlight=full+compliance#p1",
    "texts wanted": "wanted/",
    "about": "about/",
    "data": "data/",
    "contribute": "contribute/",
    "architecture": "architecture/",
    "decisions": "decisions/",
    "a decision": "decisions/0003-search/",
}

MADE_UP = {
    "timeline": "timeline/",
    "timeline, oldest first": "timeline/oldest/",
    "statements": "statements/",
    "statement held, with a gap": "statements/2017-03-08-sample-says-exampleton-complies/",
    "statement in Spanish": "statements/2017-09-20-sample-instance-welcome-finding/",
    "statement withdrawn": "statements/2018-01-conference-of-mayors-on-order/",
    "statement superseded": "statements/2017-06-12-department-finds-exampleton-may-violate/",
    "former address": "statements/2017-03-09-mayor-answers-department/",
    "speakers": "speakers/",
    "speaker": "speakers/ada-sample/",
    "organization": "speakers/department-of-examples/",
    "jurisdictions": "jurisdictions/",
    "jurisdiction": "jurisdictions/exampleton/",
    "statutes": "statutes/",
    "statute": "statutes/99-usc-1234/",
    "threads": "threads/",
    "thread": "threads/exampleton-and-1234/",
    "positions": "positions/",
    "texts wanted": "wanted/",
}
"""The same kinds, and further ones, on the site of the made-up archive, where the lists are short."""
