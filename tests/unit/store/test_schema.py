from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from paperstudy.domain.library import SessionRow
from paperstudy.domain.queries import PaperQuery
from paperstudy.store import queries, queries_of_meetings, queries_of_talks
from paperstudy.store.link import spread
from paperstudy.store.revisions import APPLICATION_ID, HEAD, REVISIONS
from paperstudy.store.search import Conditions
from paperstudy.store.store import Store, open_store
from paperstudy.store.tables import METADATA

UNBORN = """CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"""

_PAPER = {
    "key": "gone", "title": "Gone", "title_key": "gone", "more_authors": False, "year": None,
    "venue": "", "abstract": "", "url": "", "categories": "", "comment": "", "journal_ref": "",
    "pdf_url": "", "version": None, "published": None, "updated": None, "state": "offline",
    "provenance": "", "added_at": "2026-01-01T00:00:00+00:00",
    "changed_at": "2026-01-01T00:00:00+00:00", "id": 2,
}  # fmt: skip
OLD_ROWS = f"""
INSERT INTO papers VALUES (1, 'old', 'Old Title', 'oldtitle', 0, 2017, '', 'text', '', '', '', '',
    '', NULL, NULL, NULL, 'offline', '', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00');
INSERT INTO paper_index VALUES (1, '', '', 'x', 'unread', 'old title');
INSERT INTO tags VALUES (1, 'x', 'x');
INSERT INTO paper_tags VALUES (1, 1, 1);
INSERT INTO records VALUES (1, 1, 'log', '{{"source": "log", "title": "Old Title"}}', NULL);
INSERT INTO journal VALUES (1, 'remove gone', '2026-01-02T00:00:00+00:00', 0, 0);
INSERT INTO journal_changes VALUES (1, 1, 0, 'papers', 2, '{json.dumps(_PAPER)}', '');
"""


@pytest.fixture
def migrated(tmp_path: Path) -> str:
    """A library that came to the newest revision from before the first."""
    database = str(tmp_path / "old.db")
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(f"PRAGMA application_id={APPLICATION_ID}; {UNBORN};")
    with open_store(database) as store, store.read() as tx:
        assert tx.papers.all_keys() == set()
    return database


def schema_of(database: str) -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name): re.sub(r'[\s"]+', "", sql or "") for kind, name, sql in rows}


def test_a_migrated_library_is_as_a_new_one(migrated: str, sqlite_store: Store) -> None:
    with sqlite_store.write():
        pass
    assert schema_of(migrated) == schema_of(sqlite_store.info().database)


def test_a_migrated_library_is_what_the_tables_say(migrated: str) -> None:
    engine = create_engine(f"sqlite:///{migrated}")
    ours = {"include_object": lambda _, name, kind, *__: kind != "table" or "search" not in name}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=ours)
        with pytest.warns(match="expression-based index"):
            differences = compare_metadata(context, METADATA)
    engine.dispose()
    expressions = {"uq_logs_path", "uq_reading_entries_group"}  # which cannot be reflected
    assert [d for d in differences if getattr(d[1], "name", "") not in expressions] == []


def fill_old(database: str) -> None:
    """Make a library of the first revision, with a paper and a step that can be undone."""
    config = Config()
    folder = files("paperstudy.store") / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(f"PRAGMA application_id={APPLICATION_ID}; {OLD_ROWS}")


def test_what_an_old_library_holds_is_there_after_it_is_migrated(tmp_path: Path) -> None:
    database = str(tmp_path / "old.db")
    fill_old(database)
    with open_store(database) as store:
        with store.read() as tx:
            (paper,) = tx.papers.all()
            assert (paper.key, paper.title, paper.tags) == ("old", "Old Title", ("x",))
            assert (paper.publication, paper.repositories, paper.citations) == (None, (), None)
            assert (paper.kind, paper.tasks, paper.withdrawn) == ("", (), False)
            assert tx.papers.search(PaperQuery(("old",))).total == 1
            assert tx.papers.search(PaperQuery(code=True)).total == 0
            assert tx.papers.lookups(paper.id) == ()
            assert [row.key for row in tx.papers.sync_rows()] == ["old"]
        assert Path(f"{database}.0001.1.bak").exists()
        assert store.info().revision == HEAD
        assert store.undo() == "remove gone"
        with store.read() as tx:
            back = tx.papers.find_by_key("gone")
            assert back is not None
            assert (back.title, back.kind, back.repositories) == ("Gone", "", ())


