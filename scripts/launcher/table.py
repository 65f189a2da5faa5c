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
    """A short form of its arguments, for the overview; empty if it usually has none."""
    line: str
    """One line of help."""
    more: str = ""
    """The rest of its help text, in full sentences."""
    requirements: str = "build"
    """The set of packages that it needs: the stem of a lock file in scripts/requirements/."""
    module: str = "commands"
    """The module whose ``run(command, options)`` executes it and returns the exit code."""
    declares: tuple[Callable[[argparse.ArgumentParser], None], ...] = ()
    passes_on: bool = False
    """Whether all arguments are passed on unchanged, in ``options.arguments``."""
    examples: tuple[str, ...] = ()

    def parser(self) -> Parser:
        """Return its argument parser."""
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
        purpose="Maintain the record",
        usage="[PATH...]",
        line="list every problem in the record, with its location, rule and a hint",
        more="The whole record is always read; PATH limits the report to the problems in those files.",
        declares=(arguments.paths, arguments.base, arguments.report_format, arguments.root, arguments.today),
        examples=("check", "check statements/2017", "check --base origin/main"),
    ),
    Command(
        name="verify",
        purpose="Maintain the record",
        usage="[ID...]",
        line="prove that the words of statements are in their sources, and record where",
        more="Without ID, all statements that name a source under `proof` are proved. The bytes are read from\n"
        "statements/bytes/, from the vault, or from FILE. Only the key `proof` is written.\n"
        "If a passage is not found, the report shows how the source differs. docs/proof.md explains the rule.",
        declares=(arguments.ids, arguments.against, arguments.root, arguments.today),
        examples=("verify", "verify 2017-10-12-landrieu-says-doj-confirmed-compliance --against saved.html"),
    ),
    Command(
        name="seal",
        purpose="Maintain the record",
        usage="",
        line="seal the record as it is: write its checksums to a seal, chained to the previous seal",
        more="A maintainer seals what was merged and commits the two files. docs/receipts.md explains why.",
        declares=(arguments.root, arguments.today),
        examples=("seal",),
    ),
    Command(
        name="watch",
        purpose="Maintain the record",
        usage="[ID...]",
        line="check the sources of proved words again, and record what changed",
        more="The only question is whether each proved passage is still there. Hosts are visited slowly, as their\n"
        "robots.txt asks, and never if statements/unwatched/ lists them. Results go to statements/watched/.\n"
        "Without ID, all sources are checked. docs/watch.md explains the states.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.ids, arguments.visits, arguments.vault, arguments.root, arguments.today),
        examples=("watch", "watch 2017-10-12-landrieu-says-doj-confirmed-compliance --save"),
    ),
    Command(
        name="capture",
        purpose="Add to the record",
        usage="SOURCE...",
        line="save a page, a PDF or a text unchanged, and make a draft of it",
        more="A block page, a login page, an error page or an empty page is saved, but no draft is made of it.\n"
        "Passages are only proposed: draft --take makes them the body.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.captured, arguments.vault, arguments.drafts, arguments.root, arguments.today),
        examples=("capture saved.html --url https://city.example/news/1", "capture https://city.example/news/1"),
    ),
    Command(
        name="import",
        purpose="Add to the record",
        usage="FILE",
        line="make a draft of each document in a list",
        more="Lists are CSV, JSON Lines, CSL-JSON, RIS, BibTeX, RSS, Atom, sitemaps, a folder of Markdown, and saved\n"
        "responses of four public APIs. A refused row stops the import before anything is written. Repeating an\n"
        "import changes nothing. docs/intake.md explains mapping files and drafts.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.imported, arguments.drafts, arguments.root, arguments.today),
        examples=("import releases.jsonl --dry-run", "import releases.jsonl --drafts /tmp/drafts --skip"),
    ),
    Command(
        name="draft",
        purpose="Add to the record",
        usage="[ID...]",
        line="list what is missing or wrong in drafts, and what was found for the named ones",
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
        line="move finished drafts into statements/",
        more="A draft with an error, or with a line that begins with `#?`, is not moved.",
        requirements="intake",
        module="intake.program",
        declares=(arguments.accepted, arguments.vault, arguments.drafts, arguments.root, arguments.today),
        examples=("accept undated-mayor-answers --as 2017-10-12-mayor-answers",),
    ),
    Command(
        name="build",
        purpose="Publish it",
        usage="",
        line="check the record and build the site in site/",
        more="A problem in the record stops the build and leaves the previous site as it was.",
        declares=(arguments.root, arguments.trust, arguments.site_dir, arguments.today),
        examples=("build", "build --root ../another-archive --site-dir /tmp/preview"),
    ),
    Command(
        name="audit",
        purpose="Publish it",
        usage="SITE",
        line="prove that a published site matches its record, and name each difference",
        more="SITE is the address or the folder of a site. The record is taken from its data, every page and file is\n"
        "built from it again, and the two are compared. Use the version of the code that built the site.",
        declares=(arguments.published, arguments.since, arguments.root, arguments.today),
        examples=("audit site", "audit https://archive.example --since manifest.json"),
    ),
    Command(
        name="export",
        purpose="Publish it",
        usage="SITE",
        line="restore the record from a published site, byte for byte",
        more="SITE is the address or the folder of a site. Only its data/records.jsonl.gz and data/SHA256SUMS are\n"
        "read; every checksum is verified before anything is written.",
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
        line="serve the site; edits and problems show in open pages at once",
        more="One second after the last change, the whole site is also built in site/, to update the search.",
        declares=(arguments.root, arguments.trust, arguments.site_dir, arguments.address, arguments.today),
        examples=("serve", "serve --port 9000"),
    ),
    Command(
        name="test",
        purpose="Work on the code",
        usage="[ARGUMENT...]",
        line="run every check of the code: ruff, mypy and pytest",
        more="With arguments, only pytest runs, at once, in one process; -n 2 uses two.\n"
        "Some tests need Chromium, Node, Java, curl or R. Chromium is the one that the variable ARCHIVE_CHROMIUM\n"
        "names, or an installed one. A missing program is installed when the first such test runs; if apt-get\n"
        "cannot install it, the tests that need Node, Java, curl or R are skipped.",
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
        "skipped if it is not installed. docs/benchmark.md explains what is measured and how.",
        module="bench.program",
        declares=(arguments.made, arguments.measure),
        examples=("bench --count 1000", "bench --corpus releases.jsonl --previews --growth"),
    ),
    Command(
        name="recall",
        purpose="Work on the code",
        usage="",
        line="search a large archive for phrases from its texts and report what is found",
        more="Both searches of the site are tested in Chromium. docs/benchmark.md explains what is measured and how.",
        requirements="test",
        module="bench.recall",
        declares=(arguments.made, arguments.search),
        examples=("recall --count 1000", "recall --site site --phrases 50"),
    ),
    Command(
        name="compare",
        purpose="Work on the code",
        usage="",
        line="alter quotations and report how often the quotation check is right",
        more="The page's own script is tested in Chromium. docs/benchmark.md explains what is measured and how.",
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
        more="The attacks run on a copy of the archive. docs/storm.md explains them and lists past results.",
        requirements="test",
        module="storm.program",
        declares=(arguments.root, arguments.storm),
        examples=("storm", "storm --only mutations --mutations 500 --seed 7"),
    ),
)
