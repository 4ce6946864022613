"""The index of names: which keys there are, and where a text says one of them.

A text is read once, from left to right. At each word the first letters of what follows say which
lengths of key may stand there; they are tried longest first. A name may be written with
other spaces and hyphens than in the index, but it begins and ends where words do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.matching.normalise import (
    Folded,
    Words,
    find_words,
    fold,
    make_key,
    strip_accents,
)
from paperstudy.matching.particles import ends_name
from paperstudy.matching.variants import Extent, Kinship, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 4
_MIN_PIECE = 3
_GAP = re.compile(r"[\s\-‐-―_·']{0,8}")
_TITLE_GAP = re.compile(r"[^\w|\n]{0,8}")
_MARKS = re.compile(r"[\s\-‐-―_·'’]+")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile(r"[^\W_가-힣]")
_LOUD = re.compile(r"[A-Z0-9가-힣]")


class Role(Enum):
    """What a surface is to its paper."""

    NAME = "name"
    AMBIGUOUS = "ambiguous"
    TITLE = "title"
    LEARNED = "learned"
    KNOWN = "known"


class Split(Enum):
    """What shows that two parts of a surface meet: a mark or a digit, or a capital."""

    MARKED = "marked"
    HUMP = "hump"


class Sense(NamedTuple):
    """One meaning of a key: the number of the paper, the surface, whether its case counts."""

    paper: int
    role: Role
    surface: str
    case: bool = False


class Sighting(NamedTuple):
    """A key seen in a text: source offsets of all that is written, and what it may mean.

    `first` and `last` are the numbers of its words. `exact` says that the letter case is right, or
    does not matter; where no sense has it, all senses are given and `exact` is False. `sized` says
    that a size is written on to the name (`swin_base`).
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    senses: list[Sense]
    kinship: Kinship
    exact: bool = True
    sized: bool = False


class Reading(NamedTuple):
    """A text, folded, and its words."""

    text: str
    folded: Folded
    words: Words

    @classmethod
    def of(cls, text: str) -> Reading:
        """Return the reading of a text."""
        folded = fold(text)
        return cls(text, folded, find_words(folded.text))

    def source(self, start: int, end: int) -> str:
        """Return what stands in the source text for a piece of the folded one."""
        return self.text[self.folded.source(start) : self.folded.source_end(end)]


