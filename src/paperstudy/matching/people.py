"""Whom a name means: the ways to write a person's name, and names that fit nobody or several.

Pure. Two whole names never mean one person, however alike they are, unless they are the same
name in other letters (김현수, Kim Hyunsoo) or another order (Hyunsoo Kim).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from paperstudy.domain.people import Person, PersonId
from paperstudy.domain.text import clean_line
from paperstudy.matching.hangul_names import (
    FAMILIES,
    LATIN_FAMILIES,
    is_hangul,
    may_begin,
    spellings,
    split_family,
    whole_spellings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Titles after a name, the long ones first; the last ones only after a space or a longer name.
_TITLES_TEXT = """
교수님 선생님 박사님 멘토님 캠퍼님 마스터님 조교님 선배님 팀장님 대표님 연구원님 조장님 강사님
튜터님 매니저님 후배님 교수 선생 박사 멘토 캠퍼 마스터 조교 선배 팀장 대표 연구원 조장 강사 튜터
매니저 쌤 さん 先生 くん 님 氏 様
"""
_TITLES = tuple(_TITLES_TEXT.split())
_SHORT_TITLE = "씨"
_LATIN_TITLES = frozenset({"dr", "mr", "mrs", "ms", "phd", "prof", "professor", "sir"})
_PLACEHOLDER = re.compile(
    r"(?:[oxㅇ○●◯✕×]\s*){2,}|[?？]+|n/?a|tba|tbd|미정|없음|이름", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s._]+")
_KANJI = re.compile(r"[\u4e00-\u9fff々\u3041-\u30ffー\s]+")
_WHOLE_WORDS = 2
_LEAST_GIVEN = 2
_LONGEST_FAMILY = 3  # of a Japanese name


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Whom a name means: `person`, else one of `candidates`, or, with neither, somebody new.

    `name` is the name without its title; `alias` the same where it is a whole name that is not
    known yet, a spelling to learn. A given name alone is none: it may fit another tomorrow.
    `nobody` says that the text is no name at all: an emoji, or what stands in a template.
    """

    name: str = ""
    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    alias: str = ""
    nobody: bool = False


class _Fit(IntEnum):
    """How well a written name fits a known one."""

    NONE = 0
    PART = 1  # one of them is the given name alone, or has initials
    WHOLE = 2  # the same name in another order or in other letters


@dataclass(frozen=True, slots=True)
class _Shape:
    """A name taken apart; `given` are the parts that can stand for the whole."""

    script: str = ""  # "hangul", "latin", "kanji"; "" where only the very same text fits
    compact: str = ""
    words: tuple[str, ...] = ()
    family: str = ""
    given: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return bool(self.family)

    @property
    def rank(self) -> tuple[bool, bool]:
        """The order in which names are settled: whole ones first, Hangul before its Latin."""
        return not self.whole, self.script != "hangul"


