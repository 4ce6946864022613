"""The journal: what a person's step replaced, row by row, so that it can be taken back.

A step is undone by writing the old columns back, in reverse order, in one transaction. A row
that has changed since in one of these columns stops it: nothing is overwritten unseen. A new
step forgets what was undone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperstudy.domain.errors import StaleEditError
from paperstudy.domain.library import JournalEntry
from paperstudy.store import queries
from paperstudy.store.encoding import read_time, time_text

if TYPE_CHECKING:
    from paperstudy.store.link import Link
    from paperstudy.store.recorder import Image, Recorder
    from paperstudy.store.rows import Rows

_ENTRIES = 100


class JournalReader:
    """What people did."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def entries(self, limit: int = _ENTRIES) -> list[JournalEntry]:
        """Return the last steps, newest first."""
        return [
            JournalEntry(row[0], row[1], read_time(row[2]), bool(row[3]))
            for row in self._link.rows(queries.JOURNAL, limit=limit)
        ]


def save_step(rows: Rows, link: Link, recorder: Recorder) -> None:
    """Write a step down, unless it changed nothing; what was undone before can not be redone."""
    if not recorder.changes:
        return
    for (entry,) in link.rows(queries.UNDONE):
        rows.delete_where("journal_changes", journal_id=entry)
        rows.delete("journal", entry)
    step = {"action": recorder.action, "at": time_text(recorder.at), "undone": False}
    entry = rows.insert("journal", step)
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
            for position, (table, row_id, before, after) in enumerate(recorder.changes)
        ],
    )


def undo(rows: Rows, link: Link) -> str | None:
    """Take back the last step; return its label, None when there is none.

    Raises:
        StaleEditError: a row it changed has changed since, or is in use now.
    """
    return _replay(rows, link, queries.UNDO_NEXT, back=True)


def redo(rows: Rows, link: Link) -> str | None:
    """Do the step undone last again; return its label, None when there is none.

    Raises:
        StaleEditError: a row it would change has changed since.
    """
    return _replay(rows, link, queries.REDO_NEXT, back=False)


def _replay(rows: Rows, link: Link, find: str, *, back: bool) -> str | None:
    from sqlalchemy.exc import IntegrityError

    found = link.row(find)
    if found is None:
        return None
    entry, action = found
    changes = link.rows(queries.JOURNAL_CHANGES, id=entry)
    try:
        for table, row_id, before, after in reversed(changes) if back else changes:
            images = (_image(before), _image(after))
            old, new = reversed(images) if back else images
            _replace(rows, (table, row_id), old, new)
    except IntegrityError as error:
        raise _stale(action, back=back) from error
    except _ChangedSinceError:
        raise _stale(action, back=back) from None
    rows.update("journal", entry, {"undone": back})
    return str(action)


class _ChangedSinceError(Exception):
    """A row is not as the journal left it."""


def _replace(rows: Rows, place: tuple[str, int], old: Image | None, new: Image | None) -> None:
    """Turn a row that must be as `old` into `new`."""
    table, row_id = place
    current = rows.image(table, row_id)
    if old is None:
        if current is not None or new is None:
            raise _ChangedSinceError
        rows.insert(table, {**new, "id": row_id})
        return
    if current is None or any(current[name] != value for name, value in old.items()):
        raise _ChangedSinceError
    if new is None:
        rows.delete(table, row_id)
    else:
        rows.update(table, row_id, new)


def _stale(action: str, *, back: bool) -> StaleEditError:
    if back:
        return StaleEditError(
            "“{action}” cannot be undone: what it changed has changed since, or is in use",
            hint="change it by hand",
            action=action,
        )
    return StaleEditError(
        "“{action}” cannot be done again: what it would change has changed since",
        hint="do it anew",
        action=action,
    )


def _text(image: Image | None) -> str:
    return json.dumps(image, ensure_ascii=False) if image is not None else ""


def _image(text: str) -> Image | None:
    if not text:
        return None
    image: Image = json.loads(text)
    return image
