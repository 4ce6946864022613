from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from paperstudy.domain.errors import StaleEditError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan
from paperstudy.domain.papers import Author, PaperId, PaperRecord, PaperState, PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import Store, open_store
from paperstudy.store.views import Reader

AT = datetime(2026, 11, 21, tzinfo=UTC)
AddPaper = Callable[..., PaperId]


def snapshot(tx: Reader) -> tuple[Any, ...]:
    papers = tx.papers.all()
    return (
        papers,
        [(tx.papers.records(p.id), tx.papers.note(p.id), tx.papers.mentions(p.id)) for p in papers],
        tx.papers.search(PaperQuery()),
        tx.papers.search(PaperQuery(("note",))),
        tx.papers.tags(),
        tx.names.all(),
        tx.mentions.pending(),
        tx.sessions.all(),
        tx.todos.all(),
        tx.people.all(),
        tx.reading.all(),
    )


def state(store: Store) -> tuple[Any, ...]:
    with store.read() as tx:
        return snapshot(tx)


def test_what_is_done_together_is_undone_together(store: Store, at: datetime) -> None:
    with store.together("add kim lee", at=at):
        for name in ("Kim", "Lee"):
            with store.write(f"add {name}", at=at) as tx:
                tx.people.ensure(name)
    with store.write("add Park", at=at) as tx:
        tx.people.ensure("Park")
    assert [store.undo(), store.undo(), store.undo()] == ["add Park", "add kim lee", None]
    with store.read() as tx:
        assert not tx.people.all()


def test_what_fails_within_leaves_what_was_done_before_it(store: Store, at: datetime) -> None:
    with suppress(KeyError), store.together("add two", at=at):
        with store.write("add Kim", at=at) as tx:
            tx.people.ensure("Kim")
        raise KeyError
    with store.write("add Lee", at=at) as tx:
        tx.people.ensure("Lee")
    assert [store.undo(), store.undo()] == ["add Lee", "add two"]


def test_what_is_done_together_goes_on_after_another_within_it(store: Store, at: datetime) -> None:
    with store.together("add outer", at=at):
        with store.write("add Kim", at=at) as tx:
            tx.people.ensure("Kim")
        with store.together("add inner", at=at), store.write("add Lee", at=at) as tx:
            tx.people.ensure("Lee")
        with store.write("add Park", at=at) as tx:
            tx.people.ensure("Park")
    assert [store.undo(), store.undo(), store.undo()] == ["add inner", "add outer", None]
    with store.read() as tx:
        assert not tx.people.all()


def test_a_removed_paper_comes_back_with_all_that_hung_on_it(
    store: Store, add_paper: AddPaper, make_row: Any, save_log: Any, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "bert", "BERT", "1810.04805", ("Jacob Devlin", "Ming-Wei Chang"))
        tx.papers.tag(paper, ["nlp", "언어"])
        tx.papers.set_note(paper, "a note")
        tx.papers.set_status(paper, PaperStatus.READING)
        tx.names.learn("bert", "BERT", paper, at)
        log = save_log(tx)
        tx.mentions.replace(log, [make_row("bert")])
        tx.mentions.decide(tx.mentions.pending().rows[0].mention_ids, paper, "person", at)
        held = PresentationRow(("Kim",), "", paper_id=paper)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
        tx.todos.replace_for_log(log, [TodoRow(1, "read", paper_id=paper)])
    before = state(store)
    with store.write("remove bert") as tx:
        tx.papers.remove(paper)
    after = state(store)
    assert after != before
    assert store.undo() == "remove bert"
    assert state(store) == before
    assert store.redo() == "remove bert"
    assert state(store) == after


