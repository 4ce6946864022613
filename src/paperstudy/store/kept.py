"""What the engines share: read connections that are kept for the next reader, and one writer."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from paperstudy.store.revisions import State

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection
    from sqlalchemy import Engine as AlchemyEngine

    from paperstudy.store.link import Link

_KEPT = 4  # read connections kept open for the next reader


class Closable(Protocol):
    """A connection of a plain driver."""

    def close(self) -> None:
        """Give it back to the system."""


C = TypeVar("C", bound=Closable)


class KeepingEngine(ABC, Generic[C]):
    """An engine whose readers use connections of the plain driver. Threads may share it."""

    def __init__(self, database: str, busy_seconds: float) -> None:
        self.database = database
        self._busy_seconds = busy_seconds
        self._idle: list[C] = []
        self._alchemy: AlchemyEngine | None = None
        self._lock = threading.Lock()
        self._checked = False

    @abstractmethod
    def writing(self) -> AbstractContextManager[tuple[Connection, Link]]:
        """Open the one write transaction; make or migrate the library first where needed."""

    def close(self) -> None:
        """Give back all connections."""
        while self._idle:
            self._idle.pop().close()
        if self._alchemy is not None:
            self._alchemy.dispose()
            self._alchemy = None

    @abstractmethod
    def _open_reader(self) -> C | None:
        """Connect for reading; None where there is surely no library."""

    @abstractmethod
    def _look(self, connection: C) -> State:
        """Say what a new connection leads to, and make it ready to read."""

    @abstractmethod
    def _roll_back(self, connection: C) -> bool:
        """End what a connection was reading; return whether it can serve again."""

    def _is_open(self, connection: C) -> bool:  # noqa: ARG002 - for one that a server may close
        """Return whether a connection that was kept is still open."""
        return True

    def _reader(self) -> C | None:
        """Return a connection to an up-to-date library, None where there is no library."""
        while True:
            connection = self._kept()
            if connection is not None:
                return connection
            connection = self._open_reader()
            if connection is None:
                return None
            try:
                state = self._look(connection)
            except BaseException:
                connection.close()
                raise
            if state is State.CURRENT:
                return connection
            connection.close()
            if state is State.ABSENT:
                return None
            self._checked = False  # whatever it was when we wrote last, it is old now
            with self.writing():  # brings the schema up to date
                pass

    def _put_back(self, connection: C) -> None:
        """Keep a connection for the next reader, or close it."""
        if self._roll_back(connection) and len(self._idle) < _KEPT:
            self._idle.append(connection)
        else:
            connection.close()

    def _kept(self) -> C | None:
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            if self._is_open(connection):
                return connection
