"""The app: its screens, its bars, what holds everywhere, and the watch on the library."""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import ModalScreen

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.saying.errors import hint_of, message_of
from paperstudy.study import open_study
from paperstudy.study.clock import utc_now
from paperstudy.study.desktop import has_display, show_beside
from paperstudy.tui.drafts import Drafts
from paperstudy.tui.everywhere import Everywhere
from paperstudy.tui.hints import said_here
from paperstudy.tui.jobs import Jobs
from paperstudy.tui.modes import MODES
from paperstudy.tui.rescue import keep_lines
from paperstudy.tui.stylesheet import KeptStylesheet
from paperstudy.tui.text import clean_block, line
from paperstudy.tui.themes import DARK, LIGHT
from paperstudy.tui.watching import LogWatch
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.work import Work
from paperstudy.tui.writing import Kind, Writing, ask_to_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.notifications import Notify, SeverityLevel
    from textual.screen import Screen

    from paperstudy.config import Settings
    from paperstudy.study.clock import Clock
    from paperstudy.study.study import Study
    from paperstudy.tui.jobs import Job

Answer = TypeVar("Answer")

_WATCH = 1.0  # seconds between two looks at whether somebody else wrote to the library
_PATIENCE = 3  # looks to wait between two reads while work of ours writes all the time
_CURTAIN = 0.25  # seconds after which the first screen is drawn even where its list is not there


