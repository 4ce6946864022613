from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.errors import (
    DiskFullError,
    NotFoundError,
    SchemaTooNewError,
    StoreCorruptError,
    StoreError,
)
from paperstudy.domain.papers import PaperRecord, PaperState
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.revisions import HEAD
from paperstudy.store.store import Store, open_store

AT = datetime(2026, 11, 21, tzinfo=UTC)
START = """
import sys
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import open_store
with open_store(sys.argv[1]) as store:
    with store.read() as tx:
        tx.papers.search(PaperQuery(("a", "abc"), log="x"), limit=5)
        tx.papers.find_by_key("a"), tx.papers.keys(), tx.logs.by_path(), tx.mentions.pending()
        tx.sessions.all(), tx.todos.all(), tx.names.all(), tx.people.all(), tx.journal.entries()
    store.info(), store.undo(), store.redo()
heavy = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "psycopg", "paperstudy.store.tables"}
print(sorted(heavy & sys.modules.keys()))
"""


@pytest.mark.parametrize("exists", [False, True])
def test_reading_imports_no_sqlmodel(database: str, exists: bool) -> None:
    if exists:
        with open_store(database) as store, store.write():
            pass
    done = subprocess.run(
        [sys.executable, "-c", START, database], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_an_absent_library_reads_as_empty_and_is_not_made(
    sqlite_store: Store, database: str
) -> None:
    with sqlite_store.read() as tx:
        assert tx.papers.search(PaperQuery(("word",))).rows == ()
        assert tx.papers.search(PaperQuery(), 5, 5).total == 0
        assert tx.papers.find_by_key("a") is None
        assert tx.papers.all() == []
        assert tx.logs.by_path() == {}
        assert tx.mentions.pending().total == 0
    assert sqlite_store.undo() is None
    assert sqlite_store.redo() is None
    info = sqlite_store.info()
    assert (info.revision, info.size, info.engine) == ("", 0, "sqlite")
    assert dict(info.counts)["papers"] == 0
    assert not Path(database).parent.exists()


def test_a_library_is_made_with_its_folder_by_the_first_write(
    sqlite_store: Store, database: str
) -> None:
    with sqlite_store.write() as tx:
        tx.people.ensure("Kim")
    with sqlite_store.read() as tx:
        assert [person.name for person in tx.people.all()] == ["Kim"]
    info = sqlite_store.info()
    assert info.revision == HEAD
    assert info.size >= Path(database).stat().st_size > 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_is_a_library_to_be(sqlite_store: Store, database: str) -> None:
    Path(database).parent.mkdir()
    Path(database).touch()
    with sqlite_store.read() as tx:
        assert tx.papers.all_keys() == set()
    with sqlite_store.write() as tx:
        tx.people.ensure("Kim")


def test_the_path_may_hold_any_sign(tmp_path: Path) -> None:
    path = tmp_path / "스터디 100%?mode=ro#x" / "file:lib.db"
    with open_store(str(path)) as store, store.write() as tx:
        tx.people.ensure("Kim")
    assert path.exists()


def test_opening_without_making_needs_a_library(database: str) -> None:
    with pytest.raises(NotFoundError):
        open_store(database, create=False)
    with open_store(database) as store, store.write():
        pass
    open_store(database, create=False).close()


def test_an_unknown_kind_of_database_is_refused() -> None:
    with pytest.raises(StoreError, match="mysql"):
        open_store("mysql://secret@host/db")


def not_a_database(path: Path) -> None:
    path.write_bytes(b"# Day 1\nThis is a study log and no database at all.\n" * 30)


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")


def foreign_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA application_id=252006673; CREATE TABLE x (y);")


@pytest.mark.parametrize("make", [not_a_database, foreign_database, foreign_application])
def test_a_file_that_is_none_of_ours_is_left_alone(
    sqlite_store: Store, database: str, make: Callable[[Path], None]
) -> None:
    path = Path(database)
    path.parent.mkdir()
    make(path)
    before = path.read_bytes()
    for use in (sqlite_store.read, sqlite_store.write):
        with (
            pytest.raises(StoreCorruptError, match=r"library\.db is not a paperstudy library"),
            use(),
        ):
            pass
    assert path.read_bytes() == before


def test_a_library_without_its_revision_is_damaged(sqlite_store: Store, database: str) -> None:
    with sqlite_store.write():
        pass
    sqlite_store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(StoreCorruptError, match="damaged"), sqlite_store.read():
        pass


def test_a_damaged_library_is_said_to_be_so(database: str) -> None:
    with open_store(database) as store, store.write() as tx:
        for number in range(200):
            tx.papers.add(PaperRecord("a", "Title " * 30), f"k{number}", PaperState.PENDING, AT)
    path = Path(database)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with open_store(database) as store:
        with pytest.raises(StoreCorruptError, match=r"library\.db") as caught, store.read() as tx:
            tx.papers.all()
        assert caught.value.hint


def test_a_library_from_the_future_is_not_touched(sqlite_store: Store, database: str) -> None:
    with sqlite_store.write():
        pass
    sqlite_store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with open_store(database) as newer:
        for use in (newer.read, newer.write):
            with pytest.raises(SchemaTooNewError, match="9999"), use():
                pass


def test_a_full_disk_is_said_to_be_so_and_loses_nothing(sqlite_store: Store) -> None:
    with sqlite_store.write() as tx:
        number = tx.papers.add(PaperRecord("a", "T"), "k", PaperState.PENDING, AT)

    def write_much() -> None:
        with sqlite_store.write() as writer:
            pages = writer._link.value("PRAGMA page_count")
            writer._link.rows(f"PRAGMA max_page_count = {pages + 2}")
            writer.papers.set_note(number, "long " * 100_000)

    with pytest.raises(DiskFullError) as caught:
        write_much()
    assert caught.value.hint
    with sqlite_store.read() as after:
        assert after.papers.note(number) == ""


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with open_store(str(tmp_path / "file" / "library.db")) as store:
        with store.read() as tx:
            assert tx.papers.all_keys() == set()
        with pytest.raises(StoreError, match="file"), store.write():
            pass


def test_a_folder_in_the_place_of_the_file_is_said_to_be_so(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        for use in (store.read, store.write):
            with pytest.raises(StoreError, match="cannot be opened") as caught, use():
                pass
            assert caught.value.hint


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everything"
)
def test_a_library_that_must_not_be_written_says_so(sqlite_store: Store, database: str) -> None:
    with sqlite_store.write():
        pass
    sqlite_store.close()
    Path(database).chmod(0o444)
    with pytest.raises(StoreError, match="cannot be written"), sqlite_store.write() as tx:
        tx.people.ensure("Kim")


def test_a_snapshot_does_not_see_what_others_write(sqlite_store: Store, add_paper: Any) -> None:
    with sqlite_store.write() as tx:
        add_paper(tx, "a")
    with sqlite_store.read() as before:
        assert before.papers.all_keys() == {"a"}
        with sqlite_store.write() as tx:
            add_paper(tx, "b")
        assert before.papers.all_keys() == {"a"}
        with sqlite_store.read() as after:
            assert after.papers.all_keys() == {"a", "b"}


def test_an_exception_leaves_nothing_behind(sqlite_store: Store, add_paper: Any) -> None:
    with suppress(KeyError), sqlite_store.write() as tx:
        add_paper(tx, "a")
        raise KeyError
    with sqlite_store.read() as tx:
        assert tx.papers.all_keys() == set()


def test_a_reader_cannot_write(sqlite_store: Store) -> None:
    with sqlite_store.write():
        pass
    with pytest.raises(StoreError), sqlite_store.read() as tx:
        tx._link.rows("DELETE FROM papers")


def test_threads_share_a_store(database: str) -> None:
    problems: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                with store.write() as tx:
                    key = f"k{number}-{turn}"
                    tx.papers.add(PaperRecord("a", key), key, PaperState.PENDING, AT)
                with store.read() as tx:
                    assert tx.papers.find_by_key(key) is not None
        except Exception as error:  # noqa: BLE001 - told to the thread that asks
            problems.append(error)

    with open_store(database) as store:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        with store.read() as tx:
            assert len(tx.papers.all_keys()) == 20
