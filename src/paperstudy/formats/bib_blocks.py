"""A .bib file as bytes: where its entries begin and end, and what stands in them. Nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Read as Latin-1, each byte is one letter; no byte of a letter beyond ASCII is a sign of BibTeX's,
# neither in UTF-8 nor in EUC-KR. Two of them are blanks of Unicode's, as in 정: hence re.ASCII.
CODE = "latin-1"
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])", re.ASCII)
_KEY = re.compile(r"\s*([^\s,{}()\"=#%]+)\s*(,|(?=[})]))", re.ASCII)
_FIELD = re.compile(r"\s*,?\s*([^\s=,{}()\"#%]+)\s*=\s*", re.ASCII)
_COMMENT = re.compile(r"[\s,]*(%[^\r\n]*)", re.ASCII)
_BARE = re.compile(r"[^\s,{}()\"#]+", re.ASCII)
_JOINT = re.compile(r"\s*#\s*", re.ASCII)
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
    place = line = 0
    counted = 0
    while head := _HEAD.search(text, place):
        end = find_end(text, head.end() - 1)
        line += text.count("\n", counted, head.start()) or text.count("\r", counted, head.start())
        counted = head.start()
        place = head.end()
        if _is_commented(text, head.start()):
            continue
        if head[1].lower() in _NO_ENTRIES:
            place = end or head.end()
            continue
        key = _KEY.match(text, head.end())
        if key is None:
            continue
        closed = end > 0 and not _holds_another(text, head.end(), end)
        fields, rest, whole = read_fields(text, key.end(), end - 1) if closed else ((), (), False)
        written = key[1].encode(CODE)
        kind, start = head[1].lower(), head.start()
        blocks.append(
            Block(kind, _read(written), written, start, end, line + 1, fields, rest, whole)
        )
        place = end if closed else head.end()
    return blocks


def _read(key: bytes) -> str:
    for code in ("utf-8", "cp949"):
        try:
            return key.decode(code)
        except UnicodeDecodeError:
            continue
    return key.decode(CODE)


def _is_commented(text: str, place: int) -> bool:
    start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    return "%" in text[start:place]


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


def _holds_another(text: str, start: int, end: int) -> bool:
    """Tell whether a brace that is missing made an entry swallow the next one."""
    return (
        re.compile(r"[\r\n]@[ \t]*[A-Za-z]+[ \t]*[{(][^\s,{}]+,", re.ASCII).search(text, start, end)
        is not None
    )


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
