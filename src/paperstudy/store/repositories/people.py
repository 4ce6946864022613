"""Members of the group, by name and by the other ways the logs write it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError, NotFoundError
from paperstudy.domain.people import DoubtId, NameDoubt, Person, PersonCounts, PersonId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text, fold, read_date
from paperstudy.store.link import by_first
from paperstudy.store.meeting_values import read_sessions

if TYPE_CHECKING:
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows


class PersonReader:
    """The members of the group."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[Person]:
        """Return everybody, by name, also whom only meetings name that wait in the inbox."""
        return self._read(queries.PEOPLE)

    def members(self) -> list[Person]:
        """Return those who are in the group, by name: what lists of people show.

        Whom only meetings name that no rule is sure of comes to them when one is taken.
        """
        return self._read(queries.MEMBERS)

    def counts(self, *, until: date = date.max) -> dict[PersonId, PersonCounts]:
        """Return what each person did, in one query; who did nothing is not among them.

        Meetings after `until` are to come, and count for nobody. Read it with `members()` for a
        list of people.
        """
        rows = self._link.rows(queries.PERSON_COUNTS, until=date_text(until))
        return {
            PersonId(person_id): PersonCounts(int(sessions), int(talks), read_date(day))
            for person_id, sessions, talks, day in rows
        }

    def find(self, name: str) -> PersonId | None:
        """Return whom a name or alias means, whatever its letter case."""
        folded = fold(name)
        found = self._link.value(queries.PERSON_BY_NAME, folded=folded)
        if found is None:
            found = self._link.value(queries.PERSON_BY_ALIAS, folded=folded)
        return PersonId(found) if found is not None else None

    def get(self, person_id: PersonId) -> Person:
        """Return the person with this number.

        Raises:
            NotFoundError: there is none.
        """
        found = self._link.row(queries.PERSON_BY_ID, id=person_id)
        if found is None:
            raise NotFoundError("nobody has the number {number}", number=person_id)
        aliases = tuple(row[1] for row in self._link.rows(queries.ALIASES_OF, id=person_id))
        person_id, name, active, by_hand = found
        return Person(
            PersonId(person_id), name, aliases, active=bool(active), by_hand=bool(by_hand)
        )

    def history(self, person_id: PersonId) -> tuple[StudySession, ...]:
        """Return the sessions that a person moderated, wrote up, took part or presented in."""
        where = f"AND {queries.SESSION_OF_PERSON_ID} {queries.SESSION_ORDER}"
        rows = self._link.rows(f"{queries.SESSIONS_SHOWN} {where}", person_id=person_id)
        return tuple(read_sessions(self._link, rows))

    def doubts(self) -> tuple[NameDoubt, ...]:
        """Return the names in logs that fit several people and wait for a person's word."""
        rows = self._link.rows(queries.DOUBTS)
        people = {person.id: person for person in self.all()} if rows else {}
        doubts: list[NameDoubt] = []
        for number, name, path, log_id, numbers in rows:
            candidates = tuple(
                people[one] for one in map(PersonId, read_numbers(numbers)) if one in people
            )
            if candidates:
                doubts.append(NameDoubt(DoubtId(number), name, path, candidates, log_id))
        return tuple(doubts)

    def settled(self, log_id: LogId) -> dict[str, PersonId]:
        """Return whom doubtful names of a log mean, by folded name, where a person said so."""
        rows = self._link.rows(queries.SETTLED_IN_LOG, log_id=log_id)
        return {folded: PersonId(person_id) for folded, person_id in rows}

    def _read(self, sql: str) -> list[Person]:
        aliases = by_first(self._link.rows(queries.ALIASES))
        return [
            Person(
                PersonId(person_id),
                name,
                tuple(alias for _, alias in aliases.get(person_id, ())),
                active=bool(active),
                by_hand=bool(by_hand),
            )
            for person_id, name, active, by_hand in self._link.rows(sql)
        ]


class People(PersonReader):
    """The members of the group, and room for those whom a log names for the first time."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def ensure(self, name: str, *, by_hand: bool = True) -> PersonId:
        """Return whom a name or alias means; a name not seen before is a new person.

        One who is not put in `by_hand` goes when the logs no longer name them.

        Raises:
            InvalidEditError: the name is empty.
        """
        known = self.find(name)
        if known is not None:
            return known
        name = clean_line(name)
        if not name:
            raise InvalidEditError("a person's name cannot be empty")
        values = {"name": name, "folded": fold(name), "active": True, "by_hand": by_hand}
        return PersonId(self._rows.insert("people", values))


def read_numbers(text: str) -> list[int]:
    """Read numbers of people as a doubt keeps them, one a line."""
    return [int(line) for line in text.split("\n") if line]
