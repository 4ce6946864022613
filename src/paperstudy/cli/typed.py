"""What a person types or pipes in: lines on standard input, texts from their editor, dates."""

from __future__ import annotations

import sys
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.domain.errors import InvalidDateError, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        found = [] if path.exists() else sorted(glob(str(path)))  # noqa: PTH207 - Path.glob takes no absolute pattern
        paths += [Path(name) for name in found] or [path]
    return paths


def read_lines() -> list[str]:
    """Return the lines of standard input that are not blank, as they stand there."""
    return [line.removesuffix("\r") for line in read_text().split("\n") if line.strip()]


def read_text() -> str:
    """Return standard input as text; it is UTF-8 unless it says otherwise."""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:  # a test's text
        return sys.stdin.read()
    data: bytes = buffer.read()
    return data.decode("utf-8-sig", "replace")


def stdin_waits() -> bool:
    """Return whether something is piped in."""
    return not sys.stdin.isatty()


def edit_text(text: str, *, extension: str) -> str | None:
    """Open a text in the person's editor; return it when saved, None when they left it as it was.

    Raises:
        InvalidInputError: the editor cannot be started.
    """
    try:
        edited = click.edit(text, extension=extension, require_save=True)
    except click.ClickException as error:
        raise InvalidInputError(
            "the editor did not work ({reason})",
            hint="set EDITOR, or give the text as an option",
            reason=error.format_message(),
        ) from error
    return None if edited is None or edited == text else edited


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
