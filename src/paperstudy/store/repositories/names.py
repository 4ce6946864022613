"""Names that people taught: what a log writes for a paper of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import LearnedNameRow
from paperstudy.domain.papers import CiteKey, PaperId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store.encoding import some_time_text

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows


class NameReader:
    """The learned names."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[LearnedNameRow]:
        """Return all of them, in order of the normalised name."""
        return [
            LearnedNameRow(row[0], row[1], PaperId(row[2]), CiteKey(row[3]), row[4])
            for row in self._link.rows(queries.LEARNED_NAMES)
        ]


class NameWriter(NameReader):
    """The learned names, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def learn(self, normalised: str, surface: str, paper_id: PaperId, at: datetime) -> None:
        """Remember that a name means a paper; what it meant before is replaced."""
        values = {
            "surface": clean_line(surface),
            "paper_id": paper_id,
            "learned_at": some_time_text(at),
        }
        row_id = self._link.value(queries.NAME_ID, normalised=normalised)
        if row_id is None:
            self._rows.insert("learned_names", {"normalised": normalised, **values})
        else:
            self._rows.update("learned_names", row_id, values)

    def forget(self, normalised: str) -> None:
        """Forget a name; nothing happens where it was never learned."""
        row_id = self._link.value(queries.NAME_ID, normalised=normalised)
        if row_id is not None:
            self._rows.delete("learned_names", row_id)
