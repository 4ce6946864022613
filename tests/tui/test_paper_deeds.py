"""What a person does with papers, from the key to the library and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.tui.places import LogPlace
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, open_app

if TYPE_CHECKING:
    from paperstudy.domain.papers import PaperSummary
    from tests.tui.conftest import Library, Ui


def papers(library: Library, **query: Any) -> tuple[PaperSummary, ...]:
    return library.ask(lambda study: study.library.search(PaperQuery(**query)).rows)


def listed(ui: Ui) -> int:
    return len(ui.app.screen.query_one("#papers").ids)  # type: ignore[attr-defined]


async def test_a_filter_is_picked_shown_and_taken_away(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        everything = listed(ui)
        await ui.press("f")
        await ui.type("presented")
        await ui.press("enter")
        assert listed(ui) == len(papers(korean, status="presented")) < everything
        assert "status:presented ×" in ui.text
        await ui.run("drop(0)")
        assert listed(ui) == everything


async def test_the_list_is_sorted_by_key_and_by_click(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("s")
        await ui.type("title")
        await ui.press("enter", "g")
        assert ui.cursor().key == papers(korean, order="title")[0].key
        assert "by title ↓" in ui.text
        await ui.pilot.click("#papers", offset=(4, 0))
        await ui.settle()
        await ui.press("g")
        assert ui.cursor().key == papers(korean, order="title", reverse=True)[0].key


async def test_a_query_that_means_nothing_is_said_and_the_list_stays(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        before = listed(ui)
        await ui.press("slash")
        ui.app.screen.query_one("#search", Input).value = "year:soon"
        await ui.settle()
        assert "year:soon is no year or range. Write year:2017 or year:2015..2017" in ui.text
        assert listed(ui) == before


async def test_status_of_marked_papers_changes_and_comes_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("space", "space", "m")
        await ui.type("reading")
        await ui.press("enter")
        assert len(papers(korean, status="reading")) == 2
        await ui.press("u")
        assert not papers(korean, status="reading")


async def test_a_paper_is_taken_off_the_list_by_calling_it_unread(korean: Library) -> None:
    key = papers(korean)[0].key
    from paperstudy.domain.reading import ReadingChange

    korean.ask(lambda study: study.reading.save([key], ReadingChange(status=PaperStatus.READ)))
    async with open_app(korean) as ui:
        await ui.press("m")
        await ui.type("unread")
        await ui.press("enter")
        assert papers(korean)[0].status is PaperStatus.UNREAD


@pytest.mark.parametrize("what", ["key", "bibtex", "link", "title"])
async def test_facts_are_copied(korean: Library, what: str) -> None:
    async with open_app(korean) as ui:
        await ui.press("y")
        await ui.type(what)
        await ui.press("enter")
        detail = korean.ask(lambda study: study.library.get(ui.cursor().key))
        expected = {
            "key": detail.paper.key,
            "bibtex": f"{{{detail.paper.key},",
            "link": "https://arxiv.org/abs/",
            "title": detail.paper.title,
        }[what]
        assert expected in ui.app.clipboard


async def test_a_mention_is_opened_in_the_editor_at_its_line(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    async def note(_: object, place: object) -> None:
        opened.append(place)

    monkeypatch.setattr("paperstudy.tui.app.PaperstudyApp.open", note)
    async with open_app(korean, LARGE) as ui:
        mention = korean.ask(lambda study: study.library.get(ui.cursor().key)).mentions[0]
        await ui.press("enter", "j", "enter")
        assert opened == [LogPlace(mention.path, mention.line)]


async def test_a_narrow_screen_shows_the_list_or_the_paper(korean: Library) -> None:
    async with open_app(korean) as ui:
        assert "Identifiers" not in ui.text
        await ui.press("enter")
        assert "Identifiers" in ui.text
        assert "newest first" not in ui.text
        await ui.press("escape")
        assert "newest first" in ui.text
        await ui.press("enter")
        await ui.resize(160, 50)
        assert "newest first" in ui.text
        assert "Identifiers" in ui.text


async def test_a_note_is_written_and_shown(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.press("n")
        await ui.type("두 번 읽을 것")
        await ui.press("ctrl+s")
        assert korean.ask(lambda s: s.library.get(ui.cursor().key)).note == "두 번 읽을 것"
        assert "두 번 읽을 것" in ui.app.screen.query_one(Sheet).text


async def test_a_paper_is_added_by_its_number_and_once_only(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("a")
        await ui.type("1706.03762")
        await ui.press("enter")
        assert korean.ask(lambda study: study.library.get("1706.03762").paper.title)
        assert ui.toasts[-1].startswith("added: ")
        added = ui.cursor().title
        assert added.casefold() == "attention is all you need"
        await ui.press("G", "a")
        await ui.type("1706.03762")
        await ui.press("enter")
        assert ui.toasts[-1].startswith("it is here already")
        assert ui.cursor().title == added


async def test_a_title_is_searched_for_and_picked(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("a")
        await ui.type("Attention is all you need")
        await ui.press("enter")
        assert "Which paper is it?" in ui.text
        await ui.press("enter")
        assert korean.ask(lambda study: study.library.get("1706.03762").paper.title)


async def test_a_paper_nobody_knows_is_written_down_by_hand(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("A")
        await ui.type("우리가 쓴 글")
        await ui.press("ctrl+s")
        assert papers(korean, words=("우리가 쓴 글",))


async def test_a_form_that_cannot_be_saved_stays_with_what_was_typed(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("A", "down", "down", "end")
        await ui.type("soon")
        await ui.press("ctrl+s")
        assert "year: soon" in ui.text
        assert any("needs a title" in toast or "no year" in toast for toast in ui.toasts)


async def test_what_is_known_is_corrected_in_a_form(korean: Library) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        await ui.press("e")
        await ui.type(" again")
        await ui.press("ctrl+s")
        assert korean.ask(lambda s: s.library.get(key)).paper.title.endswith(" again")
        await ui.press("e", "ctrl+s")
        assert ui.toasts[-1] == "nothing changed"


async def test_two_marked_papers_become_one(korean: Library) -> None:
    before = papers(korean)
    async with open_app(korean) as ui:
        await ui.press("M")
        assert "mark two papers" in ui.toasts[-1]
        await ui.press("space", "space", "M", "enter")
        assert len(papers(korean)) == len(before) - 1
        await ui.press("u")
        assert len(papers(korean)) == len(before)


async def test_looking_for_doubles_where_there_are_none_says_so(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("D")
        assert ui.toasts[-1] == "no two papers look like one"


async def test_a_sync_without_a_network_ends_with_a_word(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.press("S")
        assert not ui.app.jobs.running
        assert len(ui.app.jobs.all) == 1


async def test_an_empty_library_says_what_to_do_and_no_key_fails(empty: Library) -> None:
    async with open_app(empty) as ui:
        assert "no papers yet: a adds one, 6 reads your logs" in ui.text
        for key in "tmdxynoepPMSDfs":
            await ui.press(key, "escape")
        await ui.press("enter", "space", "asterisk", "G", "u")
        assert "no papers yet" in ui.text


@pytest.mark.parametrize("keys", ["o", "n", "e", "p", "S", "P", "d", "y"])
async def test_a_paper_that_has_just_gone_is_not_all_papers(korean: Library, keys: str) -> None:
    async with open_app(korean) as ui:
        key = ui.cursor().key
        korean.ask(lambda study: study.library.remove([key]))
        left = len(papers(korean))
        await ui.press(keys)
        if keys == "y":
            await ui.type("bibtex")
            await ui.press("enter")
        assert ui.toasts == ["these papers are gone"]
        assert not ui.app.clipboard
        assert len(papers(korean)) == left
        assert not any(job.done for job in ui.app.jobs.all)


async def test_one_that_is_unread_already_does_not_keep_others_on_the_list(korean: Library) -> None:
    from paperstudy.domain.reading import ReadingChange

    key = papers(korean)[0].key
    korean.ask(lambda study: study.reading.save([key], ReadingChange(status=PaperStatus.READ)))
    async with open_app(korean) as ui:
        await ui.press("space", "space", "m")
        await ui.type("unread")
        await ui.press("enter")
        assert papers(korean)[0].status is PaperStatus.UNREAD
        assert ui.toasts == ["2 papers are unread now · u undoes it"]


async def test_papers_made_one_at_once_are_parted_at_once(korean: Library) -> None:
    before = {row.key for row in papers(korean)}
    rows = papers(korean)[:3]
    async with open_app(korean) as ui:
        screen: Any = ui.app.screen
        screen._ask_keep([(row.title, row.key, "") for row in rows], [row.key for row in rows])
        await ui.settle()
        await ui.press("enter")
        assert len(papers(korean)) == len(before) - 2
        await ui.press("u")
        assert {row.key for row in papers(korean)} == before


async def test_a_paper_that_is_gone_is_not_made_one_with_another(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("space", "space")
        korean.ask(lambda study: study.library.remove([papers(korean)[0].key]))
        await ui.press("M")
        assert ui.toasts == ["one of these papers is gone"]


async def test_where_nothing_changed_there_is_nothing_to_undo(korean: Library) -> None:
    async with open_app(korean) as ui:
        for told in ("1 paper is reading now · u undoes it", "1 paper is reading now"):
            await ui.press("m")
            await ui.type("reading")
            await ui.press("enter")
            assert ui.toasts == [told]


async def add(ui: Ui, typed: str) -> None:
    await ui.press("a")
    ui.app.screen.query_one(Input).value = typed
    await ui.press("enter")


async def test_what_came_of_a_file_is_said(korean: Library) -> None:
    korean.put("my refs.bib", "@misc{one2020, title = {A first new thing}, year = {2020}}")
    korean.put("b.bib", "@misc{two2020, title = {A second thing}, year = {2020}}")
    async with open_app(korean) as ui:
        await add(ui, "'my refs.bib' b.bib")
        said = "1 new, 0 merged, 0 the same · u undoes it"
        assert ui.toasts == [f"{said}\n{said}"]
        await add(ui, "my refs.bib")
        assert ui.toasts == ["0 new, 0 merged, 1 the same"]


@pytest.mark.parametrize("typed", ["~nosuchuser/x.bib", "nowhere.pdf"])
async def test_a_file_that_is_nowhere_is_told_where_it_was_typed(
    korean: Library, typed: str
) -> None:
    async with open_app(korean) as ui:
        await add(ui, typed)
        assert ui.app.screen.query_one(Input).value == typed
        assert "there is no " in ui.text
        assert not ui.app.jobs.all


async def test_of_what_is_added_it_is_said_what_was_here_and_what_failed(korean: Library) -> None:
    known = korean.ask(lambda s: s.library.get(papers(korean)[0].key).paper)
    async with open_app(korean) as ui:
        await add(ui, f"{known.identifiers[0]} arxiv:2101.00077")
        assert "it is here already" in ui.toasts[0]
        assert "added: " in ui.toasts[0]
        assert "u undoes it" in ui.toasts[0]
        await add(ui, f"{known.identifiers[0]} arxiv:2101.00077")
        assert ui.toasts == ["2 are here already"]


async def test_what_became_of_pdfs_is_said(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("space", "space", "P")
        assert ui.toasts[0].startswith("0 PDFs are here\n")
        assert ui.app.jobs.all[0].total == 2