class PersonNames:
    """Finds whom a name means among the people of the group; made once, asked often."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._exact: dict[str, Person] = {}
        self._compact: dict[str, list[Person]] = {}
        self._shapes: dict[PersonId, list[_Shape]] = {}
        self._people: dict[PersonId, Person] = {}
        self._new = 0
        for person in people:
            self._take(person, (person.name, *person.aliases))

    def add(self, name: str) -> Person:
        """Remember a person seen just now, who has no number in the library yet: a negative one."""
        self._new += 1
        person = Person(PersonId(-self._new), clean_line(name))
        self._take(person, (person.name,))
        return person

    def resolve(self, name: str) -> PersonMatch:
        """Return whom `name` means; the closest way of writing that anybody fits decides."""
        text = clean_line(name)
        if is_nobody(text):
            return PersonMatch(nobody=True)
        bare = strip_title(text)
        person = self._exact.get(_fold(text)) or self._exact.get(_fold(bare))
        if person is not None:
            return PersonMatch(bare, person)
        shape = _shape(bare)
        found = _once(self._compact.get(_compact(bare), ())) or self._closest(shape)
        if len(found) == 1:
            return PersonMatch(bare, found[0], alias=bare if shape.whole else "")
        return PersonMatch(bare, candidates=tuple(found))

    def resolve_all(self, groups: Iterable[Sequence[str]]) -> dict[str, PersonMatch]:
        """Return whom each name of a log means; each group are names that stand in one list.

        Whole names are settled first, so that those cut short fit them; who is new gets a
        negative number. Two names of one list are two people, unless they are the same name.
        """
        lists = [tuple(group) for group in groups]
        shapes = {name: _bare_shape(name) for group in lists for name in group}
        matches: dict[str, PersonMatch] = {}
        for name in sorted(shapes, key=lambda name: shapes[name].rank):
            match = self.resolve(name)
            beside = {other for group in lists if name in group for other in group} - {name}
            if len(match.candidates) > 1:
                match = _of_the_log(match, matches)
            if any(self._apart(name, other, matches, match) for other in beside):
                match = PersonMatch(match.name, candidates=match.candidates)
            if match.alias and match.person is not None:
                self._take(match.person, (match.alias,))
            elif match.person is None and not match.candidates and not match.nobody:
                match = PersonMatch(match.name, self.add(match.name))
            matches[name] = match
        return matches

    def _take(self, person: Person, names: Iterable[str]) -> None:
        self._people[person.id] = person
        for name in names:
            self._exact.setdefault(_fold(name), person)
            self._compact.setdefault(_compact(name), []).append(person)
            self._shapes.setdefault(person.id, []).append(_shape(name))

    def _knows(self, name: str, person: Person) -> bool:
        return person in self._compact.get(_compact(strip_title(clean_line(name))), ())

    def _closest(self, written: _Shape) -> list[Person]:
        if not written.script:
            return []
        fits: dict[_Fit, list[Person]] = {fit: [] for fit in _Fit}
        for number, shapes in self._shapes.items():
            fits[max(_fit(written, shape) for shape in shapes)].append(self._people[number])
        return fits[_Fit.WHOLE] or [
            person for person in fits[_Fit.PART] if not self._told_apart(written, person)
        ]

    def _told_apart(self, written: _Shape, person: Person) -> bool:
        """Tell whether a whole name cannot be a person's: they have another, or others claim it."""
        shapes = self._shapes[person.id]
        if not written.whole:
            return False
        return any(shape.whole for shape in shapes) or any(
            _fit(shape, other) is _Fit.PART
            for number, others in self._shapes.items()
            if number != person.id
            for other in others
            if other.whole
            for shape in shapes
        )

    def _apart(
        self, name: str, other: str, matches: Mapping[str, PersonMatch], match: PersonMatch
    ) -> bool:
        """Tell whether a name cannot be a person because of another name in the same list.

        The other is that person already, or as whole a name for one known by half of it.
        """
        one, two = _bare_shape(name), _bare_shape(other)
        if match.person is None or self._knows(name, match.person):
            return False
        if _fit(one, two) is _Fit.WHOLE:
            return False
        if other in matches and matches[other].person == match.person:
            return True
        known = self._shapes[match.person.id]
        return (
            one.whole
            and two.whole
            and not any(shape.whole for shape in known)
            and any(_fit(two, shape) is _Fit.PART for shape in known)
        )


def _of_the_log(match: PersonMatch, matches: Mapping[str, PersonMatch]) -> PersonMatch:
    """Return a match as the log decides it that names only one of the candidates in full."""
    named = {other.person.id for other in matches.values() if other.person is not None}
    here = [person for person in match.candidates if person.id in named]
    if len(here) != 1:
        return match
    return PersonMatch(match.name, here[0], match.candidates)


def is_fuller(name: str, known: str) -> bool:
    """Return whether a name is whole where the known one lacks the family name: 김현수, not 현수.

    A whole name in Latin letters is not fuller than one in others.
    """
    one, other = _bare_shape(name), _shape(known)
    return one.whole and not other.whole and one.script in {other.script, "hangul"}


def is_nobody(name: str) -> bool:
    """Return whether a text names nobody: an emoji, a dash, what a template leaves to fill in."""
    return not any(sign.isalnum() for sign in name) or bool(_PLACEHOLDER.fullmatch(name))


def strip_title(name: str) -> str:
    """Return a name without 님, 교수님, Dr. and the like, and without the sign of a handle."""
    name = name.removeprefix("@").strip()
    for title in _TITLES:
        rest = name[: -len(title)].rstrip() if name.endswith(title) else ""
        if len(rest) >= _LEAST_GIVEN:
            return rest
    if name.endswith(_SHORT_TITLE) and len(name) > _LEAST_GIVEN:
        return name[:-1].rstrip()
    words = name.split()
    while len(words) > 1 and words[0].strip(".").lower() in _LATIN_TITLES:
        words = words[1:]
    return " ".join(words)


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", clean_line(text)).casefold()


def _compact(text: str) -> str:
    return "".join(sign for sign in _fold(text) if sign.isalnum())


