"""When an entry came into the library it is from, in the forms that tools write."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = ("date-added", "dateadded", "timestamp", "added-at", "added", "time-added", "creationdate")
_MOMENT = re.compile(
    r"(?P<day>\d{4}[-./]\d{2}[-./]\d{2})(?:[T _-]+(?P<time>\d{2}:\d{2}(?::\d{2})?))?"
    r"(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


def read_added(fields: Mapping[str, str]) -> datetime | None:
    """Return when an entry was added, of the fields that say so; None where none does."""
    for name in _NAMES:
        found = read_moment(fields[name]) if fields.get(name) else None
        if found is not None:
            return found
    return None


def read_moment(text: str) -> datetime | None:
    """Read a day, perhaps with a time; without a zone it is taken for UTC."""
    found = _MOMENT.match(text.strip())
    if not found:
        return None
    day = re.sub(r"[./]", "-", found["day"])
    zone = (found["zone"] or "+00:00").replace("Z", "+00:00")
    if ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        moment = datetime.fromisoformat(f"{day}T{found['time'] or '00:00'}{zone}")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
