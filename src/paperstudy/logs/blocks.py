"""What each line of a log is: heading, list item, table row, code, comment or text.

One walk over the lines with a small state; nothing here reads inside a line beyond its marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paperstudy.logs.document import LineKind
from paperstudy.logs.inline import code_spans, even_spaces

_QUOTE = re.compile(r"\s{0,8}(?:>\s?)+")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)|(#{2,6})(?=[^\s#!])")
_ITEM = re.compile(
    r"(?P<bullet>[-*+](?=\s|$)|-(?=[가-힣A-Za-z(\[])|[•‣◦▪●○■□▶►∙⁃–·](?=\s))"
    r"|(?P<ordered>\d{1,3}[.)](?=\s|$)|\d{1,2}[.)](?=[가-힣A-Za-z(\[])|\(\d{1,2}\)(?=\s)|[①-⑳])"
)
_CHECK = re.compile(r"\s*(?:\[([ xXvVoO✓✔✅]?)\](?=\s|$)|([☐☑☒]))\s*")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
_RULE = re.compile(r"(?:-\s*){3,}$|(?:\*\s*){3,}$|(?:_\s*){3,}$")
_SETEXT = re.compile(r"(=+|-{3,})\s*$")
_BOLD_ONLY = re.compile(r"(\*\*|__)(?=\S)[^*]{1,80}(?<=\S)\1\s*+[:：]?\s*+(?:<br\s*/?>)?$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b", re.IGNORECASE)
_RAW_OPEN = re.compile(r"<(pre|script|style)\b", re.IGNORECASE)
_DELIMITER = re.compile(r"[\s|:\-]+$")
_DEFINITION = re.compile(
    r"\s{0,3}\[([^\]\[^][^\]\[]{0,200})\]:\s*<?((?:[a-z]+://|www\.|mailto:|[/.#])[^\s>]*)>?",
    re.IGNORECASE,
)
_OPEN_TAG = re.compile(
    r"<(?:a|img|div|table|td|tr|th|p|span|iframe|video|font|details|summary|center|h[1-6])\b[^<>]*$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?<!\\)<!--|^\s*%%")
_HTML_COMMENT = re.compile(r"(?<!\\)<!--")
_BOLD_DEPTH = 8
_SUMMARY_DEPTH = 7
_ITEM_HEADING = re.compile(r"\s*#{1,6}\s+")
_CODE_INDENT = 4
_TAG_LINES = 4
_HEADING_LENGTH = 120
_SAME_INDENT = 2


@dataclass(slots=True)
class Block:
    """The marks of one line; `begin` is where its content starts, `hidden` spans are no text."""

    kind: LineKind = LineKind.TEXT
    begin: int = 0
    depth: int = 0
    parent: int | None = None
    section: int | None = None
    checked: bool | None = None
    hidden: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    number: int
    indent: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line to be judged: its number, evened text, where its content starts, its indent."""

    number: int
    text: str
    start: int
    indent: int

    @property
    def rest(self) -> str:
        return self.text[self.start :]


@dataclass(slots=True)
class _Details:
    """An open `<details>`: how many headings are outside it, and how many no heading inside ends."""

    outside: int
    base: int


@dataclass(slots=True)
class _Walk:
    """The state of the walk."""

    lines: list[str]
    last_comment_end: int
    fence: str = ""
    raw_tag: str = ""
    comment: str = ""
    open_tag: int = 0
    items: list[_Item] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)  # (number, depth)
    details: list[_Details] = field(default_factory=list)
    blank_before: bool = True
    text_before: bool = False
    code_before: bool = False


def read_blocks(lines: list[str], first: int) -> list[Block]:
    """Return the marks of each line; those before index `first` are front matter."""
    ends = [number for number, line in enumerate(lines) if "-->" in line]
    walk = _Walk(lines, ends[-1] if ends else -1)
    blocks = [Block(kind=LineKind.HIDDEN) for _ in range(first)]
    for index in range(first, len(lines)):
        block = _read_line(walk, index, blocks)
        if block.section is None and block.kind is not LineKind.HEADING:
            block.section = walk.headings[-1][0] if walk.headings else None
        blocks.append(block)
        walk.blank_before = block.kind is LineKind.BLANK
        walk.text_before = block.kind is LineKind.TEXT and block.checked is None
        walk.code_before = block.kind is LineKind.CODE or (walk.code_before and walk.blank_before)
    return blocks


def definitions(lines: list[str], blocks: list[Block]) -> dict[str, str]:
    """Return the reference definitions `[label]: url` of the log, by lower-case label."""
    refs: dict[str, str] = {}
    for line, block in zip(lines, blocks, strict=True):
        if "]:" in line and block.kind not in {LineKind.CODE, LineKind.HIDDEN}:
            match = _DEFINITION.match(line)
            if match:
                refs.setdefault(" ".join(match.group(1).casefold().split()), match.group(2))
    return refs


def is_definition(line: str) -> bool:
    """Say whether a line is a reference definition."""
    return bool(_DEFINITION.match(line))


