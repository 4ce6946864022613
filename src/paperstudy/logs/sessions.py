"""Study sessions in a log: schedules in tables and meetings in running text, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.logs.session_prose import find_prose_sessions, says_who
from paperstudy.logs.session_reading import make_reading
from paperstudy.logs.session_tables import find_table_sessions

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.logs import PaperFind, SessionDraft
    from paperstudy.logs.document import Document


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
    return tuple(sorted([*scheduled, *once], key=lambda draft: draft.line))