def test_meetings_of_an_older_version_go_from_calendars_that_show_them(tmp_path: Path) -> None:
    database = str(tmp_path / "old.db")
    with open_store(database) as store, store.write() as tx:
        numbers = [tx.sessions.add(SessionRow(date(2026, 11, 27 + n))) for n in range(3)]
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(
            f"""UPDATE sessions SET decided = 'removed', changes = 4 WHERE id = {numbers[0]};
            ALTER TABLE sessions DROP COLUMN said; DROP TABLE session_pairs;
            DROP TABLE calendar_marks; DROP TABLE key_aliases;
            ALTER TABLE papers DROP COLUMN entry_type; ALTER TABLE papers DROP COLUMN extra;
            ALTER TABLE papers DROP COLUMN attachments; UPDATE alembic_version SET version_num = '0003';"""
        )
    with open_store(database) as store:
        with store.write("remove", at=datetime(2026, 11, 21, tzinfo=UTC)) as tx:
            tx.sessions.remove(numbers[1])
        with store.read() as tx:
            assert [one.id for one in tx.sessions.removed()] == numbers[:2]
            assert [one.revision for one in tx.sessions.removed()] == [5, 1]
            assert [(one.id, one.revision) for one in tx.sessions.all()] == [(numbers[2], 0)]


def test_an_old_library_that_takes_the_place_of_a_new_one_is_migrated_too(tmp_path: Path) -> None:
    database, old = tmp_path / "library.db", tmp_path / "old.db"
    fill_old(str(old))
    with open_store(str(database)) as store:
        with store.write() as tx:
            tx.people.ensure("Kim")
        store.close()
        old.replace(database)
        with store.read() as tx:
            assert tx.papers.all_keys() == {"old"}
            assert tx.people.all() == []


def test_an_old_library_has_the_schema_of_a_new_one_when_it_is_migrated(
    tmp_path: Path, sqlite_store: Store
) -> None:
    database = str(tmp_path / "old.db")
    fill_old(database)
    with open_store(database) as old, old.write(), sqlite_store.write():
        pass
    assert schema_of(database) == schema_of(sqlite_store.info().database)


def test_an_old_library_is_copied_before_it_is_migrated(migrated: str) -> None:
    copy = Path(f"{migrated}.empty.1.bak")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert tables.fetchall() == [("alembic_version",)]
    with open_store(migrated) as store:
        assert store.info().revision == HEAD
        with store.write():
            pass
    assert list(Path(migrated).parent.glob("*.bak")) == [copy]


def test_a_copy_never_overwrites_another(tmp_path: Path) -> None:
    database = tmp_path / "old.db"
    for _ in range(2):
        database.unlink(missing_ok=True)
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(f"PRAGMA application_id={APPLICATION_ID}; {UNBORN};")
        with open_store(str(database)) as store, store.write():
            pass
    assert len(list(tmp_path.glob("*.bak"))) == 2


def test_the_revisions_are_those_in_the_package() -> None:
    folder = files("paperstudy.store.migrations") / "versions"
    texts = [f.read_text("utf-8") for f in folder.iterdir() if f.name.startswith("0")]
    found = sorted(match[1] for text in texts if (match := re.search(r'revision = "(\w+)"', text)))
    assert tuple(found) == REVISIONS
    assert (files("paperstudy.store.migrations") / "script.py.mako").is_file()


def texts() -> Iterator[tuple[str, str]]:
    every = vars(queries_of_meetings) | vars(queries_of_talks) | vars(queries)
    for name, value in every.items():
        if isinstance(value, str) and value.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            yield name, value
        elif isinstance(value, Mapping) and name.isupper():
            yield from ((f"{name}[{key}]", text) for key, text in value.items())


def prepare(connection: sqlite3.Connection, text: str) -> None:
    names = dict.fromkeys(re.findall(r":([a-z_][a-z0-9_]*)", text))
    connection.execute(f"EXPLAIN {text}", names)


