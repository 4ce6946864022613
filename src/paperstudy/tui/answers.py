"""Answers that open a dialog: over what a person does only where they still wait for it.

The keys of what they do meanwhile would go to the dialog, where Enter says yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    from paperstudy.tui.widgets.dialogs import Dialog

Answer = TypeVar("Answer")


class Spot(NamedTuple):
    """Where a person is: the screen in front, and what on it has the keys."""

    screen: Screen[Any]
    focused: Widget | None


class Answers:
    """The dialogs that wait to be looked at, the oldest first.

    `say` tells the person, `changed` shows what waits now.
    """

    def __init__(
        self, app: App[None], say: Callable[[str], None], changed: Callable[[], None]
    ) -> None:
        self._app = app
        self._say = say
        self._changed = changed
        self._waiting: list[Callable[[], object]] = []
        self._titles: list[str] = []

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
            return
        self._waiting.append(lambda: self._app.push_screen(dialog, take))
        self._titles.append(dialog.heading)
        self._say(translate("{what} · f2 opens it", what=dialog.heading))
        self._changed()

    def ask_over(self, spot: Spot, path: str, write: Callable[[], object], title: str = "") -> None:
        """Ask whether to write over a file that is there, and do so; `title` asks in other words."""
        from paperstudy.tui.widgets.dialogs import Confirm

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                write()

        said = title or translate("{path} is there already. Write over it?", path=path)
        self.show(spot, Confirm(said), take)

    def open(self) -> bool:
        """Open the dialog that has waited for longest; return whether there was one."""
        if not self._waiting:
            return False
        self._titles.pop(0)
        self._waiting.pop(0)()
        self._changed()
        return True
