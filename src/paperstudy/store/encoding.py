"""How values look in a column: folded text, times and dates; what is JSON, in `bodies.py`."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# PostgreSQL indexes keys of up to 2,700 bytes; no two titles differ only after so many letters.
_TITLE_KEY = 600
_PRINTED = bytes((ord("\n"), *range(ord(" "), ord("~") + 1)))
_NO_LETTERS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` as searches compare it: one clean line, whatever the case or width."""
    if text.isascii():
        return clean_line(text).lower()
    folded = unicodedata.normalize("NFKC", clean_line(text)).casefold()
    return clean_line(unicodedata.normalize("NFKC", folded))


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """Return a name folded, as `fold` does: who writes one paper writes others."""
    return fold(name)


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Return lines folded, each as `fold` does: at once, where nothing but letter case is to do."""
    text = "\n".join(lines)
    odd = not text.isascii() or text.encode().translate(None, _PRINTED)
    if odd or "  " in text or " \n" in text or "\n " in text or text != text.strip():
        return [fold_name(line) for line in lines]
    return text.lower().split("\n")


def fold_title(title: str) -> str:
    """Return the letters and digits of a title, folded: what two copies of it share."""
    return _NO_LETTERS.sub("", fold(title))[:_TITLE_KEY]


def fold_block(text: str) -> str:
    """Return several lines folded to one."""
    return fold(text.replace("\n", " "))


def fold_names(names: Iterable[str]) -> set[str]:
    """Return names as they are compared; one that is empty is none."""
    return {fold(name) for name in names} - {""}


def leave_out(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not among `others`, in their order."""
    gone = fold_names(others)
    return tuple(name for name in names if fold(name) not in gone)


def time_text(moment: datetime | None) -> str | None:
    """Return an aware time as ISO text in UTC."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        msg = f"a time without a zone: {moment}"
        raise ValueError(msg)
    return moment.astimezone(UTC).isoformat()


def some_time_text(moment: datetime) -> str:
    """Return an aware time as ISO text in UTC."""
    return time_text(moment) or ""


@lru_cache(maxsize=1024)  # what came in together has one time
def read_time(text: str | None) -> datetime | None:
    """Read what `time_text` wrote."""
    return datetime.fromisoformat(text) if text else None


def date_text(day: date | None) -> str | None:
    """Return a day as ISO text."""
    return day.isoformat() if day is not None else None


def read_date(text: str | None) -> date | None:
    """Read what `date_text` wrote."""
    return date.fromisoformat(text) if text else None
