"""The meetings as they are read, searched and filtered, and the day that is chosen among them."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.widgets import Input

from paperstudy.domain.language import translate, translate_count
from paperstudy.study.clock import find_machine_zone
from paperstudy.tui.places import SessionPlace
from paperstudy.tui.screens.sessions_calendar import CalendarStrip
from paperstudy.tui.screens.sessions_list import (
    FILTERS,
    Agenda,
    Meeting,
    columns,
    filter_word,
    fits,
    marks_of,
    read_agenda,
    searched_text,
)
from paperstudy.tui.screens.sessions_out import SessionsOut
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.dialogs import Pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.study.study import Study
    from paperstudy.tui.places import Place


class FilterLine(Bar):
    """Which of the sessions are shown, where it is not all; hidden else."""

    said = ""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return how many are shown, and the way back to all."""
        del width
        esc = translate("esc shows all")
        return [Piece(f" {self.said} "), Piece(f" {esc} ", "dim", "screen.back")]


class SessionsView(SessionsOut):
    """A list of meetings below a calendar; search and filter say which are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._agenda = Agenda((), date.min)
        self.columns = columns(())  # of the list, which reads them whenever it draws
        self._texts: dict[int, str] | None = None
        self._kind = "all"
        self._me: tuple[str, ...] = ()
        self._begun = False
        self._chosen: date | None = None
        self._picked = False
        self._stays: int | None = None  # the row whose day is not the chosen one

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All sessions that are known."""
        return self._agenda.meetings

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return self._agenda.today

    @property
    def picked_day(self) -> date | None:
        """The day that was chosen in the calendar, where one was."""
        return self._chosen if self._picked else None

    # Reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read all sessions; the first time those around today before the others."""
        clock, zone = self.paperstudy.clock, self.paperstudy.settings.time_zone
        if not self._begun:
            self.work.ask(
                lambda study: read_agenda(study, clock, zone, first=True),
                self._take_first,
                lane="sessions-first",
                failed=lambda _: None,  # reading all tells what is wrong
            )
        self.work.ask(
            lambda study: (read_agenda(study, clock, zone), _names_of_me(study)),
            self._take,
            lane="sessions-list",
        )

    def _take_first(self, agenda: Agenda) -> None:
        if agenda.meetings and not self._agenda.meetings:
            self._show(agenda)
            self._reveal(agenda.next)

    def _take(self, read: tuple[Agenda, tuple[str, ...]]) -> None:
        agenda, self._me = read
        before = bool(self._agenda.meetings)
        self._show(agenda)
        wanted, self.wanted = self.wanted, None
        if wanted is not None:
            self._reveal(wanted)
        elif not self._begun and agenda.meetings:
            self._reveal(self.rows.current if before else agenda.next)
        self._begun = self._begun or bool(agenda.meetings)

    def _show(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._texts = None
        self.columns[:] = columns(self.meetings, self._zone)
        self._narrow()
        self.calendar.show(self.today, self._chosen or self.today, marks_of(self.meetings))

    def follow(self, number: int | None, one: Meeting | None) -> None:
        """Choose the day of the row under the cursor, unless a day without one was chosen."""
        if number == self._stays:
            return
        self._stays = None
        self._picked = False
        if one is not None and one.session.date is not None:
            self._chosen = one.session.date
            self.calendar.show(self.today, self._chosen)

    @property
    def calendar(self) -> CalendarStrip:
        """The weeks."""
        return self.query_one(CalendarStrip)

    def _reveal(self, number: int | None) -> None:
        """Put the cursor on a session, with those before and after it in sight."""
        if number is None:
            return
        if number not in self.rows.ids and any(one.number == number for one in self.meetings):
            self.show_all()
        rows = self.rows
        rows.select(number)
        rows.scroll_to(
            y=max(0, rows.cursor - rows.size.height // 2), animate=False, force=True, immediate=True
        )

    @property
    def _zone(self) -> str:
        """The time zone of the settings, else of the machine."""
        return self.paperstudy.settings.time_zone or find_machine_zone(os.environ)

    def _narrow(self) -> None:
        """Show those that the search and the filter leave."""
        words = self.query_one("#session-search", Input).value.casefold().split()
        shown = [
            (one.number, one)
            for one in self.meetings
            if fits(one, self._kind, self._me)
            and (not words or all(word in self._text_of(one) for word in words))
        ]
        self.rows.empty = self.empty_text()
        self.rows.show([number for number, _ in shown], shown)
        self.update_line()

    def update_line(self) -> None:
        """Say which of the sessions are shown, and how many are marked."""
        marked = len(self.rows.marked)
        self.set_class(self._kind != "all" or bool(marked), "filtered")
        line = self.query_one(FilterLine)
        shown = len(self.rows.ids)
        count = translate_count("{count} session", "{count} sessions", shown)
        line.said = f"{filter_word(self._kind)}: {count}"
        if marked:
            line.said += " · " + translate("marked: {count}", count=marked)
        line.refresh()

    def _text_of(self, one: Meeting) -> str:
        if self._texts is None:
            self._texts = {each.number: searched_text(each.session) for each in self.meetings}
        return self._texts[one.number]

    def empty_text(self) -> str:
        """Return what an empty list says: what to do."""
        if self.is_mounted and self.meetings:
            return translate("nothing fits; esc shows all")
        return translate("no sessions yet: n plans one, R one that comes again, 6 reads your logs")

    # The day ---------------------------------------------------------------------------------

    def action_days(self, by: int) -> None:
        """Choose a day before or after."""
        self.choose(_moved(self._chosen or self.today, by))

    def action_months(self, by: int) -> None:
        """Choose the same day of another month."""
        day = self._chosen or self.today
        year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
        if date.min.year <= year <= date.max.year:
            last = _moved(date(year, month + 1, 28), 4)
            last -= timedelta(last.day)
            self.choose(date(year, month + 1, min(day.day, last.day)))

    def action_today(self) -> None:
        """Go to the next session, and where there is none to today."""
        if self._agenda.next is not None:
            self._stays = None
            self._reveal(self._agenda.next)
            self.follow(self.rows.current, self.rows.current_row)  # where it was there already
        else:
            self.choose(self.today)

    def choose(self, day: date) -> None:
        """Choose a day, and put the cursor on its session, else on the one nearest to it."""
        self._chosen = day
        self._picked = True
        self.calendar.show(self.today, day)
        dated = [
            row
            for number in self.rows.ids
            if (row := self.rows.row(number)) is not None and row.session.date
        ]
        if dated:
            near = min(dated, key=lambda row: abs((row.session.date or day) - day))
            self._stays = near.number
            if near.number != self.rows.current:
                self._reveal(near.number)

    # Searching and filtering ---------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the line of the search."""
        self.search_in(self.query_one("#session-search", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        self._narrow()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the search to the list."""
        event.stop()
        self.rows.focus()

    def action_filter(self) -> None:
        """Ask which of the sessions to show."""
        counts = {kind: sum(fits(one, kind, self._me) for one in self.meetings) for kind in FILTERS}
        choices = [(filter_word(kind), kind, f"{counts[kind]:,}") for kind in FILTERS]

        def take(kind: str | None) -> None:
            if kind:
                self._kind = kind
                self._narrow()

        self.app.push_screen(Pick(translate("Which sessions"), choices), take)

    def show_place(self, place: Place) -> None:
        """Show a session that something else leads to."""
        if isinstance(place, SessionPlace):
            self.remove_class("detail")
            self.wanted = place.number
            self.load()

    def show_all(self) -> None:
        """Take search and filter back."""
        self._kind = "all"
        line = self.query_one("#session-search", Input)
        line.display = False
        with self.prevent(Input.Changed):
            line.value = ""
        self._narrow()


def _names_of_me(study: Study) -> tuple[str, ...]:
    """Return the name of the person at the keyboard as sessions have it."""
    me = study.people.me()
    return (me.name,) if me is not None else ()


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return day
