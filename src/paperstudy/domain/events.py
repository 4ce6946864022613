"""Progress of long work: a stream of events, and the token that stops it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.domain.errors import PaperstudyError


@dataclass(frozen=True, slots=True)
class Started:
    """Work begins; `total` is None when it cannot be known beforehand."""

    total: int | None
    label: str


@dataclass(frozen=True, slots=True)
class ItemDone:
    """One item is finished and saved; `value` is what it gave."""

    label: str
    value: object = None


@dataclass(frozen=True, slots=True)
class ItemFailed:
    """One item failed; the rest goes on."""

    label: str
    error: PaperstudyError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one long item is, in bytes or rows; `total` is None when it cannot be known."""

    done: int
    total: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know that is no failure: an English template and its fields."""

    template: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of every stream; `summary` is the operation's own value."""

    summary: object
    cancelled: bool = False


Event = Started | ItemDone | ItemFailed | Progress | Notice | Finished


@dataclass(slots=True)
class CancelToken:
    """Says that a person wants the work to stop; safe to set from any thread or handler."""

    _event: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at the next item or wait."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds`; return True at once when a stop is asked for."""
        return self._event.wait(seconds)
