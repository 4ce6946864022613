"""Meetings in a few words: when, called what, and who presents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.sessions import Presentation, Series, StudySession

_DOT = " · "


def number_of(session: StudySession) -> str:
    """Return the number of a session, a dash for one of a series that is only foreseen."""
    return str(session.id or "-")


def moment_of(session: StudySession) -> str:
    """Return when a session is: its date, and its time where that is known."""
    return f"{date_of(session)} {session.starts}".rstrip()


def date_of(session: StudySession) -> str:
    """Return a session's date, else as its log writes it, else a dash."""
    return session.date.isoformat() if session.date else session.date_text or "-"


def name_of(session: StudySession) -> str:
    """Return a session's title, without what is said twice or stands for its date already."""
    parts = dict.fromkeys(session.title.split(_DOT))
    return _DOT.join(part for part in parts if session.date or part != session.date_text)


def known_as(session: StudySession, gap: str = " ") -> str:
    """Return what a session is known by: when it is and its title, else the first thing in it."""
    parts = [moment_of(session)] if session.date or session.date_text else []
    known = gap.join(part for part in (*parts, name_of(session)) if part)
    first = session.presentations[0] if session.presentations else None
    return known or ("".join(presentation_text(first)) if first else number_of(session))


def state_of(session: StudySession) -> str:
    """Return that a session was called off, and why; empty for any other."""
    if session.state != "skipped":
        return ""
    if session.reason:
        return translate("called off ({reason})", reason=session.reason)
    return translate("called off")


def rhythm_of(series: Series) -> str:
    """Return how often a meeting comes again."""
    if series.every == 1:
        return translate("each week")
    if series.every == 2:  # noqa: PLR2004 - languages have a word for it
        return translate("every other week")
    return translate("every {count} weeks", count=series.every)


def presentation_text(presentation: Presentation) -> tuple[str, str]:
    """Return who presents what, and in brackets what else is told of it."""
    who = ", ".join(presentation.presenters)
    what = presentation.paper[1] if presentation.paper else presentation.topic
    text = f"{who}: {what}" if who and what else who or what
    told = ", ".join(_told(presentation))
    return text, f" ({told})" if told else ""


def presentation_line(presentation: Presentation, width: int = 0) -> str:
    """Return who presents what, in a line; with a `width` who and what are cut to fit it."""
    text, behind = presentation_text(presentation)
    if width:
        room = max(width - display_width(behind), width // 2)
        return crop(crop(text, room) + behind, width)
    return text + behind


def _told(presentation: Presentation) -> Iterator[str]:
    """Yield what is worth saying of a presentation beside who and what."""
    if presentation.role == "review":
        yield translate("a review")
    elif presentation.role == "implement":
        yield translate("an implementation")
    if presentation.minutes:
        yield translate("{minutes} min", minutes=presentation.minutes)
    if presentation.status != "done":
        yield word(str(presentation.status))
    if presentation.reason:
        yield presentation.reason
