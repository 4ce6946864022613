"""The sample logs that come with paperstudy, for a first look."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


def sample_logs() -> AbstractContextManager[Path]:
    """Open the folder of sample logs; it is a real folder as long as the context lasts."""
    return as_file(files("paperstudy") / "demo" / "logs")
