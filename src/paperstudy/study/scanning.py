"""Scanning: study logs in, papers, sessions and to-dos out. One transaction a log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import LogError, PaperstudyError, StoreError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.study.clock import find_now, is_ahead
from paperstudy.study.scanned import LogChange, ScannedLog, ScanSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.logfiles import LogRow
    from paperstudy.domain.logs import LogScan
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.logs.reading import LogFile
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.clock import Clock
    from paperstudy.study.recognising import Known
    from paperstudy.study.scan_ahead import ScanAhead


class Scanning:
    """Reads folders of study logs into the library; `zone` is the time zone of the settings."""

    def __init__(
        self, store: Store, clock: Clock, archive: Callable[[], Archive | None], zone: str = ""
    ) -> None:
        self._store = store
        self._clock = clock
        self._archive = archive
        self._zone = zone

    def scan(
        self, paths: Sequence[Path], *, dry_run: bool = False, cancel: CancelToken
    ) -> Iterator[Event]:
        """Read the logs under `paths` and take in what is new; yield an event per log.

        A log whose size and time, or whose content, is as it was is not read again, but once a
        meeting that was still to come when it was read has begun. A note that we wrote on a paper is
        no log: a `Notice` counts them. A dry run reads every log and
        the library's names, and writes nothing. The stream ends with
        `Finished(ScanSummary)`, also after a stop; what is saved by then stays.

        Raises:
            NotFoundError: a path does not exist; nothing has been read then.
            StoreError: the library cannot be read or written.
        """
        from paperstudy.logs.reading import iter_logs

        files = list(iter_logs(paths))
        yield Started(len(files), "scan")
        run = _Run(self._store, self._now, self._archive, cancel, dry_run=dry_run)
        try:
            run.start(files)
            for file in files:
                if cancel.cancelled:
                    break
                told = run.take(file)
                if told is not None:
                    yield told
            else:
                for row in run.vanished(paths):
                    yield run.retire(row)
        finally:
            run.close()
        if run.notes:
            yield tell_notes(run.notes)
        yield Finished(run.summary(), cancelled=cancel.cancelled)

    def _now(self) -> datetime:
        return find_now(self._clock, self._zone)


@dataclass(slots=True)
class _Run:
    """One scan under way: what is known, what has been seen, and the tally."""

    store: Store
    clock: Clock
    archive: Callable[[], Archive | None]
    cancel: CancelToken
    dry_run: bool
    known: dict[str, LogRow] = field(default_factory=dict)
    due: frozenset[str] = frozenset()  # their meetings have begun since they were read
    seen: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    notes: int = 0  # files that we wrote as notes on papers
    tally: Counter[str] = field(default_factory=Counter)
    owners: dict[str, str] = field(default_factory=dict)
    taught: Known | None = None
    recogniser: Recogniser | None = None
    ahead: ScanAhead | None = None

    def start(self, files: Sequence[LogFile | ItemFailed]) -> None:
        """Read which logs the library knows; have the others read ahead where they are many."""
        with self.store.read() as tx:
            self.known = tx.logs.by_path()
            self.due = find_due(tx, self.clock())
            news = [f for f in files if not isinstance(f, ItemFailed) and not self._is_known(f)]
            people = tx.people.all() if news else []
        if not news:
            return
        from paperstudy.study.naming import find_owners

        paths = {file.path for file in news} | {p for p, row in self.known.items() if not row.gone}
        self.owners = find_owners(sorted(paths), people)
        from paperstudy.study.child import count_processors
        from paperstudy.study.recognising import read_known
        from paperstudy.study.scan_ahead import WORTH_IT, ScanAhead

        self.taught = read_known(self.store, self.archive())
        if len(news) >= WORTH_IT and count_processors() > 1:
            self.ahead = ScanAhead(news, self.taught, self.cancel)
            if not self.dry_run:
                with self.store.write():  # the first write loads a lot; the helper does so too
                    pass

    def close(self) -> None:
        """End what runs beside."""
        if self.ahead is not None:
            self.ahead.close()

    def take(self, file: LogFile | ItemFailed) -> Event | None:
        """Read one log and save what it gives; its failure is a value, the rest goes on.

        None where it is no log: what an older scan took it for is gone.
        """
        if isinstance(file, ItemFailed):
            return self._failed(file.label, file.error)
        try:
            log = self._read(file)
            if log is None:
                self.notes += 1
                return None
            self.seen.add(file.path)
            return self._done(log)
        except StoreError:
            raise
        except PaperstudyError as error:
            return self._failed(file.path, error)

    def vanished(self, paths: Sequence[Path]) -> list[LogRow]:
        """Return the logs known under `paths` that are no longer there."""
        roots = [path.resolve().as_posix() for path in paths]
        return [
            row
            for row in self.known.values()
            if not row.gone
            and row.path not in self.seen
            and not any(row.path.startswith(f"{path}/") for path in self.unread)
            and any(row.path == root or row.path.startswith(f"{root}/") for root in roots)
        ]

    def retire(self, row: LogRow) -> Event:
        """Mark a log as gone; its papers stay, its mentions are kept out of sight."""
        if not self.dry_run:
            with self.store.write() as tx:
                tx.logs.mark_gone(row.id, self.clock())
        return self._done(ScannedLog(row.path, LogChange.GONE))

    def summary(self) -> ScanSummary:
        """Return the tally so far, and how many questions wait now."""
        if self.dry_run:
            return ScanSummary(**self.tally)
        with self.store.read() as tx:
            return ScanSummary(**self.tally, waiting=tx.questions.count())

    def _read(self, file: LogFile) -> ScannedLog | None:
        if self._is_known(file):
            return ScannedLog(file.path, LogChange.UNCHANGED)
        from paperstudy.study.scan_ahead import digest_of
        from paperstudy.study.texts import is_own_note

        row = self.known.get(file.path)
        data = file.load()
        if is_own_note(data):
            return None
        digest = digest_of(data)
        twin = row or self._twin(digest)
        change = _change(row, twin, digest)
        due = change is LogChange.UNCHANGED and file.path in self.due
        if twin is not None and not due and change in {LogChange.UNCHANGED, LogChange.RENAMED}:
            self._follow(file, twin)
            scan = self._scan(data, file.path, digest)[1] if self.dry_run else None
            return ScannedLog(file.path, change, scan)
        if self.dry_run:
            return ScannedLog(file.path, change, self._scan(data, file.path, digest)[1])
        text, scan = self._scan(data, file.path, digest)
        from paperstudy.study.saving import save_scan

        told = scan if scan.author else replace(scan, author=self.owners.get(file.path, ""))
        with self.store.write() as tx:
            added, known = save_scan(tx, file, digest, (text, told), self.clock())
        self.tally["papers_added"] += len(added)
        self.tally["papers_known"] += known
        return ScannedLog(file.path, change, scan, added)

    def _twin(self, digest: str) -> LogRow | None:
        """Return the known log of this content whose file is no longer there."""
        twins = (row for row in self.known.values() if row.digest == digest)
        return next((r for r in twins if r.path not in self.seen and not _exists(r.path)), None)

    def _follow(self, file: LogFile, row: LogRow) -> None:
        """Keep a log whose content is known under its path and time of today."""
        if row.path != file.path:
            del self.known[row.path]
        if self.dry_run:
            return
        with self.store.write() as tx:
            if row.path != file.path:
                tx.logs.rename(row.id, file.path)
            tx.logs.touch(row.id, file.size, file.mtime_ns)

    def _is_known(self, file: LogFile) -> bool:
        """Whether the size and time of a log say that it is as it was; a dry run reads it still."""
        row = self.known.get(file.path)
        if self.dry_run or row is None or file.path in self.due:
            return False
        return _same_file(row, file)

    def _scan(self, data: bytes, path: str, digest: str) -> tuple[str, LogScan]:
        """Return a log's text and what is in it.

        Raises:
            LogError: the text cannot be told, or our rules stumble over it.
        """
        from paperstudy.logs.reading import read_text

        text = read_text(data)
        ahead = self.ahead.take(path, digest) if self.ahead is not None else None
        if ahead is not None:
            return text, ahead
        from paperstudy.logs.scan import scan_log

        if self.recogniser is None:
            from paperstudy.study.recognising import Known, recogniser_of

            self.recogniser = recogniser_of(self.taught or Known())
        try:
            return text, scan_log(text, path, self.recogniser)
        except Exception as error:  # the guard of a batch: a bug met by one log spares the rest
            raise LogError(
                "{path} could not be understood ({reason})",
                hint="please report this as a bug, with the log if you can",
                path=path,
                reason=f"{type(error).__name__}: {error}",
            ) from error

    def _done(self, log: ScannedLog) -> ItemDone:
        self.tally[log.change.value] += 1
        if log.scan is not None:
            for find in log.scan.finds:
                if find.status.value != "confident":
                    self.tally[find.status.value] += 1
            self.tally["sessions"] += len(log.scan.sessions)
            self.tally["todos"] += len(log.scan.todos)
        return ItemDone(log.path, log)

    def _failed(self, path: str, error: PaperstudyError) -> ItemFailed:
        self.seen.add(path)
        self.unread.append(path)  # a folder or an archive: what is in it may well be there still
        if not self.dry_run and _is_text(path):
            why = Notice(error.template, tuple(error.fields.items()))
            with self.store.write() as tx:
                tx.logs.record_error(path, why, self.clock())
        self.tally["failed"] += 1
        return ItemFailed(path, error)


def tell_notes(count: int) -> Notice:
    """Say how many files were left alone as notes of ours."""
    return Notice(
        "{count} left alone: notes that `export notes` wrote, which are no logs",
        (("count", count),),
    )


def find_due(tx: Reader, now: datetime) -> frozenset[str]:
    """Return the logs that were read as the plan of a meeting which has begun since."""
    return frozenset(
        path
        for path, read_at, day, starts in tx.logs.planning(now.date())
        if not is_ahead(day, starts, now) and is_ahead(day, starts, read_at.astimezone(now.tzinfo))
    )


def _change(row: LogRow | None, twin: LogRow | None, digest: str) -> LogChange:
    """Say what became of a log: `row` is known under its path, `twin` has its content."""
    if row is None:
        return LogChange.NEW if twin is None else LogChange.RENAMED
    same = row.digest == digest and not row.gone
    return LogChange.UNCHANGED if same else LogChange.CHANGED


def _same_file(row: LogRow, file: LogFile) -> bool:
    return not row.gone and row.size == file.size and row.mtime_ns == file.mtime_ns


def _is_text(path: str) -> bool:
    """Tell a log from a folder or an archive of logs, of which no row is kept."""
    from pathlib import Path

    return not path.lower().endswith(".zip") and not Path(path).is_dir()


def _exists(path: str) -> bool:
    from pathlib import Path

    try:
        return Path(path).exists()
    except OSError:
        return False
