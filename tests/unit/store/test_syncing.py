"""What `sync` reads and writes: look-ups, rows of all papers, and steps that it comes between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import DuplicateRow, OfferKind, SyncRow
from paperstudy.domain.papers import (
    Author,
    CiteKey,
    PaperId,
    PaperRecord,
    PaperState,
    Publication,
)
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.store.link import SqliteLink
from paperstudy.store.store import Store
from paperstudy.store.views import Writer

AddPaper = Callable[..., PaperId]
ARXIV = Identifier(Scheme.ARXIV, "1706.03762")
DOI = Identifier(Scheme.DOI, "10.5555/3295222")
FRESH = PaperRecord(
    "arxiv",
    "Attention Is All You Need",
    (Author("Ashish Vaswani"), Author("Noam Shazeer", family="Shazeer")),
    year=2017,
    identifiers=(ARXIV,),
    abstract="long",
    citations=7,
)


def sync(tx: Writer, paper: PaperId, record: PaperRecord, at: datetime) -> None:
    """Do to a paper what `sync` does that was told something of it."""
    tx.papers.save_record(paper, replace(record, fetched_at=at))
    tx.papers.save_lookup(paper, Lookup(record.source, at, Outcome.FOUND))
    source = {"title": record.source, "citations": record.source}
    tx.papers.write_fields(paper, record, PaperState.FETCHED, source, at)


def test_who_was_asked_is_remembered_with_the_last_answer(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    failed = Lookup("arxiv", at, Outcome.FAILED, "arxiv did not answer\nin time")
    other = Lookup("crossref-title", at, Outcome.MISSING)
    again = Lookup("arxiv", at + timedelta(hours=1), Outcome.NEEDS_LOGIN)
    with store.write() as tx:
        paper = add_paper(tx, "a")
        assert tx.papers.lookups(paper) == ()
        tx.papers.save_lookup(paper, failed)
        tx.papers.save_lookup(paper, other)
        told = replace(failed, message="arxiv did not answer in time")
        assert tx.papers.lookups(paper) == (told, other)
        tx.papers.save_lookup(paper, again)
    with store.read() as reader:
        assert reader.papers.lookups(paper) == (again, other)


def test_all_papers_are_read_for_a_sync_in_three_queries(
    sqlite_store: Store, add_paper: AddPaper, at: datetime
) -> None:
    looked = Lookup("arxiv", at, Outcome.FOUND)
    with sqlite_store.write() as tx:
        second = add_paper(tx, "b", "Two")
        first = add_paper(tx, "a", "One", "1706.03762")
        tx.papers.save_lookup(first, looked)
    one = SyncRow(first, CiteKey("a"), "One", PaperState.OFFLINE, (ARXIV,), (looked,))
    two = SyncRow(second, CiteKey("b"), "Two", PaperState.OFFLINE, ())
    with sqlite_store.read() as tx:
        asked: list[str] = []
        assert isinstance(tx._link, SqliteLink)
        tx._link.connection.set_trace_callback(asked.append)
        assert tx.papers.sync_rows() == [one, two]
        assert len(asked) == 3
        tx._link.connection.set_trace_callback(None)
        assert tx.papers.sync_rows(["b", "a", "b", "none"]) == [one, two]
        assert tx.papers.sync_rows(["b"]) == [two]
        assert tx.papers.sync_rows([]) == []


def test_papers_are_compared_by_what_they_have_and_what_their_records_claim(
    store: Store, at: datetime
) -> None:
    claim = PaperRecord(
        "crossref",
        "Attention",
        identifiers=(replace(ARXIV, version=5),),
        publication=Publication("NIPS", 2017, DOI.value.upper()),
    )
    with store.write() as tx:
        one = tx.papers.add(FRESH, "b", PaperState.FETCHED, at)
        two = tx.papers.add(PaperRecord("log", "Untitled"), "a", PaperState.PENDING, at)
        assert tx.papers.save_record(two, claim) == claim.identifiers
        assert tx.papers.claims() == [(one, (ARXIV,)), (two, (ARXIV, DOI))]
        assert tx.papers.duplicate_rows() == [
            DuplicateRow(one, CiteKey("b"), FRESH.title, ("Vaswani", "Shazeer"), 2017, (ARXIV,)),
            DuplicateRow(two, CiteKey("a"), "Untitled", (), None, (ARXIV, DOI)),
        ]


def test_an_added_paper_is_taken_back_with_all_that_a_sync_got_for_it(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    later = at + timedelta(hours=1)
    with store.write("add a", at=at) as tx:
        paper = add_paper(tx, "a", "One", "1706.03762", ("Kim",))
        tx.papers.save_lookup(paper, Lookup("arxiv", at, Outcome.FAILED, "no"))
    with store.read() as tx:
        before = (tx.papers.get(paper), tx.papers.records(paper), tx.papers.lookups(paper))
    with store.write() as tx:
        sync(tx, paper, FRESH, later)
        sync(tx, paper, replace(FRESH, source="crossref", identifiers=(DOI,)), later)
        tx.offers.add(OfferKind.PUBLICATION, paper, FRESH, "why", later)
    assert store.undo() == "add a"
    with store.read() as tx:
        assert tx.papers.all() == []
        assert tx.papers.ids_by_identifiers([ARXIV, DOI]) == {}
        assert (tx.offers.open(), tx.papers.sync_rows()) == ((), [])
    assert store.redo() == "add a"
    with store.read() as tx:
        after = (tx.papers.get(paper), tx.papers.records(paper), tx.papers.lookups(paper))
        assert after == before
        assert tx.offers.open() == ()


def test_a_removed_paper_comes_back_with_who_was_asked_for_it(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        sync(tx, paper, FRESH, at)
    with store.read() as tx:
        before = (tx.papers.get(paper), tx.papers.records(paper), tx.papers.lookups(paper))
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    with store.write() as tx:  # a scan brings it again, and a sync its facts
        copy = tx.papers.add(FRESH, "copy", PaperState.FETCHED, at)
        tx.papers.save_lookup(copy, Lookup("arxiv", at, Outcome.FOUND))
        tx.offers.add(OfferKind.PUBLICATION, copy, FRESH, "why", at)
    assert store.undo() == "remove a"
    with store.read() as tx:
        after = (tx.papers.get(paper), tx.papers.records(paper), tx.papers.lookups(paper))
        assert after == before
        assert tx.papers.all_keys() == {"a"}


def test_a_note_is_undone_though_a_sync_came_since(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("note") as tx:
        tx.papers.set_note(paper, "mine")
    with store.write() as tx:
        sync(tx, paper, FRESH, at)
    assert store.undo() == "note"
    with store.read() as tx:
        assert tx.papers.note(paper) == ""
        assert tx.papers.get(paper).citations == 7
