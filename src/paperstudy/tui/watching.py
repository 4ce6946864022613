"""Watching the files of logs while the app runs: what is saved there is read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.timer import Timer

    from paperstudy.study.watching import Watch
    from paperstudy.tui.jobs import Jobs
    from paperstudy.tui.work import Work

_EVERY = 2.0  # seconds between two looks at the files
_LANE = "logs-watch"


class LogWatch:
    """The watch on the logs of the library in use; it outlives the screen that began it."""

    def __init__(self, app: App[None], work: Work, jobs: Jobs) -> None:
        self._app = app
        self._work = work
        self._jobs = jobs
        self._timer: Timer | None = None
        self._watch: Watch | None = None
        self._rescan: Callable[[], object] | None = None

    @property
    def goes_on(self) -> bool:
        """Whether logs are being watched."""
        return self._timer is not None

    def start(
        self,
        folders: Sequence[str],
        rescan: Callable[[], object],
        then: Callable[[], object],
    ) -> None:
        """Watch folders and the files of all known logs; call `then` once that is so.

        `rescan` reads again what has changed.
        """
        from paperstudy.study.watching import Watch

        watched = tuple(folders)
        self._rescan = rescan
        self._timer = self._app.set_interval(_EVERY, self.look)

        def begin(watch: Watch) -> None:
            self._watch = watch
            then()

        self._work.ask(lambda study: Watch(watched, study.logbook.paths()), begin, lane=_LANE)

    def stop(self) -> None:
        """Watch no longer."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._watch = self._rescan = None
        self._work.drop(_LANE)

    def look(self) -> None:
        """Look whether a log has changed, and read again where one has."""
        watch = self._watch
        if watch is not None and not self._jobs.running:
            self._work.ask(lambda _: watch.look(), self._changed, lane=_LANE)

    def _changed(self, paths: tuple[str, ...]) -> None:
        if paths and self._rescan is not None:
            self._rescan()
