"""Entries that the parser gives up on: read by their braces alone, or told with all their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.formats.bib_blocks import find_end, read_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibtexparser.model import Block

_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]")
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})
# Where the next entry surely begins, whatever braces are open.
_NEXT = re.compile(
    r"\n[ \t]*@[ \t]*(?:(?:string|preamble|comment)\s*[{(]"
    r"|[A-Za-z]+\s*[{(]\s*+[^\s,{}()\"=#%]*+\s*+,)",
    re.IGNORECASE,
)
# A key, and the comma behind it that people forget; or no key at all.
_KEY = re.compile(r"\s*([^\s,{}()\"=#%]+)\s*(?:,|(?=\s[A-Za-z][\w-]*\s*=)|(?=[})]))|")
# What stands between entries is a comment, unless it looks as if it belonged to one: a field, or
# words before a brace that nothing opened. What a person commented out belongs to none.
_COMMENTED = re.compile(r"^[ \t]*%.*", re.MULTILINE)
_FIELD = re.compile(
    r"[\w:+-]\s*=\s*[{\"]|(?:^|[,{}\"\n])[ \t]*+[\w:+-]++\s*=\s*\w++\s*+(?:[,}]|[\w:+-]++\s*=)"
)
_WORDS = re.compile(r"[^\s{},]")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Rescued:
    """An entry that was read by its braces; values of `fields` are as they are written."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    text: str


class Rescue:
    """Finds the text of blocks again, which are asked for in the order of the file."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._known = 0  # blocks that were found; the last is from `_start` to `_place`
        self._start = self._place = self._head = 0
        self._done = 0

    def is_past(self, index: int) -> bool:
        """Tell whether a block is a part of what has been read or told already."""
        return self._done > 0 and self._find(index) < self._done

    def read(self, index: int) -> Rescued | str:
        """Return the entry that a block is the beginning of, else all text that is lost with it."""
        start = self._find(index)
        following = _NEXT.search(self._text, start + 1)
        limit = following.start() + 1 if following else len(self._text)
        entry = self._read(start, limit)
        if entry is not None:
            self._done = start + len(entry.text)
            return entry
        self._done = self._next_block(index, limit)
        return self._text[start : self._done].rstrip()

    def _read(self, start: int, limit: int) -> Rescued | None:
        head = _HEAD.match(self._text, start, limit)
        end = find_end(self._text, head.end() - 1, limit) if head else 0
        if head is None or not end or head[1].lower() in _NO_ENTRIES:
            return None
        key = _KEY.match(self._text, head.end(), end)
        assert key is not None, "an entry may have no key"
        fields, _, whole = read_fields(self._text, key.end(), end - 1)
        if not whole or not fields or (not key[1] and fields[0][1][0] not in '{"'):
            return None  # a field without braces where the key should be is a broken key
        return Rescued(head[1], key[1] or "", fields, self._text[start:end])

    def _next_block(self, index: int, limit: int) -> int:
        """Return where the next whole block begins, else `limit`: others may belong to this one."""
        from bibtexparser.model import ImplicitComment, ParsingFailedBlock

        place = self._place
        for number in range(index + 1, len(self._blocks)):
            block = self._blocks[number]
            raw = block.raw or ""
            found = self._text.find(raw, place, limit + len(raw) - 1)
            if found < 0:
                break
            held = getattr(block, "ignore_error_block", None) or block  # whole, but told twice
            if not isinstance(held, (ImplicitComment, ParsingFailedBlock)):
                return found
            place = found + len(raw)
        return limit

    def _find(self, index: int) -> int:
        """Return where a block begins in the text: none before the one that was asked for last."""
        from bibtexparser.model import ParsingFailedBlock

        for number in range(self._known, index + 1):
            block = self._blocks[number]
            raw = block.raw or ""
            earliest = self._head if raw.startswith("@") else self._place
            self._start = max(self._text.find(raw, earliest), earliest)
            self._place = self._start + len(raw)
            # What fails may seem to reach beyond the head of the next.
            self._head = self._start + 1 if isinstance(block, ParsingFailedBlock) else self._place
        self._known = max(self._known, index + 1)
        return self._start


def is_stray(text: str) -> bool:
    """Tell whether text that no entry holds looks like a part of one: a sign too many ended it."""
    if "%" in text:
        text = _COMMENTED.sub("", text)
    if _FIELD.search(text):
        return True
    words = _WORDS.search(text)
    depth = 0
    for sign in _BRACE.finditer(text, words.start() if words else len(text)):
        depth += 1 if sign[0] == "{" else -1
        if depth < 0:
            return True
    return False
