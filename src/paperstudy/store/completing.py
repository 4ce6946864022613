"""What a redo needs of rows that an undo takes out: written into the journal before they go.

Many new rows are in the journal with little more than their numbers (`recorder.BRIEF`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.bodies import encode_json
from paperstudy.store.link import chunks
from paperstudy.store.recorder import BRIEF, MANY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.store.link import Link, Row
    from paperstudy.store.recorder import Image
    from paperstudy.store.rows import Rows

_AT_ONCE = 500  # changes, the texts of which are held


def complete(rows: Rows, link: Link, entry: int) -> None:
    """Write all columns of the new rows of a step into the journal, where it says few of them.

    What it said of a row stays; of a row that has gone since it says nothing any more.
    """
    mark = "?" if link.dialect == "sqlite" else "%s"
    write = f"UPDATE journal_changes SET after = {mark} WHERE id = {mark}"  # noqa: S608 - constants
    for table in BRIEF:
        for some in chunks(link.rows(queries.NEW_ROWS, id=entry, table=table), _AT_ONCE):
            link.run(write, _complete(rows, table, some))


def _complete(rows: Rows, table: str, changes: Sequence[Row]) -> list[tuple[str, int]]:
    """Return what changes of new rows are to say, and their numbers in the journal."""
    told = [(number, row_id, json.loads(after)) for number, row_id, after in changes]
    brief = [each for each in told if _columns(*each[1:]) == {*BRIEF[table]}]
    wanted = [row_id for _, row_id, image in brief for row_id in _numbers(row_id, image)]
    now = rows.images(table, wanted)
    texts = []
    for number, row_id, image in brief:
        if row_id == MANY:
            said = [dict(zip(image["columns"], row, strict=True)) for row in image["rows"]]
            whole = [{**now[each["id"]], **each} for each in said if each["id"] in now]
            columns = list(whole[0]) if whole else image["columns"]
            kept = {"columns": columns, "rows": [[each[n] for n in columns] for each in whole]}
            texts.append((encode_json(kept), number))
        elif row_id in now:
            texts.append((encode_json({**now[row_id], **image}), number))
    return texts


def _columns(row_id: int, image: Image) -> set[str]:
    return set(image["columns"] if row_id == MANY else image)


def _numbers(row_id: int, image: Image) -> list[int]:
    if row_id != MANY:
        return [row_id]
    place = image["columns"].index("id")
    return [row[place] for row in image["rows"]]
