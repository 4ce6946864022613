"""Documents about a meeting that a command writes into a file, where people go on writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import option
from paperstudy.cli.output import safe
from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.study.files import check_new, expand_home, write_file, write_new_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.cli.call import Call
    from paperstudy.study.study import Study

    Function = Callable[..., object]


def log_option(function: Function) -> Function:
    """Declare `--log`, whose value is to be checked by `check_new` before anything is done."""
    return option(
        "--log",
        metavar="FILE",
        help="Write the log to be filled in too, as a new file.",
        callback=lambda _ctx, _param, name: check_log(name),
    )(function)


def check_log(name: str | None) -> str | None:
    """Return the name of a log to be written; one that is there already is an error.

    Raises:
        ConflictError: there is such a file.
    """
    if name:
        check_new(name)
    return name


def write_log_of(call: Call, study: Study, number: int, name: str | None) -> None:
    """Write the log of a session to a new file; nothing without a name.

    Raises:
        ConflictError: the file is there.
        InvalidFileError: it cannot be written.
    """
    from paperstudy.saying.document_words import document_words

    if name:
        write_log(call, study.documents.log(str(number), document_words()), name)


def write_log(call: Call, text: str, name: str) -> None:
    """Write a log to a new file and say so.

    Raises:
        ConflictError: the file is there.
        InvalidFileError: it cannot be written.
    """
    _say_log(call, write_new_file(name, text))


def output_options(function: Function) -> Function:
    """Declare `--output` and `--force`, of which `hand_out_document` makes a file."""
    force = option("--force", is_flag=True, help="Write over the file, whatever it holds.")
    output = option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write this file; one that says something else is left alone.",
    )
    return output(force(function))


def hand_out_document(
    call: Call, text: str, output: str | None, *, force: bool, log: bool = False
) -> None:
    """Print a document, or write it to a file and say so; people's words in one stay.

    Raises:
        ConflictError: the file is there and holds something else.
        InvalidInputError: the name of the file is empty.
        InvalidFileError: it cannot be read or written.
    """
    if output in {None, "-"}:
        click.echo(text, nl=False)
        return
    if not output:
        raise InvalidInputError("the name of the file is empty", hint="for example: -o agenda.md")
    if not force and _is_there(output, text):
        call.say("{path}: nothing changed", path=safe(output))
        return
    path, replaced = write_file(output, text)
    if replaced:
        call.say("{path} replaced", path=path)
    elif log:
        _say_log(call, path)
    else:
        call.say("{path} written", path=path)


def _say_log(call: Call, path: str) -> None:
    call.say("{path} written; when it is filled in: paperstudy scan {path}", path=path)


def _is_there(name: str, text: str) -> bool:
    """Tell whether a file holds a text already.

    Raises:
        ConflictError: it holds another one.
    """
    path = expand_home(name)
    try:
        if not path.is_file() or not path.stat().st_size:
            return False
        same = path.read_bytes() == text.encode()
    except OSError:
        return False  # what is wrong with it, the writing will say
    if same:
        return True
    raise ConflictError(
        "{path} is there already, and says something else",
        hint="somebody may have written in it; choose another name, or --force to write over it",
        path=safe(path),
    )
