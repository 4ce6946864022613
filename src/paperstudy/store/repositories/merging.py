"""Two papers that are one: everything that hangs on the one moves to the other, nothing is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.papers import PaperId, PaperRecord, PaperStatus
from paperstudy.domain.sources import Outcome
from paperstudy.store import queries
from paperstudy.store.bodies import read_record, record_text
from paperstudy.store.encoding import fold_title, time_text
from paperstudy.store.repositories.papers import PaperReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values

# Tables whose rows follow without more ado: no rule keeps two rows of one paper apart.
_FOLLOWING = (
    "mentions",
    "decisions",
    "presentations",
    "todos",
    "path_items",
    "learned_names",
    "identifiers",
    "merged_papers",
    "key_aliases",
)
# The farther down, the more a group has done about a paper; a copy dropped for being one says least.
_PROGRESS = (
    PaperStatus.UNREAD,
    PaperStatus.DROPPED,
    PaperStatus.TO_READ,
    PaperStatus.READING,
    PaperStatus.READ,
    PaperStatus.PRESENTED,
)
# What is said of this very answer and not of the work.
_OWN = {"source", "fetched_at", "withdrawn"}
# Fields that make sense together only, and the one that says who told them.
_TOGETHER = {"more_authors": "authors", "version": "updated"}


class Merging:
    """Moves what hangs on a paper to another one."""

    def __init__(self, link: Link, rows: Rows) -> None:
        self._link = link
        self._rows = rows

    def merge(self, keep: PaperId, drop: PaperId, records: Iterable[PaperRecord]) -> None:
        """Make two papers one; see `PaperWriter.merge`."""
        papers = PaperReader(self._link)
        kept, dropped = papers.get(keep), papers.get(drop)
        if keep == drop:
            raise ConflictError("{key} cannot be merged with itself", key=kept.key)
        self.move(keep, drop, records)
        self._rows.insert(
            "merged_papers",
            {
                "paper_id": keep,
                "merged_id": drop,
                "key": dropped.key,
                "title": dropped.title,
                "title_key": fold_title(dropped.title),
                "newest_record": self._link.value(queries.NEWEST_RECORD) or 0,
            },
        )
        self._rows.delete_where("authors", paper_id=drop)
        self._rows.delete("papers", drop)

    def move(self, keep: int, drop: int, records: Iterable[PaperRecord] = ()) -> None:
        """Let everything that points at `drop` point at `keep`; its authors stay with it.

        A merge that is made again has no `records`: the rules that unite two of one source are
        above the store, so that here a record only fills what another leaves empty.
        """
        for table in _FOLLOWING:
            for row_id, _ in self._of(table, drop):
                self._rows.update(table, row_id, {"paper_id": keep})
        self._move_records(keep, drop, {record.source: record for record in records})
        self._move_lookups(keep, drop)
        self._move_unless_there("offers", keep, drop, ("kind", "digest"))
        self._move_unless_there("paper_tags", keep, drop, ("tag_id",))
        self._move_unless_there("votes", keep, drop, ("person_id",))
        self._move_unless_there("nominations", keep, drop, ())  # the first one counts
        self._move_reading(keep, drop)
        self._move_note(keep, drop)

    def _move_records(self, keep: int, drop: int, merged: dict[str, PaperRecord]) -> None:
        there = {image["source"]: (row_id, image) for row_id, image in self._of("records", keep)}
        for row_id, image in self._of("records", drop):
            if image["source"] not in there:
                self._rows.update("records", row_id, {"paper_id": keep})
                continue
            kept_id, kept = there[image["source"]]
            record = merged.get(image["source"]) or fill_record(
                read_record(kept["body"]), read_record(image["body"])
            )
            self._rows.delete("records", row_id)
            self._rows.update("records", kept_id, _record_values(record))

    def _move_lookups(self, keep: int, drop: int) -> None:
        there = {image["source"]: (row_id, image) for row_id, image in self._of("lookups", keep)}
        for row_id, image in self._of("lookups", drop):
            known = there.get(image["source"])
            if known is None:
                self._rows.update("lookups", row_id, {"paper_id": keep})
                continue
            self._rows.delete("lookups", row_id)
            kept_id, kept = known
            # A source that knows the one copy knows the paper.
            if image["outcome"] == Outcome.FOUND and kept["outcome"] != Outcome.FOUND:
                told = {name: image[name] for name in ("at", "outcome", "message")}
                self._rows.update("lookups", kept_id, told)

    def _move_unless_there(
        self, table: str, keep: int, drop: int, columns: tuple[str, ...]
    ) -> None:
        def named(image: Values) -> tuple[object, ...]:
            return tuple(image[column] for column in columns)

        there = {named(image) for _, image in self._of(table, keep)}
        for row_id, image in self._of(table, drop):
            if named(image) in there:
                self._rows.delete(table, row_id)
            else:
                self._rows.update(table, row_id, {"paper_id": keep})

    def _move_reading(self, keep: int, drop: int) -> None:
        there = {row["person_id"]: (i, row) for i, row in self._of("reading_entries", keep)}
        for row_id, image in self._of("reading_entries", drop):
            known = there.get(image["person_id"])
            if known is None:
                self._rows.update("reading_entries", row_id, {"paper_id": keep})
            else:
                self._rows.delete("reading_entries", row_id)
                self._rows.update("reading_entries", known[0], joined_entry(known[1], image))

    def _move_note(self, keep: int, drop: int) -> None:
        there = self._of("notes", keep)
        for row_id, image in self._of("notes", drop):
            if not there:
                self._rows.update("notes", row_id, {"paper_id": keep})
                continue
            kept_id, kept = there[0]
            self._rows.delete("notes", row_id)
            self._rows.update("notes", kept_id, {"text": _joined(kept["text"], image["text"])})

    def _of(self, table: str, paper_id: int) -> list[tuple[int, Values]]:
        """Return the rows of a paper with their numbers, the oldest first."""
        found: list[tuple[int, Values]] = []
        for (row_id,) in self._link.rows(queries.ROWS_OF_PAPER[table], paper_id=paper_id):
            image = self._rows.image(table, row_id)
            assert image is not None
            found.append((row_id, image))
        return found


def fill_record(mine: PaperRecord, other: PaperRecord) -> PaperRecord:
    """Return one source's record with what it leaves empty filled from another of that source.

    What a person emptied on purpose stays empty.
    """
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(PaperRecord)):
        teller = _TOGETHER.get(name, name)
        if name not in _OWN and teller not in mine.cleared and _is_empty(getattr(mine, teller)):
            values[name] = getattr(other, name)
    for name in ("identifiers", "names", "cleared"):
        both = (*getattr(mine, name), *getattr(other, name))
        values[name] = tuple(dict.fromkeys(both))
    values["cleared"] = tuple(
        name for name in values["cleared"] if name in mine.cleared or not getattr(mine, name)
    )
    return replace(mine, **values)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", ())


def _record_values(record: PaperRecord) -> Values:
    return {"body": record_text(record), "fetched_at": time_text(record.fetched_at)}


def joined_entry(mine: Values, other: Values) -> Values:
    """Return one entry for two on the same list: the farther, the more urgent, with both notes."""
    farther = max(mine, other, key=lambda entry: _PROGRESS.index(PaperStatus(entry["status"])))
    return {
        "status": farther["status"],
        "stands": farther["stands"],
        "priority": _least(mine["priority"], other["priority"]),
        "due": _least(mine["due"], other["due"]),
        "rating": other["rating"] if mine["rating"] is None else mine["rating"],
        "note": _joined(mine["note"], other["note"]),
        "added_at": _least(mine["added_at"], other["added_at"]),
    }


def _least(mine: Any, other: Any) -> Any:  # noqa: ANN401 - a number or a date as text
    return min((value for value in (mine, other) if value is not None), default=None)


def _joined(mine: str, other: str) -> str:
    """Put a text below another, unless it stands there already."""
    if not other or other in mine:
        return mine
    return f"{mine}\n\n{other}" if mine else other
