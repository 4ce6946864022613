"""Looking after the library: what is in it, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from paperstudy.domain.library import JournalEntry, StoreInfo
    from paperstudy.domain.papers import PaperId
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

    def undo(self) -> str | None:
        """Take back the last change a person made; return what it was, None if there is none.

        Raises:
            StaleEditError: what it changed has been changed again since.
        """
        return self._store.undo(self._mend)

    def redo(self) -> str | None:
        """Do again what was last taken back; return what it was, None if there is none.

        Raises:
            StaleEditError: what it would change has been changed since.
        """
        return self._store.redo(self._mend)

    def _mend(self, tx: Writer, paper_id: PaperId) -> None:
        from paperstudy.study.shelving import merge_fields

        merge_fields(tx, paper_id, self._clock())
