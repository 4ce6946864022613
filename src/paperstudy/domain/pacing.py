"""The promise that one service is asked no faster than it wishes, by all processes together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from paperstudy.domain.events import CancelToken

SHORT_WAIT = 5.0
"""Seconds that a request may wait for its turn while a person waits for what is no need."""
LONGEST_WAIT = 60.0
"""Seconds that a request may wait for its turn; a source that wants more is given up for now."""


class Pacer(Protocol):
    """Gives out turns to ask a host; safe to share between threads."""

    def wait_turn(
        self, host: str, interval: float, cancel: CancelToken, *, patience: float = LONGEST_WAIT
    ) -> None:
        """Wait for the next turn at `host`, and leave at least `interval` seconds before another.

        Returns early, the turn unused, when `cancel` is set: the caller looks at the token.

        Raises:
            RateLimitedError: the turn is more than `patience` seconds away.
        """

    def postpone(self, host: str, seconds: float) -> None:
        """Give out no turn at `host` for the next `seconds`, because it asked for a rest."""
