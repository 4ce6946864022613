"""What a person types or pipes in: lines on standard input, file names, dates."""

from __future__ import annotations

import os
import sys
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError, LogError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def read_words(given: Sequence[str], *, comments: bool = False) -> list[str]:
    """Return what was given, with the lines of standard input in place of `-`.

    With `comments`, lines that begin with `#` are left out.
    """
    words: list[str] = []
    for word in given:
        words += [line.strip() for line in read_lines()] if word == "-" else [word]
        if word == "-" and comments:
            words = [each for each in words if not each.startswith("#")]
    return words


def given_text(options: Mapping[str, object]) -> str | None:
    """Return the text that `--text` or `--stdin` give to write down, None where neither does.

    Raises:
        InvalidInputError: both do, or there is nothing to `--append`.
    """
    text = options["text"]
    if options["from_stdin"]:
        if text is not None:
            raise InvalidInputError("give --text or --stdin, not both")
        return read_text()
    if text is None and options["append"]:
        raise InvalidInputError("--append needs a text", hint="give it with --text or --stdin")
    return None if text is None else str(text)


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
    """Return standard input as text: UTF-8, else what its bytes show, as of a log."""
    if sys.stdin is None:  # closed by who started us
        return ""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:  # a test's text
        return sys.stdin.read()
    data: bytes = buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(data)


def _decode(data: bytes) -> str:
    from paperstudy.study.texts import decode_text

    try:
        return decode_text(data)
    except LogError:  # what is no reference is said of each line
        return data.decode("utf-8", "replace")


def stdin_waits() -> bool:
    """Return whether something is piped in."""
    return sys.stdin is not None and not sys.stdin.isatty()
