"""What is asked about meetings: when, who comes, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.errors import told_of
from paperstudy.saying.meetings import moment_of
from paperstudy.tui.operations.table import bind
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.screens.sessions_calendar import weekday_of
from paperstudy.tui.text import line
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.dialogs import Confirm, Help, Pick, Prompt
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.domain.planning import Reason, Suggestion
    from paperstudy.domain.sessions import StudySession
    from paperstudy.tui.widgets.sheet import Block

HERE, AWAY, NEITHER = "here", "away", ""


class When(Prompt):
    """Asks for a day and a time as people write them, and says below how they are read."""

    def __init__(self, title: str, value: str, today: date) -> None:
        super().__init__(title, value, help=_when_help(), check=self._wrong)
        self._today = today

    def on_mount(self) -> None:
        """Mark a moment that stands there, so that typing replaces it; a day can be added to."""
        there = self.query_one(Input)
        if self._value.endswith(" "):
            there.value = f"{there.value} "
            there.cursor_position = len(there.value)
        else:
            there.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the text means, as far as it means something."""
        said = self._read(event.value) if event.value.strip() else _when_help()
        self.query_one(Help).say(said)

    def _read(self, text: str) -> str:
        from paperstudy.domain.moments import read_moment

        try:
            day, time = read_moment(text, self._today)
        except InvalidDateError:
            return _when_help()
        return f"= {day.isoformat()} {weekday_of(day)} {time}".rstrip()

    def _wrong(self, text: str) -> str:
        from paperstudy.domain.moments import read_moment

        try:
            read_moment(text, self._today)
        except InvalidDateError as error:
            return told_of(error)
        return ""


def _when_help() -> str:
    return translate("a day and a time, as friday 10:00, 11/27 7pm or 다음 주 금요일 오후 7시")


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody of the group, and whether they come: `here`, `away`, or nobody said."""

    name: str
    coming: str


class NarrowingInput(Input):
    """A line to narrow a list down by a word, in which the space bar ticks."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the space bar to the list."""
        return key != "space" and super().check_consume_key(key, character)


