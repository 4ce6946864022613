"""The inbox: each question is answered with a key, and the next one comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from paperstudy.domain.errors import InvalidInputError, StoreError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.inbox import is_clear
from paperstudy.study.values import FoundPaper
from paperstudy.tui.screens.inbox import InboxScreen
from paperstudy.tui.screens.inbox_deeds import _choose_found
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app
from tests.tui.meetings import save_told, save_unsure

if TYPE_CHECKING:
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.library import InboxItem
    from paperstudy.study.study import Study
    from tests.tui.conftest import Library


def waiting(library: Library) -> list[InboxItem]:
    return list(library.ask(lambda study: study.inbox.list().rows))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        await ui.go("inbox")
        check_screen(ui, f"inbox-{name}-{size[0]}")


async def test_accepting_takes_the_first_candidate_and_the_next_question_comes(
    korean: Library,
) -> None:
    before = waiting(korean)
    clear = next(item for item in before if len(item.candidates) == 1)
    async with open_app(korean) as ui:
        await ui.go("inbox")
        while ui.cursor().id != clear.id:
            await ui.press("j")
        await ui.press("a")
        assert clear.id not in {item.id for item in waiting(korean)}
        assert ui.cursor() is not None
        assert ui.cursor().id != clear.id
        assert any("u undoes it" in toast for toast in ui.toasts)
        await ui.press("u")
        assert clear.id in {item.id for item in waiting(korean)}


async def test_another_candidate_is_picked_with_enter(korean: Library) -> None:
    unclear = next(item for item in waiting(korean) if len(item.candidates) > 1)
    wanted = unclear.candidates[1].record
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        while ui.cursor().id != unclear.id:
            await ui.press("j")
        await ui.press("enter", "j", "enter")
        assert unclear.id not in {item.id for item in waiting(korean)}
        found = korean.ask(lambda study: study.library.search(PaperQuery(words=(wanted.title,))))
        assert found.total == 1


async def test_rejecting_is_remembered_by_the_next_scan(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        gone = ui.cursor().id
        await ui.press("r")
    korean.scan()
    assert gone not in {item.id for item in waiting(korean)}


async def test_a_paper_is_named_by_its_number(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        asked = ui.cursor().id
        await ui.press("s", *["backspace"] * 40)
        await ui.type("1706.03762")
        await ui.press("enter")
        assert asked not in {item.id for item in waiting(korean)}
        assert korean.ask(lambda study: study.library.get("1706.03762").mentions)


async def test_a_paper_is_searched_for_by_words(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        asked = ui.cursor().id
        await ui.press("s", *["backspace"] * 40)
        await ui.type("Attention is all you need")
        await ui.press("enter")
        assert "Which paper is it?" in ui.text
        await ui.press("enter")
        assert asked not in {item.id for item in waiting(korean)}


async def test_part_of_a_word_or_an_author_finds_papers_of_the_library(korean: Library) -> None:
    page = korean.ask(lambda study: study.library.search(PaperQuery(words=("transform",))))
    assert page.total > 1
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        await ui.press("s")
        await ui.type("transform")  # in place of what stood there
        await ui.press("enter")
        for row in page.rows:
            assert row.title[:20] in ui.text


async def test_words_that_find_nothing_come_back_to_be_changed(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        await ui.press("s")
        await ui.type("qwertz uiop")
        await ui.press("enter")
        assert any("no paper was found" in toast for toast in ui.toasts)
        assert ui.app.screen.query_one(Input).value == "qwertz uiop"
        await ui.press("escape")
        assert ui.app.screen.query("#questions")


async def test_all_that_is_clear_in_one_log_is_accepted_at_once(korean: Library) -> None:
    before = waiting(korean)
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("j")
        log = ui.cursor().log_id
        await ui.press("A")
        left = waiting(korean)
    assert not [item for item in left if item.log_id == log and len(item.candidates) == 1]
    assert len(left) < len(before)


async def test_where_nothing_is_clear_nothing_is_said_to_be_accepted(korean: Library) -> None:
    korean.ask(lambda study: study.inbox.accept_all())
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.run("accept_all")
        assert ui.toasts == ["nothing is clear enough: each of them needs a look"]


async def test_what_was_found_is_added_and_chosen_in_one_step(korean: Library) -> None:
    item = waiting(korean)[0]
    found = FoundPaper(PaperRecord("log", "A wholly new title without number"), ())
    count = korean.ask(lambda study: study.library.search(PaperQuery()).total)
    korean.ask(lambda study: _choose_found(study, item, found))
    korean.ask(lambda study: study.upkeep.undo())
    assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count
    assert waiting(korean)[0].text == item.text


async def test_two_lines_around_the_mention_are_shown_as_the_file_has_them(
    korean: Library,
) -> None:
    asked = waiting(korean)[1]
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        while ui.cursor().id != asked.id:
            await ui.press("j")
        assert asked.excerpt in ui.text
        assert f"> {asked.line}  " in ui.text
        for line in (asked.line - 2, asked.line - 1, asked.line + 1, asked.line + 2):
            assert f"   {line}" in ui.text


async def test_an_error_brings_the_question_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        asked = ui.cursor().id
        korean.ask(lambda study: study.inbox.reject(asked))
        await ui.press("a")
        assert any("waits in the inbox" in toast for toast in ui.toasts)
        assert ui.cursor() is None or ui.cursor().id != asked


async def test_the_marked_questions_are_answered_in_one_step(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        before = korean.ask(lambda study: study.inbox.count())
        await ui.press("space", "space", "space", "r")
        assert ui.toasts[-1] == "3 questions answered with no · u undoes it"
        assert korean.ask(lambda study: study.inbox.count()) < before
        await ui.press("u")
        assert korean.ask(lambda study: study.inbox.count()) == before


async def test_where_no_marked_question_is_clear_nothing_is_there_to_undo(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("asterisk", "a")
        await ui.press("asterisk", "a")  # of three meetings that may be one, two are one now
        screen = ui.app.screen
        assert isinstance(screen, InboxScreen)
        unclear = list(screen.questions.ids)
        assert unclear
        ui.app.clear_notifications()
        await ui.press("asterisk", "a")
        assert "no question answered" in ui.toasts
        assert not any("u undoes it" in said for said in ui.toasts)
        assert list(screen.questions.ids) == unclear, "they are there again"


@pytest.mark.parametrize("error", [StoreError, InvalidInputError])
async def test_marked_questions_come_back_after_an_error(
    korean: Library, error: type[PaperstudyError]
) -> None:
    def fail(*_: object) -> str:
        raise error("it cannot be written")

    async with open_app(korean) as ui:
        await ui.go("inbox")
        screen = ui.app.screen
        assert isinstance(screen, InboxScreen)
        before = list(screen.questions.ids)
        await ui.press("asterisk")
        screen._answer_marked("reject", fail)
        assert not screen.questions.ids
        await ui.settle()
        assert list(screen.questions.ids) == before
        assert "it cannot be written" in ui.toasts[-1]
        assert not any("u undoes it" in said for said in ui.toasts)


async def test_of_the_marked_questions_those_that_are_not_clear_come_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        unclear = {item.id for item in waiting(korean) if not is_clear(item)}
        await ui.press("asterisk", "a")
        assert {item.id for item in waiting(korean)} == unclear
        await ui.press("u")
        assert len(waiting(korean)) > len(unclear)


async def test_undo_names_the_question_and_the_cursor_goes_back_to_it(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("j")
        asked = ui.cursor()
        await ui.press("r")
        assert ui.cursor().id != asked.id
        await ui.press("u")
        assert ui.cursor().id == asked.id
        assert asked.text in ui.toasts[-1]


async def test_a_key_that_can_do_nothing_says_what_can_be_done(
    empty: Library,
) -> None:
    async with open_app(empty) as ui:
        await ui.go("inbox")
        for key in ("a", "r", "s", "o", "e", "A", "enter"):
            ui.app.clear_notifications()
            await ui.press(key)
            assert "nothing waits for a decision" in ui.toasts[-1], key


async def test_a_session_is_asked_about_with_the_lines_that_tell_of_it(empty: Library) -> None:
    log = empty.write_log("day.md", "# Notes\n\nbefore\n\n## Maybe\n\nafter\n")

    def save(study: Study) -> None:
        row = SessionRow(date=date(2021, 8, 17), title="Maybe", sure=False, line=5)
        save_told(study, row, str(log))

    empty.ask(save)
    async with open_app(empty, LARGE) as ui:
        await ui.go("inbox")
        assert "day.md:5" in ui.text
        assert "> 5  ## Maybe" in ui.text
        assert "before" in ui.text
        assert "Was this a meeting of the group? a yes · r no" in ui.text
        await ui.press("A")
        assert "here a says yes, r says no" in ui.toasts[-1]
        await ui.press("?")
        assert "One answer stands out: a takes it" in ui.text


async def test_why_a_name_is_asked_about_is_said_as_a_question(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        assert "Several papers may be meant. Which one?" in ui.text
        while len(ui.cursor().candidates) > 1:
            await ui.press("j")
        assert "Is this paper meant here, or said in passing? a yes · r no" in ui.text
        assert "unambiguous" not in ui.text


async def test_meetings_that_may_be_one_are_asked_about(korean: Library) -> None:
    asked = [one.id for one in korean.ask(lambda study: study.same_meetings.list())]
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        assert ui.app.counts["inbox"] == str(len(ui.app.screen.query_one(RowList).ids))
        await ui.press("G")
        same = ui.cursor()
        assert same.id == asked[-1]
        assert len(same.others) > 1
        assert "Which of these is the same meeting?" in ui.text
        await ui.press("a")
        assert "choose which it is" in ui.toasts[-1]
        await ui.press("enter", "enter")
        assert "one now" in ui.toasts[-1]
        await ui.press("u")
        await ui.press("r")
        assert "stays by itself" in ui.toasts[-1]
        assert [one.id for one in korean.ask(lambda study: study.same_meetings.list())] == asked[
            :-1
        ]
        await ui.press("a")
        assert "one now" in ui.toasts[-1]


async def test_marks_are_counted_and_escape_takes_them_away(korean: Library) -> None:
    before = len(waiting(korean))
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("asterisk")
        assert "8 questions marked" in ui.text
        await ui.press("escape")
        assert "marked" not in ui.text
        await ui.press("r")
        assert len(waiting(korean)) == before - 1


async def test_after_an_answer_the_keys_are_those_of_the_list(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        for key in ("r", "A"):
            await ui.press("enter")
            assert isinstance(ui.app.focused, Sheet)
            await ui.press(key)
            assert isinstance(ui.app.focused, RowList), key


async def test_accepting_a_log_skips_no_question_below(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        await ui.press("j", "j")
        below = ui.app.screen.query_one(RowList).ids[3]
        await ui.press("A")  # the two of this log, one of which stands above the cursor
        assert ui.app.screen.query_one(RowList).current == below


async def test_of_a_session_there_is_nothing_to_choose_and_that_is_said(empty: Library) -> None:
    empty.ask(save_unsure)
    async with open_app(empty) as ui:
        await ui.go("inbox")
        for key in ("s", "enter"):
            ui.app.clear_notifications()
            await ui.press(key)
            assert "nothing to choose from: a says yes, r says no" in ui.toasts[-1], key
        ui.app.clear_notifications()
        await ui.press("o")
        assert ui.toasts
