"""The whole site beside the preview: it is built in the background, and search comes from it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence

_LOWER = 10
"""How much less of the processor a build gets than the pages that somebody waits for."""
_PATIENCE = 10.0


class Background:
    """Runs one command at a time; starting it again ends the one that is running."""

    def __init__(self, command: Sequence[str]) -> None:
        """Take the command."""
        self._command = command
        self._running: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- lasts as long as this does

    def start(self) -> None:
        """Start the command, or restart it."""
        self.stop()
        self._said.seek(0)
        self._said.truncate()
        self._running = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stdout=self._said, stderr=subprocess.STDOUT, start_new_session=True
        )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._running.pid, _LOWER)

    @property
    def running(self) -> bool:
        """Return whether a command has been started and not yet found done."""
        return self._running is not None

    def done(self) -> int | None:
        """Return the exit code of a finished command, once; None before and after."""
        code = self._running.poll() if self._running else None
        if code is not None:
            self._running = None
        return code

    def said(self) -> str:
        """Return what the command has printed."""
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")

    def stop(self) -> None:
        """Ask the command to end, so that it cleans up after itself; kill it if it does not."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running = None

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        self._said.close()
