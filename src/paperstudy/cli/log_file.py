"""The log of a meeting that a command writes for people to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import option
from paperstudy.study.files import check_new, write_new_file

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
    path = write_new_file(name, text)
    call.say("{path} written; when it is filled in: paperstudy scan {path}", path=path)
