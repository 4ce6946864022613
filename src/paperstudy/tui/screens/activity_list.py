"""Long work and what was done by hand, as rows and as blocks of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.saying.errors import hint_of, message_of, said_of
from paperstudy.saying.names import short_path
from paperstudy.study.clock import find_now
from paperstudy.tui.deeds import deed
from paperstudy.tui.hints import said_here
from paperstudy.tui.jobs import JobState
from paperstudy.tui.places import LogPlace
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from paperstudy.domain.library import JournalEntry, StoreInfo
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.widgets.sheet import Block

_BAR = 12
_MOST_FAILED = 500
_MINUTE, _KIB = 60, 1024


def job_columns(zone: str) -> tuple[Column[Job], ...]:
    """Return the columns of the list of work."""
    return (
        Column(translate("Work"), 0, lambda job: job.label),
        Column(translate("State"), 9, state_of),
        Column(translate("Progress"), 26, progress_of, least=60),
        Column(translate("Failed"), 6, lambda job: str(len(job.failures) or ""), right=True),
        Column(translate("Begun"), 5, lambda job: time_of(job.begun, zone), least=50, dim=True),
    )


def step_columns(zone: str) -> tuple[Column[JournalEntry], ...]:
    """Return the columns of the list of what was done by hand."""
    return (
        Column(translate("Done by hand"), 0, lambda step: deed(step.action)),
        Column("", 10, step_state),
        Column(translate("When"), 16, lambda step: when_of(step.at, zone), least=50, dim=True),
    )


def state_of(job: Job) -> str:
    """Return where work is, in a word."""
    return {
        JobState.RUNNING: translate("running"),
        JobState.DONE: translate("done"),
        JobState.FAILED: translate("! failed"),
        JobState.CANCELLED: translate("stopped"),
    }[job.state]


def progress_of(job: Job) -> str:
    """Return how far work is, drawn and in numbers."""
    if not job.total:
        return f"{job.done:,}" if job.done else ""
    full = min(_BAR, job.done * _BAR // job.total)
    return f"{'█' * full}{'·' * (_BAR - full)} {job.done:,}/{job.total:,}"


def step_state(step: JournalEntry) -> str:
    """Return whether a step was undone, or cannot be."""
    if step.stuck:
        return translate("! overtaken")
    return translate("undone") if step.undone else ""


def time_of(moment: datetime, zone: str) -> str:
    """Return the time of day where the group is."""
    return find_now(lambda: moment, zone).strftime("%H:%M")


def when_of(moment: datetime | None, zone: str) -> str:
    """Return day and time where the group is."""
    return find_now(lambda: moment, zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def job_blocks(job: Job, zone: str) -> Iterator[Block]:
    """Yield all that is known of one piece of work."""
    yield Heading(job.label, "title")
    yield Fact(translate("State"), state_of(job))
    yield Fact(translate("Progress"), progress_of(job))
    yield Fact(translate("Now"), job.item if job.running else "")
    yield Fact(translate("Begun"), when_of(job.begun, zone))
    if job.ended is not None:
        seconds = int((job.ended - job.begun).total_seconds())
        yield Fact(translate("Took"), f"{seconds // _MINUTE}:{seconds % _MINUTE:02}")
    if job.said is not None and job.summary is not None and not job.running:
        yield Prose(job.said(job))
    yield from _error(job)
    if job.failures:
        count = len(job.failures)
        yield Heading(translate("{count} failed", count=count))
    for failed in job.failures[:_MOST_FAILED]:
        if failed.label.startswith("/"):
            yield Place(short_path(failed.label), LogPlace(failed.label))
        else:
            yield Prose(failed.label, "strong")
        yield Prose(_reason(failed.error), indent=4)
    if job.notices:
        yield Heading(translate("Notices"))
    for notice in job.notices:
        yield Prose(said_here(said_of(notice), "activity"))


def step_blocks(step: JournalEntry, zone: str) -> Iterator[Block]:
    """Yield all that is known of one step."""
    yield Heading(deed(step.action), "title")
    yield Fact(translate("When"), when_of(step.at, zone))
    yield Fact(translate("State"), step_state(step))
    if step.stuck:
        yield Prose(translate("others have changed the same since: undo passes over it"), "dim")
    elif step.undone:
        yield Prose(translate("ctrl+r does it again"), "dim")
    else:
        yield Prose(translate("u takes steps back, the newest first"), "dim")


def library_blocks(info: StoreInfo) -> Iterator[Block]:
    """Yield where the library is and how much is in it."""
    from paperstudy.saying.settings import address_said
    from paperstudy.saying.words import word

    yield Fact(translate("Database"), address_said(info.database))
    yield Fact(translate("Engine"), info.engine)
    yield Fact(translate("Schema"), info.revision or translate("not made yet"))
    yield Fact(translate("Size"), f"{info.size / _KIB / _KIB:.1f} MB")
    for name, count in info.counts:
        yield Fact(word(name), f"{count:,}")


def _error(job: Job) -> Iterator[Block]:
    if isinstance(job.error, PaperstudyError):
        yield Heading(translate("It ended with an error"))
        yield Prose(_reason(job.error))
    elif job.error is not None:
        yield Heading(translate("It ended with a bug of paperstudy"))
        yield Prose(translate("please report this as a bug"))
        yield Verbatim(str(job.error), "dim")


def _reason(error: PaperstudyError) -> str:
    hint = said_here(hint_of(error), "activity")
    return "\n".join(part for part in (message_of(error), hint) if part)
