"""A .bib file as bytes: where its entries begin and end, and what stands in them. Nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Read as Latin-1, each byte is one letter; no byte of a letter beyond ASCII is a sign of BibTeX's,
# neither in UTF-8 nor in EUC-KR. Two of them are blanks of Unicode's, as in 정: hence re.ASCII.
CODE = "latin-1"
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])", re.ASCII)
# Where the next entry surely begins: one that seems to hold it lacks a brace.
_NEXT = re.compile(r"[\r\n]@[ \t]*[A-Za-z]+[ \t]*[{(][^\s,{}]+,", re.ASCII)
_KEY = re.compile(r"\s*([^\s,{}()\"=#%]+)\s*(,|(?=[})]))", re.ASCII)
_FIELD = re.compile(r"\s*+,?\s*+([^\s=,{}()\"#%]+)\s*=\s*", re.ASCII)
_COMMENT = re.compile(r"[\s,]*(%[^\r\n]*)", re.ASCII)
_BARE = re.compile(r"[^\s,{}()\"#]+", re.ASCII)
_JOINT = re.compile(r"\s*#\s*", re.ASCII)
_BLANKS = re.compile(r"\s+", re.ASCII)
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a file: `start` and `end` are places in its bytes, `line` counts from 1.

    `key` is as a person reads it, `written` as it stands in the file.
    `fields` are (name in small letters, value as it is written); `rest` are the comments among
    them. One that is not `closed` has no end, since its last brace is missing, or holds something
    that is neither.
    """

    kind: str
    key: str
    written: bytes
    start: int
    end: int
    line: int
    fields: tuple[tuple[str, str], ...] = ()
    rest: tuple[str, ...] = ()
    closed: bool = True


def find_blocks(content: bytes) -> list[Block]:
    """Return the entries of a .bib file in order; comments, strings and preambles are none.

    What stands behind a `%` on its line is left alone: BibTeX reads it, but a person who wrote it
    there meant it not to be read.
    """
    text = content.decode(CODE)
    blocks = []
    place = limit = 0
    lines, endings = _Lines(text), _Endings(text)
    while head := _HEAD.search(text, place):
        lines.go_on(head.start(), place)
        place = head.end()
        if lines.commented:
            continue
        kind = head[1].lower()
        if kind in _NO_ENTRIES:
            place = endings.find(head.end() - 1, len(text)) or head.end()
            continue
        key = _KEY.match(text, head.end())
        if key is None:
            continue
        if limit < place:
            following = _NEXT.search(text, place)
            limit = following.start() if following else len(text)
        end = endings.find(head.end() - 1, limit)
        fields, rest, whole = read_fields(text, key.end(), end - 1) if end else ((), (), False)
        written = key[1].encode(CODE)
        blocks.append(
            Block(
                kind,
                read_letters(written),
                written,
                head.start(),
                end,
                lines.count,
                fields,
                rest,
                whole,
            )
        )
        place = end or place
    return blocks


def find_commented(content: bytes, blocks: Sequence[Block]) -> set[str]:
    """Return the keys of entries that stand behind a `%` on one line, in small letters."""
    keys = set()
    ends = (0, *(block.end or block.start for block in blocks))
    starts = (*(block.start for block in blocks), len(content))
    for end, start in zip(ends, starts, strict=True):
        for line in content[end:start].decode(CODE).splitlines():
            for head in _HEAD.finditer(line, line.find("%")) if "%" in line else ():
                key = _KEY.match(line, head.end())
                if key is not None:
                    keys.add(read_letters(key[1].encode(CODE)).casefold())
    return keys


