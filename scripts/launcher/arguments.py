"""The arguments of the commands, one small function each, so that commands can share them."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import NoReturn

PROGRAM = "python3 scripts/manage.py"

BUILDERS = ("archive", "hugo", "mkdocs")
"""The builders that can be measured."""

LISTS = (
    *("csv", "jsonl", "csl-json", "ris", "bibtex", "feed", "sitemap"),
    *("justice", "federal-register", "govinfo", "courtlistener"),
)
"""The formats of a list."""

ATTACKS = (
    "mutations",
    "nasty",
    "written",
    "kills",
    "pairs",
    "full",
    "locked",
    "readers",
    "places",
    "honest",
    "tampered",
)
"""The attacks on an archive."""


class Parser(argparse.ArgumentParser):
    """A parser that reports wrong usage in one sentence with a hint, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and where to find help, then exit with 2."""
        self.exit(2, f"manage.py: {sentence(message)}\n  hint: {self.prog} --help\n")


def sentence(message: str) -> str:
    """Turn argparse's message into a sentence, with a capital letter and a period."""
    return message[:1].upper() + message[1:].rstrip(".") + "."


def root(parser: argparse.ArgumentParser) -> None:
    """Declare ``--root``: the folder of the archive."""
    parser.add_argument("--root", metavar="DIR", type=_archive, help="another archive's folder, with statements/ in it")


def trust(parser: argparse.ArgumentParser) -> None:
    """Declare ``--trust``: whether another archive's configuration may run code."""
    parser.add_argument(
        "--trust",
        action="store_true",
        help="use the archive's whole mkdocs.yml and run its hooks and plugins (default: read it as data)",
    )


def site_dir(parser: argparse.ArgumentParser) -> None:
    """Declare ``--site-dir``: where the site is written."""
    parser.add_argument(
        "--site-dir",
        metavar="DIR",
        type=_place,
        help="where the site is written (default: site/ in the archive)",
    )


def today(parser: argparse.ArgumentParser) -> None:
    """Declare ``--today``: the date that the checks use as today."""
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=_date,
        help="use DATE as today, as in 2026-11-24 (default: today in UTC)",
    )


def paths(parser: argparse.ArgumentParser) -> None:
    """Declare ``PATH...``: the files to which a report is limited."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=_existing, help="report on these files or folders only"
    )


def base(parser: argparse.ArgumentParser) -> None:
    """Declare ``--base``: the revision with which the record is compared."""
    parser.add_argument(
        "--base",
        metavar="REV",
        help="compare with the record at REV in git: no permalink may be lost, nothing silently rewritten",
    )


def report_format(parser: argparse.ArgumentParser) -> None:
    """Declare ``--format``: whether the report is for a person or also for GitHub."""
    parser.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="github: also annotate the lines of a pull request (default: text)",
    )


def ids(parser: argparse.ArgumentParser) -> None:
    """Declare ``ID...``: the statements to work on."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="a statement's id (default: all that name a source)")


def against(parser: argparse.ArgumentParser) -> None:
    """Declare ``--against`` and ``--vault``: where the bytes of sources are."""
    parser.add_argument("--against", metavar="FILE", type=_existing, help="the source itself, for one statement")
    parser.add_argument("--vault", metavar="DIR", type=_existing, help="a folder of sources, each named by its SHA-256")


def published(parser: argparse.ArgumentParser) -> None:
    """Declare ``SITE``: where a record was published."""
    parser.add_argument("site", metavar="SITE", help="the address or folder of a published site")


def since(parser: argparse.ArgumentParser) -> None:
    """Declare ``--since``: the manifest that somebody kept."""
    parser.add_argument(
        "--since",
        metavar="MANIFEST",
        type=_existing,
        help="also compare with this earlier data/manifest.json: what was lost, rewritten or backdated",
    )


def records(parser: argparse.ArgumentParser) -> None:
    """Declare ``--records``: where the files of a record are written."""
    parser.add_argument(
        "--records",
        metavar="DIR",
        type=_vacant,
        required=True,
        help="write the files of statements/ into this folder, which must be new or empty",
    )


def address(parser: argparse.ArgumentParser) -> None:
    """Declare ``--host`` and ``--port``: where the site is served."""
    parser.add_argument(
        "--host",
        metavar="NAME",
        default="127.0.0.1",
        help="serve at this address (default: 127.0.0.1, this machine only)",
    )
    parser.add_argument("--port", metavar="N", type=_port, default=8000, help="serve at this port (default: 8000)")


