"""Whether a window can open where the person is, and opening one there."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DESKTOPS = {"win32", "darwin"}


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can open here: not on a server that one is logged in to."""
    if environ.get("SSH_CONNECTION") and not environ.get("DISPLAY"):
        return False
    return platform in _DESKTOPS or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def show_beside(url: str) -> None:
    """Have the person's browser show an address; nobody waits for it, and it prints nothing here.

    It is asked for in a process of its own: what a browser has to say would stand in the screen,
    and one that lasts would hold it up.
    """
    # -P: nothing in the folder we stand in is imported.
    command = [sys.executable, "-P", "-m", "webbrowser", url]
    threading.Thread(target=_run_quietly, args=(command,), daemon=True).start()


def _run_quietly(command: Sequence[str]) -> None:
    nowhere = subprocess.DEVNULL
    subprocess.run(  # noqa: S603 - our own Python; the address is one word
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
    )
