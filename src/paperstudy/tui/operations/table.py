"""What an operation is, and the table of them all: palette, help, footer and keys come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

APP = "app"
# Where a Korean keyboard has its letters: a key works whatever language is switched on.
_JAMO = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "tab": "tab",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """Something a person can do. `name` is `SCREEN.verb`, `app.verb` where it holds everywhere.

    `title` is an English sentence that is translated where it is shown; `keys` as Textual writes
    them, with commas; `action` a Textual action of that screen, or `app.…`; `commands` the
    commands of the command line that do the same, such as `inbox accept`; `hint` what the footer
    says, where it is to say anything.
    """

    name: str
    title: str
    keys: str
    action: str
    commands: tuple[str, ...] = ()
    hint: str = ""

    @property
    def where(self) -> str:
        """The screen it holds on, `app` for all."""
        return self.name.partition(".")[0]

    @property
    def shown_keys(self) -> str:
        """The keys as a person reads them."""
        return " ".join(show_key(key) for key in self.keys.split(",") if key)


def show_key(key: str) -> str:
    """Return a key as a person reads it: `ctrl+r` is `^r`, `enter` is `⏎`."""
    head, plus, last = key.rpartition("+")
    last = _SHOWN.get(last, last)
    return f"^{last}" if head == "ctrl" else f"{head}{plus}{last}"


def bindings_of(
    operations: Iterable[Operation],
) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Return the bindings of a class for its operations."""
    return [
        bind(operation.keys, operation.action, operation.title)
        for operation in operations
        if operation.keys
    ]


def bind(keys: str, action: str, title: str = "") -> Binding:
    """Return a binding that works on a Korean keyboard too; `title` is not shown by Textual."""
    own = keys.split(",")
    both = dict.fromkeys([*own, *(_JAMO[key] for key in own if key in _JAMO)])
    return Binding(",".join(both), action, title, show=False)
