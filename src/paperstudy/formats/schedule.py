"""The meetings as one table in Markdown, as it stands in a README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.formats.markdown import escape_markdown, table
from paperstudy.formats.sheets import names, what_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.formats.sheets import Words


def write_schedule(
    sessions: Sequence[StudySession], papers: Mapping[str, Paper], words: Words
) -> str:
    """Return meetings as a table, a line for each presentation; `papers` are by cite key."""
    head = [words[name] for name in ("Date", "Session", "What", "Presenters")]
    rows = [row for session in sessions for row in _rows(session, papers, words)]
    return "\n".join(table(head, rows)) + "\n"


def _rows(
    session: StudySession, papers: Mapping[str, Paper], words: Words
) -> Iterator[tuple[str, str, str, str]]:
    day = session.date.isoformat() if session.date else escape_markdown(session.date_text)
    date = f"{day} {session.starts}".strip()
    title = escape_markdown(session.title)
    if session.state is SessionState.SKIPPED:
        reason = escape_markdown(session.reason)
        yield date, title, f"{words['called off']}: {reason}" if reason else words["called off"], ""
        return
    shown = [held for held in session.presentations if _is_shown(held)]
    if not shown:
        yield date, title, "", ""
    for number, held in enumerate(shown):
        what = what_of(held, papers, words), names(held.presenters)
        yield (date, title, *what) if number == 0 else ("", "", *what)


def _is_shown(held: Presentation) -> bool:
    return held.status is not PresentationStatus.SKIPPED
