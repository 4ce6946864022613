"""The library's door: open a database, read a snapshot of it, write to it in one transaction.

Rows stay in this room; what leaves it are values of `domain`. Reading needs the plain driver
only, so SQLModel is imported by the first write and not before.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from threading import local
from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.engine import open_engine
from paperstudy.store.views import Reader, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import Self

    from paperstudy.domain.library import StoreInfo
    from paperstudy.domain.pacing import Pacer
    from paperstudy.domain.papers import PaperId
    from paperstudy.store.engine import Engine
    from paperstudy.store.journal import PutFiles, Replayed
    from paperstudy.store.link import Link
    from paperstudy.store.recorder import Recorder, Step
    from paperstudy.store.rows import Rows

    # Merges the fields of one paper from its records, as its caller knows how.
    Mend = Callable[[Writer, PaperId], None]

_BUSY_SECONDS = 10.0


class Store:
    """One library. Threads may share it: each `read()` and `write()` has its own connection."""

    def __init__(self, engine: Engine, cite_key: str = "") -> None:
        self._engine = engine
        self._cite_key = cite_key
        self._thread = local()  # `step` is what `together` makes one thing, `steps` how many

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

        Each of them is still saved by itself: one that fails leaves those before it. Within
        another such block it is a thing of its own, and the other goes on behind it.
        """
        from paperstudy.store.recorder import Step

        before: Step | None = getattr(self._thread, "step", None)
        self._thread.step = Step(action, at)
        try:
            yield
        finally:
            self._thread.step = before

    def steps(self) -> int:
        """Return how many transactions of this thread are in the journal, as steps or parts."""
        steps: int = getattr(self._thread, "steps", 0)
        return steps

    def prepare(self) -> None:
        """Load what the first write needs, which takes a moment; nothing is opened or made."""
        import paperstudy.store.repositories.papers_writing
        import paperstudy.store.rows  # noqa: F401 - it brings SQLModel along

    def info(self) -> StoreInfo:
        """Return what the library is and how much it holds; fails as `read` does."""
        from paperstudy.store.repositories.upkeep import read_info

        with self._engine.reading() as link:
            return read_info(link, self._engine)

    def changes(self) -> str:
        """Return what is another after every write, by whatever process; fails as `read` does."""
        return self._engine.changes()

    def undo(self, mend: Mend | None = None, put: PutFiles | None = None) -> str | None:
        """Take back the last thing a person did; return its label, None when there is nothing.

        What scans derived from it since gives way: a paper that goes takes no log's mention
        along, which waits in the inbox instead. `mend` is called, in the same transaction, for
        each paper whose fields must be merged from its records anew; `put` with the files outside
        the library that are to be as they were.

        Raises:
            StaleEditError: what it changed has changed again since; the next one passes over it.
            StoreError: as for `write`.
        """
        with self._engine.reading() as link:
            if link.row(queries.UNDO_NEXT) is None:
                return None  # without making a library that is not there
        from paperstudy.store.journal import undo

        return self._replay(partial(undo, put=put), mend)

    def redo(self, mend: Mend | None = None, put: PutFiles | None = None) -> str | None:
        """Do again what was undone last, as `undo`; return its label, None when there is nothing.

        Raises:
            StaleEditError, StoreError: as for `undo`.
        """
        with self._engine.reading() as link:
            if link.row(queries.REDO_NEXT) is None:
                return None
        from paperstudy.store.journal import redo

        return self._replay(partial(redo, put=put), mend)

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
                self._thread.steps = self.steps() + bool(recorder.changes)

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
    mapped: bool = False,
) -> Store:
    """Open the library at a path (SQLite) or a `postgresql+psycopg://` address.

    Nothing is read or made yet; the first `read` or `write` does that. `busy_seconds` is how
    long to wait for another process, `cite_key` the template of new cite keys. A `mapped` SQLite
    library is read as memory: that takes a tenth less time, and a file that shrinks meanwhile ends
    the process (https://sqlite.org/mmap.html).

    Raises:
        NotFoundError: it does not exist, and `create` is False.
        StoreError: the address is of a database we do not know.
    """
    return Store(
        open_engine(database, create=create, busy_seconds=busy_seconds, mapped=mapped), cite_key
    )
