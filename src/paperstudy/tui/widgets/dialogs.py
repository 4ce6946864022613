"""Small screens that ask one thing: a line of text, one of several, yes or no; or show a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from paperstudy.domain.language import translate, translate_count
from paperstudy.tui.rescue import put_back
from paperstudy.tui.text import line, plain
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self

    from textual.app import ComposeResult
    from textual.suggester import Suggester

    from paperstudy.tui.widgets.sheet import Block
    from paperstudy.tui.work import Door

_MOST_SHOWN = 1000  # blocks that a preview lays out
T = TypeVar("T")
Choice = tuple[str, T, str]
Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box over the screen; Escape leaves it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+c", "copy_or_hint", show=False, priority=True),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._subject: tuple[object, ...] = ()

    def of(self, *subject: object) -> Self:
        """Say what it is about, where the title does not; what is typed is put back there alone."""
        self._subject = subject
        return self

    @property
    def heading(self) -> str:
        """What stands on top of it."""
        return self._title

    @property
    def draft_name(self) -> str:
        """What is typed here is kept under this name, should the dialog break."""
        return " ".join((self._title, *map(str, self._subject)))

    def on_mount(self) -> None:
        """Put back what was typed before a bug ended the app."""
        put_back(self)

    def compose(self) -> ComposeResult:
        """Put the title on top of what the dialog is made of."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title")
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """Yield what stands below the title."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_copy_or_hint(self) -> None:
        """Copy what is selected, as everywhere; where nothing is, say how to leave."""
        if getattr(self.focused, "selected_text", ""):
            cast("Input", self.focused).action_copy()
        elif self.get_selected_text():
            self.action_copy_text()
        else:
            said = translate("esc leaves this box; q, once no box is open, leaves the app")
            cast("Door", self.app).say(said)


class Help(Static):
    """What stands below a line to type in: what to write there, or what is wrong with it."""

    def __init__(self, said: str) -> None:
        super().__init__(plain(said), classes="dialog-help")
        self.display = bool(said)

    def say(self, said: str, style: str = "") -> None:
        """Say something else."""
        self.update(plain(said, style))
        self.display = bool(said)


class Prompt(Dialog[str]):
    """Asks for a line of text; Enter answers with it, None if it was left.

    `help` stands below, translated; `check` returns what is wrong with a text, "" for nothing, and
    keeps the dialog open, so that nothing typed is lost.
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        help: str = "",  # noqa: A002 - what it is
        check: Callable[[str], str] | None = None,
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(title)
        self._value = value
        self._help = help
        self._check = check
        self._suggestions = tuple(suggestions)

    def compose_body(self) -> ComposeResult:
        """Yield the line and what stands below it."""
        yield Input(line(self._value), suggester=self._suggester(), select_on_focus=False)
        yield Help(self._help)
        yield KeyLine(translate("⏎ takes it · esc leaves"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say what is wrong."""
        wrong = self._check(event.value) if self._check else ""
        if wrong:
            self.query_one(Help).say(wrong, "bold")
        else:
            self.dismiss(event.value)

    def _suggester(self) -> Suggester | None:
        """Return what completes the line, if anything does."""
        from textual.suggester import SuggestFromList

        known = [line(one) for one in self._suggestions]
        return SuggestFromList(known, case_sensitive=False) if known else None


class Words(Prompt):
    """Asks for a line where the one that stands there is but a proposal: typing replaces it."""

    def on_mount(self) -> None:
        """Mark what stands there; Textual has the dialog put back what was typed as well."""
        self.query_one(Input).select_all()


class Pick(Dialog[T], Generic[T]):
    """Asks for one of several; typing narrows them down. Enter answers, None if it was left.

    `choices` are (what is shown, what it stands for, what stands beside it). `own` makes a choice
    of what is typed itself, which stands below those that fit; None for a text that is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice[T]],
        own: Callable[[str], Choice[T] | None] = lambda _: None,
    ) -> None:
        super().__init__(title)
        self._choices = tuple(choices)
        self._own = own

    def compose_body(self) -> ComposeResult:
        """Yield the line to type in and the list below it."""
        yield Input(placeholder=translate("type to narrow down"))
        widest = max((cell_len(detail) for _, _, detail in self._choices), default=0)
        columns: list[Column[Choice[T]]] = [Column("", 0, lambda choice: choice[0])]
        if widest:
            columns.append(Column("", min(24, widest), lambda choice: choice[2], dim=True))
        yield RowList(columns, empty=translate("nothing fits"), classes="dialog-list")
        yield KeyLine(self.keys)

    @property
    def keys(self) -> str:
        """What the keys do, in words."""
        return translate("⏎ takes it · esc leaves")

    def on_mount(self) -> None:
        """Show those that fit what stands in the line: nothing, and so all of them, most often."""
        self._narrow(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show those that fit."""
        event.stop()
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the one under the cursor."""
        event.stop()
        self._answer()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Answer with the one that was clicked twice."""
        event.stop()
        self._answer()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Keep to ourselves where the cursor is."""
        event.stop()

    def action_move(self, by: int) -> None:
        """Move the cursor of the list, while the line keeps the focus."""
        self.query_one(RowList).cursor += by

    def _narrow(self, typed: str) -> None:
        words = line(typed).casefold().split()
        fitting = [
            (number, choice)
            for number, choice in enumerate(self._choices)
            if all(word in _words_of(choice) for word in words)
        ]
        rows: RowList[Choice[T]] = self.query_one(RowList)
        own = self._own(line(typed).strip())
        if own is not None and (not words or all(own[1] != value for _, (_, value, _) in fitting)):
            fitting.append((len(self._choices), own))
        rows.show([number for number, _ in fitting], fitting)
        if own is not None:  # which is under the cursor only where nothing else fits
            rows.cursor = 0

    def _answer(self) -> None:
        choice: Choice[T] | None = self.query_one(RowList).current_row
        if choice is not None:
            self._take(choice[1])

    def _take(self, choice: T) -> None:
        """Leave with what was chosen."""
        self.dismiss(choice)


def typed_choice(typed: str, unsaid: str) -> Choice[str]:
    """Return the choice of what is typed itself; before that, `unsaid`, which stands for ""."""
    return (translate("use “{text}”", text=typed) if typed else unsaid, typed, "")


def _words_of(choice: Choice[T]) -> str:
    """Return by which words a choice is found: also what it is called in a file, as `ko`."""
    shown, value, detail = choice
    kept = value if isinstance(value, str) else ""
    return f"{shown} {detail} {kept}".casefold()


class Confirm(Dialog[bool]):
    """Asks yes or no, for what cannot be taken back: Enter, which comes of itself, is neither."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,ㅛ", "yes", show=False),
        Binding("n,ㅜ", "leave", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """Yield what the keys are."""
        yield KeyLine(translate("y yes · n no"))

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)  # noqa: FBT003 - the answer


class Reading(Dialog[None]):
    """Shows a text to read; Escape, Enter or q leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ㅂ,?,enter", "leave", show=False)]

    def __init__(self, title: str, blocks: Iterable[Block]) -> None:
        super().__init__(title)
        self._blocks = tuple(blocks)

    def compose_body(self) -> ComposeResult:
        """Yield the sheet."""
        yield Sheet(classes="dialog-sheet")
        yield KeyLine(translate("esc leaves"))

    def on_mount(self) -> None:
        """Show the text."""
        sheet = self.query_one(Sheet)
        sheet.show(self._blocks)
        sheet.focus()


class Preview(Dialog[str]):
    """Shows what would be done; Enter answers `yes`, Escape leaves it undone.

    `keys` says below what Enter does; only the first blocks of very many are shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('yes')", show=False, priority=True)
    ]

    def __init__(self, title: str, blocks: Iterable[Block], keys: str) -> None:
        super().__init__(title)
        self._blocks = tuple(blocks)
        self._keys = keys

    def compose_body(self) -> ComposeResult:
        """Yield the sheet, and what the keys are."""
        yield Sheet(classes="preview-sheet")
        yield KeyLine(self._keys)

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(".dialog").add_class("wide-dialog")
        shown = self._blocks[:_MOST_SHOWN]
        if left := len(self._blocks) - len(shown):
            more = translate_count("… and {count} more line", "… and {count} more lines", left)
            shown = (*shown, Prose(more, "dim"))
        sheet = self.query_one(Sheet)
        sheet.show(shown)
        sheet.focus()

    def action_answer(self, answer: str) -> None:
        """Answer."""
        self.dismiss(answer)
