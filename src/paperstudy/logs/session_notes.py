"""What a filled-in log tells beside the lines of its form: further presentations, other meetings.

Those lines stand as they were read. The presentations that the ordinary reading of a log finds
elsewhere join them; in the notes on one presentation only those of a paper do, since most of what
stands there is what people said about it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.logs.session_uniting import names_company

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.logs import PresentationDraft, SessionDraft
    from paperstudy.logs.session_form import FormTalk, SessionForm
    from paperstudy.logs.session_reading import SessionReading


def with_notes(
    reading: SessionReading, form: SessionForm, sessions: Iterable[SessionDraft]
) -> list[SessionDraft]:
    """Return the meeting of a form with what else its log tells of it, and the other meetings."""
    others: list[SessionDraft] = []
    beside: list[PresentationDraft] = []
    for draft in sessions:
        held = tuple(one for one in draft.presentations if one.line not in form.lines)
        if _is_other(replace(draft, presentations=held), form):
            others.append(replace(draft, presentations=held))
        else:
            beside += (one for one in held if one.presenters)
    return [replace(form.draft, presentations=_join(reading, form.talks, beside)), *others]


def _is_other(draft: SessionDraft, form: SessionForm) -> bool:
    """Tell whether a session is another than that of the form.

    What opens on a line of the form is another one only where it announces talks for later.
    """
    if draft.line in form.lines:
        statuses = {held.status for held in draft.presentations}
        return draft.date != form.draft.date and statuses == {PresentationStatus.PLANNED}
    return draft.date != form.draft.date or (names_company(draft) and bool(draft.presentations))


def _join(
    reading: SessionReading, talks: Sequence[FormTalk], beside: Sequence[PresentationDraft]
) -> tuple[PresentationDraft, ...]:
    joined: list[PresentationDraft] = []
    left = list(beside)
    for talk in talks:
        noted = [one for one in left if one.line in talk.part]
        left = [one for one in left if one.line not in talk.part]
        if talk.draft is None or not (talk.draft.presenters or talk.draft.find is not None):
            joined += noted or ([talk.draft] if talk.draft is not None else [])
        else:
            joined += _noted(talk.draft, [one for one in noted if _presents(reading, one)])
    for one in left:
        if not any(_is_told(one, other) for other in joined):
            joined.append(one)
    return tuple(sorted(joined, key=lambda one: one.line))


def _presents(reading: SessionReading, one: PresentationDraft) -> bool:
    """Tell whether notes say that somebody presented a paper, and not only said something of it."""
    return one.find is not None and reading.may_name_role(reading.document.line(one.line))


def _noted(draft: PresentationDraft, notes: Sequence[PresentationDraft]) -> list[PresentationDraft]:
    """Return a presentation and those in its notes, which may tell its own paper or people."""
    further: list[PresentationDraft] = []
    for one in notes:
        if draft.find is None and set(one.presenters) == set(draft.presenters):
            draft = replace(draft, find=one.find)
        elif draft.find == one.find and not draft.presenters:
            draft = replace(draft, presenters=one.presenters)
        elif not _is_told(one, draft):
            further.append(one)
    return [draft, *further]


def _is_told(one: PresentationDraft, other: PresentationDraft) -> bool:
    """Tell whether a presentation says no more than another: its people, its paper."""
    same = one.find == other.find and (one.find is not None or one.topic == other.topic)
    return same and set(one.presenters) <= set(other.presenters)
