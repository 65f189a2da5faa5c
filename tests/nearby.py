"""Read bytes in the test's own process, for laws of many examples: starting another takes most of the time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.prove import canonical
from archive.prove.apart import ApartError


def read_here(patch: pytest.MonkeyPatch) -> None:
    """Have the readers of PDFs run here. That they are stopped in their own process is tested in test_bounds.py."""
    patch.setattr(canonical, "apart", _here)


def _here(work: Callable[..., str], data: bytes, *arguments: str) -> str:
    try:
        return work(data, *arguments)
    except ValueError as error:
        raise ApartError(str(error)) from None