def is_delimiter(line: str) -> bool:
    """Say whether a line is the `---|---` below a table's header."""
    return "|" in line and "-" in line and bool(_DELIMITER.match(line))


def _read_line(walk: _Walk, index: int, blocks: list[Block]) -> Block:
    raw = walk.lines[index]
    code = _inside_code(walk, raw)
    if code is not None:
        return code
    block = Block(hidden=_hide_comments(walk, raw, index))
    text = even_spaces(raw).replace("\\<", "  ")  # an escaped tag is none
    for start, end in block.hidden:
        text = text[:start] + " " * (end - start) + text[end:]
    if not text.strip():
        block.kind = LineKind.HIDDEN if block.hidden else LineKind.BLANK
        return block
    _hide_open_tag(walk, block, text, index + 1)
    quote = _QUOTE.match(text)
    start = quote.end() if quote else 0
    start += len(text) - start - len(text[start:].lstrip())
    return _classify(walk, block, _Spot(index + 1, text, start, _indent(raw)), blocks)


def _inside_code(walk: _Walk, raw: str) -> Block | None:
    """Return a code block's line while a fence, `$$` or `<pre>` is open."""
    if walk.fence:
        bare = even_spaces(raw).lstrip("> ").strip()
        if bare.startswith(walk.fence) and not bare.strip(walk.fence[0]):
            walk.fence = ""
        return Block(kind=LineKind.CODE)
    if walk.raw_tag:
        if f"</{walk.raw_tag}" in raw.lower():
            walk.raw_tag = ""
        return Block(kind=LineKind.CODE)
    return None


def _hide_comments(walk: _Walk, raw: str, index: int) -> list[tuple[int, int]]:
    """Return the spans of comments (`<!-- -->`, `%% %%`) on a line; they may run over lines."""
    if not walk.comment and "<!--" not in raw and "%%" not in raw:
        return []
    spans: list[tuple[int, int]] = []
    code = code_spans(raw) if "`" in raw and not walk.comment else []
    at = 0
    while True:
        if walk.comment:
            end = raw.find(walk.comment, at)
            stop = len(raw) if end < 0 else end + len(walk.comment)
            spans.append((at, stop))
            if end < 0:
                return spans
            walk.comment, at = "", stop
        opening = _COMMENT.search(raw, at)
        while opening and any(start <= opening.start() < end for start, end in code):
            opening = _HTML_COMMENT.search(raw, opening.end())
        if opening is None or (opening.group() == "<!--" and index > walk.last_comment_end):
            return spans
        walk.comment = "-->" if opening.group() == "<!--" else "%%"
        spans.append(opening.span())
        at = opening.end()


def _hide_open_tag(walk: _Walk, block: Block, text: str, number: int) -> None:
    """Hide an HTML tag broken over lines, for a few lines at most."""
    if walk.open_tag:
        end = text.find(">")
        block.hidden.append((0, len(text) if end < 0 else end + 1))
        walk.open_tag = walk.open_tag - 1 if end < 0 else 0
    elif "<" in text:
        opening = _OPEN_TAG.search(text, text.rfind("<"))
        following = walk.lines[number : number + _TAG_LINES]
        if opening and any(">" in line for line in following):
            walk.open_tag = _TAG_LINES
            block.hidden.append((opening.start(), len(text)))


def _classify(walk: _Walk, block: Block, spot: _Spot, blocks: list[Block]) -> Block:
    rest = spot.rest
    fence = _FENCE.match(rest)
    if fence and "`" not in fence.group(2):
        walk.fence = fence.group(1)
        return _as(block, LineKind.CODE)
    if rest.startswith("$$") and rest.strip() == "$$":
        walk.fence = "$$"
        return _as(block, LineKind.CODE)
    opened = _RAW_OPEN.match(rest)
    if opened:
        if f"</{opened.group(1).lower()}" not in rest.lower():
            walk.raw_tag = opened.group(1).lower()
        return _as(block, LineKind.CODE)
    if "<" in rest and _html_block(walk, block, spot.number, rest):
        return block
    heading = _HEADING.match(rest)
    if heading:
        block.begin = spot.start + heading.end()
        return _head(walk, block, spot.number, len(heading.group(1) or heading.group(2)))
    return _classify_text(walk, block, spot, blocks)


def _classify_text(walk: _Walk, block: Block, spot: _Spot, blocks: list[Block]) -> Block:
    rest = spot.rest
    if _RULE.match(rest) or (_SETEXT.match(rest) and walk.text_before):
        return _rule(walk, block, spot, blocks)
    item = _ITEM.match(rest)
    if item and not (rest.startswith("-") and is_delimiter(rest)):
        block.begin = spot.start + item.end()
        return _item(walk, block, spot, ordered=item.group("ordered") is not None)
    free = not walk.items and (walk.blank_before or walk.code_before)
    if spot.indent >= _CODE_INDENT and free and "|" not in rest:
        return _as(block, LineKind.CODE)
    block.begin = spot.start
    _continue(walk, block, spot.indent)
    _check(block, spot.text, spot.start)
    if _BOLD_ONLY.match(rest) and block.parent is None and "](" not in rest:
        return _head(walk, block, spot.number, _BOLD_DEPTH)
    return block


