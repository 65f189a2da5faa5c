"""The bytes of sources whose rights allow it, as the repository has them, for readers to check words by."""

from __future__ import annotations

from collections.abc import Iterator

from archive.record.model import Archive
from archive.site import paths
from archive.site.output import Output


def outputs(archive: Archive) -> Iterator[Output[bytes]]:
    """Yield a file for each source whose bytes may be published."""
    for digest, file in archive.shipped.items():
        yield Output(path=paths.shipped(digest), make=file.read_bytes)
