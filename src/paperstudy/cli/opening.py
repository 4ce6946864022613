"""The one seam to the programs of a desktop that show a file or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.study.desktop import has_display

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


def open_place(call: Call, place: str) -> bool:
    """Show a file or a page to the person; return False where there is nothing to show it on.

    A page is one of the web: whatever else a source may call a link is not handed to a program.
    """
    from pathlib import Path

    if not place.startswith(("http://", "https://")) and not Path(place).is_absolute():
        return False
    if call.launch is not None:
        return call.launch(place)
    return has_display(call.environ) and _launch(place)


def _launch(place: str) -> bool:
    import click

    try:
        return click.launch(place) == 0
    except OSError:
        return False
