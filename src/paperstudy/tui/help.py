"""The keys of a screen, from the table of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.tui.modes import MODES
from paperstudy.tui.operations.every import EVERY
from paperstudy.tui.operations.table import APP
from paperstudy.tui.widgets.dialogs import Reading
from paperstudy.tui.widgets.sheet import Fact, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.tui.widgets.sheet import Block


def make_help(name: str) -> Reading:
    """Return a dialog with all that can be done on a screen, and everywhere."""
    return Reading(translate("Keys"), _blocks(name))


def _blocks(name: str) -> Iterator[Block]:
    title = next((mode.title for mode in MODES if mode.name == name), "")
    if title:
        yield Heading(translate(title))
        yield from _facts(name)
    if name == "inbox":
        yield Heading(translate("Signs"))
        yield Fact("=", translate("One answer stands out: a takes it"))
        yield Fact("?", translate("Several may be meant: enter chooses"))
        yield Fact("-", translate("No candidate: s searches for one"))
    yield Heading(translate("In lists"))
    taken = {key for one in EVERY if one.where == name for key in one.shown_keys.split()}
    for keys, said in _in_lists():
        if left := [key for key in keys.split() if key not in taken]:
            yield Fact(" ".join(left), said)
    yield Heading(translate("Everywhere"))
    yield from _facts(APP)
    yield Fact("esc", translate("Stop waiting, or take a step back"))


def _facts(where: str) -> Iterator[Block]:
    for operation in EVERY:
        if operation.where == where:
            yield Fact(operation.shown_keys or ":", translate(operation.title))


def _in_lists() -> tuple[tuple[str, str], ...]:
    """Return what lists know, each with all its keys: a screen may take one for itself."""
    return (
        ("j k ↓ ↑", translate("Next, previous")),
        ("^d ^u", translate("Half a screen down, up")),
        ("g home", translate("First")),
        ("G end", translate("Last")),
        ("space *", translate("Mark, mark all")),
        ("shift+↓", translate("Mark a range")),
        ("⏎", translate("Open")),
        ("tab", translate("Next pane")),
    )
