"""A driver that outlives its terminal, and is as large as that.

What is drawn where nobody looks is lost, no more.

When a terminal goes away the kernel sends SIGHUP and, after it, SIGCONT, on which Textual starts
to draw again. Its writer then ends on the first error, and whoever writes on waits for ever.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


class LastingDriver(LinuxDriver):
    """Textual's driver for a terminal, which writes on when the terminal has gone."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file: IO[str] = _LastingFile(self._file)  # type: ignore[assignment]

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal, not COLUMNS and LINES: these say what it was when the shell began."""
        try:
            columns, lines = os.get_terminal_size(self._file.fileno())
        except OSError:
            return super()._get_terminal_size()
        return (columns, lines) if columns and lines else super()._get_terminal_size()


class _LastingFile:
    """A terminal as a file that takes what is written to it though nobody is there."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()
