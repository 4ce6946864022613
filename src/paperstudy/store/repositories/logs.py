"""Study logs: which files were read, and what they were like then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.logfiles import LogFacts, LogFind, LogId, LogRow
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store.encoding import date_text, fold, read_date, read_time, some_time_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from paperstudy.domain.events import Notice
    from paperstudy.domain.logs import LogScan
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values


_NO_SIZE = -1  # no file has it


class LogReader:
    """The logs of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def by_path(self) -> dict[str, LogRow]:
        """Return the logs that were read, by path; one that is there before one that is gone.

        One that could never be read is not among them: to a scan it is new.
        """
        return {
            row[1]: LogRow(
                id=LogId(row[0]),
                path=row[1],
                digest=row[2],
                size=row[3],
                mtime_ns=row[4],
                title=row[5],
                date=read_date(row[6]),
                gone=bool(row[7]),
                error=_read_error(row[8]),
            )
            for row in self._link.rows(queries.LOGS)
        }

    def facts(self) -> tuple[LogFacts, ...]:
        """Return all logs with what each gave, the newest first, those that are gone last."""
        gave: dict[str, dict[int, int]] = {
            what: dict(self._link.rows(text)) for what, text in queries.LOG_GAVE.items()
        }
        return tuple(
            LogFacts(
                id=LogId(row[0]),
                path=row[1],
                title=row[2],
                date=read_date(row[3]),
                scanned_at=read_time(row[4]),
                gone=bool(row[5]),
                error=_read_error(row[6]),
                **{what: counts.get(row[0], 0) for what, counts in gave.items()},
            )
            for row in self._link.rows(queries.LOG_FACTS)
        )

    def finds(self, log_id: LogId) -> tuple[LogFind, ...]:
        """Return what was found in a log, by line."""
        from paperstudy.domain.papers import CiteKey

        return tuple(
            LogFind(
                line=row[0],
                text=row[2],
                paper=(CiteKey(row[5]), row[6]) if row[5] else None,
                waits=row[3] == "suggested" and not row[4] and not row[5],
            )
            for row in self._link.rows(queries.FINDS_IN_LOG, log_id=log_id)
        )

    def planning(self, until: date) -> Iterator[tuple[str, datetime, date, str]]:
        """Yield the logs that tell of a meeting, not after a day, of which something is planned.

        Each with when it was read, and the day and the time of the meeting.
        """
        rows = self._link.rows(queries.LOGS_PLANNING, until=date_text(until))
        for path, scanned_at, day, starts in rows:
            read_at, on = read_time(scanned_at), read_date(day)
            if read_at is not None and on is not None:
                yield path, read_at, on, starts


class LogWriter(LogReader):
    """The logs of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def save(  # noqa: PLR0917 - the facts of one file, as `scan` meets them
        self, path: str, digest: str, size: int, mtime_ns: int, scan: LogScan, at: datetime
    ) -> LogId:
        """Save that a log was read, and what it says of itself; it is no longer gone."""
        values = {
            "digest": digest,
            "size": size,
            "mtime_ns": mtime_ns,
            "title": clean_line(scan.title),
            "date": date_text(scan.date),
            "author": clean_line(scan.author),
            "scanned_at": some_time_text(at),
            "error": "",
            "error_at": None,
        }
        return self._write(path, values)

    def touch(self, log_id: LogId, size: int, mtime_ns: int) -> None:
        """Remember size and time of a file that could be read and whose content is as it was."""
        values = {"size": size, "mtime_ns": mtime_ns, "error": "", "error_at": None}
        self._rows.update("logs", log_id, values)

    def rename(self, log_id: LogId, path: str) -> None:
        """Give a log the path that its file has now; all that hangs on it stays.

        Raises:
            ConflictError: another log is there.
        """
        found = self._link.row(queries.LOG_AT, path=path)
        if found is not None and found[0] != log_id and not found[1]:
            if not found[2]:
                raise ConflictError("another log is at {path}", path=path)
            self._rows.delete("logs", found[0])  # never read, so nothing hangs on it
        self._show(log_id, {"path": path, "folded": fold(path), "gone_at": None})

    def mark_gone(self, log_id: LogId, at: datetime) -> None:
        """Say that a log's file is no longer there; what it told is kept out of sight."""
        self._show(log_id, {"gone_at": some_time_text(at)})

    def record_error(self, path: str, why: Notice, at: datetime) -> LogId:
        """Remember why a log could not be read; what it told before stays.

        The next scan reads it again, even where the file looks as it did when it was last read.
        """
        from paperstudy.store.bodies import notice_text

        unlike = {"size": _NO_SIZE, "mtime_ns": 0}
        values = {"error": notice_text(why), "error_at": some_time_text(at)}
        return self._write(path, unlike | values)

    def _write(self, path: str, values: Values) -> LogId:
        found = self._link.row(queries.LOG_AT, path=path)
        if found is not None:
            log_id = LogId(found[0])
            if found[1]:
                self._show(log_id, values | {"gone_at": None})
            else:
                self._rows.update("logs", log_id, values)
            return log_id
        blank: Values = {"digest": "", "title": "", "author": ""}
        named = {"path": path, "folded": fold(path)}
        return LogId(self._rows.insert("logs", blank | values | named))

    def _show(self, log_id: LogId, values: Values) -> None:
        """Write a log that comes into sight or goes out of it; so do meetings and their papers."""
        from paperstudy.store.repositories.sessions_writing import SessionWriter

        sessions = SessionWriter(self._link, self._rows)
        before = sessions.told_by(log_id)
        self._rows.update("logs", log_id, values)
        sessions.retell(before)
        self._rows.mark(
            paper_id for (paper_id,) in self._link.rows(queries.PRESENTED_IN_LOG, log_id=log_id)
        )


def _read_error(text: str) -> Notice | None:
    """Return why a log could not be read; what reads it is loaded where there is something."""
    if not text:
        return None
    from paperstudy.store.bodies import read_notice

    return read_notice(text)
