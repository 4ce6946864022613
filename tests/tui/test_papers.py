"""The screen of the papers, from keys to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.queries import PaperQuery
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        check_screen(ui, f"papers-{name}-{size[0]}")


async def test_typing_searches_and_escape_takes_the_search_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("slash")
        await ui.type("lora")
        assert "LoRA" in ui.text
        assert "ViT" not in ui.text
        await ui.press("enter", "escape")
        assert "1 paper " not in ui.text
        assert len(ui.app.screen.query_one("#papers").ids) > 5  # type: ignore[attr-defined]


async def test_tags_go_on_all_marked_papers_and_undo_takes_them_off(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("space", "space", "t")
        await ui.type("nlp vision")
        await ui.press("enter")
        tagged = korean.ask(lambda study: study.library.search(PaperQuery(tags=("nlp",))))
        assert tagged.total == 2
        assert "tags of 2 papers changed · u undoes it" in ui.toasts
        await ui.press("u")
        tagged = korean.ask(lambda study: study.library.search(PaperQuery(tags=("nlp",))))
        assert tagged.total == 0


async def test_removing_keeps_the_cursor_at_its_place(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("j")
        gone, title = ui.cursor().key, ui.cursor().title
        await ui.press("d")
        assert f"removed “{title}” · u undoes it" in ui.toasts
        assert ui.cursor().key != gone
        assert ui.app.screen.query_one("#papers").cursor == 1  # type: ignore[attr-defined]
        assert gone not in {
            p.key for p in korean.ask(lambda s: s.library.search(PaperQuery())).rows
        }
