"""`export library`: all of it in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import click

from paperstudy.cli.framework import command, option, pass_call
from paperstudy.domain.language import translate_count
from paperstudy.study.files import EXPORTS, refuse_loss, write_by

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "library",
    help="Write the whole library as one JSON file.\n\n"
    "  paperstudy export library -o group.json\n"
    "  paperstudy --library copy import group.json\n\n"
    "Nothing is left out: papers with all that was ever said of them, people, sessions, reading "
    "lists, logs with what was found in them and decided, to-dos. `paperstudy import` makes an "
    "equal library of it, where there is none yet. Only the history of `paperstudy undo` stays "
    "behind, and the PDFs, which are files of their own.\n\n"
    "Two files of one library are equal, byte for byte; each row has a line, so that they compare "
    "well. docs/exchange.md describes the format.",
)
@option("--output", "-o", metavar="FILE", help="Write this file, in place of what it holds.")
@option("--force", is_flag=True, help="Replace FILE also where it holds something else.")
@pass_call
def library(call: Call, *, output: str | None, force: bool) -> None:
    """Export the library."""
    if not force:
        refuse_loss(output, EXPORTS["library"])
    with call.open_study() as study:

        def fill(stream: BinaryIO) -> int:
            return study.whole.export(lambda piece: stream.write(piece.encode()))

        if output in {None, "-"}:
            study.whole.export(lambda piece: click.echo(piece.encode(), nl=False))
            return
        path, count = write_by(str(output), fill, nothing=study.whole.is_empty())
    papers = translate_count("{count} paper", "{count} papers", count)
    call.say("{path}: {count}", path=path, count=papers)


COMMANDS = (library,)
