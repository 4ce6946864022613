"""Changing the user's own settings file, which people also keep by hand.

Only the value of one key is written; comments, order, blanks and line ends of the rest stay as
they are, byte for byte. What would come out is read back before anything is written: a file laid
out in a way that we cannot edit is left alone, and said to be.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.config import KEYS, Layer, check_value
from paperstudy.domain.errors import ConfigError
from paperstudy.domain.text import clean_line
from paperstudy.places import USER_FILE, find_config_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | bool | tuple[str, ...]

_TABLE = re.compile(r"^[ \t]*\[")


def user_file(environ: Mapping[str, str]) -> Path:
    """Return where the user's own settings file is, or would be."""
    return Path(find_config_folder(environ)) / USER_FILE


def save_setting(key: str, value: Value | None, environ: Mapping[str, str]) -> Path:
    """Write the value of a key into the user's own settings file; None takes the key out.

    Raises:
        ConfigError: the value is none for this key, or the file cannot be read, edited or written.
    """
    assert key in KEYS, "settings of a table are kept by hand"
    path = user_file(environ)
    if value is not None:
        given = list(value) if isinstance(value, tuple) else value
        check_value(key, given, Layer(str(path), {}, str(path.parent)))
    try:
        text = path.read_bytes().decode() if path.is_file() else ""
        edited = edit(text, key, value)
        if edited is None:
            raise _no_edit(path, key)
        if edited != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            # In place: the file may be a link into a folder that is kept elsewhere.
            path.write_bytes(edited.encode())
    except (OSError, ValueError) as error:  # tomllib's error and a bad encoding are ValueErrors
        raise ConfigError(
            "{path} cannot be written ({reason})",
            hint="set PAPERSTUDY_{variable} instead",
            path=path,
            reason=getattr(error, "strerror", None) or error,
            variable=key.upper(),
        ) from error
    return path


def edit(text: str, key: str, value: Value | None) -> str | None:
    """Return settings with another value of a key; None where that cannot be done by a line.

    Raises:
        ValueError: the text is no TOML.
    """
    before = tomllib.loads(text)
    lines = text.splitlines(keepends=True)
    place = _find(lines, key)
    line = "" if value is None else f"{key} = {_toml(value)}"
    if place is not None:
        first, last = place
        end = _line_end(lines[first])
        kept = _comment(lines[first]) if last == first + 1 else ""
        lines[first:last] = [f"{line}{kept}{end}"] if line else []
    elif line:
        at = next((n for n, one in enumerate(lines) if _TABLE.match(one)), len(lines))
        while at and not lines[at - 1].strip():  # blank lines belong to the table behind them
            at -= 1
        if at and not lines[at - 1].endswith("\n"):
            lines[at - 1] += "\n"
        end = _line_end(lines[0]) if lines else "\n"
        lines.insert(at, f"{line}{end}")
    edited = "".join(lines)
    wanted = {one: said for one, said in before.items() if one != key}
    if value is not None:
        wanted[key] = list(value) if isinstance(value, tuple) else value
    return edited if _same(edited, wanted) else None


def _find(lines: list[str], key: str) -> tuple[int, int] | None:
    """Return the first line of what sets a key, and the one behind its last: it may be several."""
    start = re.compile(rf"[ \t]*(?:{key}|\"{key}\"|'{key}')[ \t]*=")
    at = 0
    while at < len(lines) and not _TABLE.match(lines[at]):
        end = _statement_end(lines, at)
        if start.match(lines[at]):
            return at, end
        at = end
    return None


def _statement_end(lines: list[str], first: int) -> int:
    """Return the line behind a statement: an array or a long text may go over several lines."""
    for end in range(first + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[first:end]))
        except ValueError:
            continue
        return end
    return first + 1


def _comment(line: str) -> str:
    """Return the comment behind a value, with the blanks before it."""
    bare = line.rstrip("\r\n")
    for found in re.finditer(r"[ \t]*#", bare):
        try:
            tomllib.loads(bare[: found.start()])
        except ValueError:
            continue
        return bare[found.start() :]
    return ""


def _line_end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    # What JSON writes of a clean line is a basic string of TOML 1.0 too.
    return json.dumps(clean_line(value), ensure_ascii=False)


def _same(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except ValueError:
        return False


def _no_edit(path: Path, key: str) -> ConfigError:
    return ConfigError(
        "{key} cannot be changed in {path}: the file is laid out in a way of its own",
        hint="change it there by hand",
        key=key,
        path=path,
    )
