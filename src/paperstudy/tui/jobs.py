"""Long work: each is a stream of events with a label, how far it is, and what failed.

A job runs in a thread that mostly waits: what computes runs in a child process (`run_apart`).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from paperstudy.domain.errors import PaperstudyError, SourceUnavailableError
from paperstudy.domain.events import (
    CancelToken,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
    Progress,
    Started,
)
from paperstudy.domain.language import translate_count
from paperstudy.saying.errors import said_of
from paperstudy.saying.words import service
from paperstudy.study.values import Synced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from paperstudy.domain.events import Event
    from paperstudy.study.clock import Clock
    from paperstudy.study.study import Study

    Stream = Callable[[Study, CancelToken], Iterator[Event]]

_AT_ONCE = 3
_PACE = 0.1  # seconds after a step until it is shown, with those that came after it


class JobState(StrEnum):
    """Where long work is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(eq=False, slots=True)
class Job:
    """One piece of long work. `summary` is the operation's own; `error` what ended it.

    `step` says that all of it is one step of a person, which undo takes back when it has ended.
    """

    number: int
    label: str
    stream: Stream
    study: Callable[[], Study]  # of the library that it was begun on
    begun: datetime
    said: Callable[[Job], str] | None = None
    step: bool = False
    state: JobState = JobState.RUNNING
    done: int = 0
    total: int | None = None
    item: str = ""
    failures: list[ItemFailed] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    summary: object = None
    error: BaseException | None = None
    ended: datetime | None = None
    cancel: CancelToken = field(default_factory=CancelToken)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state is JobState.RUNNING

    def told(self) -> str:
        """Return what it came to, and the last thing that it has to say besides."""
        said = [self.said(self)] if self.said is not None else []
        said += map(said_of, self.notices[-1:])
        return "\n".join(said)

    def take(self, event: Event) -> None:
        """Note what an event tells."""
        match event:
            case Started(total, _):
                self.total = total
            case ItemDone(label, value):
                self.done += 1
                self.item = label
                if isinstance(value, Synced) and value.failed:
                    self.failures.append(ItemFailed(label, _no_answer(value)))
            case ItemFailed(label, _):
                self.done += 1
                self.item = label
                self.failures.append(event)
            case Progress(done, total, label):
                self.done, self.total, self.item = done, total, label
            case Notice():
                self.notices.append(event)
            case Finished(summary, cancelled):
                self.summary = summary
                self.state = JobState.CANCELLED if cancelled else JobState.DONE


def _no_answer(synced: Synced) -> SourceUnavailableError:
    """Return why a paper that was synced has not all its facts."""
    named = ", ".join(dict.fromkeys(map(service, synced.failed)))
    return SourceUnavailableError("no answer from: {sources}", sources=named)


class Watching(Protocol):
    """What jobs need of the app."""

    def job_changed(self, job: Job) -> None:
        """Show how far a job is; called on the thread of the screen."""


class Jobs:
    """All long work since the app began, the newest first."""

    def __init__(
        self, door: Watching, bind: Callable[[], Callable[[], Study]], clock: Clock
    ) -> None:
        self._door = door
        self._bind = bind
        self._clock = clock
        self._threads = ThreadPoolExecutor(_AT_ONCE, "paperstudy-job")
        self._jobs: list[Job] = []
        self._dirty: set[Job] = set()
        self._futures: set[asyncio.Future[None]] = set()

    def start(
        self,
        label: str,
        stream: Stream,
        *,
        said: Callable[[Job], str] | None = None,
        step: bool = False,
    ) -> Job:
        """Begin long work. `label` and what `said` returns in the end are in the language in use."""
        return self._begin(label, stream, self._bind(), said, step=step)

    def retry(self, job: Job) -> Job:
        """Begin the same work again, on the library that it was begun on."""
        return self._begin(job.label, job.stream, job.study, job.said, step=job.step)

    @property
    def all(self) -> tuple[Job, ...]:
        """All of them, the newest first."""
        return tuple(self._jobs)

    @property
    def running(self) -> tuple[Job, ...]:
        """Those that go on."""
        return tuple(job for job in self._jobs if job.running)

    def cancel_all(self) -> None:
        """Ask all work to stop."""
        for job in self.running:
            job.cancel.cancel()

    async def settle(self) -> None:
        """Wait until no work goes on; for tests."""
        while self._futures:
            await asyncio.wait(set(self._futures))
            await asyncio.sleep(0)  # what they had to tell is told now

    def close(self) -> None:
        """Stop all work, and wait until it has stopped."""
        self.cancel_all()
        self._threads.shutdown(cancel_futures=True)

    def _begin(
        self,
        label: str,
        stream: Stream,
        study: Callable[[], Study],
        said: Callable[[Job], str] | None,
        *,
        step: bool,
    ) -> Job:
        job = Job(len(self._jobs) + 1, label, stream, study, self._clock(), said, step)
        self._jobs.insert(0, job)
        loop = asyncio.get_running_loop()
        self._door.job_changed(job)
        future = loop.run_in_executor(self._threads, self._run, job, loop)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return job

    def _run(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        """Follow the stream to its end, in a thread."""
        try:
            for event in job.stream(job.study(), job.cancel):
                job.take(event)
                if job.running:
                    self._mark(job, loop)
        except PaperstudyError as error:
            job.error = error
        except Exception as error:  # noqa: BLE001 - the guard of a thread: shown with the job
            job.error = error
        if job.error is not None:
            job.state = JobState.FAILED
        elif job.running:
            job.state = JobState.CANCELLED if job.cancel.cancelled else JobState.DONE
        job.ended = self._clock()
        with suppress(RuntimeError):  # the app has been left
            loop.call_soon_threadsafe(self._door.job_changed, job)

    def _mark(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        """Have it shown how far work is; of many steps in a moment the screen hears once."""
        if job in self._dirty:
            return
        self._dirty.add(job)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(loop.call_later, _PACE, self._show, job)

    def _show(self, job: Job) -> None:
        self._dirty.discard(job)
        if job.running:  # of its end the screen hears at once
            self._door.job_changed(job)


def tell_unwritten(job: Job, said: str) -> str:
    """Return what a job that writes files says at its end, and how many of them it could not."""
    if not job.failures:
        return said
    failed = translate_count(
        "{count} could not be written: 8 shows why",
        "{count} could not be written: 8 shows why",
        len(job.failures),
    )
    return f"{said}\n{failed}"
