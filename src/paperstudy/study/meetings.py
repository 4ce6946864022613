"""Which meeting a person means, and which of its presentations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    ConflictError,
    InvalidDateError,
    InvalidInputError,
    NotFoundError,
)
from paperstudy.domain.sessions import SessionId, SessionState
from paperstudy.domain.text import clean_line
from paperstudy.study.series import NOT_MADE, find_foreseen, foresee

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.store.views import Reader, Writer

_NEXT = frozenset({"next", "다음"})
_LAST = frozenset({"last", "지난", "마지막"})
_WORDS = ("next", "last", "다음", "마지막")
_LONGEST_NUMBER = 7  # 20261127 is a date
_LARGEST = 2**31 - 1
_NEAR = timedelta(days=60)
ZONES = timedelta(days=1)  # so far apart the days of two time zones can be


def find_session(tx: Reader | Writer, which: str, now: datetime) -> StudySession:
    """Return the meeting that a number, a date, a day word, `next` or `last` names.

    One of a series that nobody has planned anything for has the number 0. `now` is local.

    Raises:
        NotFoundError: there is none; the hint names the nearest.
        ConflictError: several are on that day.
        InvalidInputError: the words name no meeting.
    """
    word = clean_line(which).removeprefix("#")
    if word.lower() in _NEXT:
        return _next(tx, now)
    if word.lower() in _LAST:
        return _last(tx, now)
    if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER:
        return _by_number(tx, int(word))
    return _by_day(tx, word, now)


def names_session(text: str, today: date) -> bool:
    """Tell whether a text names a meeting, here or not, and no paper or topic."""
    from paperstudy.domain.moments import read_moment

    word = clean_line(text).removeprefix("#")
    if word.lower() in _NEXT | _LAST or (word.isdecimal() and len(word) <= _LONGEST_NUMBER):
        return True
    try:
        read_moment(word, today)
    except InvalidDateError:
        return False
    return True


def coming(tx: Reader | Writer, now: datetime, count: int) -> list[StudySession]:
    """Return the meetings still to be held, soonest first: `count` of each series among them."""
    since = now.date() - ZONES
    made = tx.sessions.all(since=since)
    foreseen = foresee(tx.sessions.series(), made, since, count + 1)
    return sorted((one for one in (*made, *foreseen) if _is_ahead(one, now)), key=by_time)


def by_time(session: StudySession) -> tuple[bool, str, str, int]:
    """Return what orders meetings by date and time, undated ones last."""
    day = session.date.isoformat() if session.date else ""
    return (not day, day, session.starts, session.id)


def has_begun(session: StudySession, now: datetime) -> bool:
    """Tell whether a meeting is past, or going on; one of today without a time is not.

    One whose time is that of another zone than that of `now` begins when it does there.
    """
    if session.date is None or session.state is SessionState.HELD:
        return True
    if session.starts and session.zone and abs(session.date - now.date()) <= ZONES:
        now = _in_zone(now, session.zone)
    if session.date != now.date():
        return session.date < now.date()
    return bool(session.starts) and session.starts <= f"{now:%H:%M}"


def _in_zone(now: datetime, zone: str) -> datetime:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):  # one that this machine does not know
        return now


def make_real(tx: Writer, session: StudySession) -> SessionId:
    """Return the number of a meeting, which is saved first where it was only foreseen."""
    from paperstudy.domain.library import SessionRow  # what only lists shall not wait for it

    if session.id != NOT_MADE:
        return session.id
    return tx.sessions.add(
        SessionRow(
            date=session.date,
            title=session.title,
            starts=session.starts,
            zone=session.zone,
            place=session.place,
            minutes=session.minutes,
            series=session.series,
        )
    )


def find_place(session: StudySession, which: str) -> int:
    """Return the place, from 0, of the presentation that a number, key, name or topic names.

    An empty text names the only one.

    Raises:
        NotFoundError: there is no such presentation; the hint names the nearest.
        InvalidInputError: there are several, and nothing tells which.
        ConflictError: several fit.
    """
    held = session.presentations
    word = clean_line(which)
    if not held:
        raise NotFoundError(
            "nothing is planned for session {number}",
            hint="to plan something: paperstudy session present {number} KEY --by NAME",
            number=_called(session),
        )
    if not word:
        if len(held) == 1:
            return 0
        raise InvalidInputError(
            "session {number} has {count} presentations",
            hint="name one by its number, from 1 to {count}",
            number=_called(session),
            count=len(held),
        )
    if word.isascii() and word.isdecimal():
        if 1 <= int(word[:_LONGEST_NUMBER]) <= len(held):
            return int(word) - 1
        raise _no_presentation(session, word, str(len(held)))
    return _by_words(session, word)


def _by_words(session: StudySession, word: str) -> int:
    tests: tuple[Callable[[Presentation], bool], ...] = (
        lambda one: one.paper is not None and one.paper[0] == word,
        lambda one: word.casefold() in (name.casefold() for name in one.presenters),
        lambda one: word.casefold() == _what(one).casefold(),
        lambda one: word.casefold() in _what(one).casefold(),
    )
    for fits in tests:
        found = [place for place, one in enumerate(session.presentations) if fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(session, word, found)
    from difflib import get_close_matches

    known = [text for one in session.presentations for text in (*one.presenters, _what(one))]
    known += [one.paper[0] for one in session.presentations if one.paper]
    near = get_close_matches(word, known, n=1, cutoff=0.4) or known[:1]
    raise _no_presentation(session, word, near[0])


def _several(session: StudySession, word: str, places: Sequence[int]) -> ConflictError:
    held = session.presentations
    named = (f"{place + 1} ({_what(held[place])})" for place in places)
    return ConflictError(
        "“{text}” names {count} presentations of session {number}",
        hint="name one by its number: {presentations}",
        text=word,
        count=len(places),
        number=_called(session),
        presentations=", ".join(one.removesuffix(" ()") for one in named),
    )


def _no_presentation(session: StudySession, word: str, near: str) -> NotFoundError:
    return NotFoundError(
        "session {number} has no presentation “{text}”",
        hint="did you mean {near}?",
        number=_called(session),
        text=word,
        near=near,
    )


def _called(session: StudySession) -> str:
    """Return what a meeting can be named by, also when what made it real is taken back."""
    in_series = session.series is not None and session.date is not None
    return str(session.date) if in_series else str(session.id)


def _what(held: Presentation) -> str:
    return held.paper[1] if held.paper else held.topic


# Finding -----------------------------------------------------------------------------------


def _is_ahead(session: StudySession, now: datetime) -> bool:
    return session.state is SessionState.OPEN and not has_begun(session, now)


def _next(tx: Reader | Writer, now: datetime) -> StudySession:
    ahead = coming(tx, now, 2)
    if ahead:
        return ahead[0]
    raise NotFoundError(
        "no meeting is planned", hint="to plan one: paperstudy session new “friday 10:00”"
    )


def _last(tx: Reader | Writer, now: datetime) -> StudySession:
    for since in (now.date() - _NEAR, None):
        past = tx.sessions.all(since=since, until=now.date() + ZONES)
        held = [
            one
            for one in past
            if one.date and has_begun(one, now) and one.state is not SessionState.SKIPPED
        ]
        if held:
            return max(held, key=by_time)
    raise NotFoundError(
        "no meeting has been held yet", hint="`paperstudy session list` lists what is planned"
    )


def _by_number(tx: Reader | Writer, number: int) -> StudySession:
    found = tx.sessions.get(SessionId(number)) if 0 < number <= _LARGEST else None
    if found is not None:
        return found
    known = [session.id for session in tx.sessions.all()]
    if not known:
        raise NotFoundError(
            "there is no session {number}",
            hint="`paperstudy session list` lists them with their numbers",
            number=number,
        )
    near = min(known, key=lambda one: abs(one - number))
    raise NotFoundError(
        "there is no session {number}",
        hint="the nearest number is {near}; `paperstudy session list` lists them all",
        number=number,
        near=near,
    )


def _by_day(tx: Reader | Writer, word: str, now: datetime) -> StudySession:
    days, time = _read_moments(tx, word, now.date())
    for day in days:
        found = [one for one in meetings_on(tx, day) if not time or one.starts == time]
        if day != days[0]:  # a series meets on some such day of every few years
            found = [one for one in found if one.id != NOT_MADE]
        if len(found) == 1:
            return found[0]
        if found:
            raise ConflictError(
                "there are {count} sessions on {date}",
                hint="name one by its number, or with its time: {sessions}",
                count=len(found),
                date=day.isoformat(),
                sessions=", ".join(map(_number_or_time, found)),
            )
    raise _none_on(tx, days[0])


def _number_or_time(session: StudySession) -> str:
    """Return what tells a meeting from others of its day; one only foreseen has no number."""
    if session.id == NOT_MADE:
        return f"“{session.date} {session.starts}”"
    about = f"{session.starts} {session.title}".strip()
    return f"{session.id} ({about})" if about else str(session.id)


def _read_moments(tx: Reader | Writer, word: str, today: date) -> tuple[Sequence[date], str]:
    from paperstudy.domain.daywords import nearest_word
    from paperstudy.domain.moments import read_moments

    try:
        return read_moments(word, today)
    except InvalidDateError as error:
        if error.fields.get("near"):
            raise
        near = _near_title(tx, word) or nearest_word(word, _WORDS)
        raise InvalidInputError(
            "“{text}” names no session",
            hint="did you mean {near}?"
            if near
            else "name it by its number, its date or day, or as next or last",
            text=word,
            near=near,
        ) from error


def _near_title(tx: Reader | Writer, word: str) -> str:
    """Return the date and title of the newest meeting whose title is like the word."""
    from difflib import get_close_matches

    titles = {one.title.casefold(): one for one in tx.sessions.all() if one.title and one.date}
    folded = word.casefold()
    near = [title for title in reversed(titles) if folded in title]
    words = {part: title for title in titles for part in (*title.split(), title)}
    near = near or [words[one] for one in get_close_matches(folded, words, n=1, cutoff=0.7)]
    return f"{titles[near[0]].date}, {titles[near[0]].title}" if near and folded else ""


def meetings_on(tx: Reader | Writer, day: date) -> list[StudySession]:
    """Return the meetings of a day; called-off ones only where there is no other."""
    made = tx.sessions.all(since=day, until=day)
    found = [*made, *find_foreseen(tx.sessions.series(), made, day)]
    return [one for one in found if one.state is not SessionState.SKIPPED] or found


def _none_on(tx: Reader | Writer, day: date) -> NotFoundError:
    near = list(tx.sessions.all(since=day - _NEAR, until=day + _NEAR))
    near += foresee(tx.sessions.series(), near, day - _NEAR, _NEAR.days)
    near = near or [one for one in tx.sessions.all() if one.date]
    if not near:
        return NotFoundError(
            "there is no session on {date}",
            hint="to plan one: paperstudy session new {date}",
            date=day.isoformat(),
        )
    nearest = min(near, key=lambda one: abs((one.date or day) - day))
    return NotFoundError(
        "there is no session on {date}",
        hint="the nearest is on {near}; to plan one: paperstudy session new {date}",
        date=day.isoformat(),
        near=nearest.date,
    )


def step_of(verb: str, session: StudySession) -> str:
    """Return what the journal calls an answer about a session."""
    when = session.date.isoformat() if session.date else session.date_text
    called = " ".join(part for part in (when, session.title) if part)
    return f"{verb} s{session.id}: {called}"
