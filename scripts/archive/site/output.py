"""An output: a file of the site, listed before it is made."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Made_co = TypeVar("Made_co", covariant=True)
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Generic[Made_co]):
    """A file's path in the site, and the function that makes it: a Page or bytes."""

    path: str
    """Under the site's root, such as ``timeline/data/2017.json``."""
    make: Callable[[], Made_co]


def compressed(data: bytes) -> bytes:
    """Compress with gzip, always to the same bytes: without a date, and with the same header in every Python."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=4, fileobj=buffer, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()


class Lazy(Mapping[Key, Value]):
    """A mapping with known keys, whose values are computed on first use."""

    def __init__(self, keys: Iterable[Key], make: Callable[[Key], Value]) -> None:
        self._made: dict[Key, Value | None] = dict.fromkeys(keys)
        self._make = make

    def __getitem__(self, key: Key) -> Value:
        """Return the value of a key; raises KeyError for an unknown key."""
        value = self._made[key]
        if value is None:
            value = self._made[key] = self._make(key)
        return value

    def __iter__(self) -> Iterator[Key]:
        """Iterate over the keys in order."""
        return iter(self._made)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._made)
