"""Attacks on the pages: build records full of accepted payloads, and look in a browser for anything that runs."""

from __future__ import annotations

import csv
import json
import shutil
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from operator import ne
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from playwright.sync_api import Browser, Dialog, Error, Page, Request

import hooks
from archive.outputs import UnknownSlotError
from archive.pipeline import ShellError
from archive.read.files import FOLDER
from bench.asking import started
from bench.serving import served
from storm import payloads
from storm.attacks import Ground, Tally, built
from storm.judging import Judge
from storm.mutating import Mutation, Source, mutations, sources

_FORMULA = ("=", "+", "-", "@", "\t")
_MOST = 20
"""Mutations that one archive takes together."""
_TRIED = 4
"""Parameters of a page that are tried alone on one site; all are tried together on each."""
_MOVES = 3
"""How often an address may redirect."""
_FILTERS = (
    *("jurisdiction", "speaker", "statute", "policy", "kind", "stance", "holder", "side", "text", "year", "type", "in"),
    "inside",
)
_ASKED: Mapping[str, Sequence[str]] = {
    "search/": ("q", "mode", "sort", "view", "lines", "group", "shown", *_FILTERS),
    "timeline/": ("from", "to", "order", "lanes", "open", *_FILTERS),
    "positions/": ("on", *_FILTERS),
    "positions/changes/": ("from", "to"),
    "positions/map/": ("holder", "on"),
    "embed/timeline/": ("from", "to", "lanes", *_FILTERS),
    "embed/positions/": ("on", *_FILTERS),
    "embed/positions/map/": ("holder", "on"),
    "statements/": ("highlight", "scheme"),
}
"""The parameters of each page whose address says something of its own, which it must not take for markup."""
_BESIDE = (
    "search/?q=%22{0}%22&mode=exact",
    "search/check/#quotation={0}",
    "positions/#{0}",
    "{0}/",
)
"""Such addresses of other forms."""


def nasty(ground: Ground) -> Tally:
    """Build archives of accepted payloads, and open every page and many addresses in Chromium: nothing runs or
    connects."""
    faults: list[str] = []
    opened = 0
    found = sources(ground.root)
    made = mutations(found, ground.random.randrange(1 << 32))
    with started() as browser:
        for number in range(ground.count):
            root, site = ground.scratch / f"{number}", ground.scratch / f"{number}-site"
            _write(ground, found, islice(made, 60 * _MOST), root)
            (root / "mkdocs.yml").write_text(json.dumps(_settings(ground.random)), encoding="utf-8")
            done = built(replace(ground, root=root), site)
            if done.returncode:
                faults.append(f"it was not built: {(done.stdout + done.stderr)[-800:]}")
                continue
            faults += _of_files(site)
            with served(site) as host:
                seen, pages = _looked(browser, host.address, site, ground.random)
            faults += seen
            opened += pages
            shutil.rmtree(site)
    return Tally(attack=f"nasty archives, {opened:,} pages and addresses", tried=ground.count, faults=tuple(faults))


def written(ground: Ground) -> Tally:
    """Give MkDocs hostile pages and a hostile mkdocs.yml: it makes a site, or says in a sentence why not."""
    faults: list[str] = []
    docs = sorted((Path(hooks.DOCS)).rglob("*.md"))
    for number in range(ground.count):
        root = ground.scratch / f"{number}"
        (root / FOLDER).mkdir(parents=True)
        page = ground.random.choice(docs)
        own = root / "docs" / page.relative_to(hooks.DOCS)
        own.parent.mkdir(parents=True)
        own.write_bytes(_spoiled(page.read_bytes(), ground.random))
        settings = json.dumps(_settings(ground.random), indent=1).encode()
        (root / "mkdocs.yml").write_bytes(_spoiled(settings, ground.random) if number % 2 else settings)
        try:
            hooks.shell(ground.scratch / f"{number}-tree", root, trust=False)
        except (ShellError, UnknownSlotError) as error:
            faults += [f"it says nothing of {own.name}"] if not str(error) else []
        except Exception as error:  # anything else would end the command in a traceback
            faults.append(f"{own.name}: {error!r}"[:500])
        shutil.rmtree(root)
        shutil.rmtree(ground.scratch / f"{number}-tree", ignore_errors=True)
    return Tally(attack="pages by hand and mkdocs.yml", tried=ground.count, faults=tuple(faults))


