"""Whether a window can open where the person is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DESKTOPS = {"win32", "darwin"}


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can open here: not on a server that one is logged in to."""
    if environ.get("SSH_CONNECTION") and not environ.get("DISPLAY"):
        return False
    return platform in _DESKTOPS or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
