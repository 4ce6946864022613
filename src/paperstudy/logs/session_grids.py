"""Schedules laid out as a grid: a column for each person, or a row for each and a column per week."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationDraft, PresentationStatus, SessionDraft
from paperstudy.domain.text import clean_line
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.people import are_only_names, is_full_name, is_given_name
from paperstudy.logs.session_reading import MAX_TEXT, part_span
from paperstudy.logs.session_words import DAY_HEADING, OTHER_CONTEXT, PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Row, Table
    from paperstudy.logs.session_reading import SessionReading

_NOTHING = re.compile(r"(?:\W|tba|tbd|n/?a|none|미정|없음|불참|휴식|未定|[ox])*", re.IGNORECASE)
_WEEK_HEADER = re.compile(
    r"\W*(?:week\s?\d+|\d+\s?(?:주차?|회차?|차|주)|\d+st|\d+nd|\d+rd|\d+th|第\s?\d+\s?回)\W*",
    re.IGNORECASE,
)
_FEWEST = 2


def find_grid_sessions(reading: SessionReading, table: Table, title: str) -> Iterator[SessionDraft]:
    """Yield the sessions of a table that is a grid of people and meetings; else nothing."""
    if table.header is None or OTHER_CONTEXT.search(title):
        return
    people = _people_in_header(table.header)
    if people:
        yield from _by_rows(reading, table, people, title)
        return
    meetings = _meetings_in_header(table.header)
    if meetings and _people_in_rows(table):
        yield from _by_columns(reading, table, meetings, title)


def is_grid(table: Table) -> bool:
    """Tell whether a table is a grid rather than a schedule with a column of presenters."""
    if table.header is None:
        return False
    if _people_in_header(table.header):
        return True
    return bool(_meetings_in_header(table.header)) and _people_in_rows(table)


def _people_in_header(header: Row) -> dict[int, tuple[str, ...]]:
    """Return the columns headed by people, where all but the first one are."""
    found = {index: are_only_names(cell.text) for index, cell in enumerate(header.cells) if index}
    named = {
        index: names for index, names in found.items() if names and all(map(_is_person, names))
    }
    filled = [index for index, cell in enumerate(header.cells) if index and cell.text.strip()]
    return named if len(named) >= _FEWEST and len(named) == len(filled) else {}


def _is_person(name: str) -> bool:
    return is_given_name(name) or (is_full_name(name) and not name.isascii())


def _meetings_in_header(header: Row) -> dict[int, str]:
    """Return the columns headed by weeks or dates, where all but the first one are."""
    found = {}
    for index, cell in enumerate(header.cells):
        text = clean_line(cell.text)
        if index and (_WEEK_HEADER.fullmatch(text) or DAY_HEADING.match(text) or find_dates(text)):
            found[index] = text
    filled = [index for index, cell in enumerate(header.cells) if index and cell.text.strip()]
    return found if len(found) >= _FEWEST and len(found) == len(filled) else {}


def _people_in_rows(table: Table) -> bool:
    firsts = [row.cells[0].text for row in table.rows if row.cells and row.cells[0].text.strip()]
    named = [
        names for names in map(are_only_names, firsts) if names and all(map(_is_person, names))
    ]
    return len(named) >= _FEWEST and len(named) * 3 >= len(firsts) * 2


def _by_rows(
    reading: SessionReading, table: Table, people: dict[int, tuple[str, ...]], title: str
) -> Iterator[SessionDraft]:
    for row in table.rows:
        when = clean_line(row.cells[0].text) if row.cells else ""
        held = tuple(
            talk
            for index, names in people.items()
            for talk in _cell_talks(reading, row, index, names)
        )
        if held:
            yield replace(_session(reading, row.line, when, title), presentations=held)


def _by_columns(
    reading: SessionReading, table: Table, meetings: dict[int, str], title: str
) -> Iterator[SessionDraft]:
    for index, when in meetings.items():
        held: list[PresentationDraft] = []
        for row in table.rows:
            names = are_only_names(row.cells[0].text) if row.cells else ()
            if names:
                held.extend(_cell_talks(reading, row, index, names))
        if held:
            line = table.header.line if table.header else held[0].line
            yield replace(_session(reading, line, when, title), presentations=tuple(held))


def _session(reading: SessionReading, line: int, when: str, title: str) -> SessionDraft:
    hits = find_dates(when[:MAX_TEXT])
    day = reading.settle(hits[0], reading.year_at(line), reading.log_date) if hits else None
    return SessionDraft(line=line, date=day, date_text=when, title=title, sure=day is not None)


def _cell_talks(
    reading: SessionReading, row: Row, index: int, names: tuple[str, ...]
) -> Iterator[PresentationDraft]:
    """Yield what one person presents at one meeting."""
    if index >= len(row.cells) or _NOTHING.fullmatch(row.cells[index].text[:MAX_TEXT]):
        return
    cell = row.cells[index]
    topic = clean_line(cell.text)
    line = next((part.line for part in cell.parts if part.text.strip()), row.line)
    papers = reading.presented([part_span(part) for part in cell.parts])
    status = PresentationStatus.PLANNED if PLANNED.search(topic) else PresentationStatus.DONE
    if not papers:
        yield PresentationDraft(names, topic, line, status)
    for paper in papers:
        yield PresentationDraft(names, topic, line, status, paper)
