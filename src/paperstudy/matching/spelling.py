"""Misspelled names: a slip of the fingers in a long, made-up name, and nothing else.

A slip swaps two neighbouring letters, drops or doubles one, or takes the wrong vowel
(`Transforemr`, `betch norm`, `Fasion MNIST`). Other changes make other words: `ResNeSt` and
`RuBERTa` are models of their own, and `transformed` is English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.matching.normalise import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.matching.normalise import Words

MIN_LETTERS = 7
"""A shorter name has too many neighbours that mean something else."""

_MIN_WRITTEN = 6
_MIN_PART = 4
_VOWEL_LETTERS = 8
_VOWELS = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_PLAIN = re.compile("[a-z]+")


class Slip(NamedTuple):
    """The key that was meant, and how many slips away it is."""

    key: str
    distance: int


class Speller:
    """Finds the one known key that a word, or two, are a slip away from."""

    def __init__(self, surfaces: Iterable[str], words: frozenset[str]) -> None:
        self._words = words
        self._keys: set[str] = set()
        self._parts: set[str] = set()
        self._frames: defaultdict[str, list[str]] = defaultdict(list)
        for surface in surfaces:
            parts = split_words(surface)
            key = "".join(parts)
            if len(key) < MIN_LETTERS or not _PLAIN.fullmatch(key):
                continue
            if len(parts) == 2:  # noqa: PLR2004 (a pair)
                self._parts.update(parts)
            if key not in self._keys:
                self._keys.add(key)
                for frame in _iter_frames(key):
                    self._frames[frame].append(key)
        self._seen: dict[str, Slip | None] = {}

    def find(self, words: Words, taken: bytearray) -> Iterator[tuple[int, int, Slip]]:
        """Yield the first and last word, and the slip, of what is misspelled in a text."""
        joined, starts = words.joined, words.starts
        previous = ""
        for number, end in enumerate(starts[1:]):
            word = "" if taken[number] else joined[starts[number] : end]
            slip = self.correct(word) if len(word) >= _MIN_WRITTEN else None
            if slip:
                yield number, number, slip
                word = ""
            elif self._may_pair(previous, word):
                slip = self.correct(previous + word)
                if slip and slip.distance == 1:
                    yield number - 1, number, slip
                    word = ""
            previous = word

    def _may_pair(self, first: str, second: str) -> bool:
        """Return whether two words may be a name of two words, one of them misspelled."""
        if min(len(first), len(second)) < _MIN_PART:
            return False
        return first in self._parts or second in self._parts

    def correct(self, word: str) -> Slip | None:
        """Return the key that a folded word is a slip of, None where it is one or means another."""
        if word not in self._seen:
            self._seen[word] = self._correct(word)
        return self._seen[word]

    def _correct(self, word: str) -> Slip | None:
        if len(word) < _MIN_WRITTEN or not _PLAIN.fullmatch(word) or self._is_word(word):
            return None
        near: dict[str, int] = {}
        for frame in _iter_frames(word):
            for key in self._frames.get(frame, ()):
                distance = measure_slip(word, key)
                if distance:
                    near[key] = distance
        if not near:
            return None
        best = min(near.values())
        keys = [key for key, distance in near.items() if distance == best]
        return Slip(keys[0], best) if len(keys) == 1 else None

    def _is_word(self, word: str) -> bool:
        """Return whether a word, or what is left of it without an ending, is one in its own right."""
        if word in self._keys or word in self._words:
            return True
        return any(
            word.endswith(ending) and word[: -len(ending)] + stem in self._words
            for ending, stem in (
                ("s", ""),
                ("ed", ""),
                ("ed", "e"),
                ("ing", ""),
                ("ing", "e"),
                ("ly", ""),
            )
        )


def measure_slip(word: str, key: str) -> int:
    """Return how many slips turn `key` into `word`; 0 where they are no such neighbours."""
    if word[0] != key[0] or word[-1] != key[-1] or word == key:
        return 0
    if len(word) == len(key):
        return _measure_same_length(word, key)
    if len(word) == len(key) + 1:
        return 1 if any(_without(word, spot) == key for spot in _doubled(word)) else 0
    if len(word) == len(key) - 1:
        return 1 if any(_without(key, spot) == word for spot in range(1, len(key) - 1)) else 0
    return 2 if len(word) == len(key) - 2 and _is_thinned(word, key) else 0


def _measure_same_length(word: str, key: str) -> int:
    spots = [spot for spot in range(len(key)) if word[spot] != key[spot]]
    if len(spots) == 1:
        pair = word[spots[0]] + key[spots[0]]
        vowels = len(_VOWELS.findall(pair)) == len(pair)
        return 1 if vowels and len(key) >= _VOWEL_LETTERS else 0
    if len(spots) != 2 or spots[1] != spots[0] + 1:  # noqa: PLR2004 (a swap is of two letters)
        return 0
    first, second = spots
    return 1 if word[first] == key[second] and word[second] == key[first] else 0


def _doubled(word: str) -> Iterator[int]:
    return (spot for spot in range(1, len(word)) if word[spot] == word[spot - 1])


def _without(word: str, spot: int) -> str:
    return word[:spot] + word[spot + 1 :]


def _is_thinned(word: str, key: str) -> bool:
    """Return whether `word` is `key` with letters left out."""
    letters = iter(key)
    return all(letter in letters for letter in word)


def _iter_frames(word: str) -> Iterator[str]:
    """Yield the consonants of a word, and the same with one of them left out."""
    frame = word[0] + _DOUBLED.sub(r"\1", _VOWELS.sub("", word[1:]))
    yield frame
    for spot in range(1, len(frame)):
        yield _without(frame, spot)
