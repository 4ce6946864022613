"""A text in a person's editor: what they save comes back, and is never lost."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.output import is_terminal, safe, write_talk
from paperstudy.cli.typed import stdin_waits
from paperstudy.domain.errors import InvalidFileError, InvalidInputError, PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.study.files import file_error

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EARLIER = 2_000_000_000  # nanoseconds: some file systems know only every other second


def edit_text(text: str, *, extension: str, as_it_is: bool = False) -> str | None:
    """Open a text in the person's editor; return it when saved, None when they left it as it was.

    With `as_it_is` a text that was saved without a change counts as well. A file that is gone
    after it was edited is a text that was not saved.

    Raises:
        InvalidInputError: there is no editor, or it cannot be started.
        InvalidFileError: what was saved is no text; it is kept in its file.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and not _is_at_terminal():
        raise InvalidInputError(
            "there is no editor to open", hint="set EDITOR, or give the text as an option"
        )
    whole = not text or text.endswith("\n")
    path = _write_aside(text if whole else text + "\n", extension)
    before = _make_older(path)
    try:
        _open_editor(editor or "", path)
    except InvalidInputError as error:
        _drop_unless_saved(path, before)
        if path.exists():
            raise _kept(error, path) from error
        raise
    try:
        saved = path.stat().st_mtime_ns != before
        edited = _decode(path.read_bytes(), path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_error("{path} cannot be read ({reason})", path, error) from error
    path.unlink(missing_ok=True)
    same = edited.rstrip("\n") == text.rstrip("\n")
    return edited if saved and (as_it_is or not same) else None


@contextmanager
def keep_on_error(text: str, *, extension: str) -> Iterator[None]:
    """Keep what a person wrote in a file, and say where, if it cannot be saved as they meant."""
    try:
        yield
    except PaperstudyError:
        path = _write_aside(text, extension)
        write_talk(translate("what you wrote is kept in {path}", path=safe(path)))
        raise


def _is_at_terminal() -> bool:
    return not stdin_waits() and sys.stdin is not None and is_terminal(sys.stdout)


def _write_aside(text: str, extension: str) -> Path:
    windows = os.name == "nt"  # where Notepad tells UTF-8 by its mark
    try:
        handle, name = tempfile.mkstemp(prefix="paperstudy-", suffix=extension)
        with os.fdopen(
            handle,
            "w",
            encoding="utf-8-sig" if windows else "utf-8",
            newline="\r\n" if windows else "\n",
        ) as stream:
            stream.write(text)
    except OSError as error:
        folder = tempfile.gettempdir()
        raise file_error("{path} cannot be written ({reason})", folder, error) from error
    return Path(name)


def _make_older(path: Path) -> int:
    """Set the file's time back, so that any saving can be told; return that time."""
    at = path.stat().st_mtime_ns - _EARLIER
    os.utime(path, ns=(at, at))
    return path.stat().st_mtime_ns


def _open_editor(editor: str, path: Path) -> None:
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        cause = error.__cause__
        reason = cause.strerror if isinstance(cause, OSError) else None
        raise InvalidInputError(
            "the editor {editor} cannot be started ({reason})"
            if reason
            else "the editor {editor} ended with an error; nothing is saved",
            hint="set EDITOR, or give the text as an option",
            editor=editor,
            reason=reason,
        ) from error


def _drop_unless_saved(path: Path, before: int) -> None:
    with suppress(OSError):
        if path.stat().st_mtime_ns == before:
            path.unlink()


def _kept(error: InvalidInputError, path: Path) -> InvalidInputError:
    return InvalidInputError(
        error.template,
        hint="what you wrote is kept in {path}",
        **{**error.fields, "path": path},
    )


def _decode(data: bytes, path: Path) -> str:
    """Return what was saved as text: UTF-8, else the code page of a Korean Windows.

    Raises:
        InvalidFileError: it is neither; the file stays.
    """
    codes = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "cp949")
    for code in codes:
        with suppress(UnicodeDecodeError):
            return data.decode(code).replace("\r\n", "\n")
    raise InvalidFileError(
        "what you saved is no text that can be read; it is kept in {path}",
        hint="save it there as UTF-8, then take the text over",
        path=path,
    )
