"""Completion of paths, as a shell does it: behind the cursor, taken with the right arrow."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from paperstudy.study.paths import list_paths
from paperstudy.tui.text import line

if TYPE_CHECKING:
    from paperstudy.tui.work import Work


class PathSuggester(Suggester):
    """Completes the path of a file or folder; folders are read beside the screen."""

    def __init__(self, work: Work) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._work = work

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first path that begins so; none that could not be shown as it is."""
        if not value.strip():
            return None
        answer: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()

        def take(found: tuple[str, ...]) -> None:
            if not answer.done():
                answer.set_result(found)

        self._work.ask(lambda _: list_paths(value), take, failed=lambda _: take(()))
        found = (one for one in await answer if one == line(one))
        return next((one for one in found if one.startswith(value) and one != value), None)
