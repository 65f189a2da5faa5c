"""The commands, one entry each; help and parsing follow from the entries."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from launcher import arguments
from launcher.arguments import PROGRAM, Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of the archive."""

    name: str
    purpose: str
    """The heading that the overview lists it under: what somebody wants to do."""
    usage: str
    """Its arguments in short, for the overview; empty if it is usually called without."""
    line: str
    """One line of help."""
    more: str = ""
    """What else its help says, in full sentences."""
    requirements: str = "build"
    """The set of packages that it needs: a lock's stem under scripts/requirements/."""
    module: str = "commands"
    """The module whose ``run(command, options)`` carries it out and returns the exit code."""
    declares: tuple[Callable[[argparse.ArgumentParser], None], ...] = ()
    passes_on: bool = False
    """Whether everything after the name is passed on as is, in ``options.arguments``."""
    examples: tuple[str, ...] = ()

    def parser(self) -> Parser:
        """Return the parser of its arguments."""
        parser = Parser(
            prog=f"{PROGRAM} {self.name}",
            description="\n".join(filter(None, (self.line[:1].upper() + self.line[1:] + ".", self.more))),
            epilog="\n  ".join(("Examples:", *(f"{PROGRAM} {example}" for example in self.examples))),
            formatter_class=_layout,
            allow_abbrev=False,
            add_help=False,
        )
        for declare in self.declares:
            declare(parser)
        parser.add_argument("-h", "--help", action="help", help="show this help and exit")
        return parser


def _layout(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, width=100)


