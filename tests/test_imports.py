"""Who may import whom."""

from __future__ import annotations

from importlinter.cli import lint_imports

from building import TOP


def test_the_contracts_on_imports_are_kept() -> None:
    """Each room imports only the rooms below it, even inside a function, and only the door imports MkDocs."""
    assert lint_imports(config_filename=str(TOP / "pyproject.toml"), no_cache=True, no_logo=True) == 0
