"""Every public method says that the library is locked, whatever it would have done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.errors import StoreLockedError
from paperstudy.domain.events import CancelToken, Notice
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import OfferKind, ReadingEntry, SeriesRow, SessionRow, TodoId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan
from paperstudy.domain.papers import WITHOUT_FACTS, PaperId, PaperRecord, PaperState, PaperStatus
from paperstudy.domain.people import DoubtId, PersonId
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.sessions import SeriesId, SessionId
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.store.store import Store, open_store
from paperstudy.store.views import Reader, Writer

AT = datetime(2026, 11, 21, tzinfo=UTC)
RECORD = PaperRecord("log", "Title")
LOOKUP = Lookup("arxiv", AT, Outcome.FOUND)
PAPER, LOG, PERSON = PaperId(1), LogId(1), PersonId(1)
SESSION, SERIES = SessionId(1), SeriesId(1)

READS: dict[str, Callable[[Reader], Any]] = {
    "papers.get": lambda tx: tx.papers.get(PAPER),
    "lists.paper_ids": lambda tx: tx.lists.paper_ids(PaperQuery()),
    "lists.first_paper_ids": lambda tx: tx.lists.first_paper_ids(PaperQuery(words=("word",)), 9),
    "lists.summaries": lambda tx: tx.lists.summaries([PAPER]),
    "questions.count": lambda tx: tx.questions.count(),
    "logs.facts": lambda tx: tx.logs.facts(),
    "logs.finds": lambda tx: tx.logs.finds(LOG),
    "talks.all": lambda tx: tx.talks.all(),
    "talks.areas": lambda tx: list(tx.talks.areas()),
    "talks.meetings": lambda tx: tx.talks.meetings(),
    "talks.planned": lambda tx: tx.talks.planned(),
    "talks.statuses": lambda tx: tx.talks.statuses(),
    "talks.years": lambda tx: tx.talks.years(),
    "lists.count": lambda tx: tx.lists.count(),
    "whole.is_empty": lambda tx: tx.whole.is_empty(),
    "whole.last_numbers": lambda tx: tx.whole.last_numbers(),
    "whole.tables": lambda tx: [list(rows) for _, rows in tx.whole.tables()],
    "papers.find_by_key": lambda tx: tx.papers.find_by_key("k"),
    "papers.find_by_identifier": lambda tx: tx.papers.find_by_identifier(
        Identifier(Scheme.ARXIV, "1")
    ),
    "papers.all_by_title": lambda tx: tx.papers.all_by_title("t"),
    "papers.former_ids": lambda tx: tx.papers.former_ids(PAPER),
    "papers.ids_by_identifiers": lambda tx: tx.papers.ids_by_identifiers(
        [Identifier(Scheme.ARXIV, "1")]
    ),
    "papers.search": lambda tx: tx.papers.search(PaperQuery()),
    "lists.heads": lambda tx: tx.lists.heads(),
    "lists.count_in": lambda tx: tx.lists.count_in(WITHOUT_FACTS),
    "papers.all": lambda tx: tx.papers.all(),
    "papers.keys": lambda tx: tx.papers.keys(),
    "papers.all_keys": lambda tx: tx.papers.all_keys(),
    "papers.tags": lambda tx: tx.papers.tags(),
    "papers.titles": lambda tx: tx.papers.titles(),
    "papers.records": lambda tx: tx.papers.records(PAPER),
    "papers.note": lambda tx: tx.papers.note(PAPER),
    "papers.mentions": lambda tx: tx.papers.mentions(PAPER),
    "papers.find_former": lambda tx: tx.papers.find_former("k"),
    "imports.papers": lambda tx: tx.imports.papers([PAPER]),
    "imports.records": lambda tx: tx.imports.records([PAPER]),
    "imports.notes": lambda tx: tx.imports.notes([PAPER]),
    "imports.ids_by_titles": lambda tx: tx.imports.ids_by_titles(["t"]),
    "imports.ids_by_keys": lambda tx: tx.imports.ids_by_keys(["k"]),
    "imports.aliases": lambda tx: tx.imports.aliases(PAPER),
    "papers.lookups": lambda tx: tx.papers.lookups(PAPER),
    "papers.sync_rows": lambda tx: tx.papers.sync_rows(),
    "papers.claims": lambda tx: tx.papers.claims(),
    "papers.duplicate_rows": lambda tx: tx.papers.duplicate_rows(),
    "offers.open": lambda tx: tx.offers.open(),
    "offers.get": lambda tx: tx.offers.get(1),
    "logs.by_path": lambda tx: tx.logs.by_path(),
    "mentions.pending": lambda tx: tx.mentions.pending(),
    "mentions.item": lambda tx: tx.mentions.item(1),
    "mentions.decided": lambda tx: tx.mentions.decided(LOG),
    "names.all": lambda tx: tx.names.all(),
    "people.all": lambda tx: tx.people.all(),
    "people.find": lambda tx: tx.people.find("Kim"),
    "people.get": lambda tx: tx.people.get(PERSON),
    "people.history": lambda tx: tx.people.history(PERSON),
    "people.doubts": lambda tx: tx.people.doubts(),
    "people.settled": lambda tx: tx.people.settled(LOG),
    "sessions.row": lambda tx: tx.sessions.row(SESSION),
    "sessions.date_of_newest": lambda tx: tx.sessions.date_of_newest(2),
    "logs.planning": lambda tx: list(tx.logs.planning(date(2021, 1, 1))),
    "people.members": lambda tx: tx.people.members(),
    "people.counts": lambda tx: tx.people.counts(),
    "sessions.told_at": lambda tx: tx.sessions.told_at(SESSION),
    "sessions.alike": lambda tx: tx.sessions.alike(),
    "sessions.removed": lambda tx: tx.sessions.removed(),
    "sessions.removed_series": lambda tx: tx.sessions.removed_series(),
    "sessions.unsure": lambda tx: tx.sessions.unsure(),
    "sessions.series": lambda tx: tx.sessions.series(),
    "sessions.one_series": lambda tx: tx.sessions.one_series(SERIES),
    "todos.get": lambda tx: tx.todos.get(TodoId(1)),
    "paths.all": lambda tx: tx.paths.all(),
    "paths.of_paper": lambda tx: tx.paths.of_paper(PAPER),
    "reading.rows": lambda tx: tx.reading.rows(),
    "reading.of_paper": lambda tx: tx.reading.of_paper(PAPER),
    "sessions.all": lambda tx: tx.sessions.all(),
    "sessions.get": lambda tx: tx.sessions.get(SessionId(1)),
    "todos.all": lambda tx: tx.todos.all(),
    "reading.all": lambda tx: tx.reading.all(),
    "journal.entries": lambda tx: tx.journal.entries(),
}
WRITES: dict[str, Callable[[Writer], Any]] = {
    "papers.add": lambda tx: tx.papers.add(RECORD, "k", PaperState.PENDING, AT),
    "papers.save_record": lambda tx: tx.papers.save_record(PAPER, RECORD),
    "papers.write_fields": lambda tx: tx.papers.write_fields(
        PAPER, RECORD, PaperState.PENDING, {}, AT
    ),
    "papers.set_key": lambda tx: tx.papers.set_key(PAPER, "new"),
    "papers.add_alias": lambda tx: tx.papers.add_alias(PAPER, "k2"),
    "imports.add_all": lambda tx: tx.imports.add_all([]),
    "imports.spell_tags": lambda tx: tx.imports.spell_tags([]),
    "papers.tag": lambda tx: tx.papers.tag(PAPER, ["t"]),
    "papers.append_note": lambda tx: tx.papers.append_note(PAPER, "n"),
    "papers.set_note": lambda tx: tx.papers.set_note(PAPER, "n"),
    "papers.set_status": lambda tx: tx.papers.set_status(PAPER, PaperStatus.READ),
    "papers.remove": lambda tx: tx.papers.remove(PAPER),
    "papers.save_lookup": lambda tx: tx.papers.save_lookup(PAPER, LOOKUP),
    "papers.merge": lambda tx: tx.papers.merge(PAPER, PAPER, ()),
    "offers.add": lambda tx: tx.offers.add(OfferKind.RECORD, PAPER, RECORD, "why", AT),
    "offers.decide": lambda tx: tx.offers.decide(1, True, AT),
    "offers.withdraw": lambda tx: tx.offers.withdraw(PAPER, OfferKind.RECORD),
    "logs.save": lambda tx: tx.logs.save("p", "d", 1, 1, LogScan(), AT),
    "logs.touch": lambda tx: tx.logs.touch(LOG, 1, 1),
    "logs.rename": lambda tx: tx.logs.rename(LOG, "p"),
    "logs.mark_gone": lambda tx: tx.logs.mark_gone(LOG, AT),
    "logs.record_error": lambda tx: tx.logs.record_error("p", Notice("e"), AT),
    "mentions.replace": lambda tx: tx.mentions.replace(LOG, []),
    "mentions.decide": lambda tx: tx.mentions.decide([], None, "person", AT),
    "mentions.refuse": lambda tx: tx.mentions.refuse(PAPER, AT),
    "names.learn": lambda tx: tx.names.learn("n", "N", PAPER, AT),
    "names.forget": lambda tx: tx.names.forget("n"),
    "people.ensure": lambda tx: tx.people.ensure("Kim"),
    "people.add_alias": lambda tx: tx.people.add_alias(PERSON, "K"),
    "people.set_active": lambda tx: tx.people.set_active(PERSON, active=False),
    "people.remove_alias": lambda tx: tx.people.remove_alias(PERSON, "K"),
    "people.call_fuller": lambda tx: tx.people.call_fuller(PERSON, "Dae"),
    "people.remove": lambda tx: tx.people.remove(PERSON),
    "people.rename": lambda tx: tx.people.rename(PERSON, "K"),
    "people.merge": lambda tx: tx.people.merge(PERSON, PersonId(2)),
    "people.add_doubt": lambda tx: tx.people.add_doubt(LOG, "K", [PERSON]),
    "people.replace_doubts": lambda tx: tx.people.replace_doubts(LOG, {}),
    "people.settle_doubt": lambda tx: tx.people.settle_doubt(DoubtId(1), None),
    "sessions.remove": lambda tx: tx.sessions.remove(SESSION),
    "sessions.merge": lambda tx: tx.sessions.merge(SESSION, SessionId(2)),
    "sessions.keep_apart": lambda tx: tx.sessions.keep_apart(SESSION, SessionId(2)),
    "sessions.take": lambda tx: tx.sessions.take(SESSION),
    "sessions.refuse": lambda tx: tx.sessions.refuse(SESSION),
    "sessions.save_series": lambda tx: tx.sessions.save_series(SeriesRow(4, date(2021, 1, 1))),
    "sessions.skip_day": lambda tx: tx.sessions.skip_day(SERIES, date(2021, 1, 1)),
    "sessions.end_series": lambda tx: tx.sessions.end_series(SERIES, date(2021, 1, 1)),
    "sessions.told_by": lambda tx: tx.sessions.told_by(LOG),
    "sessions.retell": lambda tx: tx.sessions.retell({}),
    "todos.set_done": lambda tx: tx.todos.set_done(TodoId(1), done=True),
    "paths.replace_for_log": lambda tx: tx.paths.replace_for_log(LOG, []),
    "reading.nominate": lambda tx: tx.reading.nominate(PAPER, None, AT),
    "reading.vote": lambda tx: tx.reading.vote(PAPER, PERSON),
    "reading.unvote": lambda tx: tx.reading.unvote(PAPER, PERSON),
    "sessions.replace_for_log": lambda tx: tx.sessions.replace_for_log(LOG, []),
    "sessions.add": lambda tx: tx.sessions.add(SessionRow(date(2021, 1, 1))),
    "sessions.edit": lambda tx: tx.sessions.edit(SessionId(1), SessionRow()),
    "todos.replace_for_log": lambda tx: tx.todos.replace_for_log(LOG, []),
    "reading.save": lambda tx: tx.reading.save(ReadingEntry(PAPER, PaperStatus.READ)),
    "reading.set_status": lambda tx: tx.reading.set_status(PAPER, PaperStatus.READ),
    "reading.remove": lambda tx: tx.reading.remove(PAPER),
    "whole.fill": lambda tx: tx.whole.fill([]),
    "whole.count_from": lambda tx: tx.whole.count_from({}),
}
STORE: dict[str, Callable[[Store], Any]] = {
    "info": lambda store: store.info(),
    "changes": lambda store: store.changes(),
    "undo": lambda store: store.undo(),
    "redo": lambda store: store.redo(),
    "pacer": lambda store: store.pacer().wait_turn("host", 1.0, CancelToken()),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "library.db"), busy_seconds=0.01) as opened:
        with opened.write("one") as tx:
            tx.papers.add(RECORD, "k", PaperState.PENDING, AT)
        opened.undo()
        with opened.write("two") as tx:
            tx.papers.add(RECORD, "k", PaperState.PENDING, AT)
        opened.close()
        yield opened


@pytest.fixture
def locked(store: Store) -> Iterator[Store]:
    """A library that another connection keeps to itself, even from readers."""
    with closing(sqlite3.connect(store.info().database, isolation_level=None)) as other:
        store.close()
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield store
        other.execute("ROLLBACK")


@pytest.mark.parametrize("name", READS)
def test_every_read_says_that_the_library_is_locked(locked: Store, name: str) -> None:
    with pytest.raises(StoreLockedError) as caught, locked.read() as tx:
        READS[name](tx)
    assert caught.value.hint


@pytest.mark.parametrize("name", WRITES)
def test_every_write_says_that_the_library_is_locked(store: Store, name: str) -> None:
    with closing(sqlite3.connect(store.info().database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError), store.write() as tx:
            WRITES[name](tx)
        with store.read() as reader:  # which a writer does not keep out
            assert reader.papers.find_by_key("k") is not None


@pytest.mark.parametrize("name", STORE)
def test_the_store_itself_says_that_the_library_is_locked(locked: Store, name: str) -> None:
    with pytest.raises(StoreLockedError):
        STORE[name](locked)


def test_no_public_method_is_missing_here(store: Store) -> None:
    def methods(holder: Reader, name: str) -> set[str]:
        kind = type(getattr(holder, name))
        return {f"{name}.{m}" for m in dir(kind) if not m.startswith("_")}

    subjects = [name for name in vars(Reader) if not name.startswith("_")]
    with store.read() as tx:
        reads = {method for name in subjects for method in methods(tx, name)}
    with store.write() as writer:
        known = [name for name in subjects if name != "journal"]
        writes = {method for name in known for method in methods(writer, name)} - reads
    assert reads == set(READS)
    assert writes == set(WRITES)
    others = {
        "read",
        "write",
        "together",
        "close",
        "prepare",
        "steps",
    }  # which ask the library nothing
    assert {name for name in vars(Store) if not name.startswith("_")} - others == set(STORE)
