"""Papers go out, from the first key to the file: every format, references, keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from paperstudy.domain.events import CancelToken
from paperstudy.domain.language import set_language
from paperstudy.domain.papers import PaperEdit
from paperstudy.domain.queries import PaperQuery
from paperstudy.tui.screens.citing import MOST
from tests.tui.conftest import (
    HOSTILE,
    LARGE,
    SMALL,
    check_screen,
    hold_answers,
    make_library,
    open_app,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperSummary
    from tests.tui.conftest import Library, Ui

HAND_KEPT = "% by hand\n@article{mine,\n  title = {My Own},\n}\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of three papers, one of them by a hostile source."""
    library = make_library(tmp_path)
    for title, name in (
        ("Attention Is All You Need", "1706.03762"),
        ("주의 집중 연구", "2101.00002"),
    ):
        library.ask(
            lambda study, title=title, name=name: study.library.add_manual(  # type: ignore[misc]
                PaperEdit(title=title, year=2017), [name]
            )
        )
    library.ask(lambda study: study.library.add_manual(PaperEdit(title=HOSTILE), ["2101.00003"]))
    return library


def papers(library: Library) -> tuple[PaperSummary, ...]:
    return library.ask(lambda study: study.library.search(PaperQuery(order="added")).rows)


async def export(ui: Ui, way: str, file: str | None = None) -> None:
    """Choose a format by its name, and a file in place of the one that is offered."""
    await ui.press("x")
    await ui.type(way)
    await ui.press("enter")
    if file is not None:
        await ui.press("ctrl+u")
        await ui.type(file)
    await ui.press("enter")


@pytest.mark.parametrize(
    ("way", "file", "inside"),
    [
        ("BibTeX", "papers.bib", "@misc{"),
        ("BibLaTeX", "papers.bib", "@online{"),
        ("CSL-JSON", "papers.json", '"id"'),
        ("RIS", "papers.ris", "TY  - "),
        ("CSV", "papers.csv", "title"),
        ("JSON", "papers.json", '"key"'),
        ("Markdown", "papers.md", "- "),
    ],
)
async def test_papers_are_written_in_every_format(
    shelf: Library, way: str, file: str, inside: str
) -> None:
    async with open_app(shelf) as ui:
        await ui.press("x")
        await ui.type(way)
        if way == "JSON":
            await ui.press("down")  # CSL-JSON fits too
        await ui.press("enter", "enter")
        assert ui.toasts == [f"{file}: 3 papers"]
    text = shelf.read(file)
    assert inside in text
    assert "주의 집중 연구" in text
    assert "\x1b" not in text


async def test_marked_papers_alone_are_written_and_the_file_is_offered_again(
    shelf: Library,
) -> None:
    async with open_app(shelf) as ui:
        await ui.press("space")
        await export(ui, "RIS", "한 편.ris")
        assert ui.toasts == ["한 편.ris: 1 paper"]
    assert shelf.read("한 편.ris").count("TY  - ") == 1
    async with open_app(shelf) as ui:
        await ui.press("x", "enter")  # what was taken last comes first
        assert "한 편.ris" in ui.text


async def test_a_file_that_is_there_is_not_written_over_unasked(shelf: Library) -> None:
    shelf.put("papers.csv", "mine")
    async with open_app(shelf) as ui:
        await export(ui, "CSV")
        assert "papers.csv is there already. Write over it?" in ui.text
        await ui.press("n")
        assert shelf.read("papers.csv") == "mine"
        await export(ui, "CSV")
        await ui.press("y")
        assert ui.toasts == ["papers.csv replaced: 3 papers"]
    assert "Attention" in shelf.read("papers.csv")


async def test_a_bib_file_kept_by_hand_gets_our_entries_and_stays_otherwise(
    shelf: Library,
) -> None:
    shelf.put("papers.bib", HAND_KEPT)
    async with open_app(shelf) as ui:
        await export(ui, "BibTeX")
        assert "papers.bib is there already" in ui.text
        await ui.press("enter")
        assert ui.toasts == ["papers.bib: 0 changed, 3 added, 0 as they were"]
        await export(ui, "BibTeX")
        await ui.press("enter")
        assert ui.toasts == ["papers.bib: 0 changed, 0 added, 3 as they were"]
    text = shelf.read("papers.bib")
    assert text.startswith(HAND_KEPT)
    assert text.count("@misc{") == 3


async def test_a_file_that_holds_no_bibtex_is_said_to_and_kept(shelf: Library) -> None:
    shelf.put("papers.bib", "a diary")
    async with open_app(shelf) as ui:
        await export(ui, "BibTeX")
        assert "papers.bib holds no BibTeX. Write over it?" in ui.text
        await ui.press("escape")
        assert not ui.toasts
    assert shelf.read("papers.bib") == "a diary"


