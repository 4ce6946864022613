"""Meetings in the shapes of `--json`: as they are, who is next, and those that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.formats.json_ import session_row

if TYPE_CHECKING:
    from paperstudy.domain.people import NameDoubt
    from paperstudy.domain.planning import Suggestion
    from paperstudy.domain.sessions import Presentation, Series, StudySession
    from paperstudy.study.same_meetings import SameMeeting


def meeting_row(session: StudySession) -> dict[str, Any]:
    """Return one row of `session list`, or the object of the commands that change a session.

    The `id` is null for a meeting of a series that nobody has planned anything for.
    """
    base = session_row(session)
    talks = zip(base["presentations"], session.presentations, strict=True)
    return {
        **base,
        "id": session.id or None,
        "presentations": [{**row, **_more(held)} for row, held in talks],
        "starts": session.starts,
        "zone": session.zone,
        "place": session.place,
        "minutes": session.minutes,
        "note": session.note,
        "state": session.state.value,
        "reason": session.reason,
        "absent": list(session.absent),
        "series": session.series,
        "edited": session.edited,
        "sure": session.sure,
    }


def unsure_row(session: StudySession) -> dict[str, Any]:
    """Return one row of `inbox` that is a meeting."""
    return {**meeting_row(session), "id": f"s{session.id}", "kind": "session"}


def same_row(same: SameMeeting) -> dict[str, Any]:
    """Return one row of `inbox` that is a meeting which may be the same as others."""
    return {
        **meeting_row(same.session),
        "id": f"s{same.session.id}",
        "kind": "same_session",
        "candidates": [meeting_row(other) for other in same.others],
    }


def doubt_row(doubt: NameDoubt) -> dict[str, Any]:
    """Return one row of `inbox` that is a name which fits several people."""
    return {
        "id": f"n{doubt.id}",
        "kind": "person",
        "log": doubt.path,
        "text": doubt.name,
        "candidates": [person.name for person in doubt.candidates],
    }


def suggestion_row(suggestion: Suggestion) -> dict[str, Any]:
    """Return one row of `session next`."""
    session, paper = suggestion.session, suggestion.paper
    return {
        "person": suggestion.person,
        "reasons": [str(reason) for reason in suggestion.reasons],
        "session": meeting_row(session) if session is not None else None,
        "paper": {"key": paper[0], "title": paper[1]} if paper else None,
        "others": list(suggestion.others),
        "absent": list(suggestion.absent),
    }


def series_row(series: Series) -> dict[str, Any]:
    """Return one row, or the object, of `session repeat`."""
    return {
        "id": series.id,
        "weekday": series.weekday + 1,  # as ISO 8601 counts them, Monday is 1
        "starts": series.starts,
        "zone": series.zone,
        "every": series.every,
        "since": series.since.isoformat(),
        "until": series.until.isoformat() if series.until else None,
        "title": series.title,
        "place": series.place,
        "minutes": series.minutes,
        "skipped": [day.isoformat() for day in series.skipped],
    }


def _more(held: Presentation) -> dict[str, Any]:
    return {"role": held.role.value, "minutes": held.minutes, "reason": held.reason}
