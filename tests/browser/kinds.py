"""One page of each kind of a made-up archive's site, by its address."""

from __future__ import annotations

HELD = "statements/2017-10-12-sample-department-confirms-compliance/"

PHRASE = "we are in full compliance with 99 U.S.C. § 1234"
CLAIM = "we are in full compliance"
"""Said in one statement, and in the archive's words on another."""

KINDS = {
    "home": "",
    "timeline": "timeline/",
    "timeline, oldest first": "timeline/oldest/",
    "statements": "statements/",
    "statement held": HELD,
    "statement catalogued": "statements/2017-10-11-department-gives-a-last-chance/",
    "statement with a caution": "statements/2017-10-12-specimen-on-the-last-chance/",
    "statement on many places": "statements/2017-10-12-department-on-five-places/",
    "speakers": "speakers/",
    "speaker": "speakers/ada-sample/",
    "organization": "speakers/department-of-examples/",
    "jurisdictions": "jurisdictions/",
    "jurisdiction": "jurisdictions/exampleton/",
    "statutes": "statutes/",
    "statute": "statutes/99-usc-1234/",
    "policies": "policies/",
    "policy": "policies/police-manual-7/",
    "threads": "threads/",
    "thread": "threads/exampleton-and-1234/",
    "positions": "positions/",
    "then and now": "positions/changes/",
    "map": "positions/map/",
    "two days": "positions/changes/?from=2017-06-30&to=2017-12-01",
    "search with results": "search/?q=compliance",
    "search for a phrase": "search/?q=%22in+full+compliance%22",
    "search without results": "search/?q=%22no+such+words+here%22",
    "search without words": "search/",
    "search for lines": "search/?q=compliance&mode=exact&view=lines",
    "search with a mistake": "search/?q=speaker%3Anobody",
    "a quotation to check": "search/check/",
    "a quotation checked": "search/check/#quotation=we+are+in+compliance+with+99+U.S.C.+%C2%A7+1234",
    "words marked": HELD + "?highlight=full+compliance#p1",
    "texts wanted": "wanted/",
    "corrections": "corrections/",
    "receipts": "receipts/",
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
    "policies": "policies/",
    "policy": "policies/police-manual-7/",
    "threads": "threads/",
    "thread": "threads/exampleton-and-1234/",
    "positions": "positions/",
    "texts wanted": "wanted/",
    "corrections": "corrections/",
}
"""The same kinds, and further ones, on the site of the toy archive, where the lists are short."""
