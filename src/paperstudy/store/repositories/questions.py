"""How many questions wait for a person: counted, where the inbox loads what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.alike import find_alike

if TYPE_CHECKING:
    from paperstudy.store.link import Link


class QuestionReader:
    """The questions of the inbox, as numbers."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def count(self) -> int:
        """Return how many wait: of logs, of sources, about sessions and about names."""
        counted: int = sum(self._link.value(sql) or 0 for sql in queries.WAITING_COUNTS)
        return counted + len({later for _, later in find_alike(self._link)})
