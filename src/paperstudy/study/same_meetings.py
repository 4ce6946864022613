"""Meetings that may be one, or are: a person says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidInputError, NotFoundError
from paperstudy.study.clock import find_now
from paperstudy.study.meetings import find_session, step_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.sessions import SessionId, StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock


@dataclass(frozen=True, slots=True)
class SameMeeting:
    """A meeting that may be the same as one of others, which were known before it."""

    session: StudySession
    others: tuple[StudySession, ...]

    @property
    def id(self) -> SessionId:
        """Its number in the inbox: that of the meeting."""
        return self.session.id


class SameMeetings:
    """Lists meetings that may be one, makes two one, and keeps them apart."""

    def __init__(self, store: Store, clock: Clock, zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    def list(self) -> tuple[SameMeeting, ...]:
        """Return the meetings that a person should look at, by date."""
        with self._store.read() as tx:
            return _waiting(tx)

    def merge(self, keep: str, drop: str) -> StudySession:
        """Make two meetings one, which keeps the number of the first and has the logs of both.

        A later scan of either log does not part them.

        Raises:
            NotFoundError: there is no such session.
            ConflictError: both are the same, or one is only foreseen by a series.
        """
        now = find_now(self._clock, self._zone)
        with self._store.write(f"session merge {keep} {drop}", at=self._clock()) as tx:
            one, other = (find_session(tx, which, now) for which in (keep, drop))
            return _merge(tx, one, other)

    def accept(self, number: int, other: str = "") -> StudySession:
        """Say that a meeting in the inbox is the one it may be; `other` says which of several.

        Raises:
            NotFoundError: nothing with this number waits.
            ConflictError: it may be one of several.
            InvalidInputError: `other` is none of these.
        """
        with self._store.write(self._step("accept", number), at=self._clock()) as tx:
            found = _find(tx, number)
            return _merge(tx, _picked(found, other), found.session)

    def reject(self, number: int) -> StudySession:
        """Say that a meeting in the inbox is none of those it may be; it is not asked again.

        Raises:
            NotFoundError: nothing with this number waits.
        """
        with self._store.write(self._step("reject", number), at=self._clock()) as tx:
            found = _find(tx, number)
            for other in found.others:
                tx.sessions.keep_apart(found.session.id, other.id)
            return found.session

    def _step(self, verb: str, number: int) -> str:
        with self._store.read() as tx:
            return step_of(verb, _find(tx, number).session)


def _waiting(tx: Reader | Writer) -> tuple[SameMeeting, ...]:
    others: dict[StudySession, list[StudySession]] = {}
    for one, other in tx.sessions.alike():
        others.setdefault(other, []).append(one)
    return tuple(SameMeeting(session, tuple(found)) for session, found in others.items())


def _find(tx: Reader | Writer, number: int) -> SameMeeting:
    found = next((one for one in _waiting(tx) if one.session.id == number), None)
    if found is None:
        raise NotFoundError(
            "no session with the number s{number} waits in the inbox",
            hint="`paperstudy inbox` lists what waits",
            number=number,
        )
    return found


def _picked(found: SameMeeting, other: str) -> StudySession:
    """Return the meeting that a number means; the only one where nothing is said."""
    numbers = _numbers(found.others)
    if not other:
        if len(found.others) == 1:
            return found.others[0]
        raise ConflictError(
            "session s{number} may be one of {count}: {numbers}",
            hint="say which: paperstudy inbox choose s{number} {first}",
            number=found.session.id,
            count=len(found.others),
            numbers=", ".join(numbers),
            first=numbers[0],
        )
    word = other.removeprefix("s")
    if word not in numbers:
        raise InvalidInputError(
            "“{text}” is no session that s{number} may be",
            hint="it may be {numbers}; for another: paperstudy session merge KEEP {number}",
            text=other,
            number=found.session.id,
            numbers=", ".join(numbers),
        )
    return found.others[numbers.index(word)]


def _numbers(sessions: Sequence[StudySession]) -> list[str]:
    return [str(session.id) for session in sessions]


def _merge(tx: Writer, keep: StudySession, drop: StudySession) -> StudySession:
    if keep.id == drop.id:
        raise ConflictError(
            "session {number} cannot be merged with itself",
            hint="name two sessions by their numbers",
            number=keep.id,
        )
    if not keep.id or not drop.id:
        raise ConflictError(
            "nothing is known yet of one of these sessions but that a series has it",
            hint="to move or change one: paperstudy session move, paperstudy session edit",
        )
    in_two = keep.series is not None and drop.series not in {None, keep.series}
    if in_two and drop.series is not None and drop.date is not None:
        tx.sessions.skip_day(drop.series, drop.date)  # which would foresee one of its own
    tx.sessions.merge(keep.id, drop.id)
    merged = tx.sessions.get(keep.id)
    assert merged is not None, "it was found a moment ago"
    return merged
