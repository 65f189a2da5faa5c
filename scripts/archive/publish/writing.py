"""Write outputs to the tree of a site, and what search reads of each page to a folder of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.outputs import Part
from archive.parallel import processors, spread
from archive.publish.verify import Checked, Checker
from archive.site.frame import Frame, Page
from archive.site.templating import compile_templates

_MANY = 500
"""With fewer statements, starting more processes takes longer than it saves."""


def write(
    parts: Sequence[Part], frame: Frame, checker: Checker, tree: Path, documents: Path, statements: int
) -> list[Checked]:
    """Make and write all outputs, and check their links; a site of many statements is written by all processors."""
    processes = processors() if statements >= _MANY else 1
    if processes > 1:
        compile_templates()
    folders: set[str] = set()

    def put(root: Path, path: str, data: bytes) -> None:
        """Write a file by its name as a string: creating a Path costs more than writing the file."""
        file = f"{root}/{path}"
        folder = file.rpartition("/")[0]
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with open(file, "wb") as stream:  # noqa: PTH123 -- a Path for each file costs more than the file
            stream.write(data)

    def written(part: Part) -> Iterator[tuple[str, Page | bytes]]:
        for output in part:
            made = output.make()
            put(tree, output.path, frame.file(made))
            if isinstance(made, Page) and made.indexed:
                put(documents, output.path, frame.document(made).encode())
            yield output.path, made

    return spread(lambda number: checker.check(written(parts[number])), len(parts), processes)
