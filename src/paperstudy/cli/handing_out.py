"""What a command writes: to the file a person names, or to stdout as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.study.files import write_file

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


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
