"""The line below a dialog that says what the keys do; a click on the words presses the key."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from paperstudy.domain.text import clean_block

_BETWEEN = " · "
_NAMES = {"⏎": "enter", "esc": "escape", "tab": "tab", "→": "right"}


class KeyLine(Static):
    """Keys and what they do, as in `⏎ copies · s style · esc leaves`, translated."""

    def __init__(self, said: str = "") -> None:
        super().__init__(clickable(said), classes="dialog-keys")

    def say(self, said: str) -> None:
        """Say something else."""
        self.update(clickable(said))


def clickable(said: str) -> Content:
    """Return a text whose parts press the key that they begin with, where they do."""
    pieces: list[Content | str] = []
    for part in clean_block(said).split(_BETWEEN):
        if pieces:
            pieces.append(_BETWEEN)
        key = _key_of(part.partition(" ")[0])
        pieces.append(Content.styled(part, _press(key)) if key else Content(part))
    return Content.assemble(*pieces)


def _key_of(shown: str) -> str:
    """Return the key that is shown so; nothing for a word that is none."""
    if shown.startswith("^") and len(shown) == len("^s"):
        return f"ctrl+{shown[1]}"
    return (
        shown if len(shown) == 1 and shown.isascii() and shown.isalnum() else _NAMES.get(shown, "")
    )


def _press(key: str) -> Style:
    return Style.from_meta({"@click": f"app.simulate_key('{key}')"})
