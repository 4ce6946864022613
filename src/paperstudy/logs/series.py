"""Lists and columns whose entries are papers: a title among them is a paper without a link too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.logs.columns import Column
from paperstudy.logs.judging import bare_size, stands_alone
from paperstudy.logs.paperlinks import Target
from paperstudy.logs.titles import (
    SMALL_WORDS,
    Strength,
    WrittenTitle,
    find_title,
    names_event,
    names_other_thing,
    title_strength,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.logs.entries import Entry
    from paperstudy.logs.places import Place

_COLUMNS = frozenset({Column.NONE, Column.TOPIC, Column.PAPER})
_NO_PAPER = re.compile(
    r"\b(?:talks?|overview|progress|updates?|rehearsal|practice|invited|social|retreat|planning|exams?|tutorials?|"
    r"projects?|reports?|thesis|defen[cs]e|workshop|lecture|demo|course|chapter|q&a|tba|tbd|n/?a|sign.?up)\b"
    r"|발표|공유|후기|휴일|휴강|시험|오리엔테이션|과제|실습|미정|종강|개강|회의",
    re.IGNORECASE,
)
# Brackets inside, a cry, a list divided by strokes: no title.
_REMARK = re.compile(r"\[|\w[!?]\s|\s[/|→]\s|\bvs\b|\?.*\?")
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_TWO, _THREE = 2, 3
_MOST = 0.7
# How much of a list has to be papers, by how surely the text is a title.
_SHARES = {Strength.SURE: 0.3, Strength.LIKELY: 0.5, Strength.PERHAPS: 0.6}


class Series:
    """How many entries of each list or column are papers by themselves, and how many may be."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._places: set[tuple[int, int]] = set()
        self._entries: dict[tuple[object, ...], list[Entry]] = {}
        homes: dict[tuple[int, int], tuple[object, ...]] = {}
        for entry in entries:
            place = entry.place
            if _may_list(place):
                at = (place.line, place.start)
                homes[at] = place.series
                self._entries.setdefault(place.series, []).append(entry)
                if _is_paper(entry):
                    self._places.add(at)
        self._papers = Counter(homes[at] for at in self._places)
        self._titles: dict[tuple[object, ...], int] = {}

    def _others(self, series: tuple[object, ...]) -> int:
        """Return how many other entries of a list have the form of a title; asked for seldom."""
        if series not in self._titles:
            places = {
                (entry.place.line, entry.place.start)
                for entry in self._entries.get(series, ())
                if (entry.place.line, entry.place.start) not in self._places
                and _has_title_form(entry)
            }
            self._titles[series] = len(places)
        return self._titles[series]

    def lists(self, entry: Entry, written: WrittenTitle) -> bool:
        """Say whether a title without any link is a paper by the papers it is listed with."""
        place = entry.place
        papers = self._papers[place.series]
        if papers < _TWO or not _may_list(place) or not _may_stand_for_paper(entry, written):
            return False
        if (place.line, place.start) in self._places:
            return False  # the paper of this place is another piece of it
        strength = title_strength(written)
        if strength is Strength.PERHAPS and papers < _THREE:
            return False
        return papers / (papers + max(1, self._others(place.series))) >= _SHARES[strength]

    def holds_papers(self, place: Place) -> bool:
        """Say whether most entries of the list or column of a place are papers."""
        papers = self._papers[place.series]
        return papers >= _THREE and _may_list(place) and papers >= self._others(place.series)


def _may_stand_for_paper(entry: Entry, written: WrittenTitle) -> bool:
    """Say whether a text is written like a title, and nothing in it speaks of something else."""
    title, strength = written.title, title_strength(written)
    if strength is Strength.NONE or _REMARK.search(title):
        return False
    if any(link.target is Target.BLOG for link in entry.all_links):
        return False
    plain = not _is_capitalised(title)
    if plain and (strength is Strength.PERHAPS or entry.place.row is None):
        return False
    named = any(hit.status is FindStatus.CONFIDENT for hit in entry.hits)
    if named and (plain or strength is not Strength.SURE):
        return False
    other = names_other_thing(entry.text) or _NO_PAPER.search(entry.place.text)
    return not (other or names_event(title))


def _may_list(place: Place) -> bool:
    return place.item and bool(place.series) and (place.row is None or place.column in _COLUMNS)


def _is_paper(entry: Entry) -> bool:
    if any(link.is_paper for link in entry.all_links):
        return True
    size = bare_size(entry.text) if entry.hits else None
    return any(
        hit.status is FindStatus.CONFIDENT
        and (hit.kind is MentionKind.TITLE or stands_alone(hit, size))
        for hit in entry.hits
    )


def _has_title_form(entry: Entry) -> bool:
    written = find_title(entry.text)
    return written is not None and title_strength(written) >= Strength.LIKELY


def _is_capitalised(title: str) -> bool:
    words = [word for word in _LONG_WORD.findall(title) if word.casefold() not in SMALL_WORDS]
    capital = sum(not word.islower() for word in words)
    return len(words) >= _TWO and title[:1] != title[:1].lower() and capital >= _MOST * len(words)
