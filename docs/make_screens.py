"""Draw `docs/app-*.svg`: screens of the app on the sample logs. Run: `python docs/make_screens.py`."""  # noqa: INP001 - a tool beside the pictures

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from paperstudy.config import Settings
from paperstudy.domain.events import CancelToken
from paperstudy.domain.planning import PresentationPlan, SessionEdit
from paperstudy.study import open_study
from paperstudy.study.demo import sample_logs
from paperstudy.tui.app import PaperstudyApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from paperstudy.study.study import Study

HERE = Path(__file__).parent
SIZE = (120, 36)
NOW = datetime(2024, 4, 8, 9, 0, tzinfo=UTC)  # the day before a session of the sample logs
# A reader's own fonts draw the pictures.
FONTS = "'Fira Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_TEXT = re.compile(
    r'<text class="(?P<class>[^"]*-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" '
    r'textLength="(?P<length>[\d.]+)" (?P<clip>clip-path="[^"]*")>(?P<text>[^<]+)</text>'
)
PICTURES = {
    "papers": ["slash", *"year:2020..", "enter", "G", "k", "k"],
    "inbox": [],
    "sessions": [],
}


def main() -> None:
    """Make a library in a folder of its own, and keep each screen as a picture."""
    with tempfile.TemporaryDirectory() as folder, sample_logs() as logs:
        shutil.copytree(logs, Path(folder) / "logs")
        os.chdir(folder)  # so that the paths on the screen are short, and the same everywhere
        settings = Settings(
            library="study",
            database=str(Path(folder) / "library.db"),
            archive=str(Path(folder) / "archive.db"),
            pdf_folder=folder,
            data_folder=folder,
            time_zone="Asia/Seoul",
            offline=True,
            me="도윤우",
        )
        with open_study(settings, clock=lambda: NOW) as study:
            _fill(study)
        for name, keys in PICTURES.items():
            picture = asyncio.run(_draw(settings, name, keys))
            (HERE / f"app-{name}.svg").write_text(picture, encoding="utf-8")


def _fill(study: Study) -> None:
    list(study.scanning.scan([Path("logs")], cancel=CancelToken()))
    study.sessions.new("2024-04-16 19:00", SessionEdit(title="Reading the weights"))
    study.sessions.present("2024-04-16", PresentationPlan("dettmers2023qlora", ("나은채",)))


async def _draw(settings: Settings, name: str, keys: list[str]) -> str:
    app = PaperstudyApp(settings, clock=lambda: NOW, watch=0)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await app.action_go(name)
            await _settle(app, pilot)
            for key in keys:
                await pilot.press(key)
                await _settle(app, pilot)
            return _redraw(app.export_screenshot(title="paperstudy", simplify=True))
    finally:
        app.close()


async def _settle(app: PaperstudyApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause(0)
        rest = getattr(app.screen_stack[0], "rest_now", None)
        if rest is not None:
            rest()
        await app.work.settle()


def _redraw(picture: str) -> str:
    """Return a picture that asks no other host for a font, and gives Hangul its two cells."""
    without = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    return _TEXT.sub(_in_cells, without.replace("Fira Code, monospace", FONTS))


def _in_cells(found: re.Match[str]) -> str:
    """Return a text of the picture as runs of one width each, every one where its cells are."""
    at, text = float(found["x"]), unescape(found["text"])
    cell = float(found["length"]) / len(text)
    drawn = []
    for width, run in groupby(text, cell_len):
        said = "".join(run)
        stretch = ' lengthAdjust="spacingAndGlyphs"' if width > 1 else ""
        length = cell * width * len(said)
        if said.strip(" \xa0") and width:
            drawn.append(
                f'<text class="{found["class"]}" x="{at:g}" y="{found["y"]}" '
                f'textLength="{length:g}"{stretch} {found["clip"]}>{escape(said)}</text>'
            )
        at += length
    return "".join(drawn)


if __name__ == "__main__":
    main()
