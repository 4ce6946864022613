"""The screen of the sessions: the weeks around a day, all meetings, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from paperstudy.domain.language import translate
from paperstudy.tui.operations.sessions import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.screens.sessions_calendar import CalendarStrip
from paperstudy.tui.screens.sessions_detail import blocks_of, read_open
from paperstudy.tui.screens.sessions_view import FilterLine, SessionsView
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.library import Todo
    from paperstudy.tui.screens.sessions_list import Meeting


class SessionsScreen(SessionsView):
    """All meetings."""

    NAME = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._shown: int | None = None
        self._todos: tuple[Todo, ...] = ()  # of the one that is shown

    def compose_body(self) -> Iterable[Widget]:
        """Yield the calendar, the list below it and the pane beside that."""
        yield CalendarStrip()
        with Horizontal():
            with Vertical(classes="main"):
                yield Input(
                    placeholder=translate("search: a name, a title, a date"),
                    id="session-search",
                    select_on_focus=False,
                    classes="bar-input",
                )
                yield FilterLine()
                yield RowList(self.columns, empty=self.empty_text(), id="sessions")
            with Vertical(classes="pane"):
                yield Sheet(id="session")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#session-search", Input).display = False
        self.rows.focus()

    @property
    def rows(self) -> RowList[Meeting]:
        """The sessions."""
        return self.query_one("#sessions", RowList)

    @property
    def sheet(self) -> Sheet:
        """What is known of the one under the cursor."""
        return self.query_one("#session", Sheet)

    # The list, the pane, the calendar ------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the session under the cursor, and its day in the calendar."""
        one = self.rows.current_row
        self.follow(event.number, one)
        if one is None:
            self.stop_resting()
            self._shown = None
            self.sheet.show(())
            return
        same = one.number == self._shown
        if not same:
            self._shown, self._todos = one.number, ()
        self.sheet.show(blocks_of(one, self._todos), keep=same)
        self.rest(self._read)

    def on_row_list_marked(self) -> None:
        """Say how many are marked."""
        self.update_line()

    def _read(self) -> None:
        """Read what is open about the session under the cursor."""
        one = self.rows.current_row
        if one is None:
            return

        def take(todos: tuple[Todo, ...]) -> None:
            if one is self.rows.current_row and todos != self._todos:
                self._todos = todos
                self.sheet.show(blocks_of(one, todos), keep=True)

        self.work.ask(lambda study: read_open(study, one.session), take, lane="sessions-detail")

    def on_row_list_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open what a line leads to."""
        await self.paperstudy.open(event.target)

    def on_calendar_strip_chosen(self, event: CalendarStrip.Chosen) -> None:
        """Go to the day that was clicked."""
        self.choose(event.day)

    def action_show(self) -> None:
        """Go to the pane; on a narrow screen it takes the place of the list."""
        if self.rows.current is not None:
            self.add_class("detail")
            self.sheet.focus()

    def go_back(self) -> None:
        """From the pane to the list, from the search to the list; then out of marks and filters."""
        if self.focused is self.sheet:
            self.remove_class("detail")
            self.rows.focus()
        elif self.focused is not self.rows:
            self.show_all()
            self.rows.focus()
        elif not self.rows.unmark():
            self.show_all()