async def test_without_a_file_the_text_goes_to_the_clipboard(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        await export(ui, "BibTeX", "")
        assert ui.app.clipboard.count("@misc{") == 3
        assert ui.toasts == ["copied: 3 papers"]


async def test_what_a_document_cites_is_written_and_what_is_not_here_is_named(
    shelf: Library,
) -> None:
    key = papers(shelf)[0].key
    shelf.put("paper.tex", f"\\cite{{{key}}} \\cite{{{key[:-1]}}} \\cite{{nobody}}")
    async with open_app(shelf) as ui:
        await ui.press("x", "enter", "tab")
        await ui.type("paper.tex")
        await ui.press("enter")
        assert ui.toasts == ["papers.bib: 1 paper"]
        assert f"did you mean {key}?" in ui.text
        assert "nobody" in ui.text
    assert shelf.read("papers.bib").count("@misc{") == 1


@pytest.mark.parametrize("file", ["no/such/folder/x.ris", "."])
async def test_a_file_that_cannot_be_written_is_an_error_in_words(
    shelf: Library, file: str
) -> None:
    async with open_app(shelf) as ui:
        await export(ui, "RIS", file)
        assert len(ui.toasts) == 1
        assert f"{file} cannot be written" in ui.toasts[0]
        assert ui.app.screen.query_one(Input).value == file, "what was typed comes back"


async def test_notes_are_written_into_a_folder_and_keep_what_was_added(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        await export(ui, "each paper", "Vault/Papers")
        assert ui.toasts == ["Vault/Papers: 3 written, 0 removed"]
        note = f"Vault/Papers/{papers(shelf)[0].key}.md"
        shelf.put(note, shelf.read(note) + "\nmy own words\n")
        await export(ui, "each paper")
        assert "0 written" in ui.toasts[-1]
    assert shelf.read(note).endswith("my own words\n")


async def test_notes_into_a_file_are_an_error_in_words(shelf: Library) -> None:
    shelf.put("papers.txt", "mine")
    async with open_app(shelf) as ui:
        await export(ui, "each paper", "papers.txt")
        assert "papers.txt is no folder" in ui.toasts[-1]


async def test_the_whole_library_is_written_and_not_over_a_file_unasked(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        await export(ui, "whole")
        assert ui.toasts == ["library.json: 3 papers"]
        before = shelf.read("library.json")
        assert json.loads(before)
        await export(ui, "whole")
        assert "library.json is there already. Write over it?" in ui.text
        await ui.press("escape")
    assert shelf.read("library.json") == before


async def test_an_empty_library_has_nothing_to_hand_out(empty: Library) -> None:
    async with open_app(empty) as ui:
        for key in ("x", "K"):
            await ui.press(key)
            assert ui.toasts == ["there are no papers in the list"]
        await ui.press("c")
        assert len(ui.app.screen_stack) == 1


async def test_references_are_shown_in_a_style_and_copied(shelf: Library) -> None:
    async with open_app(shelf, LARGE) as ui:
        await ui.press("space", "space", "c")
        assert "APA · text" in ui.text
        await ui.press("s")
        await ui.type("ieee")
        await ui.press("enter", "f")
        assert "IEEE · HTML" in ui.text
        await ui.press("enter")
        assert ui.toasts == ["copied: 2 references"]
        assert ui.app.clipboard.count("\n") == 1
        assert "[1]" in ui.app.clipboard
        await ui.press("c")
        assert "IEEE · HTML" in ui.text  # the next time begins with it


async def test_a_style_of_ones_own_is_a_file_and_one_that_is_none_is_said(shelf: Library) -> None:
    import paperstudy.formats

    ours = Path(paperstudy.formats.__file__).parent / "styles" / "apa.csl"
    shelf.put("mine.csl", ours.read_text("utf-8"))
    shelf.put("none.csl", "<style/>")
    async with open_app(shelf, LARGE) as ui:
        await ui.press("c", "s")
        await ui.type("another")
        await ui.press("enter")
        await ui.type("mi")
        await ui.press("enter")
        assert "mine.csl · text" in ui.text
        assert "주의 집중 연구" in ui.text or "Attention" in ui.text or "oops" in ui.text
        await ui.press("s")
        await ui.type("another")
        await ui.press("enter")
        await ui.type("none.csl")
        await ui.press("enter")
        assert "none.csl is no style in CSL" in ui.text
        await ui.press("enter")
        assert not ui.toasts  # there is nothing to copy


async def test_more_papers_than_a_page_of_references_are_not_cited(empty: Library) -> None:
    many = "".join(f"@misc{{k{n}, title = {{Paper {n}}}}}\n" for n in range(MOST + 1))
    path = empty.put("many.bib", many)
    empty.ask(lambda study: list(study.importing.import_([path], cancel=CancelToken())))
    async with open_app(empty) as ui:
        await ui.press("asterisk", "c")
        assert ui.toasts == [f"references are made of {MOST} papers at most: mark fewer"]


async def test_references_are_left_before_they_are_made(shelf: Library) -> None:
    async with open_app(shelf) as ui:
        gate = hold_answers(ui)
        await ui.pilot.press("c", "escape")
        gate.set()
        await ui.settle()
        assert len(ui.app.screen_stack) == 1
        assert not ui.app.bugs


async def test_keys_are_shown_before_they_change_and_come_back(shelf: Library) -> None:
    before = [one.key for one in papers(shelf)]
    async with open_app(shelf, cite_key="{year}{author}{word}") as ui:
        await ui.press("K")
        assert f"{before[1]} → " in ui.text
        assert before[0] not in ui.text  # the template makes this one too
        await ui.press("escape")
        assert [one.key for one in papers(shelf)] == before
        await ui.press("K", "enter")
        assert ui.toasts == ["2 papers have new keys · u undoes it"]
        assert [one.key for one in papers(shelf)] != before
        await ui.press("K")
        assert "all these keys are as {year}{author}{word} makes them" in ui.toasts[-1]
        await ui.press("u")
    assert [one.key for one in papers(shelf)] == before


@pytest.fixture
def in_korean() -> Iterator[None]:
    set_language("ko")
    yield
    set_language("en")


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_export_and_cite_look_like_this(korean: Library, size: tuple[int, int]) -> None:
    async with open_app(korean, size) as ui:
        await ui.press("x")
        check_screen(ui, f"export-korean-{size[0]}")
        await ui.press("enter")
        check_screen(ui, f"export-bibtex-korean-{size[0]}")
        await ui.press("escape", "g", "space", "space", "c")
        check_screen(ui, f"cite-korean-{size[0]}")
