"""What can be a person's name, and whose it is already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.text import clean_line
from paperstudy.study.persons_finding import get_person, is_me, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.domain.people import Person
    from paperstudy.store.views import Writer

_LONGEST_NAME = 80


def check_name(name: str) -> str:
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


def add_aliases(tx: Writer, person: Person, aliases: Iterable[str]) -> None:
    """Give a person other names.

    Raises:
        ConflictError: one is the name of somebody else.
        InvalidEditError: one can be nobody's name.
    """
    for alias in map(check_name, aliases):
        owner = tx.people.find(alias)
        if owner is not None and owner != person.id:
            raise taken(tx, alias, person)
        tx.people.add_alias(person.id, alias)


def taken(tx: Writer, name: str, person: Person) -> ConflictError:
    """Return the error of a name that somebody else has; it says how to make the two one."""
    owner = get_person(tx, name)
    return ConflictError(
        "“{name}” is the name of {owner}",
        hint="if they are one person: paperstudy person merge {one} {owner}",
        name=name,
        owner=quoted(owner.name),
        one=quoted(person.name),
    )


def find_alias(person: Person, alias: str) -> str:
    """Return a person's alias as it is kept.

    Raises:
        NotFoundError: it is none of theirs; the hint names the nearest.
    """
    found = next(
        (each for each in person.aliases if each.casefold() == clean_line(alias).casefold()), None
    )
    if found is not None:
        return found
    from paperstudy.matching.near_names import find_near_name

    near = find_near_name(alias, person.aliases)
    raise NotFoundError(
        "{name} has no alias “{alias}”",
        hint="did you mean {near}?" if near else "`paperstudy person show {name}` lists them",
        name=person.name,
        alias=clean_line(alias),
        near=near,
    )