def test_steps_are_undone_across_restarts_and_a_new_one_ends_the_redoing(database: str) -> None:
    def edit(action: str, key: str) -> None:
        with open_store(database) as store, store.write(action, at=AT) as tx:
            tx.papers.add(PaperRecord("person", key), key, PaperState.OFFLINE, AT)

    def step(name: str) -> str | None:
        with open_store(database) as store:
            return str(label) if (label := getattr(store, name)()) is not None else None

    for key in ("a", "b", "c"):
        edit(f"add {key}", key)
    assert [step("undo"), step("undo")] == ["add c", "add b"]
    assert step("redo") == "add b"
    edit("add d", "d")
    assert step("redo") is None
    with open_store(database) as store, store.read() as tx:
        assert tx.papers.all_keys() == {"a", "b", "d"}
        entries = [(entry.action, entry.at, entry.undone) for entry in tx.journal.entries()]
        assert entries == [(f"add {key}", AT, False) for key in ("d", "b", "a")]
    assert [step("undo") for _ in range(4)] == ["add d", "add b", "add a", None]


def test_what_changes_nothing_or_fails_is_no_step(store: Store, add_paper: AddPaper) -> None:
    with store.write("nothing"):
        pass
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.papers.tag(paper, ["x"])
    with store.write("same again") as tx:
        tx.papers.set_key(paper, "a")
        tx.papers.tag(paper, ["x"], ["y"])
    with suppress(RuntimeError), store.write("fails") as tx:
        tx.papers.set_note(paper, "lost")
        raise RuntimeError
    with store.read() as tx:
        assert tx.journal.entries() == []
        assert tx.papers.note(paper) == ""
    assert store.undo() is None


