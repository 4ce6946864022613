"""Papers that are in the library twice: known by one identifier, or by title, author and year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.library import DuplicateGroup, Likeness
from paperstudy.matching.likeness import fold_family, title_key, title_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.library import DuplicateRow

_YEARS_APART = 2
_TELLING_WORDS = 4
_TELLING_LETTERS = 12  # of a script that writes no blanks between its words

_BY_IDENTIFIER = "both are known as {identifier}"
_BY_TITLE = "same title, first author and year"
_BY_YEARS = "same title and first author, years at most two apart"
_BY_TITLE_ALONE = "same title; author or year of one is not known"


class _Groups:
    """Rows put together step by step, never so that two arXiv ids come into one group."""

    def __init__(self, rows: Sequence[DuplicateRow]) -> None:
        self._parents = list(range(len(rows)))
        self._preprints: list[set[str]] = [
            {i.value for i in row.identifiers if i.scheme is Scheme.ARXIV} for row in rows
        ]
        self.evidence: dict[int, dict[Likeness, None]] = defaultdict(dict)
        self.sure: set[int] = set()

    def find(self, place: int) -> int:
        """Return the place that stands for the group of a row."""
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place

    def join(self, one: int, other: int, likeness: Likeness, *, sure: bool) -> None:
        """Put the groups of two rows together, unless they hold different preprints."""
        first, second = sorted((self.find(one), self.find(other)))
        mine, theirs = self._preprints[first], self._preprints[second]
        if mine and theirs and not mine & theirs:
            return
        if first != second:
            self._parents[second] = first
            mine |= theirs
            self.evidence[first] |= self.evidence.pop(second, {})
            if second in self.sure:
                self.sure.add(first)
        self.evidence[first][likeness] = None
        if sure:
            self.sure.add(first)


def find_duplicates(rows: Sequence[DuplicateRow]) -> tuple[DuplicateGroup, ...]:
    """Return the groups of rows that look like one work, those known by an identifier first.

    Papers of different arXiv ids are never one. Within a group the oldest paper comes first.
    """
    rows = sorted(rows, key=lambda row: row.id)
    groups = _Groups(rows)
    _join_identifiers(rows, groups)
    for places in _same_titles(rows):
        _join_titles(rows, places, groups)
    members: dict[int, list[DuplicateRow]] = defaultdict(list)
    for place, row in enumerate(rows):
        members[groups.find(place)].append(row)
    found = [
        DuplicateGroup(tuple(papers), tuple(groups.evidence[root]), sure=root in groups.sure)
        for root, papers in members.items()
        if len(papers) > 1
    ]
    return tuple(sorted(found, key=lambda group: (not group.sure, group.papers[0].key.casefold())))


def _join_identifiers(rows: Sequence[DuplicateRow], groups: _Groups) -> None:
    """Join the rows that have an identifier in common; several works may share a repository."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for each in row.identifiers:
            if each.scheme is not Scheme.GITHUB:
                holders[str(each).casefold()].append(place)
    for identifier, places in holders.items():
        likeness = Likeness(_BY_IDENTIFIER, (("identifier", identifier),))
        for place in places[1:]:
            if place != places[0]:  # a row may name an identifier twice
                groups.join(places[0], place, likeness, sure=True)


def _same_titles(rows: Sequence[DuplicateRow]) -> Iterator[list[int]]:
    titles: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        titles[title_key(row.title)].append(place)
    return (places for key, places in titles.items() if key and len(places) > 1)


def _join_titles(rows: Sequence[DuplicateRow], places: Sequence[int], groups: _Groups) -> None:
    """Join rows of one title: those of one author by year, then those that lack one of the two."""
    by_author: dict[str, list[int]] = defaultdict(list)
    vague = []
    for place in places:
        row = rows[place]
        family = fold_family(row.authors[0]) if row.authors else ""
        if family and row.year is not None:
            by_author[family].append(place)
        else:
            vague.append((place, family))
    for same in by_author.values():
        _join_years(rows, same, groups)
    if not _is_telling(rows[places[0]].title):
        return
    alone = next(iter(by_author)) if len(by_author) == 1 else ""
    first: dict[str, int] = {}  # of those without author or year, by author
    for place, family in vague:
        known = by_author.get(family or alone)
        other = first.get("") if family else next(iter(first.values()), None)
        leader = known[0] if known else first.get(family, other)
        first.setdefault(family, place)
        if leader is not None:
            groups.join(leader, place, Likeness(_BY_TITLE_ALONE), sure=False)


def _join_years(rows: Sequence[DuplicateRow], places: Sequence[int], groups: _Groups) -> None:
    """Join rows of one title and author whose years lie in one window, from the earliest on.

    All that has no arXiv id joins the first, so no other row of the window need be tried.
    """
    by_year = sorted(places, key=lambda place: (rows[place].year or 0, place))
    first = by_year[0]
    for place in by_year[1:]:
        apart = (rows[place].year or 0) - (rows[first].year or 0)
        if apart > _YEARS_APART:
            first = place
        else:
            groups.join(first, place, Likeness(_BY_YEARS if apart else _BY_TITLE), sure=False)


def _is_telling(title: str) -> bool:
    """Tell whether a title is long enough to be no other work's."""
    words = title_words(title)
    if any(not word.isascii() and len(word) >= _TELLING_LETTERS for word in words):
        return True
    return len(words) >= _TELLING_WORDS
