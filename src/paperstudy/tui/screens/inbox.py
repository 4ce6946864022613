"""The inbox: one question after the other, each answered with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.library import InboxItem
from paperstudy.domain.sessions import StudySession
from paperstudy.study.same_meetings import SameMeeting
from paperstudy.tui.operations.inbox import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.places import LogPlace
from paperstudy.tui.screens.inbox_deeds import InboxDeeds
from paperstudy.tui.screens.inbox_items import (
    Choice,
    blocks_of,
    kind_of,
    place_of,
    read_waiting,
    short_place,
    sign_of,
    text_of,
)
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.study.context import LogLines
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.inbox_items import Waiting


_LINES = "inbox-lines"


class MarksBar(Bar):
    """How many questions are marked, where any are; a click takes the marks away."""

    marked = 0

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the count."""
        del width
        said = translate_count("{count} question marked", "{count} questions marked", self.marked)
        return (Piece(f" {said}", "key", "unmark"),)


class InboxScreen(InboxDeeds):
    """What waits for a decision."""

    NAME = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._lines: LogLines | None = None
        self._shown: int | None = None
        self._listed: frozenset[int] = frozenset()  # that waited when the library was last read
        self._answered: frozenset[int] = frozenset()  # that waited before, and do no more

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of questions and the one under the cursor."""
        with Horizontal(classes="stack"):
            with Vertical(classes="questions"):
                yield MarksBar()
                empty = translate("nothing waits for a decision; 6 reads your logs")
                yield RowList(columns(), empty=empty, id="questions")
            with Vertical(classes="question"):
                yield Sheet(id="question")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.questions.focus()

    @property
    def questions(self) -> RowList[Waiting]:
        """All that waits."""
        return self.query_one("#questions", RowList)

    @property
    def sheet(self) -> Sheet:
        """The question under the cursor."""
        return self.query_one("#question", Sheet)

    @property
    def choice(self) -> Choice | None:
        """The candidate under the cursor of the sheet."""
        target = self.sheet.target
        return target if isinstance(target, Choice) else None

    def load(self) -> None:
        """Read what waits."""
        self.work.ask(read_waiting, self._take, lane="inbox-list")

    def go_back(self) -> None:
        """Go from the candidates to the list; there, take the marks away."""
        if self.focused is self.sheet:
            self.questions.focus()
        else:
            self.questions.unmark()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the question under the cursor, and read what its log says around it."""
        same = event.number == self._shown
        self._shown = event.number
        if not same:
            self._lines = None
        self._draw(keep=same)
        self._read_lines()

    def on_row_list_marked(self) -> None:
        """Say how many are marked."""
        bar = self.query_one(MarksBar)
        bar.marked = len(self.questions.marked)
        bar.display = bool(bar.marked)
        bar.refresh()

    def action_unmark(self) -> None:
        """Take the marks away."""
        self.questions.unmark()

    def on_row_list_opened(self) -> None:
        """Go to the candidates."""
        self.action_choose()

    def on_sheet_opened(self) -> None:
        """Take the candidate that was chosen."""
        self.action_choose()

    def on_sheet_moved(self) -> None:
        """Show the abstract of the candidate under the cursor."""
        self._draw(keep=True)

    def action_choose(self) -> None:
        """Go to the candidates; there, take the one under the cursor."""
        if not self.can_choose():
            return
        if self.focused is not self.sheet:
            self.sheet.focus()
            if self.sheet.target is None:
                self.sheet.action_move(1)
            return
        if self.choice is not None:
            self.choose(self.choice)

    async def action_open_log(self) -> None:
        """Open the log at the line in question."""
        item = self.asked()
        if item is None:
            return
        path, line = place_of(item)
        if not path:
            self.paperstudy.say(translate("no log asks this"))
        else:
            await self.paperstudy.open(LogPlace(path, self._lines.line if self._lines else line))

    def _take(self, waiting: list[tuple[int, Waiting]]) -> None:
        """Show what waits; the cursor goes to what an undo brought back, to be answered anew."""
        listed = frozenset(number for number, _ in waiting)
        self._answered |= self._listed - listed
        back = self._answered & listed
        self._answered -= back
        self._listed = listed
        numbers = [number for number, _ in waiting]
        self.questions.show(numbers, waiting)
        if back:
            self.questions.select(next(number for number in numbers if number in back))

    def _read_lines(self) -> None:
        item, number = self.questions.current_row, self.questions.current

        def take(lines: LogLines | None) -> None:
            if number == self.questions.current:
                self._lines = lines
                self._draw(keep=True)

        def read(study: Study) -> LogLines | None:
            if isinstance(item, InboxItem):
                return study.inbox.context(item.path, item.line, item.excerpt)
            assert isinstance(item, StudySession | SameMeeting)
            return study.inbox.session_context(item.id)

        if isinstance(item, InboxItem | StudySession | SameMeeting):
            self.work.ask(read, take, lane=_LINES)
        else:
            self.work.drop(_LINES)

    def _draw(self, *, keep: bool) -> None:
        item = self.questions.current_row
        blocks = () if item is None else blocks_of(item, self._lines, self.choice)
        self.sheet.show(blocks, keep=keep)


def columns() -> tuple[Column[Waiting], ...]:
    """Return the columns of the list."""
    return (
        Column("", 1, sign_of),
        Column(translate("What waits"), 0, text_of),
        Column(translate("Kind"), 8, kind_of, dim=True),
        Column(translate("Where"), 28, short_place, least=72, dim=True),
    )
