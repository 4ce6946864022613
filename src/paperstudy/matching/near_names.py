"""The known name that a mistyped one is most like. Pure.

A name is compared letter by letter (헌수 is near 현수), whole and by its given name alone, and,
where one is written in Hangul and the other in Latin letters, by how both sound. Two neighbours
the wrong way round are one slip (Kmi is near Kim).
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.matching.hangul_names import FAMILIES, is_hangul, sound_of_hangul, split_family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NEAR = 0.7
_NEAR_SOUND = 0.8  # vowels are all one there
_NEAR_WORD = 0.9
_SWAPPED = 0.95
_PART, _SOUND = 0.99, 0.85  # what a likeness by these counts beside one of whole names as written
_LEAST_LETTERS = 3
_LEAST_SYLLABLES = 2
_LEAST_BEGINNING = 2
_WORDS = re.compile(r"[^\s._-]+")
# Consonants that Korean names are written with for one another; h is heard before a vowel only.
_SOUNDS = (
    (r"ng", "n"), (r"[aeiouwy]+", "a"), (r"sh", "s"), (r"ch", "j"), (r"z", "j"), (r"[gcq]", "k"),
    (r"d", "t"),
    (r"[bvf]|ph", "p"), (r"l", "r"), (r"x", "ks"), (r"h(?!a)", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip


def find_near_name(written: str, names: Iterable[str]) -> str:
    """Return the name that is most like `written`; an empty string where none is like it."""
    folded = " ".join(written.split()).casefold()
    best, near = 0.0, ""
    for name in names:
        likeness = _likeness(folded, name.casefold())
        if likeness > best:
            best, near = likeness, name
    return near


def find_near_owner(written: str, owners: Mapping[str, object]) -> str:
    """Return the name that is most like `written`, else one that begins so; else an empty string.

    A beginning counts where all the names that begin so are those of one owner.
    """
    near = find_near_name(written, owners)
    folded = " ".join(written.split()).casefold()
    if near or len(folded) < _LEAST_BEGINNING:
        return near
    begun = [name for name in owners if _begins(name.casefold(), folded)]
    return begun[0] if begun and all(owners[one] == owners[begun[0]] for one in begun) else ""


def _begins(name: str, beginning: str) -> bool:
    return any(part.startswith(beginning) for part in (name, *_parts(name)))


def _likeness(written: str, name: str) -> float:
    """Return how alike two names are, 0 where they are not."""
    whole = _compare_letters(written, name)
    parts = (_compare_letters(written, part) for part in _parts(name))
    sounds: Iterator[float] = iter(())
    if is_hangul(name.replace(" ", "")) and written.isascii():
        sounds = _sounding(written, name)
    elif is_hangul(written.replace(" ", "")) and name.isascii():
        sounds = _sounding(name, written)
    return max(whole, _PART * max(parts, default=0.0), _SOUND * max(sounds, default=0.0))


def _sounding(latin: str, hangul: str) -> Iterator[float]:
    family, given = split_family(hangul.replace(" ", ""))
    sound = sound_of_latin(sound_of_hangul(given))
    wholes = [sound_of_latin(spelling) for spelling in FAMILIES.get(family, ())]
    known = [sound, *(one for head in wholes for one in (head + sound, sound + head))]
    words = _WORDS.findall(latin)
    whole = "".join(map(sound_of_latin, words))
    yield from (_compare(whole, other, _NEAR_SOUND) for other in known)
    if words[1:]:  # a word alone may be the given name, and has few sounds to be told by
        yield from (_compare(sound_of_latin(word), sound, _NEAR_WORD) for word in words)


@lru_cache(maxsize=1024)
def sound_of_latin(word: str) -> str:
    """Return what a name sounds like, coarsely: every vowel is `a`, g is k, l is r."""
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    return word


def _parts(name: str) -> Iterator[str]:
    """Yield what can stand for a whole name: the given name, or a word of it."""
    if is_hangul(name):
        family, given = split_family(name)
        if family and len(given) >= _LEAST_SYLLABLES:
            yield given
        return
    words = _WORDS.findall(name)
    if len(words) > 1:
        yield from (word for word in words if len(word) >= _LEAST_LETTERS)


def _compare(one: str, other: str, least: float) -> float:
    if min(len(one), len(other)) < _LEAST_LETTERS:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def _compare_letters(one: str, other: str) -> float:
    likeness = _compare(_letters(one), _letters(other), _NEAR)
    return max(likeness, _SWAPPED) if _is_swapped(one, other) else likeness


def _is_swapped(one: str, other: str) -> bool:
    """Tell whether two names are one but for two neighbours that changed places."""
    if len(one) != len(other) or len(one) < _LEAST_LETTERS:
        return False
    first = next((n for n, sign in enumerate(one) if sign != other[n]), len(one))
    swapped = one[:first] + one[first : first + 2][::-1] + one[first + 2 :]
    return one != other and swapped == other


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name)
