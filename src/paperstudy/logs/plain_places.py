"""Where in a log a link may be put without changing what anything else means; pure.

That is prose and nothing else: no heading (others point at it by its words), no code, no link,
no HTML, no mathematics, no tag of a template, no front matter and no comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.logs.document import LineKind
from paperstudy.logs.inline import code_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.logs import Mention
    from paperstudy.logs.document import Document, Line

_PROSE = frozenset({LineKind.TEXT, LineKind.ITEM, LineKind.ROW})
# What would end a label early, or stand half inside of it.
_UNFIT = re.compile(r"[\[\]`<>|\\*~$=\r\n]|(?<!\w)_|_(?!\w)")
_UNFIT_BEFORE = frozenset("\\![]^(<@#`")
_UNFIT_AFTER = frozenset("]`")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPEN = re.compile(r"<(/?)(table|a|ul|ol|dl|svg|object|math)\b", re.IGNORECASE)
_LIQUID = re.compile(r"\{%-?\s*(end)?(highlight|raw|comment|mermaid|math|capture)\b")
_MATH = re.compile(r"\$\$.*?(?:\$\$|\Z)|\\\[.*?(?:\\\]|\Z)|\\\(.*?(?:\\\)|\Z)", re.DOTALL)
_WIKI = re.compile(r"\[\[.*?\]\]", re.DOTALL)


class PlainPlaces:
    """Says of the mentions of one log whether they stand in prose."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._shut: set[int] = set()
        for paragraph in _paragraphs(document):
            self._read(paragraph)
        self._shut.update(_inside_blocks(document))

    def allows(self, mention: Mention) -> bool:
        """Say whether a link may be made of a mention."""
        line = self._document.line(mention.line)
        start, end = mention.column, mention.column + len(mention.text)
        if line.kind not in _PROSE or line.number in self._shut:
            return False
        if not mention.text.strip() or line.raw[start:end] != mention.text:
            return False
        if _UNFIT.search(mention.text) or not _fits_between(line.raw, start, end):
            return False
        if any(link.start < end and start < link.end for link in line.links):
            return False
        if any(low < end and start < high for low, high in self._spans.get(line.number, ())):
            return False
        return line.text[start:end].split() == mention.text.split()

    def _read(self, lines: list[Line]) -> None:
        """Note what of a paragraph is no prose though it stands on several lines."""
        if any(_TAG.search(_BREAK.sub("", line.raw)) for line in lines):
            self._shut.update(line.number for line in lines)
            return
        raw = "\n".join(line.raw for line in lines)
        spans = [match.span() for pattern in (_MATH, _WIKI) for match in pattern.finditer(raw)]
        spans += code_spans(raw)
        spans += _bracketed("\n".join(line.text for line in lines))
        begin = 0
        for line in lines:
            end = begin + len(line.raw)
            self._spans[line.number] = [
                (low - begin, high - begin) for low, high in spans if low <= end and begin <= high
            ]
            begin = end + 1


def _fits_between(raw: str, start: int, end: int) -> bool:
    """Say whether brackets at both ends of a text would be those of a link, and of no other."""
    before, after = raw[start - 1 : start] if start else "", raw[end : end + 1]
    if before in _UNFIT_BEFORE and not (before == "(" and raw[start - 2 : start - 1] != "]"):
        return False
    if before.isascii() and before.isalnum():
        return False
    return after not in _UNFIT_AFTER and not (after.isascii() and after.isalnum())


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in square brackets that stand in the prose; one left open has no end."""
    opened: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.end()
    if opened:
        yield opened[0], len(text)


def _paragraphs(document: Document) -> Iterator[list[Line]]:
    """Yield the lines that a reader of Markdown takes together: those without a blank between."""
    lines: list[Line] = []
    for line in document.lines:
        if line.kind in {LineKind.BLANK, LineKind.RULE, LineKind.HEADING, LineKind.HIDDEN}:
            if lines:
                yield lines
            lines = []
        else:
            lines.append(line)
    if lines:
        yield lines


def _inside_blocks(document: Document) -> Iterator[int]:
    """Yield the lines inside of tables of HTML and of a template's blocks, blank lines and all."""
    tags: list[str] = []
    block = ""
    for line in document.lines:
        if line.kind in {LineKind.CODE, LineKind.HIDDEN}:
            continue
        if tags or block:
            yield line.number
        for match in _OPEN.finditer(line.raw):
            name = match.group(2).lower()
            if not match.group(1):
                tags.append(name)
            elif name in tags:
                del tags[tags.index(name) :]
        for match in _LIQUID.finditer(line.raw):
            if not block and not match.group(1):
                block = match.group(2)
                yield line.number
            elif match.group(1) and match.group(2) == block:
                block = ""
