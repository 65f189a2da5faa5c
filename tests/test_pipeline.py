"""The same record makes the same site, and a failed or interrupted build leaves the previous site whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from archive import pipeline
from archive.outputs import Shell
from archive.pipeline import ProblemsFoundError
from archive.publish import writing
from archive.publish.search_index import IndexingError
from archive.site.frame import DEPTHS, Frame
from archive.site.site import Settings, Site
from building import TODAY, TOP, pages_of, tree

CACHE = TOP / ".cache"
STAGES = (
    *("read", "check", "link", "history", "frame", "render"),
    *("lists and data", "fonts", "previews", "verify", "index", "publish"),
)

THEME = "<!doctype html><html lang=en><title>@@archive:title@@</title>@@archive:content@@"


@contextmanager
def _quiet(stage: str) -> Iterator[None]:
    yield


def _shell(tree: Path) -> Shell:
    """Return a theme with nothing in it."""
    tree.mkdir()
    (tree / "index.html").write_text("new", encoding="utf-8")
    frame = Frame(dict.fromkeys(DEPTHS, THEME), "")
    return Shell(frame=frame, settings=Settings(site_name="Toy"), written={})


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An existing site."""
    site = tmp_path / "site"
    (site / "pagefind").mkdir(parents=True)
    (site / "index.html").write_text("old", encoding="utf-8")
    return site


def _assert_untouched(site: Path) -> None:
    """Assert that only the existing site is there."""
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "pagefind"]
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_the_stages_run_in_order(toy_root: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build reports each stage, and replaces the old site with the new one."""
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    told = []

    @contextmanager
    def stages(stage: str) -> Iterator[None]:
        told.append(stage)
        yield

    prepared = pipeline.build(toy_root, old, TODAY, stages, _shell, CACHE)
    assert tuple(told) == STAGES
    assert prepared.links.statements
    assert (old / "index.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in old.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError], ids=lambda fault: str(fault.__name__))
@pytest.mark.parametrize("stage", STAGES)
def test_an_interrupted_build_leaves_the_site(
    toy_root: Path, old: Path, monkeypatch: pytest.MonkeyPatch, stage: str, fault: type[BaseException]
) -> None:
    """Whatever stops a build, at any stage, the previous site stays and nothing is left beside it."""
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(lambda: None))

    @contextmanager
    def stages(name: str) -> Iterator[None]:
        if name == stage:
            raise fault
        yield

    with pytest.raises(fault):
        pipeline.build(toy_root, old, TODAY, stages, _shell, CACHE)
    _assert_untouched(old)


def test_a_problem_in_the_record_stops_the_build(toy_root: Path, old: Path, tmp_path: Path) -> None:
    """A fault in a file is raised with its place, before the theme is used."""
    root = tmp_path / "archive"
    shutil.copytree(toy_root, root)
    (root / "statements" / "jurisdictions" / "us.yml").write_text("name: [oops\n", encoding="utf-8")

    def shell(tree: Path) -> Shell:
        raise AssertionError

    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.build(root, old, TODAY, _quiet, shell, CACHE)
    assert "statements/jurisdictions/us.yml" in {problem.place.path for problem in caught.value.problems}
    shutil.rmtree(root)
    _assert_untouched(old)


def test_a_broken_link_stops_the_build(toy_root: Path, old: Path) -> None:
    """Pages with broken links, here because the handwritten pages are missing, are not published."""
    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.build(toy_root, old, TODAY, _quiet, _shell, CACHE)
    assert {problem.rule for problem in caught.value.problems} == {"broken-link"}
    _assert_untouched(old)


def test_an_index_that_fails_stops_the_build(toy_root: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that cannot be searched is not published."""

    def wait() -> None:
        raise IndexingError("no index")

    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(wait))
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    with pytest.raises(IndexingError, match="no index"):
        pipeline.build(toy_root, old, TODAY, _quiet, _shell, CACHE)
    _assert_untouched(old)


def test_every_page_is_written_as_it_was_rendered(toy_root: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page that the archive renders is at its path, in UTF-8 with plain line feeds."""
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(lambda: None))
    prepared = pipeline.build(toy_root, old, TODAY, _quiet, _shell, CACHE)
    frame = Frame(dict.fromkeys(DEPTHS, THEME), "")
    pages = pages_of(Site(links=prepared.links, settings=Settings(site_name="Toy")))
    assert len({page.path for page in pages}) == len(pages) > 20
    for page in pages:
        assert (old / page.path / "index.html").read_bytes() == frame.pour(page).encode()


def test_several_processes_make_the_same_site(toy_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages made by several processes are byte for byte those that one process makes."""
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(lambda: None))
    monkeypatch.setattr(writing, "_MANY", 0)
    for processes in (1, 3):
        monkeypatch.setattr(writing, "processors", lambda count=processes: count)
        pipeline.build(toy_root, tmp_path / f"{processes}", TODAY, _quiet, _shell, CACHE)
    assert tree(tmp_path / "1") == tree(tmp_path / "3")


def test_a_link_to_the_site_stays_a_link(
    toy_root: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the site's path is a link to a folder, the folder is replaced and the link still leads to it."""
    monkeypatch.setattr(pipeline, "verify", lambda tree, prefix, frame: ())
    monkeypatch.setattr(pipeline, "indexing", lambda documents, tree: nullcontext(lambda: None))
    link = tmp_path / "link"
    link.symlink_to(old)
    pipeline.build(toy_root, link, TODAY, _quiet, _shell, CACHE)
    assert link.resolve() == old
    assert (old / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "site"]
