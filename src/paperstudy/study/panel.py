"""The panel of sources that one run asks: who fails is told of, and soon left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    NeedsLoginError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import Notice
from paperstudy.domain.sources import Looked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.study.network import Network

_FAILURES = 2
"""How often a source may fail in a row before it is left alone for the rest of a run."""


class Panel:
    """The sources of one run. One that fails is a notice, and soon is not asked again."""

    def __init__(self, network: Network, cancel: CancelToken, *, hurried: bool = False) -> None:
        sources = network.sources(hurried)
        self.offline = network.offline
        self.sources = {s.name: s for s in sources if s.local or not network.offline}
        self.cancel = cancel
        self._failures: dict[str, int] = {}
        self._left: set[str] = set()
        self._errors: dict[str, SourceError] = {}
        self._told: set[str] = set()

    def can_ask(self, name: str) -> bool:
        """Tell whether a source is there, may be asked and still answers."""
        return name in self.sources and name not in self._left

    def ask(self, name: str, identifiers: Sequence[Identifier]) -> Iterator[Looked]:
        """Yield one answer per identifier: one with an error where the source failed.

        Ends early when a person asks to stop.
        """
        waiting = dict.fromkeys(identifiers)
        try:
            for looked in self.sources[name].lookup([*waiting], self.cancel):
                waiting.pop(looked.identifier, None)
                if not isinstance(looked.error, SourceUnavailableError):
                    self._failures.pop(name, None)
                if isinstance(looked.error, SourceError):
                    self._errors.setdefault(name, looked.error)
                yield looked
        except SourceError as error:
            self._note(name, error)
            for identifier in waiting:
                yield Looked(identifier, error=error)

    def search(
        self, name: str, title: str, author: str = "", year: int | None = None
    ) -> list[PaperRecord] | None:
        """Return what a source finds for a title; None where it failed or was stopped."""
        try:
            found = self.sources[name].search(title, author, year, cancel=self.cancel)
        except SourceError as error:
            self._note(name, error)
            return None
        return None if self.cancel.cancelled else found

    def notices(self, *, aside: Collection[str] = ()) -> list[Notice]:
        """Return what is to be said of sources that failed since the last time; once for each.

        Those `aside` are not what the run is about, and get one line together.
        """
        new = {
            name: error
            for name, error in self._errors.items()
            # A paper that needs a login says so itself; the others do without that source.
            if name not in self._told and not isinstance(error, NeedsLoginError)
        }
        self._told.update(new)
        told = [
            Notice("{reason}", (("reason", error),))
            for name, error in new.items()
            if name not in aside
        ]
        quiet = [name for name in new if name in aside]
        if quiet:
            names = (("sources", ", ".join(quiet)),)
            told.append(Notice("no answer from: {sources}; `paperstudy sync` asks again", names))
        return told

    def find_login_error(self, name: str) -> NeedsLoginError | None:
        """Return the error of a source that answers its own users only."""
        error = self._errors.get(name)
        return error if isinstance(error, NeedsLoginError) else None

    def raise_first(self) -> None:
        """Raise the first error there was, if any.

        Raises:
            SourceError: a source failed.
        """
        for error in self._errors.values():
            raise error

    def _note(self, name: str, error: SourceError) -> None:
        self._failures[name] = self._failures.get(name, 0) + 1
        lasting = isinstance(error, RateLimitedError | OfflineError | NeedsLoginError)
        if lasting or self._failures[name] >= _FAILURES:
            self._left.add(name)
        self._errors.setdefault(name, error)
