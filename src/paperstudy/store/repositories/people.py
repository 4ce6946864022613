"""Members of the group, by name and by the other ways the logs write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidEditError
from paperstudy.domain.people import Person, PersonId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store.encoding import fold
from paperstudy.store.link import by_first

if TYPE_CHECKING:
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows


class PersonReader:
    """The members of the group."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[Person]:
        """Return everybody, by name."""
        aliases = by_first(self._link.rows(queries.ALIASES))
        return [
            Person(
                PersonId(person_id),
                name,
                tuple(alias for _, alias in aliases.get(person_id, ())),
                active=bool(active),
            )
            for person_id, name, active in self._link.rows(queries.PEOPLE)
        ]

    def find(self, name: str) -> PersonId | None:
        """Return whom a name or alias means, whatever its letter case."""
        folded = fold(name)
        found = self._link.value(queries.PERSON_BY_NAME, folded=folded)
        if found is None:
            found = self._link.value(queries.PERSON_BY_ALIAS, folded=folded)
        return PersonId(found) if found is not None else None


class PersonWriter(PersonReader):
    """The members of the group, to be changed."""

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

    def add_alias(self, person_id: PersonId, alias: str) -> None:
        """Say that the logs write a person's name in another way too.

        Raises:
            ConflictError: the alias means somebody else.
        """
        known = self.find(alias)
        if known is None:
            alias = clean_line(alias)
            values = {"person_id": person_id, "name": alias, "folded": fold(alias)}
            self._rows.insert("person_aliases", values)
        elif known != person_id:
            raise ConflictError("“{alias}” is the name of somebody else", alias=alias)

    def set_active(self, person_id: PersonId, *, active: bool) -> None:
        """Say whether a person still takes part."""
        self._rows.update("people", person_id, {"active": active})
