"""The screen of the logs: what each gave, its text with the finds marked, and watching them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line
from paperstudy.tui.operations.logs import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.places import LogPlace, PaperPlace
from paperstudy.tui.screens.log_deeds import LogDeeds
from paperstudy.tui.screens.log_list import FindPlace, LogBar, columns, log_blocks
from paperstudy.tui.screens.scan_jobs import start_rescan
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.logfiles import LogFacts
    from paperstudy.tui.widgets.sheet import Block

_TEXT = "logs-text"
_ERRORS, _WAITING, _GONE = "errors", "waiting", "gone"


class LogsScreen(LogDeeds):
    """The logs."""

    NAME = "logs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._logs: tuple[LogFacts, ...] = ()
        self._only = ""
        self._words: tuple[str, ...] = ()
        self._shown: int | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list and the log beside it."""
        with Horizontal():
            with Vertical(classes="main"):
                yield Input(
                    placeholder=translate(
                        "show only logs with these words in their name, title or date"
                    ),
                    select_on_focus=False,
                    classes="bar-input",
                )
                yield LogBar()
                yield RowList(columns(), id="logs")
            with Vertical(classes="pane"):
                yield Sheet(id="log")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Input).display = False
        self.logs.focus()

    @property
    def logs(self) -> RowList[LogFacts]:
        """The list."""
        return self.query_one("#logs", RowList)

    @property
    def sheet(self) -> Sheet:
        """The log under the cursor."""
        return self.query_one("#log", Sheet)

    def load(self) -> None:
        """Read the list."""
        self.work.ask(lambda study: study.logbook.list(), self._take, lane="logs-list")

    def on_row_list_moved(self) -> None:
        """Read the log under the cursor, as soon as it rests there."""
        self.rest(self._read)

    def on_row_list_opened(self) -> None:
        """Go to the text."""
        self.action_show()

    async def on_sheet_opened(self, event: Sheet.Opened) -> None:
        """Open the paper of a find, the inbox where it waits, else its line."""
        target = event.target
        if not isinstance(target, FindPlace):
            return
        if target.key:
            await self.paperstudy.open(PaperPlace(target.key))
        elif target.waits:
            await self.run_action("app.go('inbox')")
        else:
            await self.action_edit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the logs with the words."""
        self._words = tuple(clean_line(event.value).casefold().split())
        self._draw()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.logs.focus()

    def action_show(self) -> None:
        """Go to the text; on a narrow screen it takes the place of the list."""
        if self.logs.current is not None:
            self.add_class("detail")
            self.sheet.focus()

    def action_next_find(self) -> None:
        """Go to the next find in the text."""
        self.action_show()
        self.sheet.action_next()

    def action_search(self) -> None:
        """Ask for words."""
        self.search_in(self.query_one(Input))

    def action_only(self, which: str) -> None:
        """Show only logs of a kind, "" for all."""
        self._only = which
        self._draw()

    async def action_edit(self) -> None:
        """Open the log at the find under the cursor."""
        log = self.logs.current_row
        if log is None:
            return
        target = self.sheet.target if self.focused is self.sheet else None
        line = target.line if isinstance(target, FindPlace) else 1
        await self.paperstudy.open(LogPlace(log.path, line))

    def action_watch(self) -> None:
        """Watch the folders and files of the logs, or stop that."""
        app = self.paperstudy
        watch = app.log_watch
        if watch.goes_on:
            watch.stop()
            app.say(translate("no longer watching"))
        else:
            folders, said = self.folders, translate("watching: what you save is read at once")
            watch.start(folders, lambda: start_rescan(app, folders), lambda: app.say(said))
        self._tell()

    def go_back(self) -> None:
        """From the text to the list; then out of marks, words and what is shown alone."""
        if self.focused is self.sheet:
            self.remove_class("detail")
            self.logs.focus()
        elif self.logs.unmark():
            return
        elif self.query_one(Input).display:
            self.query_one(Input).value = ""
            self.query_one(Input).display = False
            self.logs.focus()
        else:
            self.action_only("")

    def _take(self, logs: tuple[LogFacts, ...]) -> None:
        self._logs = logs
        self._draw()

    def _draw(self) -> None:
        if not self._logs:
            self.logs.empty = translate("no logs yet: a adds a folder of your notes")
        else:
            self.logs.empty = translate("nothing fits")
        rows = [(int(log.id), log) for log in self._logs if self._fits(log)]
        self.logs.show([number for number, _ in rows], rows)
        self._tell()

    def _fits(self, log: LogFacts) -> bool:
        kinds = {_ERRORS: bool(log.error), _WAITING: bool(log.waiting), _GONE: log.gone}
        text = f"{log.path} {log.title} {log.date or ''}".casefold()
        return kinds.get(self._only, True) and all(one in text for one in self._words)

    def _tell(self) -> None:
        bar = self.query_one(LogBar)
        bar.count = len(self._logs)
        bar.errors = sum(bool(log.error) for log in self._logs)
        bar.watching = self.paperstudy.log_watch.goes_on
        bar.shown = {
            _ERRORS: translate("with errors"),
            _WAITING: translate("with questions"),
            _GONE: translate("files that are gone"),
        }.get(self._only, "")
        bar.refresh()

    def _read(self) -> None:
        number = self.logs.current
        if number is None:
            self.work.drop(_TEXT)
            self.sheet.show(())
            self._shown = None
            return
        now = self.paperstudy.clock()

        def show(blocks: Iterable[Block]) -> None:
            if number == self.logs.current:
                self.sheet.show(blocks, keep=number == self._shown)
                self._shown = number

        self.work.ask(
            lambda study: study.logbook.show(number),
            lambda text: show(log_blocks(text, now)),
            lane=_TEXT,
            failed=lambda _: show(()),  # it has just gone
        )
