"""Schedules and reading lists in tables: which column says what, and one session for each day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import (
    PresentationDraft,
    PresentationRole,
    PresentationStatus,
    SessionDraft,
)
from paperstudy.domain.text import clean_line
from paperstudy.logs.date_text import MONTHS, find_dates
from paperstudy.logs.people import is_full_name, split_names
from paperstudy.logs.session_columns import (
    NOTHING,
    Columns,
    cell_text,
    count,
    names_in_topic,
    read_columns,
    values,
)
from paperstudy.logs.session_grids import find_grid_sessions, is_grid
from paperstudy.logs.session_heads import HeadFact, read_place, read_when, with_fact
from paperstudy.logs.session_reading import MAX_TEXT, Span, part_span
from paperstudy.logs.session_words import ANNOUNCED, DONE, PLANNED, STRONG_CONTEXT
from paperstudy.logs.talk_parts import role_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from paperstudy.logs.date_text import DateHit
    from paperstudy.logs.document import Cell, CellPart, Row, Table
    from paperstudy.logs.session_reading import SessionReading

_NO_MEETING = re.compile(
    r"휴강|휴식|휴회|방학|시험\s?기간|중간\s?고사|기말\s?고사|공휴일|연휴|설날|추석|쉬어|no (?:meeting|session|class|talk)|cancel"
    r"|holiday|\bbreak\b|休み|休会",
    re.IGNORECASE,
)
_DITTO = re.compile(r"\s*(?:[\"″〃〟'’]|상동|ditto|同上|↑|위와 같음)+\s*", re.IGNORECASE)
_STRUCK = re.compile(r"^\W*(?:~~[^~]*~~|<(?P<tag>s|del|strike)>.*</(?P=tag)>)\W*$", re.IGNORECASE)
_STRUCK_PART = re.compile(r"~~[^~]*~~|<(?P<tag>s|del|strike)>.*?</(?P=tag)>", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:[→⇒➡]|[-=]>)\s*(?=\w)")
_INVITED = re.compile(
    r"초청|초대|외부|게스트|특별|강연|연사|발표|발제|대타|guest|invited|external|speaker|talk|presenter|招待|外部|ゲスト",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•·])\s*(?=[^\W\d_]{2})")
_SHORT = 60
_TIME_ONLY = re.compile(r"\d{1,2}\s?[:hH시時]\s?\d{0,2}")


@dataclass(frozen=True, slots=True)
class _RowDay:
    """When a row's meeting is: the day if it follows, the words, and what groups the rows."""

    day: date | None
    text: str
    key: str


def find_table_sessions(reading: SessionReading) -> Iterator[SessionDraft]:
    """Yield the sessions of all tables that are schedules or reading lists with presenters."""
    for table in reading.document.tables:
        yield from _table_sessions(reading, table)


def _table_sessions(reading: SessionReading, table: Table) -> Iterator[SessionDraft]:
    if is_grid(table):
        yield from find_grid_sessions(reading, table, _table_title(reading, table))
        return
    lines = range(_first_line(table), _last_line(table) + 1)
    has_papers = any(reading.marks_on(number) for number in lines)
    columns = read_columns(table, has_papers=has_papers)
    if columns is None:
        return
    title = _table_title(reading, table)
    day_first = _day_first(table, columns.date)
    drafts: dict[str, SessionDraft] = {}
    before: _RowDay | None = None
    for row in table.rows:
        if _is_struck(reading, row, columns) or _says_no_meeting(row, columns):
            continue
        day = _row_day(reading, row, columns, before, day_first=day_first)
        before = day
        held = tuple(_presentations(reading, table, row, columns, title))
        draft = drafts.get(day.key)
        if draft is None:
            draft = SessionDraft(
                line=row.line, date=day.day, date_text=day.text, title=title,
                moderator=_person(row, columns.moderator), scribe=_person(row, columns.scribe),
                participants=_people(row, columns.participants),
                sure=columns.sure and (day.day is not None or bool(day.text)),
            )  # fmt: skip
        draft = _with_head(draft, row, columns)
        drafts[day.key] = replace(draft, presentations=draft.presentations + held)
    for draft in drafts.values():
        if draft.presentations or draft.date or draft.moderator or draft.participants:
            yield draft


def _with_head(draft: SessionDraft, row: Row, columns: Columns) -> SessionDraft:
    """Return a session with the time and the place that the cells of a row say."""
    for index in (columns.time, columns.date):
        when = read_when(clean_line(cell_text(row, index))[:MAX_TEXT])
        if columns.date is None:  # the end of one talk, not of the meeting
            when = replace(when, minutes=None)
        draft = with_fact(draft, when)
    if columns.place is not None and columns.place < len(row.cells):
        draft = with_fact(draft, HeadFact(row.line, place=read_place(row.cells[columns.place])))
    return draft


def _day_first(table: Table, index: int | None) -> bool:
    """Tell whether a column writes 25/12: the day before the month."""
    if index is None:
        return False
    firsts = (re.match(r"\W*(\d{1,2})/(\d{1,2})(?!\d)", text) for text in values(table, index))
    return any(match is not None and int(match[1]) > MONTHS >= int(match[2]) for match in firsts)


