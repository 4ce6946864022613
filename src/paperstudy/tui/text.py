"""The one door for text on its way to the screen: no markup, no control codes, no direction marks.

Textual reads markup in every string it is handed: a title such as `[/oops]` would end the app.
What comes from a log, a source or a person goes through `plain` or `line`; a test forbids the rest.
"""

from __future__ import annotations

from textual.content import Content

from paperstudy.domain.text import clean_block, clean_line

__all__ = ["clean_block", "line", "plain"]


def line(text: object) -> str:
    """Return a text as one safe line, for widgets of ours that take plain strings."""
    return clean_line(str(text))


def plain(text: object, style: str = "") -> Content:
    """Return a text as it is, line breaks kept, for any widget of Textual's."""
    return Content.styled(clean_block(str(text)), style)
