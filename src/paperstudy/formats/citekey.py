"""Cite keys: `vaswani2017attention`, made once for a paper and then kept."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from paperstudy.domain.papers import CiteKey
from paperstudy.formats.romanise import romanise_family, to_ascii

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from paperstudy.domain.papers import Author

# Words that begin many titles and tell none apart.
_SMALL = frozenset(
    {
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on",
        "or", "the", "to", "toward", "towards", "via", "with",
    }
)  # fmt: skip
_LONGEST_PART = 30
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,99}")
_MATH = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_cite_key(
    title: str, authors: Sequence[Author], year: int | None, taken: Container[str]
) -> CiteKey:
    """Return a key of small ASCII letters and digits that is not in `taken`.

    It is the first author's family name, the year, and the first word of the title that tells
    something; without an author another word of the title goes first. A key that is taken gets
    the next free letter behind it. Never empty.
    """
    words = [*_words(title)]
    family = _family(authors)
    if not family and words:
        family = words.pop(0)
    key = f"{family or 'paper'}{year or ''}{words[0] if words else ''}"
    if key[0].isdigit():  # some readers of BibTeX want a letter first
        key = "p" + key
    if key not in taken:
        return CiteKey(key)
    return CiteKey(next(each for each in _with_letters(key) if each not in taken))


def is_cite_key(text: str) -> bool:
    """Tell whether BibTeX and its tools take `text` as a key."""
    return bool(_KEY.fullmatch(text))


def _family(authors: Sequence[Author]) -> str:
    if not authors:
        return ""
    first = authors[0]
    hangul = romanise_family(first.family or first.name)
    # A name with several commas is a list that its source forgot to split.
    name = first.name.split(",")[0].split()[-1:] if first.name.count(",") > 1 else ()
    family = hangul or (name[0] if name else first.family_name)
    return _compact(family)


def _words(title: str) -> Iterator[str]:
    """Yield the telling words of a title, then the rest where there is no other."""
    plain = _MATH.sub(" ", title)
    words = [word for word in map(_compact, plain.split()) if word]
    telling = [word for word in words if word not in _SMALL]
    yield from telling or words


def _compact(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", to_ascii(text).lower())[:_LONGEST_PART]


def _with_letters(key: str) -> Iterator[str]:
    yield from (key + letter for letter in _LETTERS)
    yield from (f"{key}z{number}" for number in count(2))
