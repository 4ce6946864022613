"""Adding by way of a source: batched, with a fallback, and never half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from paperstudy.domain.errors import SourceUnavailableError
from paperstudy.domain.events import CancelToken, Event, Finished, ItemDone, Notice
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord, PaperState
from paperstudy.domain.sources import Looked
from paperstudy.store.store import Store, open_store
from paperstudy.study.adding import add_references
from paperstudy.study.network import Network
from paperstudy.study.values import Added
from tests.unit.study.conftest import NOW


@dataclass
class FakeSource:
    """Answers from a table; fails where it is told to."""

    answers: dict[str, PaperRecord] = field(default_factory=dict)
    failure: SourceUnavailableError | None = None
    asked: list[list[str]] = field(default_factory=list)
    name: str = "arxiv"
    schemes: frozenset[Scheme] = frozenset({Scheme.ARXIV})

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        self.asked.append([i.value for i in identifiers])
        if self.failure is not None:
            raise self.failure
        for identifier in identifiers:
            yield Looked(identifier, self.answers.get(identifier.value), None)

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        return []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "group.db"))
    yield opened
    opened.close()


def record(number: str, title: str) -> PaperRecord:
    return PaperRecord(
        "arxiv",
        title,
        authors=(Author("Ada Lovelace"),),
        year=2020,
        identifiers=(Identifier(Scheme.ARXIV, number),),
    )


def add(store: Store, source: FakeSource, *references: str) -> list[Event]:
    network = Network(offline=False, sources=lambda: [source])
    return list(add_references(store, lambda: NOW, network, references, CancelToken()))


def added(events: list[Event]) -> list[Added]:
    return [e.value for e in events if isinstance(e, ItemDone) and isinstance(e.value, Added)]


def test_all_references_are_asked_for_at_once(store: Store) -> None:
    source = FakeSource({"2001.00001": record("2001.00001", "One")})
    done = added(add(store, source, "2001.00001", "https://arxiv.org/abs/2001.00002v3"))
    assert source.asked == [["2001.00001", "2001.00002"]]
    assert [d.state for d in done] == [PaperState.FETCHED, PaperState.PENDING]
    assert done[0].key == "lovelace2020one"


def test_a_paper_that_is_fetched_is_not_asked_for_again(store: Store) -> None:
    source = FakeSource({"2001.00001": record("2001.00001", "One")})
    add(store, source, "2001.00001")
    add(store, source, "2001.00001")
    assert source.asked == [["2001.00001"]]


def test_a_stub_is_completed_when_the_source_answers_and_keeps_its_key(store: Store) -> None:
    source = FakeSource()
    (stub,) = added(add(store, source, "2001.00001"))
    source.answers["2001.00001"] = record("2001.00001", "One")
    (whole,) = added(add(store, source, "2001.00001"))
    assert (whole.state, whole.title, whole.created) == (PaperState.FETCHED, "One", False)
    assert whole.key == stub.key


def test_a_source_that_fails_is_a_notice_and_the_catalogue_answers(store: Store) -> None:
    source = FakeSource(failure=SourceUnavailableError("arXiv does not answer"))
    events = add(store, source, "1706.03762")
    (notice,) = [e for e in events if isinstance(e, Notice)]
    assert str(dict(notice.fields)["reason"]) == "arXiv does not answer"
    (done,) = added(events)
    assert done.state is PaperState.OFFLINE
    assert done.key == "vaswani2017attention"


def test_a_stop_ends_the_stream_with_what_is_saved(store: Store) -> None:
    cancel = CancelToken()
    network = Network(offline=True, sources=list)
    events: list[Event] = []
    stream = add_references(store, lambda: NOW, network, ["2001.00001", "2001.00002"], cancel)
    for event in stream:
        events.append(event)
        if isinstance(event, ItemDone):
            cancel.cancel()
    assert len(added(events)) == 1
    assert events[-1] == Finished(1, cancelled=True)
