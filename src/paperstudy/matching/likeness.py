"""How alike two titles, and two authors, are; for telling whether two records are of one work.

Unlike the folding of `normalise`, which is made for names in running text, this keeps the letters
of every script: two Japanese titles that share a Latin acronym are not one title.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import IntEnum
from typing import TYPE_CHECKING

from paperstudy.matching.normalise import strip_accents, word_set
from paperstudy.matching.titles import measure_distance

if TYPE_CHECKING:
    from paperstudy.domain.papers import Author

# Markup that services leave in titles: `<i>`, `$\ell_1$`, `\emph{…}`.
_MARKUP = re.compile(r"</?[A-Za-z]{1,8}>|\\[A-Za-z]+")
_WORD = re.compile(r"[^\W_]+")
_WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
# Two titles that differ in one of these are two works, however alike they are otherwise.
_TURNING = word_set(
    "not no never without beyond anti un re vs revisited reply comment erratum correction "
    "i ii iii iv v vi vii viii ix x"
)
_LONGEST = 400
_FAR = 0.6
_SLIP = 2
_SLIPPED_LETTERS = 5


class Kinship(IntEnum):
    """How near two authors' names are to being one."""

    OTHER = 0
    ALIKE = 1
    SAME = 2


def title_words(title: str) -> list[str]:
    """Return the words of a title in small letters, without accents, marks and markup."""
    plain = title if title.isascii() else strip_accents(unicodedata.normalize("NFKC", title))
    return _WORD.findall(_MARKUP.sub(" ", plain[: 4 * _LONGEST]).casefold().translate(_WHOLE))


def title_key(title: str) -> str:
    """Return what two printings of one title share: its letters and digits."""
    return "".join(title_words(title))


def compare_titles(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1, whatever the order of their words.

    Only titles with the same letters and digits are alike by 1.
    """
    mine, theirs = title_words(one), title_words(other)
    if not mine or not theirs:
        return 0.0
    if "".join(mine) == "".join(theirs):
        return 1.0
    written = _ratio(" ".join(mine), " ".join(theirs))
    return min(max(written, _ratio(" ".join(sorted(mine)), " ".join(sorted(theirs)))), 0.99)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > _FAR else 0.0


def is_turned(one: str, other: str) -> bool:
    """Tell whether titles differ in a number or a negation: `Part II`, `v2`, `Is Not All`."""
    mine, theirs = title_words(one), title_words(other)
    if "".join(mine) == "".join(theirs):
        return False
    apart = set(mine) ^ set(theirs)
    return any(word in _TURNING or any(map(str.isdigit, word)) for word in apart)


def is_head(one: str, other: str) -> bool:
    """Tell whether one title is the other's part before its colon, or lacks its short name."""
    for long, short in ((one, other), (other, one)):
        head, colon, tail = long.partition(":")
        key = title_key(short)
        if colon and key and key in (title_key(head), title_key(tail)):
            return True
    return False


def fold_family(name: str) -> str:
    """Return a family name in small letters without accents, blanks, hyphens and other marks."""
    return title_key(name)


def compare_authors(one: Author, other: Author) -> Kinship:
    """Return how near two names are: family names decide, in either order.

    `Kim Min-jun` and `Minjun Kim` are the same, so are `van der Maaten` and `Maaten`, and `김철수`
    with parts or without; `Muller` and `Miller`, or a name and the letters it is romanised from,
    are alike at most.
    """
    if _family_keys(one) & _family_keys(other) or _ends_with(one, other) or _ends_with(other, one):
        return Kinship.SAME
    if _orders(one) & _orders(other) or are_spelled_alike(one, other):
        return Kinship.SAME
    mine, theirs = fold_family(one.family_name), fold_family(other.family_name)
    if not mine or not theirs or mine.isascii() != theirs.isascii():
        return Kinship.ALIKE
    if min(len(mine), len(theirs)) >= _SLIPPED_LETTERS:
        near = measure_distance(mine[:_LONGEST], theirs[:_LONGEST]) <= _SLIP
        return Kinship.ALIKE if near else Kinship.OTHER
    return Kinship.OTHER


def are_spelled_alike(one: Author, other: Author) -> bool:
    """Tell whether two names are the same letters: whole or in parts, whichever part is first."""
    return not _spelled(one).isdisjoint(_spelled(other))


def _spelled(author: Author) -> set[str]:
    family, given = author.family, author.given
    return {title_key(name) for name in (author.name, family + given, given + family)} - {""}


def _family_keys(author: Author) -> set[str]:
    family = author.family_name
    spelled = "".join(_UMLAUTS.get(sign, sign) for sign in family.casefold())
    return {key for key in (fold_family(family), fold_family(spelled)) if key}


def _ends_with(whole: Author, part: Author) -> bool:
    """Tell whether a name ends with another's family name of several words, or the reverse."""
    family = title_words(part.family_name)
    return len(family) > 1 and bool(family) and title_words(whole.name)[-len(family) :] == family


def _orders(author: Author) -> set[tuple[str, str]]:
    """Return (family, given) in both orders, of a name of two or three words."""
    words = title_words(author.name.replace("-", "")[:_LONGEST])
    if not 2 <= len(words) <= 3:  # noqa: PLR2004
        return set()
    last = (words[-1], "".join(words[:-1]))
    first = (words[0], "".join(words[1:]))
    return {last, first, last[::-1], first[::-1]} if len(words) == 2 else {last, first}  # noqa: PLR2004
