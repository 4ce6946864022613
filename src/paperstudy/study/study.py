"""Study: the operations on one library, by subject. It has no verbs of its own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.config import Settings
    from paperstudy.domain.sources import Source
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.exporting import Exporting
    from paperstudy.study.inbox import Inbox
    from paperstudy.study.library import Library
    from paperstudy.study.scanning import Scanning
    from paperstudy.study.sessions import Sessions
    from paperstudy.study.upkeep import Upkeep


class Study:
    """Holds the operations; each subject is loaded when it is first asked for."""

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    @cached_property
    def scanning(self) -> Scanning:
        """Study logs in."""
        from paperstudy.study.scanning import Scanning

        return Scanning(self._store, self._clock)

    @cached_property
    def inbox(self) -> Inbox:
        """What waits for a decision."""
        from paperstudy.study.inbox import Inbox

        return Inbox(self._store, self._clock)

    @cached_property
    def library(self) -> Library:
        """The papers."""
        from paperstudy.study.library import Library
        from paperstudy.study.network import Network

        return Library(self._store, self._clock, Network(self._settings.offline, self._sources))

    @cached_property
    def sessions(self) -> Sessions:
        """The meetings."""
        from paperstudy.study.sessions import Sessions

        return Sessions(self._store)

    @cached_property
    def exporting(self) -> Exporting:
        """Papers out."""
        from paperstudy.study.exporting import Exporting

        return Exporting(self._store)

    @cached_property
    def upkeep(self) -> Upkeep:
        """The library as a whole."""
        from paperstudy.study.upkeep import Upkeep

        return Upkeep(self._store, self._clock)

    def _sources(self) -> Sequence[Source]:
        from paperstudy.sources.registry import make_sources

        return make_sources(
            base_urls=self._settings.source_urls,
            contact=self._settings.contact,
            pacer=self._store.pacer(),
        )
