"""A step undone or done again over what scans wrote since; the journeys are in tests/faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from paperstudy.domain.errors import StaleEditError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import MentionRow, PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.domain.papers import Author, PaperId, PaperRecord, PaperState
from paperstudy.store.store import Store
from paperstudy.store.views import Writer

AddPaper = Callable[..., PaperId]
MakeRow = Callable[..., MentionRow]
SaveLog = Callable[..., LogId]
SURE = FindStatus.CONFIDENT
CODE = Identifier(Scheme.GITHUB, "a/b")


def merged(tx: Writer, paper: PaperId, record: PaperRecord, at: datetime) -> None:
    """Do to a paper what a scan does that has more to tell of it."""
    tx.papers.save_record(paper, record)
    source = {"title": record.source, "authors": record.source}
    tx.papers.write_fields(paper, record, PaperState.OFFLINE, source, at)


def test_what_scans_hung_on_an_added_paper_waits_when_it_is_taken_back(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> None:
    with store.write("add a") as tx:
        paper = add_paper(tx, "a", "One", "1", ("Kim",))
    with store.write() as tx:
        log = save_log(tx)
        rows = [make_row("a", paper_id=paper, status=SURE), make_row("b", group=1)]
        tx.mentions.replace(log, rows)
        held = PresentationRow(("Lee",), "", paper_id=paper, group=0)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
        tx.todos.replace_for_log(log, [TodoRow(1, "read", paper_id=paper, group=0)])
        merged(tx, paper, PaperRecord("arxiv", "Eins", (Author("Kim"), Author("Choi"))), at)
    assert store.undo() == "add a"
    with store.read() as tx:
        assert tx.papers.all_keys() == set()
        assert [item.text for item in tx.mentions.pending().rows] == ["A", "B"]
        (session,) = tx.sessions.all()
        assert (session.presentations[0].presenters, session.presentations[0].paper) == (
            ("Lee",),
            None,
        )
        assert [todo.paper for todo in tx.todos.all()] == [None]
    assert store.redo() == "add a"
    with store.read() as tx:
        assert tx.papers.get(paper).title == "One"
        assert [author.name for author in tx.papers.get(paper).authors] == ["Kim"]
        assert tx.papers.mentions(paper) == ()
        assert tx.mentions.pending().total == 2


def test_a_find_that_was_an_echo_of_its_paper_offers_the_papers_facts(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog
) -> None:
    with store.write("add a") as tx:
        paper = add_paper(tx, "a", "One", "1", ("Kim",))
    with store.write() as tx:
        row = make_row("a", paper_id=paper, status=SURE)
        candidates = (Candidate(PaperRecord("library", "One"), 0.9, ("known",)),)
        bare = make_row("b", group=1, paper_id=paper, status=SURE)
        changed = [replace(row, candidates=candidates), replace(bare, candidates=())]
        tx.mentions.replace(save_log(tx), changed)
    store.undo()
    with store.read() as tx:
        first, second = tx.mentions.pending().rows
    (offered,), (told,) = first.candidates, second.candidates
    assert (offered.record.source, offered.score, offered.evidence) == (
        "catalogue",
        0.9,
        ("known",),
    )
    assert offered.record == told.record
    assert [author.name for author in told.record.authors] == ["Kim"]


def test_a_caller_merges_anew_the_papers_that_scans_wrote_to_since(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper, other = add_paper(tx, "a", "One"), add_paper(tx, "b", "Two")
    with store.write("edit") as tx:
        merged(tx, paper, PaperRecord("person", "Ours"), at)
        merged(tx, other, PaperRecord("person", "Other"), at)
    with store.write() as tx:
        tx.papers.save_record(paper, PaperRecord("arxiv", "One: a Study"))
        tx.papers.write_fields(
            paper, PaperRecord("person", "Ours", year=2020), PaperState.FETCHED, {}, at
        )
    mended: list[PaperId] = []

    def mend(tx: Writer, paper_id: PaperId) -> None:
        mended.append(paper_id)
        assert {record.source for record in tx.papers.records(paper_id)} == {"catalogue", "arxiv"}
        merged(tx, paper_id, tx.papers.records(paper_id)[-1], at)

    assert store.undo(mend) == "edit"
    assert mended == [paper]
    with store.read() as reader:
        assert reader.papers.get(paper).title == "One: a Study"
        assert reader.papers.get(other).title == "Two"


def test_without_one_what_stood_before_the_edit_is_brought_back(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One")
    with store.write("edit") as tx:
        merged(tx, paper, PaperRecord("person", "Ours"), at)
    with store.write() as tx:
        source = {"title": "person", "authors": "person", "year": "arxiv"}
        told = PaperRecord("arxiv", "Ours", year=2020)
        tx.papers.write_fields(paper, told, PaperState.FETCHED, source, at)
    assert store.undo() == "edit"
    with store.read() as tx:
        back = tx.papers.get(paper)
    assert (back.title, back.year, back.state) == ("One", 2020, PaperState.FETCHED)
    assert dict(back.provenance) == {"title": "catalogue", "year": "arxiv"}


def test_authors_that_a_scan_wrote_anew_stay(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One", authors=("Kim",))
    with store.write("add again") as tx:
        merged(tx, paper, PaperRecord("arxiv", "One", (Author("Kim"), Author("Lee"))), at)
    with store.write() as tx:
        told = (Author("Kim Chulsoo"), Author("Lee"))
        merged(tx, paper, PaperRecord("crossref", "One", told), at)
    assert store.undo() == "add again"
    with store.read() as tx:
        names = [author.name for author in tx.papers.get(paper).authors]
    assert names == ["Kim Chulsoo", "Lee"]


def test_a_record_that_a_scan_has_added_to_stays_with_its_paper(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("add again") as tx:
        tx.papers.save_record(paper, PaperRecord("log", "Title"))
    with store.write() as tx:
        tx.papers.save_record(paper, PaperRecord("log", "Title", year=2020))
    assert [store.undo(), store.redo()] == ["add again", "add again"]
    with store.read() as tx:
        assert [record.year for record in tx.papers.records(paper)] == [None, 2020]


def test_a_copy_that_a_scan_made_of_a_removed_paper_gives_way_to_it(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One", "1")
        tx.papers.set_note(paper, "good")
        first = save_log(tx, "/logs/a.md")
        tx.mentions.replace(first, [make_row("a", paper_id=paper, status=SURE)])
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    with store.write() as tx:
        copy = add_paper(tx, "other", "One again", "1")
        second = save_log(tx, "/logs/b.md")
        tx.mentions.replace(second, [make_row("a", paper_id=copy, status=SURE)])
    assert store.undo() == "remove a"
    with store.read() as tx:
        assert tx.papers.all_keys() == {"a"}
        assert tx.papers.note(paper) == "good"
        assert [mention.path for mention in tx.papers.mentions(paper)] == [
            "/logs/a.md",
            "/logs/b.md",
        ]


def test_a_copy_that_a_person_has_touched_stands(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One", "1")
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    with store.write() as tx:
        copy = add_paper(tx, "a", "One", "1")
        tx.papers.set_note(copy, "mine")
    with pytest.raises(StaleEditError, match="remove a"):
        store.undo()
    with store.read() as tx:
        assert tx.papers.note(copy) == "mine"


def test_a_repository_that_another_paper_has_now_stays_there(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One", "1")
        tx.papers.save_record(paper, PaperRecord("log", "One", identifiers=(CODE,)))
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    with store.write() as tx:
        other = add_paper(tx, "b", "Two", "2")
        tx.papers.save_record(other, PaperRecord("log", "Two", identifiers=(CODE,)))
    assert store.undo() == "remove a"
    with store.read() as tx:
        assert tx.papers.ids_by_identifiers([CODE]) == {"github:a/b": other}
        assert tx.papers.get(paper).title == "One"


def test_a_tag_and_a_person_stay_while_others_use_them(
    store: Store, add_paper: AddPaper, save_log: SaveLog
) -> None:
    with store.write() as tx:
        paper, other = add_paper(tx, "a"), add_paper(tx, "b")
    with store.write("tag and plan") as tx:
        tx.papers.tag(paper, ["x"])
        planned = tx.sessions.add(SessionRow(title="planned", moderator="Kim"))
    with store.write() as tx:
        tx.papers.tag(other, ["x"])
        tx.sessions.replace_for_log(save_log(tx), [SessionRow(title="held", moderator="Kim")])
    assert store.undo() == "tag and plan"
    with store.read() as tx:
        assert tx.papers.tags() == [("x", 1)]
        assert [(s.title, s.moderator) for s in tx.sessions.all()] == [("held", "Kim")]
    assert store.redo() == "tag and plan"
    with store.read() as tx:
        assert tx.papers.tags() == [("x", 2)]
        session = tx.sessions.get(planned)
        assert session is not None
        assert session.moderator == "Kim"


def test_a_talk_that_its_log_no_longer_tells_of_is_no_hindrance(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        paper, log = add_paper(tx, "a"), save_log(tx)
        tx.mentions.replace(log, [make_row("a", paper_id=paper, status=SURE)])
        held = PresentationRow(("Lee",), "", paper_id=paper, group=0)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
        tx.todos.replace_for_log(log, [TodoRow(1, "read", paper_id=paper, group=0)])
    with store.write("remove a") as tx:
        tx.mentions.refuse(paper, at)
        tx.papers.remove(paper)
    with store.write() as tx:
        other = add_paper(tx, "b", "Another")
        # The find has another number now, and its own number means another paper.
        rows = [make_row("b", paper_id=other, status=SURE), make_row("a", group=1, status=SURE)]
        tx.mentions.replace(log, rows)
        talks = (
            PresentationRow(("Kim",), "", paper_id=other, group=0),
            PresentationRow(("Lee",), "", group=1),
        )
        tx.sessions.replace_for_log(log, [SessionRow(presentations=talks)])
        tx.todos.replace_for_log(log, [])
    assert store.undo() == "remove a"
    with store.read() as tx:
        (session,) = tx.sessions.all()
        assert [(p.presenters, p.paper) for p in session.presentations] == [
            (("Kim",), ("b", "Another")),
            (("Lee",), ("a", "A title")),
        ]
        assert tx.todos.all() == ()


def test_a_mention_that_had_its_paper_from_a_decision_alone_loses_it_too(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        paper, log = add_paper(tx, "a"), save_log(tx)
        tx.mentions.replace(log, [make_row("a")])
    with store.write("accept") as tx:
        (item,) = tx.mentions.pending().rows
        tx.mentions.decide(item.mention_ids, paper, "person", at)
    with store.write() as tx:
        rows = [make_row("a", paper_id=paper), make_row("a", 2, 1, paper_id=paper)]
        tx.mentions.replace(log, rows)
        held = PresentationRow((), "", paper_id=paper, group=0)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
    assert store.undo() == "accept"
    with store.read() as tx:
        (item,) = tx.mentions.pending().rows
        assert len(item.mention_ids) == 2
        assert tx.papers.mentions(paper) == ()
        assert tx.sessions.all()[0].presentations[0].paper is None


def test_a_find_that_was_refused_waits_with_what_was_refused_along_with_it(
    store: Store, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        log = save_log(tx)
        tx.mentions.replace(log, [make_row("a")])
    with store.write("reject") as tx:
        (item,) = tx.mentions.pending().rows
        tx.mentions.decide(item.mention_ids, None, "person", at)
    with store.write() as tx:
        tx.mentions.replace(log, [make_row("a"), make_row("a", 2, 1)])
        assert tx.mentions.pending().total == 0
    assert store.undo() == "reject"
    with store.read() as tx:
        (item,) = tx.mentions.pending().rows
        assert len(item.mention_ids) == 2


def test_what_was_refused_along_with_a_removed_paper_comes_back_with_it(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        paper, log = add_paper(tx, "a"), save_log(tx)
        tx.mentions.replace(log, [make_row("a", paper_id=paper, status=SURE)])
    with store.write("remove a") as tx:
        tx.mentions.refuse(paper, at)
        tx.papers.remove(paper)
    with store.write() as tx:
        tx.mentions.replace(log, [make_row("a", status=SURE), make_row("a", 2, 1, status=SURE)])
    assert store.undo() == "remove a"
    with store.read() as tx:
        assert [mention.line for mention in tx.papers.mentions(paper)] == [1, 2]
