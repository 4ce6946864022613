"""What only a server can do wrong, and that its schema is the same by both ways."""

from __future__ import annotations

import multiprocessing
import re
import runpy
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from paperstudy.domain.errors import (
    NotFoundError,
    SchemaTooNewError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
)
from paperstudy.domain.queries import PaperQuery
from paperstudy.store import queries, queries_of_meetings, queries_of_talks
from paperstudy.store.link import in_pyformat
from paperstudy.store.revisions import HEAD
from paperstudy.store.store import open_store
from tests.fakes.postgres import Server
from tests.faults.store_worker import read_counter

WORKER = Path(__file__).parents[2] / "faults" / "store_worker.py"
COLUMNS = """SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""
INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
CONSTRAINTS = """SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""
OLD_PAPER = """INSERT INTO papers VALUES (1, 'old', 'Old Title', 'oldtitle', false, 2017, '', 'text',
    '', '', '', '', '', NULL, NULL, NULL, 'offline', '', '2026-01-01T00:00:00+00:00',
    '2026-01-01T00:00:00+00:00')"""
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def address(server: Server) -> str:
    return server.empty_database()


@pytest.fixture
def ask(address: str) -> Ask:
    """Run one statement beside the store."""
    import psycopg

    def run(sql: str) -> list[tuple[Any, ...]]:
        url = address.replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    return run


def test_an_absent_library_reads_as_empty_and_is_not_made(address: str, ask: Ask) -> None:
    with open_store(address) as store:
        with store.read() as tx:
            assert tx.papers.search(PaperQuery()).total == 0
        assert store.undo() is None
        assert (store.info().revision, store.info().size) == ("", 0)
    assert ask(COLUMNS) == []
    with pytest.raises(NotFoundError):
        open_store(address, create=False)


def test_a_library_is_made_by_the_first_write(address: str) -> None:
    with open_store(address) as store:
        with store.write() as tx:
            tx.people.ensure("Kim")
        info = store.info()
    assert (info.engine, info.revision) == ("postgresql", HEAD)
    assert info.size > 0
    with open_store(address, create=False) as store, store.read() as tx:
        assert [person.name for person in tx.people.all()] == ["Kim"]


def test_a_migrated_library_is_as_a_new_one(server: Server, ask: Ask, address: str) -> None:
    def schema() -> list[Any]:
        with open_store(address) as store, store.write():
            pass
        return [ask(COLUMNS), ask(CONSTRAINTS), sorted(line for _, line in ask(INDEXES))]

    new = schema()
    assert any("gin_trgm_ops" in line for line in new[2])
    server.empty_database()
    ask("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    migrated = schema()
    for made, expected in zip(migrated, new, strict=True):
        ours = [row for row in made if "alembic" not in str(row)]
        assert ours == [row for row in expected if "alembic" not in str(row)]


def test_what_an_old_library_holds_is_there_after_it_is_migrated(address: str, ask: Ask) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("paperstudy.store") / "migrations"))
    config.set_main_option("path_separator", "os")
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    ask(OLD_PAPER)
    ask("INSERT INTO paper_index VALUES (1, '', '', '', 'unread', 'old title')")
    with open_store(address) as store:
        with store.read() as tx:
            (paper,) = tx.papers.all()
            assert (paper.key, paper.kind, paper.repositories) == ("old", "", ())
            assert (paper.citations, paper.withdrawn) == (None, False)
            assert tx.papers.search(PaperQuery(("old",), code=False)).total == 1
        assert store.info().revision == HEAD


def test_every_query_fits_the_schema(address: str, ask: Ask) -> None:
    with open_store(address) as store, store.write():
        pass
    all_of_them = vars(queries_of_meetings) | vars(queries_of_talks) | vars(queries)
    texts = [text for text in all_of_them.values() if isinstance(text, str)]
    tables = [m for name, m in all_of_them.items() if isinstance(m, dict) and name.isupper()]
    texts += [text for table in tables for text in table.values()]
    asked = [text for text in texts if text.startswith("SELECT")]
    assert len(asked) > 70
    for text in asked:
        plain = text
        names = re.findall(r"%\((\w+)\)s", in_pyformat(text))
        for number, name in enumerate(dict.fromkeys(names), start=1):
            plain = re.sub(rf":{name}\b", f"${number}", plain)
        ask(f"PREPARE q AS {plain}")


def test_foreign_tables_of_the_same_names_are_left_alone(address: str, ask: Ask) -> None:
    ask("CREATE TABLE paper_index (theirs INTEGER)")
    with open_store(address) as store:
        for use in (store.read, store.write):
            with pytest.raises(StoreCorruptError), use():
                pass
    assert [row[1] for row in ask(COLUMNS)] == ["theirs"]


def test_a_library_from_the_future_is_not_touched(address: str, ask: Ask) -> None:
    with open_store(address) as store, store.write():
        pass
    ask("UPDATE alembic_version SET version_num = '9999'")
    with open_store(address) as store:
        for use in (store.read, store.write):
            with pytest.raises(SchemaTooNewError), use():
                pass


def test_a_writer_that_waits_too_long_says_so(address: str) -> None:
    with open_store(address) as store, store.write() as tx:
        tx.people.ensure("Kim")
        other = open_store(address, busy_seconds=0.05)
        with pytest.raises(StoreLockedError) as caught, other.write():
            pass
        other.close()
    assert caught.value.hint


def test_what_the_server_refuses_is_said_in_a_sentence(address: str, ask: Ask) -> None:
    with open_store(address) as store, store.write():
        pass
    with open_store(address) as store:
        with pytest.raises(StoreError, match="cannot be written"), store.read() as tx:
            tx._link.rows("DELETE FROM papers")
        with store.read() as tx:
            assert tx.papers.all_keys() == set()


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    store = open_store("postgresql+psycopg://me:secret@/library?host=/nowhere")
    for use in (store.read, store.write):
        with pytest.raises(StoreError, match="cannot be reached") as caught, use():
            pass
        assert "secret" not in str(caught.value)
        assert "me:***@" in str(caught.value)
    assert "secret" not in store._engine.database
    store.close()


def test_four_processes_make_one_library_and_lose_no_update(address: str) -> None:
    context = multiprocessing.get_context("spawn")
    names = {"DATABASE": address, "TURNS": 10}
    workers = [context.Process(target=runpy.run_path, args=(str(WORKER), names)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    with open_store(address) as store, store.read() as tx:
        assert read_counter(tx) == 40
        assert tx.papers.search(PaperQuery(("학습",))).total == 40
