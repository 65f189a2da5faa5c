"""The project's texts agree with its code."""

from __future__ import annotations

import ast
import datetime
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.check.rules import RULES
from archive.pages.guide import guide_slots, tables
from archive.read import files, kinds
from archive.read.reading import read
from archive.record.problem import Severity, report
from archive.record.vocabulary import vocabularies
from launcher.table import COMMANDS

TOP = Path(__file__).resolve().parents[1]
DOCS = TOP / "docs"
PACKAGE = TOP / "scripts" / "archive"
DECISIONS = DOCS / "decisions"
PAGES = tuple(path for path in sorted(DOCS.rglob("*.md")) if ".theme" not in path.parts)
TODAY = datetime.date(2026, 11, 24)

_FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^`(statements/[^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FRAGMENT = re.compile(r"(?<!`:\n\n)^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SLOT = re.compile(r"^<!-- archive: ([a-z-]+) -->$", re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
_COMMAND = re.compile(r"python3 scripts/manage\.py ([a-z]+)")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _guide() -> str:
    return "".join(fill("../") for fill in guide_slots(RULES).values())


def _anchors(page: Path) -> set[str]:
    """Return the anchors that a handwritten page will have."""
    text = _FENCED.sub("", _text(page))
    slots = guide_slots(RULES)
    filled = "".join(slots[name]("") for name in _SLOT.findall(text) if name in slots)
    slugs = {re.sub(r"[^\w]+", "-", title.lower()).strip("-") for title, own in _HEADING.findall(text) if not own}
    return slugs | {own for _, own in _HEADING.findall(text) if own} | set(re.findall(r'id="([^"]+)"', filled))


def test_readme_begins_with_the_two_commands() -> None:
    """The first two commands in the README are the preview and the tests, and both exist."""
    blocks = [block.strip() for block in _FENCED.findall(_text(TOP / "README.md"))]
    assert blocks[:2] == ["python3 scripts/manage.py serve", "python3 scripts/manage.py test"]


def test_readme_tells_of_every_command() -> None:
    """The README names every existing command, and no others."""
    assert set(_COMMAND.findall(_text(TOP / "README.md"))) == {command.name for command in COMMANDS}


def test_readme_shows_a_configuration_that_works(tmp_path: Path) -> None:
    """The README's mkdocs.yml for a trusted archive finds the project's hook and theme."""
    (shown,) = re.findall(r"^```yaml\n(INHERIT.*?)^```$", _text(TOP / "README.md"), re.MULTILINE | re.DOTALL)
    (tmp_path / "docs").mkdir()
    own = tmp_path / "mkdocs.yml"
    own.write_text(shown.replace("../compliance-statement-archive", str(TOP)), encoding="utf-8")
    program = "import sys; from mkdocs.config import load_config; print(load_config(sys.argv[1]).site_name)"
    done = subprocess.run([sys.executable, "-c", program, own], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("Another Archive\n", 0), done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_pages_name_commands_that_exist(page: Path) -> None:
    """A page names only existing commands."""
    assert set(_COMMAND.findall(_text(page))) <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("page", [TOP / "README.md", *PAGES], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A link from one project text to another leads to an existing file and anchor."""
    for link in _LINK.findall(_FENCED.sub("", _text(page))):
        name, _, anchor = link.partition("#")
        if ":" in link or name.endswith(".png"):
            continue
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        assert not anchor or anchor in _anchors(target), link


def test_guide_has_every_key() -> None:
    """The guide lists every key of every kind of file, with its description."""
    written = guide_slots(RULES)["fields"]("")
    rows = [row for table in tables() for row in table.rows]
    assert {"source.url", "positions[].stance", "offices[].from"} <= {row.key for row in rows}
    for row in rows:
        assert f'<tr id="{row.anchor}">' in written
    assert len({row.anchor for row in rows}) == len(rows)


def test_guide_has_every_term() -> None:
    """The guide explains every term of every vocabulary, and a page can include a single vocabulary."""
    slots = guide_slots(RULES)
    written = slots["vocabularies"]("")
    for name, terms in vocabularies().items():
        for term in terms:
            assert f'id="{name}-{term}"' in written
            assert f'id="{name}-{term}"' in slots[f"vocabulary-{name}"]("")


def test_guide_has_every_rule() -> None:
    """The guide explains every rule with the rule's own sentence, and marks those that only warn."""
    written = guide_slots(RULES)["rules"]("")
    for rule in RULES:
        assert rule.sentence.endswith("."), rule.id
        assert f'<dt id="rule-{rule.id}">' in written
    warnings = sum(rule.severity is Severity.WARNING for rule in RULES)
    assert written.count("<small>warning</small>") == warnings > 0


def test_guide_escapes_what_it_shows() -> None:
    """Words from the schema, vocabularies and rules are text on the page, not markup."""
    assert "<year>" not in _guide()
    assert "&lt;year&gt;" in _guide()


def test_guide_shows_all_three_tables() -> None:
    """The contributor's guide has the slot for each table generated from the code."""
    assert {"fields", "vocabularies", "rules"} <= set(_SLOT.findall(_text(DOCS / "contribute.md")))


def test_guide_states_the_limits_of_the_code() -> None:
    """The limits stated in the guide are those that the reader applies."""
    text = " ".join(_text(DOCS / "contribute.md").split())
    assert f"{files.MAX_BYTES:,} bytes" in text
    assert f"at most {kinds.LONGEST_TEXT:,} characters" in text
    assert text.count(f"at most {files.MAX_STEM} characters") == 2


def _write(root: Path, examples: Mapping[str, str]) -> None:
    for name, text in examples.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _examples() -> tuple[tuple[str, str], ...]:
    return tuple(_EXAMPLE.findall(_text(DOCS / "contribute.md")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with the country and nothing else, as the guide says."""
    places = tmp_path / "statements" / "jurisdictions"
    places.mkdir(parents=True)
    shutil.copy(TOP / "tests" / "toy" / "statements" / "jurisdictions" / "us.yml", places)
    return tmp_path


def test_the_smallest_record_of_the_guide_is_valid(root: Path) -> None:
    """Copying the guide's files in its order makes an archive without problems."""
    *good, _ = _examples()
    shortest = dict(reversed(good))  # of two records of one name, the first
    _write(root, shortest)
    reading = read(root)
    assert check(reading, TODAY) == ()
    assert [statement.held for statement in reading.archive.statements.values()] == [False]


def test_the_smallest_record_of_the_guide_is_the_smallest(root: Path) -> None:
    """Every line of the guide's smallest record is required."""
    *good, _ = _examples()
    name, text = good[0]
    _write(root, dict(reversed(good)))
    lines = text.splitlines(keepends=True)
    for number in range(1, len(lines) - 1):
        _write(root, {name: "".join(lines[:number] + lines[number + 1 :])})
        assert check(read(root), TODAY) != (), lines[number]


def test_the_full_record_of_the_guide_is_valid(root: Path) -> None:
    """The guide's record with words, a law and a position has no problems either."""
    *good, _ = _examples()
    _write(root, dict(good))
    reading = read(root)
    assert check(reading, TODAY) == ()
    assert [statement.held for statement in reading.archive.statements.values()] == [True]


def test_the_report_of_the_guide_is_what_the_check_prints(root: Path) -> None:
    """The report explained in the guide is the report on the record shown there."""
    _write(root, dict(_examples()))
    shown = re.findall(r"^```text\n(.*?)^```$", _text(DOCS / "contribute.md"), re.MULTILINE | re.DOTALL)
    assert shown == [report(check(read(root), TODAY))]


def test_the_fragments_of_the_guide_can_be_read(root: Path) -> None:
    """Each piece of front matter in the guide fits into its smallest record."""
    (name, text), *_ = _examples()
    fragments = _FRAGMENT.findall(_text(DOCS / "contribute.md"))
    assert len(fragments) > 3
    for fragment in fragments:
        key = fragment.partition(":")[0]
        kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:"))
        _write(root, {name: kept.replace("---\n", f"---\n{fragment}", 1)})
        assert read(root).problems == (), fragment


def test_every_decision_is_in_the_index() -> None:
    """The index of decisions lists every decision by title and date, and the pages are numbered without gaps."""
    index = _text(DECISIONS / "index.md")
    pages = [path for path in sorted(DECISIONS.glob("*.md")) if path.name != "index.md"]
    for number, path in enumerate(pages, start=1):
        text = _text(path)
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        date = re.search(r"^(\d{4}-\d{2}-\d{2}) · accepted$", text, re.MULTILINE)
        assert path.name.startswith(f"{number:04}-")
        assert title is not None
        assert date is not None
        assert f"| [{number:04}]({path.name}) | {title[1]} | {date[1]} |" in index
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_changelog_keeps_its_form() -> None:
    """The changelog has an unreleased section, then versions with real dates, newest first, in the usual groups."""
    text = _text(TOP / "CHANGELOG.md")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert titles[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})", title) for title in titles[1:]]
    dates = [datetime.date.fromisoformat(match[2]) for match in released if match]
    assert len(dates) == len(titles) - 1 > 0
    assert dates == sorted(dates, reverse=True)
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {
        "Added",
        "Changed",
        "Deprecated",
        "Removed",
        "Fixed",
        "Security",
    }
    newest = released[0]
    assert newest is not None
    assert f'version = "{newest[1]}"' in _text(TOP / "pyproject.toml")


def test_architecture_tells_of_every_room() -> None:
    """The architecture page names every part of the package, and every test file that it names exists."""
    text = _text(DOCS / "architecture.md")
    rooms = {f"{path.name}/" if path.is_dir() else path.name for path in PACKAGE.iterdir() if path.name[0] != "_"}
    assert {room for room in rooms if f"| `{room}` |" not in text} == {"parallel.py"}
    for name in re.findall(r"`(tests/[\w./]+)`", text):
        assert (TOP / name).exists(), name


def test_the_core_neither_prints_nor_reads_the_clock() -> None:
    """The core takes today as a parameter and returns values; the commands print them."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(_text(path))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called != "print", path
                assert not called.endswith((".now", ".today", ".utcnow", ".time", "stdout.write")), f"{path}: {called}"
