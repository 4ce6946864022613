"""The journal: what a person's step replaced, row by row, so that it can be taken back.

A step is undone by writing the old columns back, in reverse order, in one transaction; see
`replay.py`. One that is stale is marked as stuck and passed over from then on. A new step forgets
what was undone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.errors import InvalidFileError, StaleEditError
from paperstudy.domain.library import JournalEntry
from paperstudy.store import queries
from paperstudy.store.bodies import encode_json
from paperstudy.store.encoding import read_time, time_text
from paperstudy.store.recorder import FILES, MANY, read_file_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.papers import PaperId
    from paperstudy.store.link import Link
    from paperstudy.store.recorder import FileChange, Image, Recorder, Step
    from paperstudy.store.rows import Rows

    PutFiles = Callable[[Sequence[FileChange]], None]

_ENTRIES = 100


class Replayed(NamedTuple):
    """A step undone or done again: its label, and the papers to be merged anew."""

    action: str
    papers: tuple[PaperId, ...]


class JournalReader:
    """What people did."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def entries(self, limit: int = _ENTRIES) -> list[JournalEntry]:
        """Return the last steps, newest first."""
        return [
            JournalEntry(row[0], row[1], read_time(row[2]), bool(row[3]), bool(row[4]))
            for row in self._link.rows(queries.JOURNAL, limit=limit)
        ]


def save_step(rows: Rows, link: Link, recorder: Recorder) -> None:
    """Write a step down, unless it changed nothing; what was undone before can not be redone."""
    if not recorder.changes:
        return
    entry, first = _entry_of(rows, link, recorder.step)
    rows.insert_all(
        "journal_changes",
        [
            {
                "journal_id": entry,
                "position": position,
                "table_name": table,
                "row_id": row_id,
                "before": _text(before),
                "after": _text(after),
            }
            for position, (table, row_id, before, after) in enumerate(recorder.changes, first)
        ],
    )


def _entry_of(rows: Rows, link: Link, step: Step) -> tuple[int, int]:
    """Return the step's number in the journal, and the position of its next change.

    What a person has taken back meanwhile is not gone on with: the rest becomes a step anew.
    """
    if step.entry is not None:
        known = link.row(queries.STEP_POSITION, id=step.entry)
        if known is not None and known[0] is not None:
            return step.entry, known[0] + 1
    for (entry,) in link.rows(queries.UNDONE):
        rows.delete_where("journal_changes", journal_id=entry)
        rows.delete("journal", entry)
    values = {"action": step.action, "at": time_text(step.at), "undone": False, "stuck": False}
    step.entry = rows.insert("journal", values)
    return step.entry, 0


class StaleStepError(StaleEditError):
    """A step can not be replayed; `entry` is its number in the journal."""

    entry: int = 0


def undo(rows: Rows, link: Link, put: PutFiles | None = None) -> Replayed | None:
    """Take back the last step that is not stuck; return None when there is none.

    `put` is given the files outside the library that the step changed; it writes all or none.

    Raises:
        StaleStepError: what it changed has changed since, or is in use now.
    """
    return _replay(rows, link, put, back=True)


def redo(rows: Rows, link: Link, put: PutFiles | None = None) -> Replayed | None:
    """Do the step undone last again, as `undo`; return None when there is none.

    Raises:
        StaleStepError: what it would change has changed since.
    """
    return _replay(rows, link, put, back=False)


def give_up(rows: Rows, entry: int) -> None:
    """Mark a stale step, so that it does not stand before the others for ever."""
    rows.update("journal", entry, {"stuck": True})


def _replay(rows: Rows, link: Link, put: PutFiles | None, *, back: bool) -> Replayed | None:
    from sqlalchemy.exc import IntegrityError

    from paperstudy.store.completing import complete
    from paperstudy.store.replay import Change, ChangedSinceError, Replay

    found = link.row(queries.UNDO_NEXT if back else queries.REDO_NEXT)
    if found is None:
        return None
    entry, action, at = found
    changes = [
        Change(table, row_id, *((after, before) if back else (before, after)))
        for row in link.rows(queries.JOURNAL_CHANGES, id=entry)
        for table, row_id, before, after in _each_change(*row)
    ]
    if back:
        complete(rows, link, entry)
    try:
        ordered = changes[::-1] if back else changes
        of_rows = [change for change in ordered if change.table != FILES]
        papers = Replay(rows, link, of_rows, back=back, since=at or "").run()
        files = [change for change in ordered if change.table == FILES]
        if files and put is not None:
            put([read_file_change(each.old or {}, each.new or {}) for each in files])
    except (
        *(IntegrityError, link.broken_rule, ChangedSinceError),
        *(StaleEditError, InvalidFileError),  # of files
    ) as error:
        stale = _stale(action, back=back)
        stale.entry = entry
        raise stale from error
    rows.update("journal", entry, {"undone": back})
    return Replayed(str(action), tuple(papers))


def _each_change(
    table: str, row_id: int, before: str, after: str
) -> Iterator[tuple[str, int, Image | None, Image | None]]:
    """Yield what a row of the journal tells: one change, or that many rows are new."""
    new = _image(after)
    if row_id != MANY or new is None:
        yield table, row_id, _image(before), new
        return
    for values in new["rows"]:
        image = dict(zip(new["columns"], values, strict=True))
        yield table, image.pop("id"), None, image


def _stale(action: str, *, back: bool) -> StaleStepError:
    if back:
        return StaleStepError(
            "“{action}” cannot be undone: what it changed has changed since, or is in use",
            hint="change it by hand; the next undo takes back what was done before it",
            action=action,
        )
    return StaleStepError(
        "“{action}” cannot be done again: what it would change has changed since",
        hint="do it anew",
        action=action,
    )


def _text(image: Image | None) -> str:
    return encode_json(image) if image is not None else ""


def _image(text: str) -> Image | None:
    if not text:
        return None
    image: Image = json.loads(text)
    return image
