"""Read the files of a published site, at its address or in a folder."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import Path

from archive.read.restoring import RestoreError

_PATIENCE = 60
"""Seconds that a published site may take to respond."""
_LARGEST = 2_000_000_000
"""The most bytes of a published file that are read."""


class Published:
    """Reads the files of a published site, at an address or in a folder."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._remote = site.startswith(("http://", "https://"))

    def __call__(self, path: str) -> bytes | None:
        """Return a file, or None if the site does not have it; raises RestoreError if it cannot be read."""
        try:
            if self._remote:
                with urllib.request.urlopen(f"{self._site.rstrip('/')}/{path}", timeout=_PATIENCE) as answer:
                    data: bytes = answer.read(_LARGEST + 1)
            else:
                with (Path(self._site) / path).open("rb") as stream:
                    data = stream.read(_LARGEST + 1)
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise RestoreError(f"{path} must be readable: {error}.") from None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise RestoreError(f"{path} must be readable: {error}.") from None
        if len(data) > _LARGEST:
            raise RestoreError(f"{path} must have at most {_LARGEST:,} bytes.")
        return data

    def data(self, name: str) -> bytes:
        """Return a file of the site's data; raises RestoreError if there is none."""
        found = self(f"data/{name}")
        if found is None:
            raise RestoreError(f"data/{name} must be readable: the site has no such file.")
        return found

    def names(self) -> list[str]:
        """Return the paths of all files of a site in a folder; an address does not list them."""
        folder = Path(self._site)
        files = () if self._remote else (path for path in folder.rglob("*") if path.is_file())
        return [path.relative_to(folder).as_posix() for path in files]
