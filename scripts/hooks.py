"""The MkDocs hook, and the only file that imports MkDocs.

``mkdocs build`` and ``mkdocs serve`` load it as a hook and build the whole site; ``manage.py`` calls ``shell``. MkDocs
renders the hand-written pages, with their slots still open, and the frame: the theme around an empty page, once for
each folder depth, on pages that are never written.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# MkDocs and Material each print a notice about MkDocs 2, which the lock file rules out.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
if not os.environ.get("SOURCE_DATE_EPOCH"):
    os.environ.pop("SOURCE_DATE_EPOCH", None)  # MkDocs reads an empty one as a number

import jinja2
from markupsafe import Markup
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime

from archive import outputs, pipeline
from archive.assets.disk_cache import CacheError
from archive.history.commits import history
from archive.link.linking import Links
from archive.pipeline import ShellError
from archive.publish.publishing import BusyError, PlaceError, building
from archive.read import files as record
from archive.read import foreign, written
from archive.record.problem import report
from archive.site import policy
from archive.site.frame import DEPTHS, Frame

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
CACHE = Path(os.environ.get("ARCHIVE_CACHE") or PROJECT / ".cache").absolute()
"""Keeps fonts and pictures between builds; it can be deleted at any time."""

ROOT = "ARCHIVE_ROOT"
"""The environment variable that names another archive's folder; mkdocs has no option for it."""

_CONFIG = "mkdocs.yml"

_VARIABLES = {"site_url": "ARCHIVE_SITE_URL", "repo_url": "ARCHIVE_REPO_URL"}
"""The environment variables that override a setting of another archive, as they do in the project's mkdocs.yml."""

_KEY = "_session"
"""The key in ``extra`` of MkDocs' configuration that holds a build's Session.

MkDocs loads this file as a second module with its own Session class, so the session is found by key, not by type.
"""

_STYLES = "assets/css/"
_SHEET = f"{_STYLES}site.css"
"""The one style sheet of every page, made of those in its folder that the configuration names."""

_FRAME = "---\nframe: true\ntitle: frame\n---\n"

_WIDE = 5
"""The columns of a table that may not fit a phone, depending on its fonts."""
_TABLE = re.compile(r"<table>\s*<thead>\s*<tr>(?P<head>.*?)</tr>.*?</table>", re.DOTALL)
_CORNER = re.compile(r"<th( [^>]*)?></th>")

_PAGE = "Error reading page"
"""The start of MkDocs' message that a page cannot be rendered; the original error follows."""

_log = logging.getLogger("mkdocs.archive")


