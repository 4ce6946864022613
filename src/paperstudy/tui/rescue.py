"""What stands in the lines of a screen that breaks: kept as drafts, and put back where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping

    from textual.screen import Screen

    Drafts = MutableMapping[str, str]


def keep_lines(screens: Iterable[Screen[Any]], drafts: Drafts) -> None:
    """Keep what was typed on these screens, each under its `draft_name`.

    What stood in a line from the first was not typed. What was put back and not touched since may
    be what broke the screen: it is let go.
    """
    for screen in screens:
        first: Mapping[Input, str] = getattr(screen, "first_lines", {})
        lines = [
            "" if one.value == first.get(one, "") else one.value for one in screen.query(Input)
        ]
        text = "\n".join(lines)
        name = getattr(screen, "draft_name", "")
        if name and any(lines) and text != getattr(screen, "put_back", None):
            drafts[name] = text


def put_back(screen: Screen[Any]) -> None:
    """Note what stands in the lines of a screen first; put back, once, what was typed over it."""
    lines = list(screen.query(Input))
    first = {one: one.value for one in lines}
    screen.first_lines = first  # type: ignore[attr-defined]
    drafts: Drafts | None = getattr(screen.app, "drafts", None)
    kept = drafts.pop(getattr(screen, "draft_name", ""), "") if drafts and lines else ""
    if kept:
        screen.put_back = kept  # type: ignore[attr-defined]
    for one, value in zip(lines, kept.split("\n"), strict=False):
        if value:
            one.display = True
            one.value = value
