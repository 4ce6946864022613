"""What a person can do on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.widgets import Input

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_typed
from paperstudy.tui.answers import Answers
from paperstudy.tui.deeds import deed
from paperstudy.tui.modes import FIRST_RUN
from paperstudy.tui.operations.app import OPERATIONS
from paperstudy.tui.operations.table import APP, bindings_of
from paperstudy.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from textual.binding import BindingType

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.tui.jobs import Job, Jobs
    from paperstudy.tui.operations.table import Operation
    from paperstudy.tui.work import Work


class Everywhere(App[None]):
    """The actions of the app."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    work: Work
    jobs: Jobs

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers(self, self.say, self.say_error, self.waits_changed)

    def waits_changed(self) -> None:
        """Show what is waited for now."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Tell the person what happened."""
        raise NotImplementedError

    def say_error(self, error: PaperstudyError) -> None:
        """Tell the person what went wrong."""
        raise NotImplementedError

    def library_changed(self) -> None:
        """Have every screen read the library again."""
        raise NotImplementedError

    def keep_theme(self, name: str) -> None:
        """Keep the theme for the next time."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Hand what was typed on the way into a line over to the line.

        A line takes every letter itself; one that comes by here was typed so soon after the key
        that leads into the line that it went to the list, where letters remove papers.
        """
        if isinstance(self.focused, Input) and event.is_printable and event.character:
            event.prevent_default()
            self.focused.insert_text_at_cursor(event.character)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted; keep what is typed for a dialog that is to come.

        What is pasted goes to the screen. A line takes all of it, not the first line.
        """
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = clean_typed(event.text)
            if isinstance(self.focused, Input):
                event.text = " ".join(event.text.split("\n")).expandtabs(1)
        if not self.answers.keep(event):
            await super().on_event(event)

    async def run_operation(self, operation: Operation) -> None:
        """Do an operation of the table, on its own screen."""
        if operation.where not in {APP, self.current_mode}:
            await self.switch_mode(operation.where)
        await self.run_action(operation.action, self.screen)

    async def action_go(self, mode: str) -> None:
        """Go to a screen."""
        await self.switch_mode(mode)

    def action_help_quit(self) -> None:
        """Say how to stop, or leave, to who presses Ctrl-C, which ends nothing by chance."""
        said = translate("q leaves the app; esc takes a step back")
        running = self.jobs.running[:1]
        self.say(_how_to_stop(running[0]) if running else said)

    def action_undo(self) -> None:
        """Take back what was done last."""
        if not self._is_amid_step():
            wait = translate("undoing")
            self.work.do(lambda study: study.upkeep.undo(), said=_undone, wait=wait)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self._is_amid_step():
            wait = translate("redoing")
            self.work.do(lambda study: study.upkeep.redo(), said=_redone, wait=wait)

    def _is_amid_step(self) -> bool:
        """Tell whether long work goes on that is to be one step; say so: undo would take another."""
        for job in self.jobs.running:
            if job.step:
                self.say(_how_to_stop(job))
                return True
        return False

    def action_answer(self) -> None:
        """Open the answer that came while something else was done."""
        if not self.answers.open():
            self.say(translate("no answer waits"))

    def action_keys(self) -> None:
        """Show the keys of this screen."""
        from paperstudy.tui.help import make_help

        self.push_screen(make_help(getattr(self.screen, "NAME", "")))

    def action_palette(self) -> None:
        """Find anything that can be done."""
        from paperstudy.tui.palette import make_palette

        async def take(operation: Operation | None) -> None:
            if operation is not None:
                await self.run_operation(operation)

        self.push_screen(make_palette(getattr(self.screen, "NAME", "")), take)

    def action_choose_theme(self) -> None:
        """Choose one of the themes."""
        from paperstudy.tui.widgets.dialogs import Pick

        ours = [DARK.name, LIGHT.name]
        names = [*ours, *sorted(set(self.available_themes) - set(ours))]

        def take(name: str | None) -> None:
            if name:
                self.theme = name
                self.keep_theme(name)

        self.push_screen(Pick(translate("Theme"), [(name, name, "") for name in names]), take)

    def action_first_run(self) -> None:
        """Choose a folder of logs to begin with, or the sample logs."""
        self.push_screen(FIRST_RUN.make())

    def action_reread(self) -> None:
        """Read the library again."""
        self.library_changed()

    def action_leave(self) -> None:
        """Leave; ask first where long work would be stopped."""
        if not self.jobs.running:
            self._leave()
            return
        from paperstudy.tui.widgets.dialogs import Confirm

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                self._leave()

        self.push_screen(Confirm(translate("Work is under way. Stop it and leave?")), take)

    def _leave(self) -> None:
        """Leave when all is done that was done by hand; stay where the library refuses it."""
        if self.work.is_writing:
            self.work.do_last(self.exit, wait=translate("saving, then it ends"))
        else:
            self.exit()


def _how_to_stop(job: Job) -> str:
    return translate("{what} goes on: wait for it, or stop it (8)", what=job.label)


def _undone(action: str | None) -> str:
    if action is None:
        return translate("there is nothing to undo")
    return translate("undone: {action}", action=deed(action))


def _redone(action: str | None) -> str:
    if action is None:
        return translate("there is nothing to redo")
    return translate("redone: {action}", action=deed(action))