class Attendance(Pick["tuple[Comer, ...]"]):
    """Asks who comes and who cannot; answers with those of whom something else is said now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("enter,space", "here", show=False, priority=True),
        Binding("tab", "away", show=False, priority=True),
    ]

    def __init__(self, title: str, comers: Sequence[Comer]) -> None:
        super().__init__(title, ())
        self._comers = list(comers)
        self._before = tuple(comers)

    def compose_body(self) -> ComposeResult:
        """Yield the line to type in, the people below it, and what the keys are."""
        yield NarrowingInput(placeholder=translate("type to narrow down"))
        columns: list[Column[int]] = [
            Column("", 3, lambda number: _SIGN[self._comers[number].coming]),
            Column("", 0, lambda number: self._comers[number].name),
            Column("", 14, lambda number: _coming_word(self._comers[number].coming), dim=True),
        ]
        yield RowList(columns, empty=translate("nobody of that name"), classes="dialog-list")
        yield KeyLine(self.keys)

    @property
    def keys(self) -> str:
        """What the keys do, in words."""
        return translate("⏎ space comes · tab cannot come · ^s saves · esc leaves")

    def action_save(self) -> None:
        """Answer."""
        self.dismiss(self._changed)

    def action_leave(self) -> None:
        """Leave; ask first where something was said that would be lost."""
        if not self._changed:
            self.dismiss(None)
            return

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                self.dismiss(None)

        names = ", ".join(one.name for one in self._changed)
        said = translate("Leave without saving what you said of {names}?", names=names)
        self.app.push_screen(Confirm(said), take)

    @property
    def _changed(self) -> tuple[Comer, ...]:
        both = zip(self._comers, self._before, strict=True)
        return tuple(one for one, was in both if one != was)

    def action_away(self) -> None:
        """Say that the one under the cursor cannot come."""
        self._set(AWAY)

    def action_here(self) -> None:
        """Say that the one under the cursor comes."""
        self._set(HERE)

    def _answer(self) -> None:
        """Say of the one that was clicked twice that they come."""
        self._set(HERE)

    def _set(self, coming: str) -> None:
        rows: RowList[int] = self.query_one(RowList)
        number = rows.current
        if number is None:
            return
        one, was = self._comers[number], self._before[number].coming
        undone = was if was != coming else (AWAY if coming == HERE else HERE)
        self._comers[number] = Comer(one.name, undone if one.coming == coming else coming)
        typed = self.query_one(Input)
        if typed.value:
            typed.value = ""
            typed.focus()
        else:
            self._narrow("")

    def _narrow(self, typed: str) -> None:
        words = line(typed).casefold().split()
        fitting = [
            number
            for number, one in enumerate(self._comers)
            if all(word in one.name.casefold() for word in words)
        ]
        rows: RowList[int] = self.query_one(RowList)
        rows.show(fitting, [(number, number) for number in fitting])


_SIGN = {HERE: "[x]", AWAY: "[-]", NEITHER: "[ ]"}


def _coming_word(coming: str) -> str:
    return {HERE: translate("comes"), AWAY: translate("cannot come"), NEITHER: ""}[coming]


class Turns(AppDialog["tuple[Suggestion, ...]"]):
    """Shows whose turn it is and why; Enter answers what is to be assigned, as it was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("a", "take")]

    def __init__(self, suggestions: Sequence[Suggestion], left_out: Sequence[str]) -> None:
        super().__init__(translate("Whose turn it is"))
        self._suggestions = tuple(_without_repeats(suggestions))
        self._left_out = tuple(left_out)

    def compose_body(self) -> ComposeResult:
        """Yield the coming sessions with who is next, and the reasons of one of them."""
        columns: list[Column[Suggestion]] = [
            Column("", 20, lambda one: suggested_day(one.session)),
            Column("", 16, lambda one: one.person),
            Column("", 0, lambda one: one.paper[1] if one.paper else "", dim=True),
        ]
        yield RowList(columns, classes="dialog-turns")
        yield Sheet(classes="dialog-reasons")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the next session."""
        rows: RowList[Suggestion] = self.query_one(RowList)
        numbered = list(enumerate(self._suggestions))
        rows.show(range(len(numbered)), numbered)
        rows.focus()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say why it is somebody's turn, and what Enter does."""
        event.stop()
        if event.number is None:
            return
        one = self._suggestions[event.number]
        self.query_one(Sheet).show((*reason_blocks(one), *left_out_blocks(self._left_out)))
        count = self._count(event.number)
        if count:
            keys = translate_count(
                "⏎ assigns this session · esc leaves",
                "⏎ assigns these {count} sessions, from the first to this one · esc leaves",
                count,
            )
        else:
            keys = _not_yet()
        self.query_one(KeyLine).say(keys)

    def on_row_list_marked(self, event: RowList.Marked) -> None:
        """Take the mark away: the rows up to the cursor are meant, or none."""
        event.stop()
        if event.rows.unmark():
            self.paperstudy.say(
                translate("⏎ assigns all from the first to the one under the cursor")
            )

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Assign up to the one under the cursor."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answer with the suggestions from the first to the one under the cursor."""
        number = self.query_one(RowList).current
        count = self._count(number) if number is not None else 0
        if count:
            self.dismiss(self._suggestions[:count])
        else:
            self.paperstudy.say(_not_yet())

    def _count(self, number: int) -> int:
        """Return how many sessions there are up to a row; 0 where that has none."""
        if self._suggestions[number].session is None:
            return 0
        return number + 1


def _not_yet() -> str:
    return translate("no session that lacks a presenter is planned for this turn: esc, then n")


def _without_repeats(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Yield who is next at each session, then those whose turn comes after that, each once."""
    later: set[str] = set()
    for one in suggestions:
        if one.session is None:
            if one.person in later:
                return
            later.add(one.person)
        yield one


def suggested_day(session: StudySession | None) -> str:
    """Return when a session is that somebody is suggested for."""
    if session is None or session.date is None:
        return translate("not planned")
    return f"{moment_of(session)} {weekday_of(session.date)}"


def reason_blocks(one: Suggestion) -> Iterator[Block]:
    """Yield why it is somebody's turn, and who comes after them."""
    why = ", ".join(map(reason_text, one.reasons))
    yield Prose(f"{one.person}: {why}" if why else one.person, "strong")
    if one.paper:
        paper = f"{one.paper[0]}  {one.paper[1]}".rstrip()
        yield Prose(translate("to present: {paper}", paper=paper))
    if one.others:
        yield Prose(translate("after that: {people}", people=", ".join(one.others)), "dim")
    if one.absent:
        yield Prose(translate("cannot come: {people}", people=", ".join(one.absent)), "dim")


def left_out_blocks(names: Sequence[str]) -> Iterator[Block]:
    """Yield who is not suggested since only old logs name them, and what to do about it."""
    if names:
        said = translate_count(
            "{count} person whom no meeting of the last year names is left out; "
            "screen 5 brings them in",
            "{count} people whom no meeting of the last year names are left out; "
            "screen 5 brings one in",
            len(names),
        )
        yield Prose(said, "dim")


def reason_text(reason: Reason) -> str:
    """Return a reason in the language in use."""
    return translate(reason.template, **dict(reason.fields))
