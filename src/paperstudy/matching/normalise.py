"""Folding of names and titles to keys, and of running text to words with exact offsets.

A key is what two spellings of one name share: NFKC, casefolded, with spaces, hyphens,
underscores and other marks dropped; digits, an attached plus and a dot before a digit stay, so
that `UNet++` is not `UNet` and `GPT-3.5` is not `GPT-3`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

LATIN = "0-9a-zß-öø-ɏα-ω"
"""Characters of a folded Latin word or number, for use inside a character class."""

WORD = re.compile(rf"[{LATIN}]+(?:\.[0-9][{LATIN}]*)*\+*|[가-힣]+")
"""A word of folded text: a Latin run with its dotted number and plus, or a Hangul run."""

# Characters that change their number when folded, or join their neighbours: combining marks,
# conjoining jamo, compatibility forms, circled and full-width signs, mathematical letters.
_UNSTABLE_SET = (
    "\u00aa\u00b2\u00b3\u00b9-\u00be\u0130\u0149\u01f0\u0300-\u036f\u1100-\u11ff\u1d2c-\u1d6a"
    "\u2070-\u209c\u2100-\u2188\u2460-\u24ff\u3131-\u318e\u3200-\u33ff\ua960-\ua97c"
    "\ud7b0-\ud7fb\ufb00-\ufb06\uff01-\uffdc\U0001d400-\U0001d7ff"
)
_UNSTABLE = re.compile(f"[{_UNSTABLE_SET}]")
# What has to be folded as one, with the character before that a mark may join.
_REGION = re.compile(f"[^{_UNSTABLE_SET}]?[{_UNSTABLE_SET}]+")
_CLUSTER = re.compile(
    "[^\u0300-\u036f\u1160-\u11ff\ud7b0-\ud7fb]?[\u0300-\u036f\u1160-\u11ff\ud7b0-\ud7fb]*",
    re.DOTALL,
)


def _same_sound() -> dict[int, int]:
    """Map syllables with ㅐ or ㅒ to those with ㅔ or ㅖ, which Korean writers mix up."""
    table: dict[int, int] = {}
    for initial in range(19):
        for vowel, other in ((1, 5), (3, 7)):
            for final in range(28):
                syllable = 0xAC00 + (initial * 21 + vowel) * 28 + final
                table[syllable] = syllable + (other - vowel) * 28
    return table


_SAME_SOUND = _same_sound()
# ASCII letters and digits to small ones, everything else to spaces.
_ASCII_WORDS = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, where folding moved characters, the source offset of each of them."""

    text: str
    offsets: tuple[int, ...] | None = None

    def source(self, position: int) -> int:
        """Return the offset in the source text of a position in the folded one."""
        return position if self.offsets is None else self.offsets[position]

    def source_end(self, end: int) -> int:
        """Return the offset in the source text right after what is folded before `end`."""
        if self.offsets is None:
            return end
        last = self.offsets[end - 1]
        while self.offsets[end] <= last:
            end += 1
        return self.offsets[end]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text, run together: where each stands there and in `joined`."""

    spans: list[tuple[int, int]]
    starts: list[int]
    joined: str


def fold(text: str) -> Folded:
    """Return `text` in NFKC and casefolded, with the way back to its own offsets."""
    if text.isascii():
        return Folded(text.lower())
    if not _UNSTABLE.search(text):
        folded = text.casefold()
        if len(folded) == len(text):
            return Folded(_fold_sounds(folded))
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for region in _REGION.finditer(text):
        _fold_stable(text, done, region.start(), parts, offsets)
        for cluster in _CLUSTER.finditer(text, region.start(), region.end()):
            part = unicodedata.normalize("NFKC", cluster.group()).casefold()
            parts.append(part)
            offsets.extend([cluster.start()] * len(part))
        done = region.end()
    _fold_stable(text, done, len(text), parts, offsets)
    offsets.append(len(text))
    return Folded(_fold_sounds("".join(parts)), tuple(offsets))


def _fold_stable(text: str, start: int, end: int, parts: list[str], offsets: list[int]) -> None:
    """Fold a piece in which, but for letters such as ß, each character stays one."""
    piece = text[start:end]
    folded = piece.casefold()
    if len(folded) == len(piece):
        parts.append(folded)
        offsets.extend(range(start, end))
        return
    for place, char in enumerate(piece, start):
        folded = char.casefold()
        parts.append(folded)
        offsets.extend([place] * len(folded))


def _fold_sounds(text: str) -> str:
    return text.translate(_SAME_SOUND) if _HANGUL.search(text) else text


def fold_text(text: str) -> str:
    """Return `text` folded, without the way back."""
    if text.isascii():
        return text.lower()
    return _fold_sounds(unicodedata.normalize("NFKC", text).casefold())


def split_words(text: str) -> list[str]:
    """Return the folded words of `text`."""
    if text.isascii() and "." not in text and "+" not in text:
        return text.translate(_ASCII_WORDS).split()
    return WORD.findall(fold_text(text))


def make_key(text: str) -> str:
    """Return the key of a name or a title."""
    return "".join(split_words(text))


def find_words(folded: str) -> Words:
    """Return the words of a folded text with their places."""
    spans = [match.span() for match in WORD.finditer(folded)]
    pieces = [folded[start:end] for start, end in spans]
    starts = list(accumulate(map(len, pieces), initial=0))
    return Words(spans, starts, "".join(pieces))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


def strip_accents(text: str) -> str:
    """Return `text` without the marks on its Latin letters: `Frechet` for `Fréchet`."""
    split = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in split if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", bare)
