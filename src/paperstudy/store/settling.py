"""What a step that was taken back leaves to settle: finds without a paper, talks without a find.

Scans may have hung mentions, talks and to-dos on a paper that goes now. They are taken off, and
a find that loses its paper so waits in the inbox, whatever the rules said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.store import queries
from paperstudy.store.bodies import candidates_text, read_candidates, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

Place = tuple[int, int]  # a log and the number of a find in it


class Settling:
    """The mentions, talks and to-dos that one step touches."""

    def __init__(self, rows: Rows, link: Link) -> None:
        self._rows = rows
        self._link = link
        self._bodies: dict[int, list[str]] = {}
        self._lost: dict[int, int | None] = {}  # mentions, and the paper each had before
        self._places: set[Place] = set()

    def remember(self, paper_id: int) -> None:
        """Keep what is known of a paper that will go, for the inbox to offer."""
        bodies = [body for (body,) in self._link.rows(queries.RECORDS_OF, id=paper_id)]
        self._bodies[paper_id] = bodies  # few are ever looked into

    def touch(self, table: str, row_id: int, paper_id: int | None) -> None:
        """Say that the step changed a mention, talk or to-do that had this paper."""
        if table == "mentions":
            self._lost.setdefault(row_id, paper_id)
            return
        image = self._rows.image(table, row_id)
        if image is not None and image["log_id"] is not None and image["find"] is not None:
            self._places.add((image["log_id"], image["find"]))

    def let_go(self, paper_id: int) -> list[tuple[str, int]]:
        """Take off a paper what scans hung on it; return the rows that pointed at it."""
        freed: list[tuple[str, int]] = []
        for table, sql in queries.SCANS_POINTING_AT.items():
            for (row_id,) in self._link.rows(sql, paper_id=paper_id):
                self._rows.update(table, row_id, {"paper_id": None})
                self.touch(table, row_id, paper_id)
                freed.append((table, row_id))
        for table in ("authors", "identifiers", "lookups", "offers"):
            self._rows.delete_where(table, paper_id=paper_id)
        for (row_id,) in self._link.rows(queries.SCANNED_RECORDS, paper_id=paper_id):
            self._rows.delete("records", row_id)
        return freed

    def point(self, freed: Mapping[int, Sequence[tuple[str, int]]]) -> None:
        """Let rows point at the paper that has taken the place of the one they pointed at."""
        for paper_id, places in freed.items():
            for table, row_id in places:
                self._rows.update(table, row_id, {"paper_id": paper_id})

    def finish(self) -> None:
        """Let finds without a paper wait again, and talks and to-dos follow their finds."""
        for row_id, log_id, find in self._link.rows(queries.MENTION_PLACES, ids=list(self._lost)):
            self._places.add((log_id, find))
            self._follow(row_id, (log_id, find))
        for row_id, text in self._link.rows(queries.PAPERLESS, ids=list(self._lost)):
            self._rows.update("mentions", row_id, self._offer(row_id, text))
        for log_id, find in sorted(self._places):
            held = self._link.row(queries.PAPER_OF_FIND, log_id=log_id, find=find)
            if held is None:
                continue  # nothing mentions it any longer, or a log never said so
            for table, sql in queries.OF_FIND.items():
                for (row_id,) in self._link.rows(sql, log_id=log_id, find=find):
                    self._rows.update(table, row_id, {"paper_id": held[0]})

    def _follow(self, mention_id: int, place: Place) -> None:
        """Let its companions in a find follow a mention that has lost its paper to another or none."""
        log_id, find = place
        lost = self._lost[mention_id]
        paper_id = self._link.value(queries.PAPER_OF_MENTION, id=mention_id)
        is_open = self._link.row(queries.OPEN_MENTION, id=mention_id) is not None
        if is_open or paper_id not in {None, lost}:
            companions = self._link.rows(
                queries.COMPANIONS, log_id=log_id, find=find, paper_id=lost
            )
            for (row_id,) in companions:
                self._rows.update("mentions", row_id, {"paper_id": paper_id})
                self._lost.setdefault(row_id, lost)
        refused = self._link.rows(queries.REFUSED_BY_RULE, log_id=log_id, find=find)
        for decision_id, row_id in refused:
            self._rows.delete("decisions", decision_id)
            self._rows.update("mentions", row_id, {"paper_id": paper_id})
            self._lost.setdefault(row_id, lost)

    def _offer(self, mention_id: int, text: str) -> dict[str, str]:
        """Return what makes a mention wait: the facts of a paper that went are offered anew."""
        values = {"status": FindStatus.SUGGESTED.value}
        offered = read_candidates(text)
        record = self._remembered(self._lost[mention_id] or 0)
        if record is not None and (not offered or offered[0].record.source == "library"):
            score = offered[0].score if offered else 1.0
            evidence = offered[0].evidence if offered else ()
            values["candidates"] = candidates_text([Candidate(record, score, evidence)])
        return values

    def _remembered(self, paper_id: int) -> PaperRecord | None:
        records = map(read_record, self._bodies.get(paper_id, ()))
        told = [record for record in records if record.source != "person" and record.title]
        return max(told, key=lambda record: bool(record.authors), default=None)
