"""A file in the person's own editor, at a line, while the app steps aside."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from paperstudy.domain.errors import InvalidFileError, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.app import App

# How editors are told a line; all others take `+LINE` before the file, as vi does.
_COLON = {"hx", "helix", "subl", "zed"}
_GOTO = {"code", "code-insiders", "codium", "cursor"}

_OF_KEYS = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
_ENDING = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]


def find_editor(environ: Mapping[str, str]) -> list[str]:
    """Return the command of the person's editor.

    Raises:
        InvalidInputError: none is set, or what is set is no command.
    """
    command = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise InvalidInputError(
            "what names your editor is no command: {command}",
            hint="a quotation mark has no other; set EDITOR, as EDITOR=vi",
            command=command,
        ) from error
    if not words:
        raise InvalidInputError("there is no editor to open", hint="set EDITOR, as EDITOR=vi")
    return words


def command_for(editor: Sequence[str], path: str, line: int) -> list[str]:
    """Return the command line that opens a file at a line in this editor."""
    name = PurePath(editor[0]).stem
    if line < 1:
        return [*editor, path]
    if name in _GOTO:
        return [*editor, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*editor, f"{path}:{line}"]
    return [*editor, f"+{line}", path]


def open_in_editor(app: App[None], path: str, line: int = 0) -> None:
    """Open a file in the editor and come back when it is left.

    Raises:
        InvalidFileError: the file is not there, or lies inside an archive.
        InvalidInputError: there is no editor, or it cannot be started here.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - a text from the library
        raise InvalidFileError(
            "there is no file “{path}”",
            hint="scan its folder again, if it has moved; what is in an archive cannot be opened",
            path=path,
        )
    _run(app, command_for(find_editor(os.environ), path, line))


def edit_outside(app: App[None], text: str, *, extension: str = ".md") -> str:
    """Let a person go on with a text in their own editor; return what it is afterwards.

    Raises:
        InvalidInputError: there is no editor, or it cannot be started here.
        InvalidFileError: what was saved cannot be read; it stays in its file.
    """
    editor = find_editor(os.environ)
    handle, path = tempfile.mkstemp(prefix="paperstudy-", suffix=extension)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    try:
        _run(app, [*editor, path])
    except InvalidInputError:
        os.unlink(path)  # noqa: PTH108 - nobody has seen it
        raise
    try:
        with open(path, encoding="utf-8") as saved:  # noqa: PTH123 - as above
            edited = saved.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFileError(
            "what you saved is no text that can be read; it is kept in {path}",
            hint="save it there as UTF-8, then take the text over",
            path=path,
        ) from error
    os.unlink(path)  # noqa: PTH108 - as above
    return edited


def _run(app: App[None], command: Sequence[str]) -> None:
    try:
        with _keys_are_its_own(), app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
    except SuspendNotSupported as error:
        raise InvalidInputError(
            "the editor cannot be opened from here",
            hint="start paperstudy in a terminal: your editor opens there",
        ) from error
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            "the editor {editor} cannot be started ({reason})",
            hint="set EDITOR, as EDITOR=vi",
            editor=command[0],
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


@contextmanager
def _keys_are_its_own() -> Iterator[None]:
    """Leave Ctrl-C to the editor, as git does; what is to end us ends us when the editor is left.

    The handlers do nothing, which is not the same as to ignore a signal: that the editor would
    inherit. The loop is not woken meanwhile, for it takes every signal that it was told of.
    """
    came: list[int] = []
    handlers: dict[int, Callable[..., object]] = dict.fromkeys(_OF_KEYS, lambda *_: None)
    handlers |= dict.fromkeys(_ENDING, lambda number, _: came.append(number))
    wakes = signal.set_wakeup_fd(-1)
    before = {number: signal.signal(number, handlers[number]) for number in handlers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(wakes)
        for number in came:
            signal.raise_signal(number)
