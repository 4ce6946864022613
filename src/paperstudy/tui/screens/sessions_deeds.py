"""What a person does with a meeting as a whole: the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.domain.planning import SessionEdit
from paperstudy.saying.errors import message_of
from paperstudy.saying.meetings import known_as, moment_of, presentation_text
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.screens.sessions_dialogs import AWAY, HERE, NEITHER, Attendance, Comer, When
from paperstudy.tui.screens.sessions_list import Meeting, which_of
from paperstudy.tui.widgets.dialogs import Pick, Prompt
from paperstudy.tui.widgets.fields import Field, Fields
from paperstudy.tui.writing import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.rows import RowList


_PAIR = 2
_NEAREST = 200  # sessions that are offered as the same


class SessionsDeeds(PaperstudyScreen):
    """The actions of a screen with a list of meetings."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: int | None = None  # the row to go to when the list is read next

    @property
    def rows(self) -> RowList[Meeting]:
        """The list."""
        raise NotImplementedError

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All sessions that are known."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        raise NotImplementedError

    @property
    def picked_day(self) -> date | None:
        """The day that was chosen in the calendar, where one was."""
        raise NotImplementedError

    def change(
        self,
        operation: Callable[[Study], StudySession],
        said: Callable[[StudySession], str],
        again: Callable[[], object] | None = None,
        mend: Callable[[PaperstudyError], bool] | None = None,
    ) -> None:
        """Change a session, say so and go to it; `again` asks anew where it was refused.

        `mend` may see to an error before that, and tells whether it does.
        """

        def tell(session: StudySession) -> str:
            self.wanted = Meeting(session, "").number
            return said(session)

        refused = (
            self.paperstudy.say_error if again is None else self.paperstudy.answers.again(again)
        )

        def fail(error: PaperstudyError) -> None:
            if mend is None or not mend(error):
                refused(error)

        self.work.do(operation, said=tell, failed=fail)

    def action_new(self) -> None:
        """Ask when, and plan a session."""
        day = self.picked_day
        self._ask_new(f"{day.isoformat()} " if day is not None else "")

    def _ask_new(self, value: str) -> None:
        def take(when: str | None) -> None:
            if when is not None and when.strip():
                self.change(
                    lambda study: study.sessions.new(when, SessionEdit()),
                    lambda one: translate("planned: {when}", when=called(one)),
                    lambda: self._ask_new(when),
                )

        self.app.push_screen(When(translate("Plan a session"), value, self.today), take)

    def action_edit(self) -> None:
        """Ask what to change of the session."""
        one = self.rows.current_row
        if one is not None:
            session = one.session
            values = {
                "title": session.title,
                "starts": session.starts,
                "place": session.place,
                "minutes": str(session.minutes or ""),
                "moderator": session.moderator,
                "scribe": session.scribe,
            }
            self.paperstudy.answers.ask(
                lambda study: study.people.complete_names(""),
                lambda names: self._ask_edit(one, values, values, names),
            )

    def _ask_edit(
        self, one: Meeting, before: dict[str, str], values: dict[str, str], names: tuple[str, ...]
    ) -> None:
        fields = (
            Field("title", translate("Title"), values["title"]),
            Field("starts", translate("Time"), values["starts"], help="19:30"),
            Field("place", translate("Place"), values["place"], help=translate("a room or a link")),
            Field("minutes", translate("Length"), values["minutes"], help=translate("in minutes")),
            Field("moderator", translate("Moderator"), values["moderator"], names),
            Field("scribe", translate("Scribe"), values["scribe"], names),
        )

        def take(given: dict[str, str] | None) -> None:
            changed = {k: v for k, v in (given or {}).items() if v != before[k]}
            if given is not None and changed:
                facts = edit_of(changed)
                self.change(
                    lambda study: study.sessions.edit(one.which, facts),
                    lambda done: translate("changed: {when}", when=called(done)),
                    lambda: self._ask_edit(one, before, given, names),
                )

        title = translate("Edit {when}", when=called(one.session))
        self.app.push_screen(Fields(title, fields, check=check_minutes), take)

    def action_move(self) -> None:
        """Ask to which day or time the session moves."""
        one = self.rows.current_row
        if one is not None:
            self._ask_move(one, moment_of(one.session) if one.session.date else "")

    def _ask_move(self, one: Meeting, value: str) -> None:
        def take(when: str | None) -> None:
            if when is not None and when.strip():
                self.change(
                    lambda study: study.sessions.move(one.which, when),
                    lambda moved: translate("moved to {when}", when=called(moved)),
                    lambda: self._ask_move(one, when),
                )

        title = translate("Move {when} to", when=called(one.session))
        self.app.push_screen(When(title, value, self.today), take)

    def action_done(self) -> None:
        """Say that the session was held."""
        one = self.rows.current_row
        if one is not None:
            self.change(
                lambda study: study.sessions.done(one.which),
                lambda done: translate("held: {when}", when=called(done)),
            )

    def action_skip(self) -> None:
        """Ask why, and call the session off."""
        one = self.rows.current_row
        if one is not None:
            self._ask_why(one, one.session.reason)

    def _ask_why(self, one: Meeting, value: str) -> None:
        def take(reason: str | None) -> None:
            if reason is not None:
                self.change(
                    lambda study: study.sessions.skip(one.which, reason),
                    lambda off: translate("called off: {when}", when=called(off)),
                    lambda: self._ask_why(one, reason),
                )

        title = translate("Call off {when}", when=called(one.session))
        how = translate("why, if you like; r has it on again, on the same day or another")
        self.app.push_screen(Prompt(title, value, help=how), take)

    def action_remove(self) -> None:
        """Take the session away; no question, since undo brings it back."""
        one = self.rows.current_row
        if one is not None:
            self.work.do(
                lambda study: study.sessions.remove(one.which),
                said=lambda gone: translate("removed: {when}", when=called(gone)),
            )

    def action_attend(self) -> None:
        """Ask who comes and who cannot."""
        one = self.rows.current_row
        if one is None:
            return
        session = one.session

        def ask(names: list[str]) -> None:
            comers = [Comer(name, _coming(session, name)) for name in names]
            title = translate("Who comes on {when}", when=called(session))
            self.app.push_screen(Attendance(title, comers), lambda said: self._attend(one, said))

        self.paperstudy.answers.ask(lambda study: _names(study, session), ask)

    def _attend(self, one: Meeting, changed: tuple[Comer, ...] | None) -> None:
        here = [each.name for each in changed or () if each.coming == HERE]
        away = [each.name for each in changed or () if each.coming == AWAY]

        def write(study: Study) -> StudySession:
            return study.sessions.attend(which_of(one.session), here, absent=away)

        if here or away:
            self.change(write, _attendance_said)

    def action_minutes(self) -> None:
        """Write the minutes, with what they look like beside them."""
        one = self.rows.current_row
        if one is None:
            return
        self.paperstudy.write(
            translate("Minutes of {when}", when=f"{called(one.session)} #{one.which}"),
            one.session.note,
            lambda study, text, base: study.sessions.set_note(one.which, text, expected=base),
            self._minutes_said,
            kind=Kind.MARKDOWN,
        )

    def _minutes_said(self, session: StudySession) -> str:
        self.wanted = session.id
        if session.note:
            return translate("minutes saved: {when}", when=called(session))
        return translate("minutes removed: {when}", when=called(session))

    def action_merge(self) -> None:
        """Make one session of the two that are marked, else of this one and one to be picked."""
        one = self.rows.current_row
        pair = [row for number in self.rows.marked if (row := self.rows.row(number)) is not None]
        if len(pair) == _PAIR:
            self._merge(pair[0], pair[1])
        elif one is not None:
            when = called(one.session)
            choices = [
                (called_fully(other.session), other, "") for other in near_to(one, self.meetings)
            ]
            title = translate("Which of them is the same as {when}", when=when)
            self.app.push_screen(Pick(title, choices), lambda other: self._merge(one, other))

    def _merge(self, one: Meeting, other: Meeting | None) -> None:
        if other is not None:
            self.change(
                lambda study: study.same_meetings.merge(one.which, other.which),
                lambda both: translate("one now: {when}", when=called(both)),
            )

    def action_accept(self) -> None:
        """Say that there was such a session, or that it is one with another."""
        one = self._doubted()
        if one is not None and one.same:
            self._accept_same(one)
        elif one is not None:
            self.change(
                lambda study: study.inbox.accept_session(one.session.id),
                lambda took: translate("it was a session: {when}", when=called(took)),
            )

    def _accept_same(self, one: Meeting) -> None:
        def take(other: StudySession | None) -> None:
            if other is not None:
                self.change(
                    lambda study: study.same_meetings.accept(one.session.id, str(other.id)),
                    lambda both: translate("one now: {when}", when=called(both)),
                )

        if len(one.same) == 1:
            take(one.same[0])
            return
        title = translate("Which of them is the same as {when}", when=called(one.session))
        choices = [(called_fully(other), other, "") for other in one.same]
        self.app.push_screen(Pick(title, choices), take)

    def action_refuse(self) -> None:
        """Say that there was no such session, or that it is another."""
        one = self._doubted()
        if one is not None and one.same:
            self.change(
                lambda study: study.same_meetings.reject(one.session.id),
                lambda two: translate("{when} stays by itself", when=called(two)),
            )
        elif one is not None:
            self.work.do(
                lambda study: study.inbox.reject_session(one.session.id),
                said=lambda no: translate("it was no session: {when}", when=called(no)),
            )

    def _doubted(self) -> Meeting | None:
        """Return the session under the cursor where a person is asked about it."""
        one = self.rows.current_row
        if one is not None and one.session.sure and not one.same:
            error = InvalidInputError(
                "nobody doubts that this is a session", hint="D takes it away all the same"
            )
            self.paperstudy.say_error(error)
            return None
        return one


