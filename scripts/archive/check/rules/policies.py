"""Rules on policy versions: each has its own name, replaces an earlier one, and exists if it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE
from archive.record.model import Version
from archive.record.problem import nearest


def policy_version(context: Context) -> Iterator[Finding]:
    """A version that a statement cites must be in the policy's file."""
    for statement in context.archive.statements.values():
        for index, cited in enumerate(statement.policies):
            policy = context.archive.policies.get(cited.policy)
            if policy and cited.version and not policy.version(cited.version):
                known = [version.name for version in policy.versions]
                sentence = f"The version `{cited.version}` must be in {policy.origin.path}."
                hint = nearest(cited.version, known) or "add it there, or remove `version`"
                yield Finding(place=statement.origin.at("policies", index, "version"), sentence=sentence, hint=hint)


def version_unique(context: Context) -> Iterator[Finding]:
    """A version's name must appear only once in its policy's file."""
    for policy in context.archive.policies.values():
        for index, version in enumerate(policy.versions):
            if version.name and policy.version(version.name) is not version:
                sentence = f"The version `{version.name}` must appear only once in its file."
                yield Finding(place=policy.origin.at("versions", index, "version"), sentence=sentence)


def version_order(context: Context) -> Iterator[Finding]:
    """A version must come after the one it replaces in the list, and must not be older."""
    for policy in context.archive.policies.values():
        for index, version in enumerate(policy.versions):
            before = next((each for each in policy.versions[:index] if each.name == version.replaces), None)
            if version.replaces and before is None:
                sentence = f"The version `{version.replaces}` must come before the one that replaces it."
                yield Finding(place=policy.origin.at("versions", index, "replaces"), sentence=sentence)
            elif before and _older(version, before):
                sentence = (
                    f"A version must not be older than the one it replaces: `{version.name}` is from "
                    f"{version.adopted or version.known}, `{before.name}` from {before.adopted}."
                )
                yield Finding(place=policy.origin.at("versions", index, "replaces"), sentence=sentence)


def _older(version: Version, before: Version) -> bool:
    """Return whether a version is known to have existed before the one that it replaces was adopted."""
    own, then = version.adopted or version.known, before.adopted
    if own is None or then is None or NO_DATE in (own, then):
        return False
    return own.latest < then.earliest
