"""What reaches the terminal: data on stdout, talk on stderr, and how either looks."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import click

from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

_DEFAULT_WIDTH = 80
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Style(NamedTuple):
    """How things are drawn: `width` in cells; `plain` has no colour, columns or cropping.

    Plain output is one record a line with tabs between the fields, or labelled lines: for
    screen readers, and for what is read by another program through a pipe.
    """

    width: int = _DEFAULT_WIDTH
    color: bool = False
    plain: bool = False

    def paint(self, text: str, *marks: str) -> str:
        """Return `text` in colour or bold where there is colour; the meaning never hangs on it."""
        if not self.color or not text or not marks:
            return text
        codes = ";".join(_CODES[mark] for mark in marks)
        return f"\x1b[{codes}m{text}\x1b[0m"


def find_style(stream: TextIO, environ: Mapping[str, str], *, plain: bool) -> Style:
    """Return the style that fits a stream: plain where it is asked for or no terminal reads."""
    if plain or not is_terminal(stream):
        return Style(plain=True)
    color = not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return Style(width=_terminal_width(stream, environ), color=color)


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person reads the stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _terminal_width(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError):
        return _DEFAULT_WIDTH


def write_data(lines: Iterable[str]) -> None:
    """Write lines of data to stdout, in one piece."""
    text = "\n".join(lines)
    if text:
        click.echo(text, color=True)  # the style has decided; Click would look at the stream


def write_json(value: object) -> None:
    """Write one JSON value to stdout, readable, in UTF-8."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_json_line(value: object) -> None:
    """Write one JSON value to stdout on a line of its own."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False))


def write_talk(text: str) -> None:
    """Write a sentence for a person to stderr; where nobody can read it, it is not missed."""
    try:
        click.echo(text, err=True, color=True)
    except OSError:
        drop_output(sys.stderr)


def drop_output(stream: TextIO) -> None:
    """Let go of what a stream could not take, so that its end does not fail once more."""
    with suppress(OSError, ValueError):  # a test's buffer has no descriptor
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, stream.fileno())
        os.close(silence)


def safe(text: object) -> str:
    """Return text from outside (a path, an error's words) fit for a terminal."""
    return clean_line(str(text))


def prepare_streams(environ: Mapping[str, str]) -> None:
    """Make stdout and stderr take every character: data is UTF-8, and talk never fails.

    A Windows console takes Unicode whatever its code page; a pipe there would get the code
    page, and JSON in CP949 is no JSON. `PYTHONIOENCODING` is a person's own choice and stays.
    """
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue  # a test's buffer
        if environ.get("PYTHONIOENCODING") or is_terminal(stream):
            reconfigure(errors=errors)
        else:
            reconfigure(encoding="utf-8", errors=errors)
