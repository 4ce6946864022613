"""The board of a reading list: a column for each status, and the bars above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from paperstudy.domain.language import translate
from paperstudy.domain.library import ReadingEntry, ReadingRow, Todo
from paperstudy.domain.logs import TodoKind
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.saying.names import short_path, title_of
from paperstudy.saying.words import word
from paperstudy.tui.operations.table import bind
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from textual.binding import BindingType

    from paperstudy.study.study import Study

STATUSES = (PaperStatus.TO_READ, PaperStatus.READING, PaperStatus.READ, PaperStatus.PRESENTED)
WAITING = (PaperStatus.TO_READ, PaperStatus.READING)
_PLACE = 26
_MOST_PRESENTED = 500  # that nobody put on the list; the screen of the papers has them all
_FACT_FROM = 30  # cells of a column from which a fact stands beside the title


def read_board(study: Study, person: str) -> tuple[ReadingRow, ...]:
    """Return a list with every status; the group's with the newest that it has presented."""
    rows = study.reading.list(person, statuses=())
    if person:
        return rows
    listed = {int(row.entry.paper_id) for row in rows}
    found = study.library.ids(PaperQuery(status=PaperStatus.PRESENTED))
    others = [one for one in found if one not in listed][:_MOST_PRESENTED]
    return (
        *rows,
        *(
            ReadingRow(
                ReadingEntry(one.id, PaperStatus.PRESENTED),
                one.key,
                one.title,
                tuple(one.authors),
                one.year,
            )
            for one in study.library.rows(others)
        ),
    )


class Lane(RowList[ReadingRow]):
    """The papers of one status; `g` is for the whole screen here, Home goes to the top."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("g", "screen.mine"),
        bind("left,h", "screen.column(-1)"),
        bind("right,l", "screen.column(1)"),
    ]

    def __init__(self, status: PaperStatus, today: Callable[[], date]) -> None:
        super().__init__(
            (
                Column("", 0, entry_text),
                Column(
                    "",
                    6,
                    lambda row: entry_fact(row, today()),
                    least=_FACT_FROM,
                    right=True,
                    dim=True,
                ),
            ),
            id=f"lane-{status.value}",
            classes="lane",
        )
        self.status = status

    @property
    def _shows_cursor(self) -> bool:
        """Whether this is the column that the keys are for."""
        return self.has_class("here")


class TodoList(RowList[Todo]):
    """What the logs leave to do and to answer."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("g", "screen.mine")]

    def __init__(self) -> None:
        columns: Sequence[Column[Todo]] = (
            Column("", 3, box_of),
            Column(translate("To do and to answer"), 0, lambda todo: todo.text),
            Column(translate("Paper"), 28, paper_of, least=110, dim=True),
            Column(translate("Log"), _PLACE, place_of, least=70, dim=True),
        )
        super().__init__(columns, id="todos")


class WhoseBar(Bar):
    """Whose list it is, and how much is to do."""

    def __init__(self) -> None:
        super().__init__()
        self.person = ""
        self.todos = False
        self.waiting = 0
        self.said = ""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the lists one can go to; the one in sight stands out."""
        del width
        group, own = not self.todos and not self.person, not self.todos and self.person == "me"
        pieces = [
            _tab(translate("the group's list"), on=group, action="whose_list('')"),
            _tab(translate("my list"), on=own, action="whose_list('me')"),
        ]
        if self.person not in {"", "me"}:
            pieces.append(_tab(self.person, on=not self.todos, action="list"))
        count = f" {self.waiting:,}" if self.waiting else ""
        pieces.append(_tab(translate("to do") + count, on=self.todos, action="todos"))
        if self.said:
            pieces.append(Piece(f"  {self.said}", "dim"))
        return pieces


class StatusBar(Bar):
    """The names of the columns, each above its own; narrow: tabs, with the one in sight marked."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Mapping[PaperStatus, int] = {}
        self.here = STATUSES[0]

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return a piece for each status."""
        narrow = self.screen.has_class("narrow")
        pieces = []
        for number, status in enumerate(STATUSES):
            text = f" {word(status)} {self.counts.get(status, 0):,} "
            at = status is self.here
            if narrow:
                text = f"[{text.strip()}]" if at else text
            tone = "on" if at and narrow else "key" if at else "dim"
            pieces.append(Piece(text, tone, f"to_column({number})"))
            if not narrow:
                wide = width // len(STATUSES)
                pieces.append(Piece(" " * max(0, wide - cell_len(text))))
        return pieces


def _tab(text: str, *, on: bool, action: str) -> Piece:
    """Return a word to click; the one that holds stands in brackets, for those without colour."""
    return Piece(f"[{text}]" if on else f" {text} ", "key" if on else "dim", action)


def entry_text(row: ReadingRow) -> str:
    """Return a paper as it stands in a column: its priority, its title."""
    priority = f"{row.entry.priority}. " if row.entry.priority else ""
    return priority + title_of(row.title)


def entry_fact(row: ReadingRow, today: date) -> str:
    """Return what matters most of an entry: its date, late with a mark, its rating, its votes."""
    entry = row.entry
    if entry.status in WAITING and entry.due:
        day = f"{entry.due.month}/{entry.due.day}"
        return f"!{day}" if entry.due < today else day
    if entry.rating:
        return f"★{entry.rating}"
    return f"+{len(row.votes)}" if row.votes else ""


def box_of(todo: Todo) -> str:
    """Return what stands before it: a question mark for what is asked, in a box that is ticked."""
    sign = "?" if todo.kind is TodoKind.QUESTION else " "
    return f"[{'x' if todo.done else sign}]"


def paper_of(todo: Todo) -> str:
    """Return the title of the paper it is about."""
    return todo.paper[1] or todo.paper[0] if todo.paper else ""


def place_of(todo: Todo) -> str:
    """Return the end of the place in the log, with the line."""
    place = f"{short_path(todo.path)}:{todo.line}"
    return fit_end(place, _PLACE)


def fit_end(text: str, width: int) -> str:
    """Return as much of the end of a text as fits, behind an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    while cell_len(text) >= width:
        text = text[1:]
    return f"…{text}"
