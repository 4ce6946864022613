"""`cite`: references ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.framework import argument, command, option, pass_call
from paperstudy.cli.output import safe, write_data
from paperstudy.study.files import expand_home

if TYPE_CHECKING:
    from paperstudy.cli.call import Call

_STYLES = ("apa", "ieee", "harvard")


def _complete_styles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    return [style for style in _STYLES if style.startswith(incomplete)]


@command(
    "cite",
    help="Write references, ready to paste.\n\n"
    "  paperstudy cite vaswani2017attention\n"
    "  paperstudy cite tag:thesis --style ieee --format markdown\n"
    "  paperstudy cite vaswani2017attention --style ~/Zotero/styles/nature.csl\n\n"
    "For the papers with these KEYs, or those that a QUERY finds. A style is apa, ieee, harvard, "
    "or a file in CSL, of which there are thousands: https://www.zotero.org/styles",
)
@argument("words", nargs=-1, required=True, metavar="QUERY|KEY...", shell_complete=complete_keys)
@option(
    "--style",
    metavar="NAME|FILE",
    default="apa",
    show_default=False,
    shell_complete=_complete_styles,
    help="apa (without this), ieee, harvard, or a .csl file.",
)
@option(
    "--format", "form", type=click.Choice(["text", "html", "markdown"]), default="text",
    help="Text (without this), HTML or Markdown.",
)  # fmt: skip
@pass_call
def cite(call: Call, *, words: tuple[str, ...], style: str, form: str) -> None:
    """Write references."""
    from paperstudy.study.choosing import Choice

    if style.lower().endswith(".csl"):
        style = str(expand_home(style))
    with call.open_study() as study:
        references = study.exporting.cite(Choice(words=words), style, form)
    if not references:
        call.say("nothing fits the query")
    write_data(safe(reference) for reference in references)


COMMANDS = {"cite": cite}
