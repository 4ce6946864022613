"""Connections: opening, settings, transactions, and what their errors mean. SQLite here.

Everything that SQLite needs and PostgreSQL does not stands in this file; `postgres.py` is its
counterpart. SQLModel and SQLAlchemy are imported by the first write.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn, Protocol

from paperstudy.domain.errors import (
    DiskFullError,
    NotFoundError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
)
from paperstudy.store.explaining import Explanation
from paperstudy.store.kept import KeepingEngine
from paperstudy.store.link import EmptyLink, SqliteLink
from paperstudy.store.revisions import APPLICATION_ID, State, check_revision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection
    from sqlalchemy import Engine as AlchemyEngine

    from paperstudy.store.link import Link

_DRIVERS = ("postgresql+psycopg://", "postgresql://")
_LOOK = "SELECT count(*), sum(name = 'alembic_version') FROM sqlite_master"
_CACHE = 16_000  # kilobytes of what is being written, as far as there is so much
_MAPPED = 1 << 30  # bytes of a library that are read as memory, where that is asked for
_PAUSE = 0.01  # seconds between two tries where SQLite itself does not wait

_LOCKED = Explanation(
    StoreLockedError,
    "the library {database} is in use by another process",
    hint="try again when the other command has finished",
)
_DAMAGED = Explanation(
    StoreCorruptError,
    "{database} is damaged: {reason}",
    hint="restore a backup, or move the file away and scan the logs again",
)
_NOT_OURS = Explanation(
    StoreCorruptError,
    "{database} is not a paperstudy library",
    hint="choose another path; this file is left as it is",
)
_READ_ONLY = Explanation(
    StoreError,
    "the library {database} cannot be written: {reason}",
    hint="check the permissions of the file and of its folder",
)

_BY_CODE: dict[int, Explanation] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_FULL: Explanation(
        DiskFullError,
        "there is no room to write {database}",
        hint="free some space and run the command again",
    ),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Explanation(
        StoreError,
        "the library {database} cannot be opened: {reason}",
        hint="check that the path exists and that you may read and write it",
    ),
    sqlite3.SQLITE_IOERR: Explanation(
        StoreError,
        "{database} cannot be read or written: {reason}",
        hint="check the disk it is on",
    ),
}


class Engine(Protocol):
    """A database of one kind. Threads may share it."""

    database: str
    name: str

    def reading(self) -> AbstractContextManager[Link]:
        """Open a snapshot; an absent library reads as empty."""

    def writing(self) -> AbstractContextManager[tuple[Connection, Link]]:
        """Open the one write transaction; make or migrate the library first where needed."""

    def size(self) -> int:
        """Return how many bytes the library takes."""

    def changes(self) -> str:
        """Return what is another after every write, by whatever process; cheap to ask for."""

    def close(self) -> None:
        """Give back all connections."""


def open_engine(
    database: str, *, create: bool, busy_seconds: float, mapped: bool = False
) -> Engine:
    """Return the engine for a path or an address; see `open_store`.

    Raises:
        NotFoundError: the library does not exist, and `create` is False.
        StoreError: the address is of a database we do not know.
    """
    if database.startswith(_DRIVERS):
        from paperstudy.store.postgres import PostgresEngine

        return PostgresEngine(database, create=create, busy_seconds=busy_seconds)
    if "://" in database:
        raise StoreError(
            "“{scheme}” is no kind of database that can hold a library",
            hint="give a path (SQLite) or postgresql+psycopg://…",
            scheme=database.split("://", maxsplit=1)[0],
        )
    path = os.path.abspath(database)  # noqa: PTH100 - pathlib costs start-up time
    if not create and not _holds_bytes(path):
        raise NotFoundError(
            "there is no library at {database}",
            hint="scan a folder of logs to make one",
            database=path,
        )
    return SqliteEngine(path, busy_seconds, mapped=mapped)


class SqliteEngine(KeepingEngine[sqlite3.Connection]):
    """A library in one file, in WAL mode."""

    name = "sqlite"

    def __init__(self, database: str, busy_seconds: float, *, mapped: bool = False) -> None:
        super().__init__(database, busy_seconds)
        self._mapped = mapped
        # SQLite tells a connection of the changes that it has not seen, so it is kept.
        self._watching: tuple[int, sqlite3.Connection] | None = None
        self._watch_lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Link]:
        """Open a snapshot; an absent library reads as empty."""
        try:
            connection = self._reader()
        except sqlite3.Error as error:
            self._fail(error)
        if connection is None:
            yield EmptyLink("sqlite")
            return
        try:
            connection.execute("BEGIN")
            yield SqliteLink(connection)
        except sqlite3.Error as error:
            self._fail(error)
        finally:
            self._put_back(connection)

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Link]]:
        """Open the one write transaction; make or migrate the library first where needed."""
        from sqlalchemy.exc import DBAPIError

        try:
            self._prepare()
            with self._writer().begin() as connection:
                raw = connection.connection.driver_connection
                assert isinstance(raw, sqlite3.Connection)
                yield connection, SqliteLink(raw)
        except DBAPIError as error:
            self._fail(error.orig if isinstance(error.orig, sqlite3.Error) else error)
        except sqlite3.Error as error:
            self._fail(error)

    def size(self) -> int:
        """Return how many bytes the file and what is still beside it take."""
        total = 0
        for suffix in ("", "-wal"):
            with suppress(OSError):
                total += os.stat(self.database + suffix).st_size  # noqa: PTH116
        return total

    def changes(self) -> str:
        """Return what is another after every write, by whatever process; cheap to ask for."""
        try:
            with self._watch_lock:
                file = os.stat(self.database).st_ino  # noqa: PTH116
                if self._watching is None or self._watching[0] != file:
                    self._stop_watching()
                    self._watching = (file, self._connect(self._reading_name()))
                version = self._watching[1].execute("PRAGMA data_version").fetchone()[0]
        except OSError:
            return ""  # there is no library yet
        except sqlite3.Error as error:
            self._fail(error)
        return f"{file}-{version}"

    def close(self) -> None:
        """Give back all connections."""
        with self._watch_lock:
            self._stop_watching()
        super().close()

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching[1].close()
            self._watching = None

    def _open_reader(self) -> sqlite3.Connection | None:
        return self._connect(self._reading_name()) if _holds_bytes(self.database) else None

    def _look(self, connection: sqlite3.Connection) -> State:
        state = self._state(connection)
        connection.execute("PRAGMA query_only=ON")
        if self._mapped:
            connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        return state

    def _roll_back(self, connection: sqlite3.Connection) -> bool:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            return False
        return True

    def _connect(self, name: str = "") -> sqlite3.Connection:
        return sqlite3.connect(
            name or self.database,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
            uri=bool(name),
        )

    def _reading_name(self) -> str:
        """Return the URI of a file that we may not write to, else "".

        SQLite wants to write beside a file in WAL mode, even to read it; of one that nobody
        writes to it can be told that it will not change (https://sqlite.org/wal.html, section 5).
        """
        folder = os.path.dirname(self.database)  # noqa: PTH120
        if os.access(self.database, os.W_OK) and os.access(folder, os.W_OK):
            return ""
        from pathlib import Path

        with suppress(OSError):
            if os.stat(f"{self.database}-wal").st_size:  # noqa: PTH116
                return f"{Path(self.database).as_uri()}?mode=ro"
        return f"{Path(self.database).as_uri()}?immutable=1"

    def _state(self, connection: sqlite3.Connection) -> State:
        """Say what the file holds; the first look at it, so every fault of it shows here."""
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables, stamped = connection.execute(_LOOK).fetchone()
        if application == 0 and tables == 0:
            return State.ABSENT
        if application != APPLICATION_ID:
            raise _NOT_OURS.error(database=self.database)
        if not stamped:
            reason = "it has no schema revision"
            raise _DAMAGED.error(database=self.database, reason=reason)
        return check_revision(SqliteLink(connection), self.database)

    def _prepare(self) -> None:
        """Make or migrate the library once per engine, before its first write."""
        with self._lock:
            if self._checked and _holds_bytes(self.database):
                return
            from paperstudy.store.making import back_up, make_library, migrate

            self._make_folder()
            connection = self._connect()
            try:
                state = self._state(connection)
                if state is not State.CURRENT:
                    self._set_wal(connection)
            finally:
                connection.close()
            if state is State.ABSENT:
                with self._writer().begin() as alchemy:
                    raw = alchemy.connection.driver_connection
                    assert isinstance(raw, sqlite3.Connection)
                    # Another process may have made it while we waited for the lock.
                    if self._state(raw) is State.ABSENT:
                        make_library(alchemy)
            elif state is State.BEHIND:
                back_up(self.database)
                migrate(self._writer())
            self._checked = True

    def _make_folder(self) -> None:
        folder = os.path.dirname(self.database)  # noqa: PTH120
        try:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        except OSError as error:
            raise StoreError(
                "the folder {folder} cannot be made: {reason}",
                hint="choose another place for the library",
                folder=folder,
                reason=error.strerror or str(error),
            ) from error

    def _set_wal(self, connection: sqlite3.Connection) -> None:
        """Switch to WAL; SQLite does not wait here for other processes, so we do."""
        deadline = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _writer(self) -> AlchemyEngine:
        if self._alchemy is None:
            from sqlalchemy import URL, event
            from sqlmodel import create_engine

            self._alchemy = create_engine(
                URL.create("sqlite", database=self.database),
                connect_args={"timeout": self._busy_seconds},
            )
            event.listen(self._alchemy, "connect", _on_connect)
            event.listen(self._alchemy, "begin", _on_begin)
        return self._alchemy

    def _fail(self, error: BaseException) -> NoReturn:
        """Raise the house's error for one of the driver's; a bug of ours stays what it is."""
        code = getattr(error, "sqlite_errorcode", -1)
        if code == -1 or code & 0xFF not in _BY_CODE:
            raise error
        explained = _BY_CODE[code & 0xFF]
        raise explained.error(database=self.database, reason=str(error)) from error


def _on_connect(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    # The driver must not open transactions by itself: it does so too late to keep two processes
    # from reading the same value and losing one of their updates.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    # By itself SQLite keeps 2 MB, and an import writes half-filled pages again and again.
    connection.execute(f"PRAGMA cache_size=-{_CACHE}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _holds_bytes(path: str) -> bool:
    try:
        return os.stat(path).st_size > 0  # noqa: PTH116 - pathlib costs start-up time
    except OSError:
        return False
