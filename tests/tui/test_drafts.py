"""What was written and not saved: it takes nothing of others away, and they nothing of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.papers import PaperEdit, PaperStatus
from paperstudy.domain.reading import ReadingChange
from paperstudy.study.kept import DRAFTS, read_kept
from paperstudy.tui.drafts import Drafts
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from paperstudy.study.study import Study
    from tests.tui.conftest import Library, Ui


def note(library: Library, key: str) -> str:
    return library.ask(lambda study: study.library.get(key).note)


def written(ui: Ui) -> str:
    return ui.app.screen.query_one(TextArea).text


async def test_a_draft_of_a_note_that_another_changed_holds_both(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("n")
        await ui.type("mine")
        await ui.press("escape")
    korean.ask(lambda study: study.library.set_note(key, "theirs"))
    async with open_app(korean) as ui:
        await ui.press("n")
        assert written(ui).split("\n") == ["mine", "", "--- what stands there now ---", "theirs"]
        assert "below your draft" in ui.toasts[-1]
        await ui.press("escape")
        assert note(korean, key) == "theirs"
        await ui.press("n", "ctrl+s")
        assert not ui.app.drafts
    assert note(korean, key).startswith("mine\n")
    assert note(korean, key).endswith("\ntheirs")


async def test_a_note_that_another_changes_while_it_is_written_holds_both(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("n")
        await ui.type("mine")
        korean.ask(lambda study: study.library.set_note(key, "theirs"))
        await ui.press("ctrl+s")
        assert note(korean, key) == "theirs"
        assert "has changed" in ui.toasts[0]
        assert written(ui).startswith("mine\n")
        assert written(ui).endswith("\ntheirs")
        await ui.press("ctrl+s")
    assert note(korean, key).endswith("\ntheirs")


async def test_a_draft_of_a_form_changes_what_its_writer_changed_alone(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("e")
        area = ui.app.screen.query_one(TextArea)
        area.text = area.text.replace("venue: ", "venue: NeurIPS of ")
        await ui.settle()
        await ui.press("escape")
        edit = PaperEdit(title="A title that a colleague corrected")
        korean.ask(lambda study: study.library.edit(key, edit))
        await ui.press("f5", "e", "ctrl+s")
    paper = korean.ask(lambda study: study.library.get(key).paper)
    assert paper.title == "A title that a colleague corrected"
    assert paper.venue.startswith("NeurIPS of")


async def test_a_note_on_the_list_takes_nothing_of_others_away(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        change = ReadingChange(status=PaperStatus.TO_READ)
        korean.ask(lambda study: study.reading.save([key], change))
        await ui.go("reading")
        await ui.press("f5", "n")
        await ui.type("mine")
        theirs = ReadingChange(note="theirs")
        korean.ask(lambda study: study.reading.save([key], theirs))
        await ui.press("ctrl+s")
        assert written(ui).endswith("\ntheirs")
    (row,) = korean.ask(lambda study: study.reading.list())
    assert row.entry.note == "theirs"


async def test_a_draft_stays_until_the_library_has_it(korean: Library) -> None:
    gate = threading.Event()
    async with open_app(korean) as ui:
        await ui.press("n", "x")
        ui.app.work.do(lambda _: gate.wait(10))
        await ui.pilot.press("ctrl+s")
        await ui.pilot.pause(0)
        assert list(ui.app.drafts.values()) == ["x"]
        gate.set()
        await ui.settle()
        assert not ui.app.drafts


async def test_a_late_refusal_opens_nothing_over_what_is_typed(korean: Library) -> None:
    gate = threading.Event()

    def save(_: Study, __: str, ___: str) -> None:
        gate.wait(10)
        raise ConflictError("somebody else wrote meanwhile")

    async with open_app(korean) as ui:
        ui.app.write("Note on x", "", save, str)
        await ui.settle()
        for key in ("a", "ctrl+s", "slash", "b"):
            await ui.pilot.press(key)
            await ui.pilot.pause(0)
        gate.set()
        await ui.app.work.settle()
        await ui.type("ert")
        assert ui.app.screen.query_one("#search", Input).value == "bert"
        await ui.press("f2")
        assert written(ui) == "a"


def test_two_apps_on_one_library_keep_the_drafts_of_both(empty: Library) -> None:
    one, two = Drafts(empty.settings), Drafts(empty.settings)
    one["a"], two["b"] = "of the first", "of the second"
    two.write()
    one.write()
    assert read_kept(empty.settings, DRAFTS) == {"a": "of the first", "b": "of the second"}
    three = Drafts(empty.settings)
    del three["a"]
    three.write()
    assert Drafts(empty.settings) == {"b": "of the second"}


def test_a_draft_comes_back_clean_and_with_what_it_was_begun_from(empty: Library) -> None:
    drafts = Drafts(empty.settings)
    drafts.keep("Note", "a\x1b[31m b\n\tc\u202e", "base")
    drafts["line"] = "typed"
    drafts.write()
    again = Drafts(empty.settings)
    assert again == {"Note": "a b\n\tc", "line": "typed"}
    assert again.base("Note") == "base"
    assert again.base("line") is None
    again.drop("Note", "what was saved before it was written on")
    assert "Note" in again
    again.drop("Note", "a b\n\tc")
    again.write()
    assert Drafts(empty.settings).base("Note") is None


def test_drafts_belong_to_their_library(empty: Library) -> None:
    other = replace(empty.settings, database=f"{empty.settings.database}.other")
    drafts = Drafts(empty.settings)
    drafts["a"] = "typed"
    drafts.write()
    assert Drafts(other) == {}
