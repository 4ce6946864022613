"""What the answers to the questions of the inbox do, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.language import translate
from paperstudy.domain.library import InboxItem, Offer
from paperstudy.domain.people import NameDoubt
from paperstudy.saying.meetings import known_as
from paperstudy.study.same_meetings import SameMeeting
from paperstudy.tui.screens.inbox_items import text_of

if TYPE_CHECKING:
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.study import Study
    from paperstudy.study.values import Accepted
    from paperstudy.tui.screens.inbox_items import Waiting


def accept(study: Study, item: Waiting) -> str:
    """Answer a question with yes, or with the one candidate that stands out; say what came of it.

    Raises:
        ConflictError: it cannot be answered so: several papers or people fit.
    """
    number = int(item.id)
    match item:
        case InboxItem():
            shown = item.candidates[0].record if item.candidates else None
            return said_of(study.inbox.accept(number, shown=shown))
        case Offer():
            title = study.inbox.accept_offer(number).title
            return translate("taken: {title}", title=title)
        case NameDoubt():
            raise ConflictError(
                "{number} is a name that fits several people",
                hint="choose who it is: enter, then enter again",
                number=f"“{item.name}”",
            )
        case SameMeeting():
            if item.others[1:]:
                raise ConflictError(
                    "{text} may be one of several meetings",
                    hint="choose which it is: enter, then enter again",
                    text=text_of(item),
                )
            return one_now(study.same_meetings.accept(number))
        case _:
            session = study.inbox.accept_session(number)
            return translate("it was a session: {when}", when=known_as(session))


def reject(study: Study, item: Waiting) -> str:
    """Answer a question with no; say what came of it."""
    number = int(item.id)
    match item:
        case InboxItem():
            study.inbox.reject(number)
        case Offer():
            study.inbox.reject_offer(number)
        case NameDoubt():
            study.people.settle(number)
        case SameMeeting():
            two = study.same_meetings.reject(number)
            return translate("{when} stays by itself", when=known_as(two))
        case _:
            study.inbox.reject_session(number)
    return translate("rejected: {text}", text=text_of(item))


def one_now(both: StudySession) -> str:
    """Return that two meetings became one."""
    return translate("one now: {when}", when=known_as(both))


def said_of(accepted: Accepted) -> str:
    """Return what became of an item."""
    return translate("accepted: {title}", title=accepted.title or accepted.key)