@dataclass(slots=True, kw_only=True)
class Session:
    """The state of one run of MkDocs, kept in MkDocs' configuration between its events."""

    root: Path
    site: Path | None = None
    """Where to publish; None if the caller wants only the theme."""
    serving: bool = False
    """Whether MkDocs adds its live reload script, which the strict content security policy would block."""
    links: Links | None = None
    frames: dict[int, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    """The HTML of each hand-written page, its slots open, by path."""


class _Hook:
    """Remembers between events what MkDocs passes only once."""

    serving = False

    def __init__(self) -> None:
        self.building = ExitStack()
        """Ends the build if MkDocs was called directly."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note the MkDocs command, once in a process."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start a build in a separate tree, so that a failed build leaves the old site intact."""
        if not config.repo_url:
            config.edit_uri = None  # without a repository it leads nowhere, and MkDocs warns on every page
        config.theme.static_templates.discard("sitemap.xml")  # it lists only hand-written pages, with today's date
        if _KEY not in config.extra:
            root = Path(os.environ.get(ROOT) or Path(config.config_file_path).parent)
            site = Path(config.site_dir).resolve()
            config.extra[_KEY] = Session(root=root, site=site, serving=self.serving)
            self.building.close()
            try:
                _require_plain(config)
                tree = self.building.enter_context(building(site, (root / record.FOLDER, *watched(root))))
            except (PlaceError, BusyError, written.WrittenError) as error:
                raise PluginError(str(error)) from None
            config.site_dir = str(tree)
        return config


_hook = _Hook()
on_startup = _hook.on_startup
on_config = _hook.on_config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check the record if MkDocs builds the whole site; errors stop it with their report."""
    state = _state(config)
    if state.site is None:
        return
    try:
        prepared = pipeline.prepare(state.root, get_build_datetime().date(), _quiet)
    except pipeline.ProblemsFoundError as found:
        raise PluginError(report(found.problems)) from None
    for warning in prepared.warnings:
        _log.warning("%s", warning)
    state.links = prepared.links


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the project's own pages that the archive does not replace, and the pages for the frame."""
    template = files.get_file_from_path("sitemap.xml")
    if template:
        files.remove(template)  # MkDocs would copy the theme's template, since it does not render it
    for path in sorted(DOCS.rglob("*")):
        name = path.relative_to(DOCS).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if path.is_file() and not hidden and files.get_file_from_path(name) is None:
            files.append(File(name, str(DOCS), config.site_dir, config.use_directory_urls))
    for depth in DEPTHS:
        name = "/".join(["frame"] * depth) + ".md"
        files.append(File.generated(config, name, content=_FRAME, inclusion=InclusionLevel.NOT_IN_NAV))
    _join_styles(files, config)
    return files


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    """Have pages load one style sheet: a link to each would be repeated on every page of the site."""
    named = {path: files.get_file_from_path(path) for path in config.extra_css if path.startswith(_STYLES)}
    parts = {path: file.content_string for path, file in named.items() if file}
    files.append(File.generated(config, _SHEET, content="\n".join(parts.values())))
    config.extra_css = [_SHEET, *(path for path in config.extra_css if path not in parts)]


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Turn on autoescaping in the theme, as in the archive's own templates, and set the content security policy.

    When MkDocs itself serves, there is no policy: it would block the live reload script.
    """
    env.autoescape = True
    env.globals["policy"] = Markup("" if _state(config).serving else policy.PAGES)
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Warn of front matter that MkDocs could not read and would show as text on the page."""
    if markdown.startswith("---\n"):
        _log.warning(
            "Doc file '%s' must begin with valid YAML: put a value that contains a colon in quotation marks.",
            page.file.src_uri,
        )
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Have wide tables scroll on a phone, and make empty corners cells: a heading without text names no column."""
    return _TABLE.sub(_scrolling, _CORNER.sub(r"<td\1></td>", html))


def _scrolling(found: re.Match[str]) -> str:
    if found["head"].count("</t") < _WIDE:
        return found[0]
    return f'<div class="table-scroll" role="group" tabindex="0" aria-label="Table">{found[0]}</div>'


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep a frame and write nothing for it; keep other pages too, whose slots the outputs fill."""
    state = _state(config)
    if page.meta.get("frame"):
        state.frames[page.url.count("/")] = output
        return ""
    state.written[page.file.dest_uri] = output
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site if MkDocs was called directly."""
    state = _state(config)
    if state.site is None:
        return
    assert state.links is not None
    try:
        pipeline.complete(
            state.links,
            history(state.root, state.links.archive),
            _shell(config),
            CACHE,
            Path(config.site_dir),
            state.site,
            _quiet,
        )
    except pipeline.ProblemsFoundError as found:
        raise PluginError(report(found.problems)) from None
    except (outputs.UnknownSlotError, PlaceError, BusyError, CacheError) as error:
        raise PluginError(str(error)) from None
    _hook.building.close()
    config.site_dir = str(state.site)  # where the caller of MkDocs expects it


def on_build_error(error: Exception) -> None:
    """Remove the unfinished tree."""
    _hook.building.close()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watch the record too, so that a changed statement reloads the page."""
    server.watch(str(_state(config).root / record.FOLDER))
    return server


def shell(tree: Path, root: Path, trust: bool) -> outputs.Shell:
    """Have MkDocs render the hand-written pages and the frame into ``tree``; raises ShellError.

    Another archive's configuration may run code, such as hooks and plugins, only with ``trust``.
    """
    state = Session(root=root)
    file = _config_file(root) if trust else PROJECT / _CONFIG
    with _warnings() as warnings:
        try:
            config = _loaded(root, file, tree)
            config.extra[_KEY] = state
            _require_plain(config)
            mkdocs_build.build(config)
        except written.WrittenError as error:
            raise ShellError(str(error)) from None
        except (ConfigurationError, Abort, ValueError) as error:
            if isinstance(error, ValueError) and not any(_PAGE in warning for warning in warnings):
                raise  # a bug in our code: for a bad page, MkDocs names the page
            said = "".join(f"\n  {warning}" for warning in warnings)
            raise ShellError(f"MkDocs must be able to build {_config_file(root)}: {error}{said}") from error
    if set(state.frames) != set(DEPTHS):
        raise ShellError(f"{_config_file(root)} must load scripts/hooks.py as a hook.")
    return _shell(config)


def _loaded(root: Path, file: Path, tree: Path) -> MkDocsConfig:
    """Return the configuration to build with; raises ConfigurationError if it is unusable."""
    own = _own(root, file)
    try:
        config = load_config(config_file=str(file), site_dir=str(tree), **own)
        foreign.require_text({key: config.get(key) for key in foreign.PLAIN})
    except (ValueError, foreign.ForeignError) as error:  # such as an address that cannot be parsed
        raise ConfigurationError(str(error)) from error
    return config


class _Collector(logging.Handler):
    """Keeps the text of every warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect MkDocs' warnings, such as a broken link: MkDocs itself reports only how many there are."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield collector.texts
    finally:
        logger.removeHandler(collector)


def _require_plain(config: MkDocsConfig) -> None:
    for folder in {Path(config.docs_dir), DOCS}:
        written.require_plain(folder)


def watched(root: Path) -> tuple[Path, ...]:
    """Return the files and folders that the theme and the hand-written pages are made from."""
    return tuple(path for path in (root / "docs", DOCS, root / _CONFIG, PROJECT / _CONFIG) if path.exists())


def ignored(root: Path) -> tuple[str, ...]:
    """Return the keys of an archive's own configuration that count only with ``trust``; raises ShellError."""
    return _foreign(root).ignored


def _config_file(root: Path) -> Path:
    own = root / _CONFIG
    return own if own.is_file() else PROJECT / _CONFIG


def _own(root: Path, file: Path) -> dict[str, Any]:
    """Return the pages and plain settings of an archive that is built with the project's configuration."""
    if file.parent == root:
        return {}
    own = root / "docs"
    docs = {"docs_dir": str(own)} if own.is_dir() else {}
    plain = {key: value for key, value in _foreign(root).values.items() if not os.environ.get(_VARIABLES.get(key, ""))}
    return docs | plain


def _foreign(root: Path) -> foreign.Settings:
    file = root / _CONFIG
    if root == PROJECT or not file.is_file():
        return foreign.Settings(values={}, ignored=())
    try:
        return foreign.settings(file.read_text(encoding="utf-8"))
    except (foreign.ForeignError, OSError, UnicodeError) as error:
        raise ShellError(f"{file} must be a configuration that MkDocs can build: {error}") from error


def _shell(config: MkDocsConfig) -> outputs.Shell:
    state, settings = _state(config), _settings(config)
    return outputs.Shell(frame=Frame(state.frames, settings.site_url), settings=settings, written=state.written)


def _settings(config: MkDocsConfig) -> outputs.Settings:
    return outputs.Settings(
        site_name=config.site_name,
        site_url=config.site_url or "",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        written=tuple(_written(config.nav)),
    )


def _written(nav: Any) -> Iterator[str]:
    """Return the address of each page that the navigation names."""
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield nav.removesuffix("index.md") if nav.endswith("index.md") else nav.removesuffix(".md") + "/"
        return
    for inner in nav.values() if isinstance(nav, dict) else nav or ():
        yield from _written(inner)


def _state(config: MkDocsConfig) -> Session:
    state: Session = config.extra[_KEY]
    return state


@contextmanager
def _quiet(stage: str) -> Iterator[None]:
    _log.debug("%s", stage)
    yield
