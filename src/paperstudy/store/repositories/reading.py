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

    def save(self, *entries: ReadingEntry) -> None:
        """Put entries on their list, which is one for all, in place of those for the same papers.

        When one was put there stays as it was, unless the entry says so. Who proposed it is saved
        with `nominate`.
        """
        if not entries:
            return
        person, papers = entries[0].person, [entry.paper_id for entry in entries]
        there = self._entry_ids(papers, person)
        presented = self._presented(papers, person)
        new: list[Values] = []
        changed: dict[int, Values] = {}
        for entry in entries:
            row_id = there.get(entry.paper_id)
            values = {
                **_status(
                    entry.status, listed=row_id is not None, by_talk=entry.paper_id in presented
                ),
                "priority": entry.priority,
                "due": date_text(entry.due),
                "rating": entry.rating,
                "note": clean_block(entry.note),
            }
            if row_id is None:
                added = {"added_at": time_text(entry.added_at)}
                new.append({"paper_id": entry.paper_id, "person_id": person, **values, **added})
                continue
            if entry.added_at is not None:
                values["added_at"] = time_text(entry.added_at)
            changed[row_id] = values
        self._rows.insert_all("reading_entries", new)
        self._rows.update_all("reading_entries", changed)

    def set_status(
        self, paper_id: PaperId, status: PaperStatus, person: PersonId | None = None
    ) -> None:
        """Say where a paper stands on a list; its other facts there stay."""
        row_id = self._entry_id(paper_id, person)
        if row_id is None:
            self.save(ReadingEntry(paper_id, status, person))
            return
        by_talk = bool(self._presented([paper_id], person))
        values = _status(status, listed=True, by_talk=by_talk)
        self._rows.update("reading_entries", row_id, values)

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

    def _presented(self, papers: Sequence[PaperId], person: PersonId | None) -> set[int]:
        """Return those of the papers that the presentations alone make presented ones."""
        sql = queries.ARE_PRESENTED if person is None else queries.ARE_PRESENTED_BY
        who = {} if person is None else {"person_id": person}
        return {
            row[0] for some in chunks(papers) for row in self._link.rows(sql, ids=list(some), **who)
        }

    def _entry_ids(self, papers: Sequence[PaperId], person: PersonId | None) -> dict[int, int]:
        """Return the numbers of the entries of papers on a list, by the numbers of the papers."""
        whose = person or _GROUP
        sql = queries.READING_ENTRIES
        return {
            row[0]: row[1]
            for some in chunks(papers)
            for row in self._link.rows(sql, ids=list(some), person_id=whose)
        }

    def _entry_id(self, paper_id: PaperId, person: PersonId | None) -> int | None:
        return self._entry_ids([paper_id], person).get(paper_id)

    def _vote_id(self, paper_id: PaperId, person: PersonId) -> int | None:
        found: int | None = self._link.value(queries.VOTE_ID, paper_id=paper_id, person_id=person)
        return found


def _status(status: PaperStatus, *, listed: bool, by_talk: bool) -> Values:
    """Return how a status is kept: one that the presentations say anyway is left to them."""
    if by_talk and status is not PaperStatus.PRESENTED:
        return {"status": status.value, "stands": True}
    if by_talk and listed:
        return {"stands": False}
    return {"status": status.value, "stands": False}


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
