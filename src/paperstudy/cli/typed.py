"""What a person types or pipes in: lines on standard input, texts from their editor, dates."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.output import is_terminal, safe, write_talk
from paperstudy.domain.errors import InvalidDateError, InvalidInputError, PaperstudyError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


def read_words(given: Sequence[str]) -> list[str]:
    """Return what was given, with the lines of standard input in place of `-`."""
    words: list[str] = []
    for word in given:
        words += [line.strip() for line in read_lines()] if word == "-" else [word]
    return words


def expand_paths(given: Sequence[Path]) -> list[Path]:
    """Return the paths, patterns such as `*.md` replaced by what fits: no Windows shell does it."""
    paths: list[Path] = []
    for path in given:
        # Path's own methods fail on a name that is too long, or lies in a folder that is closed.
        here = os.path.exists(path)  # noqa: PTH110
        found = [] if here else sorted(glob(str(path)))  # noqa: PTH207
        paths += [Path(name) for name in found] or [path]
    return paths


def read_lines() -> list[str]:
    """Return the lines of standard input that are not blank, as they stand there."""
    return [line.removesuffix("\r") for line in read_text().split("\n") if line.strip()]


def read_text() -> str:
    """Return standard input as text; it is UTF-8 unless it says otherwise."""
    if sys.stdin is None:  # closed by who started us
        return ""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:  # a test's text
        return sys.stdin.read()
    data: bytes = buffer.read()
    return data.decode("utf-8-sig", "replace")


def _is_at_terminal() -> bool:
    return not stdin_waits() and sys.stdin is not None and is_terminal(sys.stdout)


def stdin_waits() -> bool:
    """Return whether something is piped in."""
    return sys.stdin is not None and not sys.stdin.isatty()


def edit_text(text: str, *, extension: str, as_it_is: bool = False) -> str | None:
    """Open a text in the person's editor; return it when saved, None when they left it as it was.

    With `as_it_is` a text that was saved without a change counts as well.

    Raises:
        InvalidInputError: there is no editor, or it cannot be started.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and not _is_at_terminal():
        raise InvalidInputError(
            "there is no editor to open", hint="set EDITOR, or give the text as an option"
        )
    try:
        edited = click.edit(text, extension=extension, require_save=True)
    except click.ClickException as error:
        cause = error.__cause__
        reason = cause.strerror if isinstance(cause, OSError) else None
        raise InvalidInputError(
            "the editor {editor} cannot be started ({reason})"
            if reason
            else "the editor {editor} ended with an error; nothing is saved",
            hint="set EDITOR, or give the text as an option",
            editor=editor or "",
            reason=reason,
        ) from error
    return None if edited == text and not as_it_is else edited


@contextmanager
def keep_on_error(text: str, *, extension: str) -> Iterator[None]:
    """Keep what a person wrote in a file, and say where, if it cannot be saved as they meant."""
    try:
        yield
    except PaperstudyError:
        import tempfile

        handle, path = tempfile.mkstemp(prefix="paperstudy-", suffix=extension)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        write_talk(translate("what you wrote is kept in {path}", path=safe(path)))
        raise


def parse_day(text: str | None) -> date | None:
    """Return the date that `YYYY-MM-DD` says, None for nothing.

    Raises:
        InvalidDateError: it says none.
    """
    if not text:
        return None
    from datetime import date

    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidDateError(
            "“{text}” is no date", hint="write it as 2021-08-17", text=text
        ) from error
