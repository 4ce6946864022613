"""The library's door: open a database, read a snapshot of it, write to it in one transaction.

Rows stay in this room; what leaves it are values of `domain`. Reading needs the plain driver
only, so SQLModel is imported by the first write and not before.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import Self

    from paperstudy.domain.library import StoreInfo
    from paperstudy.domain.pacing import Pacer
    from paperstudy.domain.papers import PaperId
    from paperstudy.store.engine import Engine
    from paperstudy.store.journal import JournalReader, Replayed
    from paperstudy.store.link import Link
    from paperstudy.store.recorder import Recorder, Step
    from paperstudy.store.repositories.importing import ImportReader, ImportWriter
    from paperstudy.store.repositories.lists import ListReader
    from paperstudy.store.repositories.logs import LogReader, LogWriter
    from paperstudy.store.repositories.mentions import MentionReader, MentionWriter
    from paperstudy.store.repositories.names import NameReader, NameWriter
    from paperstudy.store.repositories.offers import OfferReader, OfferWriter
    from paperstudy.store.repositories.papers import PaperReader
    from paperstudy.store.repositories.papers_writing import PaperWriter
    from paperstudy.store.repositories.paths import PathReader, PathWriter
    from paperstudy.store.repositories.people import PersonReader
    from paperstudy.store.repositories.people_writing import PersonWriter
    from paperstudy.store.repositories.reading import ReadingReader, ReadingWriter
    from paperstudy.store.repositories.sessions import SessionReader
    from paperstudy.store.repositories.sessions_writing import SessionWriter
    from paperstudy.store.repositories.talks import TalkReader
    from paperstudy.store.repositories.todos import TodoReader, TodoWriter
    from paperstudy.store.rows import Rows
    from paperstudy.store.whole import WholeReader, WholeWriter

    # Merges the fields of one paper from its records, as its caller knows how.
    Mend = Callable[["Writer", PaperId], None]

_BUSY_SECONDS = 10.0


class Reader:
    """A consistent snapshot of the library; what others write meanwhile does not show.

    `cite_key` is the template of the cite keys of papers that come in, empty for the usual one.
    """

    def __init__(self, link: Link, cite_key: str = "") -> None:
        self._link = link
        self.cite_key = cite_key

    def uid(self) -> str:
        """What tells this library from all others, wherever it is; empty before it is made."""
        return self._link.value(queries.LIBRARY_UID) or ""

    @property
    def papers(self) -> PaperReader:
        """The papers, their records, tags and notes."""
        from paperstudy.store.repositories.papers import PaperReader

        return PaperReader(self._link)

    @property
    def lists(self) -> ListReader:
        """Long lists of papers: the numbers of all, and a few rows at a time."""
        from paperstudy.store.repositories.lists import ListReader

        return ListReader(self._link)

    @property
    def logs(self) -> LogReader:
        """The study logs that were read."""
        from paperstudy.store.repositories.logs import LogReader

        return LogReader(self._link)

    @property
    def mentions(self) -> MentionReader:
        """The places in logs that point at papers, and what was decided about them."""
        from paperstudy.store.repositories.mentions import MentionReader

        return MentionReader(self._link)

    @property
    def names(self) -> NameReader:
        """The names that people taught."""
        from paperstudy.store.repositories.names import NameReader

        return NameReader(self._link)

    @property
    def sessions(self) -> SessionReader:
        """The meetings and who presented what."""
        from paperstudy.store.repositories.sessions import SessionReader

        return SessionReader(self._link)

    @property
    def people(self) -> PersonReader:
        """The members of the group."""
        from paperstudy.store.repositories.people import PersonReader

        return PersonReader(self._link)

    @property
    def reading(self) -> ReadingReader:
        """The reading lists, the group's and each person's."""
        from paperstudy.store.repositories.reading import ReadingReader

        return ReadingReader(self._link)

    @property
    def talks(self) -> TalkReader:
        """Presentations and papers, as charts count them."""
        from paperstudy.store.repositories.talks import TalkReader

        return TalkReader(self._link)

    @property
    def todos(self) -> TodoReader:
        """What the logs say is still to do."""
        from paperstudy.store.repositories.todos import TodoReader

        return TodoReader(self._link)

    @property
    def paths(self) -> PathReader:
        """Orders in which to read, from the logs."""
        from paperstudy.store.repositories.paths import PathReader

        return PathReader(self._link)

    @property
    def offers(self) -> OfferReader:
        """What sources say of papers and a person must decide."""
        from paperstudy.store.repositories.offers import OfferReader

        return OfferReader(self._link)

    @property
    def imports(self) -> ImportReader:
        """Many papers at once, for an import."""
        from paperstudy.store.repositories.importing import ImportReader

        return ImportReader(self._link)

    @property
    def journal(self) -> JournalReader:
        """What people did, newest first."""
        from paperstudy.store.journal import JournalReader

        return JournalReader(self._link)

    @property
    def whole(self) -> WholeReader:
        """All that the library holds, table by table."""
        from paperstudy.store.whole import WholeReader

        return WholeReader(self._link)


class Writer(Reader):
    """A write transaction; it reads what it has written, and nobody else writes meanwhile."""

    def __init__(self, link: Link, rows: Rows, cite_key: str = "") -> None:
        super().__init__(link, cite_key)
        self._rows = rows

    @property
    def papers(self) -> PaperWriter:
        """The papers, their records, tags and notes."""
        from paperstudy.store.repositories.papers_writing import PaperWriter

        return PaperWriter(self._link, self._rows)

    @property
    def logs(self) -> LogWriter:
        """The study logs that were read."""
        from paperstudy.store.repositories.logs import LogWriter

        return LogWriter(self._link, self._rows)

    @property
    def mentions(self) -> MentionWriter:
        """The places in logs that point at papers, and what was decided about them."""
        from paperstudy.store.repositories.mentions import MentionWriter

        return MentionWriter(self._link, self._rows)

    @property
    def names(self) -> NameWriter:
        """The names that people taught."""
        from paperstudy.store.repositories.names import NameWriter

        return NameWriter(self._link, self._rows)

    @property
    def sessions(self) -> SessionWriter:
        """The meetings and who presented what."""
        from paperstudy.store.repositories.sessions_writing import SessionWriter

        return SessionWriter(self._link, self._rows)

    @property
    def people(self) -> PersonWriter:
        """The members of the group."""
        from paperstudy.store.repositories.people_writing import PersonWriter

        return PersonWriter(self._link, self._rows)

    @property
    def reading(self) -> ReadingWriter:
        """The reading lists, the group's and each person's."""
        from paperstudy.store.repositories.reading import ReadingWriter

        return ReadingWriter(self._link, self._rows)

    @property
    def todos(self) -> TodoWriter:
        """What the logs say is still to do."""
        from paperstudy.store.repositories.todos import TodoWriter

        return TodoWriter(self._link, self._rows)

    @property
    def paths(self) -> PathWriter:
        """Orders in which to read, from the logs."""
        from paperstudy.store.repositories.paths import PathWriter

        return PathWriter(self._link, self._rows)

    @property
    def offers(self) -> OfferWriter:
        """What sources say of papers and a person must decide."""
        from paperstudy.store.repositories.offers import OfferWriter

        return OfferWriter(self._link, self._rows)

    @property
    def imports(self) -> ImportWriter:
        """Many papers at once, for an import."""
        from paperstudy.store.repositories.importing import ImportWriter

        return ImportWriter(self._link, self._rows)

    @property
    def whole(self) -> WholeWriter:
        """All that the library is to hold, table by table."""
        from paperstudy.store.whole import WholeWriter

        return WholeWriter(self._link, self._rows)


class Store:
    """One library. Threads may share it: each `read()` and `write()` has its own connection."""

    def __init__(self, engine: Engine, cite_key: str = "") -> None:
        self._engine = engine
        self._cite_key = cite_key
        self._thread = local()  # whose `step` holds what `together` makes one thing

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a snapshot. A library that does not exist yet reads as empty and is not made.

        Raises:
            StoreLockedError: another process keeps the library to itself for too long.
            StoreCorruptError: the file is no library, or damaged.
            SchemaTooNewError: a newer paperstudy wrote it.
            StoreError: it cannot be opened or read for another reason.
        """
        with self._engine.reading() as link:
            yield Reader(link, self._cite_key)

    @contextmanager
    def write(
        self, action: str = "", *, at: datetime | None = None, step: Step | None = None
    ) -> Iterator[Writer]:
        """Open a write transaction: saved on a clean exit, undone on an exception.

        With an `action` the step is journalled as one thing a person did at `at`, under this
        label, and can be undone; so can a `step`, whose transactions are one thing. The library
        and its folder are made where they are missing.

        Raises:
            StoreLockedError: another process writes for too long.
            DiskFullError: there is no room.
            StoreError: as for `read`, or the file must not be written.
        """
        recorder = None
        if action or step is not None:
            from paperstudy.store.recorder import Recorder, Step

            together: Step | None = getattr(self._thread, "step", None)
            recorder = Recorder(step or together or Step(action, at))
        with self._rows(recorder) as (rows, link):
            yield Writer(link, rows, self._cite_key)

    @contextmanager
    def together(self, action: str, *, at: datetime) -> Iterator[None]:
        """Make all that this thread does within one thing a person did, under this label.

        Each of them is still saved by itself: one that fails leaves those before it.
        """
        from paperstudy.store.recorder import Step

        self._thread.step = Step(action, at)
        try:
            yield
        finally:
            self._thread.step = None

    def info(self) -> StoreInfo:
        """Return what the library is and how much it holds; fails as `read` does."""
        from paperstudy.store.repositories.upkeep import read_info

        with self._engine.reading() as link:
            return read_info(link, self._engine)

    def changes(self) -> str:
        """Return what is another after every write, by whatever process; fails as `read` does."""
        return self._engine.changes()

    def undo(self, mend: Mend | None = None) -> str | None:
        """Take back the last thing a person did; return its label, None when there is nothing.

        What scans derived from it since gives way: a paper that goes takes no log's mention
        along, which waits in the inbox instead. `mend` is called, in the same transaction, for
        each paper whose fields must be merged from its records anew.

        Raises:
            StaleEditError: what it changed has changed again since; the next one passes over it.
            StoreError: as for `write`.
        """
        with self._engine.reading() as link:
            if link.row(queries.UNDO_NEXT) is None:
                return None  # without making a library that is not there
        from paperstudy.store.journal import undo

        return self._replay(undo, mend)

    def redo(self, mend: Mend | None = None) -> str | None:
        """Do again what was undone last, as `undo`; return its label, None when there is nothing.

        Raises:
            StaleEditError, StoreError: as for `undo`.
        """
        with self._engine.reading() as link:
            if link.row(queries.REDO_NEXT) is None:
                return None
        from paperstudy.store.journal import redo

        return self._replay(redo, mend)

    def pacer(self) -> Pacer:
        """Return the pace at which hosts may be asked, shared by all who use this library."""
        from paperstudy.store.pacing import StorePacer

        return StorePacer(self._engine)

    def close(self) -> None:
        """Give back all connections."""
        self._engine.close()

    def _replay(
        self, step: Callable[[Rows, Link], Replayed | None], mend: Mend | None
    ) -> str | None:
        from paperstudy.store.journal import StaleStepError, give_up

        try:
            with self._rows() as (rows, link):
                done = step(rows, link)
                if done is None:
                    return None
                if mend is not None:
                    for paper_id in done.papers:
                        mend(Writer(link, rows), paper_id)
                return done.action
        except StaleStepError as error:
            with self._rows() as (rows, _):
                give_up(rows, error.entry)
            raise

    @contextmanager
    def _rows(self, recorder: Recorder | None = None) -> Iterator[tuple[Rows, Link]]:
        with self._engine.writing() as (connection, link):
            from paperstudy.store.journal import save_step
            from paperstudy.store.rows import Rows

            rows = Rows(connection, link, recorder)
            yield rows, link
            rows.flush()
            if recorder is not None:
                save_step(Rows(connection, link, None), link, recorder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    database: str,
    *,
    create: bool = True,
    busy_seconds: float = _BUSY_SECONDS,
    cite_key: str = "",
) -> Store:
    """Open the library at a path (SQLite) or a `postgresql+psycopg://` address.

    Nothing is read or made yet; the first `read` or `write` does that. `busy_seconds` is how
    long to wait for another process, `cite_key` the template of new cite keys.

    Raises:
        NotFoundError: it does not exist, and `create` is False.
        StoreError: the address is of a database we do not know.
    """
    return Store(open_engine(database, create=create, busy_seconds=busy_seconds), cite_key)
