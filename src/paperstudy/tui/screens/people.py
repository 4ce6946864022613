"""The screen of the people: who is in the group, who presented when, and what each has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.language import translate
from paperstudy.tui.operations.people import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.places import PersonPlace
from paperstudy.tui.screens.people_detail import blocks_of
from paperstudy.tui.screens.people_list import (
    PeopleBar,
    PeopleRead,
    columns,
    heat_rows,
    narrow,
    read_people,
    rows_of,
    sort,
)
from paperstudy.tui.screens.people_year import PeopleYear
from paperstudy.tui.widgets.heatmap import HeatMap
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.events import Resize
    from textual.widget import Widget

    from paperstudy.domain.people import Person
    from paperstudy.study.people import PersonDetail
    from paperstudy.study.study import Study
    from paperstudy.tui.places import Place
    from paperstudy.tui.screens.people_list import PersonRow

_LOW = 30  # lines; on a lower screen the year takes the place of the list


def read_detail(study: Study, name: str) -> tuple[PersonDetail, tuple[Person, ...]] | None:
    """Return what is known of a person, and who may be the same; None where they have gone."""
    try:
        detail = study.people.get(name)
    except NotFoundError:
        return None
    return detail, study.people.alike(detail.person)


class PeopleScreen(PeopleYear):
    """The members of the group."""

    NAME = "people"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PersonRow] = []
        self._shown: int | None = None
        self._wanted = ""

    def compose_body(self) -> Iterable[Widget]:
        """Yield the search, the list, the year below it, and the pane beside it."""
        with Horizontal():
            with Vertical(classes="main"):
                yield Input(
                    placeholder=translate("search: a part of a name"),
                    id="search",
                    select_on_focus=False,
                    classes="bar-input",
                )
                yield PeopleBar()
                yield RowList(columns(), id="people")
                yield HeatMap(id="heat")
            with Vertical(classes="pane"):
                yield Sheet(id="person")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.people.focus()

    def on_resize(self, event: Resize) -> None:
        """Show list and year together only where there is room for both."""
        self.set_class(event.size.height < _LOW, "low")

    @property
    def people(self) -> RowList[PersonRow]:
        """The list."""
        return self.query_one("#people", RowList)

    @property
    def everybody(self) -> Sequence[PersonRow]:
        """All people."""
        return self._rows

    @property
    def sheet(self) -> Sheet:
        """What is known of the person under the cursor."""
        return self.query_one("#person", Sheet)

    def load(self) -> None:
        """Read the people and what they presented."""
        self.work.ask(read_people, self._take, lane="people-list")

    def show_place(self, place: Place) -> None:
        """Show a person that something else leads to."""
        if isinstance(place, PersonPlace):
            self.query_one("#search", Input).value = ""
            self._active_only = False
            self.want(place.name)
            if self.is_narrow:
                self.add_class("detail")
                self.sheet.focus()

    def want(self, name: str) -> None:
        """Put the cursor on a person, as soon as they are there."""
        self._wanted = name
        self.draw()

    def on_input_changed(self) -> None:
        """Narrow the list down."""
        self.draw()

    def on_input_submitted(self) -> None:
        """Go to the list."""
        self.people.focus()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Read about the person under the cursor, as soon as it rests there."""
        self.heat.select(event.number)
        if event.number is None:
            self.stop_resting()
            self._shown = None
            self.sheet.show(())
            return
        self.rest(self._read_detail)

    def on_row_list_marked(self) -> None:
        """Say how many are marked."""
        self._draw_bar()

    def on_row_list_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open what a line leads to."""
        await self.paperstudy.open(event.target)

    def action_search(self) -> None:
        """Go to the line in which one searches."""
        self.search_in(self.query_one("#search", Input))

    def action_show(self) -> None:
        """Go to the pane; on a narrow screen it takes the place of the list."""
        if self.people.current is not None:
            self.add_class("detail")
            self.sheet.focus()

    async def action_doubts(self) -> None:
        """Go to the inbox, where names that fit several people are settled."""
        await self.paperstudy.action_go("inbox")

    def go_back(self) -> None:
        """From the pane or the year to the list; then out of marks, search and filter."""
        search = self.query_one("#search", Input)
        if self.focused is self.sheet:
            self.remove_class("detail")
            (self.heat if self.has_class("heat") else self.people).focus()
        elif self.focused is self.heat:
            self.leave_heat()
        elif self.focused is not self.people:
            self.people.focus()
        elif not self.people.unmark():
            if search.value:
                search.value = ""
            elif self._active_only:
                self.action_filter()

    def _take(self, read: PeopleRead) -> None:
        first = not self._read.people
        self._read = read
        self._rows = rows_of(read, self.today)
        self._heat = {row.number: row for row in heat_rows(self._rows, read.talks)}
        if first:
            held = [talk.day.year for talk in read.talks if talk.held and talk.day]
            self._year = max(held, default=self.today.year)
        self.draw()

    def draw(self) -> None:
        """Show the list as it is sorted and narrowed down, and the year in the same order."""
        typed = self.query_one("#search", Input).value
        shown = sort(
            narrow(self._rows, typed, active=self._active_only), self._order, reverse=self._reverse
        )
        self.people.empty = (
            translate("nobody fits; esc shows all")
            if self._rows
            else translate("nobody yet: logs name people (6 reads them), a adds one")
        )
        rows = [(int(row.person.id), row) for row in shown]
        self.people.show([n for n, _ in rows], rows, order=self._order, reverse=self._reverse)
        self._go_to_wanted()
        self.draw_heat()
        self._draw_bar()

    def _go_to_wanted(self) -> None:
        for row in self._rows if self._wanted else ():
            if self._wanted == row.person.name:
                self._wanted = ""
                self.people.select(row.person.id)
                return

    def _draw_bar(self) -> None:
        bar = self.query_one(PeopleBar)
        bar.shown = len(self.people.ids)
        bar.marked = len(self.people.marked)
        bar.doubts = self._read.doubts
        bar.active_only = self._active_only
        bar.order = self._order
        bar.refresh()

    def _read_detail(self) -> None:
        row = self.people.current_row
        if row is None:
            return
        number = int(row.person.id)

        def take(read: tuple[PersonDetail, tuple[Person, ...]] | None) -> None:
            if number == self.people.current:
                blocks = () if read is None else blocks_of(*read, row)
                self.sheet.show(blocks, keep=number == self._shown)
                self._shown = number

        self.work.ask(lambda study: read_detail(study, row.person.name), take, lane="people-detail")
