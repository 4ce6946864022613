"""The screen of the reading lists, from keys to the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.reading import ReadingChange
from paperstudy.saying.names import title_of
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from paperstudy.domain.library import ReadingRow
    from tests.tui.conftest import Library, Ui


def add(library: Library, count: int, **change: object) -> list[str]:
    """Put the first papers on the group's list."""
    keys = [
        row.key for row in library.ask(lambda s: s.library.search(PaperQuery(), limit=count)).rows
    ]
    given = ReadingChange(**({"status": PaperStatus.TO_READ} | change))  # type: ignore[arg-type]
    library.ask(lambda study: study.reading.save(keys, given))
    return list(keys)


def listed(library: Library, person: str = "") -> dict[str, ReadingRow]:
    rows = library.ask(lambda study: study.reading.list(person, statuses=()))
    return {row.key: row for row in rows}


def here(ui: Ui) -> ReadingRow:
    """The entry under the cursor of the column that has the keys."""
    return ui.app.screen.lane.current_row  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    if name != "empty":
        keys = add(library, 6, priority=2, due=date(2026, 11, 20), note="[/note] 먼저 읽기")
        done = ReadingChange(status=PaperStatus.READ, rating=4)
        library.ask(lambda study: study.reading.save(keys[:1], done))
        library.ask(lambda study: study.reading.back(keys[-1:]))
    async with open_app(library, size) as ui:
        await ui.go("reading")
        check_screen(ui, f"reading-{name}-{size[0]}")


async def test_one_key_moves_a_paper_on_and_back_with_the_cursor_on_it(korean: Library) -> None:
    add(korean, 3)
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        key = here(ui).key
        await ui.press(">")
        assert listed(korean)[key].entry.status is PaperStatus.READING
        assert here(ui).key == key
        await ui.press("L", "L")
        assert listed(korean)[key].entry.status is PaperStatus.PRESENTED
        await ui.press("<")
        assert listed(korean)[key].entry.status is PaperStatus.READ
        await ui.press("u", "u", "u", "u")
        assert listed(korean)[key].entry.status is PaperStatus.TO_READ


async def test_two_quick_keys_move_a_paper_two_columns(korean: Library) -> None:
    add(korean, 2)
    async with open_app(korean) as ui:
        await ui.go("reading")
        key = here(ui).key
        await ui.pilot.press(">", ">")
        await ui.settle()
        assert listed(korean)[key].entry.status is PaperStatus.READ
        assert here(ui).key == key


async def test_a_narrow_screen_shows_one_column_and_the_keys_go_to_the_next(
    korean: Library,
) -> None:
    keys = add(korean, 3)
    done = ReadingChange(status=PaperStatus.READING)
    korean.ask(lambda study: study.reading.save(keys[:1], done))
    async with open_app(korean) as ui:
        await ui.go("reading")
        assert "[to-read 2]" in ui.text
        await ui.press("right")
        assert "[reading 1]" in ui.text
        assert here(ui).key == keys[0]
        await ui.press("enter")
        assert "Status" in ui.text
        await ui.press("escape")
        assert "[reading 1]" in ui.text


async def test_marked_papers_get_a_date_as_people_write_it(korean: Library) -> None:
    keys = add(korean, 3)
    async with open_app(korean, LARGE, language="ko") as ui:
        await ui.go("reading")
        await ui.press("space", "space", "w")
        await ui.type("soonish")
        await ui.press("enter")
        assert "soonish" in ui.text  # said, and still there to be mended
        for _ in range(len("soonish")):
            await ui.pilot.press("backspace")
        await ui.type("11/27")
        await ui.press("enter")
        days = [listed(korean)[key].entry.due for key in keys]
        assert sorted(map(str, days)) == ["2026-11-27", "2026-11-27", "None"]
        assert "11/27" in ui.text


async def test_priority_rating_and_note_are_kept(korean: Library) -> None:
    add(korean, 1)
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        key = here(ui).key
        await ui.press("+", "+", "-")
        assert listed(korean)[key].entry.priority == 3
        await ui.press("-")
        assert listed(korean)[key].entry.priority is None
        await ui.press("r")
        await ui.type("5/5")
        await ui.press("enter")
        assert listed(korean)[key].entry.rating == 5
        await ui.press("n")
        await ui.type("first part only")
        await ui.press("ctrl+s")
        assert listed(korean)[key].entry.note == "first part only"
        assert "first part only" in ui.text


async def test_the_priority_of_several_papers_is_one_step(korean: Library) -> None:
    keys = add(korean, 3)
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        await ui.press("asterisk", "plus")
        assert [listed(korean)[key].entry.priority for key in keys] == [3, 3, 3]
        await ui.press("u")
        assert [listed(korean)[key].entry.priority for key in keys] == [None] * 3


