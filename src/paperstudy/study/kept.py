"""What this machine keeps for whoever sits at it: drafts, and the files they last wrote to.

It is no part of the library: others who share that have their own.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import PaperstudyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.config import Settings

DRAFTS, BASES, OUTPUTS = "drafts", "bases", "outputs"


def read_kept(settings: Settings, what: str) -> dict[str, str]:
    """Return what is kept of a kind for this library, by name; nothing where it cannot be read."""
    kept = _read(_path(settings, what)).get(settings.database, {})
    if not isinstance(kept, dict):
        return {}
    return {name: text for name, text in kept.items() if isinstance(text, str)}


def change_kept(settings: Settings, what: str, changes: Mapping[str, str | None]) -> None:
    """Keep these for this library, and None of them no more; what else is kept of the kind stays.

    Raises:
        InvalidFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    path = _path(settings, what)
    kept = _read(path)
    before = read_kept(settings, what)
    after = {name: text for name, text in {**before, **changes}.items() if text is not None}
    if before == after:
        return
    kept[settings.database] = after
    from paperstudy.study.files import write_file

    with suppress(OSError):  # what is wrong with the folder shows at the file
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - settings are texts
    write_file(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def keep_outputs(settings: Settings, **values: str) -> None:
    """Keep where something was written to; that this fails is no reason to say that it was not."""
    with suppress(PaperstudyError):
        change_kept(settings, OUTPUTS, values)


def _path(settings: Settings, what: str) -> str:
    return os.path.join(settings.data_folder, f"{what}.json")  # noqa: PTH118 - settings are texts


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - settings are texts
            kept = json.load(stream)
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