def passed_on(parser: argparse.ArgumentParser) -> None:
    """Declare ``ARGUMENT...``: what is passed to pytest unchanged, without argparse."""
    parser.add_argument(
        "arguments",
        metavar="ARGUMENT",
        nargs="*",
        help="any pytest arguments, as in -k exact or tests/test_dates.py",
    )


def made(parser: argparse.ArgumentParser) -> None:
    """Declare ``--corpus`` and ``--count``: the texts of a benchmark."""
    parser.add_argument(
        "--corpus",
        metavar="FILE",
        type=_existing,
        help="build the texts of this JSON Lines file, which may be compressed (.gz)",
    )
    parser.add_argument(
        "--count",
        metavar="N",
        type=_positive,
        help="how many texts to build (default: all of FILE; without FILE, 10000 generated ones)",
    )


def measure(parser: argparse.ArgumentParser) -> None:
    """Declare the other arguments of the build benchmark."""
    parser.add_argument(
        "--keep",
        metavar="DIR",
        type=_vacant,
        help="keep all inputs, sites and logs in this folder, which must be new or empty",
    )
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        type=_builder,
        default=[],
        help=f"measure only this builder: {', '.join(BUILDERS)}; may be repeated",
    )
    parser.add_argument(
        "--previews",
        action="store_true",
        help="measure how long the archive takes to draw preview pictures, and to find them drawn",
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="measure the archive with 1,000, 10,000 and 50,000 made-up texts too",
    )


def search(parser: argparse.ArgumentParser) -> None:
    """Declare the other arguments of the search benchmark."""
    parser.add_argument(
        "--phrases",
        metavar="N",
        type=_positive,
        default=300,
        help="how many phrases to search for, spread evenly over the classes (default: 300)",
    )
    parser.add_argument("--site", metavar="DIR", type=_existing, help="search this site instead of building one")


