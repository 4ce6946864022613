"""Study sessions in a log: schedules in tables and meetings in running text, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.logs.date_text import find_dates
from paperstudy.logs.session_form import read_form
from paperstudy.logs.session_heads import find_head_facts, head_of, with_fact
from paperstudy.logs.session_notes import with_notes
from paperstudy.logs.session_prose import find_prose_sessions, says_who
from paperstudy.logs.session_reading import make_reading
from paperstudy.logs.session_tables import find_table_sessions
from paperstudy.logs.session_uniting import with_company

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.logs import PaperFind, SessionDraft
    from paperstudy.logs.document import Document
    from paperstudy.logs.session_reading import SessionReading


def find_sessions(
    document: Document, finds: tuple[PaperFind, ...], log_date: date | None
) -> tuple[SessionDraft, ...]:
    """Return the meetings that a log tells of, by line.

    Args:
        document: the log, read.
        finds: the papers found in it; a presentation's `find` is an index into these.
        log_date: the day of the log, as `find_log_date` gives it.
    """
    reading = make_reading(document, finds, log_date)
    scheduled = list(find_table_sessions(reading))
    headings = frozenset(table.section for table in document.tables if table.section is not None)
    told = find_prose_sessions(reading, headings if scheduled else frozenset())
    days = {draft.date for draft in scheduled if draft.date}
    once = (draft for draft in told if draft.date not in days or says_who(draft))
    sessions = with_company(scheduled, once)
    form = read_form(reading)
    if form is not None:
        sessions = with_notes(reading, form, sessions)
    elif len(sessions) == 1:
        sessions = [_with_head(reading, sessions[0])]
    return tuple(sorted(sessions, key=lambda draft: draft.line))


def _with_head(reading: SessionReading, draft: SessionDraft) -> SessionDraft:
    """Return the only session of a log with the time and the place that lines above it say."""
    for heading in reversed(reading.document.headings_above(draft.line)):
        fact = head_of(heading) if find_dates(heading.text) else None
        draft = with_fact(draft, fact) if fact is not None else draft
    for fact in find_head_facts(reading):
        if fact.line <= draft.line:
            draft = with_fact(draft, fact)
    return draft
