"""The command palette: every operation of the table, those of this screen first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.tui.modes import MODES
from paperstudy.tui.operations.every import EVERY
from paperstudy.tui.operations.table import APP, Operation
from paperstudy.tui.widgets.dialogs import Pick

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLES = {mode.name: mode.title for mode in MODES}


def make_palette(here: str) -> Pick[Operation]:
    """Return a dialog that asks for an operation; `here` is the name of the present screen."""
    choices = [(describe(one), one, one.shown_keys) for one in _ordered(here)]
    return Pick(translate("What to do"), choices)


def describe(operation: Operation) -> str:
    """Return an operation as a person reads it, with its screen where it holds on one only."""
    title = translate(operation.title)
    where = _TITLES.get(operation.where)
    return f"{translate(where)}: {title}" if where else title


def _ordered(here: str) -> Iterator[Operation]:
    yield from (operation for operation in EVERY if operation.where == here)
    yield from (operation for operation in EVERY if operation.where == APP)
    yield from (operation for operation in EVERY if operation.where not in {here, APP})
