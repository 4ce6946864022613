"""Files that are written where a person says: whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from paperstudy.domain.errors import (
    ConflictError,
    DiskFullError,
    InvalidFileError,
    StaleEditError,
)
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.noting import NoteChange

T = TypeVar("T")

# What tells a file that is ours to replace from anything else of that name. LaTeX's own commands
# (`\@ifnextchar(`) and decorators of programs begin no entry.
BIB_ENTRY = re.compile(rb"(?<![\\\w])@[ \t]*[A-Za-z]+\s*(?:\{|\(\s*[^\s,{}()=\"'#%\\]+\s*,)")
EXPORTS = {
    "csl": re.compile(rb'\A\[(?:\s*\]|\s*\{\s*"id")'),
    "csv": re.compile(rb"\A(?:\xef\xbb\xbf)?key,title,authors,"),
    "json": re.compile(rb'\A\[(?:\s*\]|\s*\{\s*"key")'),
    "library": re.compile(rb'\A\s*\{\s*"paperstudy"'),
    "markdown": re.compile(rb"\A- .*`[^`\n]+`\r?$", re.MULTILINE),
    "ris": re.compile(rb"^TY  - ", re.MULTILINE),
}
CALENDAR = re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE)


def write_file(name: str, held: str | bytes) -> tuple[str, bool]:
    """Write what a file is to hold, text in UTF-8; return its path and whether it replaced another.

    It is written beside the file and moved over it, so that nobody meets half of it. A
    link stays a link: what it points at is replaced. Nothing never replaces something.

    Raises:
        ConflictError: there is nothing to write, and the file holds something.
        InvalidFileError: it cannot be written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    content = held.encode() if isinstance(held, str) else held
    try:
        target = path.resolve()
        replaced = target.is_file()
        if not content or content.isspace():
            _check_nothing(target)
        if target.exists() and not replaced:  # /dev/stdout, a pipe: there is nothing to move over
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            target.write_bytes(content)
        else:
            _replace(target, content)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise file_error("{path} cannot be written ({reason})", path, error) from error
    return clean_line(str(path)), replaced


def write_by(name: str, fill: Callable[[BinaryIO], T], *, nothing: bool = False) -> tuple[str, T]:
    """Write a file by what `fill` writes, piece by piece; return its path and what that returns.

    The file is there whole or as it was. A pipe is written as it comes. `nothing` says that
    there is nothing in what is written: that never replaces something.

    Raises:
        ConflictError: there is nothing to write, and the file holds something.
        InvalidFileError: it cannot be written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                return clean_line(str(path)), fill(stream)
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if nothing:
            _check_nothing(target)
        return clean_line(str(path)), _replace_by(target, fill)
    except (OSError, RuntimeError) as error:
        raise file_error("{path} cannot be written ({reason})", path, error) from error


def update_file(name: str, change: Callable[[bytes], bytes]) -> tuple[str, bool]:
    """Put what `change` makes of a file in its place; return its path and whether it differs.

    One that stays the same is not touched.

    Raises:
        InvalidFileError: it cannot be read or written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    target, before = _read(path)
    after = change(before)
    if after != before:
        try:
            _replace(target, after)
        except OSError as error:
            raise file_error("{path} cannot be written ({reason})", path, error) from error
    return clean_line(str(path)), after != before


def _read(path: Path) -> tuple[Path, bytes]:
    """Return where a file is, and what it holds.

    Raises:
        InvalidFileError: it cannot be read.
    """
    try:
        target = path.resolve(strict=True)
        return target, target.read_bytes()
    except (OSError, RuntimeError) as error:
        raise file_error("{path} cannot be read ({reason})", path, error) from error


def read_current(name: str) -> bytes:
    """Return what a file holds; one not there is empty, as long as there is a folder for it.

    Raises:
        InvalidFileError: it cannot be read.
    """
    path = expand_home(name)
    if not os.path.lexists(path) and path.parent.is_dir():
        return b""
    return _read(path)[1]


def put_in_place(name: str, before: bytes, after: bytes, *, only_look: bool = False) -> None:
    """Put bytes in the place of those that a file was read with; `only_look` writes nothing.

    Raises:
        StaleEditError: it has changed meanwhile.
        InvalidFileError: it cannot be read or written.
        DiskFullError: there is no room for it.
    """

    def change(now: bytes) -> bytes:
        if now != before:
            raise _changed()
        return now if only_look else after

    update_file(name, change)


def _changed() -> StaleEditError:
    return StaleEditError(
        "the file has changed meanwhile, and was left as it is",
        hint="do it again, and it is read anew",
    )