def _row_day(
    reading: SessionReading, row: Row, columns: Columns, before: _RowDay | None, *, day_first: bool
) -> _RowDay:
    """Return when the meeting of a row is; a row that leaves the date out shares the one above."""
    week = clean_line(cell_text(row, columns.week))
    if columns.date is None:
        day = reading.default_date()
        return _RowDay(day, week, f"week {week}" if week and day is None else "all")
    text = clean_line(cell_text(row, columns.date))
    if before is not None and (not text or _DITTO.fullmatch(text)) and not week:
        return before
    hits = find_dates(text[:MAX_TEXT])
    day = _settle(reading, hits[0], row.line, day_first=day_first) if hits else None
    if day is None and not hits and _TIME_ONLY.search(text):
        day = reading.event_date
        return _RowDay(day, "", f"day {day}")
    key = f"day {day}" if day else f"text {text or week or row.line}"
    return _RowDay(day, text or week, key)


def _settle(reading: SessionReading, hit: DateHit, line: int, *, day_first: bool) -> date | None:
    if day_first and hit.day_month and reading.order.turn(hit) is hit:
        hit = replace(hit, month=hit.day, day=hit.month)
    return reading.settle(hit, reading.year_at(line), reading.log_date)


def _presentations(
    reading: SessionReading, table: Table, row: Row, columns: Columns, title: str
) -> Iterator[PresentationDraft]:
    """Yield a presentation for each paper of a row, or one for its topic."""
    names, line = _row_people(reading, row, columns)
    told = list(_told_in_topics(reading, row, columns)) if not columns.people else []
    if told:
        yield from told
        return
    topic_cells = [row.cells[index] for index in columns.topics if index < len(row.cells)]
    spans = [part_span(part) for cell in topic_cells for part in cell.parts]
    papers = _row_papers(reading, spans)
    if not papers:  # 홍길동 (BERT): the paper may stand in the presenter's cell
        cells = [row.cells[index] for index in columns.people if index < len(row.cells)]
        parts = [part for cell in cells for part in cell.parts]
        papers = _row_papers(reading, [inner for part in parts for inner in _brackets(part)])
    topic = clean_line(" ".join(cell.text for cell in topic_cells))
    empty = NOTHING.fullmatch(topic) is not None
    if not names and (empty or not _speaks_of_study(papers, columns)):
        return
    if line is None:
        line = next((span.line for span in spans), row.line)
    status = PresentationStatus.PLANNED
    if names and not empty:
        status = _row_status(reading, table, row, columns, title)
    role = _role(reading, columns, spans)
    if not papers:
        yield PresentationDraft(names, "" if empty else topic, line, status, role=role)
    for paper, words in papers:
        yield PresentationDraft(names, words or topic, line, status, paper, role)
    if papers and names:
        for other in _other_topics(reading, topic_cells):
            yield PresentationDraft(names, other, line, status)


def _role(reading: SessionReading, columns: Columns, spans: Sequence[Span]) -> PresentationRole:
    """Return what the presenters of a row do, by the column they stand in or by its topic."""
    if columns.role is not PresentationRole.PRESENT:
        return columns.role
    return role_on(reading, spans)


def _other_topics(reading: SessionReading, cells: Sequence[Cell]) -> Iterator[str]:
    """Yield the numbered or listed topics of a row that are no papers, beside those that are."""
    for part in (part for cell in cells for part in cell.parts):
        listed = _LISTED.match(part.text)
        if listed is not None and not reading.marks_in(part_span(part)):
            yield clean_line(part.text[listed.end() :])


def _told_in_topics(
    reading: SessionReading, row: Row, columns: Columns
) -> Iterator[PresentationDraft]:
    """Yield the talks of a topic cell that names its presenters: `BERT (홍길동)`, line by line."""
    cells = [row.cells[index] for index in columns.topics if index < len(row.cells)]
    for part in (part for cell in cells for part in cell.parts):
        names = names_in_topic(part.text)
        if not names:
            continue
        topic = clean_line(part.text)
        status = PresentationStatus.PLANNED if PLANNED.search(topic) else PresentationStatus.DONE
        marks = reading.marks_in(part_span(part))
        papers = reading.presented([part_span(part)]) or tuple(
            dict.fromkeys(mark.find for mark in marks if mark.find not in reading.weak)
        )
        role = role_on(reading, [part_span(part)])
        for paper in papers or (None,):
            yield PresentationDraft(names, topic, part.line, status, paper, role)


def _speaks_of_study(papers: Sequence[tuple[int, str]], columns: Columns) -> bool:
    return bool(papers) or columns.date is not None


def _brackets(part: CellPart) -> Iterator[Span]:
    """Yield what stands in brackets in a piece of a cell."""
    for match in re.finditer(r"[(（\[]([^()（）\[\]]+)[)）\]]", part.text[:MAX_TEXT]):
        yield Span(part.line, part.start + match.start(1), part.start + match.end(1))


