"""Looking after the library: what is in it, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.domain.library import StoreInfo
    from paperstudy.store.store import Store


class Upkeep:
    """The state of the library as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def info(self) -> StoreInfo:
        """Return where the library is and how much is in it."""
        return self._store.info()

    def undo(self) -> str | None:
        """Take back the last change a person made; return what it was, None if there is none.

        Raises:
            StaleEditError: what it changed has been changed again since.
        """
        return self._store.undo()

    def redo(self) -> str | None:
        """Do again what was last taken back; return what it was, None if there is none.

        Raises:
            StaleEditError: what it would change has been changed since.
        """
        return self._store.redo()
