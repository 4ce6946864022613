"""The members of the group: who is in it, by which names, and what each has done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.study.persons_finding import find_nearest, get_person, is_me

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.people import NameDoubt, Person, PersonId
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.store.store import Reader, Store, Writer
    from paperstudy.study.clock import Clock

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list: at how many meetings, how many times presenting, and when last."""

    person: Person
    sessions: int = 0
    presentations: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """All that is known of a person; `presentations` are with the meetings they belong to."""

    person: Person
    sessions: tuple[StudySession, ...] = ()
    presentations: tuple[tuple[StudySession, Presentation], ...] = ()
    reading: tuple[ReadingRow, ...] = ()


class People:
    """The members of the group. A name is any that fits one of them; `me` is at the keyboard."""

    def __init__(self, store: Store, clock: Clock, me: str = "") -> None:
        self._store = store
        self._clock = clock
        self._me = me

    def list(self, *, active_only: bool = False) -> tuple[PersonSummary, ...]:
        """Return everybody by name, or only those who still take part."""
        with self._store.read() as tx:
            people = tx.people.all()
            sessions = tx.sessions.all()
        there: Counter[str] = Counter()
        held: Counter[str] = Counter()
        last: dict[str, date] = {}
        for session in sessions:
            there.update(_present(session))
            for name in _presenters(session):
                held[name] += 1
                if session.date is not None:
                    last[name] = max(last.get(name, session.date), session.date)
        return tuple(
            PersonSummary(each, there[each.name], held[each.name], last.get(each.name))
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
        held = tuple(
            (session, presentation)
            for session in sessions
            for presentation in session.presentations
            if person.name in presentation.presenters
        )
        return PersonDetail(person, sessions, held, reading)

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
        name = _checked(self._me if is_me(name) and self._me else name)
        with self._store.write(f"person add {name}", at=self._clock()) as tx:
            known = tx.people.find(name)
            if known is not None:
                raise ConflictError(
                    "“{name}” is here already",
                    hint="`paperstudy person show {name}` shows who it is",
                    name=name,
                )
            person_id = tx.people.ensure(name)
            _add_aliases(tx, person_id, aliases)
            return _reread(tx, person_id)

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
                tx.people.remove_alias(person.id, _own_alias(person, alias))
            _add_aliases(tx, person.id, add)
            return _reread(tx, person.id)

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
            return _reread(tx, kept.id)

    def rename(self, name: str, new: str) -> Person:
        """Call a person by another name; the one they had stays an alias, since logs use it.

        Raises:
            NotFoundError: nobody is called that.
            AmbiguousNameError: the name fits several people.
            ConflictError: somebody else has the new name.
            InvalidEditError: it can be nobody's name.
        """
        new = _checked(new)
        with self._store.write(f"person rename {name} {new}", at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            owner = tx.people.find(new)
            if owner is not None and owner != person.id:
                raise _taken(tx, new, person)
            if new != person.name:
                tx.people.rename(person.id, new)
            return _reread(tx, person.id)

    def set_active(self, name: str, *, active: bool) -> Person:
        """Say whether a person still takes part; who does not is no longer asked to present.

        Raises:
            NotFoundError: nobody is called that.
            AmbiguousNameError: the name fits several people.
        """
        action = f"person active {name}" if active else f"person active {name} --no"
        with self._store.write(action, at=self._clock()) as tx:
            person = get_person(tx, name, self._me)
            tx.people.set_active(person.id, active=active)
            return _reread(tx, person.id)

    def doubts(self) -> tuple[NameDoubt, ...]:
        """Return the names in logs that fit several people."""
        with self._store.read() as tx:
            return tuple(tx.people.doubts())

    def settle(self, number: int, name: str = "") -> Person | None:
        """Say whom a name in doubt means, from now on in every log; without a name, nobody known.

        Raises:
            NotFoundError: there is no such doubt, or nobody is called that.
            AmbiguousNameError: the name fits several people.
        """
        with self._store.write(f"inbox n{number}", at=self._clock()) as tx:
            doubt = next((each for each in tx.people.doubts() if each.id == number), None)
            if doubt is None:
                raise NotFoundError(
                    "no name in the inbox has the number n{number}",
                    hint="`paperstudy inbox` lists what waits",
                    number=number,
                )
            person = _picked(tx, doubt, name, self._me) if name else None
            if person is not None:
                _become(tx, doubt.name, person)
            for each in tx.people.doubts():
                if each.id == doubt.id or _same(each.name, doubt.name):
                    tx.people.settle_doubt(each.id, person.id if person else None)
            return _reread(tx, person.id) if person else None

    def complete_names(self, prefix: str) -> tuple[str, ...]:
        """Return names and aliases that begin with `prefix`, for a shell."""
        with self._store.read() as tx:
            people = tx.people.all()
        names = (name for each in people for name in (each.name, *each.aliases))
        return tuple(name for name in names if _same(name[: len(prefix)], prefix))


def _present(session: StudySession) -> set[str]:
    if session.state is SessionState.SKIPPED:
        return set()
    alone = {session.moderator, session.scribe, *session.participants, *_presenters(session)}
    return alone - {""} - set(session.absent)


def _presenters(session: StudySession) -> Iterator[str]:
    if session.state is SessionState.SKIPPED:
        return
    for held in session.presentations:
        if held.status is PresentationStatus.DONE:
            yield from held.presenters


def _checked(name: str) -> str:
    """Return a name as it is kept.

    Raises:
        InvalidEditError: it can be nobody's name.
    """
    from paperstudy.matching.people import is_nobody

    cleaned = clean_line(name)
    if not cleaned or is_nobody(cleaned) or is_me(cleaned) or "," in cleaned:
        raise InvalidEditError(
            "“{name}” is no name of a person",
            hint="write one name, without a comma",
            name=cleaned,
        )
    if len(cleaned) > _LONGEST_NAME:
        raise InvalidEditError(
            "a name has at most {most} letters, this one {count}",
            hint="write the name alone",
            most=_LONGEST_NAME,
            count=len(cleaned),
        )
    return cleaned


def _add_aliases(tx: Writer, person_id: PersonId, aliases: Iterable[str]) -> None:
    for alias in map(_checked, aliases):
        owner = tx.people.find(alias)
        if owner is not None and owner != person_id:
            raise _taken(tx, alias, _reread(tx, person_id))
        tx.people.add_alias(person_id, alias)


def _taken(tx: Writer, name: str, person: Person) -> ConflictError:
    owner = get_person(tx, name)
    return ConflictError(
        "“{name}” is the name of {owner}",
        hint="if they are one person: paperstudy person merge {one} {owner}",
        name=name,
        owner=_quoted(owner.name),
        one=_quoted(person.name),
    )


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _own_alias(person: Person, alias: str) -> str:
    found = next((each for each in person.aliases if _same(each, clean_line(alias))), None)
    if found is not None:
        return found
    near = find_nearest(alias, person.aliases)
    raise NotFoundError(
        "{name} has no alias “{alias}”",
        hint="did you mean {near}?" if near else "`paperstudy person show {name}` lists them",
        name=person.name,
        alias=clean_line(alias),
        near=near,
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


def _reread(tx: Reader, person_id: PersonId) -> Person:
    return next(person for person in tx.people.all() if person.id == person_id)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