class PaperstudyApp(Everywhere):
    """The terminal app on one library.

    `opener` and `clock` stand in for the library and the time in tests; `watch` is how many
    seconds pass between two looks at changes of others, 0 for none.
    """

    CSS_PATH = "paperstudy.tcss"
    TITLE = "paperstudy"
    ENABLE_COMMAND_PALETTE = False  # ours is a list of the operations, in the language in use
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        mode.name: mode.make for mode in MODES
    }
    DEFAULT_MODE = "papers"

    def __init__(
        self,
        settings: Settings,
        *,
        opener: Callable[[], AbstractContextManager[Study]] | None = None,
        clock: Clock = utc_now,
        watch: float = _WATCH,
        greet: bool = False,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.clock = clock
        self.counts: dict[str, str] = {}
        self.work = Work(self, opener or partial(open_study, settings, clock=clock))
        self.jobs = Jobs(self, self.work.bind, clock)
        self.log_watch = LogWatch(self, self.work, self.jobs)
        self._watch_every = watch
        self._greets = greet
        self._seen: str | None = None
        self._looks_left = 0
        self._all_drafts = {settings.database: Drafts(settings)}
        self.drafts = self._all_drafts[settings.database]
        self.scratch = ExitStack()  # what goes when the person leaves
        self.bugs: list[BaseException] = []
        self.broken = False  # by a bug that a screen did not survive
        self.curtain = True  # no frame is drawn before there is something to see in it
        if self.no_color:
            from paperstudy.tui.without_colour import take_colour_out

            self._filters = take_colour_out(self._filters)
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else DARK.name
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    def on_mount(self) -> None:
        """Count what waits, and watch what others do to the library."""
        self.set_timer(_CURTAIN, self.lift_curtain)
        self.work.ask_later(lambda study: study.inbox.count(), self._counted)
        if self._watch_every:
            self.set_interval(self._watch_every, self.look)
        if self.bugs:
            self.say(translate("a bug made the app begin anew; what you typed is where it was"))
        if self._greets:
            self.work.ask_later(_is_empty, self._greet)

    def lift_curtain(self) -> None:
        """Begin to draw: the first screen has what it shows."""
        if self.curtain:
            self.curtain = False
            if not self.is_headless:
                gc.freeze()  # what was made so far stays: no collection has to look through it
            self.screen.refresh()

    def use_settings(self, settings: Settings) -> None:
        """Go on with other settings: of another library, another person, another time zone."""
        self.settings = settings
        self.work.reopen(partial(open_study, settings, clock=self.clock))
        if settings.database not in self._all_drafts:
            self._all_drafts[settings.database] = Drafts(settings)
        drafts = self._all_drafts[settings.database]
        if drafts is not self.drafts:
            self.drafts = drafts
            self._leave_library()
        self._seen = None
        self.library_changed()

    def _leave_library(self) -> None:
        """Let go what is of the library before: numbers of its rows mean others in this one."""
        self.work.drop_answers()
        self.answers.clear()
        self.log_watch.stop()
        for stack in self._screen_stacks.values():
            for screen in stack:
                for rows in screen.query(RowList):
                    if not isinstance(screen, ModalScreen):  # its rows are its own
                        rows.forget()

    def take_drafts(self, app: PaperstudyApp) -> None:
        """Go on with the drafts of an app that broke, also those that it could not keep."""
        self._all_drafts = app._all_drafts
        self.drafts = app.drafts

    def keep_theme(self, name: str) -> None:
        """Keep the theme for the next time."""
        from paperstudy.study.settings_file import save_setting

        try:
            save_setting("theme", name, os.environ)
        except PaperstudyError as error:
            self.say_error(error)
        else:
            self.settings = replace(self.settings, theme=name)

    async def _shutdown(self) -> None:
        self.work.end()
        await super()._shutdown()

    def close(self) -> None:
        """End all work, close the library and keep what was not saved; for whoever ran the app.

        Raises:
            PaperstudyError: the drafts cannot be kept.
        """
        self.jobs.close()
        self.bugs += self.work.close()
        try:
            for drafts in self._all_drafts.values():
                drafts.write()
        finally:
            if not self.broken:
                self.scratch.close()

    # What screens ask of the app ---------------------------------------------------------

    def say(self, text: str) -> None:
        """Tell the person what happened, in a toast; the text is translated already."""
        self.notify(text)

    def _on_notify(self, event: Notify) -> None:
        """Take away what was told before of what happened; Textual's own method shows the rest."""
        if event.notification.severity == "information":
            for one in list(self._notifications):
                if one.severity == "information":
                    self._unnotify(one, refresh=False)

    def say_error(self, error: PaperstudyError) -> None:
        """Tell the person what went wrong and what to do."""
        hint = said_here(hint_of(error), self.current_mode)
        self.notify(f"{message_of(error)}\n{hint}" if hint else message_of(error), severity="error")

    def say_bug(self, error: Exception) -> None:
        """Tell the person that we made a mistake and go on; its traceback comes when they leave."""
        self.answers.let_go()  # a dialog that was to open may never do
        if self.is_headless:  # a test is to fail
            self._handle_exception(error)
            return
        self.bugs.append(error)
        said = translate("this is a bug in paperstudy; its lines are printed when you leave")
        self.notify(f"{type(error).__name__}: {error}\n{said}", severity="error")

    def _handle_exception(self, error: Exception) -> None:
        """End, for a screen is broken, with what was typed kept; see `start.py` for what comes."""
        if self.is_headless:
            super()._handle_exception(error)
        elif not self.broken:
            self.broken = True
            self.bugs.append(error)
            keep_lines((one for some in self._screen_stacks.values() for one in some), self.drafts)
            self.exit(return_code=1)
            self._close_messages_no_wait()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast; its text is never markup, wherever it comes from."""
        del markup
        super().notify(
            clean_block(message),
            title=line(title),
            severity=severity,
            timeout=timeout,
            markup=False,
        )

    def copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard, and say what it was."""
        self.copy_to_clipboard(text)
        self.say(translate("copied: {what}", what=what))

    def open_page(self, url: str) -> None:
        """Open a page in the browser; whatever else a source may call a link is not opened."""
        if url.startswith(("http://", "https://")):
            self.show_outside(url)

    def show_outside(self, url: str) -> None:
        """Have the desktop show a page or a file of ours; where there is none, copy its address."""
        if self.is_web or has_display(os.environ):
            self.open_url(url)
            self.say(translate("opened: {what}", what=url))
        else:
            self.copy_to_clipboard(url)
            self.say(translate("no window can open here; the link is copied: {what}", what=url))

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address, while the app goes on; a browser far away is told by the driver."""
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
        else:
            show_beside(url)

    async def open(self, place: object) -> None:
        """Open what a line leads to: a page, a log in the editor, or another screen."""
        from paperstudy.tui.places import SCREEN_OF, LogPlace, WebPlace

        match place:
            case WebPlace(url):
                self.open_page(url)
            case LogPlace(path, number):
                self._open_log(path, number)
            case _ if type(place) in SCREEN_OF:
                await self.switch_mode(SCREEN_OF[type(place)])
                show = getattr(self.screen_stack[0], "show_place", None)
                assert show is not None, "all modes are screens of ours"
                show(place)

    def write(
        self,
        title: str,
        text: str,
        save: Callable[[Study, str, str], Answer],
        said: Callable[[Answer], str],
        *,
        kind: Kind = Kind.TEXT,
    ) -> None:
        """Have a person write on a text; see `Writing`."""
        ask_to_write(self, Writing(title, text, save, said, kind))

    def edit_outside(self, text: str) -> str | None:
        """Have a person go on with a text in their editor; None where that cannot be."""
        from paperstudy.tui.editor import edit_outside

        try:
            return edit_outside(self, text)
        except PaperstudyError as error:
            self.say_error(error)
            return None

    def waits_changed(self) -> None:
        """Show what is waited for now."""
        self._refresh_bars()

    def job_changed(self, job: Job) -> None:
        """Show how far a job is; tell its end, and have the screens read what it changed."""
        running = len(self.jobs.running)
        self.counts["activity"] = str(running) if running else ""
        self._refresh_bars()
        changed = getattr(next(iter(self.screen_stack), None), "job_changed", None)
        if changed is not None:
            changed(job)
        if job.running:
            return
        if job.said is not None and job.error is None:
            self.say(job.told())
        self._tell_failure(job)
        self.library_changed()

    def library_changed(self) -> None:
        """Have every screen read the library again: those in sight now, the others when seen."""
        self.work.ask(lambda study: study.upkeep.change_counter(), self._note, lane="app-counter")
        self._count()
        for stack in self._screen_stacks.values():
            for screen in stack:
                changed = getattr(screen, "library_changed", None)
                if changed is not None:
                    changed()

    def look(self) -> None:
        """Ask whether somebody else has written to the library."""
        self.work.ask(
            lambda study: study.upkeep.change_counter(),
            self._compare,
            lane="app-watch",
            failed=lambda _: None,  # a library that is away comes back, or the next read tells
        )

    def _open_log(self, path: str, number: int) -> None:
        from paperstudy.tui.editor import open_in_editor

        try:
            open_in_editor(self, path, number)
        except PaperstudyError as error:
            self.say_error(error)

    def _greet(self, empty: bool) -> None:  # noqa: FBT001 - an answer of the study
        """Help who has nothing yet to begin."""
        if empty:
            self.action_first_run()

    # Counting and watching ---------------------------------------------------------------

    def _count(self) -> None:
        self.work.ask(lambda study: study.inbox.count(), self._counted, lane="app-count")

    def _counted(self, waiting: int) -> None:
        self.counts["inbox"] = f"{waiting:,}" if waiting else ""
        self._refresh_bars()

    def _compare(self, counter: str) -> None:
        if self.jobs.running and self._looks_left:
            self._looks_left -= 1
            return
        seen, self._seen = self._seen, counter
        if seen is not None and seen != counter:
            self._looks_left = _PATIENCE
            self.library_changed()

    def _note(self, counter: str) -> None:
        self._seen = counter

    def _refresh_bars(self) -> None:
        refresh = getattr(self.screen_stack[0], "refresh_bars", None) if self.screen_stack else None
        if refresh is not None:
            refresh()

    def _tell_failure(self, job: Job) -> None:
        if isinstance(job.error, PaperstudyError):
            self.say_error(job.error)
        elif job.error is not None:
            self.bugs.append(job.error)
            what = str(job.error).rstrip().rpartition("\n")[2]  # that of a child is its traceback
            said = translate("{work}: this is a bug in paperstudy", work=job.label)
            self.notify(f"{said}\n{type(job.error).__name__}: {what}", severity="error")


def _is_empty(study: Study) -> bool:
    """Tell whether there is neither a paper nor a log yet."""
    from paperstudy.domain.queries import PaperQuery

    return not study.library.first_ids(PaperQuery(), 1) and not study.logbook.paths()
