"""The lines of a log around a place, as the file has them now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class LogLines:
    """Some lines of a log with their numbers; `line` is the one that was asked for.

    Where the file has gone, or has another line there now, it is the line as it was scanned.
    """

    path: str
    line: int
    lines: tuple[tuple[int, str], ...]


def read_around(path: str, line: int, excerpt: str, around: int = 2) -> LogLines:
    """Return a line of a log with those around it.

    `excerpt` is the line as it was scanned: one that has moved since is found by it.
    """
    lines = read_lines(path)
    at = _find(lines, line, excerpt)
    if at is None:
        return LogLines(path, line, ((line, excerpt),))
    first = max(1, at - around)
    shown = lines[first - 1 : at + around]
    return LogLines(path, at, tuple(enumerate(map(clean_line, shown), start=first)))


def _find(lines: Sequence[str], line: int, excerpt: str) -> int | None:
    """Return the number of the line meant: where it was, else the nearest that reads the same."""
    wanted = clean_line(excerpt).rstrip("…")
    if not wanted:
        return line if 0 < line <= len(lines) else None
    same = [n for n, text in enumerate(lines, start=1) if wanted in clean_line(text)]
    return min(same, key=lambda n: abs(n - line), default=None)


def read_lines(path: str) -> list[str]:
    """Return the lines of a log on the disk or in an archive; none where it cannot be read."""
    from paperstudy.logs.reading import LogFile, iter_logs, read_text

    place = Path(path)
    try:
        holder = next((one for one in (place, *place.parents) if one.is_file()), None)
        files = iter_logs([holder]) if holder is not None else ()
        for file in files:
            if isinstance(file, LogFile) and (holder == place or file.path == path):
                return read_text(file.load()).split("\n")
    except (OSError, PaperstudyError):
        return []
    return []
