"""The operations that both doors call, opened on one library."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperstudy.study.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.config import Settings
    from paperstudy.study.clock import Clock
    from paperstudy.study.study import Study


@contextmanager
def open_study(settings: Settings, *, clock: Clock = utc_now) -> Iterator[Study]:
    """Open the library that `settings` name, and the operations on it.

    Raises:
        StoreError: the file is no library, damaged, or from a newer paperstudy.
    """
    from paperstudy.store.store import open_store
    from paperstudy.study.study import Study

    store = open_store(settings.database, cite_key=settings.cite_key)
    try:
        yield Study(store, settings, clock)
    finally:
        store.close()
