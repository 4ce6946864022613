"""Files that a command writes where a person says: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.cli.errors import is_full
from paperstudy.cli.output import safe
from paperstudy.domain.errors import ConflictError, DiskFullError, InvalidFileError

if TYPE_CHECKING:
    from paperstudy.domain.errors import PaperstudyError


def write_file(name: str, text: str) -> tuple[str, bool]:
    """Write `text` to the file, in UTF-8; return its path and whether it replaced another.

    The text is written beside the file and moved over it, so that nobody meets half of it. A
    link stays a link: what it points at is replaced. Nothing never replaces something.

    Raises:
        ConflictError: there is no text, and the file holds some.
        InvalidFileError: it cannot be written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    try:
        target = path.resolve()
        replaced = target.is_file()
        if replaced and not text.strip() and target.stat().st_size > 0:
            raise ConflictError(
                "{path} is left as it is: there is nothing to write in its place",
                hint="remove the file if that is what you want",
                path=path,
            )
        if target.exists() and not replaced:  # /dev/stdout, a pipe: there is nothing to move over
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(target, text)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise file_error("{path} cannot be written ({reason})", path, error) from error
    return safe(path), replaced


def expand_home(name: str) -> Path:
    """Return the path that `name` says, with `~` and `~ann` as home folders.

    Raises:
        InvalidFileError: there is nobody of that name.
    """
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise InvalidFileError(
            "there is no home folder {home}",
            hint="put ./ before a name that begins with ~",
            home=Path(name).parts[0],
        ) from error


def file_error(template: str, path: object, error: Exception) -> PaperstudyError:
    """Return what a system says of a file as an error of ours, by a template of path and reason."""
    kind = DiskFullError if is_full(error) else InvalidFileError
    reason = error.strerror if isinstance(error, OSError) else None
    return kind(template, path=path, reason=reason or error)


def _replace(target: Path, text: str) -> None:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(beside).chmod(_mode(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the mode of the file that is replaced, else what a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
