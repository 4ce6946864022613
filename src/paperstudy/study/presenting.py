"""What happens to the presentations of a meeting: planned, moved, called off, held. Mostly pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.library import PresentationRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.matching.normalise import make_key
from paperstudy.study.finding import find_paper
from paperstudy.study.persons_finding import get_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.papers import PaperId
    from paperstudy.domain.planning import PresentationPlan
    from paperstudy.store.views import Reader, Writer

_LIKE_KEY = re.compile(r"[a-z][\w:.+/-]*\d{4}[\w:.+/-]*", re.IGNORECASE)
_LONGEST = 24 * 60  # minutes
_ALIKE = 0.75  # so much alike are a key and a slip of it
_LEAST = 3


def plan_presentation(
    tx: Reader | Writer, row: SessionRow, plan: PresentationPlan, me: str, *, held: bool
) -> SessionRow:
    """Return the meeting with one more presentation; of a paper that is there, with the presenters.

    Raises:
        NotFoundError: no paper has that key, or nobody that name.
        InvalidEditError: neither a paper, a topic nor a name is given, or it lasts too long.
        ConflictError: somebody of them said that they cannot come.
    """
    names = tuple(person.name for person in get_people(tx, plan.by, me))
    paper_id, topic = (None, clean_line(plan.what)) if plan.topic else _what(tx, plan.what)
    if not names and paper_id is None and not topic:
        raise InvalidEditError(
            "nothing is planned: no paper, no topic and no name",
            hint="give a key or a topic, or --by NAME",
        )
    must_come(row, names)
    status = PresentationStatus.DONE if held else PresentationStatus.PLANNED
    minutes = check_minutes(plan.minutes or 0)
    new = PresentationRow(names, topic, None, status, paper_id, role=plan.role, minutes=minutes)
    place = _find_place_for(row, new)
    if place is None:
        return replace(row, presentations=(*row.presentations, new))
    there = row.presentations[place]
    united = replace(
        there,
        presenters=tuple(dict.fromkeys((*there.presenters, *names))),
        topic=there.topic or (topic if there.paper_id is None else ""),
        paper_id=there.paper_id or paper_id,
        role=new.role,
        minutes=minutes or there.minutes,
        status=status if there.status is PresentationStatus.SKIPPED else there.status,
    )
    return put(row, place, united)


def put(row: SessionRow, place: int, held: PresentationRow | None) -> SessionRow:
    """Return the meeting with another presentation, or none, at a place."""
    all_ = row.presentations
    new = () if held is None else (held,)
    return replace(row, presentations=(*all_[:place], *new, *all_[place + 1 :]))


def reorder(row: SessionRow, place: int, to: int) -> SessionRow:
    """Return the meeting with a presentation at another place, the others in their order.

    Raises:
        InvalidEditError: there is no such place.
    """
    count = len(row.presentations)
    if not 0 <= to < count:
        raise InvalidEditError(
            "there is no place {place} among {count} presentations",
            hint="the nearest is {near}",
            place=to + 1,
            count=count,
            near=min(max(to, 0), count - 1) + 1,
        )
    moved = row.presentations[place]
    rest = put(row, place, None).presentations
    return replace(row, presentations=(*rest[:to], moved, *rest[to:]))


def must_not_be_held(row: SessionRow) -> None:
    """Refuse to call off a meeting of which something was held.

    Raises:
        ConflictError: something was.
    """
    held = sum(one.status is PresentationStatus.DONE for one in row.presentations)
    if held:
        raise ConflictError(
            "the session of {date} was held: {count} of its presentations took place",
            hint="if one did not: paperstudy session skip {date} --presentation NUMBER; "
            "one that is no session at all: paperstudy session remove {date}",
            date=row.date or row.date_text,
            count=held,
        )


def call_off(row: SessionRow, reason: str) -> SessionRow:
    """Return the meeting as one that does not take place; what was held of it stays held.

    A reason that was given before stands until another is given.
    """
    why = clean_line(reason) or row.reason
    return replace(
        row,
        state=SessionState.SKIPPED,
        reason=why,
        presentations=tuple(
            replace(held, status=PresentationStatus.SKIPPED)
            if held.status is PresentationStatus.PLANNED
            else held
            for held in row.presentations
        ),
    )


def call_off_talk(row: SessionRow, place: int, reason: str) -> SessionRow:
    """Return the meeting without the presentation at a place, which stays as one called off.

    A reason that was given before stands until another is given.
    """
    held = row.presentations[place]
    why = clean_line(reason) or held.reason
    return put(row, place, replace(held, status=PresentationStatus.SKIPPED, reason=why))


def bring_back(row: SessionRow) -> SessionRow:
    """Return a meeting that was called off as one that is planned; others as they are.

    What was called off on its own, with a reason, stays so.
    """
    if row.state is not SessionState.SKIPPED:
        return row
    planned = tuple(
        replace(held, status=PresentationStatus.PLANNED)
        if held.status is PresentationStatus.SKIPPED and not held.reason
        else held
        for held in row.presentations
    )
    return replace(row, state=SessionState.OPEN, reason="", presentations=planned)


def close(row: SessionRow) -> SessionRow:
    """Return the meeting as one that was held, with all that was planned for it."""
    row = bring_back(row)
    done = tuple(
        replace(held, status=PresentationStatus.DONE)
        if held.status is PresentationStatus.PLANNED
        else held
        for held in row.presentations
    )
    return replace(row, state=SessionState.HELD, presentations=done)


def set_attendance(row: SessionRow, here: Sequence[str], away: Sequence[str]) -> SessionRow:
    """Return the meeting with people who come, and people who cannot.

    Raises:
        InvalidEditError: nobody is named, or somebody as both.
    """
    if not (here or away):
        raise InvalidEditError(
            "nobody is named",
            hint="write it as: paperstudy session attend next NAME, or --absent NAME",
        )
    both = [name for name in here if name in away]
    if both:
        raise InvalidEditError(
            "{name} cannot both come and be absent",
            hint="name everybody once",
            name=both[0],
        )
    there = [name for name in (*row.participants, *here) if name not in away]
    absent = [name for name in (*row.absent, *away) if name not in here]
    return replace(
        row,
        participants=tuple(dict.fromkeys(there)),
        absent=tuple(dict.fromkeys(absent)),
    )


def check_minutes(minutes: int) -> int | None:
    """Return how long something lasts, None for 0.

    Raises:
        InvalidEditError: it is longer than a day.
    """
    if 0 <= minutes <= _LONGEST:
        return minutes or None
    raise InvalidEditError(
        "nothing here lasts {minutes} minutes",
        hint="write a number from 1 to {longest}",
        minutes=minutes,
        longest=_LONGEST,
    )


def _find_place_for(row: SessionRow, new: PresentationRow) -> int | None:
    """Return the place that is the new presentation's already, None where it is one more.

    That is where its paper or topic is; else where its presenters, or nobody yet, have nothing to
    present; of one that names nobody the only such place.
    """
    every = list(enumerate(row.presentations))
    same = [place for place, there in every if _is_same(there, new)]
    if same or not (new.topic or new.paper_id):
        return same[0] if same else None
    empty = [(place, there.presenters) for place, there in every if _is_empty(there)]
    if not new.presenters:
        return empty[0][0] if len(empty) == 1 else None
    theirs = [place for place, names in empty if set(names) & set(new.presenters)]
    theirs += [place for place, names in empty if not names]
    return theirs[0] if theirs else None


def _is_empty(there: PresentationRow) -> bool:
    nothing = there.paper_id is None and not there.topic
    return nothing and there.status is not PresentationStatus.SKIPPED


def _is_same(there: PresentationRow, new: PresentationRow) -> bool:
    """Tell whether both are of one paper, or topic, and are done with it in the same way."""
    if there.role is not new.role:
        return False
    if there.paper_id is None or new.paper_id is None:
        no_paper = there.paper_id is None and new.paper_id is None
        return no_paper and bool(new.topic) and make_key(there.topic) == make_key(new.topic)
    return there.paper_id == new.paper_id


def must_come(row: SessionRow, names: Iterable[str]) -> None:
    """Refuse people who said that they cannot come to a meeting.

    Raises:
        ConflictError: one of them did.
    """
    away = [name for name in names if name in row.absent]
    if away:
        raise ConflictError(
            "{name} said that they cannot come on {date}",
            hint="if they can after all: paperstudy session attend {date} {name}",
            name=away[0],
            date=row.date or row.date_text,
        )


def _what(tx: Reader | Writer, what: str) -> tuple[PaperId | None, str]:
    """Return the paper that a text means, else no paper and the text as a topic.

    Raises:
        NotFoundError: it is a key or an identifier, and no paper has it.
    """
    what = clean_line(what)
    if not what:
        return None, ""
    try:
        return find_paper(tx, what).id, ""
    except NotFoundError as error:
        paper = next(iter(tx.papers.all_by_title(what)), None)
        if paper is not None:
            return paper.id, ""
        if parse_identifier(what) is not None:
            raise NotFoundError(
                "no paper here is {reference}",
                hint="add it first: paperstudy add {reference}",
                reference=what,
            ) from error
        if _LIKE_KEY.fullmatch(what) or _is_slip(what, str(error.fields.get("near") or "")):
            raise
    return None, what


def _is_slip(what: str, near: str) -> bool:
    """Tell whether a text is a key mistyped, or the first letters of one, and no topic."""
    from difflib import SequenceMatcher

    if not near:
        return False
    typed = what.casefold()
    alike = SequenceMatcher(None, typed, near).ratio() >= _ALIKE
    return alike or (len(typed) >= _LEAST and near.startswith(typed))
