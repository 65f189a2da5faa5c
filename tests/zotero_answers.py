"""Run the made-up archive through Zotero's translation server, and save the responses for ``test_zotero.py``.

    .venv/bin/python tests/zotero_answers.py http://127.0.0.1:1969

The server (github.com/zotero/translation-server) is what Zotero's own import runs in, without Zotero. It is no part of
the project. Run this wherever one is at hand, after a change of what pages and files say, and read the difference.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP / "scripts"), str(TOP / "tests")]

from bench.serving import served  # noqa: E402
from building import built  # noqa: E402
from zotero_cases import ADDRESS, ANSWERS, FILES, LISTS, comparable, statements  # noqa: E402

_OPENER = build_opener(ProxyHandler({}))


def main(server: str) -> None:
    """Build the made-up archive, serve it, and save the responses of the server at an address."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        os.environ["ARCHIVE_SITE_URL"] = ADDRESS
        built(TOP / "tests" / "toy", site)
        with served(site) as host:
            answers: dict[str, Any] = {}
            for path in statements():
                answers[path] = _ask(f"{server}/web", host.address + path)
            for path in LISTS:
                chosen = _ask(f"{server}/web", host.address + path)
                answers[path] = _ask(f"{server}/web", chosen)
            for path in FILES:
                answers[path] = _ask(f"{server}/import", (site / path).read_text(encoding="utf-8"))
    saved = {path: comparable(items) for path, items in answers.items()}
    ANSWERS.write_text(json.dumps(saved, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{ANSWERS}: {len(saved)} answers")


def _ask(address: str, given: Any) -> Any:
    """Post a text, or a value as JSON; a list to choose from, with status 300, is also a response."""
    plain = isinstance(given, str)
    data = given.encode() if plain else json.dumps(given).encode()
    kind = "text/plain" if plain else "application/json"
    try:
        with _OPENER.open(Request(address, data=data, headers={"Content-Type": kind})) as answer:
            return json.loads(answer.read())
    except HTTPError as error:
        if error.code != 300:
            raise
        return json.loads(error.read())


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
