"""Study: the operations on one library, by subject. It has no verbs of its own."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.config import Settings
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.study.calendars import Calendars
    from paperstudy.study.catalogue import Catalogue
    from paperstudy.study.charts import Charts
    from paperstudy.study.clock import Clock
    from paperstudy.study.digests import Digests
    from paperstudy.study.documents import Documents
    from paperstudy.study.exporting import Exporting
    from paperstudy.study.importing import Importing
    from paperstudy.study.inbox import Inbox
    from paperstudy.study.library import Library
    from paperstudy.study.linking import Linking
    from paperstudy.study.logbook import Logbook
    from paperstudy.study.network import Network
    from paperstudy.study.noting import Noting
    from paperstudy.study.pdfs import Pdfs
    from paperstudy.study.people import People
    from paperstudy.study.reading import Reading
    from paperstudy.study.rekeying import Rekeying
    from paperstudy.study.same_meetings import SameMeetings
    from paperstudy.study.scanning import Scanning
    from paperstudy.study.sessions import Sessions
    from paperstudy.study.stats import Stats
    from paperstudy.study.syncing import Syncing
    from paperstudy.study.todos import Todos
    from paperstudy.study.upkeep import Upkeep
    from paperstudy.study.whole import Whole


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

        return Scanning(self._store, self._clock, self._find_archive, self._settings.time_zone)

    @cached_property
    def linking(self) -> Linking:
        """Links back into the study logs."""
        from paperstudy.study.linking import Linking

        return Linking(self._store, self._clock, self._find_archive)

    @cached_property
    def logbook(self) -> Logbook:
        """The logs that were read."""
        from paperstudy.study.logbook import Logbook

        return Logbook(self._store, self._clock, self.scanning)

    @cached_property
    def inbox(self) -> Inbox:
        """What waits for a decision."""
        from paperstudy.study.inbox import Inbox

        return Inbox(self._store, self._clock, self._find_archive)

    @cached_property
    def library(self) -> Library:
        """The papers."""
        from paperstudy.study.library import Library

        return Library(self._store, self._clock, self._network, self._find_archive)

    @cached_property
    def syncing(self) -> Syncing:
        """Facts from the metadata sources."""
        from paperstudy.study.syncing import Syncing

        return Syncing(self._store, self._clock, self._network)

    @cached_property
    def pdfs(self) -> Pdfs:
        """The texts of the papers."""
        from pathlib import Path

        from paperstudy.study.pdfs import Pdfs

        return Pdfs(self._store, Path(self._settings.pdf_folder), self._plumbing)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The archive of Papers with Code on this machine."""
        from paperstudy.store.archive import open_archive
        from paperstudy.study.catalogue import Catalogue

        archive = open_archive(self._settings.archive)
        return Catalogue(archive, archive.path.parent, self._plumbing, self._clock)

    @cached_property
    def sessions(self) -> Sessions:
        """The meetings."""
        from paperstudy.study.sessions import Sessions

        settings = self._settings
        return Sessions(
            self._store, self._clock, settings.time_zone, settings.me, find_zone=_machine_zone
        )

    @cached_property
    def same_meetings(self) -> SameMeetings:
        """Meetings that may be one."""
        from paperstudy.study.same_meetings import SameMeetings

        return SameMeetings(self._store, self._clock, self._settings.time_zone)

    @cached_property
    def people(self) -> People:
        """The members of the group."""
        from paperstudy.study.people import People

        settings = self._settings
        return People(self._store, self._clock, settings.me, settings.time_zone)

    @cached_property
    def reading(self) -> Reading:
        """The reading lists."""
        from paperstudy.study.reading import Reading

        return Reading(self._store, self._clock, self._settings.me)

    @cached_property
    def todos(self) -> Todos:
        """What is still to do, and to answer."""
        from paperstudy.study.todos import Todos

        return Todos(self._store, self._clock)

    @cached_property
    def stats(self) -> Stats:
        """The group in numbers."""
        from paperstudy.study.stats import Stats

        return Stats(self._store, self._clock, self._settings.time_zone)

    @cached_property
    def charts(self) -> Charts:
        """The group in numbers, to be drawn."""
        from paperstudy.study.charts import Charts

        return Charts(self._store, self._clock, self._settings.time_zone)

    @cached_property
    def digests(self) -> Digests:
        """The week in a few lines."""
        from paperstudy.study.digests import Digests

        return Digests(self._store, self._clock, self._settings.time_zone, self.sessions)

    @cached_property
    def documents(self) -> Documents:
        """Agendas, minutes, tables and logs to fill in."""
        from paperstudy.study.documents import Documents

        return Documents(self._store, self._clock, self._settings.time_zone)

    @cached_property
    def importing(self) -> Importing:
        """Papers in, from the files of other tools."""
        from paperstudy.study.importing import Importing

        return Importing(self._store, self._clock)

    @cached_property
    def exporting(self) -> Exporting:
        """Papers out."""
        from paperstudy.study.exporting import Exporting

        return Exporting(self._store, self._settings.database)

    @cached_property
    def calendars(self) -> Calendars:
        """Meetings out, for calendars."""
        from paperstudy.study.calendars import Calendars

        zone = self._settings.time_zone or _machine_zone()
        return Calendars(self._store, self._clock, zone)

    @cached_property
    def noting(self) -> Noting:
        """Notes on the papers, in a person's folder."""
        from paperstudy.study.noting import Noting

        return Noting(self._store)

    @cached_property
    def whole(self) -> Whole:
        """All of the library, out and in."""
        from paperstudy.study.whole import Whole

        return Whole(self._store)

    @cached_property
    def rekeying(self) -> Rekeying:
        """New cite keys."""
        from paperstudy.study.rekeying import Rekeying

        return Rekeying(self._store, self._clock, self._settings.cite_key)

    @cached_property
    def upkeep(self) -> Upkeep:
        """The library as a whole."""
        from paperstudy.study.upkeep import Upkeep

        return Upkeep(self._store, self._clock)

    def _find_archive(self) -> Archive | None:
        """Return the archive where there is one; else nothing is loaded for it."""
        if not os.path.isfile(self._settings.archive):  # noqa: PTH113 - `list` loads no pathlib
            return None
        from paperstudy.store.archive import open_archive

        return open_archive(self._settings.archive)

    @cached_property
    def _network(self) -> Network:
        from paperstudy.study.network import Network

        return Network(self._settings.offline, self._sources)

    def _plumbing(self) -> Plumbing:
        from paperstudy.sources.http import Plumbing

        settings = self._settings
        return Plumbing(
            base_urls=settings.source_urls,
            contact=settings.contact,
            offline=settings.offline,
            pacer=self._store.pacer(),
            credentials=settings.credentials,
        )

    def _sources(self, hurried: bool) -> Sequence[Source]:  # noqa: FBT001 - see Network
        from paperstudy.sources.registry import make_sources

        archive, dblp = self._find_archive(), self._settings.dblp
        return make_sources(self._plumbing(), archive=archive, dblp=dblp, hurried=hurried)


def _machine_zone() -> str:
    """Return the machine's time zone, "" where it has none that has a name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from paperstudy.study.clock import find_machine_zone

    zone = find_machine_zone(os.environ)
    try:
        return ZoneInfo(zone).key if zone else ""
    except (ZoneInfoNotFoundError, ValueError):
        return ""