def quoted(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the quotation benchmark."""
    parser.add_argument(
        "--corpus",
        metavar="FILE",
        type=_existing,
        help="make the quotations from this JSON Lines file, which may be .gz (default: addresses to Congress)",
    )
    parser.add_argument("--count", metavar="N", type=_positive, help="how many texts to use (default: all)")
    parser.add_argument(
        "--pairs",
        metavar="N",
        type=_positive,
        default=380,
        help="how many quotations to make, spread evenly over the kinds of change (default: 380)",
    )


def drafts(parser: argparse.ArgumentParser) -> None:
    """Declare ``--drafts``: the folder of the drafts."""
    parser.add_argument(
        "--drafts", metavar="DIR", type=_place, help="the folder of the drafts (default: drafts/ in the archive)"
    )


def draft_ids(parser: argparse.ArgumentParser) -> None:
    """Declare ``ID...``: the drafts to work on."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="a draft's name without its extension (default: all)")


def accepted(parser: argparse.ArgumentParser) -> None:
    """Declare ``ID...``: the drafts to accept, at least one."""
    parser.add_argument("ids", metavar="ID", nargs="+", help="a draft's name without its extension")
    parser.add_argument(
        "--as",
        dest="id",
        metavar="ID",
        default="",
        help="the statement's id, its permalink (default: the draft's name)",
    )


def take(parser: argparse.ArgumentParser) -> None:
    """Declare ``--take``: which of the proposed passages become the body."""
    parser.add_argument(
        "--take", metavar="NUMBERS", help="make these proposed passages the body, as in 1-3,7; none empties it"
    )


def follow(parser: argparse.ArgumentParser) -> None:
    """Declare ``--follow``: whether to report again as files change."""
    parser.add_argument("--follow", action="store_true", help="report again after each change, until Ctrl+C")


def vault(parser: argparse.ArgumentParser) -> None:
    """Declare ``--vault``: where the bytes of sources are kept."""
    parser.add_argument(
        "--vault", metavar="DIR", type=_place, help="where source files are kept (default: vault/ in the archive)"
    )


def imported(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of an import: the list, and how to read it."""
    parser.add_argument("file", metavar="FILE", type=_existing, help="a list of documents, or a folder of Markdown")
    parser.add_argument(
        "--as", dest="format", metavar="FORMAT", choices=LISTS, help=f"the format of FILE: {', '.join(LISTS)}"
    )
    parser.add_argument("--mapping", metavar="FILE", type=_existing, help="what each column of a table holds (YAML)")
    parser.add_argument("--dry-run", action="store_true", help="report what would be written, but write nothing")
    parser.add_argument("--skip", action="store_true", help="write the other drafts even if rows are refused")


def captured(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a capture: the sources, and how to read them."""
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="a saved page, PDF or text, an address, or a WARC or WACZ file"
    )
    parser.add_argument("--url", metavar="URL", default="", help="the address of the saved source")
    parser.add_argument("--anyway", action="store_true", help="make a draft even if it does not look like a document")
    parser.add_argument("--ocr", action="store_true", help="read the pages of a PDF as images, with tesseract")


def visits(parser: argparse.ArgumentParser) -> None:
    """Declare how hosts are visited, and what saves their pages."""
    parser.add_argument("--save", action="store_true", help="ask a web archive to save each source that has changed")
    parser.add_argument(
        "--service",
        metavar="URL",
        default="https://web.archive.org/save/",
        help="the web archive: the address to be saved is appended to URL (default: the Internet Archive)",
    )
    parser.add_argument(
        "--pause",
        metavar="SECONDS",
        type=_seconds,
        default=5.0,
        help="time between two requests to a host (default: 5)",
    )
    parser.add_argument(
        "--patience", metavar="SECONDS", type=_seconds, default=60.0, help="time limit for a response (default: 60)"
    )
    parser.add_argument(
        "--local",
        metavar="HOST",
        action="append",
        default=[],
        help="visit this host even though it is in a private network; may be repeated",
    )


def storm(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a storm."""
    parser.add_argument(
        "--mutations",
        metavar="N",
        type=_positive,
        default=10_000,
        help="how many hostile records to make (default: 10000)",
    )
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        type=_attack,
        default=[],
        help=f"run only this attack: {', '.join(ATTACKS)}; may be repeated",
    )
    parser.add_argument(
        "--seed", metavar="N", type=_positive, default=1, help="the seed of the random numbers (default: 1)"
    )


def _absolute(text: str) -> Path:
    # Not resolved: a symbolic link among the records is a problem to report, so it must stay visible.
    return Path(text).absolute()


def _place(text: str) -> Path:
    path = _absolute(_in_utf8(text))
    try:
        path.resolve()
    except (OSError, RuntimeError):
        raise argparse.ArgumentTypeError(f"{text} must not lead through a loop of links") from None
    return path


def _in_utf8(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(
            f"{text} must be a path in UTF-8 (in a locale without it, set PYTHONUTF8=1)"
        ) from None
    return text


def _existing(text: str) -> Path:
    path = _absolute(text)
    if not path.exists() and not path.is_symlink():
        raise argparse.ArgumentTypeError(f"there is no file or folder {text}")
    return path


def _vacant(text: str) -> Path:
    path = _absolute(text)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise argparse.ArgumentTypeError(f"{text} must be an empty folder, or not exist")
    return path


def _archive(text: str) -> Path:
    path = Path(_in_utf8(text))
    if not (path / "statements").is_dir():
        raise argparse.ArgumentTypeError(f"{text} must be a folder with statements/ in it")
    return path.resolve()


def _date(text: str) -> datetime.date:
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        date = None
    if date is None or date.isoformat() != text:  # fromisoformat also takes 20261124 and 2026-W48-2
        raise argparse.ArgumentTypeError(f"a date must be written as 2026-11-24, and {text} is not")
    return date


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port must be a number from 0 to 65535, and {text} is not")
    return int(text)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"the count must be a whole number above 0, and {text} is not")
    return int(text)


def _seconds(text: str) -> float:
    if not (text.isascii() and text.replace(".", "", 1).isdigit() and float(text) <= 86_400):
        raise argparse.ArgumentTypeError(f"seconds must be a number from 0 to 86400, and {text} is not")
    return float(text)


def _attack(text: str) -> str:
    if text not in ATTACKS:
        raise argparse.ArgumentTypeError(f"an attack must be one of {', '.join(ATTACKS)}, and {text} is not")
    return text


def _builder(text: str) -> str:
    if text not in BUILDERS:
        raise argparse.ArgumentTypeError(f"a builder must be one of {', '.join(BUILDERS)}, and {text} is not")
    return text
