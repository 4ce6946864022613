"""The logs that were read: what each gave, its text with the finds in it, and reading all again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import Finished, ItemDone
from paperstudy.domain.text import clean_line
from paperstudy.study.scanned import LogChange, ScannedLog, ScanSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.logfiles import LogFacts, LogFind, LogRow
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.scanning import Scanning

_MOST_LINES = 2_000  # a longer log is shown up to here


@dataclass(frozen=True, slots=True)
class LogText:
    """A log to look at: its lines as the file has them now, and what was found in them.

    `more` is how many lines follow those that are shown; there are none where it cannot be read.
    """

    facts: LogFacts
    lines: tuple[str, ...]
    finds: tuple[LogFind, ...]
    more: int = 0


class Logbook:
    """The logs of the library."""

    def __init__(self, store: Store, clock: Clock, scanning: Scanning) -> None:
        self._store = store
        self._clock = clock
        self._scanning = scanning

    def list(self) -> tuple[LogFacts, ...]:
        """Return all logs with what each gave, the newest first, those that are gone last.

        One that could never be read is left out once its file is gone.
        """
        with self._store.read() as tx:
            logs = tx.logs.facts()
        return tuple(log for log in logs if log.scanned_at is not None or _is_there(log.path))

    def show(self, number: int) -> LogText:
        """Return the text of a log with what was found in it.

        Raises:
            NotFoundError: no log has this number.
        """
        from paperstudy.study.context import read_lines

        with self._store.read() as tx:
            facts = next((log for log in tx.logs.facts() if log.id == number), None)
            if facts is None:
                raise NotFoundError("there is no log {number}", number=number)
            finds = tx.logs.finds(facts.id)
        lines = read_lines(facts.path)
        shown = tuple(clean_line(line) for line in lines[:_MOST_LINES])
        return LogText(facts, shown, finds, max(0, len(lines) - _MOST_LINES))

    def paths(self) -> tuple[str, ...]:
        """Return where the logs are that were there when they were read last."""
        with self._store.read() as tx:
            return tuple(row.path for row in tx.logs.by_path().values() if not row.gone)

    def rescan(self, folders: Sequence[Path] = (), *, cancel: CancelToken) -> Iterator[Event]:
        """Read all logs again that changed, with what is new in `folders`; see `Scanning.scan`.

        What is no longer there is told as gone, a folder as well as a log.
        """
        known = (holder_of(path) for path in self.paths())
        paths = [path for path in dict.fromkeys((*folders, *known)) if path.exists()]
        for event in self._scanning.scan(paths, cancel=cancel):
            if not isinstance(event, Finished):
                yield event
                continue
            gone = () if event.cancelled else self._gone()
            for row in gone:
                with self._store.write() as tx:
                    tx.logs.mark_gone(row.id, self._clock())
                yield ItemDone(row.path, ScannedLog(row.path, LogChange.GONE))
            summary = event.summary
            if gone and isinstance(summary, ScanSummary):
                with self._store.read() as tx:
                    waiting = tx.questions.count()
                summary = replace(summary, gone=summary.gone + len(gone), waiting=waiting)
            yield Finished(summary, cancelled=event.cancelled)

    def _gone(self) -> tuple[LogRow, ...]:
        with self._store.read() as tx:
            rows = tx.logs.by_path().values()
        return tuple(row for row in rows if not row.gone and not holder_of(row.path).exists())


def holder_of(path: str) -> Path:
    """Return the file that a log is in: itself, or an archive; itself where it is nowhere."""
    place = Path(path)
    return next((one for one in (place, *place.parents) if one.is_file()), place)


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:
        return False
