"""What a person is asked once and the settings keep: who sits at the keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.config import USER_FILE, find_config_folder
from paperstudy.domain.errors import ConfigError
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRY = re.compile(r"^me[ \t]*=.*$", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def save_me(name: str, environ: Mapping[str, str]) -> Path:
    """Write into the user's own settings file who they are; the rest of it stays as it is.

    Raises:
        ConfigError: the file cannot be written.
    """
    path = Path(find_config_folder(environ)) / USER_FILE
    # What JSON writes of a clean line is a basic string of TOML 1.0 too.
    line = f"me = {json.dumps(clean_line(name), ensure_ascii=False)}"
    try:
        text = path.read_bytes().decode() if path.is_file() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        # In place: the file may be a link into a folder that is kept elsewhere.
        path.write_bytes(_with(text, line).encode())
    except (OSError, ValueError) as error:
        raise ConfigError(
            "{path} cannot be written ({reason})",
            hint="set PAPERSTUDY_ME instead",
            path=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return path


def _with(text: str, line: str) -> str:
    """Return settings with a line among the keys that stand before the first table."""
    table = _TABLE.search(text)
    head, tables = (text[: table.start()], text[table.start() :]) if table else (text, "")
    if _ENTRY.search(head):
        return _ENTRY.sub(lambda _: line, head, count=1) + tables
    return f"{line}\n{text}"
