"""Two papers become one and two again; scans and syncs come between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from paperstudy.domain.errors import ConflictError, NotFoundError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import (
    MentionRow,
    OfferKind,
    PresentationRow,
    ReadingEntry,
    SessionRow,
    TodoRow,
)
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import FindStatus
from paperstudy.domain.papers import (
    Author,
    PaperId,
    PaperRecord,
    PaperState,
    PaperStatus,
    Publication,
)
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.store.repositories.merging import fill_record
from paperstudy.store.store import Store
from paperstudy.store.views import Reader, Writer

AddPaper = Callable[..., PaperId]
MakeRow = Callable[..., MentionRow]
SaveLog = Callable[..., LogId]
SURE = FindStatus.CONFIDENT
ARXIV = Identifier(Scheme.ARXIV, "2010.11929")
DOI = Identifier(Scheme.DOI, "10.1/vit")
OTHER_DOI = Identifier(Scheme.DOI, "10.2/vit")
S2 = Identifier(Scheme.S2, "abc")


def snapshot(tx: Reader) -> list[Any]:
    papers = tx.papers.all()
    told = [
        (
            tx.papers.records(p.id),
            tx.papers.note(p.id),
            tx.papers.mentions(p.id),
            tx.papers.lookups(p.id),
        )
        for p in papers
    ]
    people = tx.people.all()
    return [
        papers,
        told,
        tx.papers.search(PaperQuery()),
        tx.papers.search(PaperQuery(("worth",))),
        tx.papers.titles(),
        tx.papers.tags(),
        tx.names.all(),
        tx.mentions.pending(),
        tx.sessions.all(),
        tx.todos.all(),
        tx.offers.open(),
        [tx.reading.all(person) for person in (None, *(one.id for one in people))],
    ]


def state(store: Store) -> list[Any]:
    with store.read() as tx:
        return snapshot(tx)


@dataclass(frozen=True)
class Pair:
    """A library that has one work twice, with something of everything on each copy."""

    store: Store
    keep: PaperId
    drop: PaperId
    log: LogId


@pytest.fixture
def pair(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> Pair:
    with store.write() as tx:
        keep = add_paper(tx, "vit", "An Image is Worth 16x16 Words", "2010.11929", ("Kim",), 2020)
        record = PaperRecord(
            "crossref", "ViT: Image Words", (Author("Lee"),), year=2021, identifiers=(DOI,)
        )
        drop = tx.papers.add(record, "lee2021vit", PaperState.FETCHED, at)
        tx.papers.save_record(drop, PaperRecord("catalogue", "", comment="23 pages", year=1999))
        fill(tx, keep, drop, at)
        log = save_log(tx)
        rows = [
            make_row("a", paper_id=keep, status=SURE),
            make_row("b", 2, group=1, paper_id=drop, status=SURE),
            make_row("c", 3, group=2),
        ]
        tx.mentions.replace(log, rows)
        tx.mentions.decide(tx.mentions.pending().rows[0].mention_ids, drop, "person", at)
        talks = (
            PresentationRow(("Kim",), "", paper_id=keep, group=0),
            PresentationRow(("Lee",), "", paper_id=drop, group=1),
        )
        tx.sessions.replace_for_log(log, [SessionRow(presentations=talks)])
        tx.todos.replace_for_log(log, [TodoRow(2, "read", paper_id=drop, group=1)])
    return Pair(store, keep, drop, log)


def fill(tx: Writer, keep: PaperId, drop: PaperId, at: datetime) -> None:
    kim = tx.people.ensure("Kim")
    lee = tx.people.ensure("Lee")
    for paper, mine in ((keep, True), (drop, False)):
        tx.papers.tag(paper, ["cv", "mine" if mine else "theirs"])
        tx.papers.set_note(paper, "ours\nis long" if mine else "theirs")
        tx.names.learn("vit" if mine else "imagewords", "ViT", paper, at)
        outcome = Outcome.MISSING if mine else Outcome.FOUND
        tx.papers.save_lookup(paper, Lookup("pwc", at, outcome))
        tx.papers.save_lookup(paper, Lookup("arxiv" if mine else "crossref", at, Outcome.FOUND))
        claim = PaperRecord("dblp", "T", publication=Publication("ICLR", 2021))
        tx.offers.add(OfferKind.PUBLICATION, paper, claim, "why", at)
    other = PaperRecord("dblp", "T", publication=Publication("TMLR", 2022))
    tx.offers.add(OfferKind.PUBLICATION, drop, other, "why", at)
    day = date(2026, 1, 1)
    tx.reading.save(ReadingEntry(keep, PaperStatus.READING, None, 3, None, None, "slow"))
    tx.reading.save(ReadingEntry(drop, PaperStatus.READ, None, 1, day, 4, "quick"))
    tx.reading.save(ReadingEntry(keep, PaperStatus.TO_READ, kim, None, day, 5, "same"))
    late = day + timedelta(days=1)
    tx.reading.save(ReadingEntry(drop, PaperStatus.DROPPED, kim, 2, late, 1, "same"))
    tx.reading.save(ReadingEntry(drop, PaperStatus.READ, lee))


def merge(pair: Pair, at: datetime | None = None) -> None:
    with pair.store.write("merge", at=at) as tx:
        tx.papers.merge(pair.keep, pair.drop, ())


def test_everything_of_the_dropped_paper_is_with_the_kept_one(pair: Pair, at: datetime) -> None:
    merge(pair)
    with pair.store.read() as tx:
        (paper,) = tx.papers.all()
        assert (paper.id, paper.key) == (pair.keep, "vit")
        assert paper.identifiers == (ARXIV, DOI)
        assert paper.tags == ("cv", "mine", "theirs")
        assert tx.papers.note(pair.keep) == "ours\nis long\n\ntheirs"
        assert [mention.text for mention in tx.papers.mentions(pair.keep)] == ["A", "B", "C"]
        (session,) = tx.sessions.all()
        assert [talk.paper and talk.paper[0] for talk in session.presentations] == ["vit"] * 2
        assert [todo.paper and todo.paper[0] for todo in tx.todos.all()] == ["vit"]
        assert {row.normalised: row.key for row in tx.names.all()} == {
            "vit": "vit",
            "imagewords": "vit",
        }
        assert [(offer.key, str(offer.record.publication)) for offer in tx.offers.open()] == [
            ("vit", "ICLR 2021"),
            ("vit", "TMLR 2022"),
        ]
        assert {look.source: look.outcome for look in tx.papers.lookups(pair.keep)} == {
            "pwc": Outcome.FOUND,
            "arxiv": Outcome.FOUND,
            "crossref": Outcome.FOUND,
        }
        records = {record.source: record for record in tx.papers.records(pair.keep)}
    assert records["crossref"].authors == (Author("Lee"),)
    assert (records["catalogue"].year, records["catalogue"].comment) == (2020, "23 pages")


def test_of_two_places_on_a_list_the_farther_and_the_more_urgent_stays(pair: Pair) -> None:
    merge(pair)
    day = date(2026, 1, 1)
    with pair.store.read() as tx:
        people = {person.name: person.id for person in tx.people.all()}
        kim, lee = people["Kim"], people["Lee"]
        assert tx.reading.all() == (
            ReadingEntry(pair.keep, PaperStatus.PRESENTED, None, 1, day, 4, "slow\n\nquick"),
        )
        assert tx.reading.all(kim) == (
            ReadingEntry(pair.keep, PaperStatus.PRESENTED, kim, 2, day, 5, "same"),
        )
        assert tx.reading.all(lee) == (ReadingEntry(pair.keep, PaperStatus.PRESENTED, lee),)


def test_one_undo_brings_both_back_and_a_redo_merges_again(pair: Pair) -> None:
    before = state(pair.store)
    merge(pair)
    after = state(pair.store)
    assert pair.store.undo() == "merge"
    assert state(pair.store) == before
    assert pair.store.redo() == "merge"
    assert state(pair.store) == after
    assert pair.store.undo() == "merge"
    assert state(pair.store) == before


def test_what_the_dropped_paper_was_known_by_leads_to_the_kept_one(pair: Pair) -> None:
    merge(pair)
    with pair.store.read() as tx:
        found = (
            next(iter(tx.papers.all_by_title("vit image words")), None),
            tx.papers.find_by_identifier(DOI),
            tx.papers.find_former("lee2021vit"),
        )
        assert [paper and paper.id for paper in found] == [pair.keep] * 3
        assert tx.papers.find_former("vit") is None
        assert tx.papers.find_by_key("lee2021vit") is None
        assert (pair.keep, "ViT: Image Words") in [row[:2] for row in tx.papers.titles()]
        assert tx.papers.titles()[-1][1] == "An Image is Worth 16x16 Words"
        assert tx.papers.search(PaperQuery(("vit: image",))).total == 1
    pair.store.undo()
    with pair.store.read() as tx:
        back = (
            next(iter(tx.papers.all_by_title("ViT: Image Words")), None),
            tx.papers.find_by_identifier(DOI),
        )
        assert [paper and paper.id for paper in back] == [pair.drop] * 2
        assert tx.papers.find_former("lee2021vit") is None


def test_a_paper_that_took_another_in_can_be_merged_and_removed(
    pair: Pair, add_paper: AddPaper
) -> None:
    with pair.store.write() as tx:
        third = add_paper(tx, "third", "A Third One")
    before = state(pair.store)
    merge(pair)
    with pair.store.write("merge more") as tx:
        tx.papers.merge(third, pair.keep, ())
        found = [tx.papers.find_former(key) for key in ("vit", "lee2021vit")]
        assert [paper and paper.id for paper in found] == [third] * 2
    with pair.store.write("remove") as tx:
        tx.papers.remove(third)
        assert tx.papers.all_by_title("ViT: Image Words") == []
    assert [pair.store.undo() for _ in range(3)] == ["remove", "merge more", "merge"]
    assert state(pair.store) == before


def test_a_paper_is_not_merged_with_itself_or_with_none(pair: Pair) -> None:
    before = state(pair.store)
    itself = pytest.raises(ConflictError, match="vit cannot be merged with itself")
    with itself, pair.store.write("merge") as tx:
        tx.papers.merge(pair.keep, pair.keep, ())
    with pytest.raises(NotFoundError), pair.store.write("merge") as tx:
        tx.papers.merge(pair.keep, PaperId(99), ())
    assert state(pair.store) == before


def test_the_caller_may_say_what_a_source_says_of_the_one_paper(pair: Pair) -> None:
    ours = PaperRecord("catalogue", "Ours", year=1)
    with pair.store.write("merge") as tx:
        tx.papers.merge(pair.keep, pair.drop, [ours, PaperRecord("log", "not needed")])
        records = {record.source: record for record in tx.papers.records(pair.keep)}
    assert records.keys() == {"catalogue", "crossref"}
    assert records["catalogue"] == ours


def test_a_note_that_says_the_same_is_not_said_twice(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        papers = [add_paper(tx, key) for key in "abc"]
        tx.papers.set_note(papers[0], "good")
        tx.papers.set_note(papers[1], "good")
        tx.papers.merge(papers[0], papers[1], ())
        tx.papers.merge(papers[2], papers[0], ())
        assert tx.papers.note(papers[2]) == "good"
        assert tx.papers.lookups(papers[2]) == ()


def test_an_empty_field_is_filled_and_one_that_was_emptied_stays_so(at: datetime) -> None:
    mine = PaperRecord(
        "person",
        "Mine",
        year=2020,
        cleared=("abstract",),
        identifiers=(ARXIV,),
        citations=0,
        names=("A",),
    )
    other = PaperRecord(
        "person",
        "Other",
        (Author("Lee"),),
        more_authors=True,
        abstract="text",
        identifiers=(DOI, ARXIV),
        citations=5,
        updated=at,
        version=2,
        fetched_at=at,
        names=("B",),
        cleared=("year", "venue"),
        withdrawn=True,
    )
    assert fill_record(mine, other) == PaperRecord(
        "person",
        "Mine",
        (Author("Lee"),),
        more_authors=True,
        year=2020,
        identifiers=(ARXIV, DOI),
        citations=0,
        updated=at,
        version=2,
        names=("A", "B"),
        cleared=("abstract", "venue"),
    )
    assert fill_record(other, mine) == replace(other, names=("B", "A"), identifiers=(DOI, ARXIV))


def fetched(tx: Writer, paper: PaperId, record: PaperRecord, at: datetime) -> None:
    """Do to a paper what `sync` does that was told something of it."""
    tx.papers.save_record(paper, replace(record, fetched_at=at))
    tx.papers.save_lookup(paper, Lookup(record.source, at, Outcome.FOUND))
    merged = replace(tx.papers.records(paper)[0], citations=record.citations)
    tx.papers.write_fields(paper, merged, PaperState.FETCHED, {"title": "catalogue"}, at)


def test_what_a_sync_got_since_goes_to_the_paper_that_it_is_about(pair: Pair, at: datetime) -> None:
    later = at + timedelta(days=1)
    before = state(pair.store)
    merge(pair, at)
    with pair.store.write() as tx:
        about_drop = PaperRecord("semanticscholar", "B", identifiers=(DOI, S2), citations=9)
        fetched(tx, pair.keep, about_drop, later)
        fetched(tx, pair.keep, PaperRecord("openalex", "B", identifiers=(S2,)), later)
        about_keep = PaperRecord("arxiv", "A", identifiers=(ARXIV,), citations=8)
        fetched(tx, pair.keep, about_keep, later)
        about_both = PaperRecord("huggingface", "A", identifiers=(ARXIV, DOI))
        fetched(tx, pair.keep, about_both, later)
        about_none = PaperRecord("datacite", "A", identifiers=(OTHER_DOI,))
        fetched(tx, pair.keep, about_none, later)
        newer = PaperRecord("crossref", "Newer", identifiers=(DOI,), citations=3)
        fetched(tx, pair.keep, newer, later)
        offered = PaperRecord("openalex", "B", publication=Publication("Nowhere", 2025))
        tx.offers.add(OfferKind.PUBLICATION, pair.keep, offered, "why", later)
    mended: list[PaperId] = []
    assert pair.store.undo(lambda _, paper: mended.append(paper)) == "merge"
    assert mended == [pair.keep, pair.drop]
    with pair.store.read() as tx:
        keep, drop = tx.papers.get(pair.keep), tx.papers.get(pair.drop)
        assert {str(one) for one in keep.identifiers} == {str(ARXIV), str(OTHER_DOI)}
        assert {str(one) for one in drop.identifiers} == {str(DOI), str(S2)}
        told = {record.source: record for record in tx.papers.records(pair.drop)}
        assert told.keys() == {"crossref", "catalogue", "semanticscholar", "openalex"}
        assert told["crossref"].title == "Newer"
        told = {record.source: record for record in tx.papers.records(pair.keep)}
        assert told.keys() == {"catalogue", "arxiv", "huggingface", "datacite"}
        # The next sync asks about each of the two.
        assert [look.source for look in tx.papers.lookups(pair.keep)] == ["pwc"]
        assert [look.source for look in tx.papers.lookups(pair.drop)] == ["pwc"]
        assert tx.offers.open() == before[10]
        assert tx.papers.note(pair.drop) == "theirs"
    assert pair.store.redo() == "merge"
    with pair.store.read() as tx:
        (paper,) = tx.papers.all()
        assert set(map(str, paper.identifiers)) == set(map(str, (ARXIV, DOI, S2, OTHER_DOI)))
        assert len(tx.papers.records(pair.keep)) == 7


def test_papers_are_merged_again_over_what_a_sync_got_for_each(pair: Pair, at: datetime) -> None:
    merge(pair, at)
    pair.store.undo()
    with pair.store.write() as tx:
        for paper, identifier in ((pair.keep, ARXIV), (pair.drop, DOI)):
            record = PaperRecord("semanticscholar", "T", identifiers=(identifier,))
            fetched(tx, paper, record, at + timedelta(days=1))
        claim = PaperRecord("dblp", "T", publication=Publication("Other", 2021))
        tx.offers.add(OfferKind.PUBLICATION, pair.drop, claim, "why", at)
        fetched(tx, pair.drop, PaperRecord("arxiv", "T", identifiers=(S2,)), at)
    assert pair.store.redo() == "merge"
    with pair.store.read() as tx:
        (one,) = tx.papers.all()
        assert set(one.identifiers) == {ARXIV, DOI, S2}
        told = {record.source: record for record in tx.papers.records(pair.keep)}
        assert told.keys() == {"catalogue", "crossref", "semanticscholar", "arxiv"}
        assert told["semanticscholar"].identifiers == (ARXIV, DOI)
        assert len(tx.papers.lookups(pair.keep)) == 4
        assert len(tx.offers.open()) == 3
        assert [mention.text for mention in tx.papers.mentions(pair.keep)] == ["A", "B", "C"]


def test_what_scans_hung_on_a_merged_paper_follows_its_find_when_it_parts(
    pair: Pair, make_row: MakeRow, at: datetime
) -> None:
    merge(pair, at)
    with pair.store.write() as tx:
        rows = [
            make_row("a", paper_id=pair.keep, status=SURE),
            make_row("b", 2, group=1, paper_id=pair.keep, status=SURE),
            make_row("new", 2, group=1, paper_id=pair.keep, status=SURE),
            make_row("c", 3, group=2, paper_id=pair.keep),
            make_row("c", 4, 1, group=2, paper_id=pair.keep),
        ]
        tx.mentions.replace(pair.log, rows)
        talks = (PresentationRow(("Park",), "", paper_id=pair.keep, group=1),)
        tx.sessions.replace_for_log(pair.log, [SessionRow(presentations=talks)])
        tx.todos.replace_for_log(pair.log, [TodoRow(4, "new", paper_id=pair.keep, group=2)])
    assert pair.store.undo() == "merge"
    with pair.store.read() as tx:
        assert [mention.text for mention in tx.papers.mentions(pair.keep)] == ["A"]
        texts = [mention.text for mention in tx.papers.mentions(pair.drop)]
        assert sorted(texts) == ["B", "C", "C", "NEW"]
        (session,) = tx.sessions.all()
        assert [talk.paper and talk.paper[0] for talk in session.presentations] == ["lee2021vit"]
        assert tx.mentions.pending().total == 0


def test_scans_between_an_undo_and_a_redo_are_merged_too(
    pair: Pair, make_row: MakeRow, save_log: SaveLog
) -> None:
    merge(pair)
    pair.store.undo()
    with pair.store.write() as tx:
        log = save_log(tx, "/logs/other.md")
        tx.mentions.replace(log, [make_row("d", paper_id=pair.drop, status=SURE)])
        tx.todos.replace_for_log(log, [TodoRow(1, "again", paper_id=pair.drop, group=0)])
        tx.papers.save_record(pair.drop, PaperRecord("log", "T", identifiers=(OTHER_DOI,)))
    assert pair.store.redo() == "merge"
    with pair.store.read() as tx:
        texts = [mention.text for mention in tx.papers.mentions(pair.keep)]
        assert sorted(texts) == ["A", "B", "C", "D"]
        assert {todo.paper and todo.paper[0] for todo in tx.todos.all()} == {"vit"}
        found = tx.papers.find_by_identifier(OTHER_DOI)
        assert found is not None
        assert found.id == pair.keep
        assert tx.mentions.pending().total == 0