async def test_my_list_is_one_key_away_and_who_i_am_is_asked_once(korean: Library) -> None:
    add(korean, 1)
    async with open_app(korean, LARGE, me="") as ui:
        await ui.go("reading")
        await ui.press("g")
        assert "Who are you?" in ui.text
        await ui.type("도윤")
        await ui.press("enter")
        assert "[my list]" in ui.text
        assert "from now on you are 도윤우" in " ".join(ui.toasts)
        await ui.press("g", "v")
        assert here(ui).votes == ("도윤우",)
        await ui.press("V")
        assert here(ui).votes == ()
        await ui.press("p")
        assert here(ui).nominated_by == "도윤우"


async def test_a_name_that_no_log_has_is_taken_as_it_is_typed(korean: Library) -> None:
    async with open_app(korean, me="") as ui:
        await ui.go("reading")
        await ui.press("g")
        assert "somebody else: type a name" in ui.text
        await ui.type("나의이름")
        assert "use “나의이름”" in ui.text
        await ui.press("enter")
        assert "from now on you are 나의이름" in " ".join(ui.toasts)
        assert ui.app.settings.me == "나의이름"


async def test_a_paper_comes_onto_the_list_by_its_title_and_goes_off_again(
    korean: Library,
) -> None:
    papers = korean.ask(lambda s: s.library.search(PaperQuery(), limit=2)).rows
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        for paper in papers:  # the cursor is on each in its turn, wherever it comes to stand
            before = set(listed(korean))
            await ui.press("a")
            await ui.type(paper.title[:20])
            assert title_of(paper.title)[:30] in ui.text
            await ui.press("enter")
            assert paper.key in listed(korean)
            assert here(ui).key == paper.key
        await ui.press("d")
        assert f"“{title_of(papers[1].title)}” is off the list · u undoes it" in ui.toasts
        assert set(listed(korean)) == before
        await ui.press("u")
        assert papers[1].key in listed(korean)


async def test_papers_come_onto_the_list_by_their_keys(korean: Library) -> None:
    papers = korean.ask(lambda s: s.library.search(PaperQuery(), limit=2)).rows
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        await ui.press("a")
        await ui.type(" ".join(paper.key for paper in papers))
        await ui.press("enter")
        assert {paper.key for paper in papers} <= set(listed(korean))


async def test_next_goes_to_what_was_begun(korean: Library) -> None:
    keys = add(korean, 3)
    begun = ReadingChange(status=PaperStatus.READING)
    korean.ask(lambda study: study.reading.save(keys[1:2], begun))
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        await ui.press("N")
        assert here(ui).key == keys[1]
        assert any(toast.startswith("next: ") for toast in ui.toasts)


async def test_what_comes_before_a_paper_is_shown(korean: Library) -> None:
    korean.write_log("2026-11-02-path.md", "# 11월 2일\n\n읽는 순서: ViT → BERT → LoRA\n")
    korean.scan()
    orders = korean.ask(lambda study: study.reading.orders())
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        await ui.press("b")
        assert bool(orders) == ("Orders of reading" in ui.text)


async def test_words_leave_only_what_has_them(korean: Library) -> None:
    add(korean, 10)
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        title = here(ui).title
        await ui.press("slash")
        await ui.type(title[:12])
        await ui.press("enter")
        assert len(ui.app.screen.lane.ids) < 10  # type: ignore[attr-defined]
        assert here(ui).title == title
        await ui.press("escape")
        assert len(ui.app.screen.lane.ids) == 10  # type: ignore[attr-defined]


async def test_a_to_do_is_closed_and_opened_again(korean: Library) -> None:
    korean.write_log(
        "2026-11-03-todo.md", "# 11월 3일\n\n- [ ] BERT 다시 읽기\n- [ ] LoRA 코드 돌려 보기\n"
    )
    korean.scan()

    def open_() -> int:
        return len(korean.ask(lambda study: study.todos.list(open_only=True)))

    before = open_()
    assert before
    async with open_app(korean) as ui:
        await ui.go("reading")
        await ui.press("t")
        assert f"[to do {before}]" in ui.text
        await ui.press("x")
        assert open_() == before - 1
        assert "1 to-do is done · u undoes it" in ui.toasts
        await ui.press("u")
        assert open_() == before
        await ui.press("f")
        await ui.type("also")
        await ui.press("enter", "escape")
        assert "[the group's list]" in ui.text


async def test_what_was_presented_stands_in_its_column_without_being_put_on_the_list(
    korean: Library,
) -> None:
    paper = next(
        held.paper
        for session in korean.ask(lambda study: study.sessions.list())
        for held in session.presentations
        if held.paper is not None
    )
    query = PaperQuery(status=PaperStatus.PRESENTED)
    presented = korean.ask(lambda study: study.library.ids(query))
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        lane = ui.app.screen.query_one("#lane-presented")
        assert set(lane.ids) == set(presented)  # type: ignore[attr-defined]
        assert paper[0] not in listed(korean)
