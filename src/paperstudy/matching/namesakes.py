"""Whether two works of one title are by namesakes. Pure.

Many books have an “Introduction”, and many people are called Kim or Wang.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.matching.hangul_names import LATIN_FAMILIES, is_hangul
from paperstudy.matching.likeness import are_spelled_alike, fold_family, title_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Author

# How people romanise one Korean sound; the first letter tells as much, since it may stand alone.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("eo|eu|oo|ou|wo+", "u"),
        ("ee|ui|ie|yi", "i"),
        ("a[eiy]", "e"),
        ("ch?|z", "j"),
        ("(?<=[aeiou])h", ""),
    )
)
_LIKE = str.maketrans("kqptlf", "ggbdrb")


def are_namesakes(mine: Sequence[Author], theirs: Sequence[Author]) -> bool:
    """Tell whether first authors of one family name are two people, by their given names.

    `K.` may be Kaiming, and a person may leave a middle name out. Where another author is the
    same, a given name says nothing: it may be a short one.
    """
    if not mine or not theirs or _families(mine[1:]) & _families(theirs[1:]):
        return False
    one, other = _given(mine[0]), _given(theirs[0])
    if not one or not other or are_spelled_alike(mine[0], theirs[0]):
        return False
    if sorted(_words(mine[0])) == sorted(_words(theirs[0])):
        return False
    if is_hangul(one[0]) or is_hangul(other[0]):
        both = is_hangul(one[0]) and is_hangul(other[0])
        return both and not _is_start("".join(one), "".join(other))
    if not all(map(str.isascii, (*one, *other))):
        return False
    if {*_families(mine[:1]), *_families(theirs[:1])} & LATIN_FAMILIES:
        one, other = (tuple(map(_sound, words)) for words in (one, other))
    return _are_others(one, other)


def _are_others(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether neither of two given names can be the other, shortened."""
    if _is_start("".join(one), "".join(other)):
        return False  # Min-Su and Minsu, too
    few, many = sorted((one, other), key=len)
    rest = iter(many)
    return not all(any(_is_start(word, each) for each in rest) for word in few)


def _is_start(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _families(authors: Sequence[Author]) -> set[str]:
    return {fold_family(author.family_name) for author in authors}


def _words(author: Author) -> list[str]:
    return title_words(author.name.replace("-", ""))


def _given(author: Author) -> tuple[str, ...]:
    """Return the words of a given name; `M.-S.` has two."""
    if author.given:
        return tuple(title_words(author.given))
    family = title_words(author.family_name)
    words = title_words(author.name)
    if family and words[-len(family) :] == family:
        return tuple(words[: -len(family)])
    return tuple(words[len(family) :]) if words[: len(family)] == family else ()


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word.translate(_LIKE)
