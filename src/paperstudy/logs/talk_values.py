"""A talk as a line of a log may tell of it: who presents, where, and which words say what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.logs.session_reading import Span


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody presents: who, on which line, and the stretches of the line that say what.

    `bare` tells that the line says nothing of the topic: it stands around it; `dated` that the
    line opens with a date, a weekday or a week, as in a schedule; `called` that the line itself
    marks the names as people's: `이서님`, `@jane`.
    """

    line: int
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    way: str
    bare: bool = False
    dated: bool = False
    called: bool = False
