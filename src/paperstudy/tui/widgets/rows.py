"""RowList: a list of any length on the line API; rows come in pages, from a thread, when seen.

The numbers of all rows are known, the rows themselves only around what is on the screen. It draws
plain segments, so nothing in a row is ever markup.
"""

from __future__ import annotations

from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive

from paperstudy.tui.operations.table import bind
from paperstudy.tui.widgets.row_painting import GAP, GUTTER, RowPainter, StyledRows, look_of
from paperstudy.tui.work import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.strip import Strip

    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.columns import Column

T = TypeVar("T")

_PAGE = 128
_KEPT = 8192  # rows kept at most; what is scrolled back to is read again
_NEXT = 16  # rows below the cursor, to which it goes where its own has gone
_DOUBLE = 2


class RowList(StyledRows, Generic[T], can_focus=True):
    """A list with a cursor and marks. Rows are known by numbers, which outlive a change of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"rows--{part}" for part in ("cursor", "mark", "head", "dim", "empty")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up,k", "move(-1)"),
        bind("down,j", "move(1)"),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("pagedown,ctrl+f", "page(1)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        bind("home,g", "go(0)"),
        bind("end,G", "go(-1)"),
        Binding("space", "mark", show=False),
        Binding("shift+up", "mark(-1)", show=False),
        Binding("shift+down", "mark(1)", show=False),
        Binding("asterisk", "mark_all", show=False),
        Binding("enter", "open", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)  # the two rows that change draw themselves

    class Moved(Message):
        """The cursor is on another row, or the row it is on came; `number` None for no row."""

        def __init__(self, rows: RowList[T], number: int | None) -> None:
            super().__init__()
            self.rows = rows
            self.number = number

    class Opened(Message):
        """A row was chosen with Enter or a double click."""

        def __init__(self, rows: RowList[T], number: int) -> None:
            super().__init__()
            self.rows = rows
            self.number = number

    class Marked(Message):
        """There are more marks, or fewer."""

        def __init__(self, rows: RowList[T]) -> None:
            super().__init__()
            self.rows = rows

    class Sorted(Message):
        """The title of a column was clicked."""

        def __init__(self, rows: RowList[T], order: str) -> None:
            super().__init__()
            self.rows = rows
            self.order = order

    def __init__(
        self,
        columns: Sequence[Column[T]],
        fetch: Callable[[Study, Sequence[int]], Iterable[tuple[int, T]]] | None = None,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._painter = RowPainter(columns)
        self._top = 1 if any(column.title for column in columns) else 0  # lines of titles
        self._fetch = fetch
        self.empty = empty
        self._ids: Sequence[int] = array("q")
        self._rows: dict[int, T] = {}
        self._pages: set[int] = set()
        self._age = 0
        self._marks: dict[int, None] = {}
        self._sorted: tuple[str, bool] = ("", False)
        self._fills = False  # from nothing, and nobody has touched it since

    def show(
        self,
        ids: Sequence[int],
        rows: Iterable[tuple[int, T]] = (),
        *,
        order: str = "",
        reverse: bool = False,
    ) -> None:
        """Show these rows, the cursor on the one it was on; `rows` are those known already.

        Where that one is gone, the cursor goes to the next that is still there. Rows are read
        anew; marks stay, also those of rows that are not in this list. While a list fills that
        was empty, the cursor stays at its top.
        """
        self._fills = self._fills or not ids
        before = () if self._fills else self._ids[self.cursor : self.cursor + _NEXT]
        self._ids = ids
        self._age += 1
        self._pages.clear()
        known = dict(rows)
        if self._fetch is None or len(self._rows) > _KEPT:
            self._rows.clear()
            self._painter.forget()
        self._take(known.items())
        self._pages.update(
            page
            for page in range(len(known) // _PAGE + 1)
            if known and all(one in known for one in ids[page * _PAGE : (page + 1) * _PAGE])
        )
        self._sorted = (order, reverse)
        self.virtual_size = Size(0, len(ids) + self._top)
        self.set_reactive(RowList.cursor, self._place(before))
        self._reveal(self.cursor)
        self.refresh()
        self._tell()

    def forget(self) -> None:
        """Let all rows go, and the marks: the numbers mean other rows from now on."""
        self._marks.clear()
        self._rows.clear()
        self._painter.forget()
        self.show(())
        self._marks_changed()

    def drop(self, *numbers: int) -> None:
        """Take rows out before the library says so; the next `show` has the last word."""
        gone = set(numbers)
        for number in gone:
            self._marks.pop(number, None)
        self.show([one for one in self._ids if one not in gone], self._rows.items())

    @property
    def ids(self) -> Sequence[int]:
        """The numbers of all rows."""
        return self._ids

    @property
    def current(self) -> int | None:
        """The number of the row under the cursor; None in an empty list."""
        return self._ids[self.cursor] if 0 <= self.cursor < len(self._ids) else None

    @property
    def current_row(self) -> T | None:
        """The row under the cursor; None in an empty list, and before it is read."""
        number = self.current
        return None if number is None else self._rows.get(number)

    @property
    def marked(self) -> tuple[int, ...]:
        """The numbers of the marked rows, in the order of marking."""
        return tuple(self._marks)

    @property
    def chosen(self) -> tuple[int, ...]:
        """What an operation is for: the marked rows, else the one under the cursor."""
        current = self.current
        return self.marked or (() if current is None else (current,))

    def row(self, number: int) -> T | None:
        """Return a row that was read already."""
        return self._rows.get(number)

    def unmark(self) -> bool:
        """Take all marks away; return whether there were any."""
        had = bool(self._marks)
        if had:
            self._marks.clear()
            self._marks_changed()
        return had

    def select(self, number: int) -> None:
        """Put the cursor on the row with this number, where there is one."""
        if number in self._ids:
            self.cursor = self._ids.index(number)

    @property
    def _shows_cursor(self) -> bool:
        """Whether the cursor is drawn."""
        return True

    @property
    def _room(self) -> int:
        """How many cells a row may take."""
        return self.scrollable_content_region.width

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor in the list."""
        return max(0, min(cursor, len(self._ids) - 1))

    def _watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows that changed, and say where the cursor is."""
        self._fills = False
        for index in (before, after):
            self.refresh(Region(0, index - self.scroll_offset.y + self._top, self._room, 1))
        self._reveal(after)
        self._tell()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.cursor += by

    def action_page(self, by: float) -> None:
        """Move the cursor by screens."""
        self.cursor += round(by * max(1, self.scrollable_content_region.height - self._top))

    def action_go(self, index: int) -> None:
        """Move the cursor to a row from the top, or from the end."""
        self.cursor = index if index >= 0 else len(self._ids) + index

    def action_mark(self, by: int = 0) -> None:
        """Mark the row under the cursor or take the mark away, and go on; `by` marks a range."""
        if not by:
            self._toggle(self.current)
            self.cursor += 1
            return
        before = self.current
        self.cursor += by
        self._marks |= {number: None for number in (before, self.current) if number is not None}
        self._marks_changed()

    def action_mark_all(self) -> None:
        """Mark every row, or none where all are marked."""
        everything = dict.fromkeys(self._ids)
        self._marks = {} if everything.keys() <= self._marks.keys() else self._marks | everything
        self._marks_changed()

    def action_open(self) -> None:
        """Say that a row was chosen; the key is the screen's where there is none."""
        if self.current is None:
            raise SkipAction
        self.post_message(self.Opened(self, self.current))

    async def _on_key(self, event: events.Key) -> None:
        """Take a key as meant for the row under the cursor, which is held from now on."""
        del event  # Textual hands it on to the keys of the base class by itself
        self._fills = self._fills and not self._ids

    async def _on_click(self, event: events.Click) -> None:
        """Move the cursor, mark, sort, or open, by where and how often was clicked."""
        event.stop()
        self._fills = False
        if event.y < self._top:
            self._click_head(event.x)
            return
        index = self.scroll_offset.y + event.y - self._top
        if index >= len(self._ids):
            return
        self.cursor = index
        if event.x < GUTTER or event.ctrl:
            self._toggle(self.current)
        elif event.chain == _DOUBLE:
            self.action_open()

    def _click_head(self, x: int) -> None:
        at = GUTTER
        for column, width in self._painter.widths(self._room):
            at += width + GAP
            if x < at:
                if column.order:
                    self.post_message(self.Sorted(self, column.order))
                return

    def _toggle(self, number: int | None) -> None:
        if number is None:
            return
        if number in self._marks:
            del self._marks[number]
        else:
            self._marks[number] = None
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self))

    def _tell(self) -> None:
        self.post_message(self.Moved(self, self.current))

    def _place(self, before: Sequence[int]) -> int:
        for number in before:
            with suppress(ValueError):
                return self._ids.index(number)
        return max(0, min(self.cursor, len(self._ids) - 1)) if len(before) else 0

    def _reveal(self, index: int) -> None:
        seen = max(1, self.scrollable_content_region.height - self._top)
        top = self.scroll_offset.y
        if not top <= index < top + seen:
            y = index if index < top else index - seen + 1
            self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def _on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal(self.cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a part of the list; what they share is looked up once for all.

        They are handed out as the painter keeps them, with all that was made of them before;
        only around a border or a padding Textual has to put each together anew.
        """
        sizes = self._room, self.size.width
        if self._look is None or (self._look.width, self._look.whole) != sizes:
            self._look = look_of(self, *sizes)
            self._painter.use(self._look)
        if self.styles.gutter:
            return super().render_lines(crop)
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = [self.render_line(y) for y in crop.line_range]
        for one in filters:
            strips = [strip.apply_filter(one, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw the titles, a row, or what an empty list says."""
        if y < self._top:
            order, reverse = self._sorted
            return self._painter.head(order, reverse=reverse)
        index = self.scroll_offset.y + y - self._top
        if index >= len(self._ids):
            return self._painter.said(self.empty if not self._ids and y == self._top + 1 else "")
        self._want(index)
        number = self._ids[index]
        at = index == self.cursor and self._shows_cursor
        row = self._rows.get(number)
        return self._painter.row(number, row, at=at, marked=number in self._marks)

    def _take(self, rows: Iterable[tuple[int, T]]) -> None:
        """Know these rows; those that say something else than before are drawn anew."""
        for number, row in rows:
            if self._rows.get(number) != row:
                self._rows[number] = row
                self._painter.forget_row(number)

    def _want(self, index: int) -> None:
        """Have the page of a row read, and the one that is near."""
        page = index // _PAGE
        near = page + 1 if index % _PAGE > _PAGE // 2 else page - 1
        for one in (page, near):
            if self._fetch is None or one in self._pages or not 0 <= one * _PAGE < len(self._ids):
                continue
            self._pages.add(one)
            self._read(one, self._fetch)

    def _read(
        self, page: int, fetch: Callable[[Study, Sequence[int]], Iterable[tuple[int, T]]]
    ) -> None:
        ids = list(self._ids[page * _PAGE : (page + 1) * _PAGE])
        age = self._age

        def take(rows: Iterable[tuple[int, T]]) -> None:
            if age != self._age or not self.is_attached:
                return
            fresh = self.current_row is None
            self._take(rows)
            self.refresh()
            if fresh and self.current in ids:
                self._tell()

        work_of(self).ask(lambda study: tuple(fetch(study, ids)), take)
