"""The screen of the reading lists: the group's and mine as columns, and what is to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from paperstudy.domain.errors import ConfigError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.text import clean_line
from paperstudy.study.clock import find_today
from paperstudy.tui.operations.reading import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.screens.reading_board import (
    STATUSES,
    Lane,
    StatusBar,
    TodoList,
    WhoseBar,
    read_board,
)
from paperstudy.tui.screens.reading_detail import blocks_of, read_entry, todo_blocks
from paperstudy.tui.screens.reading_todos import ReadingTodos
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.papers import PaperStatus
    from paperstudy.tui.screens.reading_detail import Entry
    from paperstudy.tui.widgets.rows import RowList
    from paperstudy.tui.widgets.sheet import Block

_ENTRY = "reading-entry"


class ReadingScreen(ReadingTodos):
    """The reading lists."""

    NAME = "reading"
    AUTO_FOCUS = "#lane-to-read"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, ReadingRow] = {}
        self._wanted: int | None = None  # where the cursor goes when the list is read
        self._words: tuple[str, ...] = ()
        self._shown: int | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield whose list it is, the columns, the to-dos, and what is known of one below."""
        yield WhoseBar()
        yield Input(
            placeholder=translate("show only what has these words"),
            select_on_focus=False,
            classes="bar-input",
        )
        with Vertical(classes="main lists"):
            yield StatusBar()
            with Horizontal(classes="board"):
                yield from (Lane(status, self.find_today) for status in STATUSES)
            yield TodoList()
        with Vertical(classes="pane below"):
            yield Sheet(id="entry")

    def on_mount(self) -> None:
        """Begin with what is to be read."""
        self.query_one(Input).display = False
        self.lanes[0].add_class("here")
        self.lanes[0].focus()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The columns, in order."""
        return tuple(self.query(Lane))

    def find_today(self) -> date:
        """Return the day it is where the group is."""
        return find_today(self.paperstudy.clock, self.paperstudy.settings.time_zone)

    def load(self) -> None:
        """Read the list and the to-dos."""
        person = self.person
        self.work.ask(
            lambda study: read_board(study, person),
            self._take,
            lane="reading-list",
            failed=self._refused,
        )
        self.load_todos()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the column that has the keys, and read about what is under its cursor."""
        if isinstance(event.widget, Lane):
            self._mark(event.widget)
        if event.widget is self.current_list:
            self.rest(self._read)

    def _enter(self, lane: Lane) -> None:
        """Give the keys to a column; it gets them later, and is marked now for a quick next key."""
        self._mark(lane)
        lane.focus()

    def _mark(self, here: Lane) -> None:
        for lane in self.lanes:
            lane.set_class(lane is here, "here")
        self.query_one(StatusBar).here = here.status
        self.query_one(StatusBar).refresh()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Read about what is under the cursor, as soon as it rests there."""
        if event.rows is self.current_list:
            self.rest(self._read)

    def on_row_list_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open what a line leads to."""
        await self.paperstudy.open(event.target)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the words."""
        self._words = tuple(clean_line(event.value).casefold().split())
        self._draw()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.current_list.focus()

    def action_show(self) -> None:
        """Go to the pane; on a narrow screen it takes the place of the columns."""
        if self.current_list.current is not None:
            self.add_class("detail")
            self.query_one(Sheet).focus()

    def action_search(self) -> None:
        """Ask for words."""
        self.search_in(self.query_one(Input))

    def action_column(self, by: int) -> None:
        """Go to the column beside this one."""
        at = self.lanes.index(self.lane) + by
        if 0 <= at < len(self.lanes):
            self.action_to_column(at)

    def action_to_column(self, number: int) -> None:
        """Go to a column."""
        self._enter(self.lanes[number])

    def go_back(self) -> None:
        """From the pane to the list, out of marks, words, to-dos."""
        if isinstance(self.focused, Sheet):
            self.remove_class("detail")
            self.current_list.focus()
        elif self.current_list.unmark():
            return
        elif self.query_one(Input).display:
            self.query_one(Input).value = ""
            self.query_one(Input).display = False
            self.current_list.focus()
        else:
            self.show_todos(on=False)

    def put(self, rows: Sequence[ReadingRow], status: PaperStatus) -> None:
        """Put papers into another column before the library says so, the cursor with them."""
        for row in rows:
            number = int(row.entry.paper_id)
            self._rows[number] = replace(row, entry=replace(row.entry, status=status))
        self._draw()
        lane = next((one for one in self.lanes if one.status is status), None)
        if lane is not None:
            self._enter(lane)
            lane.select(int(rows[0].entry.paper_id))

    def find(self, number: int) -> None:
        """Put the cursor on a paper, in whichever column it is, or will be when it is read."""
        self._wanted = number
        for lane in self.lanes:
            if number in lane.ids:
                self._wanted = None
                self.show_todos(on=False)
                self._enter(lane)
                lane.select(number)

    def _take(self, rows: tuple[ReadingRow, ...]) -> None:
        self._rows = {int(row.entry.paper_id): row for row in rows}
        self._draw()
        if self._wanted is not None:
            self.find(self._wanted)
            self._wanted = None

    def _draw(self) -> None:
        """Put each entry into its column."""
        bar = self.query_one(StatusBar)
        shown = [(n, row) for n, row in self._rows.items() if self._fits(row)]
        counts = {}
        for lane in self.lanes:
            own = [(n, row) for n, row in shown if row.entry.status is lane.status]
            lane.empty = self._empty(lane)
            lane.show([number for number, _ in own], own)
            counts[lane.status] = len(own)
        bar.counts = counts
        bar.refresh()
        self.tell_whose(self._others(len(shown) - sum(counts.values())))

    def _fits(self, row: ReadingRow) -> bool:
        text = " ".join((row.title, row.key, row.entry.note, *row.authors)).casefold()
        return all(word in text for word in self._words)

    def _empty(self, lane: Lane) -> str:
        """Return what stands in a column without papers: in the first, what to do."""
        if lane.status is not STATUSES[0] or self._words:
            return "–"
        return translate("nothing: a puts a paper here")

    def _others(self, dropped: int) -> str:
        if not dropped:
            return ""
        return translate_count("{count} dropped", "{count} dropped", dropped)

    def _refused(self, error: PaperstudyError) -> None:
        """Ask who it is where nobody has said; else tell, and go back to the group's list."""
        from paperstudy.tui.screens.whoami import as_me

        self.person = ""
        if isinstance(error, ConfigError) and not self.paperstudy.settings.me:
            self.load()
            as_me(self, lambda: self.action_whose_list("me"))
            return
        self.paperstudy.say_error(error)
        self.load()

    def _read(self) -> None:
        """Show what is under the cursor; of a paper, what is known of it is read first."""
        todo = self.todos.current_row if self.current_list is self.todos else None
        row = self.lane.current_row if self.current_list is self.lane else None
        if row is None:
            self.work.drop(_ENTRY)
            self._show_blocks(() if todo is None else todo_blocks(todo), None)
            return
        number, person = int(row.entry.paper_id), self.person

        def take(entry: Entry) -> None:
            if self.current_list is self.lane and number == self.lane.current:
                self._show_blocks(blocks_of(entry, self.find_today()), number)

        self.work.ask(
            lambda study: read_entry(study, row, person),
            take,
            lane=_ENTRY,
            failed=lambda _: self._show_blocks((), None),  # it has just gone
        )

    def _show_blocks(self, blocks: Iterable[Block], number: int | None) -> None:
        keep = number is not None and number == self._shown
        self.query_one(Sheet).show(blocks, keep=keep)
        self._shown = number