def test_every_query_fits_the_migrated_schema(migrated: str) -> None:
    found = dict(texts())
    assert len(found) > 70
    with closing(sqlite3.connect(migrated)) as connection:
        for name, text in found.items():
            try:
                prepare(connection, text)
            except sqlite3.Error as error:
                pytest.fail(f"{name}: {error}")


def test_every_condition_and_order_of_a_search_fits_the_migrated_schema(migrated: str) -> None:
    with closing(sqlite3.connect(migrated)) as connection:
        for order in ("added", "year", "title", "key"):
            asked = PaperQuery(
                ("long", "ab", "x" * 100),
                ("t",),
                ("a",),
                (1, 2),
                "read",
                "p",
                "l",
                order,
                code=True,
                publication=False,
            )
            made = Conditions(asked, "sqlite")
            prepare(connection, f"{queries.SUMMARIES} WHERE {made.where} ORDER BY {made.order}")
        held = queries_of_meetings
        for filters in (held.SESSION_SINCE, held.SESSION_UNTIL, held.SESSION_OF_SERIES):
            prepare(connection, f"{held.SESSIONS_SHOWN} AND {filters} {held.SESSION_ORDER}")
        for filters in (held.SESSION_OF_PAPER, held.SESSION_OF_PERSON, held.SESSION_OF_PERSON_ID):
            prepare(connection, f"{held.SESSIONS_SHOWN} AND {filters} {held.SESSION_ORDER}")
        for filters in (held.TODO_OF_KIND, held.TODO_OF_PAPER):
            prepare(connection, f"{held.TODOS} AND {filters} {held.TODO_ORDER}")


def test_frequent_reads_use_an_index(sqlite_store: Store) -> None:
    with sqlite_store.write():
        pass
    frequent = {
        "PAPER_BY_KEY": "key=?",
        "PAPERS_BY_TITLE": "title_key=?",
        "PAPER_BY_IDENTIFIER": "value=? AND scheme=?",
        "PAPER_IDS_BY_VALUES": "value=?",
        "LOG_AT": "path=?",
        "MENTIONS_OF": "paper_id=?",
        "MENTIONS_IN_LOG": "log_id=?",
        "PERSON_BY_NAME": "folded=?",
        "SESSIONS_ON": "date=?",
        "SESSIONS_OF_LOG": "log_id=?",
        "PATHS_OF_PAPER": "paper_id=?",
        "PATHS_OF_LOG": "log_id=?",
        "DOUBT_ID": "log_id=? AND folded=?",
        "TAGS_OF": "paper_id=?",
        "AUTHORS_OF": "paper_id=?",
        "LOOKUPS_OF": "paper_id=?",
        "LOOKUP_ID": "paper_id=? AND source=?",
        "OFFERS": "decided=?",
        "OFFER_KNOWN": "paper_id=? AND kind=? AND digest=?",
        "PAPER_BY_FORMER_TITLE": "title_key=?",
    }
    with closing(sqlite3.connect(sqlite_store.info().database)) as connection:
        for name, index in frequent.items():
            text = vars(queries_of_meetings).get(name) or getattr(queries, name)
            names = dict.fromkeys(re.findall(r":([a-z_][a-z0-9_]*)", text))
            plan = connection.execute(f"EXPLAIN QUERY PLAN {text}", names).fetchall()
            assert any(index in row[3] for row in plan), (name, plan)
        listing = f"{queries.SUMMARIES} WHERE true ORDER BY p.added_at DESC, p.id DESC LIMIT 50"
        plan = connection.execute(f"EXPLAIN QUERY PLAN {listing}").fetchall()
        assert not any("TEMP B-TREE" in row[3] for row in plan)


def test_lists_are_spread_over_parameters() -> None:
    sql, parameters = spread(
        "a IN (:ids) AND b = :id AND c IN (:no)", {"ids": [1, 2], "id": 3, "no": ()}
    )
    assert sql == "a IN (:ids_0, :ids_1) AND b = :id AND c IN (NULL)"
    assert parameters == {"ids_0": 1, "ids_1": 2, "id": 3}
