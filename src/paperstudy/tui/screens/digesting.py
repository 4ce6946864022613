"""The week in ten lines: to read, and to copy into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.language import translate
from paperstudy.saying.digests import digest_lines
from paperstudy.saying.errors import told_of
from paperstudy.study.clock import find_today
from paperstudy.tui.operations.table import bind
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.widgets.dialogs import Prompt
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.study.digests import Digest


class Week(AppDialog[None]):
    """What was, what comes, what to read and what is asked; Enter copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "copy", show=False, priority=True),
        bind("y", "copy"),
        bind("s", "since"),
    ]

    def __init__(self) -> None:
        super().__init__(translate("The week, for a chat"))
        self._lines: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the lines, and what the keys are."""
        yield Sheet(classes="preview-sheet")
        keys = translate("⏎ copies · s since another day · esc leaves")
        yield KeyLine(keys)

    def on_mount(self) -> None:
        """Read it."""
        self.query_one(".dialog").add_class("wide-dialog")
        self.query_one(Sheet).focus()
        self._read(None)

    def action_copy(self) -> None:
        """Put the lines on the clipboard, and leave."""
        if self._lines:
            self.paperstudy.copy("\n".join(self._lines), translate("the week"))
            self.dismiss(None)

    def action_since(self) -> None:
        """Ask since when."""

        def take(typed: str | None) -> None:
            if typed is not None:
                self._read(self._day(typed))

        how = translate(
            "a day, month or year that was: monday, 11/20, 2026-10; nothing: a week ago"
        )
        prompt = Prompt(translate("Since when?"), help=how, check=self._wrong)
        self.app.push_screen(prompt, take)

    def _read(self, since: date | None) -> None:
        def take(digest: Digest) -> None:
            if self.is_attached:
                self._lines = tuple(digest_lines(digest))
                self.query_one(Sheet).show(Prose(one) for one in self._lines)

        self.paperstudy.work.ask(lambda study: study.digests.get(since=since), take, lane="digest")

    def _day(self, typed: str) -> date | None:
        from paperstudy.domain.past_days import read_since

        if not typed.strip():
            return None
        app = self.paperstudy
        return read_since(typed, find_today(app.clock, app.settings.time_zone))

    def _wrong(self, typed: str) -> str:
        try:
            self._day(typed)
        except InvalidDateError as error:
            return told_of(error)
        return ""