def _spoiled(data: bytes, random: Random) -> bytes:
    """Return a page or a configuration that contains something hostile."""
    at = random.randint(0, len(data))
    pieces = (
        random.choice(payloads.WORDS).encode(), random.choice(payloads.UNSEEN).encode(), b"\xff\xfe", b"\0",
        b"\n---\nframe: true\n---\n", b"<!-- archive: search -->", b"<!-- archive: none -->", b"@@archive:head@@",
        b"\n![a](/etc/passwd)\n", b"\n[a](../../../../etc/passwd)\n", b"{" * 5_000, b"[" * 5_000, b"> " * 3_000,
        b": !!python/object/apply:os.system [id]\n", b"\nhooks: [evil.py]\n", b"\nplugins: [none]\n", b"&a [*a]\n",
    )  # fmt: skip
    return data[:at] + random.choice(pieces) + data[at:]


def _settings(random: Random) -> dict[str, object]:
    payload = random.choice(payloads.WORDS)
    return {
        "site_name": payload,
        "site_description": payload,
        "site_url": random.choice(("", 'https://example.org/a"onfocus=alert(1)/')),
        "repo_url": random.choice(("", "https://example.org/b'><script>alert(1)</script>/")),
    }


def _write(ground: Ground, found: Sequence[Source], made: Iterator[Mutation], root: Path) -> None:
    """Write the archive with as many payloads as it accepts together, each in its own file."""
    shutil.copytree(ground.root / FOLDER, root / FOLDER)
    changed: set[str] = set()
    judge = Judge(root, ground.scratch / f"{root.name}-judged", ground.today)
    for mutation in made:
        hostile = "payload" in mutation.attack or "words" in mutation.attack
        if mutation.refused or not hostile or not changed.isdisjoint(mutation.files) or len(changed) >= _MOST:
            continue
        if judge.judge(mutation).accepted:
            judge.keep(mutation)
            changed.update(mutation.files)
            for path, data in mutation.files.items():
                (root / path).write_bytes(data)


def _of_files(site: Path) -> Iterator[str]:
    """Yield what is wrong with the other files: none may be broken, and no table cell may be a formula."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        try:
            match path.suffix:
                case ".json" | ".jsonld":
                    json.loads(path.read_bytes())
                case ".jsonl":
                    deque(map(json.loads, path.read_bytes().splitlines()), maxlen=0)
                case ".xml" | ".svg":
                    ElementTree.fromstring(path.read_bytes())
                case ".csv":
                    with path.open(encoding="utf-8-sig", newline="") as stream:
                        cells = [cell for row in csv.reader(stream) for cell in row]
                    yield from (f"{name} has the formula {cell[:80]!r}" for cell in cells if _is_formula(cell))
        except (ValueError, ElementTree.ParseError) as error:
            yield f"{name} is broken: {error}"


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not cell.lstrip("-").replace(".", "", 1).isdigit()


def _looked(browser: Browser, address: str, site: Path, random: Random) -> tuple[list[str], int]:
    """Open every page of a site, and some overlong addresses; return what ran, and how many were opened."""
    faults: list[str] = []
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    asked = [way.format(_quoted(random)) for way in _BESIDE]
    for path, names in _ASKED.items():
        asked += [f"{path}?{name}={_quoted(random)}" for name in random.sample(names, min(len(names), _TRIED))]
        asked.append(f"{path}?{'&'.join(f'{name}={_quoted(random)}' for name in names)}")
    context = browser.new_context()
    page = context.new_page()
    now = ""

    def shown(dialog: Dialog) -> None:
        faults.append(f"{now}: a dialog: {dialog.message}")
        dialog.dismiss()

    def requested(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(address).netloc and urlsplit(request.url).scheme in (
            "http",
            "https",
        ):
            faults.append(f"{now}: a request to {request.url}")

    page.on("dialog", shown)
    page.on("pageerror", lambda error: faults.append(f"{now}: an error: {error}"))
    context.on("request", requested)
    for now in (*pages, *asked):
        faults += (f"{now}: {fault}" for fault in _of_page(page, address + now))
    context.close()
    return faults, len(pages) + len(asked)


def _quoted(random: Random) -> str:
    return quote(random.choice((*payloads.WORDS, *payloads.DATES))[:500], safe="")


def _of_page(page: Page, address: str) -> Iterator[str]:
    for _ in range(_MOVES):
        try:
            page.goto(address, wait_until="load")
            if page.evaluate(f"() => window.{payloads.MARK} !== undefined"):
                yield "a script ran"
            if "6544" in page.content():
                yield "a template ran"
            return
        except Error:  # a renamed record redirects from its old address while it is inspected
            try:
                page.wait_for_url(partial(ne, address), wait_until="load")
            except Error as error:
                yield f"it cannot be looked at: {error}"
                return
            address = page.url
    yield f"it leads on and on, to {address}"
