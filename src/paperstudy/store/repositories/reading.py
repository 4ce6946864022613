"""Reading lists: the group's, and each person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import ReadingEntry
from paperstudy.domain.papers import PaperId, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.text import clean_block
from paperstudy.store import queries
from paperstudy.store.encoding import date_text, read_date

if TYPE_CHECKING:
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

_GROUP = 0  # no person has this number


class ReadingReader:
    """What is on the reading lists."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self, person: PersonId | None = None) -> tuple[ReadingEntry, ...]:
        """Return a person's reading list, or the group's, by priority."""
        rows = self._link.rows(queries.READING, person_id=person or _GROUP)
        return tuple(
            ReadingEntry(
                paper_id=PaperId(row[0]),
                person=PersonId(row[1]) if row[1] is not None else None,
                status=PaperStatus(row[2]),
                priority=row[3],
                due=read_date(row[4]),
                rating=row[5],
                note=row[6],
            )
            for row in rows
        )


class ReadingWriter(ReadingReader):
    """The reading lists, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def save(self, entry: ReadingEntry) -> None:
        """Put an entry on its list, in place of the one for the same paper."""
        values = {
            "status": entry.status.value,
            "priority": entry.priority,
            "due": date_text(entry.due),
            "rating": entry.rating,
            "note": clean_block(entry.note),
        }
        row_id = self._entry(entry.paper_id, entry.person)
        if row_id is None:
            keys = {"paper_id": entry.paper_id, "person_id": entry.person}
            self._rows.insert("reading_entries", keys | values)
        else:
            self._rows.update("reading_entries", row_id, values)

    def set_status(self, paper_id: PaperId, status: PaperStatus) -> None:
        """Say where a paper stands on the group's list; its other facts there stay."""
        row_id = self._entry(paper_id, None)
        if row_id is None:
            self.save(ReadingEntry(paper_id, status))
        else:
            self._rows.update("reading_entries", row_id, {"status": status.value})

    def remove(self, paper_id: PaperId, person: PersonId | None = None) -> None:
        """Take a paper off a list; nothing happens where it is not on it."""
        row_id = self._entry(paper_id, person)
        if row_id is not None:
            self._rows.delete("reading_entries", row_id)

    def _entry(self, paper_id: PaperId, person: PersonId | None) -> int | None:
        found: int | None = self._link.value(
            queries.READING_ENTRY, paper_id=paper_id, person_id=person or _GROUP
        )
        return found