class NameIndex:
    """Keys of names and titles and their senses; grows until the first search."""

    def __init__(self) -> None:
        self.senses: dict[str, tuple[Sense, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def copy(self) -> NameIndex:
        """Return one that grows by itself from what this one holds."""
        made = NameIndex()
        made.senses = self.senses.copy()
        return made

    def add(self, key: str, sense: Sense) -> None:
        """Add a sense of a key; keys of one character are none."""
        known = self.senses.get(key)
        if known is not None:
            self.senses[key] = (*known, sense)
        elif len(key) > 1:
            self.senses[key] = (sense,)

    def add_surface(self, surface: str, sense: Sense) -> None:
        """Add a surface under its key, and without accents where it has some."""
        key = make_key(surface)
        self.add(key, sense)
        if not surface.isascii():
            bare = make_key(strip_accents(surface))
            if bare != key:
                self.add(bare, sense)

    @cached_property
    def _heads(self) -> dict[str, set[int]]:
        """The lengths of the keys that begin with each head."""
        heads: defaultdict[str, set[int]] = defaultdict(set)
        for key in self.senses:
            heads[key[:_HEAD]].add(len(key))
        return dict(heads)

    def iter_at(self, reading: Reading, number: int) -> Iterator[Sighting]:
        """Yield what may be named from word `number` on, longest first."""
        joined, at = reading.words.joined, reading.words.starts[number]
        for size in (_HEAD, 3, 2):
            head = joined[at : at + size]
            if head in self._heads:
                for key in self._keys_at(joined, at, head):
                    found = self._look_at(reading, number, key)
                    if found:
                        yield found

    def _keys_at(self, joined: str, at: int, head: str) -> Iterator[str]:
        lengths = self._lengths.get(head)
        if lengths is None:
            lengths = self._lengths[head] = tuple(sorted(self._heads[head], reverse=True))
        for length in lengths:
            key = joined[at : at + length]
            if key in self.senses:
                yield key

    def may_begin(self, reading: Reading) -> list[int]:
        """Return the numbers of the words from which on a name may stand."""
        joined, heads = reading.words.joined, self._heads
        return [
            number
            for number, at in enumerate(reading.words.starts[:-1])
            if joined[at : at + 4] in heads
            or joined[at : at + 3] in heads
            or joined[at : at + 2] in heads
        ]

    def _measure(self, reading: Reading, start: int, end: int) -> Extent | None:
        """Return how far a name reaches, None where it is not that name after all."""
        text = reading.folded.text
        if _HANGUL.match(text, end - 1):
            return Extent(end, Kinship.SAME) if ends_name(text, end) else None
        extent = measure(text, start, end)
        if extent.kinship is Kinship.OTHER or (extent.joined and extent.joined not in self.senses):
            return None
        if extent.plural is not None:
            # `PODS` is no plural of POD.
            letter = reading.text[reading.folded.source(extent.plural)]
            if letter == "S" and not reading.source(start, end).islower():
                return None
        return extent

    def sight_slip(self, reading: Reading, first: int, last: int, key: str) -> Sighting | None:
        """Return the sighting of a misspelled `key` written as the words `first` to `last`."""
        folded, words = reading.folded, reading.words
        start, stop = words.spans[first][0], words.spans[last][1]
        extent = self._measure(reading, start, stop)
        senses = [sense for sense in self.senses[key] if not sense.case]
        if extent is None or not senses:
            return None
        last = _last_word(words, extent.end, last)
        place = folded.source(start), folded.source_end(extent.end)
        return Sighting(*place, first, last, key, senses, extent.kinship)

    def _look_at(self, reading: Reading, number: int, key: str) -> Sighting | None:
        """Return the sighting of `key` at a word, None where marks or boundaries forbid it."""
        folded, words = reading.folded, reading.words
        stop = words.starts[number] + len(key)
        last = bisect_left(words.starts, stop, number) - 1
        start = words.spans[number][0]
        end = words.spans[last][0] + stop - words.starts[last]
        extent = self._measure(reading, start, end)
        if extent is None:
            return None
        if _HANGUL.match(folded.text, start) and start and _LATIN.match(folded.text[start - 1]):
            return None
        fitting = [sense for sense in self.senses[key] if _joins(sense, reading, number, last)]
        end, kinship = extent.end, extent.kinship
        if not fitting:
            return None
        written = reading.source(start, words.spans[last][0] + stop - words.starts[last])
        senses = [sense for sense in fitting if not sense.case or _is_cased(sense, written)]
        return Sighting(
            folded.source(start),
            folded.source_end(end),
            number,
            _last_word(words, end, last),
            key,
            senses or fitting,
            kinship,
            exact=bool(senses),
            sized=extent.sized,
        )


def _last_word(words: Words, end: int, last: int) -> int:
    """Return the last word that begins before `end`: a size may stand apart from its name."""
    while last + 1 < len(words.spans) and words.spans[last + 1][0] < end:
        last += 1
    return last


def _joins(sense: Sense, reading: Reading, number: int, last: int) -> bool:
    """Return whether the marks between the words are such as the surface allows."""
    text, folded, words = reading
    long_title = sense.role is Role.TITLE and sense.surface.count(" ") >= _MIN_PIECE
    wide = long_title or "&" in sense.surface
    gaps = _TITLE_GAP if wide else _GAP
    splits: dict[int, Split] | None = None
    for word in range(number, last):
        left, right = words.spans[word][1], words.spans[word + 1][0]
        if left == right:
            continue
        if gaps.fullmatch(folded.text, left, right) is None:
            return False
        if wide or not folded.text[left:right].strip("-‐‑_"):
            continue
        splits = find_splits(sense.surface) if splits is None else splits
        place = words.starts[word + 1] - words.starts[number]
        if right - left > 1 and place == 1:
            return False  # `a [[NeRF]]`: an article, and not the letter of A-NeRF
        if splits.get(place) is Split.MARKED:
            continue
        # Elsewhere a space may stand before a capital: `Cut Mix` is CutMix, `mix up` is English.
        end = words.spans[word + 1][1]
        long = end - right >= _MIN_PIECE or place in splits
        loud = _LOUD.match(text[folded.source(right)]) and long
        if sense.case or sense.role is Role.AMBIGUOUS or not loud:
            return False
    return True


def _is_cased(sense: Sense, written: str) -> bool:
    return _MARKS.sub("", written) == _MARKS.sub("", sense.surface)


def find_splits(surface: str) -> dict[int, Split]:
    """Return the places in a surface's key where its parts meet, and what shows it."""
    splits: dict[int, Split] = {}
    length = 0
    previous = ""
    for char in surface:
        if not char.isalnum():
            previous = ""
            continue
        if length:
            if not previous or char.isdigit() != previous.isdigit() or _HANGUL.match(char):
                splits[length] = Split.MARKED
            elif char.isupper() and previous.islower():
                splits[length] = Split.HUMP
        length += 1
        previous = char
    return splits
