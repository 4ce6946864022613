"""Long lists: the numbers of all that a query asks for, and rows for the few that are seen."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperHead
from paperstudy.store import queries
from paperstudy.store.repositories.papers import read_summaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.papers import PaperState, PaperSummary
    from paperstudy.domain.queries import PaperQuery
    from paperstudy.store.link import Link


class ListReader:
    """The papers of the library as lists."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def heads(self) -> list[PaperHead]:
        """Return what tells the papers apart, in order of their keys."""
        return list(map(PaperHead._make, self._link.rows(queries.PAPER_HEADS)))

    def count(self) -> int:
        """Return how many papers there are."""
        return self._link.value(queries.PAPER_COUNT) or 0

    def count_in(self, states: Iterable[PaperState]) -> int:
        """Return how many papers are in one of these states."""
        return self._link.value(queries.PAPER_COUNT_IN, states=list(states)) or 0

    def paper_ids(self, query: PaperQuery) -> array[int]:
        """Return the numbers of all papers that meet `query`, in its order.

        Raises:
            InvalidQueryError: the order is unknown, or there are too many words.
        """
        from paperstudy.store.fitting import find_ids

        return find_ids(self._link, query)

    def first_paper_ids(self, query: PaperQuery, limit: int) -> array[int] | None:
        """Return the numbers of the first `limit` papers that meet `query`, of the first few alone.

        None where the order has no index to take these from. Common words are found at once so,
        which a search of everything takes long for.
        """
        from paperstudy.store.fitting import FIRST_RANKED, best_first, is_ranked
        from paperstudy.store.search import Conditions

        asked = Conditions(query, self._link.dialect, indexed=False)
        if asked.first is None:
            return None
        rows = self._link.rows(
            f"SELECT p.id FROM {asked.first} WHERE {asked.where} ORDER BY {asked.order}"  # noqa: S608 - constants and parameters' names
            " LIMIT :limit",
            limit=max(limit, FIRST_RANKED) if is_ranked(query) else limit,
            **asked.parameters,
        )
        ids = array("q", [number for (number,) in rows])
        return best_first(self._link, query, ids)[:limit] if is_ranked(query) else ids

    def summaries(self, ids: Sequence[int]) -> tuple[PaperSummary, ...]:
        """Return the rows of these papers, in this order; what is no longer there is left out."""
        return read_summaries(self._link, ids)
