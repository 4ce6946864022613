"""The one place that turns an error into a sentence on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from paperstudy.cli.output import find_style, safe, write_talk
from paperstudy.domain.errors import DiskFullError, InvalidInputError, PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.saying.errors import hint_of, message_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SOME_FAILED = 8
INTERRUPTED = 130
INBOX_ITEM = "inbox item"  # what Click calls the type of their numbers


def report_error(error: PaperstudyError, *, as_json: bool = False, subject: str = "") -> int:
    """Write an error to stderr, in words or as a JSON object; return its exit code.

    `subject` names the item that failed where the error is one of a batch.
    """
    if as_json:
        _write_object(error, subject)
    else:
        style = find_style(sys.stderr, os.environ, plain=False)
        label = style.paint(translate("error"), "red")
        write_talk(error_line(error, label, subject))
    return error.exit_code


def error_line(error: PaperstudyError, label: str, subject: str = "") -> str:
    """Return an error as one line, in the language in use: what failed, and what to do.

    `subject` stands before a message that does not name it.
    """
    message = message_of(error)
    if subject and safe(subject) not in message:
        from paperstudy.saying.names import short_path

        message = f"{short_path(subject)}: {message}"
    hint = hint_of(error)
    stop = "" if not hint or message.endswith((".", "?", "!")) else "."
    return f"{label}: {message}{stop} {hint}".rstrip()


def _write_object(error: PaperstudyError, subject: str) -> None:
    import json

    row: dict[str, object] = {
        "kind": error.kind,
        "message": safe(error.message),
        "hint": safe(error.hint),
        "exit_code": error.exit_code,
    }
    if subject:
        row["subject"] = safe(subject)
    write_talk(json.dumps({"error": row}, ensure_ascii=False))


def from_full(error: Exception) -> DiskFullError:
    """Return the system's word that nothing more can be written as an error of ours."""
    return DiskFullError(
        "the output cannot be written ({reason})",
        hint="make room, or write somewhere else",
        reason=getattr(error, "strerror", None) or error,
    )


def from_click(error: click.ClickException) -> InvalidInputError:
    """Return Click's complaint about the command line as one of ours, in our words."""
    usage = getattr(error, "ctx", None)
    command = usage.command_path if usage is not None else "paperstudy"
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error, command)
    if isinstance(error, click.MissingParameter):
        if isinstance(error.param, click.Argument) and isinstance(error.param.type, click.Choice):
            return _choose(error.param.type)
        return InvalidInputError(
            "{name} is missing",
            hint="`{command} --help` shows what it takes",
            name=_name(error.param),
            command=command,
        )
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return InvalidInputError("{option} needs a value", option=error.option_name)
    return InvalidInputError(error.format_message().rstrip("."))


def _unknown_option(error: click.NoSuchOption, command: str) -> InvalidInputError:
    if error.option_name == "--json" and command == "paperstudy":
        return InvalidInputError(
            "--json stands behind the command", hint="for example: paperstudy list --json"
        )
    near = (error.possibilities or [""])[0]
    return InvalidInputError(
        "there is no option {option}",
        hint="did you mean {nearest}?" if near else "`{command} --help` shows what it takes",
        option=error.option_name,
        nearest=near,
        command=command,
    )


def _bad_value(error: click.BadParameter, param: click.Parameter) -> InvalidInputError:
    name = _name(param)
    if isinstance(param.type, click.Choice):
        if isinstance(param, click.Argument):
            return _choose(param.type)
        choices = [str(choice) for choice in param.type.choices]
        near = _nearest(error, choices)
        return InvalidInputError(
            "{name} takes one of: {choices}",
            hint="did you mean {near}?" if near else "",
            name=name,
            choices=", ".join(choices),
            near=near,
        )
    if isinstance(param, click.Argument) and isinstance(param.type, click.IntRange):
        return _no_number(error, param.type)
    if isinstance(param.type, click.IntRange) and param.type.max is not None:
        near = _nearest_number(error, param.type)
        return InvalidInputError(
            "{name} takes a whole number from {least} to {most}",
            hint="the nearest is {near}" if near else "",
            name=name,
            least=param.type.min,
            most=param.type.max,
            near=near,
        )
    return InvalidInputError("{name}: {reason}", name=name, reason=error.message.rstrip("."))


def _no_number(error: click.BadParameter, numbers: click.IntRange) -> InvalidInputError:
    """Return the error of what is no number of a list; it says how they look, and who prints them."""
    typed = error.message.partition("'")[2].partition("'")[0] or error.message.partition(" ")[0]
    above = error.ctx.parent if error.ctx is not None else None
    return InvalidInputError(
        "“{typed}” is no number in that list",
        hint="numbers look like 12, p1, s1 or n1; `{command}` lists those that there are"
        if numbers.name == INBOX_ITEM
        else "a number looks like 12; `{command}` lists those that there are",
        typed=typed,
        command=above.command_path if above is not None else "paperstudy",
    )


def _nearest(error: click.BadParameter, choices: Sequence[str]) -> str:
    """Return the choice that is most like what was typed, which Click's message quotes first."""
    from difflib import get_close_matches

    typed = error.message.partition("'")[2].partition("'")[0]
    near = get_close_matches(typed.lower(), choices, n=1)
    return near[0] if near else ""


def _nearest_number(error: click.BadParameter, numbers: click.IntRange) -> str:
    """Return the end of the range on the side of what was typed; empty where that is no number."""
    typed = error.message.partition(" ")[0]
    if not typed.removeprefix("-").isdecimal():
        return ""
    return str(numbers.min if typed.startswith("-") or typed == "0" else numbers.max)


def _choose(choice: click.Choice[str]) -> InvalidInputError:
    choices = ", ".join(str(one) for one in choice.choices)
    return InvalidInputError("choose one of: {choices}", choices=choices)


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name.partition(" ")[0].strip("[].") if param is not None else "?"
