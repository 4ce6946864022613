"""Cite keys: `vaswani2017attention`, made once for a paper and then kept."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from paperstudy.domain.citekeys import DEFAULT_TEMPLATE
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
_AUTHORS = 3
_WORDS = 3
_PLACEHOLDER = re.compile(r"\{([A-Za-z]+)\}")
_KEY = re.compile(r"[A-Za-z0-9가-힣][A-Za-z0-9가-힣_:.+/-]{0,99}")
_GAP = re.compile(r"([-_:.+/])[-_:.+/]+")
_MATH = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")
_SUFFIX = re.compile(r"(?:[a-z]|z[0-9]+)?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_cite_key(
    title: str,
    authors: Sequence[Author],
    year: int | None,
    taken: Container[str],
    template: str = "",
) -> CiteKey:
    """Return a key that is not in `taken`, of ASCII letters and digits where the template is.

    `template` is as in `domain/citekeys.py`, empty for the usual one: the first author's family
    name, the year, and the first word of the title that tells something. Without an author
    another word of the title goes first. A key that is taken gets the next free letter behind
    it. Never empty.
    """
    words = [*_words(title)]
    families = [family for family in map(_family, authors[:_AUTHORS]) if family]
    if not families:
        families = [words.pop(0)] if words else ["paper"]
    hangul = authors[0].name.replace(" ", "") if authors else ""
    parts = {
        "author": families[0],
        "authors": "".join(families),
        "hangul": hangul if hangul and _is_hangul(hangul) else families[0],
        "year": str(year or ""),
        "yy": f"{year % 100:02}" if year else "",
        "word": words[0] if words else "",
        "words": "".join(words[:_WORDS]),
        "Author": families[0].capitalize(),
        "Authors": "".join(family.capitalize() for family in families),
        "Word": words[0].capitalize() if words else "",
        "Words": "".join(word.capitalize() for word in words[:_WORDS]),
    }
    key = _PLACEHOLDER.sub(lambda name: parts[name[1]], template or DEFAULT_TEMPLATE)
    if not all(parts[name] for name in _PLACEHOLDER.findall(template)):
        key = _GAP.sub(r"\1", key)  # {author}:{year}:{word} of a paper without a year
    key = key.strip("-_:.+/") or "paper"
    if key[0].isdigit():  # some readers of BibTeX want a letter first
        key = "p" + key
    if key not in taken:
        return CiteKey(key)
    return CiteKey(next(each for each in _with_letters(key) if each not in taken))


def is_cite_key(text: str) -> bool:
    """Tell whether BibTeX and its tools take `text` as a key."""
    return bool(_KEY.fullmatch(text))


def _is_hangul(name: str) -> bool:
    return all("가" <= sign <= "힣" for sign in name)


def is_made_of(key: str, usual: str) -> bool:
    """Tell whether a key is the usual one, or that with what tells it from others like it."""
    return key.startswith(usual) and bool(_SUFFIX.fullmatch(key, len(usual)))


def _family(first: Author) -> str:
    hangul = romanise_family(first.family or first.name, first.given if first.family else "")
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
