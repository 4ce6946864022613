"""The one seam to the programs of a desktop that show a file or a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.cli.call import Call

_DESKTOPS = {"win32", "darwin"}


def open_place(call: Call, place: str) -> bool:
    """Show a file or a page to the person; return False where there is nothing to show it on.

    A page is one of the web: whatever else a source may call a link is not handed to a program.
    """
    from pathlib import Path

    if not place.startswith(("http://", "https://")) and not Path(place).is_absolute():
        return False
    if call.launch is not None:
        return call.launch(place)
    return _has_display(call.environ) and _launch(place)


def _has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can open here: not on a server that one is logged in to."""
    if environ.get("SSH_CONNECTION") and not environ.get("DISPLAY"):
        return False
    return platform in _DESKTOPS or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _launch(place: str) -> bool:
    import click

    try:
        return click.launch(place) == 0
    except OSError:
        return False
