"""What one step of a person changes, while it is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

Image = dict[str, Any]


class Recorder:
    """Collects the changes of one step, in order; `journal.py` writes them down."""

    def __init__(self, action: str, at: datetime | None) -> None:
        self.action = action
        self.at = at
        self.changes: list[tuple[str, int, Image | None, Image | None]] = []

    def note(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        """Remember one row's change: the columns before and after, None for no row."""
        self.changes.append((table, row_id, before, after))
