from __future__ import annotations

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import TodoRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan, TodoKind
from paperstudy.study.todos import Todos
from paperstudy.study.upkeep import Upkeep
from tests.unit.study.house import House, preprint

READ = TodoRow(3, "read the appendix", group=0)
ASK = TodoRow(5, "why no bias term?", kind=TodoKind.QUESTION)
DONE = TodoRow(7, "run the code", done=True)


def tell(house: House, *rows: TodoRow) -> LogId:
    with house.store.write() as tx:
        log_id = tx.logs.save("/logs/a.md", "d", 1, 1, LogScan("Day"), house.now)
        tx.todos.replace_for_log(log_id, rows)
        return log_id


@pytest.fixture
def todos(house: House) -> Todos:
    return Todos(house.store, house.clock)


def texts(todos: Todos, **asked: object) -> list[str]:
    return [todo.text for todo in todos.list(**asked)]  # type: ignore[arg-type]


def test_to_dos_are_listed_by_line_and_can_be_narrowed(house: House, todos: Todos) -> None:
    assert todos.list() == ()
    tell(house, READ, ASK, DONE)
    assert texts(todos) == [READ.text, ASK.text, DONE.text]
    assert texts(todos, open_only=True) == [READ.text, ASK.text]
    assert texts(todos, kind=TodoKind.QUESTION) == [ASK.text]
    assert texts(todos, open_only=True, kind=TodoKind.TASK) == [READ.text]


def test_to_dos_of_a_paper_are_those_about_it(house: House, todos: Todos) -> None:
    paper, other = house.shelve(preprint("2001.00001", "One"), preprint("2001.00002", "Other"))
    tell(house, TodoRow(3, "read it", paper_id=paper.id), ASK)
    assert texts(todos, paper=paper.key) == ["read it"]
    assert texts(todos, paper=other.key) == []
    with pytest.raises(NotFoundError):
        todos.list(paper="nothing")


def test_a_person_closes_and_opens_them_and_undo_takes_it_back(house: House, todos: Todos) -> None:
    tell(house, READ, ASK)
    first = todos.list()[0].id
    (closed,) = todos.set_done([first, first], done=True)
    assert (closed.done, closed.by_hand) == (True, True)
    assert texts(todos, open_only=True) == [ASK.text]
    (opened,) = todos.set_done([first], done=False)
    assert not opened.done
    Upkeep(house.store, house.clock).undo()
    assert texts(todos, open_only=True) == [ASK.text]


def test_a_number_that_is_not_there_is_an_error_with_the_nearest(
    house: House, todos: Todos
) -> None:
    with pytest.raises(NotFoundError) as caught:
        todos.set_done([1], done=True)
    assert "scan" in caught.value.hint
    tell(house, READ, ASK)
    first, last = (todo.id for todo in todos.list())
    with pytest.raises(NotFoundError) as caught:
        todos.set_done([first, last + 40], done=True)
    assert f"did you mean {last}?" in caught.value.hint
    assert len(todos.list(open_only=True)) == 2


def test_a_rescan_keeps_what_a_person_said(house: House, todos: Todos) -> None:
    tell(house, READ, ASK)
    todos.set_done([todos.list()[0].id], done=True)
    tell(house, ASK, READ)
    assert texts(todos, open_only=True) == [ASK.text]
