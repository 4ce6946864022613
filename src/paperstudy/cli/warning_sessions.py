"""What a plan may have overlooked: papers presented before, too little time, too short a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.saying.meetings import date_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.study import Study

    Earlier = dict[str, tuple[StudySession, Presentation]]


def find_earlier(study: Study, sessions: Sequence[StudySession]) -> Earlier:
    """Return the papers planned for sessions that were presented, each with the last time."""
    planned = dict.fromkeys(
        held.paper[0]
        for session in sessions
        for held in session.presentations
        if held.paper and held.status == "planned"
    )
    earlier: Earlier = {}
    for key in planned:
        for session in study.sessions.list(paper=key, time="past"):
            for held in session.presentations:
                if held.paper and held.paper[0] == key and held.status == "done":
                    earlier[key] = (session, held)
    return earlier


def say_presented_before(call: Call, earlier: Earlier) -> None:
    """Tell which of the papers planned were presented already, when and by whom."""
    for key, (session, held) in earlier.items():
        who = ", ".join(held.presenters)
        if who:
            call.say(
                "{key} was presented on {date} already, by {people}",
                key=key,
                date=date_of(session),
                people=who,
            )
        else:
            call.say("{key} was presented on {date} already", key=key, date=date_of(session))


def say_overrun(call: Call, session: StudySession) -> None:
    """Tell that the presentations of a session take longer than it does."""
    on = (held for held in session.presentations if held.status != "skipped")
    planned = sum(held.minutes or 0 for held in on)
    if session.minutes and planned > session.minutes:
        call.say(
            "the presentations take {planned} min, the session {minutes}: for more time: "
            "paperstudy session edit {date} --minutes {planned}",
            planned=planned,
            minutes=session.minutes,
            date=date_of(session),
        )


def say_without_paper(call: Call, sessions: Sequence[StudySession]) -> None:
    """Tell for which of the sessions just planned the reading list had no paper left."""
    bare = [
        date_of(session)
        for session in sessions
        if any(
            held.presenters and held.status == "planned" and not (held.paper or held.topic)
            for held in session.presentations
        )
    ]
    if bare:
        call.say(
            "the reading list has no paper for {days}; to add one: paperstudy reading add KEY",
            days=", ".join(bare),
        )
