"""What the machine lacks, in one sentence with a hint: exit code 3."""

from __future__ import annotations

import errno

_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
_MISPLACED = (errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.EILSEQ)
_UNSTEADY = (errno.EIO, errno.ESTALE, errno.ENOLCK, errno.ENOTSUP, errno.ENOTEMPTY, errno.EMFILE, errno.ENFILE)
_HINTS = {
    **dict.fromkeys(_REFUSED, "make sure that you can write to the folder and that its disk is not full"),
    **dict.fromkeys(_MISPLACED, "look at what is there, and move it away or name another folder"),
    **dict.fromkeys(_UNSTEADY, "run the command again; if that does not help, use a folder on a local disk"),
}
"""What to do about each error that comes from the machine and its folders, not from the code."""


class LackingError(Exception):
    """The machine lacks something that the command needs. The message is for the user."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        """What is missing; ends with a period."""
        self.hint = hint
        """What to do about it."""

    def __str__(self) -> str:
        return f"{self.sentence}\n  hint: {self.hint}"


def from_os_error(error: OSError) -> LackingError | None:
    """Return the message for an error of the machine (permissions, a full disk, a loop of links), or None."""
    if error.errno not in _HINTS:
        return None
    place = f"{error.filename}: " if error.filename else ""
    return LackingError(
        f"The machine refused to write or read a file: {place}{error.strerror}.",
        _HINTS[error.errno],
    )