def update_or_create(name: str, change: Callable[[bytes], bytes]) -> tuple[str, bool]:
    """Put what `change` makes of a file in its place, as `update_file`; one not there is empty.

    Raises:
        InvalidFileError: it cannot be read or written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    if path.is_file() or os.path.lexists(path):
        return update_file(name, change)
    return write_new_file(name, change(b"").decode()), True


def apply_note(change: NoteChange) -> None:
    """Write, move or take away a note, as long as it is as it was read.

    Raises:
        StaleEditError: it has changed meanwhile.
        InvalidFileError: it cannot be read or written.
        DiskFullError: there is no room for it.
    """
    path, was = change.path, change.was
    try:
        now = was.read_bytes() if was.exists() else None
        if now != change.before or (path != was and path.exists()):
            raise _changed()
        if change.after is not None:
            _replace(path.resolve(), change.after)
        if change.after is None or path != was:
            was.unlink()
    except OSError as error:
        raise file_error("{path} cannot be written ({reason})", path, error) from error


def holds_other(output: object, kind: re.Pattern[bytes]) -> bool:
    """Tell whether a file is there and holds something, but nothing of a kind."""
    if output in {None, "-"}:
        return False
    held = read_held(str(output)).strip()
    return bool(held) and kind.search(held) is None


def refuse_loss(
    output: object, kind: re.Pattern[bytes], *, nothing: bool = False, adding: bool = False
) -> None:
    """Refuse to write over what a file holds, where that is no work of ours, or nothing is new.

    With `adding` what it holds is to stay, and more to come to it.

    Raises:
        ConflictError: the file holds something, but nothing of this kind; or it holds something,
            and there is `nothing` to write.
    """
    if holds_other(output, kind):
        raise ConflictError(
            "{path} holds no calendar, and is left as it is"
            if kind is CALENDAR
            else "{path} holds no BibTeX, and is left as it is"
            if kind is BIB_ENTRY
            else "{path} holds something else, and is left as it is",
            hint="--cited takes what a document cites; --force writes entries into it all the same"
            if adding
            else "choose another name, or replace it with --force",
            path=clean_line(str(output)),
        )
    if nothing and output not in {None, "-"}:
        _check_nothing(expand_home(str(output)))


def read_held(name: str) -> bytes:
    """Return what a file holds; nothing where there is none, or none that can be read."""
    path = expand_home(name)
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""  # writing it will say why


def holds_something(name: str) -> bool:
    """Tell whether a file is there with something in it, so that writing it would lose that."""
    path = expand_home(name)
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False  # writing it will say why


def check_new(name: str) -> None:
    """Refuse the name of a file that is there already, or that cannot be written: it is tried.

    Raises:
        ConflictError: it is there.
        InvalidFileError: it cannot be written.
        DiskFullError: there is no room for it.
    """
    write_new_file(name, "")
    expand_home(name).unlink(missing_ok=True)


def write_new_file(name: str, text: str) -> str:
    """Write `text` to a file that is not there yet, in UTF-8; return its path.

    Raises:
        ConflictError: it is there.
        InvalidFileError: it cannot be written.
        DiskFullError: there is no room for it.
    """
    path = expand_home(name)
    try:
        stream = path.open("xb")
    except FileExistsError as error:
        raise _is_there(path) from error
    except OSError as error:
        raise file_error("{path} cannot be written ({reason})", path, error) from error
    try:
        with stream:
            stream.write(text.encode())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise file_error("{path} cannot be written ({reason})", path, error) from error
    return clean_line(str(path))


def _check_nothing(target: Path) -> None:
    if target.is_file() and target.stat().st_size > 0:
        raise ConflictError(
            "{path} is left as it is: there is nothing to write in its place",
            hint="remove the file if that is what you want",
            path=clean_line(str(target)),
        )


def _is_there(path: Path) -> ConflictError:
    return ConflictError(
        "{path} is there already",
        hint="choose another name; it is left as it is",
        path=clean_line(str(path)),
    )


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


def is_full(error: Exception) -> bool:
    """Return whether the system says that there is no room to write."""
    import errno

    full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
    return isinstance(error, OSError) and error.errno in full


def _replace(target: Path, content: bytes) -> None:
    _replace_by(target, lambda stream: stream.write(content))


def _replace_by(target: Path, fill: Callable[[BinaryIO], T]) -> T:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            filled = fill(stream)
        Path(beside).chmod(_mode(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return filled


def _mode(target: Path) -> int:
    """Return the mode of the file that is replaced, else what a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
