"""Is this text the title of a paper, is this file one? Rules over an entry; nothing is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.logs.columns import Column
from paperstudy.logs.paperlinks import PaperLink, Target
from paperstudy.logs.ranks import Rank
from paperstudy.logs.titles import (
    Strength,
    WrittenTitle,
    is_author_list,
    key_of,
    names_event,
    names_other_thing,
    split_short,
    title_strength,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.recognising import NameHit
    from paperstudy.logs.entries import Entry

_SPEAKS_OF_PAPER = re.compile(r"논문|\bpapers?\b|페이퍼|論文|et\s*al\b", re.IGNORECASE)
_SHORT_NAME = re.compile(r"[A-Za-z][\w+.-]*(?:[ -][\w+.-]+){0,3}$", re.ASCII)
_NO_NAME = frozenset(
    {"paper", "papers", "pdf", "link", "arxiv", "abs", "reference", "references", "appendix"}
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Between a title and a name of another paper.
_JOINED = re.compile(r"\s*[,+/&]\s*$")
_FEW = 3
_NEARLY_ALL = 0.7
_LONGEST_ITEM = 300


def judge_title(entry: Entry, written: WrittenTitle, *, linked: bool) -> FindStatus | None:
    """Say whether the text of an entry, known to nobody, is a paper's title; None where it is not.

    `linked` says that a link beside it leads to a paper. What has the form of a title but too
    little beside it is UNKNOWN.
    """
    strength = title_strength(written)
    if strength is Strength.NONE:
        return None
    if linked:
        enough = Strength.PERHAPS if entry.label_of or entry.place.item else Strength.LIKELY
        return FindStatus.CONFIDENT if strength >= enough else None
    cited = written.cited and bool(written.venue or written.year)
    if cited and strength >= Strength.PERHAPS and entry.place.item:
        return FindStatus.CONFIDENT  # authors, title, venue: nothing but papers are cited like that
    # `[논문 리뷰] …` is a review, and the title behind it a paper's all the same.
    if names_other_thing(written.title if entry.place.marked else entry.text):
        return None
    dated = bool(written.venue and written.year)
    event = names_event(written.title) and not dated
    if not event and _is_listed(entry, strength, dated=dated, venue=written.venue):
        return FindStatus.CONFIDENT
    blogs = any(link.target is Target.BLOG for link in entry.all_links)
    near = not event and entry.place.item and entry.place.rank is not Rank.NONE and not blogs
    return FindStatus.UNKNOWN if near and strength is Strength.SURE else None


def _is_listed(entry: Entry, strength: Strength, *, dated: bool, venue: str) -> bool:
    """Judge a title with no link to a paper by the list or table that it stands in."""
    place = entry.place
    if not place.item:
        announced = place.marked or (dated and (place.heading or place.rank is Rank.LIST))
        return announced and strength is Strength.SURE
    if place.column is Column.PAPER:
        return strength >= Strength.LIKELY
    targets = {link.target for link in entry.all_links}
    if Target.PDF in targets:
        return strength >= (Strength.SURE if place.rank is Rank.NONE else Strength.LIKELY)
    if Target.BLOG in targets or place.rank is not Rank.LIST:
        return strength is Strength.SURE and dated and place.rank is not Rank.NONE
    return strength is Strength.SURE or (strength is Strength.LIKELY and bool(targets or venue))


def is_paper_file(entry: Entry, link: PaperLink, parent: str) -> bool:
    """Say whether a PDF somewhere is a paper, going by what stands around it."""
    beside = entry.text or entry.place.text
    if link.target is not Target.PDF or names_other_thing(beside):
        return False
    if is_author_list(link.link.label) or entry.place.rank is Rank.LIST:
        return True
    return bool(_SPEAKS_OF_PAPER.search(f"{link.link.label} {beside} {parent}"))


def short_name(entry: Entry, link: PaperLink) -> str:
    """Return the name by which an entry calls the paper of its link, `EnGN: https://…`."""
    text = link.link.label
    if not text and link.link.line == entry.place.line:
        text = entry.text.partition(":")[0]
    name = text.strip(" :：-–—()[]\"'")
    unfit = names_other_thing(name) or is_author_list(name) or key_of(name) in _NO_NAME
    return "" if unfit or not _SHORT_NAME.match(name) else name


def is_named(written: WrittenTitle, hits: Sequence[NameHit]) -> bool:
    """Say whether a sure name is (nearly) all of a title, or its short name before a colon."""
    size = len(key_of(written.title))
    short = key_of(split_short(written.title)[0])
    sure = [key_of(hit.text) for hit in hits if hit.status is FindStatus.CONFIDENT]
    return any(len(name) >= _NEARLY_ALL * size or (short and short == name) for name in sure)


def bare_size(text: str) -> int | None:
    """Return how many letters a text has outside brackets; None where it is no short item."""
    return len(key_of(_BRACKETS.sub("", text))) if len(text) <= _LONGEST_ITEM else None


def stands_alone(hit: NameHit, size: int | None) -> bool:
    """Say whether a name is (nearly) all of an item of this size."""
    return size is not None and len(key_of(hit.text)) >= _NEARLY_ALL * size


def without_tail(written: WrittenTitle, entry: Entry, hits: Sequence[NameHit]) -> WrittenTitle:
    """Return the title without the known name that stands behind it: `A Whole Title, SimCLR`.

    The name is that of a second paper where a title is left, and a mark stands between.
    """
    low, high = entry.start + written.start, entry.start + written.end
    text = entry.place.text
    for hit in hits:
        named = hit.status is FindStatus.CONFIDENT and hit.kind is MentionKind.NAME
        mark = _JOINED.search(text, low, hit.start) if named and hit.end == high else None
        if mark is None:
            continue
        shorter = replace(
            written,
            title=written.title[: len(written.title) - (high - mark.start())].rstrip(),
            end=mark.start() - entry.start,
        )
        if title_strength(shorter) >= Strength.LIKELY and len(shorter.title.split()) > _FEW:
            return shorter
    return written
