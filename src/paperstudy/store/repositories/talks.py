"""What charts are made of: presentations, days of meetings, and what papers are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.domain.papers import CiteKey, PaperId, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.sessions import PresentationId, SessionId
from paperstudy.domain.talks import AreaKind, Talk
from paperstudy.store import queries_of_talks as queries
from paperstudy.store.bodies import read_list
from paperstudy.store.encoding import read_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from paperstudy.store.link import Link, Row

Area = tuple[PaperId, int | None, AreaKind, str]  # a paper, its year, and what it is about

_KINDS = (AreaKind.CATEGORY, AreaKind.TASK, AreaKind.METHOD)
_MANY = 5_000


class TalkReader:
    """Presentations and papers, in as few columns as counting needs."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> tuple[Talk, ...]:
        """Return what was presented and what is planned, by date, those without one last."""
        people: dict[int, list[PersonId]] = {}
        rows: dict[int, Row] = {}
        for row in self._link.rows(queries.TALKS):
            rows[row[0]] = row
            who = people.setdefault(row[0], [])
            if row[5] is not None:
                who.append(PersonId(row[5]))
        return tuple(
            Talk(
                number=PresentationId(number),
                session=SessionId(session),
                day=read_date(day),
                held=status == "done",
                paper=None if paper is None else PaperId(paper),
                people=tuple(people[number]),
            )
            for number, session, day, status, paper, _ in rows.values()
        )

    def planned(self) -> set[CiteKey]:
        """Return the papers that a session is to have."""
        return {CiteKey(key) for (key,) in self._link.rows(queries.PLANNED)}

    def meetings(self) -> dict[date | None, int]:
        """Return how many meetings there are on each day."""
        return {read_date(day): count for day, count in self._link.rows(queries.MEETING_DAYS)}

    def statuses(self) -> dict[PaperStatus, int]:
        """Return how many papers there are of each status."""
        counted = dict(self._count(queries.STATUS_COUNTS))
        return {status: counted.get(status.value, 0) for status in PaperStatus}

    def years(self) -> dict[int | None, int]:
        """Return how many papers are of each year; None where it is not known."""
        return dict(self._count(queries.YEAR_COUNTS))

    def areas(self, papers: Collection[PaperId] | None = None) -> Iterator[Area]:
        """Yield what these papers are about, or all of them."""
        for number, year, *texts in self._some(queries.AREAS, queries.AREAS_OF, papers):
            for kind, text in zip(_KINDS, texts, strict=True):
                yield from ((number, year, kind, name) for name in read_list(text))
        for number, year, name in self._some(queries.TAGGED, queries.TAGGED_OF, papers):
            yield number, year, AreaKind.TAG, name

    def _count(self, sql: str) -> Iterator[tuple[Any, int]]:
        return ((what, count) for what, count in self._link.rows(sql))

    def _some(self, every: str, some: str, papers: Collection[PaperId] | None) -> Iterator[Row]:
        if papers is None:
            yield from self._link.rows(every)
            return
        ids = sorted(papers)
        for start in range(0, len(ids), _MANY):
            yield from self._link.rows(some, ids=ids[start : start + _MANY])
