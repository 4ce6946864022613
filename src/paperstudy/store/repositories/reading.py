"""Reading lists: the group's, and each person's; who proposed what, and who wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import ReadingEntry, ReadingRow
from paperstudy.domain.papers import CiteKey, PaperId, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.text import clean_block
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text, read_date, read_time, some_time_text, time_text
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values

_GROUP = 0  # no person has this number
_LAST = 1_000_000  # farther down than any priority


class ReadingReader:
    """What is on the reading lists."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self, person: PersonId | None = None) -> tuple[ReadingEntry, ...]:
        """Return a person's reading list, or the group's, by priority."""
        return tuple(_entry(row) for row in self._entries(person))

    def rows(self, person: PersonId | None = None) -> tuple[ReadingRow, ...]:
        """Return a list as it is shown: by priority, those without one last, votes and age."""
        found = self._entries(person)
        votes = by_first(self._link.rows(queries.VOTES)) if person is None and found else {}
        authors: dict[int, list[Row]] = {}
        for some in chunks([row[0] for row in found]):
            authors.update(by_first(self._link.rows(queries.AUTHORS_LISTED, ids=list(some))))
        rows = [
            ReadingRow(
                entry=_entry(row),
                key=CiteKey(row[9]),
                title=row[10],
                authors=_names(authors.get(row[0], ())),
                year=row[11],
                votes=_names(votes.get(row[0], ())),
                nominated_by=(row[12] or "") if person is None else "",
            )
            for row in found
        ]
        return tuple(sorted(rows, key=_rank))

    def of_paper(self, paper_id: PaperId) -> tuple[ReadingEntry, ...]:
        """Return a paper's places on all lists, the oldest first."""
        rows = self._link.rows(queries.READING_OF_PAPER, paper_id=paper_id)
        return tuple(_entry(row) for row in rows)

    def _entries(self, person: PersonId | None) -> list[Row]:
        return self._link.rows(queries.READING, person_id=person or _GROUP)


class ReadingWriter(ReadingReader):
    """The reading lists, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def save(self, entry: ReadingEntry) -> None:
        """Put an entry on its list, in place of the one for the same paper.

        When it was put there stays as it was, unless the entry says so. Who proposed it is saved
        with `nominate`.
        """
        values: Values = {
            **self._status(entry.paper_id, entry.person, entry.status),
            "priority": entry.priority,
            "due": date_text(entry.due),
            "rating": entry.rating,
            "note": clean_block(entry.note),
        }
        if entry.added_at is not None:
            values["added_at"] = time_text(entry.added_at)
        self._write(entry.paper_id, entry.person, values)

    def set_status(
        self, paper_id: PaperId, status: PaperStatus, person: PersonId | None = None
    ) -> None:
        """Say where a paper stands on a list; its other facts there stay."""
        if self._entry_id(paper_id, person) is None:
            self.save(ReadingEntry(paper_id, status, person))
        else:
            self._write(paper_id, person, self._status(paper_id, person, status))

    def remove(self, paper_id: PaperId, person: PersonId | None = None) -> None:
        """Take a paper off a list, the group's with votes; nothing happens if it is not on it."""
        row_id = self._entry_id(paper_id, person)
        if row_id is None:
            return
        self._rows.delete("reading_entries", row_id)
        if person is None:
            self._rows.delete_where("votes", paper_id=paper_id)
            self._rows.delete_where("nominations", paper_id=paper_id)

    def nominate(self, paper_id: PaperId, person: PersonId | None, at: datetime) -> bool:
        """Propose a paper to the group; return False where somebody has done so before."""
        if self._entry_id(paper_id, None) is None:
            self.save(ReadingEntry(paper_id, PaperStatus.TO_READ, added_at=at))
        known = self._link.row(queries.NOMINATION_ID, paper_id=paper_id)
        if known is not None:
            return False
        values = {"paper_id": paper_id, "person_id": person, "at": some_time_text(at)}
        self._rows.insert("nominations", values)
        return True

    def vote(self, paper_id: PaperId, person: PersonId) -> bool:
        """Say that a person wants a paper read; return False where they said so before."""
        if self._vote_id(paper_id, person) is not None:
            return False
        self._rows.insert("votes", {"paper_id": paper_id, "person_id": person})
        return True

    def unvote(self, paper_id: PaperId, person: PersonId) -> bool:
        """Take back a person's vote; return False where there is none."""
        row_id = self._vote_id(paper_id, person)
        if row_id is None:
            return False
        self._rows.delete("votes", row_id)
        return True

    def _write(self, paper_id: PaperId, person: PersonId | None, values: Values) -> None:
        row_id = self._entry_id(paper_id, person)
        if row_id is None:
            keys = {"paper_id": paper_id, "person_id": person}
            self._rows.insert("reading_entries", keys | values)
        else:
            self._rows.update("reading_entries", row_id, values)

    def _status(self, paper_id: PaperId, person: PersonId | None, status: PaperStatus) -> Values:
        """Return how a status is kept: one that the presentations say anyway is left to them."""
        if self._is_presented(paper_id, person):
            row_id = self._entry_id(paper_id, person)
            if status is not PaperStatus.PRESENTED:
                return {"status": status.value, "stands": True}
            if row_id is not None:
                return {"stands": False}
        return {"status": status.value, "stands": False}

    def _is_presented(self, paper_id: PaperId, person: PersonId | None) -> bool:
        if person is None:
            return self._link.row(queries.IS_PRESENTED, paper_id=paper_id) is not None
        sql = queries.IS_PRESENTED_BY
        return self._link.row(sql, paper_id=paper_id, person_id=person) is not None

    def _entry_id(self, paper_id: PaperId, person: PersonId | None) -> int | None:
        found: int | None = self._link.value(
            queries.READING_ENTRY, paper_id=paper_id, person_id=person or _GROUP
        )
        return found

    def _vote_id(self, paper_id: PaperId, person: PersonId) -> int | None:
        found: int | None = self._link.value(queries.VOTE_ID, paper_id=paper_id, person_id=person)
        return found


def _entry(row: Row) -> ReadingEntry:
    return ReadingEntry(
        paper_id=PaperId(row[0]),
        person=PersonId(row[1]) if row[1] is not None else None,
        status=PaperStatus(row[2]),
        priority=row[3],
        due=read_date(row[4]),
        rating=row[5],
        note=row[6],
        added_at=read_time(row[7]),
        nominated_by=PersonId(row[8]) if row[8] is not None else None,
    )


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(name for _, name in rows)


def _rank(row: ReadingRow) -> tuple[int, int, str]:
    """Return what a list is sorted by; one whose age nobody knows is older than all."""
    entry = row.entry
    return (entry.priority or _LAST, -len(row.votes), time_text(entry.added_at) or "")
