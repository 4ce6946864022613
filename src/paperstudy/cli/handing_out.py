"""What a command writes: to the file a person names, or to stdout as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.output import safe, write_data
from paperstudy.saying.diffs import HEAD, diff_lines
from paperstudy.study.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.cli.call import Call
    from paperstudy.cli.output import Style

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def hand_out_export(call: Call, content: bytes, output: object, count: str, had: int = 0) -> None:
    """Write a text to a file and say what is in it, or to stdout as it is.

    `had` is how many entries the file held, where there were more.
    """
    if output in {None, "-"}:
        import click

        click.echo(content, nl=False)  # line endings are the format's, not the system's
        return
    path, replaced = write_file(str(output), content)
    said = "{path} replaced: {count}" if replaced else "{path}: {count}"
    if had:
        said = "{path} replaced: {count}, it had {had}"
    call.say(said, path=path, count=count, had=f"{had:,}")


def hand_out_diff(call: Call, before: str, after: str, name: str) -> None:
    """Write what would change in a file to stdout; what goes into a pipe `patch` can apply."""
    write_data(_paint(diff_lines(before, after, name), call.style))


def _paint(lines: Iterator[str], style: Style) -> Iterator[str]:
    for number, line in enumerate(lines):
        marks = [_COLOURS[line[0]]] if number >= HEAD and line[0] in _COLOURS else []
        yield line if style.plain else style.paint(_safe_line(line), *marks)


def _safe_line(line: str) -> str:
    """Return a line that is safe to show, with the blanks before its text as they are."""
    sign, text = line[:1], line[1:].lstrip(" ")
    return f"{sign}{' ' * (len(line) - 1 - len(text))}{safe(text)}"