def called(session: StudySession) -> str:
    """Return what a session is called: when it is, or its title where nobody knows."""
    return moment_of(session) if session.date else known_as(session)


def called_fully(session: StudySession) -> str:
    """Return when a session is, what it is called and what is presented there, in a line."""
    talks = "; ".join(presentation_text(held)[0] for held in session.presentations)
    return "  ".join(dict.fromkeys(part for part in (known_as(session, "  "), talks) if part))


def near_to(one: Meeting, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Return the other sessions that may be the same: those nearest in time, then undated ones."""
    day = one.session.date
    others = [other for other in meetings if other.number != one.number and other.session.id]

    def far(other: Meeting) -> tuple[bool, int]:
        there = other.session.date
        if day is None or there is None:
            return there is not None, 0
        return False, abs((there - day).days)

    return sorted(others, key=far)[:_NEAREST]


def edit_of(changed: dict[str, str]) -> SessionEdit:
    """Return what lines say of a session; minutes are a number, which was checked."""
    minutes = changed.get("minutes")
    texts = {name: value for name, value in changed.items() if name != "minutes"}
    return SessionEdit(**texts, minutes=None if minutes is None else int(minutes or 0))


def check_minutes(values: object) -> str:
    """Return what is wrong with the minutes in lines, "" for nothing."""
    given = values.get("minutes", "") if isinstance(values, dict) else ""
    if not given or (given.isascii() and given.isdecimal()):
        return ""
    return message_of(InvalidInputError("“{text}” is no number of minutes", text=given))


def _names(study: Study, session: StudySession) -> list[str]:
    """Return the people of the group, those of the session first."""
    active = [each.person.name for each in study.people.list(active_only=True)]
    there = (*session.participants, *session.absent)
    presenters = (name for held in session.presentations for name in held.presenters)
    return list(dict.fromkeys((*there, *presenters, *active)))


def _coming(session: StudySession, name: str) -> str:
    if name in session.participants:
        return HERE
    return AWAY if name in session.absent else NEITHER


def _attendance_said(session: StudySession) -> str:
    """Return who comes, and who of those that were to present cannot."""
    missing = [
        name
        for held in session.presentations
        if held.status == "planned"
        for name in held.presenters
        if name in session.absent
    ]
    if missing:
        return translate("{name} was to present there: w lets somebody else", name=missing[0])
    count = len(session.participants)
    return translate("{when}: {count} come", when=called(session), count=count)
