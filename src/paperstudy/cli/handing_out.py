"""What a command writes: to the file a person names, or to stdout as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.output import safe
from paperstudy.domain.errors import ConflictError
from paperstudy.study.files import BIB_ENTRY, CALENDAR, holds_other, write_file

if TYPE_CHECKING:
    import re

    from paperstudy.cli.call import Call


def refuse_other(output: object, kind: re.Pattern[bytes]) -> None:
    """Refuse to replace a file that holds something, but nothing of this kind.

    Raises:
        ConflictError: it does.
    """
    if holds_other(output, kind):
        raise ConflictError(
            "{path} holds no calendar, and is left as it is"
            if kind is CALENDAR
            else "{path} holds no BibTeX, and is left as it is"
            if kind is BIB_ENTRY
            else "{path} holds something else, and is left as it is",
            hint="choose another name, or replace it with --force",
            path=safe(str(output)),
        )


def hand_out_export(call: Call, text: str, output: object, count: str) -> None:
    """Write a text to a file and say what is in it, or to stdout as it is."""
    if output in {None, "-"}:
        import click

        click.echo(text.encode(), nl=False)  # line endings are the format's, not the system's
        return
    path, replaced = write_file(str(output), text)
    call.say("{path} replaced: {count}" if replaced else "{path}: {count}", path=path, count=count)