def _who_text(reading: SessionReading, cell: Cell) -> str:
    """Return who a presenter's cell says: not who is struck out, gave way or is only described.

    `~~홍길동~~ → 김철수`, `홍길동 → 김철수`, `초청 강연: 홍길동`.
    """
    pieces: list[str] = []
    for part in cell.parts:
        text = part.text
        raw = reading.document.line(part.line).raw[part.start : part.start + len(text)]
        for match in _STRUCK_PART.finditer(raw) if "~~" in raw or "<" in raw else ():
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
        text = _ARROW.split(text)[-1]
        label, _, name = text.rpartition(":") if ":" in text else text.rpartition("：")
        described = label and re.search(r"\w", name) and not is_full_name(label.strip())
        pieces.append(name if described and _INVITED.search(label) else text)
    return "\n".join(pieces)


def _row_people(
    reading: SessionReading, row: Row, columns: Columns
) -> tuple[tuple[str, ...], int | None]:
    """Return the presenters of a row and the line on which the first of them stands."""
    names: list[str] = []
    line: int | None = None
    for index in columns.people:
        if index >= len(row.cells):
            continue
        cell: Cell = row.cells[index]
        for name in split_names(_who_text(reading, cell)):
            if name not in names:
                names.append(name)
        if line is None and names:
            line = next(part.line for part in cell.parts if part.text.strip())
    return tuple(names), line


def _row_papers(reading: SessionReading, spans: Sequence[Span]) -> list[tuple[int, str]]:
    """Return the papers of a row with the words of the piece of the cell that names each."""
    found: dict[int, str] = {}
    for span in spans:
        text = clean_line(reading.document.line(span.line).text[span.start : span.end])
        papers = reading.presented([span])
        for paper in papers:
            found.setdefault(paper, text if len(papers) == 1 else _surface(reading, span, paper))
    return list(found.items())


def _surface(reading: SessionReading, span: Span, paper: int) -> str:
    texts = [mark.text for mark in reading.marks_in(span) if mark.find == paper]
    return next((text for text in texts if "://" not in text), "")


def _row_status(
    reading: SessionReading, table: Table, row: Row, columns: Columns, title: str
) -> PresentationStatus:
    """Say whether a full row tells of a talk held or of a plan, by its words and its neighbours."""
    words = " ".join(cell.text for cell in row.cells)[:MAX_TEXT]
    if PLANNED.search(words):
        return PresentationStatus.PLANNED
    if DONE.search(title):
        return PresentationStatus.DONE
    if reading.announced and _announced_here(reading, table):
        return PresentationStatus.PLANNED
    if columns.material is not None and count(table, columns.material):
        filled = not NOTHING.fullmatch(cell_text(row, columns.material)[:MAX_TEXT])
        cell = row.cells[columns.material] if columns.material < len(row.cells) else None
        linked = cell is not None and any(part.links for part in cell.parts)
        return PresentationStatus.DONE if filled or linked else PresentationStatus.PLANNED
    return PresentationStatus.PLANNED if PLANNED.search(title) else PresentationStatus.DONE


def _announced_here(reading: SessionReading, table: Table) -> bool:
    """Tell whether the words around a table announce what is to come; far ones count for HTML pages."""
    first = _first_line(table)
    start = table.section or max(1, first - 10)
    between = reading.document.lines[start - 1 : first - 1]
    return (
        any(ANNOUNCED.search(line.text[:MAX_TEXT]) for line in between)
        or reading.event_date is not None
    )


def _is_struck(reading: SessionReading, row: Row, columns: Columns) -> bool:
    """Tell whether the date or the topic of a row is struck out."""
    for index in (columns.date, *columns.topics[:1]):
        if index is None or index >= len(row.cells):
            continue
        for part in row.cells[index].parts:
            raw = reading.document.line(part.line).raw[part.start : part.start + len(part.text)]
            if "~~" in raw or "<s" in raw or "<del" in raw:
                return _STRUCK.match(raw) is not None
    return False


def _says_no_meeting(row: Row, columns: Columns) -> bool:
    """Tell whether a row is a holiday or a cancelled meeting: such words and no paper's link."""
    cells = [
        row.cells[index] for index in (*columns.topics, *columns.people) if index < len(row.cells)
    ]
    if any(part.links for cell in cells for part in cell.parts):
        return False
    text = " ".join(cell.text for cell in cells)
    return len(text) < _SHORT and _NO_MEETING.search(text) is not None


def _person(row: Row, index: int | None) -> str:
    return next(iter(_people(row, index)), "")


def _people(row: Row, index: int | None) -> tuple[str, ...]:
    return split_names(cell_text(row, index)) if index is not None else ()


def _first_line(table: Table) -> int:
    return table.header.line if table.header else table.rows[0].line if table.rows else 1


def _last_line(table: Table) -> int:
    if not table.rows:
        return _first_line(table)
    last = table.rows[-1]
    return max([last.line, *(part.line for cell in last.cells for part in cell.parts)])


def _table_title(reading: SessionReading, table: Table) -> str:
    """Return the heading above a table, else the title of the log."""
    if table.section is not None:
        text = clean_line(reading.document.line(table.section).text)
        if text and (STRONG_CONTEXT.search(text) or not text[:4].isdigit()):
            return text
    return reading.title