COMMANDS = (
    Command(
        name="check",
        purpose="Look after the record",
        usage="[PATH...]",
        line="list every problem of the record, with its place, its rule and a hint",
        more="The whole record is always read; with PATH, only the problems of those files are listed.",
        declares=(arguments.paths, arguments.base, arguments.report_format, arguments.root, arguments.today),
        examples=("check", "check statements/2017", "check --base origin/main"),
    ),
    Command(
        name="verify",
        purpose="Look after the record",
        usage="[ID...]",
        line="prove that the words of statements stand in their sources, and write where",
        more="Without ID, all statements that name a source under `proof` are proved. The bytes are looked for in\n"
        "sources/, in the vault, or in FILE. What is written is the key `proof`; all else stays as it is. Where\n"
        "a passage does not stand, the report shows how the source differs. docs/proof.md explains the rule.",
        declares=(arguments.ids, arguments.against, arguments.root, arguments.today),
        examples=("verify", "verify 2017-10-12-landrieu-says-doj-confirmed-compliance --against saved.html"),
    ),
    Command(
        name="seal",
        purpose="Look after the record",
        usage="",
        line="promise the record as it is: write its sums into seals/, chained to the seal before",
        more="A maintainer seals what was merged, and commits the two files. The page on receipts says what it is for.",
        declares=(arguments.root, arguments.today),
        examples=("seal",),
    ),
    Command(
        name="watch",
        purpose="Look after the record",
        usage="[ID...]",
        line="look at the sources of proved words again, and write down what was found otherwise",
        more="Only this is asked: is each proved passage still there? Hosts are asked slowly, by their\n"
        "robots.txt, and never where statements/unwatched/ says not to. The answers go into statements/watched/.\n"
        "Without ID, all sources are looked at. docs/watch.md explains the states.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.ids, arguments.visits, arguments.vault, arguments.root, arguments.today),
        examples=("watch", "watch 2017-10-12-landrieu-says-doj-confirmed-compliance --save"),
    ),
    Command(
        name="capture",
        purpose="Add to the record",
        usage="SOURCE...",
        line="keep a page, a PDF or a text as it is, and make a draft of it",
        more="A page that blocks, asks to log in, says that something is wrong or holds nothing is kept, and no draft\n"
        "is made of it. Passages are only proposed: draft --take makes them the words.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.captured, arguments.vault, arguments.drafts, arguments.root, arguments.today),
        examples=("capture saved.html --url https://city.example/news/1", "capture https://city.example/news/1"),
    ),
    Command(
        name="import",
        purpose="Add to the record",
        usage="FILE",
        line="make a draft of each document of a list",
        more="Lists are CSV, JSON Lines, CSL-JSON, RIS, BibTeX, RSS, Atom, sitemaps, a folder of Markdown, and saved\n"
        "answers of four public interfaces. A row that is refused stops the import before anything is written.\n"
        "Repeated, an import changes nothing. docs/intake.md explains mapping files and drafts.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.imported, arguments.drafts, arguments.root, arguments.today),
        examples=("import releases.jsonl --dry-run", "import releases.jsonl --drafts /tmp/drafts --skip"),
    ),
    Command(
        name="draft",
        purpose="Add to the record",
        usage="[ID...]",
        line="list what is open or wrong in drafts, and what was found for those that are named",
        requirements="intake",
        module="intake.program",
        declares=(
            arguments.draft_ids,
            arguments.take,
            arguments.follow,
            arguments.drafts,
            arguments.root,
            arguments.today,
        ),
        examples=("draft", "draft 2017-10-12-mayor-answers --take 2-4,7 --follow"),
    ),
    Command(
        name="accept",
        purpose="Add to the record",
        usage="ID...",
        line="move drafts that have no error and nothing open into statements/",
        requirements="intake",
        module="intake.program",
        declares=(arguments.accepted, arguments.vault, arguments.drafts, arguments.root, arguments.today),
        examples=("accept undated-mayor-answers --as 2017-10-12-mayor-answers",),
    ),
    Command(
        name="build",
        purpose="Publish it",
        usage="",
        line="check the record and build the site, in site/",
        more="A problem in the record stops the build and leaves the previous site as it was.",
        declares=(arguments.root, arguments.trust, arguments.site_dir, arguments.today),
        examples=("build", "build --root ../another-archive --site-dir /tmp/preview"),
    ),
    Command(
        name="audit",
        purpose="Publish it",
        usage="SITE",
        line="prove that a published site carries what its record says, and name each difference",
        more="SITE is the address of a site, or a folder that holds one. Its record is taken from its data, every\n"
        "page and file is made again from it, and the two are compared. Use the version of the code that made it.",
        declares=(arguments.published, arguments.since, arguments.root, arguments.today),
        examples=("audit site", "audit https://archive.example --since manifest.json"),
    ),
    Command(
        name="export",
        purpose="Publish it",
        usage="SITE",
        line="write the record back from a published site, byte for byte",
        more="SITE is the address of a site, or a folder that holds one. Only its data/records.jsonl.gz and\n"
        "data/SHA256SUMS are read; every sum is checked before anything is written.",
        declares=(arguments.published, arguments.records),
        examples=(
            "export https://archive.example --records /tmp/statements",
            "export site --records ../statements-again",
        ),
    ),
    Command(
        name="serve",
        purpose="Publish it",
        usage="",
        line="serve the site; an edit shows in open pages at once, and so do its problems",
        more="Once nothing has changed for a second, the whole site is built in site/ as well, for its search.",
        declares=(arguments.root, arguments.trust, arguments.site_dir, arguments.address, arguments.today),
        examples=("serve", "serve --port 9000"),
    ),
    Command(
        name="test",
        purpose="Work on the code",
        usage="[ARGUMENT...]",
        line="run every check of the code: ruff, mypy and pytest",
        more="Arguments go to pytest, which then runs by itself, at once, in one process; -n 2 uses two.\n"
        "Some tests need Chromium, Node, Java, curl or R. Chromium is the one that the variable ARCHIVE_CHROMIUM\n"
        "names, or an installed one. What is missing is installed when the first such test runs; if apt-get cannot\n"
        "install it, the tests that need Node, Java, curl or R are skipped.",
        requirements="test",
        module="launcher.suite",
        declares=(arguments.passed_on,),
        passes_on=True,
        examples=("test", "test -k dates", "test tests/browser -n 2"),
    ),
    Command(
        name="bench",
        purpose="Work on the code",
        usage="",
        line="build a large archive and compare time, memory and size with other builders",
        more="The others are Hugo with Pagefind, and MkDocs with Material, each on the same texts. Hugo is\n"
        "skipped if it is not installed. docs/benchmark.md says what is measured, and how.",
        module="bench.program",
        declares=(arguments.made, arguments.measure),
        examples=("bench --count 1000", "bench --corpus releases.jsonl --only archive"),
    ),
    Command(
        name="recall",
        purpose="Work on the code",
        usage="",
        line="search a large archive for phrases of its texts and report what is found and what is not",
        more="Both searches of the site are tested, in Chromium. docs/benchmark.md says what is measured, and how.",
        requirements="test",
        module="bench.recall",
        declares=(arguments.made, arguments.search),
        examples=("recall --count 1000", "recall --site site --phrases 50"),
    ),
    Command(
        name="compare",
        purpose="Work on the code",
        usage="",
        line="change quotations on purpose and report how often the quotation check is right",
        more="The page's own script is tested, in Chromium. docs/benchmark.md says what is measured, and how.",
        requirements="test",
        module="bench.quotations",
        declares=(arguments.quoted,),
        examples=("compare", "compare --corpus releases.jsonl --pairs 1000"),
    ),
    Command(
        name="storm",
        purpose="Work on the code",
        usage="",
        line="attack an archive with hostile records, kills and full disks, and report what broke",
        more="The archive is copied and stays as it is. docs/storm.md says what is tried, and what came of it.",
        requirements="test",
        module="storm.program",
        declares=(arguments.root, arguments.storm),
        examples=("storm", "storm --only mutations --mutations 500 --seed 7"),
    ),
)
