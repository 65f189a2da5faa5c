"""What the machine lacks, in one sentence with a hint: exit code 3."""

from __future__ import annotations

import errno

_MACHINE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


class LackingError(Exception):
    """The environment lacks something that the command needs. Its message is for the person at the shell."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        """Says what is missing; ends with a full stop."""
        self.hint = hint
        """Says what to do about it."""

    def __str__(self) -> str:
        return f"{self.sentence}\n  hint: {self.hint}"


def from_os_error(error: OSError) -> LackingError | None:
    """Read a refusal by the machine (rights, a read-only or full disk); None if it is another error."""
    if error.errno not in _MACHINE:
        return None
    place = f"{error.filename}: " if error.filename else ""
    return LackingError(
        f"The machine refused to write or read a file: {place}{error.strerror}.",
        "make sure that you can write to the folder and that its disk has room",
    )
