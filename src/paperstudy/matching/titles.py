"""Written titles: whole, cut, quoted with a mistake, or as the slug of an address.

A title is compared letter by letter with those known; what is near to none of them, or to two,
is an unknown title and no paper's nearest neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.matching.normalise import make_key, split_words, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PART_WORDS = 4
"""A part of a title counts for the whole from this many words on."""

_CUT_LETTERS = 40
_DOTTED_LETTERS = 15
_SLUG_LETTERS = 20
_FUZZY_LETTERS = 16
_FUZZY_RATIO = 0.88
_LONG_WORD = 8
_SLIPPED_WORDS = 3
_COMMON = 150
STOP_WORDS = word_set("a an and as at by for from in is it of on or that the to via with")
_TURNS = word_set(
    "anti bi co de dis im in inter intra multi non over pre re self semi sub super un under"
)
_COLON = re.compile(r"\s*[:：]\s+|[:：]|\s+[-–—|]\s+")
_DOTS = re.compile(r"(?:\.{2,}|…)\s*$")
_QUOTES = "\"'“”‘’「」『』《》<>*_` "
_LEAD = re.compile(r"^\s*(?:\[[^\]]*\]|\([^)]*\)|[#\d]+[.)]|[-*•])\s*")
_TRAIL = re.compile(
    r"\s*(?:\[[^\]]*\]|\([^()]*\)|[,.]?\s+(?:in\s+)?[A-Z][A-Za-z&]+\s*['’]?\d{2,4}|[,.]\s*\d{4})\s*$"
)
_KOREAN_TRAIL = re.compile(r"(?:\s+|(?<=[A-Za-z?!.\"'’”]))[가-힣]+[가-힣\s]*$")
_REVIEW = re.compile(r"\s+(?:paper|논문)?\s*(?:review|summary|리뷰|요약|정리)\s*$", re.IGNORECASE)


class TitleMatch(NamedTuple):
    """The number of the paper meant, how sure that is, and why."""

    paper: int
    score: float
    reason: str


class TitleIndex:
    """Titles by their keys; the parts for cut and misspelled ones are made when first needed."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, str, list[str]]] = []
        self._keys: dict[str, int] = {}

    def copy(self) -> TitleIndex:
        """Return one that grows by itself from what this one holds."""
        made = TitleIndex()
        made._titles, made._keys = self._titles[:], self._keys.copy()
        return made

    def add(self, paper: int, title: str, words: list[str]) -> None:
        """Add a title, with its folded words; of two papers with one title the later stands."""
        key = "".join(words)
        self._titles.append((title, key, words))
        self._keys[key] = paper

    def vocabulary(self) -> frozenset[str]:
        """Return all words of all titles."""
        return frozenset(self._by_word)

    def match(self, title: str) -> TitleMatch | None:
        """Return the paper that a written title means, else None."""
        dotted = bool(_DOTS.search(title))
        forms = list(_iter_forms(_DOTS.sub("", title)))
        for form in forms:
            found = self._match_whole(form)
            if found:
                return found
        whole = [form.text for form in forms if not form.side]
        for text in whole:
            key = make_key(text)
            if len(key) >= (_DOTTED_LETTERS if dotted else _CUT_LETTERS):
                paper = self._find_cut(key, self._sorted)
                if paper is not None:
                    return TitleMatch(paper, 0.95, "title, cut")
        for text in whole:
            paper = self._find_close(text)
            if paper is not None:
                return TitleMatch(paper, 0.9, "title, misspelled")
        return None

    def match_slug(self, slug: str) -> int | None:
        """Return the paper whose title has this slug, whole or cut, with or without `-N`."""
        bare = re.sub(r"-\d{1,2}$", "", slug)
        for text in (slug, bare):
            key = _slug_key(text)
            if key in self._slugs:
                return self._slugs[key]
        for text in (slug, bare):
            key = _slug_key(text)
            if len(key) >= _SLUG_LETTERS:
                paper = self._find_cut(key, self._sorted_slugs)
                if paper is not None:
                    return paper
        return None

    def find_starting(self, words: str) -> list[int]:
        """Return the papers whose titles begin with these words, as slugs write them."""
        return self._list_cut(_slug_key(words), self._sorted_slugs)

    def _match_whole(self, form: _Form) -> TitleMatch | None:
        key = make_key(form.text)
        if key in self._keys:
            return TitleMatch(self._keys[key], 1.0, "title")
        # `X: rest` is not the paper `Y: rest`, but `YOLO: You Only Look Once` is that paper.
        paper = self._heads.get(key) if form.side else self._parts.get(key)
        return None if paper is None else TitleMatch(paper, 0.95, "part of the title")

    @cached_property
    def _heads(self) -> dict[str, int]:
        """Keys of what stands before the first colon of a title, where one paper alone has it."""
        return self._sides[0]

    @cached_property
    def _parts(self) -> dict[str, int]:
        """The heads, and what stands after the colon."""
        heads, tails = self._sides
        return tails | heads

    @cached_property
    def _sides(self) -> tuple[dict[str, int], dict[str, int]]:
        heads: dict[str, int | None] = {}
        tails: dict[str, int | None] = {}
        for title, whole, _ in self._titles:
            if ":" not in title and " - " not in title and title.isascii():
                continue
            colon = _COLON.search(title)
            if colon is None:
                continue
            paper = self._keys[whole]
            for side, sides in ((title[: colon.start()], heads), (title[colon.end() :], tails)):
                if len(side.split()) >= PART_WORDS:
                    key = make_key(side)
                    sides[key] = paper if sides.get(key, paper) == paper else None
        return _keep_certain(heads), _keep_certain(tails)

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        return sorted(chain(self._keys.items(), self._parts.items()))

    @cached_property
    def _slugs(self) -> dict[str, int]:
        return {_drop_marks(key): paper for key, paper in self._keys.items()}

    @cached_property
    def _sorted_slugs(self) -> list[tuple[str, int]]:
        return sorted(self._slugs.items())

    def _list_cut(self, key: str, ordered: Sequence[tuple[str, int]]) -> list[int]:
        found: set[int] = set()
        for index in range(bisect_left(ordered, (key,)), len(ordered)):
            if not ordered[index][0].startswith(key) or len(found) > 1:
                break
            found.add(ordered[index][1])
        return sorted(found)

    def _find_cut(self, key: str, ordered: Sequence[tuple[str, int]]) -> int | None:
        found = self._list_cut(key, ordered)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_word(self) -> dict[str, set[int]]:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for place, (_, _, words) in enumerate(self._titles):
            for word in words:
                places[word].add(place)
        return places

    def _find_close(self, form: str) -> int | None:
        words = split_words(form)
        key = "".join(words)
        if len(key) < _FUZZY_LETTERS or len(words) < PART_WORDS - 1:
            return None
        found: set[int] = set()
        for place in self._near(words):
            _, whole, theirs = self._titles[place]
            if is_near(key, whole) and is_same_title(words, theirs):
                found.add(self._keys[whole])
        return found.pop() if len(found) == 1 else None

    def _near(self, words: Iterable[str]) -> set[int]:
        """Return the places of titles that share two words with these, a rare one for one."""
        counts: defaultdict[int, int] = defaultdict(int)
        for word in set(words) - STOP_WORDS:
            places = self._by_word.get(word, ())
            for place in places if len(places) <= _COMMON else ():
                counts[place] += 1
        return {place for place, count in counts.items() if count > 1}


