"""Query git about the folder of an archive: the only module that runs git, and it only reads."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Variables that would point git to another repository, as in a git hook."""
_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
}
"""Messages in English, no prompts, nothing fetched and nothing written.

Older versions of git do not know ``GIT_NO_LAZY_FETCH``; with no protocol allowed they cannot fetch either.
"""
_SETTINGS = (
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "i18n.logOutputEncoding=UTF-8",
    "core.quotePath=false",
    "color.ui=false",
    "color.diff=false",
)
"""Settings that would change what git prints, or run a program, where a repository or a user has others."""


class GitError(Exception):
    """Git could not answer; the message says why, with a hint."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(f"{sentence}\n  hint: {hint}")


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return its output; raises GitError.

    ``given`` is its input. These queries run no pager, hook or program that the repository names.
    """
    environ = {name: value for name, value in os.environ.items() if name not in _OWN} | _QUIET
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = ["git", *settings, "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environ, check=False)
    except FileNotFoundError:
        raise GitError("This needs git, which is not installed.", "install git") from None
    if done.returncode != 0:
        raise GitError(*_reason(root, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _reason(root: Path, said: str) -> tuple[str, str]:
    if "not a git repository" in said:
        return f"{root} must be in a git repository; it is not.", "clone the repository instead of copying the files"
    if "dubious ownership" in said:
        return f"Git refuses {root}, which belongs to another user.", f"git config --global --add safe.directory {root}"
    if "lazy fetching disabled" in said:
        return "This clone lacks files of earlier commits.", "git fetch --refetch --no-filter"
    first = next(iter(said.strip().splitlines()), "it gave no reason")
    return f"Git could not answer: {first.removeprefix('fatal: ')}", "git fsck shows what is wrong with a repository"


def is_shallow(root: Path) -> bool:
    """Return whether the repository lacks older commits; raises GitError."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commit(root: Path, revision: str) -> str:
    """Return the full id of the commit that a revision names; raises GitError."""
    git(root, "rev-parse", "--git-dir")  # fails if there is no repository
    try:
        named = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        shallow = is_shallow(root)
        hint = "git fetch --unshallow" if shallow else "git log shows the commits, git branch --all the branches"
        also = "; this clone is shallow and lacks older ones" if shallow else ""
        raise GitError(f"{revision!r} must name a commit of this repository; it does not{also}.", hint) from None
    return named.decode().strip()


def files(root: Path, commit: str, folder: str, wanted: Callable[[str], bool]) -> Sequence[tuple[str, bytes]]:
    """Return the path, from ``root``, and the bytes of every regular file of a folder that is wanted in a commit.

    A commit without files there is refused, since comparing with nothing would be misleading. Raises GitError.
    """
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/").decode("utf-8", "surrogateescape")
    entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
    plain = [(path, meta.split()[2]) for meta, _, path in entries if meta.startswith("100")]
    if not plain:
        raise GitError(f"The commit {commit[:12]} must have files in {folder}/; it has none.", "name another commit")
    plain = [(path, blob) for path, blob in plain if wanted(path)]
    contents = blobs(root, [blob for _, blob in plain])
    return [(path, contents[blob]) for path, blob in plain]


def blobs(root: Path, ids: Sequence[str]) -> Mapping[str, bytes]:
    """Return the contents of files by their ids; raises GitError where one is not there."""
    stream = git(root, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids).encode())
    found, at = {}, 0
    for id in ids:
        head, _, _ = stream[at : at + 200].partition(b"\n")
        if not head.startswith(f"{id} blob ".encode()):
            raise GitError(f"This clone is damaged and lacks the content {id}.", "git fsck, or clone again")
        start = at + len(head) + 1
        size = int(head.split()[2])
        found[id] = stream[start : start + size]
        at = start + size + 1
    return found


def held(root: Path, ids: Sequence[str]) -> Mapping[str, bytes]:
    """Return the contents of those files that are in the clone, by their ids; raises GitError.

    A partial clone lacks files, and a damaged one may have files that cannot be read.
    """
    try:
        return blobs(root, ids)
    except GitError:
        here = set(git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").decode().split())
        return _readable(root, [id for id in ids if id in here])


def _readable(root: Path, ids: Sequence[str]) -> Mapping[str, bytes]:
    """Find the contents that can be read by halves, since git stops at the first one that cannot."""
    try:
        return blobs(root, ids)
    except GitError:
        half = len(ids) // 2
        return {**_readable(root, ids[:half]), **_readable(root, ids[half:])} if half else {}
