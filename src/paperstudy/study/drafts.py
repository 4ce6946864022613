"""What a person began to write and did not save: kept in a file until they do.

It is no part of the library: it belongs to whoever sits at this machine.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.config import Settings

_FILE = "drafts.json"


def read_drafts(settings: Settings) -> dict[str, str]:
    """Return the drafts for this library by what they are called; none where none can be read."""
    kept = _read(_path(settings)).get(settings.database, {})
    if not isinstance(kept, dict):
        return {}
    return {name: text for name, text in kept.items() if isinstance(text, str)}


def write_drafts(settings: Settings, drafts: Mapping[str, str]) -> None:
    """Keep these drafts for this library, in place of those kept before.

    Raises:
        InvalidFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    path = _path(settings)
    kept = _read(path)
    if kept.get(settings.database, {}) == dict(drafts):
        return
    kept[settings.database] = dict(drafts)
    from paperstudy.study.files import write_file

    with suppress(OSError):  # what is wrong with the folder shows at the file
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - settings are texts
    write_file(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def _path(settings: Settings) -> str:
    return os.path.join(settings.data_folder, _FILE)  # noqa: PTH118 - settings are texts


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - settings are texts
            kept = json.load(stream)
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
