"""Papers come in from the files of other programs, from the first key to the library."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from paperstudy.domain.events import CancelToken, Finished, ItemDone, Started
from paperstudy.domain.language import set_language
from paperstudy.domain.papers import CiteKey, PaperEdit, PaperState
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.import_values import Imported, ImportSummary
from paperstudy.tui.screens.import_preview import plan_of
from tests.tui.conftest import HOSTILE, LARGE, SMALL, check_screen, make_library, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.events import Event
    from tests.tui.conftest import Library, Ui

REFS = """\
@article{vaswani, title = {Attention Is All You Need}, year = {2018}, eprint = {1706.03762},
  archiveprefix = {arXiv}, publisher = {Nobody}}
@misc{kim2021, title = {한국어 언어 모델}, author = {김민수}, year = {2021}}
@misc{evil, title = {[/oops] [bold]x \x1b[31m \u202etxt}}
@article{broken, title = {never ends
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of one paper, and a file of another program beside it."""
    library = make_library(tmp_path)
    edit = PaperEdit(title="Attention Is All You Need", year=2017)
    library.ask(lambda study: study.library.add_manual(edit, ["1706.03762"]))
    library.put("refs.bib", REFS)
    return library


def count(library: Library) -> int:
    return library.ask(lambda study: study.library.search(PaperQuery()).total)


async def pick(ui: Ui, path: str, key: str = "i") -> None:
    """Say which file is to be taken in."""
    await ui.press(key)
    await ui.type(path)
    await ui.press("enter")


async def test_what_would_come_in_is_shown_and_only_then_taken(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        await pick(ui, "refs")
        assert "refs.bib: nothing is written yet" in ui.text
        assert "2 new, 1 merged, 0 the same, 1 not read" in ui.text
        assert "! broken" in ui.text
        assert count(shelf) == 1
        await ui.press("enter")
        assert "2 new, 1 merged, 0 the same, 1 not read · u undoes it" in ui.toasts[-1]
        assert count(shelf) == 3
        await ui.press("u")
    assert count(shelf) == 1


async def test_what_differs_is_told_of_the_entry_under_the_cursor(shelf: Library) -> None:
    async with open_app(shelf, LARGE) as ui:
        await pick(ui, "refs")
        await ui.press("j")
        assert "! differs" in ui.text
        assert "year differs: here “2017”, in the file “2018”" in ui.text
        await ui.press("k")
        assert "never ends" in ui.text


async def test_an_import_left_changes_nothing_and_twice_is_the_same(shelf: Library) -> None:
    async with open_app(shelf, LARGE) as ui:
        await pick(ui, "refs")
        await ui.press("escape")
        assert count(shelf) == 1
        await pick(ui, "refs")
        await ui.press("enter")
        await pick(ui, "refs")
        assert "0 new, 0 merged, 3 the same, 1 not read" in ui.text
        assert "there is nothing to take in" in ui.text
        await ui.press("enter")
        assert len(ui.app.screen_stack) == 1
        assert len(ui.app.jobs.all) == 1


async def test_what_differs_can_be_taken_from_this_file(shelf: Library) -> None:
    first = "@misc{kim, title = {한국어 언어 모델}, year = {2021}, publisher = {First}}"
    shelf.put("first.bib", first)
    shelf.put("second.bib", first.replace("First", "Second"))
    async with open_app(shelf, LARGE) as ui:
        await pick(ui, "first")
        assert "b takes what differs" not in ui.text
        await ui.press("b", "enter")
        await pick(ui, "second")
        await ui.press("b")
        assert "b lets what is here stand" in ui.text
        await ui.press("b")
        assert "b takes what differs from this file" in ui.text
        await ui.press("b", "enter")
    text = shelf.ask(lambda study: study.exporting.export("bibtex").text)
    assert "Second" in text
    assert "First" not in text


async def test_what_cannot_be_read_is_kept_in_a_file_and_not_over_another(shelf: Library) -> None:
    shelf.put("refs.rejects.bib", "mine")
    async with open_app(shelf) as ui:
        await pick(ui, "refs.bib")
        await ui.press("r", "enter")
        assert "refs.rejects.bib is there already. Write over it?" in ui.text
        await ui.press("n")
        assert shelf.read("refs.rejects.bib") == "mine"
        await ui.press("r", "ctrl+u")
        await ui.type("못 읽음.bib")
        await ui.press("enter")
        assert ui.toasts == ["what cannot be read is in 못 읽음.bib"]
    assert "@article{broken, title = {never ends" in shelf.read("못 읽음.bib")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("nothing.bib", None, "there is no file"),
        ("empty.bib", "", "empty.bib"),
        ("diary.bib", "a day at sea\n", "diary.bib"),
    ],
)
async def test_what_is_no_file_of_papers_is_an_error_in_words(
    shelf: Library, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        shelf.put(name, text)
    async with open_app(shelf) as ui:
        await pick(ui, name)
        assert said in ui.toasts[-1]
        assert not ui.app.jobs.all
    assert count(shelf) == 1


async def test_a_format_that_the_file_does_not_tell_can_be_named(shelf: Library) -> None:
    shelf.put("strange.dat", "{] nothing of ours\n")
    async with open_app(shelf) as ui:
        await pick(ui, "strange.dat")
        assert "in no format that is known" in ui.toasts[-1]
        assert "Read strange.dat as" in ui.text
        await ui.type("BibTeX")
        await ui.press("enter")
        assert "strange.dat holds no BibTeX entry" in ui.toasts[-1]


async def test_a_folder_is_gone_into_and_may_be_taken_whole(shelf: Library) -> None:
    shelf.put("papis/one/info.yaml", "title: Deep Residual Learning\nyear: 2015\nref: he2015\n")
    shelf.put("papis/.git/info.yaml", "title: no\n")
    async with open_app(shelf) as ui:
        await ui.press("i")
        assert re.search(r"papis/ +folder", ui.text)
        await ui.type("pap")
        await ui.press("enter")  # into it
        assert re.search(r"papis/ +this whole folder", ui.text)
        assert ".git" not in ui.text
        await ui.press("enter")
        assert "1 new, 0 merged" in ui.text
        await ui.press("enter")
    assert count(shelf) == 2


async def test_a_folder_without_papers_is_an_error_in_words(shelf: Library) -> None:
    shelf.put("empty/readme.md", "no")
    async with open_app(shelf) as ui:
        await ui.press("i")
        await ui.type("empty/")
        await ui.press("enter")
        assert "empty is a folder without an info.yaml" in ui.toasts[-1]


async def test_tab_completes_a_path(shelf: Library) -> None:
    shelf.put("제텔/논문.bib", "@misc{a, title = {가}}")
    async with open_app(shelf) as ui:
        await ui.press("i")
        await ui.type("제")
        await ui.press("tab", "tab")
        await ui.type("논")
        await ui.press("tab", "enter")
        assert "제텔/논문.bib: nothing is written yet" in ui.text


async def test_a_whole_library_makes_an_empty_one_equal_and_no_other(
    shelf: Library, tmp_path: Path
) -> None:
    path = str(tmp_path / "group.json")
    shelf.ask(lambda study: list(study.whole.write(path, cancel=CancelToken())))
    async with open_app(shelf) as ui:
        await pick(ui, path)
        assert "holds a whole library" in ui.text
        await ui.press("y")
        assert "empty" in ui.toasts[-1]
    fresh = make_library(tmp_path / "fresh")
    fresh.folder.mkdir()
    async with open_app(fresh) as ui:
        await pick(ui, path)
        await ui.press("y")
        assert ui.toasts[-1].endswith("is here now: 1 paper")
    assert count(fresh) == 1


async def test_import_can_be_begun_among_the_logs(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        await ui.go("logs")
        await pick(ui, "refs", "I")
        await ui.press("enter")
    assert count(shelf) == 3


async def test_hostile_names_of_files_are_shown_safely(shelf: Library) -> None:
    shelf.put("[bold]x\u202e.bib", f"@misc{{a, title = {{{HOSTILE[:20]}}}}}")
    async with open_app(shelf) as ui:
        await ui.press("i")
        assert "[bold]x .bib" in ui.text
        await ui.type("[bold]")
        await ui.press("enter")
        assert "1 new" in ui.text


@pytest.fixture
def in_korean() -> Iterator[None]:
    set_language("ko")
    yield
    set_language("en")


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_preview_looks_like_this(shelf: Library, size: tuple[int, int]) -> None:
    async with open_app(shelf, size) as ui:
        await ui.press("i")
        check_screen(ui, f"import-korean-{size[0]}")
        await ui.type("refs")
        await ui.press("enter", "j")
        check_screen(ui, f"import-preview-korean-{size[0]}")


def test_the_entries_are_made_before_there_is_a_dialog() -> None:
    done = Imported(CiteKey("kim2021"), "한국어 언어 모델", PaperState.FETCHED, created=True)
    plan = plan_of((Path("refs.bib"),), "", [ItemDone("kim2021", done), Finished(ImportSummary())])
    assert [(one.key, one.title) for one in plan.entries] == [("kim2021", "한국어 언어 모델")]


async def test_several_files_are_taken_in_at_once(korean: Library) -> None:
    korean.put("my refs.bib", "@misc{one2020, title = {A first new thing}, year = {2020}}")
    korean.put("b.bib", "@misc{two2020, title = {A second thing}, year = {2020}}")
    async with open_app(korean, LARGE) as ui:
        await ui.press("i")
        ui.app.screen.query_one(Input).value = "'my refs.bib' b.bib"
        await ui.settle()
        await ui.press("enter")
        assert "my refs.bib, b.bib: nothing is written yet" in ui.text
        await ui.press("enter")
        assert ui.toasts == ["2 new, 0 merged, 0 the same · u undoes it"]


async def test_undo_waits_for_an_import_that_goes_on(shelf: Library) -> None:
    gate = threading.Event()

    def stream(_: object, __: object) -> Iterator[Event]:
        yield Started(1, "import")
        gate.wait(10)
        yield Finished(None, cancelled=False)

    async with open_app(shelf) as ui:
        ui.app.jobs.start("taking in refs.bib", stream, step=True)
        await ui.pilot.press("u")
        assert ui.toasts == ["taking in refs.bib goes on: wait for it, or stop it (8)"]
        gate.set()
        await ui.settle()
        assert count(shelf) == 1
        await ui.press("u")
        assert count(shelf) == 0
