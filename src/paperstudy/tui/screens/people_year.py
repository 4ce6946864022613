"""The list of the people in its order, and the year below it, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.study.clock import find_today
from paperstudy.tui.screens.people_deeds import PeopleDeeds
from paperstudy.tui.screens.people_list import PeopleRead, orders, years_of
from paperstudy.tui.widgets.dialogs import Pick
from paperstudy.tui.widgets.heatmap import HeatMap

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.tui.widgets.heatmap import HeatRow
    from paperstudy.tui.widgets.rows import RowList


class PeopleYear(PeopleDeeds):
    """The actions on the order of a list of people, and on the year that goes with it."""

    def __init__(self) -> None:
        super().__init__()
        self._read = PeopleRead()
        self._heat: dict[int, HeatRow] = {}
        self._order, self._reverse = "name", False
        self._active_only = False
        self._year = 0

    @property
    def heat(self) -> HeatMap:
        """The year."""
        return self.query_one(HeatMap)

    @property
    def today(self) -> date:
        """The day it is where the group is."""
        return find_today(self.paperstudy.clock, self.paperstudy.settings.time_zone)

    def leave_heat(self) -> None:
        """Go back to the list."""
        self.remove_class("heat")
        self.people.focus()

    def _sort_by(self, order: str) -> None:
        self._reverse = order == self._order and not self._reverse
        self._order = order
        self.draw()

    def action_show(self) -> None:
        """Go to the pane."""
        raise NotImplementedError

    def on_heat_map_moved(self, event: HeatMap.Moved) -> None:
        """Have the list follow."""
        self.people.select(event.number)

    def on_heat_map_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    def on_heat_map_turned(self, event: HeatMap.Turned) -> None:
        """Show the year before or after."""
        self.action_year(event.by)

    def on_row_list_sorted(self, event: RowList.Sorted) -> None:
        """Sort by the column that was clicked."""
        self._sort_by(event.order)

    def action_heat(self) -> None:
        """Go to the year, or back from it to the list."""
        self.remove_class("detail")
        if self.focused is self.heat:
            self.leave_heat()
        else:
            self.add_class("heat")
            self.heat.focus()

    def action_year(self, by: int) -> None:
        """Show another year."""
        years = years_of(self._read.talks, self.today)
        self._year = min(max(self._year + by, years[0]), years[-1])
        self.draw_heat()

    def action_filter(self) -> None:
        """Show only those who take part, or all."""
        self._active_only = not self._active_only
        self.draw()

    def action_sort(self) -> None:
        """Ask for the order of the list."""

        def take(order: str | None) -> None:
            if order:
                self._sort_by(order)

        choices = [(said, order, "") for order, said in orders().items()]
        self.app.push_screen(Pick(translate("Sort"), choices), take)

    def draw(self) -> None:
        """Show the list as it is sorted and narrowed down, and the year in the same order."""
        raise NotImplementedError

    def draw_heat(self) -> None:
        """Show the year of whom the list shows."""
        people = [self._heat[number] for number in self.people.ids]
        self.heat.show(people, self._year, self.today)
        self.heat.select(self.people.current)
