"""A merge that is taken back after `sync` has asked about the merged paper: whose is what it got?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.bodies import read_claims
from paperstudy.store.repositories.papers_writing import SHARED_SCHEMES

if TYPE_CHECKING:
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

Claims = dict[int, set["Identifier"]]


class Parting:
    """Shares out, between a paper and one that was part of it, what came in the meantime."""

    def __init__(self, rows: Rows, link: Link, parted: int, other: int) -> None:
        self._rows = rows
        self._link = link
        self._parted = parted
        self._other = other

    def share(self, newest: int) -> bool:
        """Give the parted paper the records newer than `newest` that are about it.

        A record is about the paper whose identifiers it names; one that names those of both
        stays where it is. Returns whether any has moved.
        """
        theirs = set().union(*self._claims(self._parted).values())
        told = self._claims(self._other)
        mine: set[Identifier] = set()
        for number, claims in told.items():
            if number <= newest:
                mine |= claims
        open_ones = {number: claims for number, claims in told.items() if number > newest}
        moved: set[Identifier] = set()
        while about := [n for n, c in open_ones.items() if c & theirs and not c & mine]:
            claims = open_ones.pop(about[0])
            theirs |= claims
            moved |= claims
            self._move(about[0])
        self._move_identifiers(moved)
        return bool(moved)

    def forget(self, since: str) -> None:
        """Forget who was asked since then, and what they offered: it was asked about both.

        So the next `sync` asks about each.
        """
        for paper_id in (self._parted, self._other):
            for table, sql in queries.SYNCED_SINCE.items():
                for (row_id,) in self._link.rows(sql, paper_id=paper_id, since=since):
                    self._rows.delete(table, row_id)

    def _claims(self, paper_id: int) -> Claims:
        """Return what identifiers the records of a paper name, by the number of the record."""
        rows = self._link.rows(queries.CLAIMS_OF, paper_id=paper_id)
        return {
            row_id: {one for one in read_claims(body) if one.scheme not in SHARED_SCHEMES}
            for row_id, body in rows
        }

    def _move(self, row_id: int) -> None:
        image = self._rows.image("records", row_id)
        assert image is not None
        there = self._link.value(queries.RECORD_ID, paper_id=self._parted, source=image["source"])
        if there is None:
            self._rows.update("records", row_id, {"paper_id": self._parted})
        else:
            self._rows.delete("records", row_id)

    def _move_identifiers(self, identifiers: set[Identifier]) -> None:
        for one in sorted(identifiers):
            row_id = self._link.value(
                queries.IDENTIFIER_ID,
                paper_id=self._other,
                scheme=one.scheme.value,
                value=one.value,
            )
            if row_id is not None:
                self._rows.update("identifiers", row_id, {"paper_id": self._parted})
