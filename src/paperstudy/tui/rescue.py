"""What stands in the lines of a screen that breaks: kept as drafts, and put back where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from textual.screen import Screen

    Drafts = MutableMapping[str, str]


def keep_lines(screens: Iterable[Screen[Any]], drafts: Drafts) -> None:
    """Keep what was typed on these screens, each under its `draft_name`.

    What was put back and not touched since may be what broke the screen: it is let go.
    """
    for screen in screens:
        name = getattr(screen, "draft_name", "")
        lines = [one.value for one in screen.query(Input)]
        text = "\n".join(lines)
        if name and any(lines) and text != getattr(screen, "put_back", None):
            drafts[name] = text


def put_back(screen: Screen[Any]) -> None:
    """Put what was kept of a screen back into its lines, once."""
    lines = list(screen.query(Input))
    drafts: Drafts | None = getattr(screen.app, "drafts", None)
    kept = drafts.pop(getattr(screen, "draft_name", ""), "") if drafts and lines else ""
    if kept:
        screen.put_back = kept  # type: ignore[attr-defined]
    for one, value in zip(lines, kept.split("\n"), strict=False):
        if value:
            one.display = True
            one.value = value