def _as(block: Block, kind: LineKind) -> Block:
    block.kind = kind
    return block


def _indent(raw: str) -> int:
    """Return the column of the first character, tabs to the next multiple of four."""
    column = 0
    for char in raw:
        if char == "\t":
            column += 4 - column % 4
        elif char.isspace() or char in "\ufeff\u200b":
            column += 2 if char == "\u3000" else 1
        elif char != ">":
            break
    return column


def _head(walk: _Walk, block: Block, number: int, depth: int) -> Block:
    """Make the line a heading and the section of what follows."""
    base = walk.details[-1].base if walk.details else 0
    while len(walk.headings) > base and walk.headings[-1][1] >= depth:
        walk.headings.pop()
    block.kind = LineKind.HEADING
    block.depth = depth
    block.section = walk.headings[-1][0] if walk.headings else None
    walk.headings.append((number, depth))
    walk.items.clear()
    return block


def _html_block(walk: _Walk, block: Block, number: int, rest: str) -> bool:
    """Follow `<details>`; make `<summary>` and `<h2>` lines headings."""
    lowered = rest.lower()
    for _ in range(min(lowered.count("</details"), len(walk.details))):
        del walk.headings[walk.details.pop().outside :]
        walk.items.clear()
    if "<details" in lowered and "</details" not in lowered:
        while walk.headings and walk.headings[-1][1] >= _BOLD_DEPTH:
            walk.headings.pop()
        walk.details.append(_Details(len(walk.headings), len(walk.headings)))
    heading = _HTML_HEADING.search(rest)
    if heading and not rest[: heading.start()].strip():
        _head(walk, block, number, int(heading.group(1)))
        return True
    if _SUMMARY.search(rest):
        if walk.details:
            del walk.headings[walk.details[-1].outside :]
            walk.details[-1].base = walk.details[-1].outside
        _head(walk, block, number, _SUMMARY_DEPTH)
        if walk.details:
            walk.details[-1].base += 1
        return True
    return False


def _rule(walk: _Walk, block: Block, spot: _Spot, blocks: list[Block]) -> Block:
    """Make the line a rule; under a single line of text it makes that line a heading."""
    underlines = _SETEXT.match(spot.rest) is not None and walk.text_before
    if underlines and _can_be_heading(walk, spot.number - 1, blocks):
        _head(walk, blocks[-1], spot.number - 1, 1 if spot.rest[0] == "=" else 2)
    elif not _RULE.match(spot.rest):
        block.begin = spot.start
        return block
    walk.items.clear()
    return _as(block, LineKind.RULE)


def _can_be_heading(walk: _Walk, number: int, blocks: list[Block]) -> bool:
    """Say whether line `number`, the last one read, is a short paragraph of one line."""
    above = blocks[-1]
    lonely = len(blocks) == 1 or blocks[-2].kind is not LineKind.TEXT
    raw = walk.lines[number - 1]
    return above.parent is None and lonely and len(raw) <= _HEADING_LENGTH and "|" not in raw


def _item(walk: _Walk, block: Block, spot: _Spot, *, ordered: bool) -> Block:
    """Place a list item among the open ones.

    A bullet right under a numbered item at the same indent (or the other way round) is taken as
    nested: that is how people write it, whatever Markdown makes of it.
    """
    indent, items = spot.indent, walk.items
    same = [
        at
        for at, item in enumerate(items)
        if item.ordered == ordered and abs(item.indent - indent) < _SAME_INDENT
    ]
    deeper = [at for at, item in enumerate(items) if item.indent > indent + (0 if ordered else 1)]
    if same:
        del items[same[0] if items[same[0]].indent == indent else same[-1] :]
    elif walk.blank_before:
        while items and items[-1].indent >= indent:
            items.pop()
    elif deeper:
        del items[deeper[0] :]
    block.kind = LineKind.ITEM
    block.depth = len(items)
    block.parent = items[-1].number if items else None
    items.append(_Item(spot.number, indent, ordered))
    _check(block, spot.text, block.begin)
    mark = _ITEM_HEADING.match(spot.text, block.begin)
    block.begin = mark.end() if mark else block.begin
    return block


def _check(block: Block, text: str, start: int) -> None:
    box = _CHECK.match(text, start)
    if box:
        mark = box.group(2)
        block.checked = mark != "☐" if mark else (box.group(1) or " ") != " "
        block.begin = box.end()


def _continue(walk: _Walk, block: Block, indent: int) -> None:
    """Tie a line of text to the list item it goes on with, or end the list."""
    items = walk.items
    if walk.blank_before:
        while items and indent <= items[-1].indent:
            items.pop()
    if items:
        block.parent = items[-1].number
