"""What people said of a meeting, laid over what its logs tell now: fact by fact.

Pure. Kept are two accounts from when people wrote last: what logs told then, and what people made
of it. A fact in which both agree is the logs', and follows them; one in which they differ is the
people's, and stands. A talk is found again by its keys (`pairing.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.store.encoding import fold, fold_names, leave_out
from paperstudy.store.told import read_object, told_object
from paperstudy.store.uniting import is_same_presentation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Facts of a meeting, and of a talk, that only make sense together.
_FACTS = (
    *(("date", "date_text"), ("starts", "zone"), ("title",), ("moderator",), ("scribe",)),
    *(("place",), ("minutes",)),
)
_ABOUT = ("paper_id", "group", "log_id")
_TALK_FACTS = (("presenters",), ("topic",), _ABOUT, ("role",), ("minutes",), ("status", "reason"))
_COMPARED = {_ABOUT: ("paper_id",), ("starts", "zone"): ("starts",)}
# What logs tell of a talk that a person planned: nothing.
_NO_TALK = PresentationRow((), "", status=PresentationStatus.PLANNED)


@dataclass(frozen=True, slots=True)
class Said:
    """What logs told when people wrote last, and what they wrote, each with all its facts."""

    told: SessionRow = field(default_factory=SessionRow)
    mine: SessionRow = field(default_factory=SessionRow)


def said_text(said: Said) -> str:
    """Return it as it is kept."""
    kept = {"told": told_object(said.told), "mine": told_object(said.mine)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def read_said(text: str) -> Said | None:
    """Read what `said_text` wrote; None where nothing is kept."""
    if not text:
        return None
    kept: dict[str, Any] = json.loads(text)
    return Said(read_object(kept["told"]), read_object(kept["mine"]))


def overlay(said: Said, now: SessionRow) -> SessionRow:
    """Return the meeting that logs tell of `now`, as people would have it."""
    told, mine = said.told, said.mine
    facts: dict[str, Any] = {}
    for names in _FACTS:
        source = mine if _differ(names, told, mine) else now
        facts |= {name: getattr(source, name) for name in names}
    participants = _merge_names(told.participants, mine.participants, now.participants)
    absent = _merge_names(told.absent, mine.absent, now.absent)
    # Who came in the one place and not in the other is one person by now, who came.
    ours = leave_out(leave_out(mine.absent, told.absent), mine.participants)
    participants = leave_out(participants, ours)
    return replace(
        now,
        **facts,
        participants=participants,
        absent=leave_out(absent, participants),
        presentations=_merge_talks(told, mine, now),
    )


def rewrite(before: Said | None, now: SessionRow, shown: SessionRow, row: SessionRow) -> Said:
    """Return what people say after one of them turned `shown` into `row`; logs tell `now`.

    What they had said `before` and left as it was stays said, also where logs say the same by now.
    """
    said = before or Said(now, now)
    told, mine = said.told, said.mine
    facts: dict[str, Any] = {}
    for names in _FACTS:
        stands = _differ(names, told, mine) and not _differ(names, shown, row)
        source = told if stands else now
        facts |= {name: getattr(source, name) for name in names}
    return Said(
        replace(
            now,
            **facts,
            participants=_base_names(
                told.participants, mine.participants, now.participants, row.participants
            ),
            absent=_base_names(told.absent, mine.absent, now.absent, row.absent),
            presentations=_base_talks(said, now, shown, row),
        ),
        row,
    )


def unite_said(one: Said, other: Said, now: SessionRow) -> Said:
    """Return what people say of two meetings that are one, of which logs together tell `now`.

    All that they said of either stays said; where they contradict, what they said of `one`.
    """
    shown = overlay(other, now)
    theirs = rewrite(other, now, shown, shown)
    shown = overlay(one, shown)
    return rewrite(one, theirs.told, shown, shown)


# Names -------------------------------------------------------------------------------------


def _merge_names(told: Sequence[str], mine: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    if tuple(map(fold, told)) == tuple(map(fold, mine)):
        return tuple(now)
    came, there = fold_names(mine) - fold_names(told), fold_names(now)
    kept = tuple(name for name in mine if fold(name) in came | there)
    return (*kept, *leave_out(now, (*mine, *told)))


def _base_names(
    told: Sequence[str], mine: Sequence[str], now: Sequence[str], there: Sequence[str]
) -> tuple[str, ...]:
    """Return who counts as told: not whom people put in, and still whom they took out."""
    put_in = (fold_names(mine) - fold_names(told)) & fold_names(there)
    taken_out = leave_out(told, (*mine, *there))
    names = [name for name in now if fold(name) not in put_in]
    return (*names, *leave_out(taken_out, names))


# Talks -------------------------------------------------------------------------------------


def _merge_talks(
    told: SessionRow, mine: SessionRow, now: SessionRow
) -> tuple[PresentationRow, ...]:
    left = list(now.presentations)
    bases = list(told.presentations)
    merged: list[tuple[PresentationRow, PresentationRow | None]] = []  # with what logs tell now
    for own in mine.presentations:
        base = _take(bases, lambda one, own=own: _share(one, own))  # type: ignore[misc]
        news = _take(left, lambda one, own=own: _share(one, own))  # type: ignore[misc]
        for fits in (_meant, _fills) if news is None and not own.keys else ():
            news = news or _take(left, lambda one, own=own, fits=fits: fits(one, own, told))  # type: ignore[misc]
        if news is not None:
            merged.append((_merge_talk(base or _NO_TALK, own, news), news))
        elif not own.keys or base is None or _is_changed(base, own):
            merged.append((own, None))
    gone = {key for base in bases for key in base.keys}  # which people have taken out
    new = [one for one in left if gone.isdisjoint(one.keys)]
    return _in_order(told, merged, new, now)


def _meant(news: PresentationRow, own: PresentationRow, told: SessionRow) -> bool:
    """Tell whether a log tells now of a talk that a person planned."""
    return not any(_share(base, news) for base in told.presentations) and is_same_presentation(
        news, own
    )


def _fills(news: PresentationRow, own: PresentationRow, told: SessionRow) -> bool:
    """Tell whether a log tells now what somebody presented of whom a person planned no more.

    Others may have joined them.
    """
    mine = fold_names(own.presenters)
    bare = bool(mine) and own.paper_id is None and not own.topic
    told_before = any(_share(base, news) for base in told.presentations)
    return bare and not told_before and mine <= fold_names(news.presenters)


def _merge_talk(
    base: PresentationRow, own: PresentationRow, news: PresentationRow
) -> PresentationRow:
    facts: dict[str, Any] = {}
    for names in _TALK_FACTS:
        source = own if _differ(names, base, own) else news
        facts |= {name: getattr(source, name) for name in names}
    if base is not _NO_TALK or fold_names(own.presenters) & fold_names(news.presenters):
        facts["presenters"] = _merge_names(base.presenters, own.presenters, news.presenters)
    return replace(news, **facts, id=own.id)


def _in_order(
    told: SessionRow,
    merged: Sequence[tuple[PresentationRow, PresentationRow | None]],
    new: Sequence[PresentationRow],
    now: SessionRow,
) -> tuple[PresentationRow, ...]:
    """Put talks in the order of the logs, and those of people behind what they stood behind.

    Where people put them in another order, theirs is kept, and new ones come last.
    """
    places = [_place(told.presentations, one) for one, news in merged if news is not None]
    known = [place for place in places if place is not None]
    if known != sorted(known):
        return (*(one for one, _ in merged), *new)
    own = {id(news): one for one, news in merged if news is not None}
    fresh = {id(one) for one in new}
    ordered = [
        own.get(id(one), one) for one in now.presentations if id(one) in own or id(one) in fresh
    ]
    last: PresentationRow | None = None
    for one, news in merged:
        if news is None:
            at = next((n + 1 for n, there in enumerate(ordered) if there is last), 0)
            ordered.insert(at, one)
        last = one
    return tuple(ordered)


def _base_talks(
    said: Said, now: SessionRow, shown: SessionRow, row: SessionRow
) -> tuple[PresentationRow, ...]:
    """Return what counts as told of each talk: not the facts that people had said before."""
    bases: list[PresentationRow] = []
    for news in now.presentations:
        own = _find(said.mine.presentations, news)
        base = _find(said.told.presentations, news)
        was, then = _find(shown.presentations, news), _find(row.presentations, news)
        if own is None and base is None and was is not None:
            own = next(
                (one for one in said.mine.presentations if not one.keys and _is_of(one, was)), None
            )
            base = _NO_TALK if own is not None else None
        if own is None or base is None or was is None or then is None:
            bases.append(news)
            continue
        facts: dict[str, Any] = {}
        for names in _TALK_FACTS:
            if _differ(names, base, own) and not _differ(names, was, then):
                facts |= {name: getattr(base, name) for name in names}
        facts["presenters"] = _base_names(
            base.presenters, own.presenters, news.presenters, then.presenters
        )
        bases.append(replace(news, **facts))
    # Those that no log tells of now: what people took out stays out, what they changed is theirs.
    others = [
        base for base in said.told.presentations if base.keys and not _find(now.presentations, base)
    ]
    return (*bases, *others)


def _is_of(own: PresentationRow, shown: PresentationRow) -> bool:
    """Tell whether a planned talk is the one shown, which a log tells of as well."""
    return fold_names(own.presenters) <= fold_names(shown.presenters) and all(
        not _differ(names, own, shown)
        for names in _TALK_FACTS
        if names != ("presenters",) and _differ(names, _NO_TALK, own)
    )


def _is_changed(base: PresentationRow, own: PresentationRow) -> bool:
    return any(_differ(names, base, own) for names in _TALK_FACTS)


def _share(one: PresentationRow, other: PresentationRow) -> bool:
    return not set(one.keys).isdisjoint(other.keys)


def _find(rows: Iterable[PresentationRow], like: PresentationRow) -> PresentationRow | None:
    return next((row for row in rows if _share(row, like)), None)


def _place(rows: Sequence[PresentationRow], like: PresentationRow) -> int | None:
    return next((n for n, row in enumerate(rows) if _share(row, like)), None)


def _take(
    left: list[PresentationRow], fits: Callable[[PresentationRow], bool]
) -> PresentationRow | None:
    found = next((one for one in left if fits(one)), None)
    if found is not None:
        left.remove(found)
    return found


# Facts -------------------------------------------------------------------------------------


def _differ(names: tuple[str, ...], one: object, other: object) -> bool:
    return any(
        _value(getattr(one, name)) != _value(getattr(other, name))
        for name in _COMPARED.get(names, names)
    )


def _value(value: object) -> object:
    """Return a fact as it is compared: names and words whatever their letter case."""
    if isinstance(value, tuple):
        return frozenset(map(fold, value))
    return value
