"""A stream of events at the terminal: what was done is passed on, what failed is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paperstudy.cli.errors import INTERRUPTED, SOME_FAILED, report_error
from paperstudy.cli.progress import show_progress
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Progress, Started

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.cli.call import Call
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.events import Event


@dataclass(slots=True)
class Tally:
    """What a stream came to: values in order, failures, and the operation's summary.

    `total` is how many items there were to do, None where nobody knows; `prints` says that each
    value is printed as it comes.
    """

    as_json: bool = False
    prints: bool = True
    values: list[Any] = field(default_factory=list)
    errors: list[PaperstudyError] = field(default_factory=list)
    summary: Any = None
    cancelled: bool = False
    total: int | None = None

    @property
    def exit_code(self) -> int:
        """0, or 130 after Ctrl-C, or 8 where some failed; where all did, the code of the first."""
        if self.cancelled:
            return INTERRUPTED
        if not self.errors:
            return 0
        return SOME_FAILED if self.values else self.errors[0].exit_code

    def fail(self, error: PaperstudyError, subject: str) -> None:
        """Count a failure and say it."""
        self.errors.append(error)
        report_error(error, as_json=self.as_json, subject=subject)


def take_events(events: Iterable[Event], call: Call, tally: Tally) -> Iterator[Any]:
    """Yield the value of what is done, one by one; count the rest, and tell a person of it."""
    for event in show_progress(events, call, printing=tally.prints):
        match event:
            case ItemDone():
                tally.values.append(event.value)
                yield event.value
            case ItemFailed():
                tally.fail(event.error, event.label)
            case Notice():
                call.say(event.template, **dict(event.fields))
            case Progress():
                pass  # the bar has drawn it
            case Started():
                tally.total = event.total
            case Finished():
                tally.summary = event.summary
                tally.cancelled = event.cancelled
