"""Entries: stretches of text in a place, each with the links and names that go with it.

A labelled link is an entry of its own; the text between labelled links makes others. A bare link
goes with the text beside it, else with the list item, row, line or heading that it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import FindStatus
from paperstudy.domain.recognising import NameHit, Passage
from paperstudy.logs.columns import Column
from paperstudy.logs.document import Document, LineKind, Link
from paperstudy.logs.paperlinks import PaperLink, judge_link, written_identifiers
from paperstudy.logs.titles import Strength, find_title, is_generic_label, title_strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.recognising import Recogniser
    from paperstudy.logs.places import Place

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANNOUNCEMENT = re.compile(
    r"^[\W_]*(?:(?:논문|원문|papers?|pdf|arxiv|openreview|paperswithcode|papers\s*with\s*code|링크|links?|url|참고|참조|"
    r"출처|source|ref|reference|원\s*논문|논문\s*(?:링크|주소|원문|pdf|제목)|paper\s*(?:link|url)|abs|doi|page)[\W_]*){0,3}$",
    re.IGNORECASE,
)
_HEADING_REACH = 6


@dataclass(slots=True)
class Entry:
    """A stretch of a place, from `start` to `end` of its text; `label_of` where it is a label."""

    place: Place
    start: int
    end: int
    label_of: PaperLink | None = None
    links: list[PaperLink] = field(default_factory=list)
    hits: list[NameHit] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the stretch."""
        return self.place.text[self.start : self.end]

    @property
    def all_links(self) -> list[PaperLink]:
        """The link that it labels and those that go with it."""
        return [self.label_of, *self.links] if self.label_of else self.links


def says_nothing(text: str) -> bool:
    """Say whether text beside a link only announces it: `논문:`, `Paper link -`."""
    return bool(_ANNOUNCEMENT.match(text))


def find_entries(
    document: Document, places: Sequence[Place], recogniser: Recogniser
) -> list[Entry]:
    """Return the entries of all places, names recognised and bare links assigned."""
    entries: list[Entry] = []
    waiting: list[tuple[PaperLink, Place]] = []
    for place in places:
        own, bare = _split(place, document.line(place.line).raw)
        for entry in own:
            _recognise(entry, recogniser)
        entries.extend(own)
        waiting.extend((link, place) for link in bare if not _assign_inside(link, own))
    owners = _Owners(document, entries)
    alone: dict[int, Entry] = {}
    for link, place in waiting:
        owner = owners.find(place) or alone.get(place.line)
        if owner is None:
            owner = alone[place.line] = Entry(place, 0, 0)
            entries.append(owner)
        owner.links.append(link)
    return entries


def _split(place: Place, raw: str) -> tuple[list[Entry], list[PaperLink]]:
    """Divide a place into entries and bare links."""
    entries: list[Entry] = []
    bare: list[PaperLink] = []
    cuts = [
        (match.start() - place.start, match.end() - place.start)
        for match in _BREAK.finditer(raw, place.start, place.start + len(place.text))
    ]
    for link in (*place.links, *_written(place)):
        judged = judge_link(link, place.text, place.start)
        low, high = judged.label_span
        if link.label and 0 <= low < high and not is_generic_label(place.text[low:high]):
            entries.append(Entry(place, low, high, judged))
        else:
            bare.append(judged)
        cuts.append((max(0, link.start - place.start), max(0, link.end - place.start)))
    entries += [Entry(place, low, high) for low, high in _rest(place.text, cuts)]
    entries.sort(key=lambda entry: entry.start)
    return entries, bare


def _written(place: Place) -> Iterator[Link]:
    """Yield identifiers that stand as text, outside of links."""
    taken = [(link.start, link.end) for link in place.links]
    for link in written_identifiers(place.text, place.line):
        start, end = link.start + place.start, link.end + place.start
        if not any(low <= start < high for low, high in taken):
            yield replace(link, start=start, end=end, url_start=start)


def _rest(text: str, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text between the cuts that hold letters."""
    at = 0
    for low, high in [*sorted(cuts), (len(text), len(text))]:
        if low > at and any(char.isalpha() for char in text[at:low]):
            yield at, low
        at = max(at, high)


def _recognise(entry: Entry, recogniser: Recogniser) -> None:
    place = entry.place
    passage = Passage(
        line=place.line,
        text=entry.text,
        context=place.context,
        in_list=place.listed,
        heading=place.heading,
    )
    hits = recogniser.recognise(passage)
    if entry.start:
        shift = entry.start
        hits = [replace(hit, start=hit.start + shift, end=hit.end + shift) for hit in hits]
    entry.hits.extend(hits)


def _assign_inside(link: PaperLink, entries: list[Entry]) -> bool:
    """Give a bare link to the text before it in its place, else to that behind it."""
    speaking = [entry for entry in entries if not says_nothing(entry.text)]
    if not speaking:
        return False
    start = link.link.start - speaking[0].place.start
    before = [entry for entry in speaking if entry.start <= start]
    free = [entry for entry in before if not (entry.label_of and entry.label_of.is_paper)]
    behind = [entry for entry in speaking if entry.start > start and entry.label_of is None]
    telling = [entry for entry in free if _names_something(entry)] if len(free) > 1 else []
    # The last resort is another paper's label: `[Title](arxiv) (pdf)`.
    chosen = telling[-1:] or free[-1:] or behind[:1] or before[-1:] or speaking[:1]
    chosen[0].links.append(link)
    return True


class _Owners:
    """Finds the entry that a link standing alone belongs to."""

    def __init__(self, document: Document, entries: list[Entry]) -> None:
        self._document = document
        self._by_line: dict[int, list[Entry]] = {}
        self._by_row: dict[int, list[Entry]] = {}
        for entry in entries:
            if says_nothing(entry.text):
                continue
            row = entry.place.row
            home = self._by_line.setdefault(entry.place.line, []) if row is None else None
            (self._by_row.setdefault(row or 0, []) if home is None else home).append(entry)

    def find(self, place: Place) -> Entry | None:
        """Return the entry of the row, the enclosing item, the line or the heading above."""
        if place.row is not None:
            return self._in_row(place.row)
        line = self._document.line(place.line)
        found = None
        if line.parent is not None:
            found = self._only(line.parent)
        elif line.kind is LineKind.TEXT:
            found = self._above(place.line)
        return found or self._of_heading(line.number, line.section)

    def _only(self, number: int) -> Entry | None:
        spoken = self._by_line.get(number, [])
        return spoken[0] if len(spoken) == 1 else None

    def _above(self, number: int) -> Entry | None:
        """Return the entry of the line above, over one blank line, where it names something."""
        for step in (1, 2):
            if number <= step:
                return None
            line = self._document.line(number - step)
            if line.kind in {LineKind.TEXT, LineKind.ITEM} and line.text.strip():
                entry = self._only(number - step)
                return entry if entry is not None and _names_something(entry) else None
            if line.kind is not LineKind.BLANK:
                return None
        return None

    def _of_heading(self, number: int, section: int | None) -> Entry | None:
        if section is None or number - section > _HEADING_REACH:
            return None
        entry = self._only(section)
        return entry if entry is not None and _names_something(entry) else None

    def _in_row(self, row: int) -> Entry | None:
        for column in (Column.PAPER, Column.TOPIC, Column.NONE):
            found = [entry for entry in self._by_row.get(row, []) if entry.place.column is column]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _names_something(entry: Entry) -> bool:
    written = find_title(entry.text)
    seen = any(hit.status is not FindStatus.UNKNOWN for hit in entry.hits)
    return seen or (written is not None and title_strength(written) >= Strength.LIKELY)
