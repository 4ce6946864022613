"""The app on a library of its own: keys in, the screen out as text, and what the library holds.

`open_app(library)` runs it without a terminal. Press keys with `ui.press`, type with `ui.type`;
both wait until everything they set going has come to rest, so no test ever sleeps.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from paperstudy.config import Settings
from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import Author, PaperEdit
from paperstudy.store.encoding import fold
from paperstudy.study import open_study
from paperstudy.study.demo import sample_logs
from paperstudy.tui.app import PaperstudyApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from textual.pilot import Pilot

    from paperstudy.study.study import Study

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SCREENS = Path(__file__).parent / "screens"
SMALL, LARGE = (80, 24), (160, 50)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Library:
    """A library in a folder; `ask` runs an operation on it as a command would."""

    folder: Path
    settings: Settings

    def ask(self, operation: Callable[[Study], Answer]) -> Answer:
        with open_study(self.settings, clock=lambda: NOW) as study:
            return operation(study)

    def scan(self, *names: str) -> None:
        paths = [self.folder / name for name in names or ("logs",)]
        self.ask(lambda study: list(study.scanning.scan(paths, cancel=CancelToken())))

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write_log(self, name: str, text: str) -> Path:
        return self.put(f"logs/{name}", text)


def make_library(folder: Path, **settings: Any) -> Library:
    """Return a library that holds nothing yet."""
    given: dict[str, Any] = {
        "library": "test",
        "database": str(folder / "library.db"),
        "archive": str(folder / "archive.db"),
        "pdf_folder": str(folder / "pdf"),
        "data_folder": str(folder),
        "time_zone": "Asia/Seoul",
        "offline": True,
        "me": "도윤우",
    }
    return Library(folder, Settings(**(given | settings)))


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the test, so that paths on the screen are short and the same."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def no_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as soon as nothing is left to do, where Textual sleeps 40 ms or more with each key."""

    async def go_on(*_: float) -> None:
        loop: Any = asyncio.get_running_loop()
        while loop._ready:  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0)

    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", go_on)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail where the app leaves a thread of ours behind."""
    yield
    left = [one.name for one in threading.enumerate() if one.name.startswith("paperstudy")]
    assert not left


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    """A library that nobody has put anything into."""
    return make_library(tmp_path)


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample logs and their library, made once."""
    folder = tmp_path_factory.mktemp("scanned")
    with sample_logs() as logs:
        shutil.copytree(logs, folder / "logs")
    _scan_there(make_library(folder))
    return folder


@pytest.fixture
def korean(tmp_path: Path, scanned: Path) -> Library:
    """A library with the sample logs in it: 14 papers or so, an inbox, sessions."""
    return _copy_library(scanned, tmp_path)


HOSTILE = (
    "[/oops] [bold]x[/bold] \x1b[31mred\x1b[0m \x1b]0;pwn\x07 \u202etxt\u202c \u200b"
    "[@click=app.quit]z[/] two\nlines 한글 제목"
)


@pytest.fixture(scope="session")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile log and library, made once."""
    library = make_library(tmp_path_factory.mktemp("spoilt"))
    library.write_log(
        "2021-08-17 [oops].md",
        "# 8월 17일 [/b]\n\n참석자: [red]김민수[/red], 박지훈\n\n"
        "- ERNIE 를 읽기로 [/oops] \x1b[2J \u202e했다\n- 발표: BERT (발표자: 박지훈)\n",
    )
    _scan_there(library)
    edit = PaperEdit(
        title=HOSTILE, authors=(Author(HOSTILE),), year=2020, abstract=HOSTILE, venue=HOSTILE
    )
    key = library.ask(lambda study: study.library.add_manual(edit, ["2101.00001"]).key)
    library.ask(lambda study: study.library.tag([key], add=["[/t]", "한글"]))
    library.ask(lambda study: study.library.set_note(key, HOSTILE))
    return library.folder


@pytest.fixture
def hostile(tmp_path: Path, spoilt: Path) -> Library:
    """A library of texts that would like to be markup, control codes or more than a line."""
    return _copy_library(spoilt, tmp_path)


def _scan_there(library: Library) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(library.folder)
        library.scan()


def _copy_library(folder: Path, to: Path) -> Library:
    """Return a copy of a library that was closed, as if its logs had been scanned in their copy."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    with closing(sqlite3.connect(to / "library.db")) as moved, moved:
        for column, said in (("path", str), ("folded", fold)):
            names = (said(str(folder)), said(str(to)))
            moved.execute(f"UPDATE logs SET {column} = replace({column}, ?, ?)", names)
    return make_library(to)


@dataclass
class Ui:
    """An app that runs: what is on its screen, and the way to press keys."""

    app: PaperstudyApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        for char in text:
            await self.pilot.press("space" if char == " " else char)
        await self.settle()

    async def go(self, mode: str) -> None:
        await self.app.action_go(mode)
        await self.settle()

    async def run(self, action: str) -> None:
        """Run an action of the screen in front, as the palette does."""
        await self.app.run_action(action, self.app.screen)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        self.app._check_resize()  # what a timer would do in 8 ms, or never where it comes late
        await self.settle()

    async def settle(self) -> None:
        """Wait until timers of ours, answers and drawing have come to rest."""
        for _ in range(3):
            await self.pilot.pause(0)
            await rest(self.app)
            await self.app.work.settle()
            await self.app.jobs.settle()
            await self._draw()

    async def _draw(self) -> None:
        """Lay out and draw what a timer would within 16 ms, and what follows from that."""
        for _ in range(10):
            screen = self.app.screen
            screen.call_later(screen._on_timer_update)
            await self.pilot.pause(0)
            if not (screen._layout_required or screen._dirty_widgets):
                return

    @property
    def text(self) -> str:
        """The screen as lines of text, as a terminal would show it."""
        return screen_text(self.app)

    @property
    def toasts(self) -> list[str]:
        """What the person was told, the oldest first."""
        return [str(one.message) for one in self.app._notifications]

    def cursor(self, selector: str = "RowList") -> Any:
        """The row under the cursor of a list."""
        return self.app.screen.query(selector).first().current_row  # type: ignore[attr-defined]


async def rest(app: PaperstudyApp) -> None:
    """Fire the timer that waits for the cursor to rest, at once."""
    read = getattr(app.screen_stack[0], "rest_now", None)
    if read is not None:
        read()


def hold_answers(ui: Ui, wait: str = "") -> threading.Event:
    """Keep all threads that read busy, until the event is set; with `wait` those of long reads."""
    gate = threading.Event()
    for _ in range(4):
        ui.app.work.ask(lambda _: gate.wait(60), lambda _: None, wait=wait)
    return gate


@asynccontextmanager
async def open_app(
    library: Library, size: tuple[int, int] = SMALL, **settings: Any
) -> AsyncIterator[Ui]:
    """Run the app on a library, without a terminal."""
    app = PaperstudyApp(replace(library.settings, **settings), clock=lambda: NOW, watch=0)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            ui = Ui(app, pilot)
            await ui.settle()
            yield ui
    finally:
        app.close()


def screen_text(app: PaperstudyApp) -> str:
    """Return the screen as text, a line for each line, without blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def check_screen(ui: Ui, name: str) -> None:
    """Compare the screen with the one kept in `screens`; UPDATE_SCREENS=1 keeps it anew."""
    path = SCREENS / f"{name}.txt"
    text = ui.text
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no {path.name} yet: UPDATE_SCREENS=1 writes it"
    assert text == path.read_text(encoding="utf-8")
