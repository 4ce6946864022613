"""Items of a JSON file, each with the line that it begins on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def load_json(text: str) -> object:
    """Read JSON.

    Raises:
        InvalidFileError: it is none; the message names the line.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidFileError(
            "the file is no JSON: line {line} cannot be read",
            hint="write it anew with the program it is from",
            line=line,
        ) from error


def load_items(text: str, names: Sequence[str]) -> Iterator[tuple[int, object]]:
    """Yield the items of a list, of the list under one of `names`, or the one item that is there.

    Raises:
        InvalidFileError: the text is no JSON.
    """
    value = load_json(text)
    if isinstance(value, dict):
        held = next((value[name] for name in names if isinstance(value.get(name), list)), None)
        value = [value] if held is None else held
    items = value if isinstance(value, list) else []
    place = counted = 0
    line = 1
    for item in items:
        # Where the item's own text begins; near enough where two items are the same.
        mark = _mark(item)
        found = text.find(mark, place) if mark else -1
        if found >= 0:
            line += text.count("\n", counted, found)
            counted, place = found, found + len(mark)
        yield line if found >= 0 else 1, item


def _mark(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    for name in ("id", "citationKey", "itemKey", "key", "title"):
        if isinstance(item.get(name), str) and item[name]:
            return json.dumps(item[name], ensure_ascii=False)
    return ""
