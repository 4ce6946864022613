"""How many questions wait is said without loading them: the number is always that of the inbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paperstudy.domain.library import OfferKind, PresentationRow, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan
from paperstudy.domain.papers import PaperId, PaperRecord
from paperstudy.domain.people import PersonId
from paperstudy.domain.sessions import StudySession
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.accounts import may_be_same
from paperstudy.store.store import Store
from paperstudy.store.uniting import account_of
from paperstudy.store.views import Reader, Writer
from tests.unit.store.conftest import AT, AddPaper, MakeRow

LOG = LogScan()
Step = Callable[[Writer], None]

# So few that two meetings often share one, and often nobody.
some = st.sampled_from([(), (), (), ("김현수",), ("Lee",)])
talks = st.builds(
    PresentationRow,
    presenters=some,
    topic=st.sampled_from(["", "!", "ViT", "v-i-t"]),
    paper_id=st.sampled_from([None, None, None, PaperId(1), PaperId(2)]),
)
meetings = st.builds(
    SessionRow,
    date=st.sampled_from([*[date(2024, 1, 8)] * 4, date(2024, 1, 9), None]),
    title=st.sampled_from(["", "피어세션", "A", "B"]),
    moderator=st.sampled_from(["", "", "", "Lee"]),
    scribe=st.sampled_from(["", "", "", "Lee"]),
    participants=some,
    absent=some,
    presentations=st.just(()) | st.tuples(talks),
    starts=st.sampled_from(["", "", "10:00", "16:00"]),
    sure=st.sampled_from([True, True, True, False]),
)
logs = st.integers(1, 3).map(LogId)


def about(topic: str = "", paper: int | None = None, title: str = "") -> SessionRow:
    """Return a meeting that names nobody."""
    held = PresentationRow((), topic, paper_id=None if paper is None else PaperId(paper))
    return SessionRow(date(2024, 1, 8), title=title, presentations=(held,))


def told(log: LogId, rows: Sequence[SessionRow]) -> Step:
    return lambda tx: tx.sessions.replace_for_log(log, rows)


def doubted(log: LogId, doubts: dict[str, list[int]]) -> Step:
    found = {name: [PersonId(one) for one in people] for name, people in doubts.items()}
    return lambda tx: tx.people.replace_doubts(log, found)


def offered(venue: str) -> Step:
    record = PaperRecord("crossref", "A title", venue=venue)
    return lambda tx: (tx.offers.add(OfferKind.RECORD, PaperId(1), record, "", AT), None)[1]


def of_two(verb: str, first: int) -> Step:
    """Return what a person does with two of the meetings that are there."""

    def do(tx: Writer) -> None:
        there = [session.id for session in tx.sessions.all()]
        one, *_, other = (*there[first % (len(there) or 1) :], *there, 0, 0)
        if len(there) > 1 and one != other and other:
            if verb == "refuse":
                tx.sessions.refuse(one)
            else:
                getattr(tx.sessions, verb)(one, other)

    return do


def merged(keep: int, drop: int) -> Step:
    def do(tx: Writer) -> None:
        there = {person.id for person in tx.people.all()}
        if keep != drop and {keep, drop} <= there:
            tx.people.merge(PersonId(keep), PersonId(drop))

    return do


numbers = st.lists(st.integers(1, 12), max_size=2)
steps = st.one_of(
    st.builds(told, logs, st.lists(meetings, max_size=3)),
    st.builds(told, logs, st.lists(meetings, max_size=3)),
    st.builds(doubted, logs, st.dictionaries(st.sampled_from(["현수", "수"]), numbers)),
    st.builds(offered, st.sampled_from(["", "ICLR"])),
    st.builds(of_two, st.sampled_from(["keep_apart", "merge", "refuse"]), st.integers(0, 3)),
    st.builds(merged, st.integers(1, 4), st.integers(1, 4)),
    logs.map(lambda log: lambda tx: tx.logs.mark_gone(log, AT)),
)


@pytest.fixture
def library(store: Store, add_paper: AddPaper, make_row: MakeRow) -> Store:
    """Three logs, two papers, and two finds that wait."""
    with store.write() as tx:
        for number in "12":
            add_paper(tx, f"key{number}", f"Title {number}")
        for number in "123":
            row = make_row("bert", line=int(number), group=int(number))
            path = f"/logs/{number}.md"
            log = tx.logs.save(path, number, 1, 1, LOG, AT)
            tx.mentions.replace(log, [row] if number != "3" else [])
    return store


def in_the_inbox(tx: Reader) -> int:
    """Return how many rows the inbox has."""
    alike = {later.id for _, later in tx.sessions.alike()}
    lists = (tx.mentions.pending().rows, tx.offers.open(), tx.sessions.unsure(), tx.people.doubts())
    return sum(map(len, lists)) + len(alike)


def by_whole_meetings(tx: Reader) -> list[tuple[StudySession, StudySession]]:
    """Return the meetings that a person is asked about, by all that is known of each."""
    apart = {frozenset(pair) for pair in tx._link.rows(queries.PAIRS_APART)}
    return [
        (one, other)
        for one, other in combinations(sorted(tx.sessions.all(), key=lambda each: each.id), 2)
        if frozenset((one.id, other.id)) not in apart
        and (one.logs or other.logs)
        and not set(one.logs) & set(other.logs)
        and may_be_same(*(account_of(row_of(tx, each)) for each in (one, other)))
    ]


def row_of(tx: Reader, session: StudySession) -> SessionRow:
    row = tx.sessions.row(session.id)
    assert row is not None
    return row


class _TakenBackError(Exception):
    """Ends a transaction, so that the next example has the library as it was."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=st.lists(steps, min_size=1, max_size=8))
def test_as_many_questions_wait_as_the_inbox_has_rows(library: Store, done: list[Step]) -> None:
    with suppress(_TakenBackError), library.write() as tx:
        for step in done:
            step(tx)
        assert tx.questions.count() == in_the_inbox(tx)
        raise _TakenBackError


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(meetings, min_size=3, max_size=3))
@example(rows=[about(paper=1), about(paper=2), about(paper=1, title="A")])
@example(rows=[about("ViT"), about("AAE"), about("v-i-t")])
@example(rows=[about("!"), about("?"), about()])
def test_what_is_compared_of_meetings_tells_as_much_as_all_of_them(
    library: Store, rows: list[SessionRow]
) -> None:
    with suppress(_TakenBackError), library.write() as tx:
        for number, row in enumerate(rows, start=1):
            tx.sessions.replace_for_log(LogId(number), [row])
        assert sorted(tx.sessions.alike(), key=numbers_of) == by_whole_meetings(tx)
        raise _TakenBackError


def numbers_of(pair: tuple[StudySession, StudySession]) -> list[int]:
    return [each.id for each in pair]


def test_a_name_of_which_nobody_is_left_is_not_asked_about(library: Store) -> None:
    with library.write() as tx:
        here = tx.people.ensure("김현수")
        gone = PersonId(here * 10 + here)  # whose number holds that of another
        before = tx.questions.count()
        tx.people.replace_doubts(LogId(1), {"현수": [gone]})
        assert (tx.people.doubts(), tx.questions.count()) == ((), before)
        tx.people.replace_doubts(LogId(1), {"현수": [gone, here]})
        assert (len(tx.people.doubts()), tx.questions.count()) == (1, before + 1)
