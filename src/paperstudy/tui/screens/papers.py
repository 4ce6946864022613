"""The screen of the papers: a list to search as one types, and what is known of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from paperstudy.domain.language import translate
from paperstudy.tui.operations.papers import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.screens.paper_deeds import bibtex_of
from paperstudy.tui.screens.paper_list import FilterBar, columns, read_rows
from paperstudy.tui.screens.paper_search import PaperSearch
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.scrolling import CalmLine
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.papers import PaperSummary
    from paperstudy.study.study import Study
    from paperstudy.study.values import PaperDetail
    from paperstudy.tui.widgets.sheet import Block

_REST_OF_KEYS = 0.25  # seconds, while somebody types: the list comes first, and is soon another


def read_detail(study: Study, number: int) -> tuple[PaperDetail, str] | None:
    """Return what is known of a paper, and its BibTeX; None where it has gone."""
    rows = study.library.rows([number])
    if not rows:
        return None
    key = rows[0].key
    return study.library.get(key), bibtex_of(study, [key])


class PapersScreen(PaperSearch):
    """All papers."""

    NAME = "papers"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, int] | None = None  # the paper in the pane, and of which search

    def compose_body(self) -> Iterable[Widget]:
        """Yield the search, the filters, the list and the pane beside it."""
        with Horizontal():
            with Vertical(classes="main"):
                yield CalmLine(
                    placeholder=translate("search: words, tag:cv author:vaswani year:2015..2017"),
                    id="search",
                    select_on_focus=False,
                    classes="bar-input",
                )
                yield FilterBar()
                yield RowList(columns(), read_rows, id="papers")
            with Vertical(classes="pane"):
                yield Sheet(id="detail")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.papers.focus()

    @property
    def papers(self) -> RowList[PaperSummary]:
        """The list."""
        return self.query_one("#papers", RowList)

    @property
    def sheet(self) -> Sheet:
        """What is known of the paper under the cursor."""
        return self.query_one("#detail", Sheet)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Read about the paper under the cursor, as soon as it rests there."""
        if event.number is None:
            self.stop_resting()
            self._shown = None
            self.sheet.show(())
        elif self._shown == (event.number, self.searches):
            self.stop_resting()
        elif self.focused is self.query_one("#search"):
            self.rest(self._read, _REST_OF_KEYS)
        else:
            self.rest(self._read)

    def rest_now(self) -> None:
        """Take the cursor and the keys as resting, without waiting for it."""
        self.count_now()
        super().rest_now()

    def on_row_list_marked(self) -> None:
        """Say how many are marked."""
        bar = self.query_one(FilterBar)
        bar.marked = len(self.papers.marked)
        bar.refresh()

    def on_row_list_opened(self) -> None:
        """Go to the pane."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open what a line leads to."""
        await self.paperstudy.open(event.target)

    def action_show(self) -> None:
        """Go to the pane; on a narrow screen it takes the place of the list."""
        if self.papers.current is not None:
            self.add_class("detail")
            self.sheet.focus()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.papers.unmark()

    def go_back(self) -> None:
        """From the pane to the list, from the search to the list; then out of marks and search."""
        if self.focused is self.sheet:
            self.remove_class("detail")
            self.papers.focus()
        elif self.focused is not self.papers:
            self.papers.focus()
        elif not self.papers.unmark():
            self.query_one("#search", CalmLine).value = ""

    def _read(self) -> None:
        number = self.papers.current
        if number is None:
            return
        now, search = self.paperstudy.clock(), self.searches

        def take(read: tuple[PaperDetail, str] | None) -> None:
            if number == self.papers.current:
                self._show_detail((number, search), read, now)

        self.work.ask(lambda study: read_detail(study, number), take, lane="papers-detail")

    def _show_detail(
        self, shown: tuple[int, int], read: tuple[PaperDetail, str] | None, now: datetime
    ) -> None:
        from paperstudy.tui.screens.paper_detail import blocks_of

        blocks: Iterable[Block] = () if read is None else blocks_of(*read, now)
        keep = self._shown is not None and self._shown[0] == shown[0]
        self.sheet.show(blocks, keep=keep)
        self._shown = shown
