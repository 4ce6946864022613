"""What to do about an error, said for the app: where a hint names a command, its keys here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.tui.modes import MODES

if TYPE_CHECKING:
    from paperstudy.tui.operations.table import Operation

# A command in backquotes, else up to where the sentence goes on.
_COMMAND = re.compile(r"`paperstudy ([^`]+)`|\bpaperstudy ([^`;,]+)")


def said_here(hint: str, mode: str) -> str:
    """Return a hint with operations of the app, from the screen `mode`, in place of commands."""

    def say(match: re.Match[str]) -> str:
        operation = _find((match[1] or match[2]).split(), mode)
        if operation is None:
            return match[0]
        keys = " ".join((*_way(operation, mode), operation.shown_keys.partition(" ")[0]))
        title = translate(operation.title)
        return translate("“{title}” ({keys})", title=title, keys=keys)

    return _COMMAND.sub(say, hint).replace("--offline", _offline())


def _offline() -> str:
    """Return the setting that does what the option of a command does."""
    names = [one.name for one in MODES]
    return translate(
        "“{title}” ({keys})", title=translate("Offline"), keys=names.index("settings") + 1
    )


def _find(words: list[str], mode: str) -> Operation | None:
    """Return what does the same as a command: on this screen, else on the first that has it."""
    from paperstudy.tui.operations.every import EVERY

    for count in (2, 1):
        command = " ".join(words[:count])
        same = [one for one in EVERY if command in one.commands and one.keys]
        if same:
            return min(same, key=lambda one: one.where != mode)
    return None


def _way(operation: Operation, mode: str) -> tuple[str, ...]:
    """Return the key that leads to the screen of an operation, where it is another."""
    names = [one.name for one in MODES]
    if operation.where == mode or operation.where not in names:
        return ()
    return (str(names.index(operation.where) + 1),)
