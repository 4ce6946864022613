"""The way to an operation and back: lanes, waits, errors, order, and long work."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from paperstudy.domain.errors import NotFoundError, PaperstudyError
from paperstudy.domain.events import (
    CancelToken,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
    Progress,
    Started,
)
from paperstudy.tui.jobs import Job, Jobs, JobState
from paperstudy.tui.work import Work
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.study.study import Study
    from tests.tui.conftest import Library

NOW = datetime(2026, 11, 21, tzinfo=UTC)
STUDY = cast("Study", SimpleNamespace(upkeep=SimpleNamespace(steps=lambda: 0)))


class FakeDoor:
    """Hears what work has to tell."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.errors: list[PaperstudyError] = []
        self.bugs: list[Exception] = []
        self.changes = 0
        self.jobs: list[Job] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def say_error(self, error: PaperstudyError) -> None:
        self.errors.append(error)

    def say_bug(self, error: Exception) -> None:
        self.bugs.append(error)

    def waits_changed(self) -> None:
        pass

    def library_changed(self) -> None:
        self.changes += 1

    def job_changed(self, job: Job) -> None:
        self.jobs.append(job)


class House:
    """Work on a study that is none; how often it was opened and closed."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.study = STUDY
        self.door = FakeDoor()
        self.work = Work(self.door, self.open)

    @contextmanager
    def open(self) -> Iterator[Study]:
        self.opened += 1
        yield self.study
        self.closed += 1


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.work.close()
    assert made.opened == made.closed


async def test_an_answer_comes_back_on_the_thread_that_asked(house: House) -> None:
    seen: list[Any] = []
    house.work.ask(
        lambda study: (study, threading.current_thread().name),
        lambda answer: seen.extend([*answer, threading.current_thread()]),
    )
    await house.work.settle()
    assert seen[0] is STUDY
    assert seen[1].startswith("paperstudy-read")
    assert seen[2] is threading.main_thread()


async def test_of_questions_in_one_lane_only_the_newest_is_answered(house: House) -> None:
    gate = threading.Event()
    answers: list[int] = []
    house.work.ask(lambda _: gate.wait(5), lambda _: answers.append(0), lane="search")
    for number in (1, 2, 3):
        house.work.ask(lambda _, n=number: n, answers.append, lane="search")  # type: ignore[misc]
    house.work.ask(lambda _: 9, answers.append, lane="another")
    gate.set()
    await house.work.settle()
    assert sorted(answers) == [3, 9]


async def test_a_lane_that_is_dropped_takes_no_other_wait_along(house: House) -> None:
    gate = threading.Event()
    answers: list[str] = []
    for name in ("cite", "import"):
        house.work.ask(
            lambda _, name=name: gate.wait(5) and name,  # type: ignore[misc]
            answers.append,
            lane=name,
            wait=name,
        )
    house.work.ask(lambda _: "cite again", answers.append, lane="cite")
    house.work.drop("cite")
    house.work.drop("none of them")
    assert house.work.waits == ("import",)
    gate.set()
    await house.work.settle()
    assert answers == ["import"]


async def test_an_error_is_told_or_handed_over(house: House) -> None:
    def fail(_: Study) -> None:
        raise NotFoundError("gone")

    failed: list[PaperstudyError] = []
    house.work.ask(fail, lambda _: None)
    house.work.ask(fail, lambda _: None, failed=failed.append)
    await house.work.settle()
    assert len(house.door.errors) == len(failed) == 1


async def test_a_bug_on_either_way_is_told_and_the_next_question_is_answered(house: House) -> None:
    answers: list[object] = []
    house.work.ask(lambda _: 1 // 0, answers.append, lane="a")
    house.work.ask(lambda _: 0, lambda answer: 1 // answer, lane="b")
    house.work.ask(lambda _: 3, answers.append, lane="c")
    await house.work.settle()
    assert [type(one) for one in house.door.bugs] == [ZeroDivisionError, ZeroDivisionError]
    assert answers == [3]


async def test_what_is_done_is_said_and_the_screens_read_anew(house: House) -> None:
    order: list[int] = []
    for number in range(20):
        house.work.do(lambda _, n=number: order.append(n), said=lambda _: "done")  # type: ignore[misc]
    await house.work.settle()
    assert order == list(range(20)), "in the order of the keys"
    assert house.door.said == ["done"] * 20
    assert house.door.changes == 20


async def test_escape_ends_a_wait_and_its_answer_is_let_go(house: House) -> None:
    cancel = CancelToken()
    answers: list[object] = []
    house.work.ask(lambda _: cancel.wait(5), answers.append, wait="searching", cancel=cancel)
    assert house.work.waits == ("searching",)
    assert house.work.cancel_waits()
    assert not house.work.waits
    assert not house.work.cancel_waits()
    await house.work.settle()
    assert answers == []


async def test_escape_ends_a_wait_that_has_not_begun(house: House) -> None:
    gate = threading.Event()
    done: list[str] = []
    house.work.ask(lambda _: gate.wait(5), lambda _: None, lane="find", wait="one")
    house.work.ask(
        lambda _: done.append("two"), lambda _: done.append("told"), lane="find", wait="two"
    )
    assert house.work.waits == ("two",)
    assert house.work.cancel_waits()
    assert not house.work.waits
    house.work.ask(lambda _: done.append("three"), lambda _: None, lane="find")
    gate.set()
    await house.work.settle()
    assert done == ["three"], "the lane goes on"


async def test_what_is_waited_for_long_holds_up_no_list(house: House) -> None:
    gate = threading.Event()
    for _ in range(9):
        house.work.ask(lambda _: gate.wait(5), lambda _: None, wait="searching")
    house.work.ask(lambda _: None, lambda _: gate.set())
    await house.work.settle()
    assert gate.is_set()


async def test_a_bug_in_what_takes_an_error_is_told(house: House) -> None:
    def fail(_: Study) -> None:
        raise NotFoundError("gone")

    house.work.ask(fail, lambda _: None, failed=lambda _: 1 // 0)
    house.work.do(fail, failed=lambda _: 1 // 0)
    await house.work.settle()
    assert len(house.door.bugs) == 2


def test_what_was_done_by_hand_is_done_though_the_app_has_gone(house: House) -> None:
    """As at its end: the loop drops its tasks, then the work is closed."""
    gate = threading.Event()
    done: list[int] = []

    async def run() -> None:
        house.work.do(lambda _: gate.wait(5))
        for number in range(3):
            house.work.do(lambda _, n=number: done.append(n))  # type: ignore[misc]
        house.work.do(lambda _: 1 // 0)
        await asyncio.sleep(0)
        house.work.end()

    asyncio.run(run())
    gate.set()
    unheard = house.work.close()
    assert done == [0, 1, 2]
    assert [type(one) for one in unheard] == [ZeroDivisionError], "nobody was there to be told"


async def test_to_leave_waits_for_what_was_done_by_hand(house: House) -> None:
    order: list[str] = []
    house.work.do(lambda _: order.append("saved"))
    assert house.work.is_writing
    house.work.do_last(lambda: order.append("left"), wait="saving")
    assert house.work.waits == ("saving",)
    await house.work.settle()
    assert order == ["saved", "left"]
    assert not house.work.is_writing


async def test_who_was_refused_stays_and_so_does_who_presses_escape(house: House) -> None:
    left: list[str] = []

    def fail(_: Study) -> None:
        raise NotFoundError("gone")

    house.work.do(fail)
    house.work.do_last(lambda: left.append("refused"), wait="saving")
    await house.work.settle()
    house.work.do(lambda _: None)
    house.work.do_last(lambda: left.append("escape"), wait="saving")
    house.work.cancel_waits()
    await house.work.settle()
    assert not left
    assert house.work.refused == 1


async def test_what_was_asked_of_a_library_is_asked_of_no_other(house: House) -> None:
    gate = threading.Event()
    seen: list[Any] = []
    house.work.do(lambda _: gate.wait(5))
    house.work.do(seen.append)
    other = House()
    other.study = cast("Study", SimpleNamespace(upkeep=SimpleNamespace(steps=lambda: 0)))
    house.work.reopen(other.open)
    house.work.do(seen.append)
    gate.set()
    await house.work.settle()
    assert [id(one) for one in seen] == [id(STUDY), id(other.study)]
    house.work.close()
    assert other.opened == other.closed == 1


async def test_answers_of_another_library_are_let_go_and_writes_are_told(house: House) -> None:
    gate = threading.Event()
    answers: list[str] = []
    house.work.ask(lambda _: gate.wait(5), lambda _: answers.append("read"))
    house.work.ask(lambda _: gate.wait(5), lambda _: answers.append("running"), lane="a")
    house.work.ask(lambda _: None, lambda _: answers.append("next"), lane="a")
    house.work.do(lambda _: gate.wait(5), said=lambda _: "done")
    house.work.drop_answers()
    gate.set()
    await house.work.settle()
    assert answers == []
    assert house.door.said == ["done"]


async def test_an_answer_that_comes_while_the_app_goes_is_for_nobody(house: House) -> None:
    seen: list[object] = []
    house.work.ask(lambda _: "an answer", seen.append)
    house.work.end()
    await house.work.settle()
    assert not seen


async def test_the_app_takes_no_answers_once_its_widgets_go(empty: Library) -> None:
    seen: list[str] = []
    asked = threading.Event()

    def look(_: Study) -> str:
        asked.wait(10)
        return "an answer"

    async with open_app(empty) as ui:
        work, ending = ui.app.work, ui.app._close_all

        async def close_all() -> None:
            asked.set()
            await work.settle()
            await ending()

        ui.app._close_all = close_all  # type: ignore[method-assign]
        work.ask(look, seen.append)
    assert not seen


@pytest.fixture
def jobs(house: House) -> Iterator[Jobs]:
    made = Jobs(house.door, house.work.bind, lambda: NOW)
    yield made
    made.close()


def stream(*events: Any) -> Any:
    def run(_: Study, cancel: CancelToken) -> Iterator[Any]:
        for event in events:
            if cancel.cancelled:
                yield Finished(None, cancelled=True)
                return
            yield event

    return run


async def test_a_job_tells_how_far_it_is_and_what_failed(house: House, jobs: Jobs) -> None:
    error = NotFoundError("gone")
    events = (
        Started(3, "scan"), ItemDone("a"), ItemFailed("b", error), Notice("slow"),
        Progress(2, 3, "c"), Finished("summary"),
    )  # fmt: skip
    job = jobs.start("scan", stream(*events))
    await jobs.settle()
    assert (job.state, job.done, job.total, job.item) == (JobState.DONE, 2, 3, "c")
    assert [one.error for one in job.failures] == [error]
    assert job.notices == [Notice("slow")]
    assert job.summary == "summary"
    assert job.ended == NOW
    assert house.door.jobs[-1] is job
    assert jobs.retry(job).number == 2
    await jobs.settle()


async def test_a_job_that_fails_says_why_and_the_app_goes_on(jobs: Jobs) -> None:
    def fail(_: Study, __: CancelToken) -> Iterator[Any]:
        yield Started(None, "x")
        raise NotFoundError("gone")

    def break_(_: Study, __: CancelToken) -> Iterator[Any]:
        yield Started(None, "x")
        raise ZeroDivisionError

    gone, broken = jobs.start("x", fail), jobs.start("y", break_)
    await jobs.settle()
    assert gone.state is broken.state is JobState.FAILED
    assert isinstance(gone.error, NotFoundError)
    assert isinstance(broken.error, ZeroDivisionError)


async def test_a_job_is_done_again_on_the_library_it_was_begun_on(house: House, jobs: Jobs) -> None:
    seen: list[Any] = []

    def look(study: Study, _: CancelToken) -> Iterator[Any]:
        seen.append(study)
        yield Finished(None)

    job = jobs.start("sync", look)
    await jobs.settle()
    house.study = cast("Study", "another")
    house.work.reopen(house.open)
    jobs.retry(job)
    await jobs.settle()
    jobs.start("sync", look)
    await jobs.settle()
    assert seen == [STUDY, STUDY, "another"]


async def test_a_job_is_stopped_between_two_items(jobs: Jobs) -> None:
    gate = threading.Event()

    def slow(_: Study, cancel: CancelToken) -> Iterator[Any]:
        yield Started(2, "x")
        gate.wait(5)
        yield Finished(None, cancelled=cancel.cancelled)

    job = jobs.start("x", slow)
    job.cancel.cancel()
    gate.set()
    await jobs.settle()
    assert job.state is JobState.CANCELLED
    assert jobs.running == ()
    assert jobs.all == (job,)
