"""Looking after the library: what is in it, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from paperstudy.domain.library import JournalEntry, StoreInfo
    from paperstudy.domain.papers import PaperId
    from paperstudy.store.recorder import FileChange
    from paperstudy.store.store import Store
    from paperstudy.store.views import Writer
    from paperstudy.study.clock import Clock


class Upkeep:
    """The state of the library as a whole."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def info(self) -> StoreInfo:
        """Return where the library is and how much is in it."""
        return self._store.info()

    def change_counter(self) -> str:
        """Return what is another after every write, by whatever process; cheap to ask for."""
        return self._store.changes()

    def history(self, limit: int = 500) -> tuple[JournalEntry, ...]:
        """Return what people did by hand, the newest first; undone steps are said to be."""
        with self._store.read() as tx:
            return tuple(tx.journal.entries(limit))

    def together(self, action: str) -> AbstractContextManager[None]:
        """Make all changes within, of this thread, one to undo; `action` names it."""
        return self._store.together(action, at=self._clock())

    def steps(self) -> int:
        """Return how often this thread has changed something that can be undone."""
        return self._store.steps()

    def undo(self) -> str | None:
        """Take back the last change a person made; return what it was, None if there is none.

        Raises:
            StaleEditError: what it changed has been changed again since.
        """
        return self._store.undo(self._mend, _put_files)

    def redo(self) -> str | None:
        """Do again what was last taken back; return what it was, None if there is none.

        Raises:
            StaleEditError: what it would change has been changed since.
        """
        return self._store.redo(self._mend, _put_files)

    def _mend(self, tx: Writer, paper_id: PaperId) -> None:
        from paperstudy.study.shelving import merge_fields

        merge_fields(tx, paper_id, self._clock())


def _put_files(changes: Sequence[FileChange]) -> None:
    """Write files as they were, or again as a step left them; none, where one has changed since."""
    from paperstudy.study.files import put_in_place

    for only_look in (True, False):
        for path, before, after in changes:
            put_in_place(path, before, after, only_look=only_look)
