"""Sessions as a person reads them: who presented what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import heading, indented, labelled
from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width, pad, wrap
from paperstudy.saying.meetings import (
    moment_of,
    name_of,
    number_of,
    presentation_line,
    state_of,
)
from paperstudy.saying.names import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.sessions import StudySession

_DATE = len("2021-08-17")
_MOMENT = len("2021-08-17 19:30")
_DOT = " · "


def render_sessions(sessions: Sequence[StudySession], style: Style) -> Iterator[str]:
    """Yield the lines of a list of sessions: number, date, title, who presents what."""
    least = _MOMENT if any(session.starts for session in sessions) else _DATE
    for session in sessions:
        if style.plain:
            yield "\t".join(_fields(session))
            continue
        number = style.paint(f"{number_of(session):>4}", "cyan")
        date = pad(crop(moment_of(session), max(least, style.width - 18)), least)
        room = style.width - 8 - display_width(date)
        title = crop(_headline(session), room)
        yield f"{number}  {date}  {title}".rstrip()
        for line in wrap(_people(session), style.width - 6):
            yield " " * 6 + style.paint(line, "dim")
        for presentation in session.presentations:
            yield " " * 6 + presentation_line(presentation, style.width - 6)


def _people(session: StudySession) -> str:
    """Return who led a meeting, and who was there or comes."""
    led = translate("led by {name}", name=session.moderator) if session.moderator else ""
    return _DOT.join(part for part in (led, ", ".join(session.participants)) if part)


def _fields(session: StudySession) -> tuple[str, ...]:
    return (
        number_of(session),
        moment_of(session),
        _DOT.join(part for part in (state_of(session), name_of(session)) if part),
        session.moderator,
        ", ".join(session.participants),
        "; ".join(presentation_line(presentation) for presentation in session.presentations),
    )


def _headline(session: StudySession) -> str:
    """Return what is said of a meeting beside its date: that it is off, its title, its place."""
    name = name_of(session) or session.place
    return _DOT.join(part for part in (state_of(session), name) if part)


def _unsure(session: StudySession) -> str:
    """Return that a session waits for a person's word, and how it is given."""
    if session.sure:
        return ""
    return translate(
        "waits in the inbox: paperstudy inbox accept s{number}, or reject s{number}",
        number=session.id,
    )


def render_session(session: StudySession, style: Style, *, past: bool = False) -> Iterator[str]:
    """Yield all that is known of one session; `past` is one that was."""
    minutes = (
        translate("{minutes} min", minutes=session.minutes) if session.minutes is not None else ""
    )
    moment = f"{moment_of(session)} {session.zone if session.starts else ''}".rstrip()
    rows = (
        (translate("Session"), number_of(session) if session.id else ""),
        (translate("Date"), moment),
        (translate("State"), state_of(session) or _unsure(session)),
        (translate("Title"), name_of(session)),
        (translate("Place"), session.place),
        (translate("Length"), minutes),
        (translate("Moderator"), session.moderator),
        (translate("Scribe"), session.scribe),
        (translate("Participants"), ", ".join(session.participants)),
        (translate("Absent") if past else translate("Cannot come"), ", ".join(session.absent)),
        (translate("Logs"), ", ".join(short_path(path) for path in session.logs)),
    )
    yield from labelled(rows, style)
    if session.presentations:
        yield from heading(translate("Presentations"), style)
    for presentation in session.presentations:
        yield from indented(presentation_line(presentation), style)
        if presentation.paper is not None:
            yield from indented(presentation.paper[0], style, by=4)
    if session.note:
        yield from heading(translate("Minutes"), style)
        yield from indented(session.note, style)