def _shape(name: str) -> _Shape:
    compact = _compact(name)
    if is_hangul(compact):
        family, given = split_family(compact)
        return _Shape("hangul", compact, (compact,), family, (given,))
    plain = unicodedata.normalize("NFKD", _fold(name)).encode("ascii", "ignore").decode()
    if compact.isalpha() and len(_compact(plain)) == len(compact):
        return _latin_shape(plain)
    if _KANJI.fullmatch(name):
        first, _, rest = name.partition(" ")
        family = first if rest else ""
        short = len(first) <= _LONGEST_FAMILY
        return _Shape("kanji", compact, (compact,), family, (first,) if short else ())
    return _Shape()


def _bare_shape(name: str) -> _Shape:
    return _shape(strip_title(clean_line(name)))


def _latin_shape(plain: str) -> _Shape:
    """Return a Latin name taken apart; a Korean family name may stand first or last."""
    words = tuple(word for word in map(_compact, _BETWEEN.split(plain)) if word)
    compact = "".join(words)
    if len(words) < _WHOLE_WORDS:
        return _Shape("latin", compact, words, given=words)
    initials = any(len(word) == 1 for word in words)
    for family, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        if family in LATIN_FAMILIES and not initials:
            return _Shape("latin", compact, words, family, ("".join(rest),))
    # Elsewhere people are called by either name.
    return _Shape("latin", compact, words, "" if initials else words[-1], (words[0], words[-1]))


def _fit(written: _Shape, known: _Shape) -> _Fit:
    scripts = {written.script, known.script}
    if scripts == {"hangul", "latin"}:
        hangul, latin = (written, known) if written.script == "hangul" else (known, written)
        return _fit_romanised(hangul, latin)
    if len(scripts) > 1 or not written.script:
        return _Fit.NONE
    if sorted(written.words) == sorted(known.words):
        return _Fit.WHOLE
    if written.script == "latin":
        if _fit_turned(written, known):
            return _Fit.WHOLE
        if _fit_initials(written, known):
            return _Fit.PART
    return _fit_part(written, known)


def _fit_turned(written: _Shape, known: _Shape) -> bool:
    """Tell whether a Latin name is the other with its family name at the other end, or joined."""
    if written.whole and known.whole:
        return written.family == known.family and written.given[:1] == known.given[:1]
    whole, single = (written, known) if written.whole else (known, written)
    turned = {f"{given}{whole.family}" for given in whole.given[:1]}
    turned |= {f"{whole.family}{given}" for given in whole.given[:1]}
    return whole.whole and len(single.words) == 1 and single.compact in turned


def _fit_part(written: _Shape, known: _Shape) -> _Fit:
    if written.whole == known.whole:
        return _Fit.NONE
    whole, part = (written, known) if written.whole else (known, written)
    if len(part.words) > 1 or len(part.compact) < _LEAST_GIVEN or part.compact in LATIN_FAMILIES:
        return _Fit.NONE
    return _Fit.PART if part.compact in whole.given else _Fit.NONE


def _fit_initials(written: _Shape, known: _Shape) -> bool:
    """Tell whether J. Smith can be John Smith: the same words, but for those cut to a letter."""
    if len(written.words) != len(known.words) or len(known.words) < _WHOLE_WORDS:
        return False
    pairs = list(zip(written.words, known.words, strict=True))
    same = any(one == other and len(one) > 1 for one, other in pairs)
    cut = all(
        one == other or (one[0] == other[0] and 1 in map(len, (one, other))) for one, other in pairs
    )
    return same and cut


def _fit_romanised(hangul: _Shape, latin: _Shape) -> _Fit:
    given = hangul.given[0]
    if hangul.whole and whole_spellings(hangul.family, given).fullmatch(latin.compact):
        return _Fit.WHOLE
    if hangul.whole and _fit_romanised_initials(hangul, latin.words):
        return _Fit.PART
    if (hangul.whole and latin.whole) or len(given) < _LEAST_GIVEN:
        return _Fit.NONE
    pattern = spellings(given)
    return _Fit.PART if any(pattern.fullmatch(part) for part in latin.given) else _Fit.NONE


def _fit_romanised_initials(hangul: _Shape, words: Sequence[str]) -> bool:
    """Tell whether J. Park can be 박지훈: the family name at either end, and initials."""
    family = [word for word in words if len(word) > 1]
    initials = [word for word in words if len(word) == 1]
    syllables = hangul.given[0]
    return (
        len(family) == 1
        and family[0] in FAMILIES.get(hangul.family, ())
        and 0 < len(initials) <= len(syllables)
        and all(map(may_begin, syllables, initials))
    )
