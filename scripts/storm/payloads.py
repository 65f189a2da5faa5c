"""Values that a record must never hold, and values that it may hold but that must stay plain text on every page."""

from __future__ import annotations

MARK = "stormed"
"""The property of a page's window that a payload sets where it is run as a script."""
HOST = "storm.invalid"
"""The host that a payload asks where an address in it is followed."""

_RUN = f"window.{MARK}=1;alert(1)"
WORDS = (
    f"<script>{_RUN}</script>",
    f"</script></style></title></textarea>--><script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"\"'><svg onload={_RUN}>",
    f"<img src=https://{HOST}/a.png><link rel=stylesheet href=https://{HOST}/a.css>",
    f"<iframe srcdoc='<script>{_RUN}</script>'></iframe><base href=https://{HOST}/>",
    f"<meta http-equiv=refresh content='0;url=https://{HOST}/'>",
    f"[words](javascript:{_RUN}) ![words](https://{HOST}/b.png)",
    f"<a href='javascript:{_RUN}' autofocus onfocus={_RUN}>words</a>",
    "{{ 6543 + 1 }} {% if %} {# #} ${6543 + 1} #{6543 + 1} <%= 6543 + 1 %>",
    "@@archive:head@@ <!-- archive: search --> ]]> <!--",
    f'=HYPERLINK("https://{HOST}/","words")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "'); DROP TABLE statements; --",
    "constructor __proto__ toString hasOwnProperty",
    "%s %n %x {0} {} %(name)s $(id) `id` ; id | id && id",
    "../../../../etc/passwd C:\\Windows\\win.ini \\\\host\\share",
    "null true false NO 010 0x1F 1e9 .inf ~ 2017-10-11",
    "\u0130 \u0131 \u017f \xdf \ufb01 \u01c4 \xc5 e\u0301 \U0001d49c \ufdfa",
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
    "a" * 1_990,
    "99 U.S.C. § 1234" + "(a)" * 300,
    "“”‘’«»\"'" * 100,
)
"""Texts that a record may contain."""

UNSEEN = (
    "\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\xad", "\u034f", "\u115f", "\u200b", "\u2028", "\u202a", "\u202e",
    "\u2060", "\u2066", "\u3164", "\ue000", "\ufdd0", "\ufeff", "\ufffd", "\U000e0041", "\U000e0001", "\U0001fffe",
    "\U0010ffff", "e" + "\u0301" * 40,
)  # fmt: skip
"""Characters that no record may contain, anywhere between two Latin letters."""

NOTHING = ("", " ", "\u00a0", "\u2003", "\u2800", "#", "\\", "---", "…", "“”")
"""Texts in which there is nothing to read."""

DATES = (
    "2017-02-30", "2017-13-01", "2017-00-00", "2017-1-1", "17-10-11", "20171011", "99999-01-01", "-2017", "yesterday",
    "2017-10-11/", "/", "2017-10-11T25:00", "\uff12\uff10\uff11\uff17-10-11", "2017-10-11??", "NaN", "1e9", "0", "١٢٣٤",
)  # fmt: skip
ADDRESSES = (
    f"javascript:{_RUN}", "data:text/html,<script>alert(1)</script>", f"//{HOST}/", "https://", "https:///path",
    "https://example.org/a b", "file:///etc/passwd", 'https://example.org/"onload=alert(1)', "https://localhost/",
    "https://example.org/<script>", "https://example.org\\@storm.invalid/", f"https://example.org@{HOST}/",
    "ftp://example.org/", "https://ex\u0430mple.org/", "vbscript:x", " javascript:alert(1)", "https://[::1]/",
    "mailto:a@b.c", "https://example.org:99999/", "https://example.org/%zz", "https://999.999.999.999/",
    "https://xn--a.org/", "https://example.org/#a#b", "https://example.org/[x]", f"https://{'a' * 64}.org/",
)  # fmt: skip
NAMES = (
    "../../etc/passwd",
    "Ada Sample",
    "ada_sample",
    "-",
    "a--b",
    "a-",
    "É",
    "a/b",
    "a.b",
    "__proto__",
    "ada\u2011sample",
)
LANGUAGES = ("english language", "e", "en_US", "12", "en-", "<b>", "zz", "en-us-us", "de-DE-DE", "en-1234")
DIVISIONS = ("ocd-division", "ocd-division/../x", "ocd-division/country:USA", "country:us")
