"""A new library, and an old one brought up to date. Needs SQLModel, the latter Alembic too."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import create_mock_engine

from paperstudy.store.calendar_marks import fill_marks
from paperstudy.store.link import PostgresLink, SqliteLink
from paperstudy.store.revisions import APPLICATION_ID, FIND_REVISION, HEAD
from paperstudy.store.search import make_index
from paperstudy.store.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.mock import MockConnection

    from paperstudy.store.link import Link

_VERSION_TABLE = """CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"""


def make_library(connection: Connection) -> None:
    """Make all tables in an empty database and stamp it with the newest revision.

    An Alembic run would come to the same and cost half a second; a test compares the two.
    """
    dialect = connection.dialect
    for statement in _statements(f"{dialect.name}+{dialect.driver}://"):
        connection.exec_driver_sql(statement)
    make_index(connection)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608 - a constant
    connection.execute(METADATA.tables["library"].insert(), {"uid": uuid4().hex})
    if dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


@cache  # to word them takes longer than to run them, and they are the same for each library
def _statements(address: str) -> tuple[str, ...]:
    """Return the statements that make all tables in a database of this kind."""
    made: list[str] = []
    kind: MockConnection = create_mock_engine(
        address, lambda ddl, *_, **__: made.append(str(ddl.compile(dialect=kind.dialect)))
    )
    METADATA.create_all(kind, checkfirst=False)
    return tuple(made)


def migrate(engine: Engine) -> None:
    """Bring a library to the newest revision, in one transaction."""
    from alembic import command
    from alembic.config import Config

    folder = os.path.join(os.path.dirname(__file__), "migrations")  # noqa: PTH118, PTH120
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        fill_marks(_link_on(connection), connection)


def _link_on(connection: Connection) -> Link:
    raw: Any = connection.connection.driver_connection
    return SqliteLink(raw) if connection.dialect.name == "sqlite" else PostgresLink(raw)


def back_up(database: str) -> str:
    """Copy an SQLite library beside itself before its schema changes; return the copy's path.

    The copy is named for the revision it has; an earlier copy is never overwritten.
    """
    with closing(sqlite3.connect(database)) as source:
        found = source.execute(FIND_REVISION).fetchone()
        stem = f"{database}.{found[0] if found else 'empty'}"
        number = 1
        while os.path.exists(copy := f"{stem}.{number}.bak"):  # noqa: PTH110
            number += 1
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    return copy
