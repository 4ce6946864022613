"""Dialogs of several lines, and one that searches as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widgets import Input, Static

from paperstudy.domain.language import translate
from paperstudy.tui.text import line, plain
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.completing import PathSuggester
from paperstudy.tui.widgets.dialogs import Choice, Dialog, Help, Pick
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.work import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.study.study import Study

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill in: its name, its label (translated), what stands in it, what it may be.

    One that is a `path` is completed as such.
    """

    name: str
    label: str
    value: str = ""
    suggestions: Sequence[str] = ()
    help: str = ""
    path: bool = False


class NamesSuggester(Suggester):
    """Completes the last of the names in a line, which have commas between them."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = tuple(line(name) for name in names)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last name whole; None where no name begins so."""
        head, comma, last = value.rpartition(",")
        blank = last[: len(last) - len(last.lstrip())]
        typed = last.strip().casefold()
        there = {one.strip().casefold() for one in head.split(",")}
        for name in self._names:
            folded = name.casefold()
            if typed and folded.startswith(typed) and folded not in there:
                return f"{head}{comma}{blank}{last.strip()}{name[len(typed) :]}"
        return None


class Fields(Dialog["dict[str, str]"]):
    """Asks for several lines at once; Enter in any of them answers with all, Tab goes on.

    `note` stands below them, translated.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Mapping[str, str]], str] | None = None,
        note: str = "",
    ) -> None:
        super().__init__(title)
        self._note = note
        self._fields = tuple(fields)
        self._check = check

    def compose_body(self) -> ComposeResult:
        """Yield the lines, each behind its label."""
        for number, field in enumerate(self._fields):
            with Horizontal(classes="field" if number else "field field-first"):
                yield Static(plain(field.label), classes="field-label")
                yield Input(
                    line(field.value),
                    placeholder=line(field.help),
                    suggester=self._suggester(field),
                    id=f"field-{field.name}",
                    select_on_focus=False,
                )
        keys = translate("⏎ saves all · tab goes on · → takes what is suggested · esc leaves")
        yield Help(self._note)
        yield KeyLine(keys)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the lines."""
        return {
            field.name: self.query_one(f"#field-{field.name}", Input).value.strip()
            for field in self._fields
        }

    def _suggester(self, field: Field) -> Suggester | None:
        if field.path:
            return PathSuggester(work_of(self))
        return NamesSuggester(field.suggestions) if field.suggestions else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say what is wrong."""
        event.stop()
        wrong = self._check(self.values) if self._check else ""
        if wrong:
            self.query_one(Help).say(wrong, "bold")
        else:
            self.dismiss(self.values)


class Find(Pick[T], Generic[T]):
    """A `Pick` whose choices are searched for as one types."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        title: str,
        search: Callable[[Study, str], Sequence[Choice[T]]],
        own: Callable[[str], Choice[T] | None],
        value: str = "",
    ) -> None:
        super().__init__(title, (), own)
        self._value = value
        self._search = search
        self._typed = self._found = ""
        self._waiting = False

    def compose_body(self) -> ComposeResult:
        """Yield the line to type in and what is found below it."""
        yield Input(self._value, placeholder=translate("type to search"))
        columns: list[Column[Choice[T]]] = [
            Column("", 0, lambda choice: choice[0]),
            Column("", 22, lambda choice: choice[2], dim=True),
        ]
        yield RowList(columns, empty=translate("nothing fits"), classes="dialog-list")
        yield KeyLine(self.keys)

    def _narrow(self, typed: str) -> None:
        self._typed = line(typed)
        asked = self._typed

        def take(found: Sequence[Choice[T]]) -> None:
            if not self.is_attached:
                return
            own = self._own(asked)
            self._choices = (*found, *((own,) if own is not None else ()))
            self._found = asked
            rows: RowList[Choice[T]] = self.query_one(RowList)
            numbered = list(enumerate(self._choices))
            rows.show(range(len(numbered)), numbered)
            rows.cursor = 0
            if self._waiting and asked == self._typed:
                self._answer()

        work_of(self).ask(lambda study: self._search(study, asked), take, lane="find")

    def _answer(self) -> None:
        """Answer, once what was typed last has been searched for."""
        self._waiting = self._found != self._typed
        if not self._waiting:
            super()._answer()
