"""The help of a command, drawn by ourselves: Click counts characters, Korean takes cells."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from paperstudy.cli.call import Call
from paperstudy.cli.output import find_style
from paperstudy.domain.language import translate
from paperstudy.saying.cells import display_width, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDEST = 100
_WIDEST_TERM = 26
_PLAIN_WIDTH = 80

Section = tuple[str, list[tuple[str, str]]]


def render_help(ctx: click.Context) -> Iterator[str]:
    """Yield the lines of a command's help: usage, text, commands, options."""
    call = ctx.find_object(Call) or Call()
    style = call.drawn or find_style(sys.stdout, call.environ, plain=False)
    width = min(style.width, _WIDEST) if not style.plain else _PLAIN_WIDTH
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    yield from _hanging(f"{translate('Usage')}: {ctx.command_path} ", pieces, width)
    for paragraph in translate(ctx.command.help or "").strip().split("\n\n"):
        yield ""
        yield from _paragraph(paragraph, width)
    sections = [*_command_sections(ctx), (translate("Options"), _options(ctx))]
    for title, rows in sections:
        if rows:
            yield ""
            yield style.paint(f"{title}:", "bold")
            yield from _definitions(rows, width)


def first_line(text: str | None) -> str:
    """Return the first line of a help text, translated as the whole is."""
    return translate(text or "").strip().partition("\n")[0].rstrip(".")


def _command_sections(ctx: click.Context) -> list[Section]:
    group = ctx.command
    if not isinstance(group, click.Group):
        return []
    sections = getattr(group, "sections", None)
    if sections is not None:
        return [(translate(title), rows) for title, rows in sections()]
    rows = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not command.hidden:
            rows.append((name, first_line(command.help)))
    return [(translate("Commands"), rows)]


def _options(ctx: click.Context) -> list[tuple[str, str]]:
    own = [param.get_help_record(ctx) for param in ctx.command.params if _is_option(param)]
    rows = [record for record in own if record is not None]
    rows.append(("--help", translate("Show this help.")))
    if ctx.parent is None:
        rows.append(("--version", translate("Show the version.")))
    return rows


def _is_option(param: click.Parameter) -> bool:
    return isinstance(param, click.Option)


def _paragraph(text: str, width: int) -> Iterator[str]:
    """Yield a paragraph, wrapped; lines that are indented are an example and stay as they are."""
    lines = text.split("\n")
    if all(line.startswith("  ") for line in lines):
        yield from lines
    else:
        yield from wrap(text, width)


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    indent = display_width(head)
    for number, line in enumerate(wrap(text, width - indent)):
        yield (head if number == 0 else " " * indent) + line


def _definitions(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield two columns; a term too long for its column stands on a line of its own."""
    column = min(max(display_width(term) for term, _ in rows), _WIDEST_TERM)
    indent = column + 4
    for term, text in rows:
        lines = wrap(text, width - indent) or [""]
        if display_width(term) > column:
            yield f"  {term}"
        else:
            yield f"  {pad(term, column)}  {lines.pop(0)}".rstrip()
        yield from (" " * indent + line for line in lines)