class _Lines:
    """Counts the lines of a text on the way through it, and knows where a `%` comments one out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self.count = 1
        self.commented = False

    def go_on(self, place: int, read: int) -> None:
        """Go on to `place`: it is `commented` where a `%` stands before it on its line.

        What stands before `read` belongs to an entry: no `%` in that is a comment's.
        """
        text, start = self._text, self._place
        self.count += text.count("\n", start, place) or text.count("\r", start, place)
        line = max(text.rfind("\n", start, place), text.rfind("\r", start, place))
        known = self.commented and line < 0
        self.commented = known or text.find("%", max(line, start, read), place) >= 0
        self._place = place


class _Endings:
    """Finds where entries end. What nothing closes up to some place is looked for once for all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: dict[int, set[int]] = {}

    def find(self, opening: int, limit: int) -> int:
        """Do as `find_end` does."""
        if opening in self._open.get(limit, ()):
            return 0
        end = find_end(self._text, opening, limit)
        if not end:
            self._open[limit] = self._find_open(opening, limit)
        return end

    def _find_open(self, start: int, limit: int) -> set[int]:
        """Return the places of all signs that `find_end` finds no end of."""
        braces: list[int] = []
        brackets: dict[int, list[int]] = {}  # by the depth of braces that they open at
        depth = 0
        for sign in re.compile(r"[{}()]").finditer(self._text, start, limit):
            if sign[0] == "(":
                brackets.setdefault(depth, []).append(sign.start())
            elif sign[0] == ")":
                brackets.pop(depth, None)
            elif sign[0] == "{":
                braces.append(sign.start())
                depth += 1
            else:
                del braces[-1:]
                depth -= 1
        return {*braces, *chain.from_iterable(brackets.values())}


def read_letters(piece: bytes) -> str:
    """Return what a person reads in a piece of a file, whatever its encoding seems to be."""
    for code in ("utf-8", "cp949"):
        try:
            return piece.decode(code)
        except UnicodeDecodeError:
            continue
    return piece.decode(CODE)


def bare(value: str) -> str:
    """Return a value without what only sets it: braces and quotes around it, blanks, line ends."""
    text = _BLANKS.sub(" ", value).strip(" ")
    while len(text) > 1 and (text[0], text[-1]) in (("{", "}"), ('"', '"')):
        text = text[1:-1].strip(" ")
    return text


def find_end(text: str, opening: int, limit: int | None = None) -> int:
    """Return the place behind the sign that closes what opens at `opening`, 0 if there is none."""
    limit = len(text) if limit is None else limit
    closing = "}" if text[opening] == "{" else ")"
    depth = 0
    for sign in re.compile(r"[{})]").finditer(text, opening + 1, limit):
        if sign[0] == closing and depth == 0:
            return sign.end()
        if sign[0] != ")":
            depth += 1 if sign[0] == "{" else -1
    return 0


def read_fields(
    text: str, start: int, end: int
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool]:
    """Return the fields between two places, the comments among them, and whether that is all."""
    fields, comments = [], []
    place = start
    while place < end:
        if comment := _COMMENT.match(text, place, end):
            comments.append(comment[1])
            place = comment.end()
            continue
        found = _FIELD.match(text, place, end)
        place = _value_end(text, found.end(), end) if found else place
        if found is None or place == found.end():
            break
        fields.append((found[1].lower(), text[found.end() : place]))
    whole = not text[place:end].strip(" \t\r\n,")
    return tuple(fields), tuple(comments), whole


def _value_end(text: str, start: int, end: int) -> int:
    """Return where a value ends: pieces in braces, in quotes or bare, joined by `#`."""
    place = start
    while place < end:
        sign = text[place]
        if sign == "{":
            place = find_end(text, place, end) or end
        elif sign == '"':
            closing = _quote_end(text, place, end)
            if closing == place:
                return start
            place = closing
        else:
            bare = _BARE.match(text, place, end)
            if bare is None:
                return place
            place = bare.end()
        joint = _JOINT.match(text, place, end)
        if joint is None:
            return place
        place = joint.end()
    return place


def _quote_end(text: str, start: int, end: int) -> int:
    """Return the place behind the quote that closes the one at `start`; `start` if none does."""
    depth = 0
    for sign in re.compile(r'[{}"]').finditer(text, start + 1, end):
        if sign[0] == '"' and depth == 0:
            return sign.end()
        depth += (sign[0] == "{") - (sign[0] == "}")
    return start