def is_near(one: str, other: str) -> bool:
    """Return whether most letters of two keys are the same, in the same order.

    The longest common subsequence is found with one addition a letter, after Hyyrö (2004).
    """
    size = len(one) + len(other)
    if 2 * min(len(one), len(other)) < _FUZZY_RATIO * size:
        return False
    places: defaultdict[str, int] = defaultdict(int)
    for place, char in enumerate(one):
        places[char] |= 1 << place
    whole = (1 << len(one)) - 1
    state = whole
    for char in other:
        match = state & places.get(char, 0)
        state = (state + match) | (state - match)
    common = len(one) - (state & whole).bit_count()
    return 2 * common >= _FUZZY_RATIO * size


def measure_distance(one: str, other: str) -> int:
    """Return how many letters are changed, left out, put in, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        last, row, above = before, [at], row
        for place, theirs in enumerate(other, 1):
            cost = min(row[-1] + 1, above[place] + 1, above[place - 1] + (char != theirs))
            if at > 1 < place and char == other[place - 2] and theirs == one[at - 2]:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


def is_same_title(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two lists of words are one title but for small words and a slip.

    A word with a digit must be the same in both (`v2` is not `v3`), and a slip is a letter or two
    inside a word, not another word and not one turned by a prefix (`supervised`, `unsupervised`).
    """
    left = [word for word in _leave_out(mine, theirs) if word not in STOP_WORDS]
    right = [word for word in _leave_out(theirs, mine) if word not in STOP_WORDS]
    if any(char.isdigit() for word in chain(left, right) for char in word):
        return False
    one, other = "".join(left), "".join(right)
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or len(left) > _SLIPPED_WORDS:
        return False
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if any(long == turn + short for turn in _TURNS):
        return False
    return measure_distance(one, other) <= (2 if len(long) >= _LONG_WORD else 1)


def _leave_out(words: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    left = list(others)
    for word in words:
        if word in left:
            left.remove(word)
        else:
            yield word


class _Form(NamedTuple):
    """A written title without some of the marks around it; `side` of a colon, or whole."""

    text: str
    side: bool


def _iter_forms(title: str) -> Iterator[_Form]:
    """Yield a written title and what is left of it without the marks people put around it."""
    seen: set[str] = set()
    pending = [_Form(title.strip(_QUOTES), side=False)]
    while pending:
        form = pending.pop(0)
        if not form.text or form.text in seen:
            continue
        seen.add(form.text)
        yield form
        rests = (mark.sub("", form.text) for mark in (_TRAIL, _LEAD, _REVIEW, _KOREAN_TRAIL))
        pending.extend(_Form(rest.strip(_QUOTES), form.side) for rest in rests)
        pending.extend(_Form(side.strip(_QUOTES), side=True) for side in _cut_at_colon(form.text))


def _cut_at_colon(text: str) -> Iterator[str]:
    """Yield the long sides of the colons: `CAM: Learning Deep Features for …`."""
    for colon in _COLON.finditer(text):
        for side in (text[colon.end() :], text[: colon.start()]):
            if len(side.split()) >= PART_WORDS:
                yield side


def _slug_key(text: str) -> str:
    return _drop_marks(make_key(text.replace("_", "-")))


def _drop_marks(key: str) -> str:
    return key.replace(".", "").replace("+", "")


def _keep_certain(sides: dict[str, int | None]) -> dict[str, int]:
    return {key: paper for key, paper in sides.items() if paper is not None}
