"""The members of the group: who is in it, by which names, and what each has done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, NotFoundError
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.people import PersonCounts
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.study.clock import find_today
from paperstudy.study.persons_finding import get_person, is_me, quoted
from paperstudy.study.persons_naming import add_aliases, check_name, find_alias, taken
from paperstudy.study.stats import is_held

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.people import NameDoubt, Person
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list, with what they did at the meetings held so far."""

    person: Person
    counts: PersonCounts


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """All that is known of a person; `presentations` are with the meetings they belong to.

    `sessions` are the meetings that were held, `coming` those to come. Of a talk at a meeting that
    is still to come, or was called off, the status says so.
    """

    person: Person
    sessions: tuple[StudySession, ...] = ()
    presentations: tuple[tuple[StudySession, Presentation], ...] = ()
    reading: tuple[ReadingRow, ...] = ()
    coming: tuple[StudySession, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """Whom a name means: `person`, else perhaps one of `others`, that it fits or is near to."""

    person: Person | None = None
    others: tuple[Person, ...] = ()


class People:
    """The members of the group. A name is any that fits one of them; `me` is at the keyboard.

    `zone` is the time zone of the settings.
    """

    def __init__(self, store: Store, clock: Clock, me: str = "", zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._me = me
        self._zone = zone

    def list(self, *, active_only: bool = False) -> tuple[PersonSummary, ...]:
        """Return everybody by name, or only those who still take part."""
        with self._store.read() as tx:
            people = tx.people.members()
            counts = tx.people.counts(until=self._today())
        return tuple(
            PersonSummary(each, counts.get(each.id, PersonCounts()))
            for each in people
            if each.active or not active_only
        )

    def get(self, name: str) -> PersonDetail:
        """Return a person with their meetings, presentations and reading list.

        Raises:
            NotFoundError: nobody is called that; the hint names the nearest.
            AmbiguousNameError: the name fits several people.
            ConfigError: it is `me`, and nobody has said who that is.
        """
        with self._store.read() as tx:
            person = get_person(tx, name, self._me)
            sessions = tx.people.history(person.id)
            reading = tuple(tx.reading.rows(person.id))
        today = self._today()
        talks = tuple(
            (session, _as_it_went(held, session, today))
            for session in sessions
            for held in session.presentations
            if person.name in held.presenters
        )
        return PersonDetail(
            person,
            tuple(one for one in sessions if is_held(one, today)),
            talks,
            reading,
            tuple(one for one in sessions if _is_coming(one, today)),
        )

    def guess(self, name: str) -> Guess:
        """Return whom a name means, or may mean: whom it fits, else whose name is most like it.

        Raises:
            InvalidEditError: it can be nobody's name.
        """
        from paperstudy.matching.near_names import find_near_owner
        from paperstudy.matching.people import PersonNames

        name = check_name(name)
        with self._store.read() as tx:
            people = tx.people.members()
        match = PersonNames(people).resolve(name)
        if match.person is not None or match.candidates:
            return Guess(match.person, match.candidates)
        owners = {called: each for each in people for called in (each.name, *each.aliases)}
        near = find_near_owner(name, owners)
        return Guess(others=(owners[near],) if near else ())

    def me(self) -> Person | None:
        """Return the person at the keyboard; None where nobody has said who that is, or is new."""
        from paperstudy.matching.people import PersonNames

        if not clean_line(self._me):
            return None
        with self._store.read() as tx:
            return PersonNames(tx.people.all()).resolve(self._me).person

    def add(self, name: str, aliases: Sequence[str] = ()) -> Person:
        """Add a person whom no log names yet.

        Raises:
            ConflictError: somebody here has the name, or one of the aliases.
            InvalidEditError: it can be nobody's name.
        """
        name = check_name(self._me if is_me(name) and self._me else name)
        with self._store.write(f"person add {name}", at=self._clock()) as tx:
            known = tx.people.find(name)
            if known is not None:
                raise ConflictError(
                    "“{name}” is here already",
                    hint="`paperstudy person show {name}` shows who it is",
                    name=name,
                )
            person_id = tx.people.ensure(name)
            add_aliases(tx, tx.people.get(person_id), aliases)
            return tx.people.get(person_id)

    def alike(self, person: Person) -> tuple[Person, ...]:
        """Return who else in the group may be meant by a person's name."""
        from paperstudy.matching.people import PersonNames

        with self._store.read() as tx:
            others = [one for one in tx.people.members() if one.id != person.id]
        match = PersonNames(others).resolve(person.name)
        return (match.person,) if match.person is not None else match.candidates

    def alias(self, name: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Person:
        """Say by which other names a person goes, and by which not.

        Raises:
            NotFoundError: nobody is called that, or has no such alias.
            AmbiguousNameError: the name fits several people.
            ConflictError: an alias is the name of somebody else.
            InvalidEditError: an alias can be nobody's name.
        """
        with self._store.write(f"person alias {name}", at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            for alias in remove:
                tx.people.remove_alias(person.id, find_alias(person, alias))
            add_aliases(tx, person, add)
            return tx.people.get(person.id)

    def merge(self, keep: str, drop: str) -> Person:
        """Make two people one: what points at `drop` moves to `keep`, its names become aliases.

        Raises:
            NotFoundError: nobody is called one of them.
            AmbiguousNameError: one of the names fits several people.
            ConflictError: both are the same person.
        """
        with self._store.write(f"person merge {keep} {drop}", at=self._clock()) as tx:
            kept, dropped = (get_person(tx, name, self._me) for name in (keep, drop))
            if kept.id == dropped.id:
                raise ConflictError(
                    "“{drop}” is {keep} already", hint="name two people", drop=drop, keep=kept.name
                )
            tx.people.merge(kept.id, dropped.id)
            return tx.people.get(kept.id)

    def rename(self, name: str, new: str) -> Person:
        """Call a person by another name; the one they had stays an alias, since logs use it.

        Raises:
            NotFoundError: nobody is called that.
            AmbiguousNameError: the name fits several people.
            ConflictError: somebody else has the new name.
            InvalidEditError: it can be nobody's name.
        """
        new = check_name(new)
        with self._store.write(f"person rename {name} {new}", at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            owner = tx.people.find(new)
            if owner is not None and owner != person.id:
                raise taken(tx, new, person)
            if new != person.name:
                tx.people.rename(person.id, new)
            return tx.people.get(person.id)

    def set_active(self, name: str, *, active: bool) -> Person:
        """Say whether a person still takes part; who does not is no longer asked to present.

        Raises:
            NotFoundError: nobody is called that.
            AmbiguousNameError: the name fits several people.
        """
        action = f"person active {name}" if active else f"person active --no {name}"
        with self._store.write(action, at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            tx.people.set_active(person.id, active=active)
            return tx.people.get(person.id)

    def remove(self, name: str) -> Person:
        """Take away a person of whom nothing is known but names.

        Raises:
            NotFoundError: nobody is called that.
            AmbiguousNameError: the name fits several people.
            ConflictError: sessions, reading lists or votes name them.
        """
        with self._store.write(f"person remove {name}", at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            sessions = tx.people.history(person.id)
            if not tx.people.remove(person.id):
                raise _in_use(person, sessions)
            return person

    def doubts(self) -> tuple[NameDoubt, ...]:
        """Return the names in logs that fit several people."""
        with self._store.read() as tx:
            return tuple(tx.people.doubts())

    def doubt(self, number: int) -> NameDoubt:
        """Return one of the names in logs that fit several people.

        Raises:
            NotFoundError: there is no such doubt.
        """
        with self._store.read() as tx:
            return _doubt(tx, number)

    def settle(self, number: int, name: str = "") -> Person | None:
        """Say whom a name in doubt means, from now on in every log; without a name, nobody known.

        Raises:
            NotFoundError: there is no such doubt, or nobody is called that.
            AmbiguousNameError: the name fits several people.
        """
        step = f"inbox n{number}: {self.doubt(number).name}"
        with self._store.write(step, at=self._clock()) as tx:
            doubt = _doubt(tx, number)
            person = _picked(tx, doubt, name, self._me) if name else None
            if person is not None:
                _become(tx, doubt.name, person)
            for each in tx.people.doubts():
                if each.id == doubt.id or _same(each.name, doubt.name):
                    tx.people.settle_doubt(each.id, person.id if person else None)
            return tx.people.get(person.id) if person else None

    def complete_names(self, prefix: str) -> tuple[str, ...]:
        """Return names and aliases that begin with `prefix`, for a shell."""
        with self._store.read() as tx:
            people = tx.people.members()
        names = (name for each in people for name in (each.name, *each.aliases))
        return tuple(name for name in names if _same(name[: len(prefix)], prefix))

    def _today(self) -> date:
        return find_today(self._clock, self._zone)


def _doubt(tx: Reader, number: int) -> NameDoubt:
    found = next((each for each in tx.people.doubts() if each.id == number), None)
    if found is None:
        raise NotFoundError(
            "no name in the inbox has the number n{number}",
            hint="`paperstudy inbox` lists what waits",
            number=number,
        )
    return found


def _is_coming(session: StudySession, today: date) -> bool:
    return session.state is not SessionState.SKIPPED and not is_held(session, today)


def _as_it_went(held: Presentation, session: StudySession, today: date) -> Presentation:
    """Return a talk with the status of its meeting, where that was called off or is to come."""
    if held.status is not PresentationStatus.DONE or is_held(session, today):
        return held
    coming = _is_coming(session, today)
    status = PresentationStatus.PLANNED if coming else PresentationStatus.SKIPPED
    return replace(held, status=status)


def _in_use(person: Person, sessions: Sequence[StudySession]) -> ConflictError:
    last = sessions[-1] if sessions else None
    return ConflictError(
        "sessions name “{name}”, the last of them {last}"
        if last is not None
        else "“{name}” has a reading list, votes or proposals",
        hint="if they are somebody who is here: paperstudy person merge NAME {quoted}; "
        "if they left the group: paperstudy person active {quoted} --no",
        name=person.name,
        quoted=quoted(person.name),
        last="" if last is None else last.date or f"#{last.id}",
    )


def _picked(tx: Writer, doubt: NameDoubt, name: str, me: str) -> Person:
    """Return one of the candidates by number from 1, or whoever else the name means."""
    if name.isdecimal() and 0 < int(name) <= len(doubt.candidates):
        return doubt.candidates[int(name) - 1]
    return get_person(tx, name, me)


def _become(tx: Writer, name: str, person: Person) -> None:
    """Make a name that a scan could not place one of a person's."""
    known = tx.people.find(name)
    if known is None:
        tx.people.add_alias(person.id, name)
    elif known != person.id:
        tx.people.merge(person.id, known)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
