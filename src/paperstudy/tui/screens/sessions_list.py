"""The meetings as rows of a list: read, told apart, searched, and marked in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.domain.sessions import SessionState
from paperstudy.saying.meetings import name_of, presentation_text
from paperstudy.study.clock import find_now
from paperstudy.study.meetings import by_time, has_begun
from paperstudy.tui.screens.sessions_calendar import weekday_of
from paperstudy.tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.clock import Clock
    from paperstudy.study.study import Study

_ZONED = 24  # cells of a time with its zone
_DOT = " · "
_MINUTES = 24 * 60
_LATELY = timedelta(days=120)
# Where a meeting stands, in the words of the list; the translators read it.
STATES = ("next", "planned", "repeats", "off", "unsure", "held", "")
FILTERS = ("all", "upcoming", "past", "mine", "open", "off", "unsure")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a row; `state` is one of `STATES`, "" for one of the past like all others.

    `same` are others that it may be one with: a person should say.
    """

    session: StudySession
    state: str
    same: tuple[StudySession, ...] = ()

    @property
    def number(self) -> int:
        """The number of its row: below nothing where it is only foreseen and has none."""
        session = self.session
        if session.id or session.date is None:
            return session.id
        hour, _, minute = session.starts.partition(":")
        at = int(hour) * 60 + int(minute) if minute.isdecimal() else 0
        return -(session.date.toordinal() * _MINUTES + at)

    @property
    def which(self) -> str:
        """What the operations call it by."""
        return which_of(self.session)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All meetings by date, those without one last, at a moment; `next` is the row to begin at."""

    meetings: tuple[Meeting, ...]
    today: date
    next: int | None = None


def which_of(session: StudySession) -> str:
    """Return what a session can be named by: its number, else its day and time."""
    if session.id or session.date is None:
        return str(session.id)
    return f"{session.date.isoformat()} {session.starts}".rstrip()


def read_agenda(study: Study, clock: Clock, zone: str, *, first: bool = False) -> Agenda:
    """Return all meetings, those among them that no rule is sure about.

    With `first` only those around today, which are soon read; none where there are none.
    """
    now = find_now(clock, zone)
    unsure = () if first else study.inbox.unsure_sessions()
    same = {} if first else {one.session.id: one.others for one in study.same_meetings.list()}
    sessions = study.sessions.list(since=now.date() - _LATELY if first else None)
    every = sorted((*sessions, *unsure), key=by_time) if unsure else sessions
    following = next((one for one in every if _is_ahead(one, now)), None)
    meetings = tuple(
        Meeting(one, _state(one, following, now), same.get(one.id, ())) for one in every
    )
    begin = next((one.number for one in meetings if one.state == "next"), None)
    if begin is None:
        dated = [one for one in meetings if one.session.date]
        begin = dated[-1].number if dated else None
    return Agenda(meetings, now.date(), begin)


def marks_of(meetings: Iterable[Meeting]) -> dict[date, str]:
    """Return the sign of each day with a meeting: one that takes place before one that is off."""
    marks: dict[date, str] = {}
    for one in meetings:
        day = one.session.date
        if day is not None:
            sign = {"off": "x", "unsure": "?"}.get(one.state, "*")
            if sign == "*" or marks.get(day) != "*":
                marks[day] = sign
    return marks


def columns(meetings: Sequence[Meeting], zone: str = "") -> list[Column[Meeting]]:
    """Return the columns of the list, without those that would be empty; `zone` is that of here."""
    found = [Column[Meeting](translate("Date"), 14, lambda one: day_text(one.session))]
    widest = max((len(time_text(one.session, zone)) for one in meetings), default=0)
    if widest:

        def time(one: Meeting) -> str:
            return time_text(one.session, zone)

        found.append(Column(translate("Time"), max(5, min(_ZONED, widest)), time, least=56))
    if any(map(state_word, meetings)):
        found.append(Column(translate("State"), 8, state_word, least=48, dim=True))
    return [*found, Column(translate("Session"), 0, what_text)]


def time_text(session: StudySession, zone: str) -> str:
    """Return when a session begins, with its time zone where that is not the one of here."""
    if not session.starts or not zone or session.zone in {"", zone}:
        return session.starts
    return f"{session.starts} {session.zone}"


def day_text(session: StudySession) -> str:
    """Return a session's date with its weekday, else as its log writes it."""
    if session.date is None:
        return session.date_text or "-"
    return f"{session.date.isoformat()} {weekday_of(session.date)}"


def state_word(one: Meeting) -> str:
    """Return where a meeting stands, in a short word."""
    if one.same:
        return translate("twice?")
    return translate(one.state) if one.state else ""


def what_text(one: Meeting) -> str:
    """Return who presents what, then what the meeting is called."""
    session = one.session
    talks = "; ".join(presentation_text(held)[0] for held in session.presentations)
    parts = dict.fromkeys(part for part in (talks, name_of(session)) if part)
    if one.state in {"next", "planned", "repeats"} and not has_presenter(session):
        parts = {translate("nobody yet"): None, **parts}
    return _DOT.join(parts) or session.moderator or session.place


def has_presenter(session: StudySession) -> bool:
    """Tell whether somebody is to present at a session, or did."""
    return any(held.presenters for held in session.presentations if held.status != "skipped")


def searched_text(session: StudySession) -> str:
    """Return all of a session that a search looks through, in small letters."""
    held = session.presentations
    parts = (
        day_text(session), session.starts, session.title, session.place, session.moderator,
        session.scribe, *session.participants, *session.absent, session.note, session.reason,
        *(one.topic for one in held), *(part for one in held for part in one.paper or ()),
        *(name for one in held for name in one.presenters), *session.logs,
    )  # fmt: skip
    return "\n".join(filter(None, parts)).casefold()


def fits(one: Meeting, kind: str, me: Sequence[str]) -> bool:
    """Tell whether a meeting is among those of a filter, one of `FILTERS`; `me` are my names."""
    ahead = one.state in {"next", "planned", "repeats"}
    return {
        "upcoming": ahead,
        "past": one.state in {"", "held"},
        "mine": any(name in _people(one.session) for name in me),
        "open": ahead and not has_presenter(one.session),
        "off": one.state == "off",
        "unsure": one.state == "unsure" or bool(one.same),
    }.get(kind, True)


def filter_word(kind: str) -> str:
    """Return what a filter leaves, in words."""
    return {
        "all": translate("all sessions"),
        "upcoming": translate("those to come"),
        "past": translate("those of the past"),
        "mine": translate("those with me"),
        "open": translate("those to come with nobody to present"),
        "off": translate("those called off"),
        "unsure": translate("those nobody is sure about"),
    }[kind]


def _people(session: StudySession) -> set[str]:
    named = {name for held in session.presentations for name in held.presenters}
    return named | {session.moderator, session.scribe, *session.participants}


def _is_ahead(session: StudySession, now: datetime) -> bool:
    return session.state is SessionState.OPEN and session.sure and not has_begun(session, now)


def _state(session: StudySession, following: StudySession | None, now: datetime) -> str:
    if not session.sure:
        return "unsure"
    if session.state is SessionState.SKIPPED:
        return "off"
    if session.state is SessionState.HELD:
        return "held"
    if session is following:
        return "next"
    if not _is_ahead(session, now):
        return ""
    return "planned" if session.id else "repeats"
