"""The screen of the activity: long work with what failed, and what was done by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from paperstudy.domain.language import translate
from paperstudy.tui.operations.activity import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.screens.activity_list import (
    job_blocks,
    job_columns,
    library_blocks,
    step_blocks,
    step_columns,
)
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.widgets.dialogs import Reading
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.library import JournalEntry, StoreInfo
    from paperstudy.tui.jobs import Job


class ActivityScreen(PaperstudyScreen):
    """Long work, and what was done by hand."""

    NAME = "activity"
    AUTO_FOCUS = "#jobs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._shown: int | None = None
        self._by_hand = False  # whether that list has the keys, or had them last

    def compose_body(self) -> Iterable[Widget]:
        """Yield the two lists, and what is known of one row beside them."""
        zone = self.paperstudy.settings.time_zone
        with Horizontal():
            with Vertical(classes="main"):
                empty = translate("no long work yet: reading logs and fetching facts show here")
                yield RowList(job_columns(zone), id="jobs", empty=empty)
                empty = translate("nothing was done by hand yet; what you do, u takes back")
                yield RowList(step_columns(zone), id="steps", empty=empty)
            with Vertical(classes="pane"):
                yield Sheet(id="what")

    @property
    def work_rows(self) -> RowList[Job]:
        """The list of long work."""
        return self.query_one("#jobs", RowList)

    @property
    def steps(self) -> RowList[JournalEntry]:
        """The list of what was done by hand."""
        return self.query_one("#steps", RowList)

    def load(self) -> None:
        """Show the work, and read what was done by hand."""
        self._draw()
        self.work.ask(lambda study: study.upkeep.history(), self._take, lane="activity-steps")

    def job_changed(self, job: Job) -> None:
        """Show how far a job is."""
        del job
        if self.is_mounted:  # it is told from the moment it is made
            self._draw()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what the row is about."""
        if event.rows is self._list:
            self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the row of the list that has the keys now is about."""
        if isinstance(event.widget, RowList):
            self._by_hand = event.widget is self.steps
            self._tell()

    def on_row_list_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open what a line leads to."""
        await self.paperstudy.open(event.target)

    def action_show(self) -> None:
        """Go to the pane; on a narrow screen it takes the place of the lists."""
        self.add_class("detail")
        self.query_one(Sheet).focus()

    def action_other(self) -> None:
        """Go to the other list."""
        (self.work_rows if self._by_hand else self.steps).focus()

    def action_cancel(self) -> None:
        """Stop the work under the cursor."""
        job = self._find_job()
        if job is None:
            return
        if not job.running:
            self.paperstudy.say(translate("it does not run any more"))
            return
        job.cancel.cancel()
        self.paperstudy.say(translate("stopping: {work}; what is done stays", work=job.label))

    def action_cancel_all(self) -> None:
        """Stop all work."""
        self.paperstudy.jobs.cancel_all()
        self.paperstudy.say(translate("stopping all work; what is done stays"))

    def action_retry(self) -> None:
        """Do the same work again."""
        job = self._find_job()
        if job is None:
            return
        if job.running:
            self.paperstudy.say(translate("it still runs: c stops it"))
            return
        again = self.paperstudy.jobs.retry(job)
        self._draw()
        self.work_rows.select(again.number)

    def action_library(self) -> None:
        """Show where the library is and how much is in it."""

        def show(info: StoreInfo) -> None:
            self.app.push_screen(Reading(translate("The library"), library_blocks(info)))

        self.paperstudy.answers.ask(lambda study: study.upkeep.info(), show)

    def go_back(self) -> None:
        """From the pane to the lists."""
        if self.focused is self.query_one(Sheet):
            self.remove_class("detail")
            self._list.focus()

    @property
    def _list(self) -> RowList[Job] | RowList[JournalEntry]:
        return self.steps if self._by_hand else self.work_rows

    def _find_job(self) -> Job | None:
        """Return the work under the cursor; where there is none, say so."""
        job = None if self._by_hand else self.work_rows.current_row
        if self._by_hand:
            self.paperstudy.say(translate("this was done by hand: t goes to the long work"))
        elif job is None:
            self.paperstudy.say(translate("there is no long work to stop or to do again"))
        return job

    def _draw(self) -> None:
        jobs = self.paperstudy.jobs.all
        self.work_rows.show([job.number for job in jobs], [(job.number, job) for job in jobs])

    def _take(self, steps: tuple[JournalEntry, ...]) -> None:
        self.steps.show([step.id for step in steps], [(step.id, step) for step in steps])

    def _tell(self) -> None:
        """Show what the row under the cursor of the list with the keys is about."""
        zone = self.paperstudy.settings.time_zone
        sheet = self.query_one(Sheet)
        if self._by_hand:
            step = self.steps.current_row
            sheet.show(() if step is None else step_blocks(step, zone))
            self._shown = None
            return
        job = self.work_rows.current_row
        number = None if job is None else job.number
        sheet.show(
            () if job is None else job_blocks(job, zone), keep=number == self._shown is not None
        )
        self._shown = number
