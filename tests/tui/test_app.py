"""What holds on every screen: going about, undo, help, palette, drafts, others' changes, leaving."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.events import Finished, ItemDone, Started
from paperstudy.domain.language import set_language
from paperstudy.domain.papers import PaperEdit
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.apart import ApartError
from paperstudy.tui.app import PaperstudyApp
from paperstudy.tui.hints import said_here
from paperstudy.tui.modes import MODES
from paperstudy.tui.operations.every import EVERY
from paperstudy.tui.places import PaperPlace, WebPlace
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, SMALL, open_app
from tests.tui.meetings import save_unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import Library


async def test_digits_go_to_the_screens(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        for number, mode in enumerate(MODES, start=1):
            await ui.press(str(number))
            assert ui.app.current_mode == mode.name


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_help_shows_the_keys_of_this_screen(
    korean: Library, size: tuple[int, int]
) -> None:
    async with open_app(korean, size) as ui:
        await ui.press("question_mark")
        assert "Search, as one types" in ui.text
        shown = ui.app.screen.query_one(Sheet).text
        assert all(one.title in shown for one in EVERY if one.where in {"papers", "app"})
        assert "Accept all that is clear" not in shown
        await ui.press("escape")
        assert ui.app.screen.query("#papers")


async def test_the_palette_finds_an_operation_of_another_screen_and_does_it(
    korean: Library,
) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.press("colon")
        assert "Papers: Search, as one types" in ui.text, "those of this screen come first"
        await ui.type("inbox accept every")
        await ui.press("enter")
        assert ui.app.current_mode == "inbox"
        left = korean.ask(lambda study: study.inbox.list().rows)
        assert all(len(item.candidates) != 1 for item in left)


async def test_undo_and_redo_work_on_every_screen(korean: Library) -> None:
    async with open_app(korean) as ui:
        count = korean.ask(lambda study: study.library.search(PaperQuery()).total)
        await ui.press("d", "1", "u")
        assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count
        await ui.press("ctrl+r")
        assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count - 1
        await ui.press("ctrl+r")
        assert ui.toasts[-1] == "there is nothing to redo"


async def test_what_another_process_changes_appears_with_the_cursor_where_it_was(
    korean: Library,
) -> None:
    async with open_app(korean) as ui:
        await ui.press("j", "j", "slash")
        at = ui.cursor().key
        ui.app.look()
        await ui.settle()
        edit = PaperEdit(title="한 편 더")
        korean.ask(lambda study: study.library.add_manual(edit))
        ui.app.look()
        await ui.settle()
        assert "한 편 더" in ui.text
        assert ui.cursor().key == at
        assert ui.app.focused is ui.app.screen.query_one("#search")


async def test_what_was_written_and_not_saved_is_there_again_after_a_restart(
    korean: Library,
) -> None:
    async with open_app(korean) as ui:
        await ui.press("n")
        await ui.type("half a note")
    async with open_app(korean) as ui:
        await ui.press("n")
        assert "half a note" in ui.text
        await ui.press("ctrl+s")
        key = ui.cursor().key
    assert korean.ask(lambda study: study.library.get(key).note) == "half a note"
    async with open_app(korean) as ui:
        assert ui.app.drafts == {}


async def test_a_note_that_another_changed_meanwhile_is_not_lost(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("n")
        await ui.type("mine")
        korean.ask(lambda study: study.library.set_note(key, "theirs"))
        await ui.press("ctrl+s")
        assert "mine" in ui.text, "the dialog is there again, with the text"
        await ui.press("escape")
    assert korean.ask(lambda study: study.library.get(key).note) == "theirs"


def counting(gate: threading.Event) -> Any:
    def stream(_: object, cancel: Any) -> Iterator[Any]:
        yield Started(9, "x")
        yield ItemDone("a")
        gate.wait(10)
        yield Finished(None, cancelled=cancel.cancelled)

    return stream


async def test_long_work_shows_above_and_leaving_asks_first(korean: Library) -> None:
    gate = threading.Event()
    async with open_app(korean, LARGE) as ui:
        ui.app.jobs.start("scan logs", counting(gate))
        while "scan logs 1/9" not in ui.text:
            await ui.pilot.pause()
        await ui.pilot.press("q")
        await ui.pilot.pause()
        assert "Stop it and leave?" in ui.text
        await ui.pilot.press("n")
        await ui.pilot.pause()
        assert ui.app.is_running
        gate.set()
        await ui.settle()
        assert "scan logs" not in ui.text.splitlines()[0]


async def test_a_theme_is_chosen_from_the_palette(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.run("app.choose_theme")
        await ui.type("light")
        await ui.press("enter")
        assert ui.app.theme == "paperstudy-light"


async def test_a_line_leads_to_a_paper_on_its_screen(korean: Library) -> None:
    rows = korean.ask(lambda study: study.library.search(PaperQuery()).rows)
    async with open_app(korean) as ui:
        await ui.press("slash")
        await ui.type("zzz")
        await ui.go("inbox")
        await ui.app.open(PaperPlace(rows[7].key))
        await ui.settle()
        assert ui.app.current_mode == "papers"
        assert ui.cursor().key == rows[7].key


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_how_long_work_is_stopped_stands_beside_it(
    korean: Library, size: tuple[int, int]
) -> None:
    gate = threading.Event()
    async with open_app(korean, size) as ui:
        ui.app.jobs.start("taking in a file of a very long name.bib", counting(gate))
        while "1/9" not in ui.text:
            await ui.pilot.pause()
        assert "1/9 8 stops it" in ui.text.splitlines()[0]
        await ui.pilot.press("ctrl+c")
        assert ui.toasts[-1].endswith(".bib goes on: wait for it, or stop it (8)")
        await ui.pilot.press("8")
        await ui.pilot.pause()
        assert "8 stops it" not in ui.text
        gate.set()
        await ui.settle()
        await ui.pilot.press("ctrl+c")
        assert "q leaves the app" in ui.toasts[-1]


async def test_an_undo_that_takes_long_shows_and_is_done_to_the_end(korean: Library) -> None:
    gate = threading.Event()
    async with open_app(korean) as ui:
        await ui.press("d")
        ui.app.work.do(lambda _: gate.wait(10))
        await ui.pilot.press("u", "ctrl+r")
        await ui.pilot.pause(0)
        assert ui.app.work.waits == ("undoing", "redoing")
        assert "undoing …" in ui.text.splitlines()[0]
        await ui.pilot.press("escape")
        gate.set()
        await ui.settle()
        assert not ui.app.work.waits
        assert [toast.partition(":")[0] for toast in ui.toasts] == ["redone"]


async def test_what_went_wrong_stays_to_be_read_when_something_else_is_done(
    korean: Library,
) -> None:
    async with open_app(korean) as ui:
        ui.app.say_error(ConflictError("this could not be done"))
        ui.app.say("the first was done")
        await ui.settle()
        ui.app.say("the second was done")
        await ui.settle()
        assert ui.toasts == ["this could not be done", "the second was done"]


async def test_of_two_things_told_at_once_the_later_stays(korean: Library) -> None:
    async with open_app(korean) as ui:
        ui.app.say("the first was done")
        ui.app.say("the second was done")
        await ui.settle()
        assert ui.toasts == ["the second was done"]


async def test_to_leave_waits_for_what_was_done(korean: Library) -> None:
    gate = threading.Event()
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("n")
        await ui.type("mine")
        ui.app.work.do(lambda _: gate.wait(10))
        for key_ in ("ctrl+s", "q"):
            await ui.pilot.press(key_)
            await ui.pilot.pause(0)
        assert ui.app.drafts, "until the library has it"
        assert ui.app.work.waits == ("saving, then it ends",)
        gate.set()
        await ui.settle()
        assert not ui.app.is_running
        assert not ui.app.drafts
    assert korean.ask(lambda study: study.library.get(key).note) == "mine"


async def test_what_is_refused_when_the_screen_has_gone_is_not_lost(korean: Library) -> None:
    def refuse(_: object) -> None:
        gate.wait(10)
        raise ConflictError("the note has changed")

    gate = threading.Event()
    async with open_app(korean) as ui:
        app = ui.app
        key = ui.cursor().key
        app.work.do(refuse)
        app.work.do(lambda study: study.library.set_note(key, "kept"))
        app.work.end()
        gate.set()
    assert [str(bug) for bug in app.bugs] == ["the note has changed"]
    assert korean.ask(lambda study: study.library.get(key).note) == "kept"


async def test_the_lines_of_a_bug_in_long_work_come_when_the_person_leaves(
    korean: Library,
) -> None:
    def break_(_: object, __: object) -> Iterator[Any]:
        yield Started(1, "x")
        raise ApartError("Traceback (most recent call last):\n  File x\nKeyError: 'a'\n")

    async with open_app(korean) as ui:
        ui.app.jobs.start("sync", break_)
        await ui.settle()
        assert ui.toasts == ["sync: this is a bug in paperstudy\nApartError: KeyError: 'a'"]
        assert [type(bug) for bug in ui.app.bugs] == [ApartError]


async def test_a_browser_neither_holds_up_the_app_nor_writes_on_its_screen(
    korean: Library, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = korean.put("browser", "#!/bin/sh\necho noise; echo $1 > opened; cat\n")
    browser.chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    before = set(threading.enumerate())
    async with open_app(korean) as ui:
        ui.app.open_page("https://arxiv.org/abs/1706.03762")
        for thread in set(threading.enumerate()) - before:
            if "quietly" in thread.name:
                thread.join(30)
    assert korean.read("opened") == "https://arxiv.org/abs/1706.03762\n"
    assert "noise" not in "".join(capfd.readouterr())


async def test_only_pages_of_the_web_are_opened(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(PaperstudyApp, "open_url", lambda _, url, **__: opened.append(url))
    async with open_app(korean) as ui:
        await ui.app.open(WebPlace("javascript:alert(1)"))
        await ui.app.open(WebPlace("https://arxiv.org/abs/1706.03762"))
    assert opened == ["https://arxiv.org/abs/1706.03762"]


async def test_where_no_window_can_open_the_link_is_copied(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("windows always open there")
    async with open_app(korean) as ui:
        await ui.app.open(WebPlace("https://arxiv.org/abs/1706.03762"))
        await ui.settle()
        assert ui.app.clipboard == "https://arxiv.org/abs/1706.03762"
        assert "the link is copied" in ui.toasts[-1]


async def test_the_app_speaks_korean(korean: Library) -> None:
    set_language("ko")
    async with open_app(korean) as ui:
        assert "논문" in ui.text.splitlines()[0]


async def test_steps_states_and_months_are_korean_too(korean: Library) -> None:
    korean.ask(save_unsure)
    korean.ask(lambda study: study.people.set_active("한결", active=False))
    set_language("ko")
    try:
        async with open_app(korean, LARGE) as ui:
            await ui.go("sessions")
            assert any(f"년 {month}월" in ui.text for month in range(1, 13))
            assert "unsure" not in ui.text
            await ui.go("activity")
            assert "발표 차례에서 뺌: 한결" in ui.text
    finally:
        set_language("en")


async def test_a_library_that_cannot_be_opened_is_said_and_nothing_breaks(empty: Library) -> None:
    (empty.folder / "bad.db").write_bytes(b"no library at all, but long enough to be one" * 50)
    settings = replace(empty.settings, database=str(empty.folder / "bad.db"))
    async with open_app(replace(empty, settings=settings)) as ui:
        assert any("is not a paperstudy library" in one for one in ui.toasts) or (
            "is not a paperstudy library" in ui.text
        )


@pytest.mark.parametrize("width", [40, 60, 79, 80, 99, 100, 160, 200])
async def test_no_width_breaks_the_bars(korean: Library, width: int) -> None:
    async with open_app(korean, (width, 20)) as ui:
        lines = ui.text.splitlines()
        assert "2" in lines[0]
        assert "? keys" in lines[-1]
        await ui.resize(160, 50)
        await ui.resize(width, 20)
        assert ui.text.splitlines()[0] == lines[0]


async def test_undo_says_what_was_taken_back_in_words(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("1", "j", "a")
        waiting = korean.ask(lambda study: study.inbox.count())
        await ui.press("u")
        said = "undone: an answer in the inbox: contrastive loss"
        assert ui.toasts[-1] == said, "no number that nobody has seen"
        assert korean.ask(lambda study: study.inbox.count()) > waiting


@pytest.mark.parametrize("mode", ["papers", "reading", "sessions", "people", "logs"])
async def test_what_is_typed_before_the_line_has_the_focus_goes_into_the_line(
    korean: Library, mode: str
) -> None:
    async with open_app(korean) as ui:
        await ui.go(mode)
        count = korean.ask(lambda study: study.library.search(PaperQuery()).total)
        for key in ("slash", *"ddg"):  # all at once, as a slow connection delivers them
            ui.app.post_message(events.Key(key, "/" if key == "slash" else key))
        await ui.settle()
        await ui.press("x")
        assert ui.app.screen.query_one(Input).value == "ddgx"
        assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count


async def test_a_cursor_that_moves_on_is_read_about_once_when_it_rests(korean: Library) -> None:
    async with open_app(korean) as ui:
        screen = ui.app.screen
        assert isinstance(screen, PaperstudyScreen)
        read: list[str] = []
        screen.rest(lambda: read.append("first"))
        screen.rest(lambda: read.append("second"))
        screen.rest_now()
        screen.rest_now()
        assert read == ["second"]
        screen.rest(lambda: read.append("third"))
        screen.stop_resting()
        screen.rest_now()
        assert read == ["second"]


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (
            "To say who takes part: paperstudy person active NAME; `paperstudy person list` lists",
            "To say who takes part: “Say whether a person takes part” (5 x); "
            "“Go to the people” (5) lists",
        ),
        (
            "To plan one: paperstudy session new “friday 10:00”",
            "To plan one: “Plan a session, or write down one that was held” (n)",
        ),
        ("install it: pip install 'paperstudy[postgres]'", "install it: pip install"),
        (
            "Look at the connection, or work with --offline",
            "Look at the connection, or work with “Offline” (9)",
        ),
        (
            "to be fetched: paperstudy sync bert",
            "to be fetched: “Fetch what the sources know of papers” (2 S)",
        ),
        ("`paperstudy --library NAME import FILE`", "`paperstudy --library NAME import FILE`"),
    ],
)
def test_a_hint_names_the_keys_of_the_app_for_a_command(hint: str, said: str) -> None:
    assert said_here(hint, "sessions").startswith(said)


async def test_what_is_open_on_a_narrow_screen_says_how_to_go_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        assert "back to the list" not in ui.text
        await ui.press("enter")
        assert "esc back to the list" in ui.text.splitlines()[-1]
        await ui.press("escape")
        assert "back to the list" not in ui.text


async def test_ctrl_c_says_how_to_leave(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("ctrl+c")
        assert ui.toasts[-1] == "q leaves the app; esc takes a step back"


@pytest.mark.parametrize("theme", ["paperstudy-dark", "paperstudy-light"])
async def test_without_colour_the_terminal_s_own_colours_are_used_and_the_cursor_is_reversed(
    korean: Library, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(korean, theme=theme) as ui:
        strips = ui.app.screen._compositor.render_strips()
        styles = [each.style for strip in strips for each in strip if each.style is not None]
        colours = {c.name for one in styles for c in (one.color, one.bgcolor) if c is not None}
        assert colours == {"default"}
        reversed_ = [
            each.text
            for strip in strips
            for each in strip
            if each.style is not None and each.style.reverse
        ]
        assert len("".join(reversed_)) < ui.app.size.width * ui.app.size.height / 4
        assert reversed_
