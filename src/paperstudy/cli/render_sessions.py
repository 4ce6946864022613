"""Sessions as a person reads them: who presented what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.cells import crop, display_width, pad
from paperstudy.cli.render import heading, indented, labelled, short_path
from paperstudy.cli.words import word
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.sessions import Presentation, StudySession

_DATE = len("2021-08-17")
_DOT = " · "


def render_sessions(sessions: Sequence[StudySession], style: Style) -> Iterator[str]:
    """Yield the lines of a list of sessions: number, date, title, who presents what."""
    for session in sessions:
        if style.plain:
            yield "\t".join(_fields(session))
            continue
        number = style.paint(f"{session.id:>4}", "cyan")
        date = pad(crop(date_of(session), max(_DATE, style.width - 18)), _DATE)
        room = style.width - 8 - display_width(date)
        title = crop(name_of(session) or session.moderator, room)
        yield f"{number}  {date}  {title}".rstrip()
        for presentation in session.presentations:
            line = presentation_line(presentation)
            yield " " * 6 + crop(line, style.width - 6)


def _fields(session: StudySession) -> tuple[str, ...]:
    return (
        str(session.id),
        date_of(session),
        name_of(session),
        session.moderator,
        ", ".join(session.participants),
        "; ".join(presentation_line(presentation) for presentation in session.presentations),
    )


def date_of(session: StudySession) -> str:
    """Return a session's date, else as its log writes it, else a dash."""
    return session.date.isoformat() if session.date else session.date_text or "-"


def name_of(session: StudySession) -> str:
    """Return a session's title, without what is said twice or stands for its date already."""
    parts = dict.fromkeys(session.title.split(_DOT))
    return _DOT.join(part for part in parts if session.date or part != session.date_text)


def presentation_line(presentation: Presentation) -> str:
    """Return who presents what, in a line."""
    who = ", ".join(presentation.presenters)
    what = presentation.paper[1] if presentation.paper else presentation.topic
    text = f"{who}: {what}" if who and what else who or what
    status = str(presentation.status)
    return text if status == "done" else f"{text} ({word(status)})"


def render_session(session: StudySession, style: Style) -> Iterator[str]:
    """Yield all that is known of one session."""
    rows = (
        (translate("Session"), str(session.id)),
        (translate("Date"), date_of(session)),
        (translate("Title"), name_of(session)),
        (translate("Moderator"), session.moderator),
        (translate("Scribe"), session.scribe),
        (translate("Participants"), ", ".join(session.participants)),
        (translate("Logs"), ", ".join(short_path(path) for path in session.logs)),
    )
    yield from labelled(rows, style)
    if session.presentations:
        yield from heading(translate("Presentations"), style)
    for presentation in session.presentations:
        yield from indented(presentation_line(presentation), style)
        if presentation.paper is not None:
            yield from indented(presentation.paper[0], style, by=4)