def test_nothing_is_undone_over_a_later_change(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.papers.set_note(paper, "one")
    with store.write("note") as tx:
        tx.papers.set_note(paper, "two")
    with store.write() as tx:
        tx.papers.set_note(paper, "three")
    with pytest.raises(StaleEditError, match="note"):
        store.undo()
    with store.read() as tx:
        assert tx.papers.note(paper) == "three"
        (entry,) = tx.journal.entries()
        assert (entry.undone, entry.stuck) == (False, True)


def test_a_stale_step_stands_in_the_way_once(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("tag") as tx:
        tx.papers.tag(paper, ["x"])
    with store.write("note") as tx:
        tx.papers.set_note(paper, "two")
    with store.write() as tx:
        tx.papers.set_note(paper, "three")
    with pytest.raises(StaleEditError, match="note"):
        store.undo()
    assert [store.undo(), store.undo()] == ["tag", None]
    assert [store.redo(), store.redo()] == ["tag", None]
    with store.read() as tx:
        assert tx.papers.note(paper) == "three"
        assert tx.papers.get(paper).tags == ("x",)


def test_a_step_that_cannot_be_done_again_stands_in_the_way_once(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("note") as tx:
        tx.papers.set_note(paper, "two")
    with store.write("tag") as tx:
        tx.papers.tag(paper, ["x"])
    assert [store.undo(), store.undo()] == ["tag", "note"]
    with store.write() as tx:
        tx.papers.set_note(paper, "three")
    with pytest.raises(StaleEditError, match="note"):
        store.redo()
    assert [store.redo(), store.redo(), store.undo()] == ["tag", None, "tag"]


def test_other_columns_may_have_changed_since(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One")
    with store.write("key") as tx:
        tx.papers.set_key(paper, "b")
    with store.write() as tx:
        tx.papers.write_fields(paper, PaperRecord("arxiv", "Two"), PaperState.FETCHED, {}, at)
    assert store.undo() == "key"
    with store.read() as tx:
        assert (tx.papers.get(paper).key, tx.papers.get(paper).title) == ("a", "Two")


def test_an_added_paper_that_a_person_uses_outside_the_journal_is_not_taken_back(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write("add a") as tx:
        paper = add_paper(tx, "a")
    with store.write() as tx:
        tx.names.learn("bert", "BERT", paper, at)
    before = state(store)
    with pytest.raises(StaleEditError, match="add a"):
        store.undo()
    assert state(store) == before


@pytest.mark.parametrize("text", ["", "one"])
def test_a_row_that_went_or_came_since_stops_the_step(
    store: Store, add_paper: AddPaper, text: str
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("note") as tx:
        tx.papers.set_note(paper, "one")
    with store.write() as tx:
        tx.papers.set_note(paper, "")
        tx.papers.set_note(paper, text)  # the same words, but in another row
    with pytest.raises(StaleEditError):
        store.undo()


def test_a_key_taken_by_another_work_stops_the_step(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    with store.write() as tx:
        add_paper(tx, "a", "Another title")
    with pytest.raises(StaleEditError):
        store.undo()
    with store.read() as tx:
        assert tx.papers.search(PaperQuery()).total == 1


class Steps(RuleBasedStateMachine):
    """Whatever a person does, undo and redo lead through exactly the same states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(str(Path(self.folder.name) / "library.db"))
        self.states: list[tuple[Any, ...]] = []
        self.here = 0
        self.added = 0

    @initialize()
    def make(self) -> None:
        with self.store.write() as tx:
            self.log: LogId = tx.logs.save("/a.md", "d", 1, 1, LogScan("Day"), AT)
            for _ in range(2):
                self._add(tx)
        self.states = [state(self.store)]

    def _add(self, tx: Any) -> None:
        self.added += 1
        record = PaperRecord(
            "person",
            f"Paper {self.added}",
            (Author(f"Author {self.added}"),),
            identifiers=(Identifier(Scheme.ARXIV, str(self.added)),),
        )
        tx.papers.add(record, f"key{self.added}", PaperState.OFFLINE, AT)

    def _step(self, change: Callable[[Any, PaperId], None], which: int) -> None:
        with self.store.write("step", at=AT) as tx:
            papers = tx.papers.titles()
            change(tx, papers[which % len(papers)][0] if papers else PaperId(0))
        now = state(self.store)
        with self.store.read() as tx:
            steps = [entry for entry in tx.journal.entries() if not entry.undone]
        if len(steps) > self.here:
            del self.states[self.here + 1 :]
            self.states.append(now)
            self.here += 1
        else:
            assert now == self.states[self.here]

    @rule()
    def add(self) -> None:
        self._step(lambda tx, paper: self._add(tx), 0)

    @rule(which=st.integers(0, 5))
    def remove(self, which: int) -> None:
        self._step(lambda tx, paper: tx.papers.remove(paper) if paper else None, which)

    @rule(which=st.integers(0, 5), tag=st.sampled_from(["cv", "NLP", "학습"]), off=st.booleans())
    def tag(self, which: int, tag: str, off: bool) -> None:
        add, remove = ([], [tag]) if off else ([tag], [])
        self._step(lambda tx, paper: tx.papers.tag(paper, add, remove) if paper else None, which)

    @rule(which=st.integers(0, 5), text=st.sampled_from(["", "a note", "메모 note"]))
    def note(self, which: int, text: str) -> None:
        self._step(lambda tx, paper: tx.papers.set_note(paper, text) if paper else None, which)

    @rule(which=st.integers(0, 5), status=st.sampled_from(list(PaperStatus)))
    def status(self, which: int, status: PaperStatus) -> None:
        self._step(lambda tx, paper: tx.papers.set_status(paper, status) if paper else None, which)

    @rule(which=st.integers(0, 5))
    def meet(self, which: int) -> None:
        def change(tx: Any, paper: PaperId) -> None:
            held = PresentationRow(("Kim", "Lee"), "topic", paper_id=paper or None)
            tx.sessions.add(SessionRow(title="by hand", presentations=(held,)))

        self._step(change, which)

    @precondition(lambda self: self.here > 0)
    @rule()
    def undo(self) -> None:
        assert self.store.undo() == "step"
        self.here -= 1
        assert state(self.store) == self.states[self.here]

    @precondition(lambda self: self.here + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        assert self.store.redo() == "step"
        self.here += 1
        assert state(self.store) == self.states[self.here]

    def teardown(self) -> None:
        before = state(self.store)
        with self.store.write() as tx:
            tx._rows.mark([paper_id for paper_id, *_ in tx.papers.titles()])
        assert state(self.store) == before
        self.store.close()
        self.folder.cleanup()


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
