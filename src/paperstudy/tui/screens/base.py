"""What every screen is made of, and how it hears that the library has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from paperstudy.tui.drawing import FrugalCompositor
from paperstudy.tui.rescue import put_back
from paperstudy.tui.screens.frame import KeyBar, TopBar
from paperstudy.tui.widgets.dialogs import Dialog, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget
    from textual.widgets import Input

    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.places import Place
    from paperstudy.tui.work import Work

NARROW = 100  # cells; a narrower screen shows one pane at a time
_REST = 0.06  # seconds that the cursor must rest before what it is on is read


class PaperstudyScreen(Screen[None]):
    """One of the screens of `modes.py`, under the same `NAME`.

    A screen says what is on it (`compose_body`), reads the library (`load`, called when it is
    first shown and whenever the library has changed), and takes a step back (`go_back`).
    """

    NAME: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own
        (0, "narrow"),
        (NARROW, "wide"),
    ]
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self) -> None:
        width = self.app.size.width
        super().__init__(classes="narrow" if width < NARROW else "wide")  # not only when resized
        self._css_update_count = self.app._css_update_count  # noqa: SLF001 - made with these styles
        self._compositor = FrugalCompositor()
        self._stale = True
        self._resting: tuple[Timer, Callable[[], None]] | None = None

    @property
    def paperstudy(self) -> PaperstudyApp:
        """The app, as what it is."""
        return cast("PaperstudyApp", self.app)

    @property
    def work(self) -> Work:
        """The way to the operations."""
        return self.paperstudy.work

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.size.width < NARROW

    @property
    def draft_name(self) -> str:
        """What is typed here is kept under this name, should the screen break."""
        return f"screen {self.NAME}"

    def on_mount(self) -> None:
        """Put back what was typed before a bug ended the app."""
        put_back(self)

    def compose(self) -> ComposeResult:
        """Put the bars around what the screen shows."""
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """Yield what stands between the bars."""
        return ()

    def load(self) -> None:
        """Read from the library what is shown, keeping cursor and what was typed."""

    def go_back(self) -> None:
        """Take a step back: out of a search, a mark, a detail; nothing where there is none."""

    def show_place(self, place: Place) -> None:
        """Show what something on another screen leads to."""

    def rest(self, read: Callable[[], None], seconds: float = _REST) -> None:
        """Read what the cursor is on, as soon as it rests there; moving on begins anew."""
        self.stop_resting()
        self._resting = self.set_timer(seconds, self._read_resting), read

    def stop_resting(self) -> None:
        """Read nothing: there is nothing under the cursor, or something else soon."""
        if self._resting is not None:
            self._resting[0].stop()
            self._resting = None

    def rest_now(self) -> None:
        """Take the cursor as resting, without waiting for it."""
        self._read_resting()

    def search_in(self, line: Input) -> None:
        """Show a line to search in and give it the keys, at once: what is typed next is its own."""
        line.display = True
        self.set_focus(line)

    def library_changed(self) -> None:
        """Read the library again, now or when the screen is next seen."""
        self._stale = True
        if self in self.app.screen_stack:
            self._load_once()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read what has changed while another screen was shown."""
        event.refresh_styles = False  # where colours have changed, the app has seen to it already
        self._load_once()
        self.refresh_bars()

    @on(events.DescendantFocus)
    def say_way_back(self) -> None:
        """Say below how to go back, where what is open has taken the place of the list."""
        for bar in self.query(KeyBar):
            bar.refresh()

    def refresh_bars(self) -> None:
        """Draw anew what waits and what is under way."""
        for bar in self.query(TopBar):
            bar.refresh()

    def action_back(self) -> None:
        """End what is waited for, else take a step back."""
        if not self.work.cancel_waits():
            self.go_back()

    def _compositor_refresh(self) -> None:
        """Draw what has changed."""
        if not self.paperstudy.curtain:
            super()._compositor_refresh()

    def _read_resting(self) -> None:
        if self._resting is not None:
            read = self._resting[1]
            self.stop_resting()
            read()

    def _load_once(self) -> None:
        if self._stale and self.is_mounted:
            self._stale = False
            self.load()


class AppDialog(Dialog[Result], Generic[Result]):
    """A dialog that asks more of the app than to be left."""

    @property
    def paperstudy(self) -> PaperstudyApp:
        """The app, as what it is."""
        return cast("PaperstudyApp", self.app)
