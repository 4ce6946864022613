"""Which talk of a log is which, after the log was changed: pure.

Each talk that a log tells of has a key that stays, so that what a person wrote of it finds it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.store.encoding import fold, fold_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from paperstudy.domain.library import PresentationRow

    Alike = Callable[[PresentationRow, PresentationRow], bool]


def pair_talks(
    olds: Sequence[PresentationRow], news: Sequence[PresentationRow]
) -> list[int | None]:
    """Return for each new talk the place of the old one that it was, None for one that is new.

    They are one by presenter and paper or topic, else by presenter, else by paper, by topic, and
    at last by their place, unless they name different people.
    """
    pairs: list[int | None] = [None] * len(news)
    free = list(range(len(olds)))
    for alike in _STAGES:
        for place, new in enumerate(news):
            if pairs[place] is None:
                found = next((n for n in free if alike(olds[n], new)), None)
                if found is not None:
                    pairs[place] = found
                    free.remove(found)
    for place, new in enumerate(news):
        if pairs[place] is None and place in free and not _contradict(olds[place], new):
            pairs[place] = place
            free.remove(place)
    return pairs


def give_keys(
    told: Sequence[PresentationRow],
    news: Sequence[PresentationRow],
    forgotten: Sequence[PresentationRow],
    owner: str,
) -> tuple[list[tuple[str, ...]], list[PresentationRow]]:
    """Return the keys of a log's new talks, and the talks it has told of and forgotten by now.

    `told` is what it said last. One that it forgot once and says again, word for word, is that
    one. `owner` begins the keys of this log's talks, which no other log's begin with.
    """
    pairs = pair_talks(told, news)
    keys: list[tuple[str, ...]] = [told[n].keys if n is not None else () for n in pairs]
    gone = [one for n, one in enumerate(told) if n not in pairs]
    for place, new in enumerate(news):
        again = next((one for one in forgotten if _has_all(one, new)), None)
        if not keys[place] and again is not None:
            keys[place] = again.keys
            forgotten = [one for one in forgotten if one is not again]
    last = max((_number(one.keys) for one in (*told, *forgotten)), default=0)
    for place, known in enumerate(keys):
        if not known:
            last += 1
            keys[place] = (f"{owner}.{last}",)
    return keys, [*forgotten, *gone]


def with_keys(
    rows: Iterable[PresentationRow], keys: Iterable[tuple[str, ...]]
) -> tuple[PresentationRow, ...]:
    """Return talks with their keys."""
    return tuple(replace(row, keys=own) for row, own in zip(rows, keys, strict=True))


def _number(keys: Sequence[str]) -> int:
    return max((int(key.rpartition(".")[2]) for key in keys), default=0)


def _people(row: PresentationRow) -> set[str]:
    return {fold(name) for name in row.presenters} - {""}


def _same_people(old: PresentationRow, new: PresentationRow) -> bool:
    return bool(_people(new)) and _people(old) == _people(new)


def _same_paper(old: PresentationRow, new: PresentationRow) -> bool:
    return new.paper_id is not None and old.paper_id == new.paper_id


def _same_topic(old: PresentationRow, new: PresentationRow) -> bool:
    topic = fold_title(new.topic)
    return bool(topic) and fold_title(old.topic) == topic


def _has_all(old: PresentationRow, new: PresentationRow) -> bool:
    about = _same_paper(old, new) or (
        old.paper_id == new.paper_id and fold_title(old.topic) == fold_title(new.topic)
    )
    return _people(old) == _people(new) and about


def _contradict(old: PresentationRow, new: PresentationRow) -> bool:
    """Tell whether both name people, and nobody in common."""
    people = _people(old), _people(new)
    return bool(people[0] and people[1]) and not people[0] & people[1]


_STAGES: tuple[Alike, ...] = (
    _has_all,
    lambda old, new: _same_people(old, new) and (_same_paper(old, new) or _same_topic(old, new)),
    _same_people,
    lambda old, new: not _contradict(old, new) and _same_paper(old, new),
    lambda old, new: not _contradict(old, new) and _same_topic(old, new),
    _same_paper,
    _same_topic,
)
