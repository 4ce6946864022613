"""Sheet: text to read, made of blocks, with places in it that can be opened.

Everything that is shown of one paper, session or person is a sheet: headings, facts behind
labels, wrapped text, and lines that lead somewhere. Plain segments only, as in `RowList`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from paperstudy.saying.cells import wrap
from paperstudy.tui.operations.table import bind
from paperstudy.tui.text import clean_block, line
from paperstudy.tui.widgets.columns import fit
from paperstudy.tui.widgets.scrolling import CalmScroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style
    from textual import events

_DOT = "· "
_MARGIN = 2
_MOST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with an empty line above it unless it is the first."""

    text: str
    tone: str = "heading"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, translated, and what is said under it; one without a value is left out."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text in lines of any length, wrapped; `tone` is `dim`, `strong` or nothing."""

    text: str
    tone: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A text behind something that stays as it is, such as a line's number; wrapped, or `cut`."""

    head: str
    text: str
    tone: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose lines stay as they are, cut at the edge: BibTeX, Markdown."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A line that leads somewhere: `target` comes with `Sheet.Opened` when it is chosen."""

    text: str
    target: object
    detail: str = ""


Block = Heading | Fact | Prose | Row | Verbatim | Place


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn: pieces of (text, tone); `place` is the index of what it leads to."""

    pieces: tuple[tuple[str, str], ...] = ()
    place: int = -1


class Sheet(CalmScroll, can_focus=True):
    """Blocks of text; up and down go from place to place, and scroll where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--heading", "sheet--title", "sheet--label", "sheet--dim", "sheet--strong",
        "sheet--place", "sheet--cursor",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up,k", "move(-1)"),
        bind("down,j", "move(1)"),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        bind("home,g", "top"),
        bind("end,G", "bottom"),
        Binding("enter", "open", show=False),
    ]

    class Opened(Message):
        """A place was chosen with Enter or a click."""

        def __init__(self, sheet: Sheet, target: object) -> None:
            super().__init__()
            self.sheet = sheet
            self.target = target

    class Moved(Message):
        """The cursor is on another place."""

        def __init__(self, sheet: Sheet, target: object) -> None:
            super().__init__()
            self.sheet = sheet
            self.target = target

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[_Line] = []
        self._targets: list[object] = []
        self._place = -1
        self._width = 0

    def show(self, blocks: Iterable[Block], *, keep: bool = False) -> None:
        """Show these blocks from the top; `keep` where they tell of the same thing as before."""
        self._blocks = tuple(blocks)
        self._lay_out()
        if keep:
            self._place = min(self._place, len(self._targets) - 1)
        else:
            self._place = -1
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def room(self) -> int:
        """How many cells a line may take."""
        return self.scrollable_content_region.width

    @property
    def target(self) -> object:
        """What the place under the cursor leads to; None where there is none."""
        return self._targets[self._place] if 0 <= self._place < len(self._targets) else None

    @property
    def text(self) -> str:
        """All that is shown, as text."""
        return "\n".join("".join(text for text, _ in one.pieces) for one in self._lines)

    def on_resize(self) -> None:
        """Wrap anew."""
        if self.room != self._width:
            self._lay_out()
            self.refresh()  # what was drawn before this event had the width of before

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the place that was clicked."""
        index = self.scroll_offset.y + event.y
        if 0 <= index < len(self._lines) and self._lines[index].place >= 0:
            self._place = self._lines[index].place
            self.refresh()
            self.action_open()

    def action_move(self, by: int) -> None:
        """Go to the next place if it can be seen, else scroll a line towards it."""
        wanted = self._place + by
        at = self._line_of(wanted)
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if at is not None and top - 1 <= at <= top + height:
            self._place = wanted
            self.post_message(self.Moved(self, self.target))
            if not top <= at < top + height:
                self.scroll_to(y=top + by, animate=False, force=True, immediate=True)
        else:
            self.scroll_to(y=top + by, animate=False, force=True, immediate=True)
        self.refresh()

    def action_next(self) -> None:
        """Go to the next place, wherever it is."""
        at = self._line_of(self._place + 1)
        if at is not None:
            self._place += 1
            height = max(1, self.scrollable_content_region.height)
            if not self.scroll_offset.y <= at < self.scroll_offset.y + height:
                self.scroll_to(y=at - height // 3, animate=False, force=True, immediate=True)
            self.post_message(self.Moved(self, self.target))
            self.refresh()

    def action_page(self, by: float) -> None:
        """Scroll by screens."""
        step = round(by * max(1, self.scrollable_content_region.height - 1))
        self.scroll_to(y=self.scroll_offset.y + step, animate=False, force=True, immediate=True)

    def action_top(self) -> None:
        """Go to the beginning."""
        self._place = -1
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._place = len(self._targets) - 1
        self.scroll_to(y=len(self._lines), animate=False, force=True, immediate=True)

    def action_open(self) -> None:
        """Say that the place under the cursor was chosen."""
        if self.target is not None:
            self.post_message(self.Opened(self, self.target))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.room
        index = self.scroll_offset.y + y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        found = self._lines[index]
        at = found.place >= 0 and found.place == self._place and self.has_focus
        pieces = found.pieces
        if at and pieces[0][0] == _DOT:
            pieces = ((">" + _DOT[1:], ""), *pieces[1:])
        segments = [Segment(text, self._style("cursor" if at else tone)) for text, tone in pieces]
        return Strip(segments).adjust_cell_length(width, self._style("cursor" if at else ""))

    def _style(self, tone: str) -> Style:
        return self.get_component_rich_style(f"sheet--{tone}") if tone else self.rich_style

    def _line_of(self, place: int) -> int | None:
        return next((n for n, one in enumerate(self._lines) if one.place == place >= 0), None)

    def _lay_out(self) -> None:
        """Cut the blocks into lines of the width there is."""
        self._width = self.room
        room = max(20, self._width - 1)
        self._targets = [block.target for block in self._blocks if isinstance(block, Place)]
        labels = [cell_len(line(b.label)) for b in self._blocks if isinstance(b, Fact) and b.value]
        column = min(max(labels, default=0), _MOST_LABEL)
        self._lines = []
        places = 0
        for block in self._blocks:
            if isinstance(block, Place):
                self._lines += _place_lines(block, room, places)
                places += 1
            else:
                self._lines += _lines_of(block, room, column, first=not self._lines)
        self.virtual_size = Size(0, len(self._lines))


def _lines_of(block: Block, room: int, column: int, *, first: bool) -> Iterator[_Line]:
    match block:
        case Heading(text, tone):
            if not first:
                yield _Line()
            for piece in wrap(line(text), room):
                yield _Line(((piece, tone),))
        case Fact(label, value) if value:
            yield from _behind(fit(line(label), column) + " " * _MARGIN, line(value), room)
        case Row(head, text, tone, cut):
            shown = fit(line(text), max(10, room - cell_len(head))).rstrip() if cut else line(text)
            yield from _behind(head, shown, room, ("dim", tone))
        case Prose(text, tone, indent):
            paragraphs = clean_block(text).split("\n")
            pieces = (p for one in paragraphs for p in wrap(one, room - indent) or [""])
            yield from (_Line(((" " * indent + piece, tone),)) for piece in pieces)
        case Verbatim(text, tone):
            yield from (_Line(((piece, tone),)) for piece in clean_block_lines(text))
        case _:
            return


def _behind(
    head: str, text: str, room: int, tones: tuple[str, str] = ("label", "")
) -> Iterator[_Line]:
    """Yield a text in lines of which the first has `head` before it, the others as many blanks."""
    width = cell_len(head)
    for number, piece in enumerate(wrap(text, max(10, room - width)) or [""]):
        start = head if number == 0 else " " * width
        yield _Line(((start, tones[0]), (piece, tones[1])))


def clean_block_lines(text: str) -> Sequence[str]:
    """Return lines safe, with the blanks that they begin with."""
    found = []
    for one in text.replace("\t", "  ").split("\n"):
        blank = len(one) - len(one.lstrip(" "))
        found.append(" " * blank + line(one))
    return found


def _place_lines(block: Place, room: int, number: int) -> Iterator[_Line]:
    text, detail = line(block.text), line(block.detail)
    if detail and cell_len(text) + cell_len(detail) + 4 <= room:
        yield _Line(((_DOT, "dim"), (f"{text}  ", "place"), (detail, "dim")), number)
        return
    yield _Line(((_DOT, "dim"), (fit(text, min(cell_len(text), room - 2)), "place")), number)
    if detail:
        yield _Line((("  ", ""), (fit(detail, min(cell_len(detail), room - 2)), "dim")))
