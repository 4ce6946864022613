"""Markdown as blocks of a sheet.

Only what people write in minutes: headings, lists, boxes, quotes, code, emphasis and links. The
blocks are plain text, so nothing that is written there is ever markup to the terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.tui.places import WebPlace
from paperstudy.tui.widgets.sheet import Heading, Place, Prose, Row, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.tui.widgets.sheet import Block

_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*$")
_ITEM = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+]|\d{1,3}[.)])\s+(?P<text>.*)")
_BOX = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_QUOTE = re.compile(r"\s*>\s?(?P<text>.*)")
_RULE = re.compile(r"\s*([-*_])(\s*\1){2,}\s*")
_EMPHASIS = re.compile(r"(\*\*|__|`|\*|(?<!\w)_)(?=\S)(?P<text>.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<url>https?://[^\s)]+)[^)]*\)")


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield a text in Markdown as blocks; a paragraph's lines are one."""
    lines = iter(text.splitlines())
    paragraph: list[str] = []
    for line in lines:
        block = _block_of(line)
        if block is None and line.strip() and not _FENCE.match(line):
            paragraph.append(line.strip())
            continue
        yield from _prose(paragraph)
        paragraph = []
        if _FENCE.match(line):
            yield Verbatim("\n".join(_until_fence(lines)))
        elif block is not None:
            yield block
            yield from _links(line)
    yield from _prose(paragraph)


def _until_fence(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if _FENCE.match(line):
            return
        yield line


def _block_of(line: str) -> Block | None:
    """Return what a line alone is; None for one of a paragraph, and for an empty one."""
    if match := _HEADING.match(line):
        return Heading(_shown(match["text"]))
    if _RULE.fullmatch(line):
        return Prose("---", "dim")
    if match := _ITEM.match(line):
        sign = "-" if match["sign"] in "-*+" else match["sign"]
        head = f"{' ' * min(len(match['indent']), 8)}{sign} "
        text = match["text"]
        if box := _BOX.match(text):
            head += "[x] " if box["mark"] in "xX" else "[ ] "
            text = text[box.end() :]
        return Row(head, _shown(text))
    if match := _QUOTE.match(line):
        return Prose(_shown(match["text"]), "dim", indent=2)
    return None


def _prose(lines: list[str]) -> Iterator[Block]:
    if lines:
        text = " ".join(lines)
        yield Prose(_shown(text))
        yield from _links(text)


def _links(text: str) -> Iterator[Block]:
    for match in _LINK.finditer(text):
        yield Place(match["url"], WebPlace(match["url"]))


def _shown(text: str) -> str:
    """Return a text without the signs of emphasis, its links as what they are called."""
    shown = _LINK.sub(lambda match: match["text"] or match["url"], text)
    return _EMPHASIS.sub(lambda match: match["text"], shown)
