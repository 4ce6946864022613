"""Which column of a table says what: the dates, the presenters, the topics of a schedule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole
from paperstudy.domain.text import clean_line
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.people import are_only_names, is_full_name, is_given_name, split_names
from paperstudy.logs.session_reading import MAX_TEXT
from paperstudy.logs.session_words import COLUMNS
from paperstudy.logs.talk_parts import role_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.logs.document import Row, Table

NOTHING = re.compile(r"(?:\W|tba|tbd|n/?a|none|미정|없음|추후\s?공지|未定|예정)*", re.IGNORECASE)
_WHO_LAST = re.compile(
    r"(?:[(（\[]|\s[-–—/|]\s|[:：]\s)\s*(?P<who>[^()（）\[\]:：|–—]{2,40})[)）\]]?\s*$"
)
_WHO_FIRST = re.compile(r"^\s*+(?P<who>[^:：–—|()]{2,40}?)\s*(?:[:：]|\s[-–—|]\s)")
_PLACE = re.compile(
    r"\W*(?:(?:회의|모임|세미나|발표)?\s?장소|회의실|강의실|place|location|where|room|場所|会場)\W*",
    re.IGNORECASE,
)
_MOST = 0.6
_HALF = 0.5
_NEARLY_ALL = 0.8
_WORD_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what; several may hold topics or people."""

    date: int | None = None
    week: int | None = None
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    material: int | None = None
    moderator: int | None = None
    scribe: int | None = None
    participants: int | None = None
    sure: bool = True
    time: int | None = None
    place: int | None = None
    role: PresentationRole = PresentationRole.PRESENT


def read_columns(table: Table, *, has_papers: bool) -> Columns | None:
    """Return the columns of a schedule, or None where a table is none.

    A schedule has a column of presenters, or one of dates beside one of topics.
    """
    if table.header is None or not table.rows:
        return None
    kinds = [_column_kind(cell.text) for cell in table.header.cells]
    kinds += [""] * (max(len(row.cells) for row in table.rows) - len(kinds))
    people, sure = _people_columns(table, kinds, has_papers=has_papers)
    day = _first(kinds, "date")
    if day is None:
        day = next(
            (index for index in _of(kinds, "time", "week", "") if _has_days(table, index)), None
        )
    topics = tuple(index for index in _of(kinds, "topic") if index not in people)
    if not topics:
        free = [
            index for index in _of(kinds, "", "material") if index not in people and index != day
        ]
        topics = tuple(index for index in free if _wordy(table, index))[:1]
    if not topics and not people:
        return None
    told = any(_share(table, index, names_in_topic) >= _HALF for index in topics)
    if not people and not told and (day is None or not topics or not _has_days(table, day)):
        return None
    week = _first(kinds, "week")
    return Columns(
        day, week if week != day else None, people, topics, _first(kinds, "material"),
        _first(kinds, "moderator"), _first(kinds, "scribe"), _first(kinds, "participants"), sure,
        _first(kinds, "time"), _place_column(table.header),
        _role_of(table.header, people),
    )  # fmt: skip


def names_in_topic(text: str) -> tuple[str, ...]:
    """Return the full names that close or open a topic: `BERT (홍길동)`, `홍길동: BERT`."""
    for pattern in (_WHO_LAST, _WHO_FIRST):
        match = pattern.search(text[:MAX_TEXT])
        names = are_only_names(match["who"]) if match else ()
        if names and all(is_full_name(name) and not name.isascii() for name in names):
            return names
    return ()


def _column_kind(header: str) -> str:
    text = clean_line(header)[:80]
    if not text:
        return ""
    return next((kind for kind, words in COLUMNS if words.search(text)), "")


def _role_of(header: Row, people: Sequence[int]) -> PresentationRole:
    """Return what the one column of people says that they do."""
    if len(people) != 1 or people[0] >= len(header.cells):
        return PresentationRole.PRESENT
    return role_in(clean_line(header.cells[people[0]].text))


def _place_column(header: Row) -> int | None:
    places = (
        index for index, cell in enumerate(header.cells) if _PLACE.fullmatch(clean_line(cell.text))
    )
    return next(places, None)


def _people_columns(
    table: Table, kinds: Sequence[str], *, has_papers: bool
) -> tuple[tuple[int, ...], bool]:
    """Return the columns of presenters, and whether the header says so outright."""
    named = [index for index in _of(kinds, "person") if _share(table, index, split_names) >= _HALF]
    if named:
        return tuple(named), True
    dated = "date" in kinds or "week" in kinds
    if not (dated or has_papers):
        return (), True
    for index in _of(kinds, "maybe person"):
        if _share(table, index, are_only_names) >= _MOST and {"topic", "date"} & set(kinds):
            return (index,), has_papers or "date" in kinds
    for index in _of(kinds, ""):
        if (
            _share(table, index, _sure_names) >= _NEARLY_ALL
            and "topic" in kinds
            and count(table, index) > 1
        ):
            return (index,), False
    return (), True


def _sure_names(text: str) -> tuple[str, ...]:
    names = are_only_names(text)
    return names if all(is_full_name(name) or is_given_name(name) for name in names) else ()


def _of(kinds: Sequence[str], *wanted: str) -> list[int]:
    return [index for index, kind in enumerate(kinds) if kind in wanted]


def _first(kinds: Sequence[str], wanted: str) -> int | None:
    return next(iter(_of(kinds, wanted)), None)


def cell_text(row: Row, index: int | None) -> str:
    """Return the text of a cell, "" where the row is too short."""
    if index is None or index >= len(row.cells):
        return ""
    return row.cells[index].text


def values(table: Table, index: int) -> list[str]:
    """Return the filled cells of a column."""
    texts = (cell_text(row, index) for row in table.rows)
    return [text for text in texts if not NOTHING.fullmatch(text[:MAX_TEXT])]


def count(table: Table, index: int) -> int:
    """Return how many cells of a column are filled."""
    return len(values(table, index))


def _share(table: Table, index: int, reads: Callable[[str], tuple[str, ...]]) -> float:
    """Return the share of the filled cells of a column that `reads` takes for names."""
    filled = values(table, index)
    return sum(bool(reads(value)) for value in filled) / len(filled) if filled else 0.0


def _has_days(table: Table, index: int) -> bool:
    """Tell whether most filled cells of a column are dates."""
    filled = values(table, index)
    dated = sum(bool(find_dates(value[:MAX_TEXT])) for value in filled)
    return bool(filled) and dated >= len(filled) / 2


def _wordy(table: Table, index: int) -> bool:
    """Tell whether a column holds words rather than numbers or marks."""
    filled = values(table, index)
    return bool(filled) and sum(
        len(re.findall(r"[^\W\d_]", value)) > _WORD_LENGTH for value in filled
    ) * 2 > len(filled)
