"""The way from a screen to an operation and back: threads, lanes, waits, and what went wrong.

Operations run in threads of ours, on one study that they share; answers come back on the thread
of the screen. A screen never calls an operation itself and a thread never touches a widget.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.widget import Widget

from paperstudy.domain.errors import PaperstudyError
from paperstudy.tui.deeds import undoable

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from contextlib import AbstractContextManager

    from textual.dom import DOMNode

    from paperstudy.domain.events import CancelToken
    from paperstudy.study.study import Study

T = TypeVar("T")

_READERS = 4  # as many as the store keeps connections for
_QUIET = 0.05  # seconds after which what can wait looks whether anything else is under way


class Door(Protocol):
    """What work needs of the app."""

    def say(self, text: str) -> None:
        """Tell the person what happened."""

    def say_error(self, error: PaperstudyError) -> None:
        """Tell the person what went wrong, and what to do."""

    def say_bug(self, error: Exception) -> None:
        """Tell the person that we made a mistake, and go on."""

    def waits_changed(self) -> None:
        """Show what is waited for now."""

    def library_changed(self) -> None:
        """Have the screens read the library again."""


class _Opened:
    """A study that is opened on first use, from a thread; what was begun on it stays with it."""

    def __init__(
        self, opener: Callable[[], AbstractContextManager[Study]], stack: ExitStack
    ) -> None:
        self._opener = opener
        self._stack = stack
        self._study: Study | None = None
        self._opening = threading.Lock()

    def study(self) -> Study:
        """Return the study, from a thread of work alone.

        Raises:
            StoreError: the library cannot be opened.
        """
        with self._opening:
            if self._study is None:
                self._study = self._stack.enter_context(self._opener())
            return self._study


@dataclass(eq=False, slots=True)
class _Request:
    """One question to the study; `stale` when nobody wants the answer any more."""

    opened: _Opened  # what it was asked of, whatever is opened next
    operation: Callable[[Study], object]
    then: Callable[[Any], object]  # `ask` and `do` see to it that it takes the answer
    failed: Callable[[PaperstudyError], object] | None
    threads: ThreadPoolExecutor
    lane: str = ""
    wait: str = ""
    cancel: CancelToken | None = None
    firm: bool = False  # it is done to the end, whatever anybody presses
    stale: bool = False

    def drop(self) -> None:
        """Let the answer go, and stop what can be stopped."""
        self.stale = True
        if self.cancel is not None:
            self.cancel.cancel()


@dataclass(eq=False, slots=True)
class _Lane:
    """Questions of which only the newest counts: one runs, one may wait behind it."""

    running: _Request | None = None
    next: _Request | None = None


class Work:
    """Runs operations beside the screen. `opener` opens the study, on first use."""

    def __init__(self, door: Door, opener: Callable[[], AbstractContextManager[Study]]) -> None:
        self._door = door
        self._stack = ExitStack()
        self._opened = _Opened(opener, self._stack)
        self._ending = False
        self._readers = ThreadPoolExecutor(_READERS, "paperstudy-read")
        # What a person knowingly waits for may take minutes: no list is to wait behind it.
        self._waiters = ThreadPoolExecutor(_READERS, "paperstudy-wait")
        # One for what a person does: it is done in the order of the keys.
        self._writer = ThreadPoolExecutor(1, "paperstudy-write")
        self._lanes: dict[str, _Lane] = {}
        self._requests: dict[_Request, None] = {}  # in the order of the keys that asked
        self._tasks: set[asyncio.Task[None]] = set()
        self._later: set[asyncio.Task[None]] = set()  # those of them that wait for the others
        self._unheard: set[Future[object]] = (
            set()
        )  # what was done, and nobody knows yet how it went
        self.refused = 0  # how often what a person did was not done

    def ask(
        self,
        operation: Callable[[Study], T],
        then: Callable[[T], object],
        *,
        lane: str = "",
        wait: str = "",
        failed: Callable[[PaperstudyError], object] | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Read something and hand it to `then`; an error is told, or handed to `failed`.

        Of questions in one `lane` only the newest is answered. `wait` says, in the language in
        use, what the person waits for: it is shown, and Escape ends it, through `cancel` where
        the operation takes one.
        """
        threads = self._waiters if wait else self._readers
        self._enqueue(_Request(self._opened, operation, then, failed, threads, lane, wait, cancel))

    def ask_later(self, operation: Callable[[Study], T], then: Callable[[T], object]) -> None:
        """Read something that nobody looks at yet, once nothing else is being read."""

        async def wait() -> None:
            await asyncio.sleep(_QUIET)
            while reading := self._tasks - self._later:
                await asyncio.wait(reading)
            self.ask(operation, then)

        task = asyncio.get_running_loop().create_task(wait())
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        self._keep(task)

    def do(
        self,
        operation: Callable[[Study], T],
        *,
        said: Callable[[T], str] | None = None,
        then: Callable[[T], object] | None = None,
        failed: Callable[[PaperstudyError], object] | None = None,
        wait: str = "",
    ) -> None:
        """Change something; afterwards say what happened and have the screens read anew.

        Meanwhile `wait` is shown, where it may take long; nothing ends it.
        Where the journal has it now, `said` ends with how it is undone. What is done by hand is
        done in order, and each is done, on the library that it was done in, whatever is asked for
        next.
        """

        def change(study: Study) -> tuple[T, bool]:
            before = study.upkeep.steps()
            answer = operation(study)
            return answer, study.upkeep.steps() > before

        def done(changed: tuple[T, bool]) -> None:
            answer, recorded = changed
            if said is not None:
                self._door.say(undoable(said(answer)) if recorded else said(answer))
            self._door.library_changed()
            if then is not None:
                then(answer)

        def fail(error: PaperstudyError) -> None:
            self.refused += 1
            (failed or self._door.say_error)(error)

        self._start(_Request(self._opened, change, done, fail, self._writer, wait=wait, firm=True))

    def do_last(self, then: Callable[[], object], *, wait: str) -> None:
        """Call `then` when all is done that was done by hand so far, and none of it was refused.

        Meanwhile `wait` is shown, and Escape lets it be.
        """
        refused = self.refused

        def done(_: object) -> None:
            if self.refused == refused:
                then()

        request = _Request(self._opened, lambda _: None, done, None, self._writer, wait=wait)
        self._start(request)

    @property
    def is_writing(self) -> bool:
        """Whether anything that was done by hand is not done yet."""
        return any(one.threads is self._writer for one in self._requests)

    @property
    def waits(self) -> tuple[str, ...]:
        """What the person waits for, in words."""
        return tuple(one.wait for one in self._waiting())

    def cancel_waits(self) -> bool:
        """End what the person waits for and can be let be; return whether there was anything."""
        waiting = [one for one in self._waiting() if not one.firm]
        for request in waiting:
            request.drop()
        if waiting:
            self._door.waits_changed()
        return bool(waiting)

    def drop(self, lane: str) -> None:
        """Let the answers of one lane go: nobody looks for them any more."""
        asked = self._lanes.get(lane)
        if asked is not None and asked.running is not None:
            asked.running.drop()
            asked.next = None
            self._door.waits_changed()

    async def settle(self) -> None:
        """Wait until nothing is under way, and nothing that an answer asked for; for tests."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))
            await asyncio.sleep(0)

    def bind(self) -> Callable[[], Study]:
        """Return what gives the study in use now to a thread, also when another one is in use."""
        return self._opened.study

    def reopen(self, opener: Callable[[], AbstractContextManager[Study]]) -> None:
        """Open another study for all that is asked for from now on.

        The one before stays open to the end: somebody may still read with it, or write.
        """
        self._opened = _Opened(opener, self._stack)

    def drop_answers(self) -> None:
        """Let the answers to all questions go: they tell of another library."""
        for lane in self._lanes.values():
            lane.next = None
        for request in self._requests:
            if request.threads is not self._writer:
                request.drop()
        self._door.waits_changed()

    def end(self) -> None:
        """Hand over no more answers: the widgets that they are for go away, one by one."""
        self._ending = True

    def close(self) -> tuple[BaseException, ...]:
        """End all work and close the library; waits for what cannot be stopped.

        What a person did is done to the end; return what went wrong with it that nobody was told.
        """
        for request in self._requests:
            request.drop()
        for task in self._tasks:
            task.cancel()
        self._readers.shutdown(cancel_futures=True)
        self._waiters.shutdown(cancel_futures=True)
        self._writer.shutdown()
        unheard = [done.exception() for done in self._unheard]
        self._unheard.clear()
        self._stack.close()
        return tuple(error for error in unheard if error is not None)

    def _enqueue(self, request: _Request) -> None:
        if not request.lane:
            self._start(request)
            return
        lane = self._lanes.setdefault(request.lane, _Lane())
        if lane.running is None:
            lane.running = request
            self._start(request)
            return
        lane.running.drop()
        lane.next = request
        self._door.waits_changed()

    def _start(self, request: _Request) -> None:
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[None] = loop.create_future()

        def tell(_: Future[object]) -> None:
            with suppress(RuntimeError):  # the app has been left
                loop.call_soon_threadsafe(_wake, heard)

        # Not as asyncio has it: that drops what waits in a queue when its task is cancelled.
        answer = request.threads.submit(lambda: request.operation(request.opened.study()))
        if request.threads is self._writer:
            self._unheard.add(answer)
        answer.add_done_callback(tell)
        self._requests[request] = None
        self._keep(loop.create_task(self._run(request, answer, heard)))
        if request.wait:
            self._door.waits_changed()

    def _waiting(self) -> list[_Request]:
        """Return what a person waits for: what runs, and what is to run after it."""
        asked = [*self._requests, *(one.next for one in self._lanes.values() if one.next)]
        return [one for one in asked if one.wait and not one.stale]

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(
        self, request: _Request, asked: Future[object], heard: asyncio.Future[None]
    ) -> None:
        """Wait for an answer, and hand it over; what goes wrong on either way ends nothing else."""
        await heard
        self._finish(request)
        if not self._ending:
            self._unheard.discard(asked)
        try:
            answer = asked.result()
        except PaperstudyError as error:
            self._hand_over(request, request.failed or self._door.say_error, error)
        except Exception as error:  # noqa: BLE001 - a bug of ours: shown, and the app goes on
            self._unheard.discard(asked)
            self._door.say_bug(error)
        else:
            self._hand_over(request, request.then, answer)

    def _hand_over(self, request: _Request, take: Callable[[Any], object], answer: object) -> None:
        if not self._wanted(request):
            return
        try:
            take(answer)
        except Exception as error:  # noqa: BLE001 - as above
            self._door.say_bug(error)

    def _finish(self, request: _Request) -> None:
        self._requests.pop(request, None)
        if request.wait:
            self._door.waits_changed()
        lane = self._lanes.get(request.lane) if request.lane else None
        if lane is None:
            return
        after, lane.next = lane.next, None
        lane.running = None if after is None or after.stale else after
        if lane.running is not None:
            self._start(lane.running)

    def _wanted(self, request: _Request) -> bool:
        """Tell whether the answer has somewhere to go: the widget that asked may have gone."""
        owner = getattr(request.then, "__self__", None)
        gone = isinstance(owner, Widget) and not owner.is_attached
        return not (self._ending or request.stale or gone)


def _wake(heard: asyncio.Future[None]) -> None:
    if not heard.done():
        heard.set_result(None)


def work_of(node: DOMNode) -> Work:
    """Return the way to the operations, for a widget."""
    app: object = node.app
    work = getattr(app, "work", None)
    assert isinstance(work, Work), "widgets of ours live in our app"
    return work
