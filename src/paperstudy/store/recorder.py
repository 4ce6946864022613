"""What one step of a person changes, while it is under way."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Image = dict[str, Any]

MANY = 0
"""Stands for the number of a row where a change is of many new ones; no row has it."""


BRIEF = {
    "papers": ("id", "key", "added_at", "changed_at", "state"),
    "records": ("id", "paper_id", "source"),
}
"""Of many new rows of these tables the journal says this much: what an undo looks at.

All that they hold is the library once more. An undo writes down what a redo needs: `completing.py`.
"""


FILES = "files"
"""Stands for the name of a table where a change is of a file outside the library."""


class FileChange(NamedTuple):
    """What a file outside the library held before, and is to hold."""

    path: str
    before: bytes
    after: bytes


@dataclass(slots=True)
class Step:
    """One thing that a person does, which may take several transactions.

    `entry` is its number in the journal, once something of it is saved.
    """

    action: str
    at: datetime | None
    entry: int | None = None


class Recorder:
    """Collects the changes of one step, in order; `journal.py` writes them down."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.changes: list[tuple[str, int, Image | None, Image | None]] = []

    def note(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        """Remember one row's change: the columns before and after, None for no row."""
        self.changes.append((table, row_id, before, after))

    def note_file(self, path: str, before: bytes, after: bytes) -> None:
        """Remember the change of a file: all that it held, so that it can be as it was."""
        self.changes.append((FILES, 1, _file_image(path, before), _file_image(path, after)))

    def note_new(self, table: str, rows: Sequence[Image]) -> None:
        """Remember many new rows, which all say all columns of their table, as one change."""
        columns = BRIEF.get(table) or list(rows[0])
        values = [[row[name] for name in columns] for row in rows]
        self.changes.append((table, MANY, None, {"columns": columns, "rows": values}))


def read_file_change(before: Image, after: Image) -> FileChange:
    """Return the change of a file, as `note_file` has written it down."""
    return FileChange(before["path"], b64decode(before["held"]), b64decode(after["held"]))


def _file_image(path: str, held: bytes) -> Image:
    return {"path": path, "held": b64encode(held).decode()}
