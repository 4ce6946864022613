"""Answers that open a dialog: over what a person does only where they still wait for it.

The keys of what they do meanwhile would go to the dialog, where Enter says yes. What is typed
for a dialog that is not there yet would go to the list, where a letter removes papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textual import events

from paperstudy.domain.language import translate
from paperstudy.saying.errors import message_of
from paperstudy.tui.work import work_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.dialogs import Dialog

Answer = TypeVar("Answer")


class Spot(NamedTuple):
    """Where a person is: the screen in front, and what on it has the keys."""

    screen: Screen[Any]
    focused: Widget | None


class Answers:
    """The dialogs that wait to be looked at, the oldest first.

    `say` and `say_error` tell the person, `changed` shows what waits now.
    """

    def __init__(
        self,
        app: App[None],
        say: Callable[[str], None],
        say_error: Callable[[PaperstudyError], None],
        changed: Callable[[], None],
    ) -> None:
        self._app = app
        self._say = say
        self._say_error = say_error
        self._changed = changed
        self._waiting: list[Callable[[], object]] = []
        self._titles: list[str] = []
        self._typed: list[events.Event] | None = None  # for a dialog that is to come

    @property
    def titles(self) -> tuple[str, ...]:
        """What waits, in words."""
        return tuple(self._titles)

    def spot(self) -> Spot:
        """Return where the person is now, as they ask for something."""
        return Spot(self._app.screen, self._app.focused)

    def show(
        self, spot: Spot, dialog: Dialog[Answer], take: Callable[[Answer | None], None]
    ) -> None:
        """Open a dialog where the person is as when they asked; else say that it is there."""
        if self.spot() == spot:
            self._app.push_screen(dialog, take)
        else:
            self._wait(dialog.heading, lambda: self._app.push_screen(dialog, take))

    def again(self, ask: Callable[[], object]) -> Callable[[PaperstudyError], None]:
        """Return what tells that something was refused, and asks again with what was given."""
        spot = self.spot()

        def fail(error: PaperstudyError) -> None:
            if self.spot() == spot:
                self._say_error(error)
                ask()
            else:
                self._wait(message_of(error), ask)

        return fail

    def ask_over(self, spot: Spot, path: str, write: Callable[[], object], title: str = "") -> None:
        """Ask whether to write over a file that is there, and do so; `title` asks in other words."""
        from paperstudy.tui.widgets.dialogs import Confirm

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                write()

        said = title or translate("{path} is there already. Write over it?", path=path)
        self.show(spot, Confirm(said), take)

    def ask(
        self,
        operation: Callable[[Study], Answer],
        then: Callable[[Answer], object],
        *,
        lane: str = "",
    ) -> None:
        """Read what a dialog needs, and have `then` open it; what is typed until then is its own.

        Where it opens none, what was typed for it is let go; Escape lets go of the dialog too.
        """
        before = self._app.screen
        typed: list[events.Event] = []
        self._typed = typed

        def answer(found: Answer) -> None:
            if self._typed is not typed:
                return
            then(found)
            opened = self._app.screen
            if opened is before:
                self._typed = None
            else:  # behind what it does to come up, and what was typed meanwhile
                opened.call_later(self._app.call_later, self._hand_on)

        def fail(error: PaperstudyError) -> None:
            self.let_go()
            self._say_error(error)

        work_of(self._app).ask(operation, answer, lane=lane, failed=fail)

    def keep(self, event: events.Event) -> bool:
        """Keep what is typed, for a dialog that is to come; tell whether it was and one is."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if self._typed is None or not typed:
            return False
        if isinstance(event, events.Key) and event.key == "escape":
            self.let_go()
        else:
            self._typed.append(event)
        return True

    def let_go(self) -> None:
        """Open no dialog that is to come, and forget what was typed for it."""
        self._typed = None

    def _wait(self, title: str, show: Callable[[], object]) -> None:
        self._waiting.append(show)
        self._titles.append(title)
        self._say(translate("{what} · f2 opens it", what=title))
        self._changed()

    async def _hand_on(self) -> None:
        typed, self._typed = self._typed, None
        for event in typed or ():
            await self._app.on_event(event)

    def open(self) -> bool:
        """Open the dialog that has waited for longest; return whether there was one."""
        if not self._waiting:
            return False
        self._titles.pop(0)
        self._waiting.pop(0)()
        self._changed()
        return True

    def clear(self) -> None:
        """Let all that waits go: it is about another library."""
        self.let_go()
        self._waiting.clear()
        self._titles.clear()
        self._changed()
