"""Connections to a library that a group shares on a PostgreSQL server; see `engine.py`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from paperstudy.domain.errors import (
    DiskFullError,
    NotFoundError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
)
from paperstudy.store.explaining import Explanation
from paperstudy.store.kept import KeepingEngine
from paperstudy.store.link import EmptyLink, PostgresLink
from paperstudy.store.revisions import FIND_REVISION, State, check_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    from sqlalchemy import Connection
    from sqlalchemy import Engine as AlchemyEngine

    from paperstudy.store.link import Link

_SCHEME = re.compile(r"^postgresql(\+psycopg)?://")
_PASSWORD = re.compile(r"(://[^:/@]*):[^@]*@")
# Writers take turns, as on SQLite: whoever writes holds this lock until the end of it.
_TURN = "SELECT pg_advisory_xact_lock(1347638361)"
_LOOK = "SELECT to_regclass('alembic_version') IS NOT NULL, to_regclass('paper_index') IS NOT NULL"
# The transactions that have a number, all of which write: those done, and those under way.
_CHANGES = "SELECT CAST(txid_current_snapshot() AS text)"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

_UNREACHABLE = Explanation(
    StoreError,
    "the library {database} cannot be reached: {reason}",
    hint="check that the server runs, and that the database exists and you may use it",
)
# By SQLSTATE, the most telling first: PostgreSQL 15, appendix A.
_BY_STATE: dict[str, Explanation] = {
    "55P03": Explanation(
        StoreLockedError,
        "the library {database} is in use by another process",
        hint="try again when the other command has finished",
    ),
    "53100": Explanation(
        DiskFullError, "there is no room to write {database}", hint="free some space there"
    ),
    "25006": Explanation(
        StoreError,
        "the library {database} cannot be written: {reason}",
        hint="ask whoever runs the server",
    ),
    "42501": Explanation(
        StoreError,
        "the library {database} may not be used: {reason}",
        hint="ask whoever runs the server",
    ),
    "XX00": Explanation(
        StoreCorruptError, "{database} is damaged: {reason}", hint="restore a backup"
    ),
    **dict.fromkeys(("08", "53", "57P", "3D", "28"), _UNREACHABLE),
}


class PostgresEngine(KeepingEngine["psycopg.Connection"]):
    """A library in a PostgreSQL database; its tables stand in the first schema of the path."""

    name = "postgresql"

    def __init__(self, url: str, *, create: bool, busy_seconds: float) -> None:
        super().__init__(_PASSWORD.sub(r"\1:***@", url), busy_seconds)
        self._address = _SCHEME.sub("", url)
        if not create:
            self._require()

    @contextmanager
    def reading(self) -> Iterator[Link]:
        """Open a snapshot; an absent library reads as empty."""
        error_type = _driver_error()
        try:
            connection = self._reader()
        except error_type as error:
            self._fail(error)
        if connection is None:
            yield EmptyLink("postgresql")
            return
        try:
            connection.execute(_SNAPSHOT)
            yield PostgresLink(connection)
        except error_type as error:
            self._fail(error)
        finally:
            self._put_back(connection)

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Link]]:
        """Open the one write transaction; make or migrate the library first where needed."""
        error_type = _driver_error()
        from sqlalchemy.exc import DBAPIError

        try:
            self._prepare()
            with self._writer().begin() as connection:
                yield connection, _link_of(connection)
        except DBAPIError as error:
            self._fail(error.orig if isinstance(error.orig, error_type) else error)
        except error_type as error:
            self._fail(error)

    def size(self) -> int:
        """Return how many bytes the database takes."""
        with self.reading() as link:
            return int(link.value("SELECT pg_database_size(current_database())") or 0)

    def changes(self) -> str:
        """Return what is another after every write, by whatever process; cheap to ask for."""
        with self.reading() as link:
            return str(link.value(_CHANGES) or "")

    def _require(self) -> None:
        with self.reading() as link:
            if isinstance(link, EmptyLink):
                raise NotFoundError(
                    "there is no library at {database}",
                    hint="scan a folder of logs to make one",
                    database=self.database,
                )

    def _open_reader(self) -> psycopg.Connection:
        return self._connect()

    def _look(self, connection: psycopg.Connection) -> State:
        return self._state(PostgresLink(connection))

    def _is_open(self, connection: psycopg.Connection) -> bool:
        return not connection.closed

    def _roll_back(self, connection: psycopg.Connection) -> bool:
        try:
            connection.execute("ROLLBACK")
        except _driver_error():
            return False
        return True

    def _connect(self) -> psycopg.Connection:
        import psycopg

        address = f"postgresql://{self._address}"
        return psycopg.connect(address, autocommit=True, options=self._options())

    def _options(self) -> str:
        return f"-c lock_timeout={max(1, round(self._busy_seconds * 1000))}"

    def _state(self, link: Link) -> State:
        found = link.row(_LOOK)
        assert found is not None
        stamped, ours = found
        if not stamped and not ours:
            return State.ABSENT
        if not stamped or (not ours and link.value(FIND_REVISION) is not None):
            raise StoreCorruptError(
                "{database} holds no paperstudy library, but tables of the same names",
                hint="give the library a database of its own",
                database=self.database,
            )
        return check_revision(link, self.database)

    def _prepare(self) -> None:
        """Make or migrate the library once per engine, before its first write."""
        with self._lock:
            if self._checked:
                return
            from paperstudy.store.making import make_library, migrate

            with self._writer().begin() as connection:
                state = self._state(_link_of(connection))
                if state is State.ABSENT:
                    make_library(connection)
            if state is State.BEHIND:
                migrate(self._writer())
            self._checked = True

    def _writer(self) -> AlchemyEngine:
        if self._alchemy is None:
            from sqlalchemy import create_engine, event

            self._alchemy = create_engine(
                f"postgresql+psycopg://{self._address}", connect_args={"options": self._options()}
            )
            event.listen(self._alchemy, "begin", _on_begin)
        return self._alchemy

    def _fail(self, error: BaseException) -> NoReturn:
        """Raise the house's error for one of the driver's; a bug of ours stays what it is."""
        from psycopg import OperationalError

        state = getattr(error, "sqlstate", None)
        known = [one for start, one in _BY_STATE.items() if (state or "").startswith(start)]
        if not known and (state is not None or not isinstance(error, OperationalError)):
            raise error
        explained = known[0] if known else _UNREACHABLE
        reason = _PASSWORD.sub(r"\1:***@", " ".join(str(error).split()))
        raise explained.error(database=self.database, reason=reason) from error


def _driver_error() -> type[Exception]:
    try:
        from psycopg import Error
    except ImportError as error:
        raise StoreError(
            "a library on PostgreSQL needs its driver",
            hint="install it: pip install 'paperstudy[postgres]'",
        ) from error
    return Error


def _link_of(connection: Connection) -> PostgresLink:
    import psycopg

    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return PostgresLink(raw)


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(_TURN)
